//! The index agrees with the evaluator.

use chrono::{DateTime, Utc};
use roaring::RoaringBitmap;
use serde_json::{Value, json};

use super::world;
use crate::{Facts, Headline, Reference, RegionIndex, UseRequest, evaluate, outline_of};

fn belief() -> DateTime<Utc> {
    "2026-11-22T00:00:00Z".parse().unwrap()
}

fn library() -> Value {
    let grant = |id: &str, interest: &str, channels: &str, until: &str| {
        json!({
            "id": id, "interest": interest, "channels": [channels], "territories": ["DACH"], "purposes": ["commercial"],
            "period": { "start": "2026-06-01", "end": until, "zone": "territory" },
        })
    };
    let interests: Vec<Value> = (0..7)
        .map(|at| json!({ "id": format!("i{at}"), "asset": format!("L{at}"), "completeness": if at == 5 { "none" } else { "complete" } }))
        .collect();
    let mut duty = grant("g3", "i3", "social", "2027-01-31");
    duty["duties"] = json!([{ "id": "credit", "timing": "concurrent" }]);
    let mut pre = grant("g4", "i4", "social", "2027-01-31");
    pre["duties"] = json!([{ "id": "approval", "timing": "pre" }]);
    json!({
        "interests": interests,
        "grants": [
            grant("g0", "i0", "social", "2027-01-31"), grant("g1", "i1", "social", "2027-01-31"),
            grant("g2", "i2", "social", "2027-01-14"), duty, pre, grant("g6", "i6", "print", "2027-01-31"),
        ],
    })
}

fn request(reference: &Reference) -> UseRequest {
    let body = json!({
        "channels": ["social.organic.instagram"], "territories": ["DE", "AT"], "start": "2026-12-01", "end": "2027-01-31",
    });
    UseRequest::from_json(&body, reference).unwrap()
}

#[test]
fn the_index_puts_each_asset_where_the_evaluator_does() {
    let reference = world::reference();
    let facts = Facts::from_given(&library(), &reference).unwrap();
    let request = request(&reference);
    let (mut by_regions, mut by_facts) = (RegionIndex::new(), RegionIndex::new());
    for at in 0..7 {
        let asset = format!("L{at}");
        by_regions.set(at, &outline_of(&reference, &facts, &asset, belief()));
        by_facts.put(at, &reference, &facts, &asset, belief());
    }
    let buckets = by_regions.buckets(&request, &reference);
    assert_eq!(buckets, by_facts.buckets(&request, &reference));
    assert!(buckets.needs_exact.is_empty());
    for at in 0..7 {
        let verdict = evaluate(&reference, &facts, &request.with_asset(&format!("L{at}")), belief(), belief());
        let bucket: &RoaringBitmap = match verdict.headline {
            Headline::Allowed => &buckets.allowed,
            Headline::AllowedWithDuties => &buckets.with_duties,
            Headline::Partial => &buckets.partial,
            Headline::Conditional => &buckets.conditional,
            Headline::Unknown => &buckets.unknown,
            Headline::Denied => &buckets.denied,
        };
        assert!(bucket.contains(at), "L{at} is {:?}", verdict.headline);
    }
    assert_eq!(by_facts.distinct_regions(), 6, "two assets with the same licence share a region");
}

#[test]
fn a_removed_asset_is_in_no_bucket() {
    let reference = world::reference();
    let facts = Facts::from_given(&library(), &reference).unwrap();
    let mut index = RegionIndex::new();
    index.put(0, &reference, &facts, "L0", belief());
    index.remove(0);
    assert_eq!(index.buckets(&request(&reference), &reference), Default::default());
}

#[test]
fn a_cap_keeps_an_asset_provisional() {
    let reference = world::reference();
    let mut given = library();
    given["grants"][0]["caps"] = json!([{ "id": "c", "kind": "cumulative", "metric": "copies", "limit": 5 }]);
    let facts = Facts::from_given(&given, &reference).unwrap();
    let mut index = RegionIndex::new();
    index.put(0, &reference, &facts, "L0", belief());
    assert!(index.buckets(&request(&reference), &reference).needs_exact.contains(0));
}

#[test]
fn consents_withdrawn_as_a_whole_are_another_region_than_none_on_record() {
    let reference = world::reference();
    let interests = json!([{ "id": "i0", "asset": "L0" }, { "id": "i1", "asset": "L1" }]);
    let given = json!({ "interests": interests, "revocations": [{ "interest": "i1", "kind": "ab_initio" }] });
    let facts = Facts::from_given(&given, &reference).unwrap();
    let mut index = RegionIndex::new();
    index.put(0, &reference, &facts, "L0", belief());
    index.put(1, &reference, &facts, "L1", belief());
    let buckets = index.buckets(&request(&reference), &reference);
    assert!(buckets.unknown.contains(0) && buckets.denied.contains(1), "{buckets:?}");
}

