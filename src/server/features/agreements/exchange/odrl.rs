//! Policies in ODRL 2.2 (JSON-LD) as proposed agreements: each policy for itself, nothing dropped, nothing guessed.

use std::collections::BTreeSet;

use rights::Reference;
use serde_json::{Map, Value, json};

use super::duty;
use super::json_ld::{PROFILE, RIGHTSML, check_context, get, is_descriptive, items, read, term, text, types};
use super::pair::{Lexicon, Pair};
use super::proposal::{Note, Proposal, ProposedRule, Refusal, RuleKind};
use super::rule::{Reach, Rule, channels_of, is_change, name_of};
use super::scope::{Reading, bodies};

/// The zones a bare day may be meant in when nobody says: the earliest and the latest there are.
const ANY_ZONE: &[&str] = &["Etc/GMT+12", "Pacific/Kiritimati"];
/// How many rules one policy may turn into.
const MOST_RULES: usize = 500;
/// How many policies and rules one document may hold.
const MOST_POLICIES: usize = 20;
const MOST_WRITTEN: usize = 200;

/// Reads a document with one or more policies. `zones` are those a bare day may be meant in; none is any.
pub fn import(document: &str, reference: &Reference, zones: &[String]) -> Result<Vec<Proposal>, Refusal> {
    let value = read(document)?;
    let context = value.get("@context").filter(|context| !context.is_null());
    let doubts = check_context(context);
    let policies: Vec<&Map<String, Value>> = match value.get("@graph") {
        Some(graph) => items(Some(graph)).into_iter().filter_map(Value::as_object).collect(),
        None => items(Some(&value)).into_iter().filter_map(Value::as_object).collect(),
    };
    if policies.iter().any(|policy| policy.contains_key("policytype")) {
        let message = "This is the JSON encoding of ODRL 2.1, not JSON-LD of ODRL 2.2.";
        return Err(Refusal::new("odrl_2_1_json", message));
    }
    let policies: Vec<&Map<String, Value>> = policies.into_iter().filter(|policy| is_policy(policy)).collect();
    if policies.is_empty() {
        return Err(Refusal::new(
            "no_policy",
            "There is no policy with a permission, prohibition or obligation in it.",
        ));
    }
    check_size(&policies)?;
    let lexicon = Lexicon::new(reference);
    let any: Vec<String> = ANY_ZONE.iter().map(|zone| (*zone).to_owned()).collect();
    let zones = if zones.is_empty() { &any } else { zones };
    let mut named = BTreeSet::new();
    targets_in(&value, &mut named);
    let each = policies.into_iter().map(|policy| {
        let mut policy = Policy::new(policy, &lexicon, zones, doubts.clone());
        if named.contains(&policy.id) {
            let message = "A rule of the document is about this policy, which may be meant for somebody else.";
            policy.doubts.push(Note::new("policy_is_a_target", "/uid", message));
        }
        policy.proposal()
    });
    Ok(each.collect())
}

/// Whatever any rule or duty of a document is about, a policy for those who come after among it.
fn targets_in(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| targets_in(item, found)),
        Value::Object(map) => {
            found.extend(items(get(map, "target")).into_iter().filter_map(text));
            map.values().for_each(|inner| targets_in(inner, found));
        }
        _ => {}
    }
}

/// What a person can review is not larger; what is larger would only keep the server busy.
fn check_size(policies: &[&Map<String, Value>]) -> Result<(), Refusal> {
    let lists = ["permission", "prohibition"];
    let rules: usize = policies.iter().flat_map(|policy| lists.map(|list| items(get(policy, list)).len())).sum();
    if policies.len() > MOST_POLICIES || rules > MOST_WRITTEN {
        let message = format!("More than {MOST_POLICIES} policies or {MOST_WRITTEN} rules are not taken at once.");
        return Err(Refusal::new("too_many_rules", message));
    }
    Ok(())
}

/// A document as a value, within the limits of size and depth.
pub fn document(text: &str) -> Result<Value, Refusal> {
    read(text)
}

