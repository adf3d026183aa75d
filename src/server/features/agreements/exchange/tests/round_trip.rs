//! A policy that goes out and comes back never allows what is not certain here.

use chrono::{DateTime, Utc};
use rights::{Facts, Headline, Reference, UseRequest, evaluate};
use serde_json::{Value, json};

use super::super::export::{self, Frame};
use super::super::odrl;
use super::super::proposal::RuleKind;
use super::zones;

const CHANNELS: &[&str] = &["all", "social", "social.organic.instagram", "print", "social.creator.allowlisted", "tv"];
const PLACES: &[&str] = &["WORLD", "EU", "DACH", "DE", "CH", "US", "JP", "CL", "LI"];
const PURPOSES: &[&str] = &["any", "commercial", "editorial.news", "ai.training"];
const MODIFICATIONS: &[&str] = &["crop", "flip", "ai_edit"];

/// A die that falls the same way every time for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % count as u64) as usize
    }

    fn one<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn some<'a>(&mut self, items: &[&'a str]) -> Vec<&'a str> {
        let count = 1 + self.below(3);
        (0..count).map(|_| self.one(items)).collect()
    }

    /// The value in so many of a hundred cases, nothing in the others.
    fn maybe(&mut self, percent: usize, value: Value) -> Value {
        if self.below(100) < percent { value } else { Value::Null }
    }
}

fn period(dice: &mut Dice) -> Value {
    let zone = dice.one(&["territory", "America/New_York", "silent"]);
    let end = dice.one(&["2026-12-20", "2027-03-01", "PERPETUAL", "UNKNOWN", "2027-01-10T10:30:45Z"]);
    let start = dice.one(&["2026-11-01", "2026-12-10", "2026-12-01T08:00:30+01:00"]);
    let mut period = json!({ "start": start, "end": end, "zone": zone });
    if zone == "silent" {
        period["zones"] = json!(["America/Los_Angeles", "Asia/Tokyo"]);
    }
    if dice.below(10) == 0 {
        period["trigger"] = json!({ "event": "first_use", "longstop": "2027-06-01" });
        period["duration"] = json!("P6M");
    }
    period
}

fn grant(dice: &mut Dice, number: usize) -> Value {
    let interest = dice.below(2);
    let (exclude, kind, timing) =
        (dice.some(PLACES), dice.one(&["cumulative", "concurrent"]), dice.one(&["pre", "concurrent"]));
    let cap = json!([{ "id": "cap", "kind": kind, "metric": "copies", "limit": 100 }]);
    let duty = json!([{ "id": format!("duty:{timing}"), "kind": "credit", "timing": timing }]);
    let modifications = json!(dice.some(MODIFICATIONS));
    let mut grant = json!({
        "id": format!("g{number}"), "interest": format!("i{interest}"), "agreement": format!("A{interest}"),
        "channels": dice.some(CHANNELS), "territories": dice.some(PLACES), "exclude": dice.maybe(30, json!(exclude)),
        "purposes": dice.some(PURPOSES), "period": period(dice), "signed": "2024-05-01",
        "review": dice.one(&["approved", "approved", "approved", "approved", "extracted"]),
        "modifications": dice.maybe(30, modifications), "brands": dice.maybe(20, json!(["NORD"])),
        "category_excluded": dice.maybe(20, json!(["tobacco"])), "runoff": dice.maybe(20, json!({ "for": "P90D" })),
        "caps": dice.maybe(30, cap), "duties": dice.maybe(30, duty),
    });
    grant.as_object_mut().expect("an object").retain(|_, value| !value.is_null());
    grant
}

fn restriction(dice: &mut Dice, number: usize) -> Value {
    let mut body = json!({
        "id": format!("r{number}"), "reach": dice.one(&["agreement", "interest", "asset", "organisation"]),
        "agreement": "A0", "interest": "i0", "asset": "X", "channels": dice.some(CHANNELS),
        "territories": dice.some(PLACES), "period": period(dice),
    });
    if dice.below(10) < 4 {
        body[dice.one(&["brands", "categories"])] = json!(["NORD"]);
    }
    body
}

fn world(dice: &mut Dice) -> Value {
    let completeness = dice.one(&["complete", "none"]);
    let interests: Vec<Value> = (0..1 + dice.below(4) / 3)
        .map(|number| {
            let id = format!("i{number}");
            json!({ "id": id, "asset": "X", "kind": "copyright.work", "completeness": completeness })
        })
        .collect();
    let grants: Vec<Value> = (0..1 + dice.below(5)).map(|number| grant(dice, number)).collect();
    let restrictions: Vec<Value> = (0..dice.below(3) / 2).map(|number| restriction(dice, number)).collect();
    let used = dice.below(240);
    let usage = if used < 120 { json!([{ "cap": "cap", "qty": used }]) } else { json!([]) };
    json!({ "interests": interests, "grants": grants, "restrictions": restrictions, "usage": usage })
}

