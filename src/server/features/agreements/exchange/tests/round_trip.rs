//! A policy that goes out and comes back never allows what is not certain here.

use chrono::{DateTime, Utc};
use proptest::prelude::*;
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

fn some(items: &'static [&'static str]) -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(items, 1..=items.len().min(3))
}

fn period() -> impl Strategy<Value = Value> {
    let zone = prop::sample::select(vec!["territory", "America/New_York", "silent"]);
    let end = prop::sample::select(vec!["2026-12-20", "2027-03-01", "PERPETUAL", "UNKNOWN", "2027-01-10T10:30:45Z"]);
    let start = prop::sample::select(vec!["2026-11-01", "2026-12-10", "2026-12-01T08:00:30+01:00"]);
    (start, end, zone).prop_map(|(start, end, zone)| {
        let mut period = json!({ "start": start, "end": end, "zone": zone });
        if zone == "silent" {
            period["zones"] = json!(["America/Los_Angeles", "Asia/Tokyo"]);
        }
        period
    })
}

fn grant() -> impl Strategy<Value = Value> {
    let axes = (some(CHANNELS), some(PLACES), prop::option::weighted(0.3, some(PLACES)), some(PURPOSES), period());
    let guards = (
        prop::option::weighted(0.4, some(MODIFICATIONS)),
        prop::option::weighted(0.2, Just(json!(["NORD"]))),
        prop::option::weighted(0.2, Just(json!(["tobacco"]))),
        prop::option::weighted(0.3, prop::sample::select(vec!["cumulative", "concurrent"])),
        prop::option::weighted(0.3, prop::sample::select(vec!["pre", "concurrent"])),
        prop::option::weighted(0.2, Just(json!({ "for": "P90D" }))),
        prop::option::weighted(0.1, Just(json!({ "event": "first_use", "longstop": "2027-06-01" }))),
        prop::sample::select(vec!["approved", "approved", "approved", "extracted"]),
        0usize..2,
    );
    (axes, guards).prop_map(|((channels, territories, exclude, purposes, mut period), guards)| {
        let (modifications, brands, categories, cap, duty, runoff, trigger, review, interest) = guards;
        if let Some(trigger) = trigger {
            period["trigger"] = trigger;
            period["duration"] = json!("P6M");
        }
        let mut grant = json!({
            "interest": format!("i{interest}"), "agreement": format!("A{interest}"), "channels": channels,
            "territories": territories, "exclude": exclude, "purposes": purposes, "period": period, "review": review,
            "signed": "2024-05-01", "modifications": modifications, "brands": brands, "category_excluded": categories,
            "runoff": runoff,
        });
        if let Some(kind) = cap {
            grant["caps"] = json!([{ "id": "cap", "kind": kind, "metric": "copies", "limit": 100 }]);
        }
        if let Some(timing) = duty {
            grant["duties"] = json!([{ "id": format!("duty:{timing}"), "kind": "credit", "timing": timing }]);
        }
        grant.as_object_mut().expect("an object").retain(|_, value| !value.is_null());
        grant
    })
}

fn restriction() -> impl Strategy<Value = Value> {
    let reach = prop::sample::select(vec!["agreement", "interest", "asset", "organisation"]);
    let selector = prop::option::weighted(0.4, prop::sample::select(vec!["brands", "categories"]));
    (reach, some(CHANNELS), some(PLACES), period(), selector).prop_map(
        |(reach, channels, territories, period, selector)| {
            let mut body = json!({
                "reach": reach, "agreement": "A0", "interest": "i0", "asset": "X", "channels": channels,
                "territories": territories, "period": period,
            });
            if let Some(selector) = selector {
                body[selector] = json!(["NORD"]);
            }
            body
        },
    )
}

fn world() -> impl Strategy<Value = Value> {
    let complete = prop::sample::select(vec!["complete", "none"]);
    let lists = (
        prop::collection::vec(grant(), 1..5),
        prop::collection::vec(restriction(), 0..2),
        complete,
        1usize..=2,
        prop::option::of(0u32..120),
    );
    lists.prop_map(|(grants, restrictions, completeness, count, used)| {
        let interests: Vec<Value> = (0..count)
            .map(|number| json!({ "id": format!("i{number}"), "asset": "X", "kind": "copyright.work", "completeness": completeness }))
            .collect();
        let number = |(at, mut body): (usize, Value)| {
            body["id"] = json!(format!("rule-{at}"));
            body
        };
        let grants: Vec<Value> = grants.into_iter().enumerate().map(number).collect();
        let usage: Vec<Value> = used.map(|used| json!({ "cap": "cap", "qty": used })).into_iter().collect();
        json!({ "interests": interests, "grants": grants, "restrictions": restrictions, "usage": usage })
    })
}

fn question() -> impl Strategy<Value = Value> {
    let leaf =
        vec!["social.organic.instagram", "social.paid.x", "print.press", "tv.linear", "social.creator.allowlisted"];
    let parts = (
        prop::sample::select(leaf),
        prop::sample::select(vec!["DE", "CH", "US", "JP", "CL", "LI", "GB"]),
        prop::sample::select(vec!["commercial.advertising", "editorial.news", "ai.training"]),
        0i64..4_000,
        1i64..30,
        prop::option::weighted(0.3, prop::sample::select(MODIFICATIONS)),
        prop::option::weighted(0.3, prop::sample::select(vec!["NORD", "SUD"])),
        prop::option::weighted(0.2, Just("tobacco")),
        prop::option::of(1u32..120),
    );
    parts.prop_map(|(channel, place, purpose, from, hours, modification, brand, category, copies)| {
        let start: DateTime<Utc> = "2026-10-25T00:00:00Z".parse().expect("an instant");
        let start = start + chrono::TimeDelta::hours(from);
        let end = start + chrono::TimeDelta::hours(hours);
        let mut asked = json!({
            "asset": "X", "channels": [channel], "territories": [place], "purposes": [purpose],
            "start": start.to_rfc3339(), "end": end.to_rfc3339(), "brand": brand, "category": category,
        });
        if let Some(modification) = modification {
            asked["modifications"] = json!([modification]);
        }
        if let Some(copies) = copies {
            asked["quantity"] = json!({ "copies": copies });
        }
        asked
    })
}

fn sent(reference: &Reference, world: &Value) -> Value {
    let now = "2026-11-22T12:00:00Z".parse().expect("an instant");
    let assigners = ["Studio Nord".to_owned()];
    let frame = Frame { uid: "urn:policy", target: "urn:asset:X", assignee: "urn:house", assigners: &assigners, now };
    export::policy(reference, &zones(), world, "X", &frame)
}

/// The facts of somebody who took the policy in, believed it and approved it.
fn taken_in(reference: &Reference, policy: &Value) -> Value {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn what_comes_back_allows_nothing_that_is_not_certain_here(
        world in world(), questions in prop::collection::vec(question(), 24),
    ) {
        let reference = super::reference();
        let policy = sent(&reference, &world);
        let back = taken_in(&reference, &policy);
        for asked in questions {
            if is_cleared(headline(&reference, &back, &asked)) {
                let here = headline(&reference, &world, &asked);
                prop_assert!(is_cleared(here), "{asked} is {here:?} here; the policy was {policy}");
            }
        }
    }
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