/// What the index keeps of an asset with one grant in this period, and where the index and the evaluator put it.
fn kept_in(
    reference: &Reference,
    period: &Value,
    territories: &[&str],
    start: &str,
    end: &str,
) -> (String, bool, Headline, Headline) {
    let given = json!({
        "interests": [{ "id": "i", "asset": "A", "completeness": "complete" }],
        "grants": [{
            "id": "g", "interest": "i", "channels": ["social"], "territories": ["WORLD"], "purposes": ["commercial"],
            "period": period,
        }],
    });
    let facts = Facts::from_given(&given, reference).unwrap();
    let outline = outline_of(reference, &facts, "A", belief());
    let asked = json!({
        "asset": "A", "channels": ["social.organic.instagram"], "territories": territories, "start": start, "end": end,
    });
    let asked = UseRequest::from_json(&asked, reference).unwrap();
    let mut index = RegionIndex::new();
    index.set(0, &outline);
    let standing = index.standings(&asked, reference)[0].unwrap();
    let verdict = evaluate(reference, &facts, &asked, belief(), belief());
    let kind = format!("{outline:?}").split_whitespace().nth(3).unwrap_or_default().to_owned();
    (kind, standing.needs_exact, standing.headline, verdict.headline)
}

fn kept(period: &Value, territories: &[&str], start: &str, end: &str) -> (String, bool, Headline, Headline) {
    kept_in(&world::reference(), period, territories, start, end)
}

#[test]
fn rights_by_whole_days_are_kept_by_days_and_others_by_instants() {
    let (start, end) = ("2026-12-01", "2027-01-31");
    let days = json!({ "start": "2026-06-01", "end": "2027-01-31", "zone": "territory" });
    let (kind, exact, by_index, by_rules) = kept(&days, &["WORLD"], start, end);
    assert!(kind.starts_with("Days"), "{kind}");
    assert_eq!((exact, by_index, by_rules), (false, Headline::Allowed, Headline::Allowed));
    for period in [
        json!({ "start": "2026-06-01", "end": "2027-01-31", "zone": "Europe/Berlin" }),
        json!({ "start": "2026-06-01T09:00", "end": "2027-01-31", "zone": "territory" }),
        json!({ "start": "2026-06-01T00:00:00Z", "end": "2027-01-31", "zone": "territory" }),
        json!({ "start": "2026-06-01", "end": "2027-01-31", "zone": "silent" }),
    ] {
        let (kind, _, by_index, by_rules) = kept(&period, &["US", "JP"], start, end);
        assert!(kind.starts_with("Instants"), "{period}: {kind}");
        assert_eq!(by_index, by_rules, "{period}");
    }
}

#[test]
fn a_use_by_the_hour_meets_rights_by_days() {
    let period = json!({ "start": "2026-06-01", "end": "2026-12-31", "zone": "territory" });
    for (start, end, expected) in [
        ("2026-12-31T20:00", "2026-12-31T23:59", Headline::Allowed),
        ("2026-12-31T20:00", "2027-01-01T00:00", Headline::Allowed),
        ("2026-12-31T20:00", "2027-01-01T00:01", Headline::Partial),
        ("2026-12-31T23:00:00Z", "2026-12-31T23:30:00Z", Headline::Partial),
        ("2027-01-01T00:00", "2027-01-01T09:00", Headline::Denied),
    ] {
        let (_, exact, by_index, by_rules) = kept(&period, &["DE", "GB"], start, end);
        assert_eq!((by_index, by_rules, exact), (expected, expected, false), "{start} to {end}");
    }
}

#[test]
fn a_day_that_begins_twice_somewhere_is_left_to_the_evaluator() {
    let reference = Reference::product().unwrap();
    // On the Azores the clock goes back from one to midnight on the last Sunday of October.
    for (until, exact) in [("2026-10-24", true), ("2026-10-25", false)] {
        let period = json!({ "start": "2026-06-01", "end": until, "zone": "territory" });
        let (_, needs_exact, by_index, by_rules) = kept_in(&reference, &period, &["PT"], "2026-10-01", "2026-11-30");
        assert_eq!((needs_exact, by_index, by_rules), (exact, Headline::Partial, Headline::Partial), "{until}");
    }
}