fn question(dice: &mut Dice) -> Value {
    let leaves =
        ["social.organic.instagram", "social.paid.x", "print.press", "tv.linear", "social.creator.allowlisted"];
    let start: DateTime<Utc> = "2026-10-25T00:00:00Z".parse().expect("an instant");
    let start = start + chrono::TimeDelta::hours(dice.below(3_400) as i64);
    let end = start + chrono::TimeDelta::hours(1 + dice.below(30) as i64);
    let (modification, brand) = (dice.one(MODIFICATIONS), dice.one(&["NORD", "SUD"]));
    let copies = 1 + dice.below(120);
    let mut asked = json!({
        "asset": "X", "channels": [dice.one(&leaves)],
        "territories": [dice.one(&["DE", "CH", "US", "JP", "CL", "LI", "GB"])],
        "purposes": [dice.one(&["commercial.advertising", "editorial.news", "ai.training"])],
        "start": start.to_rfc3339(), "end": end.to_rfc3339(), "brand": dice.maybe(30, json!(brand)),
        "category": dice.maybe(20, json!("tobacco")), "modifications": dice.maybe(30, json!([modification])),
        "quantity": dice.maybe(50, json!({ "copies": copies })),
    });
    asked.as_object_mut().expect("an object").retain(|_, value| !value.is_null());
    asked
}

/// Mostly asks where something came back: elsewhere nearly everything is denied, and a test there shows little.
fn near(dice: &mut Dice, back: &Value, mut asked: Value) -> Value {
    let grants = back["grants"].as_array().map_or(&[][..], Vec::as_slice);
    if grants.is_empty() || dice.below(10) < 3 {
        return asked;
    }
    let grant = &grants[dice.below(grants.len())];
    for (axis, everything) in [("channels", "all"), ("territories", "WORLD"), ("purposes", "any")] {
        let names = grant[axis].as_array().map_or(&[][..], Vec::as_slice);
        if !names.is_empty() && names[0] != everything {
            asked[axis] = json!([names[dice.below(names.len())]]);
        }
    }
    if let Some(Ok(start)) = grant["period"]["start"].as_str().map(str::parse::<DateTime<Utc>>) {
        let start = start + chrono::TimeDelta::minutes(dice.below(30_000) as i64 - 600);
        asked["start"] = json!(start.to_rfc3339());
        asked["end"] = json!((start + chrono::TimeDelta::hours(1 + dice.below(30) as i64)).to_rfc3339());
    }
    asked
}

pub fn sent(reference: &Reference, world: &Value) -> Value {
    let now = "2026-11-22T12:00:00Z".parse().expect("an instant");
    let assigners = ["Studio Nord".to_owned()];
    let frame = Frame { uid: "urn:policy", target: "urn:asset:X", assignee: "urn:house", assigners: &assigners, now };
    export::policy(reference, &zones(), world, "X", &frame)
}

/// What goes out of a random world.
pub fn policy_of(reference: &Reference, seed: u64) -> Value {
    sent(reference, &world(&mut Dice(seed)))
}

/// The facts of somebody who took the policy in, believed it and approved it.
pub fn taken_in(reference: &Reference, policy: &Value) -> Value {
    let proposals = odrl::import(&policy.to_string(), reference, &[]).expect("our own policy");
    let (mut grants, mut restrictions) = (Vec::new(), Vec::new());
    for rule in proposals.into_iter().flat_map(|proposal| proposal.rules) {
        let mut body = Value::Object(rule.body);
        body["interest"] = json!("i");
        body["agreement"] = json!("A");
        match rule.kind {
            RuleKind::Grant => grants.push(body),
            RuleKind::Restriction => restrictions.push(body),
        }
    }
    let interests = json!([{ "id": "i", "asset": "X", "kind": "copyright.work", "completeness": "complete" }]);
    json!({ "interests": interests, "grants": grants, "restrictions": restrictions })
}

fn headline(reference: &Reference, given: &Value, asked: &Value) -> Headline {
    let facts = Facts::from_given(given, reference).expect("facts");
    let request = UseRequest::from_json(asked, reference).expect("a use");
    evaluate(reference, &facts, &request, DateTime::<Utc>::MAX_UTC, DateTime::<Utc>::MIN_UTC).headline
}

