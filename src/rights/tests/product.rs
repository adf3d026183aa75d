//! The product's own reference data, and how fast it is to work with.

use std::time::Instant;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{Facts, Headline, Reference, RegionIndex, UseRequest, evaluate, regions_of};

fn belief() -> DateTime<Utc> {
    "2026-11-22T00:00:00Z".parse().unwrap()
}

fn world() -> Reference {
    Reference::product().unwrap()
}

fn ask(reference: &Reference, territories: Value, request: Value) -> crate::Verdict {
    let given = json!({
        "interests": [{ "id": "i1", "asset": "A", "completeness": "complete" }],
        "grants": [{
            "id": "g1", "interest": "i1", "channels": ["all"], "territories": territories, "purposes": ["any"],
            "period": { "start": "2026-12-01", "end": "2027-01-31" }, "signed": "2026-01-01",
        }],
    });
    let facts = Facts::from_given(&given, reference).unwrap();
    let request = UseRequest::from_json(&request, reference).unwrap();
    evaluate(reference, &facts, &request, belief(), belief())
}

fn asked(territories: Value) -> Value {
    json!({
        "asset": "A", "channels": ["social.organic.instagram"], "territories": territories,
        "start": "2026-12-01", "end": "2027-01-31",
    })
}

#[test]
fn every_country_is_there_with_a_clock_and_a_name() {
    let reference = world();
    assert_eq!(reference.territories().count(), 249);
    assert_eq!(reference.channels().count(), 51);
    for code in reference.territories() {
        assert_ne!(reference.name(code), code);
        assert!(!reference.territories.code_atoms(code).is_empty());
    }
    for group in ["WORLD", "EU", "EEA", "EZ", "DACH", "NORDICS", "BENELUX", "UK&I", "150", "419"] {
        reference.check_territory(group).unwrap();
    }
}

#[test]
fn the_countries_of_a_worldwide_licence_print_as_whole_countries() {
    let reference = world();
    let verdict = ask(&reference, json!(["WORLD"]), asked(json!(["RU", "US", "ES", "BR"])));
    assert_eq!(verdict.cleared.lines(), ["social.organic.instagram | BR,ES,RU,US | 2026-12-01..2027-01-31"]);
    assert!(verdict.sentence.contains("Brazil, Spain, Russia and United States"), "{}", verdict.sentence);
}

#[test]
fn the_union_of_today_is_without_the_united_kingdom() {
    let reference = world();
    let verdict = ask(&reference, json!(["EU"]), asked(json!(["EU", "GB"])));
    assert_eq!((verdict.headline, verdict.codes()), (Headline::Partial, vec!["TERRITORY_NOT_GRANTED"]));
    assert!(!verdict.notes.is_empty(), "overseas parts are noted");
}

fn typical() -> (Value, Value) {
    let channels = ["social", "print", "tv.linear", "owned"];
    let places = ["EU", "DACH", "WORLD", "US", "150"];
    let rules: Vec<Value> = (0..18)
        .map(|at| {
            json!({
                "id": format!("g{at}"), "interest": format!("i{}", at % 3), "channels": [channels[at % 4], "social"],
                "territories": [places[at % 5]], "purposes": ["commercial"], "signed": "2025-01-01",
                "period": { "start": format!("2026-{:02}-01", at % 12 + 1), "end": format!("2027-{:02}-15", at % 12 + 1) },
            })
        })
        .collect();
    let interests: Vec<Value> =
        (0..3).map(|at| json!({ "id": format!("i{at}"), "asset": "A", "completeness": "complete" })).collect();
    let bans = json!([
        { "id": "r1", "reach": "asset", "asset": "A", "period": { "start": "2026-12-24", "end": "2026-12-26" } },
        { "id": "r2", "reach": "interest", "interest": "i1", "territories": ["CH"] },
    ]);
    let request = json!({
        "asset": "A", "channels": ["social.organic.instagram", "social.paid.instagram", "print.press"],
        "territories": [
            "DE", "AT", "CH", "FR", "IT", "ES", "PT", "GB", "IE", "NL", "BE", "LU", "PL", "DK", "SE", "FI", "HR", "NO", "IS",
            "CZ", "SK", "HU", "RO", "BG", "GR", "SI", "EE", "LV", "LT", "JP",
        ],
        "start": "2026-12-01", "end": "2027-01-31",
    });
    (json!({ "interests": interests, "grants": rules, "restrictions": bans }), request)
}

/// Time this thread has spent on a core; wall time where the system does not say.
fn busy(since: Instant) -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = spent.and_then(|text| text.split(' ').next().and_then(|nanos| nanos.parse::<f64>().ok()));
    nanos.map_or_else(|| since.elapsed().as_secs_f64() * 1e6, |nanos| nanos / 1e3)
}

fn micros(rounds: u32, mut work: impl FnMut()) -> f64 {
    work();
    let clock = Instant::now();
    let start = busy(clock);
    (0..rounds).for_each(|_| work());
    (busy(clock) - start) / f64::from(rounds)
}

#[test]
#[ignore = "prints timings"]
fn timings() {
    let reference = world();
    let (given, request) = typical();
    let facts = Facts::from_given(&given, &reference).unwrap();
    let request = UseRequest::from_json(&request, &reference).unwrap();
    let typical = micros(200, || drop(evaluate(&reference, &facts, &request, belief(), belief())));
    println!("typical verdict, 3 channels, 30 countries, 20 rules: {typical:.0} us");
    let regions = micros(50, || drop(regions_of(&reference, &facts, "A", belief())));
    println!("regions of that asset: {regions:.0} us");
    let links: Vec<Value> = (0..200).map(|at| json!({ "parent": "FILM", "child": format!("C{at}") })).collect();
    let interests: Vec<Value> = (0..200)
        .map(|at| json!({ "id": format!("i{at}"), "asset": format!("C{at}"), "completeness": "complete" }))
        .collect();
    let grants: Vec<Value> = (0..200)
        .map(|at| {
            json!({
                "id": format!("g{at}"), "interest": format!("i{at}"), "channels": ["social"], "territories": ["EU"],
                "purposes": ["commercial"], "signed": "2025-01-01",
                "period": { "start": format!("2026-{:02}-01", at % 12 + 1), "end": format!("2027-{:02}-{:02}", at % 12 + 1, at % 28 + 1) },
            })
        })
        .collect();
    let given = json!({ "interests": interests, "grants": grants, "components": links });
    let film = Facts::from_given(&given, &reference).unwrap();
    let asked = request.with_asset("FILM");
    let composite = micros(20, || drop(evaluate(&reference, &film, &asked, belief(), belief())));
    println!("composite of 200 components, 30 countries: {composite:.0} us");
    let mut index = RegionIndex::new();
    let put = micros(2_000, || index.put(1, &reference, &facts, "A", belief()));
    println!("putting an asset with a known profile: {put:.0} us");
    let one = json!({ "asset": "C1", "channels": ["social.organic.instagram"], "territories": ["DE"], "start": "2026-12-01", "end": "2027-01-31" });
    let one = UseRequest::from_json(&one, &reference).unwrap();
    let single = micros(2_000, || drop(evaluate(&reference, &film, &one, belief(), belief())));
    println!("one channel, one country, one rule: {single:.1} us");
}
