//! What is cleared of an asset as a policy in ODRL 2.2: never more than is certain, atoms resolved, guards as constraints.
//!
//! The facts are made stricter before the engine is asked: what a policy cannot say (a first use, a count that is not
//! one simple sum, where a page can be seen) is left out, and what looks at the brand or the product counts for all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, TimeZone, Utc};
use chrono_tz::Tz;
use rights::{Facts, Reference, RegionBox};
use serde_json::{Map, Value, json};

use super::guards::Guards;
use super::json_ld::{CHANNEL, PROFILE, PURPOSE};
use super::words::place_id;

/// Whose policy it is and about what.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    pub uid: &'a str,
    /// The asset's public id, the policy's target.
    pub target: &'a str,
    /// The house that may use it.
    pub assignee: &'a str,
    /// Those who granted it, by name.
    pub assigners: &'a [String],
    /// When it was made.
    pub now: DateTime<Utc>,
}

/// The policy of `asset`. `given` are its facts in the case format, `zones` the zones of each territory.
pub fn policy(reference: &Reference, zones: &Value, given: &Value, asset: &str, frame: &Frame<'_>) -> Value {
    let (strict, guards) = Guards::make_strict(given);
    let (mut permissions, many) = permissions(reference, zones, &strict, &guards, asset, frame);
    if many && guards.has_caps() {
        // A count that stands in several permissions would be counted several times by a foreign reader.
        let (strict, guards) = Guards::make_strict(&Guards::without_caps(given));
        permissions = self::permissions(reference, zones, &strict, &guards, asset, frame).0;
    }
    let assigners: Vec<Value> = frame
        .assigners
        .iter()
        .enumerate()
        .map(|(number, name)| {
            json!({ "@type": "Party", "uid": format!("{}#assigner-{}", frame.uid, number + 1), "placet:name": name })
        })
        .collect();
    let mut policy = json!({
        "@context": ["http://www.w3.org/ns/odrl.jsonld", {
            "placet": PROFILE, "dcterms": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#",
        }],
        "@type": "Agreement",
        "uid": frame.uid,
        "profile": PROFILE.trim_end_matches(':'),
        "conflict": "prohibit",
        "dcterms:issued": frame.now.to_rfc3339_opts(SecondsFormat::Secs, true),
        "assigner": assigners,
        "assignee": frame.assignee,
        "permission": permissions,
    });
    let reserved = guards.reserved_purposes();
    if !reserved.is_empty() {
        let purposes: Vec<String> = reserved.iter().map(|leaf| format!("{PURPOSE}{leaf}")).collect();
        policy["prohibition"] = json!([{
            "target": frame.target, "action": "use", "constraint": [any_of("purpose", purposes)],
        }]);
    }
    policy
}

fn permissions(
    reference: &Reference,
    zones: &Value,
    given: &Value,
    guards: &Guards,
    asset: &str,
    frame: &Frame<'_>,
) -> (Vec<Value>, bool) {
    let Ok(facts) = Facts::from_given_leniently(given, reference) else { return (Vec::new(), false) };
    if guards.is_impossible() {
        return (Vec::new(), false);
    }
    let regions = rights::regions_of(reference, &facts, asset, DateTime::<Utc>::MAX_UTC);
    let region = regions.with_duties(reference);
    let mut found = Vec::new();
    for each in region.boxes() {
        for (window, codes) in windows(each, zones) {
            found.push(permission(each, window, &codes, guards, frame));
        }
    }
    let many = found.len() > 1;
    (found, many)
}

/// From when (nothing: always) until when (nothing: for ever).
type Window = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// The territories of a box by the instants its civil days stand for there.
fn windows(each: &RegionBox, zones: &Value) -> BTreeMap<Window, BTreeSet<String>> {
    let mut found: BTreeMap<Window, BTreeSet<String>> = BTreeMap::new();
    for code in &each.territories {
        let clocks: Option<Vec<Tz>> = zones[code]
            .as_array()
            .map(|zones| zones.iter().filter_map(Value::as_str).filter_map(|zone| zone.parse().ok()).collect());
        // A part of a territory cannot be told from the whole by its code.
        let Some(clocks) = clocks.filter(|clocks| !clocks.is_empty()) else { continue };
        if let Some(window) = window(each, &clocks) {
            found.entry(window).or_default().insert(code.clone());
        }
    }
    found
}