fn is_cleared(headline: Headline) -> bool {
    matches!(headline, Headline::Allowed | Headline::AllowedWithDuties)
}

#[test]
fn what_comes_back_allows_nothing_that_is_not_certain_here() {
    let reference = super::reference();
    let mut cleared = 0;
    for seed in 0..120 {
        let mut dice = Dice(seed);
        let world = world(&mut dice);
        let policy = sent(&reference, &world);
        let back = taken_in(&reference, &policy);
        for _ in 0..40 {
            let asked = question(&mut dice);
            let asked = near(&mut dice, &back, asked);
            if is_cleared(headline(&reference, &back, &asked)) {
                cleared += 1;
                let here = headline(&reference, &world, &asked);
                assert!(is_cleared(here), "seed {seed}: {asked} is {here:?} here; the policy was {policy}");
            }
        }
    }
    assert!(cleared > 200, "only {cleared} uses came back cleared: the worlds say nothing");
}

#[test]
fn what_a_policy_cannot_say_does_not_go_out() {
    let reference = super::reference();
    let plain = json!({
        "id": "g", "interest": "i", "agreement": "A", "channels": ["social.organic"], "territories": ["DE"],
        "purposes": ["commercial"], "period": { "start": "2026-12-01", "end": "2027-01-31" },
    });
    let sent = |more: Value, policy: Value| {
        let mut grant = plain.clone();
        for (key, value) in more.as_object().into_iter().flatten() {
            grant[key] = value.clone();
        }
        let interests = json!([{ "id": "i", "asset": "X", "kind": "copyright.work", "completeness": "complete" }]);
        let world = json!({ "interests": interests, "grants": [grant], "policy": policy });
        sent(&reference, &world)["permission"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(sent(json!({}), json!({})), 1);
    let cap = |kind: &str| json!({ "caps": [{ "id": "c", "kind": kind, "metric": "uses", "limit": 3 }] });
    assert_eq!(sent(cap("cumulative"), json!({})), 1);
    assert_eq!(sent(cap("concurrent"), json!({})), 0);
    assert_eq!(sent(json!({ "territory_test": "accessible" }), json!({})), 0);
    assert_eq!(sent(json!({}), json!({ "territory_test": "accessible" })), 0);
    assert_eq!(sent(json!({ "produce_window": { "start": "2026-01-01", "end": "2026-12-31" } }), json!({})), 0);
    assert_eq!(sent(json!({ "acts": ["RETAIN"] }), json!({})), 0);
    assert_eq!(sent(json!({ "review": "extracted" }), json!({})), 0);
    let first_use = json!({ "trigger": { "event": "first_use" }, "duration": "P6M" });
    assert_eq!(sent(json!({ "period": first_use }), json!({})), 0);
}

#[test]
fn a_plain_licence_comes_back_as_it_went_out() {
    let reference = super::reference();
    let world = json!({
        "interests": [{ "id": "i", "asset": "X", "kind": "copyright.work", "completeness": "complete" }],
        "grants": [{
            "id": "g", "interest": "i", "agreement": "A", "channels": ["social.organic"], "territories": ["DE", "AT", "US"],
            "exclude": ["AT"], "purposes": ["commercial"], "modifications": ["crop"], "category_excluded": ["tobacco"],
            "period": { "start": "2026-12-01", "end": "2027-01-31" }, "runoff": { "for": "P90D" },
        }],
    });
    let policy = sent(&reference, &world);
    assert_eq!(policy["conflict"], "prohibit");
    let back = taken_in(&reference, &policy);
    let asked = |place: &str, start: &str, end: &str, more: Value| {
        let mut asked = json!({
            "asset": "X", "channels": ["social.organic.x"], "territories": [place], "start": start, "end": end,
            "purposes": ["commercial.pr"],
        });
        for (key, value) in more.as_object().into_iter().flatten() {
            asked[key] = value.clone();
        }
        is_cleared(headline(&reference, &back, &asked))
    };
    assert!(asked("DE", "2026-12-01", "2027-01-31", json!({})));
    assert!(asked("DE", "2026-12-01", "2027-01-31", json!({ "modifications": ["crop"] })));
    assert!(!asked("DE", "2026-12-01", "2027-01-31", json!({ "modifications": ["flip"] })));
    assert!(!asked("DE", "2026-12-01", "2027-01-31", json!({ "category": "tobacco" })));
    assert!(!asked("DE", "2026-12-01", "2027-02-01", json!({})));
    assert!(!asked("AT", "2026-12-01", "2027-01-31", json!({})));
    assert!(asked("US", "2026-12-10", "2027-01-20", json!({})), "inside the days all American clocks share");
}
