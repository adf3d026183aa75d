//! The index agrees with the evaluator.

use chrono::{DateTime, Utc};
use roaring::RoaringBitmap;
use serde_json::{Value, json};

use super::world;
use crate::{Facts, Headline, Reference, RegionIndex, UseRequest, evaluate, regions_of};

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
        by_regions.set(at, &regions_of(&reference, &facts, &asset, belief()));
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
