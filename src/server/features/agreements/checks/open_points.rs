//! What a paper leaves open, read from its rules alone: each point with the answers people can give and what the rules
//! would read with each. Pure. Whether a point matters, and how much, is the engine's to say (`left_open.rs`).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::entity::prelude::Uuid;
use serde_json::{Value, json};

use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::show::reference::TerritoryGroup;

/// A question a rule does not answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// Until when it runs.
    End,
    /// Whether it was renewed.
    Renewal,
    /// Whose midnight counts.
    Zone,
    /// Whether a group means its members at the signature or those of the day.
    Binding(String),
    /// Whether places at the edge of a group are meant.
    Group(String),
    /// What a group means that nobody has defined.
    Undefined(String),
    /// Whether channels and purposes are meant that came up after the signature.
    Later,
    /// Whether it is about where something is aimed at, or where it can be seen.
    Test,
    /// What the licence of somebody else it rests on says.
    Chain,
}

/// An answer somebody can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub name: &'static str,
    pub label: &'static str,
    /// What has to be said with it: `day` or `zone`.
    pub asks: Option<&'static str>,
}

/// An answer with what is said with it.
pub type Given = (&'static str, Option<String>);

const fn choice(name: &'static str, label: &'static str) -> Choice {
    Choice { name, label, asks: None }
}

const fn asking(name: &'static str, label: &'static str, asks: &'static str) -> Choice {
    Choice { name, label, asks: Some(asks) }
}

impl Asked {
    pub fn code(&self) -> &'static str {
        match self {
            Asked::End => "period.end",
            Asked::Renewal => "period.renewal",
            Asked::Zone => "period.zone",
            Asked::Binding(_) => "territory.binding",
            Asked::Group(_) => "territory.group",
            Asked::Undefined(_) => "territory.undefined",
            Asked::Later => "taxonomy.later",
            Asked::Test => "territory.test",
            Asked::Chain => "chain.open",
        }
    }

    /// The group of territories it is about.
    pub fn group(&self) -> Option<&str> {
        match self {
            Asked::Binding(group) | Asked::Group(group) | Asked::Undefined(group) => Some(group),
            _ => None,
        }
    }

    /// What people can answer here; the rest is answered in the form of the rule itself.
    pub fn choices(&self) -> &'static [Choice] {
        match self {
            Asked::End => const { &[asking("until", "Until this day", "day"), choice("perpetual", "It has no end")] },
            Asked::Renewal => {
                const { &[asking("renewed", "Renewed until this day", "day"), choice("ended", "It was not renewed")] }
            }
            Asked::Zone => {
                const { &[choice("place", "Midnight of each place"), asking("zone", "Midnight in this zone", "zone")] }
            }
            Asked::Binding(_) => {
                const { &[choice("frozen", "As at the signature"), choice("floating", "As on the day of the use")] }
            }
            Asked::Group(_) => const { &[choice("meant", "Yes"), choice("not_meant", "No")] },
            Asked::Later => {
                const { &[choice("included", "Yes, also these"), choice("not_included", "No, only those of its time")] }
            }
            Asked::Test => {
                const { &[choice("targeted", "Where it is aimed at"), choice("accessible", "Where it can be seen")] }
            }
            Asked::Undefined(_) | Asked::Chain => &[],
        }
    }

    /// The answers its weight is measured by: whatever one of them clears is unknown as long as nobody answers.
    fn measured(&self, body: &Value) -> Vec<Given> {
        match self {
            Asked::End => vec![("perpetual", None)],
            Asked::Renewal => vec![("no_end", None)],
            Asked::Zone => {
                let named = body["period"]["zones"].as_array().into_iter().flatten().filter_map(Value::as_str);
                let named = named.map(|zone| ("zone", Some(zone.to_owned())));
                std::iter::once(("place", None)).chain(named).collect()
            }
            Asked::Binding(_) => vec![("floating", None), ("frozen", None)],
            Asked::Group(_) => vec![("meant", None), ("not_meant", None)],
            Asked::Undefined(_) => vec![("everywhere", None)],
            Asked::Later => vec![("included", None)],
            Asked::Test => Vec::new(),
            Asked::Chain => vec![("closed", None)],
        }
    }

    /// The rule as it reads with an answer; nothing where the answer does not fit the question.
    pub fn answered(&self, body: &Value, (choice, with): (&str, Option<&str>), possible: &[String]) -> Option<Value> {
        let mut best = body.clone();
        match (self, choice) {
            (Asked::End, "perpetual") => best["period"]["end"] = json!("PERPETUAL"),
            (Asked::End | Asked::Renewal, "until" | "renewed") => {
                best["period"]["end"] = json!(with?.parse::<NaiveDate>().ok()?);
                remove(&mut best["period"], &["duration", "auto_renew"]);
            }
            (Asked::Renewal, "no_end") => {
                best["period"]["end"] = json!("PERPETUAL");
                remove(&mut best["period"], &["duration", "auto_renew"]);
            }
            (Asked::Renewal, "ended") => remove(&mut best["period"], &["auto_renew"]),
            (Asked::Zone, "place") => remove(&mut best["period"], &["zone", "zones"]),
            (Asked::Zone, "zone") => {
                remove(&mut best["period"], &["zones"]);
                best["period"]["zone"] = json!(with?);
            }
            (Asked::Binding(_), "frozen" | "floating") => best["territory_binding"] = json!(choice),
            (Asked::Group(_), "meant") => extend(&mut best, "territories", possible),
            (Asked::Group(_), "not_meant") => extend(&mut best, "exclude", possible),
            (Asked::Undefined(group), "everywhere") => {
                let named = texts(&body["territories"]).into_iter().filter(|name| name != group);
                best["territories"] = named.chain(["WORLD".to_owned()]).collect();
            }
            (Asked::Later, "included") => best["future_media"] = json!(true),
            (Asked::Later, "not_included") => best["enumerated_only"] = json!(true),
            (Asked::Test, "targeted" | "accessible") => best["territory_test"] = json!(choice),
            (Asked::Chain, "closed") => remove(&mut best, &["upstream"]),
            _ => return None,
        }
        Some(best)
    }
}

