//! A small reference for tests, and random worlds on it.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::Reference;

pub fn reference() -> Reference {
    Reference::from_json(&fixture()).unwrap()
}

pub fn fixture() -> Value {
    json!({
        "version": "test",
        "territories": {
            "DE": ["Europe/Berlin"], "AT": ["Europe/Vienna"], "CH": ["Europe/Zurich"], "LI": ["Europe/Vaduz"],
            "GB": ["Europe/London"], "FR": ["Europe/Paris"], "ES": ["Europe/Madrid", "Atlantic/Canary"],
            "US-NY": ["America/New_York"], "US-CA": ["America/Los_Angeles"], "JP": ["Asia/Tokyo"],
            "CL": ["America/Santiago"],
        },
        "groups": {
            "EU": { "dated": true, "versions": [
                { "from": "1900-01-01", "members": ["AT", "DE", "ES", "FR", "GB"] },
                { "from": "2020-02-01", "members": ["AT", "DE", "ES", "FR"] },
            ] },
            "DACH": { "dated": true, "versions": [
                { "from": "1900-01-01", "members": ["AT", "CH", "DE"], "possible": ["LI"] },
            ] },
            "US": { "versions": [{ "from": "1900-01-01", "members": ["US-NY", "US-CA"] }] },
        },
        "channels": {
            "leaves": [
                "social.organic.instagram", "social.organic.threads", "social.paid.instagram",
                "social.creator.allowlisted", "print.press", "owned.site",
            ],
            "reserved": ["social.creator.allowlisted"],
            "introduced_on": { "social.organic.threads": "2023-07-05" },
            "aliases": { "platform:instagram": ["social.organic.instagram", "social.paid.instagram"] },
            "online": [
                "social.organic.instagram", "social.organic.threads", "social.paid.instagram",
                "social.creator.allowlisted", "owned.site",
            ],
        },
        "purposes": {
            "leaves": ["commercial.advertising", "commercial.pr", "editorial.news", "ai.training"],
            "reserved": ["ai.training"],
        },
        "modifications": { "reserved": ["ai_edit"] },
        "defaults": { "signed": "2026-01-01", "request_purposes": ["commercial.advertising"] },
    })
}

fn some_of(items: &'static [&'static str]) -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(items, 1..=items.len().min(3))
}

fn day() -> impl Strategy<Value = String> {
    (0i64..120).prop_map(|offset| {
        let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        (first + chrono::TimeDelta::days(offset)).to_string()
    })
}

fn period() -> impl Strategy<Value = Value> {
    let zone = prop_oneof![
        4 => Just(json!({ "zone": "territory" })),
        1 => Just(json!({ "zone": "America/New_York" })),
        1 => Just(json!({ "zone": "silent", "zones": ["America/Los_Angeles", "Europe/Berlin"] })),
    ];
    let end = prop_oneof![4 => day().prop_map(Some), 1 => Just(Some("PERPETUAL".to_owned())), 1 => Just(Some("UNKNOWN".to_owned()))];
    (day(), end, zone, any::<bool>()).prop_map(|(start, end, mut period, open)| {
        let end = end.unwrap_or_default();
        let (start, end) = if end.starts_with("20") && end < start { (end, start) } else { (start, end) };
        period["start"] = if open { Value::Null } else { json!(start) };
        period["end"] = json!(end);
        period
    })
}

const CHANNELS: &[&str] = &[
    "all",
    "social",
    "social.organic",
    "platform:instagram",
    "print.press",
    "owned.site",
    "social.creator.allowlisted",
];
const PLACES: &[&str] = &["WORLD", "EU", "DACH", "DE", "CH", "GB", "US", "ES", "JP", "CL"];
const PURPOSES: &[&str] = &["any", "commercial", "editorial", "ai.training"];

