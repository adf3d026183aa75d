//! Records the facts of a worked case through the API, each at the moment the case says, as a rights manager would.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use serde_json::{Map, Value, json};
use server::platform::auth::Role;
use server::testing::{NOON, TestApp, TestPerson};
use uuid::Uuid;

use crate::harness::House;

/// When what a case gives no moment for is recorded.
const LONG_KNOWN: &str = "2025-01-01T00:00:00Z";

/// What the server fills in by itself.
const FILLED_IN: &[&str] = &["id", "interest", "agreement", "review", "recorded_at", "superseded_at"];

/// What is recorded at one moment: the list it stands in and what it says.
type Step = (DateTime<Utc>, &'static str, Value);

pub struct Recorder {
    house: House,
    manager: TestPerson,
    /// The day agreements are signed that do not say when.
    signed: String,
    assets: BTreeMap<String, Uuid>,
    interests: BTreeMap<String, Uuid>,
    agreements: BTreeMap<String, Uuid>,
    /// Grants and restrictions by their name in the case: agreement and fact.
    rules: BTreeMap<String, (Uuid, Uuid)>,
    given: Value,
}

fn instant(value: &Value) -> Option<DateTime<Utc>> {
    value.as_str().map(|text| text.parse().expect("an instant"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list<'a>(given: &'a Value, key: &str) -> &'a [Value] {
    given[key].as_array().map_or(&[], Vec::as_slice)
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().map(text).collect(),
        Value::String(one) => vec![one.clone()],
        _ => Vec::new(),
    }
}

/// A rule's words without what the server says of it.
fn words(rule: &Value) -> Map<String, Value> {
    let mut body = rule.as_object().cloned().unwrap_or_default();
    body.retain(|key, _| !FILLED_IN.contains(&key.as_str()));
    body
}

impl Recorder {
    /// A fresh house. `fixture` tells the day agreements are signed that do not say when.
    pub async fn open(fixture: &Value) -> Recorder {
        let house = House::start().await;
        let manager = house.app.person(Role::RightsManager).await;
        Recorder {
            house,
            manager,
            signed: text(&fixture["defaults"]["signed"]),
            assets: BTreeMap::new(),
            interests: BTreeMap::new(),
            agreements: BTreeMap::new(),
            rules: BTreeMap::new(),
            given: json!({}),
        }
    }

    /// Records a whole `given`.
    pub async fn record(&mut self, given: &Value) {
        self.given = given.clone();
        let (first, rest) = self.steps().into_iter().partition::<Vec<_>, _>(|step| step.0 == beginning(given));
        self.at(beginning(given)).await;
        self.record_assets().await;
        // A paper is there and reviewed before what is recorded in it later.
        for key in ["grants", "restrictions"] {
            for rule in list(given, key) {
                self.agreement(&Self::paper(rule, key), rule["signed"].as_str()).await;
            }
        }
        for (_, list, fact) in first {
            self.step(list, &fact).await;
        }
        for agreement in self.papers() {
            self.review(&agreement).await;
        }
        for (at, list, fact) in rest {
            self.at(at).await;
            self.step(list, &fact).await;
        }
        self.at(NOON.parse().expect("an instant")).await;
    }

    /// What happens, in the order of time; at one moment a rule comes before what happened to it.
    fn steps(&self) -> Vec<Step> {
        let order = ["grants", "restrictions", "waivers", "revocations", "engagements", "usage", "duty_events"];
        let beginning = beginning(&self.given);
        let mut steps: Vec<Step> = Vec::new();
        for key in order {
            let mut facts = list(&self.given, key).to_vec();
            facts.sort_by_key(|fact| fact["upstream"].is_array());
            for fact in facts {
                let at = instant(&fact["recorded_at"]).unwrap_or(beginning);
                let replaced = |other: &Value| {
                    other["id"] == fact["id"] && instant(&other["recorded_at"]) == instant(&fact["superseded_at"])
                };
                if let Some(gone) = instant(&fact["superseded_at"])
                    && !list(&self.given, key).iter().any(replaced)
                {
                    steps.push((gone, "withdrawn", json!({ "list": key, "id": fact["id"] })));
                }
                steps.push((at, key, fact));
            }
        }
        for rule in list(&self.given, "duty_rules") {
            steps.push((beginning, "duty_rules", rule.clone()));
        }
        if let Some(policy) = self.given.get("policy") {
            steps.push((beginning, "policy", policy.clone()));
        }
        // Keeps the order of the lists where the moment is the same.
        steps.sort_by_key(|step| step.0);
        steps
    }

    /// Moves the clock; whoever works then has signed in anew.
    async fn at(&mut self, at: DateTime<Utc>) {
        self.house.app.set_clock(&at.to_rfc3339());
        self.manager = self.house.app.person(Role::RightsManager).await;
    }

    async fn post(&self, path: &str, body: Value) -> Uuid {
        self.house.app.post(&self.manager, path, body).await.expect(201).id()
    }

    async fn record_assets(&mut self) {
        let given = self.given.clone();
        for interest in list(&given, "interests") {
            let asset = self.asset(&text(&interest["asset"])).await;
            let mut new = json!({ "asset": asset, "kind": interest["kind"], "completeness": interest["completeness"] });
            if interest["not_required"].is_string() {
                new["not_required"] = interest["not_required"].clone();
            }
            if let Some(born) = interest["person"]["dob"].as_str() {
                let person = json!({ "name": format!("Person of {}", text(&interest["id"])), "born_on": born });
                new["person"] = json!(self.post("/people", person).await);
            }
            let id = self.post("/interests", new).await;
            self.interests.insert(text(&interest["id"]), id);
        }
        for link in list(&given, "components") {
            self.link(link).await;
        }
        for (asset, flags) in given["flags"].as_object().into_iter().flatten() {
            let asset = self.asset(asset).await;
            for flag in names(flags) {
                self.post(&format!("/assets/{asset}/flags"), json!({ "flag": flag })).await;
            }
        }
    }

    async fn link(&mut self, link: &Value) {
        let parent = self.asset(&text(&link["parent"])).await;
        let child = self.asset(&text(&link["child"])).await;
        let mut new = json!({ "child": child, "status": link["status"].as_str().unwrap_or("confirmed") });
        for key in ["embedding", "modifications"] {
            if !link[key].is_null() {
                new[key] = link[key].clone();
            }
        }
        let rejected = link["status"] == "rejected";
        if rejected {
            new["status"] = json!("suspected");
        }
        let id = self.post(&format!("/assets/{parent}/components"), new).await;
        if rejected {
            let change = json!({ "status": "rejected", "note": "Somebody looked." });
            let path = format!("/assets/{parent}/components/{id}");
            self.house.app.patch(&self.manager, &path, 1, change).await.expect(200);
        }
    }

    async fn asset(&mut self, name: &str) -> Uuid {
        if let Some(id) = self.assets.get(name) {
            return *id;
        }
        let picture = TestApp::picture(u8::try_from(self.assets.len()).expect("few assets"));
        let title = json!({ "title": name });
        let id =
            self.house.app.upload(&self.manager, &format!("{name}.png"), &picture, Some(title)).await.expect(201).id();
        self.assets.insert(name.to_owned(), id);
        id
    }

    /// The interest of this name. One the case does not tell of is the title somebody else holds in an asset of theirs.
    async fn interest(&mut self, name: &str) -> Uuid {
        if let Some(id) = self.interests.get(name) {
            return *id;
        }
        let asset = self.asset(&format!("Title {name}")).await;
        let new = json!({ "asset": asset, "kind": "copyright.work", "completeness": "complete" });
        let id = self.post("/interests", new).await;
        self.interests.insert(name.to_owned(), id);
        id
    }

    /// The name of the paper a rule stands in: what is reviewed differently stands in another.
    fn paper(rule: &Value, list: &str) -> String {
        let review = rule["review"].as_str().unwrap_or("approved");
        let own = format!("{list} {}{}", text(&rule["id"]), text(&rule["actor"]));
        format!("{} {review}", rule["agreement"].as_str().unwrap_or(&own))
    }

    /// Every paper of the case.
    fn papers(&self) -> Vec<String> {
        self.agreements.keys().cloned().collect()
    }

    /// The paper of this name, not yet reviewed.
    async fn agreement(&mut self, name: &str, signed: Option<&str>) -> Uuid {
        if let Some(id) = self.agreements.get(name) {
            return *id;
        }
        let new = json!({ "reference": name, "title": name, "kind": "licence", "status": "executed",
            "signed_on": signed.unwrap_or(&self.signed) });
        let id = self.post("/agreements", new).await;
        self.agreements.insert(name.to_owned(), id);
        id
    }

    /// Reviews a paper as far as its name says.
    async fn review(&self, name: &str) {
        let agreement = self.agreements[name];
        let wanted = name.rsplit(' ').next().unwrap_or("approved");
        for to in ["extracted", "reviewed", "approved"] {
            if wanted == "draft" {
                break;
            }
            let path = format!("/agreements/{agreement}/reviews");
            self.house.app.post(&self.manager, &path, json!({ "to": to })).await.expect(200);
            if to == wanted {
                break;
            }
        }
    }

    async fn step(&mut self, list: &'static str, fact: &Value) {
        match list {
            "grants" | "restrictions" => self.rule(list, fact).await,
            "waivers" => self.waiver(fact).await,
            "revocations" => self.revocation(fact).await,
            "engagements" => self.engagement(fact).await,
            "usage" => self.usage(fact).await,
            "duty_events" => self.duty_event(fact).await,
            "duty_rules" => self.duty_rule(fact).await,
            "policy" => {
                self.house.app.put(&self.manager, "/rights/policy", fact.clone()).await.expect(200);
            }
            _ => self.withdraw(fact).await,
        }
    }

    /// A grant or restriction; a second one of the same name corrects the first.
    async fn rule(&mut self, list: &'static str, rule: &Value) {
        let mut body = words(rule);
        if rule["interest"].is_string() {
            body.insert("interest".to_owned(), json!(self.interest(&text(&rule["interest"])).await));
        }
        if rule["asset"].is_string() {
            body.insert("asset".to_owned(), json!(self.asset(&text(&rule["asset"])).await));
        }
        if rule["upstream"].is_array() {
            let known = |name: String| self.rules.get(&name).map_or(name, |(_, id)| id.to_string());
            body.insert("upstream".to_owned(), names(&rule["upstream"]).into_iter().map(known).collect());
        }
        let agreement = self.agreement(&Self::paper(rule, list), rule["signed"].as_str()).await;
        let path = format!("/agreements/{agreement}/{list}");
        let new = json!({ "body": body, "no_document": "a worked case" });
        let name = text(&rule["id"]);
        match self.rules.get(&name) {
            Some((_, old)) => {
                self.house.app.put(&self.manager, &format!("{path}/{old}"), new).await.expect(200);
            }
            None => {
                let id = self.post(&path, new).await;
                self.rules.insert(name, (agreement, id));
            }
        }
    }

    async fn happening(&self, agreement: Uuid, list: &str, body: Map<String, Value>) {
        let new = json!({ "body": body, "no_document": "a worked case" });
        self.post(&format!("/agreements/{agreement}/{list}"), new).await;
    }

    async fn waiver(&mut self, waiver: &Value) {
        let mut body = words(waiver);
        let (_, restriction) = self.rules[&text(&waiver["restriction"])];
        body.insert("restriction".to_owned(), json!(restriction));
        let paper = Self::paper(waiver, "waiver");
        let agreement = self.agreement(&paper, None).await;
        self.happening(agreement, "waivers", body).await;
    }

    async fn revocation(&mut self, revocation: &Value) {
        let mut body = words(revocation);
        let agreement = match (revocation["grant"].as_str(), revocation["interest"].as_str()) {
            (Some(grant), _) => {
                let (agreement, grant) = self.rules[grant];
                body.insert("grant".to_owned(), json!(grant));
                agreement
            }
            (None, Some(interest)) => {
                let of = |rule: &&Value| rule["interest"] == interest;
                let grant = list(&self.given, "grants").iter().find(of).map(|rule| text(&rule["id"]));
                body.insert("interest".to_owned(), json!(self.interest(interest).await));
                self.rules[&grant.expect("a grant for the interest")].0
            }
            (None, None) => self.agreements[&Self::paper(revocation, "revocation")],
        };
        self.happening(agreement, "revocations", body).await;
    }

    async fn engagement(&mut self, engagement: &Value) {
        let paper = Self::paper(engagement, "engagement");
        let agreement = self.agreement(&paper, None).await;
        self.happening(agreement, "engagements", words(engagement)).await;
    }

    /// The agreement with the grant that carries a cap or a duty of this name.
    fn carrier(&self, list_of: &str, name: &Value) -> Uuid {
        let carries = |grant: &&Value| list(grant, list_of).iter().any(|part| part["id"] == *name);
        let grant = list(&self.given, "grants").iter().find(carries).map(|grant| text(&grant["id"]));
        self.rules[&grant.expect("a grant that carries it")].0
    }

    async fn usage(&mut self, usage: &Value) {
        let mut body = words(usage);
        let reserved = body.remove("reserved") == Some(json!(true));
        let released = body.remove("released") == Some(json!(true));
        let state = if released {
            "released"
        } else if reserved {
            "reserved"
        } else {
            "consumed"
        };
        body.insert("state".to_owned(), json!(state));
        self.happening(self.carrier("caps", &usage["cap"]), "usage", body).await;
    }

    async fn duty_event(&mut self, event: &Value) {
        let mut body = words(event);
        let agreement = match event["grant"].as_str() {
            Some(grant) => {
                let (agreement, grant) = self.rules[grant];
                body.insert("grant".to_owned(), json!(grant));
                agreement
            }
            None => self.carrier("duties", &event["duty"]),
        };
        self.happening(agreement, "duty_events", body).await;
    }

    async fn duty_rule(&self, rule: &Value) {
        let mut new = Value::Object(words(rule));
        new["key"] = rule["id"].clone();
        new["title"] = rule["id"].clone();
        new["kind"] = json!("ai_label");
        new["text"] = json!("Say what it is.");
        self.post("/rights/duty-rules", new).await;
    }

    async fn withdraw(&self, gone: &Value) {
        let (agreement, id) = self.rules[&text(&gone["id"])];
        let path = format!("/agreements/{agreement}/{}/{id}", text(&gone["list"]));
        self.house.app.delete(&self.manager, &path).await.expect(204);
    }

    /// The verdict as the API tells it; a question it refuses is told as the case format does.
    pub async fn ask(&mut self, request: &Value) -> Value {
        let mut question = request.clone();
        question["asset"] = json!(self.asset(&text(&request["asset"])).await);
        if let Some(belief) = question.as_object_mut().and_then(|fields| fields.remove("belief")) {
            question["belief_at"] = belief;
        }
        let answer = self.house.app.post(&self.manager, "/verdicts", question).await;
        if answer.status == 422 && answer.code() == "period.end_before_start" {
            return json!({ "headline": "INVALID_REQUEST", "reasons": [{ "code": "EMPTY_PERIOD" }] });
        }
        answer.expect(200).json()["items"][0].clone()
    }

    /// The names of the assets by headline, as the search finds them.
    pub async fn search(&mut self, request: &Value) -> BTreeMap<String, BTreeSet<String>> {
        self.house.app.settle().await;
        let query = format!(
            "cleared.channel={}&cleared.territory={}&cleared.from={}&cleared.until={}",
            names(&request["channels"]).join(","),
            names(&request["territories"]).join(","),
            text(&request["start"]),
            text(&request["end"])
        );
        let found = self.house.app.get(&self.manager, &format!("/search?limit=200&{query}")).await.expect(200).json();
        let mut buckets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for hit in list(&found, "hits") {
            let name = self.assets.iter().find(|(_, id)| hit["asset_id"] == id.to_string()).map(|(name, _)| name);
            buckets.entry(text(&hit["headline"])).or_default().insert(name.expect("an asset of ours").clone());
        }
        buckets
    }
}

/// Before everything the case tells a moment of.
fn beginning(given: &Value) -> DateTime<Utc> {
    let told = given.as_object().into_iter().flatten().flat_map(|(_, list)| list.as_array().into_iter().flatten());
    let known: DateTime<Utc> = LONG_KNOWN.parse().expect("an instant");
    told.filter_map(|fact| instant(&fact["recorded_at"])).map(|at| at - Duration::days(1)).fold(known, DateTime::min)
}