fn remove(value: &mut Value, keys: &[&str]) {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|key, _| !keys.contains(&key.as_str()));
    }
}

fn extend(body: &mut Value, key: &str, more: &[String]) {
    let mut named = texts(&body[key]);
    named.extend(more.iter().filter(|code| !texts(&body[key]).contains(code)).cloned());
    body[key] = json!(named);
}

fn texts(value: &Value) -> Vec<String> {
    let one = value.as_str().map(str::to_owned);
    let list = value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
    one.into_iter().chain(list).collect()
}

/// A question about all rules of one kind that stand on one clause.
#[derive(Clone, Debug)]
pub struct Point {
    pub asked: Asked,
    pub kind: Kind,
    pub clause: Option<Uuid>,
    pub rules: Vec<fact::Model>,
    /// Places at the edge of the group it is about.
    pub possible: Vec<String>,
}

impl Point {
    /// Names the question within its agreement.
    pub fn key(&self) -> String {
        let parts = [Some(self.asked.code()), self.asked.group(), Some(self.kind.name())];
        let clause = self.clause.map(|clause| clause.to_string());
        parts.into_iter().flatten().chain(clause.as_deref()).collect::<Vec<_>>().join(":")
    }

    /// The answers its weight is measured by.
    pub fn measured(&self) -> Vec<Given> {
        let mut found: Vec<Given> = Vec::new();
        for given in self.rules.iter().flat_map(|row| self.asked.measured(&body(row))) {
            if !found.contains(&given) {
                found.push(given);
            }
        }
        // What a ban reaches is not lost to us by its narrowest reading.
        if self.kind == Kind::Restriction && matches!(self.asked, Asked::Group(_)) {
            found.reverse();
        }
        found
    }
}

/// The open points of the rules among these rows, in the order of their clauses.
pub fn of(rows: &[fact::Model], groups: &[TerritoryGroup]) -> Vec<Point> {
    let mut found: BTreeMap<(Option<Uuid>, &str, Asked), Point> = BTreeMap::new();
    for row in rows {
        let Some(kind) = Kind::parse(&row.kind).filter(|kind| matches!(kind, Kind::Grant | Kind::Restriction)) else {
            continue;
        };
        for (asked, possible) in open_in(kind, &body(row), groups) {
            let key = (row.clause_id, kind.name(), asked.clone());
            let point = || Point { asked, kind, clause: row.clause_id, rules: Vec::new(), possible };
            found.entry(key).or_insert_with(point).rules.push(row.clone());
        }
    }
    found.into_values().collect()
}

