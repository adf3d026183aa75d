//! What a policy must say beside where and when: modifications, brands, products, embedding, counts and duties; taken
//! from all grants of an asset together, so that whoever keeps all of it keeps that of each.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::json_ld::PROFILE;
use super::words::OPEN_MODIFICATIONS;

type Names = BTreeSet<String>;

/// The guards of all grants of an asset, the strictest of each.
#[derive(Debug, Default)]
pub struct Guards {
    modifications: Option<Names>,
    embedding: Option<Names>,
    brands: Option<Names>,
    not_categories: Names,
    /// By metric, what is left.
    counts: BTreeMap<String, f64>,
    duties: BTreeMap<String, Value>,
    reserved: Names,
}

const AI: &[&str] = &["ai.tdm", "ai.training", "ai.generative_training"];

impl Guards {
    /// The facts without what a policy cannot say, and the guards it has to say.
    pub fn make_strict(given: &Value) -> (Value, Guards) {
        let mut guards = Guards::default();
        let mut strict = given.clone();
        let used = Used::of(given);
        for grant in list(&mut strict, "grants") {
            if let Some(body) = grant.as_object_mut() {
                if let Some(test) = given["policy"].get("territory_test") {
                    body.entry("territory_test").or_insert_with(|| test.clone());
                }
                guards.take_grant(body, &used);
            }
        }
        // A grant nobody can put into a policy is a grant nobody has reviewed, so that it is not certain.
        for restriction in list(&mut strict, "restrictions") {
            if let Some(body) = restriction.as_object_mut() {
                guards.take_restriction(body);
            }
        }
        guards.take_rules(given);
        (strict, guards)
    }

    /// The facts with every grant that counts something taken back to a proposal.
    pub fn without_caps(given: &Value) -> Value {
        let mut less = given.clone();
        for grant in list(&mut less, "grants") {
            if grant["caps"].as_array().is_some_and(|caps| !caps.is_empty()) {
                grant["review"] = json!("draft");
            }
        }
        less
    }

    fn take_grant(&mut self, grant: &mut Map<String, Value>, used: &Used) {
        grant.remove("runoff");
        let certain = grant.get("review").is_none_or(|review| review == "approved");
        let counts = caps(grant, used);
        let accessible = grant.get("territory_test").is_some_and(|test| test != "targeted");
        let awaits = grant.get("period").is_some_and(|period| period.get("trigger").is_some());
        let acts = grant
            .get("acts")
            .is_some_and(|acts| !names(Some(acts)).iter().any(|act| act.eq_ignore_ascii_case("PUBLISH")));
        let Some(counts) = counts.filter(|_| certain && !accessible && !awaits && !acts) else {
            grant.insert("review".to_owned(), json!("draft"));
            return;
        };
        if grant.contains_key("produce_window") {
            grant.insert("review".to_owned(), json!("draft"));
            return;
        }
        let own = |key: &str| open_names(grant.get(key));
        meet(&mut self.modifications, Some(modifications(grant.get("modifications"))));
        meet(&mut self.embedding, own("embedding"));
        meet(&mut self.brands, own("brands"));
        self.not_categories.extend(names(grant.get("category_excluded")));
        for (metric, left) in counts {
            let held = self.counts.entry(metric).or_insert(left);
            *held = held.min(left);
        }
        for duty in grant.get("duties").and_then(Value::as_array).into_iter().flatten() {
            self.take_duty(duty);
        }
    }

    fn take_duty(&mut self, duty: &Value) {
        let kind = duty["kind"].as_str().unwrap_or("other");
        let action = match kind {
            "credit" => "attribute".to_owned(),
            "payment" => "compensate".to_owned(),
            "approval" => "obtainConsent".to_owned(),
            "notice" => "inform".to_owned(),
            "share_alike" => "shareAlike".to_owned(),
            "takedown" => "delete".to_owned(),
            other => format!("{PROFILE}{other}"),
        };
        let operator = match duty["timing"].as_str() {
            Some("concurrent") => "eq",
            Some("post") => "gt",
            _ => "lt",
        };
        let mut written = json!({ "action": action, "constraint": [{
            "leftOperand": "event", "operator": operator, "rightOperand": { "@id": "odrl:policyUsage" },
        }] });
        if let Some(text) = duty["text"].as_str() {
            written["dcterms:description"] = json!(text);
        }
        self.duties.insert(duty["id"].as_str().unwrap_or(kind).to_owned(), written);
    }

    /// A restriction that looks at the request holds for every request, and is said as well.
    fn take_restriction(&mut self, restriction: &mut Map<String, Value>) {
        let certain = restriction.get("review").is_none_or(|review| review == "approved");
        for selector in ["brands", "brands_except", "categories", "actors"] {
            restriction.remove(selector);
        }
        let purposes = names(restriction.get("purposes"));
        let reserves = |leaf: &str| {
            purposes.is_empty()
                || purposes.iter().any(|name| name == "any" || name == leaf || leaf.starts_with(&format!("{name}.")))
        };
        if certain && restriction.get("reach").is_some_and(|reach| reach != "agreement") {
            self.reserved.extend(AI.iter().filter(|leaf| reserves(leaf)).map(|leaf| (*leaf).to_owned()));
        }
    }