/// A grant on one of three interests.
pub fn grant() -> impl Strategy<Value = Value> {
    let axes =
        (some_of(CHANNELS), some_of(PLACES), prop::option::weighted(0.3, some_of(PLACES)), some_of(PURPOSES), period());
    let rest = (
        0usize..3,
        prop::sample::select(vec!["2019-05-01", "2024-01-01", "2026-01-01"]),
        prop::sample::select(vec!["approved", "approved", "approved", "extracted"]),
        prop::sample::select(vec!["asymmetric", "frozen", "floating"]),
        prop::option::weighted(0.3, prop::sample::select(vec!["pre", "concurrent", "post"])),
        0u32..1000,
    );
    (axes, rest).prop_map(|((channels, territories, exclude, purposes, period), rest)| {
        let (interest, signed, review, binding, duty, id) = rest;
        let mut grant = json!({
            "id": format!("g{id}"), "interest": format!("i{interest}"), "agreement": format!("AG{interest}"),
            "channels": channels, "territories": territories, "exclude": exclude, "purposes": purposes,
            "period": period, "signed": signed, "review": review, "territory_binding": binding,
        });
        if let Some(timing) = duty {
            grant["duties"] = json!([{ "id": format!("duty:{timing}"), "timing": timing }]);
        }
        grant
    })
}

/// A restriction of any reach.
pub fn restriction() -> impl Strategy<Value = Value> {
    let reach = prop::sample::select(vec!["agreement", "interest", "asset", "organisation"]);
    let axes = (prop::option::of(some_of(CHANNELS)), some_of(PLACES), prop::option::of(period()));
    (reach, axes, 0usize..3, prop::bool::weighted(0.8), 0u32..1000).prop_map(|(reach, axes, target, approved, id)| {
        let (channels, territories, period) = axes;
        json!({
            "id": format!("r{id}"), "reach": reach, "interest": format!("i{target}"), "agreement": format!("AG{target}"),
            "asset": if target == 0 { "A" } else { "B" }, "channels": channels, "territories": territories,
            "period": period, "review": if approved { "approved" } else { "extracted" },
        })
    })
}

/// A world of one composite `A` with a component `B` and three interests.
pub fn given() -> impl Strategy<Value = Value> {
    let completeness = || prop::sample::select(vec!["complete", "complete", "partial", "none"]);
    let link = prop::sample::select(vec!["confirmed", "suspected", "rejected"]);
    let interests = (completeness(), completeness(), completeness(), prop::option::weighted(0.3, Just("2009-01-10")));
    let rules = (prop::collection::vec(grant(), 0..7), prop::collection::vec(restriction(), 0..3));
    (interests, link, rules).prop_map(|((first, second, third, born), link, (grants, restrictions))| {
        json!({
            "interests": [
                { "id": "i0", "asset": "A", "kind": "copyright.work", "completeness": first },
                { "id": "i1", "asset": "A", "kind": "likeness", "completeness": second, "person": { "dob": born } },
                { "id": "i2", "asset": "B", "kind": "copyright.work", "completeness": third },
            ],
            "components": [{ "parent": "A", "child": "B", "status": link }],
            "grants": grants, "restrictions": restrictions,
        })
    })
}

/// A request for `A`, in civil days.
pub fn request() -> impl Strategy<Value = Value> {
    const ASKED: &[&str] = &[
        "social.organic.instagram",
        "social.organic.threads",
        "platform:instagram",
        "print.press",
        "social.creator.allowlisted",
    ];
    const WHERE: &[&str] = &["DE", "CH", "LI", "GB", "ES", "US", "US-NY", "JP", "CL"];
    const WHY: &[&str] = &["commercial.advertising", "commercial.pr", "editorial.news", "ai.training"];
    (some_of(ASKED), some_of(WHERE), some_of(WHY), day(), day()).prop_map(|(channels, territories, purposes, one, other)| {
        let (start, end) = if one <= other { (one, other) } else { (other, one) };
        json!({
            "asset": "A", "channels": channels, "territories": territories, "purposes": purposes, "start": start, "end": end,
        })
    })
}