fn open_in(kind: Kind, body: &Value, groups: &[TerritoryGroup]) -> Vec<(Asked, Vec<String>)> {
    let period = &body["period"];
    let mut open = Vec::new();
    let mut ask = |asked: Asked, is_open: bool| {
        if is_open {
            open.push((asked, Vec::new()));
        }
    };
    ask(Asked::Zone, period["zone"] == "silent");
    if kind == Kind::Grant {
        ask(Asked::End, period["end"] == "UNKNOWN");
        ask(Asked::Renewal, period["auto_renew"] == true || period["auto_renew"].is_object());
        ask(Asked::Later, body["future_media"] != true && body["enumerated_only"] != true);
        ask(Asked::Test, body["territory_test"] == "unspecified");
        ask(Asked::Chain, !texts(&body["upstream"]).is_empty());
    }
    let (named, excluded) = (texts(&body["territories"]), texts(&body["exclude"]));
    let silent = body["territory_binding"].is_null() || body["territory_binding"] == "asymmetric";
    for group in groups.iter().filter(|group| named.contains(&group.key)) {
        ask(Asked::Binding(group.key.clone()), group.dated && silent);
        ask(Asked::Undefined(group.key.clone()), group.undefined);
    }
    for group in groups.iter().filter(|group| named.contains(&group.key)) {
        let left = |code: &&String| !named.contains(code) && !excluded.contains(code);
        let possible: Vec<String> = group.possible.iter().filter(left).cloned().collect();
        if !possible.is_empty() {
            open.push((Asked::Group(group.key.clone()), possible));
        }
    }
    open
}

fn body(row: &fact::Model) -> Value {
    serde_json::from_str(&row.body).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::super::records::record::Draft;
    use super::super::super::show::reference::rights_reference;
    use super::super::hypothesis::imagined;
    use super::*;

    fn row(kind: Kind, body: Value) -> fact::Model {
        let draft = Draft { body, ..Draft::default() };
        imagined(kind, (Uuid::from_u128(1), Uuid::from_u128(2)), draft, chrono::DateTime::UNIX_EPOCH)
    }

    fn codes(kind: Kind, body: Value) -> Vec<&'static str> {
        let groups = rights_reference().unwrap().territory_groups;
        of(&[row(kind, body)], &groups).iter().map(|point| point.asked.code()).collect()
    }

    #[test]
    fn what_a_grant_does_not_say_is_asked_and_what_it_says_is_not() {
        let silent = json!({ "territories": ["DACH"], "period": { "end": "UNKNOWN", "zone": "silent" } });
        let expected = ["period.end", "period.zone", "territory.binding", "territory.group", "taxonomy.later"];
        assert_eq!(codes(Kind::Grant, silent), expected);
        let said = json!({ "territories": ["DACH"], "exclude": ["LI"], "enumerated_only": true, "territory_binding": "floating",
            "period": { "end": "2027-01-31" } });
        assert_eq!(codes(Kind::Grant, said), Vec::<&str>::new());
        let ban = json!({ "territories": ["NORDICS"], "period": { "end": "UNKNOWN" } });
        assert_eq!(codes(Kind::Restriction, ban), ["territory.group"]);
    }

    #[test]
    fn an_answer_closes_its_question_and_changes_nothing_else() {
        let body = json!({ "territories": ["DACH"], "enumerated_only": true, "territory_binding": "frozen",
            "period": { "start": "2026-01-01", "end": "UNKNOWN" } });
        let ended = Asked::End.answered(&body, ("until", Some("2027-06-30")), &[]).unwrap();
        assert_eq!(ended["period"], json!({ "start": "2026-01-01", "end": "2027-06-30" }));
        assert_eq!(codes(Kind::Grant, ended), ["territory.group"]);
        assert!(Asked::End.answered(&body, ("until", Some("some day")), &[]).is_none());
        let group = Asked::Group("DACH".to_owned());
        let meant = group.answered(&body, ("not_meant", None), &["LI".to_owned()]).unwrap();
        assert_eq!(meant["exclude"], json!(["LI"]));
        assert_eq!(codes(Kind::Grant, meant), ["period.end"]);
    }

    #[test]
    fn rules_on_one_clause_are_asked_about_once() {
        let groups = rights_reference().unwrap().territory_groups;
        let body = json!({ "territories": ["DE"], "enumerated_only": true, "period": { "end": "UNKNOWN" } });
        let points = of(&[row(Kind::Grant, body.clone()), row(Kind::Grant, body)], &groups);
        assert_eq!((points.len(), points[0].rules.len(), points[0].key().as_str()), (1, 2, "period.end:grant"));
    }
}