    /// Duties of law for what the asset shows.
    fn take_rules(&mut self, given: &Value) {
        let flags: Names =
            given["flags"].as_object().into_iter().flatten().flat_map(|(_, flags)| names(Some(flags))).collect();
        for rule in given["duty_rules"].as_array().into_iter().flatten() {
            if rule["flag"].as_str().is_some_and(|flag| flags.contains(flag)) {
                let duty = rule.get("duty").filter(|duty| duty.is_object()).cloned();
                let mut duty = duty.unwrap_or_else(|| json!({ "kind": rule["flag"], "timing": "concurrent" }));
                duty["id"] = rule["id"].clone();
                self.take_duty(&duty);
            }
        }
    }

    pub fn has_caps(&self) -> bool {
        !self.counts.is_empty()
    }

    /// No request could keep all of it.
    pub fn is_impossible(&self) -> bool {
        [&self.embedding, &self.brands].iter().any(|set| set.as_ref().is_some_and(Names::is_empty))
    }

    /// Purposes somebody reserved for the right, the asset or the house.
    pub fn reserved_purposes(&self) -> &Names {
        &self.reserved
    }

    /// What may be done to the asset; nothing: whatever need not be named.
    pub fn modifications(&self) -> Option<&BTreeSet<String>> {
        self.modifications.as_ref()
    }

    /// Each duty once, however many grants say the same: a foreign reader would count it for every permission.
    pub fn duties(&self) -> Vec<Value> {
        let mut found: Vec<Value> = Vec::new();
        for duty in self.duties.values() {
            if !found.contains(duty) {
                found.push(duty.clone());
            }
        }
        found
    }

    /// The guards as constraints, ours in our own namespace.
    pub fn constraints(&self) -> Vec<Value> {
        let mut found = Vec::new();
        let mut put = |operand: &str, operator: &str, values: &Names| {
            // Nothing at all is written as one empty word, for an empty list says nothing.
            let values: Vec<&str> =
                if values.is_empty() { vec![""] } else { values.iter().map(String::as_str).collect() };
            let operand = format!("{PROFILE}{operand}");
            found.push(json!({ "leftOperand": operand, "operator": operator, "rightOperand": values }));
        };
        if let Some(names) = &self.modifications {
            put("modification", "isAnyOf", names);
        }
        if let Some(names) = &self.embedding {
            put("embedding", "isAnyOf", names);
        }
        if let Some(names) = &self.brands {
            put("brand", "isAnyOf", names);
        }
        if !self.not_categories.is_empty() {
            put("category", "isNoneOf", &self.not_categories);
        }
        for (metric, left) in &self.counts {
            found.push(json!({
                "leftOperand": "count", "operator": "lteq", "unitOfCount": format!("{PROFILE}{metric}"),
                "rightOperand": { "@value": left.to_string(), "@type": "xsd:decimal" },
            }));
        }
        found
    }
}

/// What was used of each cap; nothing where it cannot be known.
struct Used(BTreeMap<String, Option<f64>>);

impl Used {
    fn of(given: &Value) -> Used {
        let mut used: BTreeMap<String, Option<f64>> = BTreeMap::new();
        for entry in given["usage"].as_array().into_iter().flatten() {
            if entry["released"] == true || entry["state"] == "released" {
                continue;
            }
            let quantity = entry.get("qty").or_else(|| entry.get("quantity")).and_then(Value::as_f64);
            let held = used.entry(entry["cap"].as_str().unwrap_or_default().to_owned()).or_insert(Some(0.0));
            *held = held.zip(quantity.filter(|quantity| *quantity >= 0.0)).map(|(held, quantity)| held + quantity);
        }
        Used(used)
    }
}

/// What is left of each cap of a grant, by metric; `None` where one of them cannot be said as one sum.
fn caps(grant: &Map<String, Value>, used: &Used) -> Option<Vec<(String, f64)>> {
    let mut found = Vec::new();
    for cap in grant.get("caps").and_then(Value::as_array).into_iter().flatten() {
        let cumulative = cap.get("kind").is_none_or(|kind| kind == "cumulative");
        let limit = cap["limit"].as_f64().filter(|_| cumulative)?;
        let used = match used.0.get(cap["id"].as_str()?) {
            None => 0.0,
            Some(used) => (*used)?,
        };
        if limit - used <= 0.0 {
            return None;
        }
        found.push((cap["metric"].as_str().unwrap_or("uses").to_owned(), limit - used));
    }
    Some(found)
}

/// The stricter of two lists, where none is everything.
fn meet(held: &mut Option<Names>, other: Option<Names>) {
    *held = match (held.take(), other) {
        (Some(one), Some(other)) => Some(one.intersection(&other).cloned().collect()),
        (one, other) => one.or(other),
    };
}

fn names(value: Option<&Value>) -> Names {
    match value {
        Some(Value::String(name)) => Names::from([name.clone()]),
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Names::new(),
    }
}

/// What may be done, one by one: "any", and a grant that does not say, leave out what has to be named.
fn modifications(value: Option<&Value>) -> Names {
    let Some(mut named) = open_names(value) else {
        return OPEN_MODIFICATIONS.iter().map(|name| (*name).to_owned()).collect();
    };
    if named.remove("any") {
        named.extend(OPEN_MODIFICATIONS.iter().map(|name| (*name).to_owned()));
    }
    named
}

/// A list where absence, or the word "any" alone, is no limit.
fn open_names(value: Option<&Value>) -> Option<Names> {
    let value = value.filter(|value| !value.is_null())?;
    let names = names(Some(value));
    let open = !names.is_empty() && names.iter().all(|name| name == "any");
    (!open).then_some(names)
}

fn list<'a>(given: &'a mut Value, key: &str) -> impl Iterator<Item = &'a mut Value> {
    given.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten()
}
