//! The product's own reference data.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{Facts, Headline, Reference, UseRequest, evaluate};

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
    assert_eq!(reference.territories().count(), 250);
    assert_eq!(reference.channels().count(), 51);
    for code in reference.territories() {
        assert_ne!(reference.name(code), code);
        assert!(reference.territories.atoms.iter().any(|atom| atom.code == code));
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
fn a_moment_reads_as_a_moment_and_keeps_its_seconds() {
    let reference = world();
    let mut request = asked(json!(["GB"]));
    request["start"] = json!("2026-12-03T10:15:07Z");
    request["end"] = json!("2026-12-03T10:15:08Z");
    let verdict = ask(&reference, json!(["WORLD"]), request.clone());
    assert_eq!(verdict.cleared.lines(), ["social.organic.instagram | GB | 2026-12-03T10:15:07..2026-12-03T10:15:08"]);
    assert_eq!(verdict.sentence, "Cleared for Instagram (organic) in United Kingdom on 3 Dec 2026 at 10:15:07.");
    request["end"] = json!("2026-12-03T18:00:00Z");
    let verdict = ask(&reference, json!(["WORLD"]), request);
    assert!(verdict.sentence.contains("from 3 Dec 2026, 10:15:07 until 3 Dec 2026, 18:00"), "{}", verdict.sentence);
}

#[test]
fn the_union_of_today_is_without_the_united_kingdom() {
    let reference = world();
    let verdict = ask(&reference, json!(["EU"]), asked(json!(["EU", "GB"])));
    assert_eq!((verdict.headline, verdict.codes()), (Headline::Partial, vec!["TERRITORY_NOT_GRANTED"]));
    assert!(!verdict.notes.is_empty(), "overseas parts are noted");
}
