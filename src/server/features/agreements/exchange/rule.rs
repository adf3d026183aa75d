//! One permission or prohibition of a policy: its words, and what its actions are about.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::constraint::{self, Alternatives};
use super::duty;
use super::json_ld::{get, is_descriptive, items, term, text};
use super::pair::{Lexicon, Names, Pair};
use super::proposal::Note;

const LONGEST_QUOTE: usize = 9_900;
const MOST_ACTIONS: usize = 50;

/// One permission or prohibition with what the policy says for all of them.
pub struct Rule {
    pub map: Map<String, Value>,
    pub actions: Vec<String>,
    pub targets: Vec<String>,
    pub conditions: Alternatives,
    pub doubts: Vec<Note>,
    pub quote: String,
    pub at: String,
}

impl Rule {
    pub fn read(policy: &Map<String, Value>, value: &Value, at: &str) -> Option<Rule> {
        let empty = Map::new();
        let own = value.as_object().unwrap_or(&empty);
        let mut map = own.clone();
        for key in ["target", "assigner", "assignee", "action"] {
            if let (None, Some(shared)) = (get(own, key), get(policy, key)) {
                map.insert(key.to_owned(), shared.clone());
            }
        }
        let mut doubts = Vec::new();
        if !value.is_object() {
            doubts.push(Note::new("rule_elsewhere", at, "The rule stands elsewhere and is only referred to."));
        }
        let known = ["target", "assigner", "assignee", "action", "constraint", "duty", "remedy", "failure"];
        for key in map.keys().filter(|key| !known.contains(&term(key).as_str()) && !is_descriptive(&term(key))) {
            doubts.push(Note::new("property_unknown", at, format!("{key:?} in a rule is not known here.")));
        }
        let mut parts = vec![constraint::alternatives(get(&map, "constraint"), &format!("{at}/constraint"))];
        for action in items(get(&map, "action")).into_iter().filter_map(Value::as_object) {
            let refinement = get(action, "refinement");
            parts.push(constraint::alternatives(refinement, &format!("{at}/action/refinement")));
        }
        let mut actions = duty::actions(&map);
        actions.sort();
        actions.dedup();
        if actions.len() > MOST_ACTIONS {
            actions.truncate(MOST_ACTIONS);
            doubts.push(Note::new("too_many_actions", at, "The rule names more actions than are read."));
        }
        let quote = Value::Object(map.clone()).to_string();
        let mut rule = Rule {
            actions,
            targets: items(get(&map, "target")).into_iter().filter_map(text).collect(),
            conditions: constraint::all(parts, at),
            doubts,
            quote: quote.chars().take(LONGEST_QUOTE).collect(),
            at: at.to_owned(),
            map,
        };
        rule.check();
        Some(rule)
    }

    fn check(&mut self) {
        let refined = |key: &str| {
            let each = items(get(&self.map, key)).into_iter().filter_map(Value::as_object).collect::<Vec<_>>();
            each.iter().any(|node| get(node, "refinement").is_some())
        };
        let (target, assignee) = (refined("target"), refined("assignee"));
        let mut doubt = |code, message: &str| self.doubts.push(Note::new(code, &self.at, message));
        if target {
            doubt("target_refined", "The rule is about a part of its target only.");
        }
        if assignee {
            doubt("assignee_refined", "The rule is for a part of a group only.");
        }
        if self.actions.is_empty() {
            doubt("action_missing", "The rule does not say what it is about doing.");
            self.actions.push("use".to_owned());
        }
    }
}

/// What a rule is about, for telling whether two may contradict each other.
pub struct Reach {
    targets: BTreeSet<String>,
    actions: BTreeSet<String>,
    channels: Names,
    /// An action is missing, or is a word of somebody else's that may include any other.
    is_open: bool,
}

impl Reach {
    pub fn of(lexicon: &Lexicon<'_>, rule: &Rule) -> Reach {
        let channels = rule.actions.iter().filter_map(|action| channels_of(lexicon, action));
        Reach {
            targets: rule.targets.iter().cloned().collect(),
            actions: rule.actions.iter().cloned().collect(),
            channels: channels.flat_map(|pair| pair.may).collect(),
            is_open: rule.actions.iter().any(|action| !is_core(action)),
        }
    }

    pub fn meets(&self, other: &Reach) -> bool {
        let same = self.targets.is_empty() || other.targets.is_empty() || !self.targets.is_disjoint(&other.targets);
        let acts = !self.actions.is_disjoint(&other.actions) || !self.channels.is_disjoint(&other.channels);
        same && (acts || self.is_open || other.is_open)
    }
}

/// A party's name where it has one, its id otherwise.
pub fn name_of(value: &Value) -> Option<String> {
    let named = value.as_object().and_then(|map| {
        ["placet:name", "vcard:fn", "foaf:name", "schema:name", "name"].iter().find_map(|key| get(map, key))
    });
    let name = named.and_then(text).or_else(|| text(value))?;
    let name: String = name.chars().filter(|letter| !letter.is_control()).take(300).collect();
    (!name.is_empty()).then_some(name)
}

/// The channels an action is about; `None` where it shows the work to nobody or is not known.
pub fn channels_of(lexicon: &Lexicon<'_>, action: &str) -> Option<Pair> {
    let named = |sure: &[&str], may: &[&str]| {
        let sure = lexicon.channels_named(sure);
        Some(Pair { may: sure.union(&lexicon.channels_named(may)).cloned().collect(), sure })
    };
    match action {
        "use" | "distribute" => Some(Pair::exactly(lexicon.open_channels.clone())),
        "display" | "present" | "play" => {
            let screens =
                ["owned", "social.organic", "social.paid", "tv", "cinema", "ooh.digital", "pos.screen", "games"];
            let sound = if action == "display" { &["online"][..] } else { &["online", "radio", "ads.audio"][..] };
            let mut pair = named(&screens, &[])?;
            pair.may.extend(lexicon.channels_named(sound));
            pair.may.extend(lexicon.channels_named(&["events", "internal", "editorial.publication"]));
            Some(pair)
        }
        "stream" => named(&["tv.ctv"], &["online"]),
        "print" => {
            named(&["print"], &["packaging", "ooh.static", "pos.instore", "merchandise", "editorial.publication"])
        }
        _ => None,
    }
}

pub fn is_change(action: &str) -> bool {
    ["modify", "derive", "transform", "translate", "cc:DerivativeWorks", "aggregate", "annotate"].contains(&action)
}

/// Words of the core vocabulary, whose meaning does not reach beyond themselves.
fn is_core(action: &str) -> bool {
    let words = [
        "use",
        "distribute",
        "display",
        "present",
        "play",
        "stream",
        "print",
        "archive",
        "index",
        "read",
        "modify",
        "derive",
        "transform",
        "translate",
        "install",
        "execute",
        "uninstall",
        "delete",
        "digitize",
        "extract",
        "give",
        "sell",
        "transfer",
        "reproduce",
        "anonymize",
        "aggregate",
        "annotate",
        "concurrentUse",
        "move",
        "synchronize",
        "textToSpeech",
        "watermark",
        "grantUse",
    ];
    words.contains(&action)
}