fn is_policy(map: &Map<String, Value>) -> bool {
    ["permission", "prohibition", "obligation"].iter().any(|key| get(map, key).is_some())
}

struct Policy<'a> {
    map: &'a Map<String, Value>,
    lexicon: &'a Lexicon<'a>,
    zones: &'a [String],
    /// What makes every rule of the policy unknown.
    doubts: Vec<Note>,
    notes: Vec<Note>,
    id: String,
}

impl<'a> Policy<'a> {
    fn new(
        map: &'a Map<String, Value>,
        lexicon: &'a Lexicon<'a>,
        zones: &'a [String],
        doubts: Vec<Note>,
    ) -> Policy<'a> {
        let id = ["uid", "@id", "id"].iter().find_map(|key| get(map, key)).and_then(text).unwrap_or_default();
        Policy { map, lexicon, zones, doubts, notes: Vec::new(), id }
    }

    fn proposal(mut self) -> Proposal {
        let (kind, is_binding) = self.kind();
        self.check_profile();
        self.check_words();
        self.check_people();
        let mut rules = Vec::new();
        let obligations = duty::read(get(self.map, "obligation"), &self.id, "/obligation");
        self.notes.extend(obligations.1);
        self.permissions(&obligations.0, &mut rules);
        if !obligations.0.is_empty() && rules.is_empty() {
            let message = "The policy only obliges; there is no permission its obligations could go with.";
            self.notes.push(Note::new("obligation_alone", "/obligation", message));
        }
        self.prohibitions(&mut rules);
        self.notes.extend(self.doubts.iter().cloned());
        let party = |key: &str| items(get(self.map, key)).into_iter().find_map(name_of);
        let of_rules = |key: &str| {
            let each = ["permission", "prohibition", "obligation"].iter().flat_map(|list| items(get(self.map, list)));
            each.filter_map(|rule| get(rule.as_object()?, key)).find_map(name_of)
        };
        let (licensor, licensee) =
            (party("assigner").or(of_rules("assigner")), party("assignee").or(of_rules("assignee")));
        if let Some(licensee) = &licensee {
            let message = format!("The policy is for {licensee:?}: confirm that this is the house.");
            self.notes.push(Note::new("assignee_to_confirm", "/assignee", message));
        }
        Proposal {
            reference: if self.id.is_empty() { "ODRL policy".to_owned() } else { self.id.chars().take(100).collect() },
            title: self.title(),
            kind,
            status: if is_binding { "executed" } else { "draft" },
            review: if is_binding { "extracted" } else { "draft" },
            licensor: licensor.unwrap_or_default(),
            licensee: licensee.unwrap_or_default(),
            rules,
            notes: self.notes,
        }
    }

    fn title(&self) -> String {
        let named = ["title", "dc:title", "dcterms:title", "dct:title", "dc:description"];
        let title = named.iter().find_map(|key| self.map.get(*key)).and_then(text);
        let title: String = title.unwrap_or_else(|| format!("Rights policy {}", self.id)).chars().take(300).collect();
        title.replace(|letter: char| letter.is_control(), " ").trim().to_owned()
    }

    /// What kind of agreement it is, and whether it binds: an offer or a request is never evaluated.
    fn kind(&mut self) -> (&'static str, bool) {
        let types = types(self.map);
        match types.iter().map(String::as_str).find(|name| *name != "Policy") {
            Some("Agreement") => ("licence", true),
            None | Some("Set") => ("house_policy", true),
            Some(other) => {
                let message = format!("A policy of type {other:?} grants nothing; it is kept as a draft.");
                self.doubts.push(Note::new("policy_not_binding", "/@type", message));
                ("licence", false)
            }
        }
    }

    fn check_profile(&mut self) {
        for profile in items(get(self.map, "profile")).into_iter().filter_map(text) {
            if !profile.starts_with(RIGHTSML.trim_end_matches('/')) && profile != PROFILE.trim_end_matches(':') {
                let message = format!("The profile {profile} is not known here, so its rules cannot be certain.");
                self.doubts.push(Note::new("profile_unknown", "/profile", message));
            }
        }
        if get(self.map, "inheritFrom").is_some() {
            let message = "The policy takes over rules of another one that is not read here.";
            self.doubts.push(Note::new("inherits", "/inheritFrom", message));
        }
    }

    fn check_words(&mut self) {
        let known = ["permission", "prohibition", "obligation", "profile", "inheritFrom", "conflict"];
        let shared = ["target", "assigner", "assignee", "action"];
        for key in self.map.keys() {
            let plain = term(key);
            if !known.iter().chain(&shared).any(|word| *word == plain) && !is_descriptive(&plain) {
                let message = format!("{key:?} of the policy is not known here.");
                self.doubts.push(Note::new("property_unknown", &format!("/{key}"), message));
            }
        }
    }

    /// Rules for different people are not all for the house.
    fn check_people(&mut self) {
        let lists = ["permission", "prohibition"];
        let each = lists.iter().flat_map(|list| items(get(self.map, list))).filter_map(Value::as_object);
        let people: BTreeSet<String> = each.flat_map(|rule| items(get(rule, "assignee"))).filter_map(text).collect();
        if people.len() > 1 {
            let message = "The rules are for different people; which of them is the house has to be said.";
            self.doubts.push(Note::new("assignees_differ", "/permission", message));
        }
    }

    fn permissions(&mut self, obligations: &[Value], rules: &mut Vec<ProposedRule>) {
        let (void, _) = self.conflict();
        for (number, value) in items(get(self.map, "permission")).into_iter().enumerate() {
            let at = format!("/permission/{number}");
            let Some(rule) = Rule::read(self.map, value, &at) else { continue };
            let mut more = Map::new();
            let (mut duties, notes) = duty::read(get(&rule.map, "duty"), &self.id, &format!("{at}/duty"));
            self.notes.extend(notes);
            duties.extend(obligations.iter().cloned());
            if !duties.is_empty() {
                more.insert("duties".to_owned(), Value::Array(duties));
            }
            more.insert("modifications".to_owned(), json!([]));
            if rule.actions.iter().any(|action| action == "use") {
                more.remove("modifications");
            }
            self.rule(RuleKind::Grant, &rule, &void, more, rules);
        }
        if self.forbids_changes() {
            for rule in rules.iter_mut() {
                rule.body.insert("modifications".to_owned(), json!([]));
            }
        }
    }

    /// A policy that forbids changes and permits something permits it unchanged.
    fn forbids_changes(&self) -> bool {
        let each = items(get(self.map, "prohibition")).into_iter().filter_map(Value::as_object);
        let mut actions = each.flat_map(duty::actions);
        actions.any(|action| is_change(&action))
    }

    fn prohibitions(&mut self, rules: &mut Vec<ProposedRule>) {
        let (_, doubts) = self.conflict();
        let permits = rules.iter().any(|rule| rule.kind == RuleKind::Grant);
        for (number, value) in items(get(self.map, "prohibition")).into_iter().enumerate() {
            let at = format!("/prohibition/{number}");
            let Some(rule) = Rule::read(self.map, value, &at) else { continue };
            if permits && rule.actions.iter().all(|action| is_change(action)) && !rule.actions.is_empty() {
                let message = "Changes are forbidden: what the policy permits, it permits unchanged.";
                self.notes.push(Note::new("changes_forbidden", &at, message));
                continue;
            }
            // A policy that permits as well limits what it permits; one that only forbids holds for the right itself.
            let reach = if permits { "agreement" } else { "interest" };
            let message = format!("Confirm how far the prohibition reaches; it is recorded for the {reach}.");
            self.notes.push(Note::new("reach_to_confirm", &at, message));
            let more = Map::from_iter([("reach".to_owned(), json!(reach))]);
            self.rule(RuleKind::Restriction, &rule, &doubts, more, rules);
        }
    }

    /// What the policy's `conflict` makes of its permissions and of its prohibitions.
    fn conflict(&self) -> (Vec<Note>, Vec<Note>) {
        let both = get(self.map, "permission").is_some() && get(self.map, "prohibition").is_some();
        if !both || !self.may_conflict() {
            return Default::default();
        }
        let named: Vec<String> =
            items(get(self.map, "conflict")).into_iter().filter_map(text).map(|name| term(&name)).collect();
        match named.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["prohibit"] => Default::default(),
            ["perm"] => {
                let message = "Where the policy permits and forbids the same, it permits; a person has to look at it.";
                (Vec::new(), vec![Note::new("conflict_perm", "/conflict", message)])
            }
            _ => {
                let message = "The policy permits and forbids the same and does not say which counts: it is void.";
                let note = vec![Note::new("conflict_invalid", "/conflict", message)];
                (note.clone(), note)
            }
        }
    }

    fn may_conflict(&self) -> bool {
        let read = |key: &str| -> Vec<Reach> {
            let rules = items(get(self.map, key)).into_iter().filter_map(|value| Rule::read(self.map, value, key));
            rules.map(|rule| Reach::of(self.lexicon, &rule)).collect()
        };
        let prohibitions = read("prohibition");
        read("permission").iter().any(|one| prohibitions.iter().any(|other| one.meets(other)))
    }

    /// Turns one permission or prohibition into rules: one for each target and alternative.
    fn rule(
        &mut self,
        kind: RuleKind,
        rule: &Rule,
        doubts: &[Note],
        more: Map<String, Value>,
        rules: &mut Vec<ProposedRule>,
    ) {
        let reading = Reading { lexicon: self.lexicon, kind, zones: self.zones };
        let mut doubts: Vec<Note> = doubts.iter().chain(&self.doubts).chain(&rule.doubts).cloned().collect();
        let mut channels = Pair::default();
        for action in &rule.actions {
            channels = channels.or(channels_of(self.lexicon, action).unwrap_or_else(|| {
                let message = format!("The action {action:?} is not one of showing or spreading the work.");
                doubts.push(Note::new("action_unknown", &rule.at, message));
                Pair::perhaps(self.lexicon.open_channels.clone())
            }));
        }
        if kind == RuleKind::Restriction && rule.actions.iter().any(|action| action == "use") {
            channels = Pair::exactly(self.lexicon.every_channel.clone());
        }
        if rule.targets.is_empty() {
            // Nothing to doubt: whoever takes it in names the interests it is for, as for a rule with a target.
            let message = "The rule does not say what it is about; confirm that it is what it was taken in for.";
            self.notes.push(Note::new("target_missing", &rule.at, message));
        }
        let targets: Vec<Option<String>> = match rule.targets.as_slice() {
            [] => vec![None],
            named => named.iter().cloned().map(Some).collect(),
        };
        for conditions in &rule.conditions {
            let Some((found, why)) = bodies(&reading, &channels, conditions, &doubts) else {
                let message = "The constraints of this rule contradict each other: it never applies.";
                self.notes.push(Note::new("never_applies", &rule.at, message));
                continue;
            };
            let fresh = why.into_iter().filter(|note| !self.doubts.contains(note));
            for note in fresh.collect::<Vec<_>>() {
                if !self.notes.contains(&note) {
                    self.notes.push(note);
                }
            }
            for (body, target) in found.iter().flat_map(|body| targets.iter().map(move |target| (body, target))) {
                if rules.len() >= MOST_RULES {
                    let message = format!("The policy has more than {MOST_RULES} rules; the rest was not read.");
                    self.notes.push(Note::new("too_many_rules", &rule.at, message));
                    return;
                }
                let mut body = body.clone();
                for (key, value) in &more {
                    body.entry(key.clone()).or_insert_with(|| value.clone());
                }
                number_caps(&mut body, &self.id);
                rules.push(ProposedRule { kind, target: target.clone(), quote: rule.quote.clone(), body });
            }
        }
    }
}

/// The ids of caps are unique among all agreements.
fn number_caps(body: &mut Map<String, Value>, policy: &str) {
    for cap in body.get_mut("caps").and_then(Value::as_array_mut).into_iter().flatten() {
        let id = format!("{policy}{}", cap["id"].as_str().unwrap_or_default());
        cap["id"] = Value::String(id);
    }
}