/// What all clocks of a territory share; `None` where they share nothing.
fn window(each: &RegionBox, clocks: &[Tz]) -> Option<Window> {
    let (mut from, mut until): Window = (None, None);
    for clock in clocks {
        if let Some(text) = &each.from {
            let start = latest(*clock, begin(text)?)?;
            from = Some(from.map_or(start, |held| held.max(start)));
        }
        if let Some(text) = &each.until {
            let end = earliest(*clock, finish(text)?)?;
            until = Some(until.map_or(end, |held| held.min(end)));
        }
    }
    match (from, until) {
        (Some(from), Some(until)) if from >= until => None,
        window => Some(window),
    }
}

fn begin(text: &str) -> Option<NaiveDateTime> {
    match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        Ok(day) => Some(day.and_time(NaiveTime::MIN)),
        Err(_) => local_time(text),
    }
}

fn finish(text: &str) -> Option<NaiveDateTime> {
    match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        Ok(day) => Some(day.succ_opt()?.and_time(NaiveTime::MIN)),
        Err(_) => local_time(text),
    }
}

/// A local time as a region writes it: seconds only where there are some.
fn local_time(text: &str) -> Option<NaiveDateTime> {
    let read = |form| NaiveDateTime::parse_from_str(text, form).ok();
    read("%Y-%m-%dT%H:%M:%S").or_else(|| read("%Y-%m-%dT%H:%M"))
}

fn latest(clock: Tz, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
    let found = clock.from_local_datetime(&wall).latest();
    // A wall-clock time that never was: some hours later there is one again.
    let found = found.or_else(|| clock.from_local_datetime(&(wall + chrono::TimeDelta::hours(3))).latest());
    found.map(|at| at.with_timezone(&Utc))
}

fn earliest(clock: Tz, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
    let found = clock.from_local_datetime(&wall).earliest();
    let found = found.or_else(|| clock.from_local_datetime(&(wall - chrono::TimeDelta::hours(3))).earliest());
    found.map(|at| at.with_timezone(&Utc))
}

fn permission(
    each: &RegionBox,
    (from, until): Window,
    codes: &BTreeSet<String>,
    guards: &Guards,
    frame: &Frame<'_>,
) -> Value {
    let ids = |prefix: &str, names: &[String]| names.iter().map(|name| format!("{prefix}{name}")).collect();
    let mut constraints = vec![
        any_of("deliveryChannel", ids(CHANNEL, &each.channels)),
        any_of("spatial", codes.iter().map(|code| place_id(code)).collect()),
        any_of("purpose", ids(PURPOSE, &each.purposes)),
    ];
    for (operator, at) in [("gteq", from), ("lt", until)] {
        if let Some(at) = at {
            let value = json!({ "@value": at.to_rfc3339_opts(SecondsFormat::Secs, true), "@type": "xsd:dateTime" });
            constraints.push(json!({ "leftOperand": "dateTime", "operator": operator, "rightOperand": value }));
        }
    }
    constraints.extend(guards.constraints());
    let mut permission = Map::new();
    permission.insert("target".to_owned(), json!(frame.target));
    permission.insert("action".to_owned(), json!("distribute"));
    permission.insert("constraint".to_owned(), Value::Array(constraints));
    let duties = guards.duties();
    if !duties.is_empty() {
        permission.insert("duty".to_owned(), Value::Array(duties));
    }
    Value::Object(permission)
}

/// One of several ids. A word without a namespace would be read as text, so every value is an id.
fn any_of(operand: &str, ids: Vec<String>) -> Value {
    let values: Vec<Value> = ids.into_iter().map(|id| json!({ "@id": id })).collect();
    json!({ "leftOperand": operand, "operator": "isAnyOf", "rightOperand": values })
}
