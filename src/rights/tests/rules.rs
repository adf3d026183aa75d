//! Single rules that the laws do not pin down.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::world::reference;
use crate::{FactKind, Facts, Headline, UseRequest, Verdict, evaluate};

fn belief() -> DateTime<Utc> {
    "2026-11-22T00:00:00Z".parse().unwrap()
}

fn grant() -> Value {
    json!({
        "id": "g1", "interest": "i1", "agreement": "AG1", "channels": ["social"], "territories": ["DACH"],
        "purposes": ["commercial"], "period": { "start": "2026-12-01", "end": "2027-01-31" },
    })
}

fn given(grant: Value) -> Value {
    json!({
        "interests": [{ "id": "i1", "asset": "A", "kind": "copyright.work", "completeness": "complete" }],
        "grants": [grant],
    })
}

fn request() -> Value {
    json!({
        "asset": "A", "channels": ["social.organic.instagram"], "territories": ["DE"],
        "start": "2026-12-01", "end": "2027-01-31",
    })
}

fn with(mut value: Value, key: &str, field: Value) -> Value {
    value[key] = field;
    value
}

fn ask(given: &Value, request: &Value) -> Verdict {
    let reference = reference();
    let facts = Facts::from_given(given, &reference).unwrap();
    let request = UseRequest::from_json(request, &reference).unwrap();
    evaluate(&reference, &facts, &request, belief(), belief())
}

#[test]
fn a_plain_licence_clears_and_says_so_in_words() {
    let verdict = ask(&given(grant()), &request());
    assert_eq!(verdict.headline, Headline::Allowed);
    assert_eq!(verdict.sentence, "Cleared for Instagram (organic) in DE from 1 Dec 2026 until 31 Jan 2027.");
    assert_eq!(verdict.supports[0].grant, "g1");
    assert_eq!(verdict.stable_until.unwrap().to_rfc3339(), "2027-01-31T23:00:00+00:00");
}

#[test]
fn a_partial_answer_names_the_part_that_is_missing() {
    let verdict = ask(&given(grant()), &with(request(), "territories", json!(["DE", "GB"])));
    assert_eq!(verdict.headline, Headline::Partial);
    assert_eq!(verdict.codes(), ["TERRITORY_NOT_GRANTED"]);
    assert!(verdict.sentence.contains("Not Instagram (organic) in GB"), "{}", verdict.sentence);
}

#[test]
fn a_record_that_cannot_be_read_makes_its_interest_unknown() {
    let reference = reference();
    let mut facts = Facts::from_given(&given(grant()), &reference).unwrap();
    facts.add_unreadable(FactKind::Restriction, "r1", Some("A"), "territory.unknown");
    let request = UseRequest::from_json(&request(), &reference).unwrap();
    let verdict = evaluate(&reference, &facts, &request, belief(), belief());
    assert_eq!(verdict.headline, Headline::Unknown);
    assert_eq!(verdict.codes(), ["FACT_UNREADABLE"]);
    let mut facts = Facts::from_given(
        &json!({
            "interests": [{ "id": "i1", "asset": "A", "completeness": "complete" }],
        }),
        &reference,
    )
    .unwrap();
    facts.add_unreadable(FactKind::Grant, "g1", Some("i1"), "date.invalid");
    assert_eq!(evaluate(&reference, &facts, &request, belief(), belief()).headline, Headline::Unknown);
}

#[test]
fn a_condition_the_engine_does_not_know_is_never_overlooked() {
    let verdict = ask(&given(with(grant(), "only_on_tuesdays", json!(true))), &request());
    assert_eq!((verdict.headline, verdict.codes()), (Headline::Unknown, vec!["FACT_UNREADABLE"]));
}

#[test]
fn names_the_reference_does_not_know_are_errors_with_a_code() {
    let reference = reference();
    for (key, value, code) in [
        ("territories", json!(["XX"]), "territory.unknown"),
        ("channels", json!(["social.myspace"]), "channel.unknown"),
        ("purposes", json!(["fun"]), "purpose.unknown"),
        ("start", json!("2027-02-31"), "date.invalid"),
        ("end", json!("2026-11-30"), "period.end_before_start"),
        ("zone", json!("Mars/Olympus"), "zone.unknown"),
        ("channels", Value::Null, "field.missing"),
    ] {
        let error = UseRequest::from_json(&with(request(), key, value), &reference).unwrap_err();
        assert_eq!(error.code, code);
    }
    let mut facts = Facts::default();
    let error = facts.add(FactKind::Grant, "g", &with(grant(), "territories", json!(["XX"])), &reference).unwrap_err();
    assert_eq!((error.code, error.field.as_str()), ("territory.unknown", "territories"));
}

#[test]
fn a_missing_end_date_is_not_perpetual() {
    let verdict = ask(&given(with(grant(), "period", json!({ "start": "2026-01-01" }))), &request());
    assert_eq!((verdict.headline, verdict.codes()), (Headline::Unknown, vec!["END_UNKNOWN"]));
}

#[test]
fn a_month_that_has_no_such_day_ends_with_its_last() {
    let period = json!({ "start": "2027-01-31", "duration": "P1M" });
    let asked = with(with(request(), "start", json!("2027-02-01")), "end", json!("2027-03-05"));
    let verdict = ask(&given(with(grant(), "period", period)), &asked);
    assert_eq!(verdict.cleared.lines(), ["social.organic.instagram | DE | 2027-02-01..2027-02-28"]);
}

#[test]
fn a_fixed_zone_cuts_the_last_day_elsewhere() {
    let grant = with(grant(), "territories", json!(["US"]));
    let period = json!({ "start": "2026-12-01", "end": "2027-01-31", "zone": "Europe/Berlin" });
    let asked = with(with(request(), "territories", json!(["US-CA"])), "start", json!("2027-01-31"));
    let verdict = ask(&given(with(grant, "period", period)), &asked);
    assert_eq!(verdict.cleared.lines(), ["social.organic.instagram | US-CA | 2027-01-31..2027-01-31T15:00"]);
}

#[test]
fn part_of_a_territory_prints_with_its_zone() {
    let grant = with(grant(), "territories", json!(["ES"]));
    let period = json!({ "start": "2026-12-01", "end": "2027-01-31", "zone": "Europe/Madrid" });
    let verdict = ask(&given(with(grant, "period", period)), &with(request(), "territories", json!(["ES"])));
    assert_eq!(
        verdict.cleared.lines(),
        [
            "social.organic.instagram | ES@Atlantic/Canary | 2026-12-01..2027-01-31T23:00",
            "social.organic.instagram | ES@Europe/Madrid | 2026-12-01..2027-01-31",
        ]
    );
}

#[test]
fn a_concurrent_cap_frees_up_inside_the_window() {
    let caps = json!([{ "id": "one", "kind": "concurrent", "metric": "placements", "limit": 1 }]);
    let mut given = given(with(grant(), "caps", caps));
    given["usage"] = json!([{ "cap": "one", "qty": 1, "start": "2026-11-01", "end": "2026-12-10" }]);
    let verdict = ask(&given, &request());
    assert_eq!(verdict.cleared.lines(), ["social.organic.instagram | DE | 2026-12-11..2027-01-31"]);
    assert_eq!(verdict.codes(), ["CAP_REACHED"]);
}

#[test]
fn releasing_a_reservation_restores_the_answer() {
    let caps = json!([{ "id": "run", "kind": "cumulative", "metric": "copies", "limit": 100 }]);
    let mut given = given(with(grant(), "caps", caps));
    let asked = with(request(), "quantity", json!({ "copies": 60 }));
    assert_eq!(ask(&given, &asked).headline, Headline::Allowed);
    given["usage"] = json!([{ "cap": "run", "qty": 50, "reserved": true }]);
    let refused = ask(&given, &asked);
    assert_eq!((refused.headline, refused.details), (Headline::Denied, vec!["CAP_EXCEEDED:remaining 50".to_owned()]));
    given["usage"][0]["state"] = json!("released");
    assert_eq!(ask(&given, &asked).headline, Headline::Allowed);
}

#[test]
fn an_open_option_is_offered_and_never_counted() {
    let period = json!({
        "start": "2026-06-01", "end": "2026-12-31",
        "option": { "extends": "P6M", "status": "unexercised", "exercise_by": "2026-12-15" },
    });
    let verdict = ask(&given(with(grant(), "period", period)), &request());
    assert_eq!((verdict.headline, verdict.codes()), (Headline::Partial, vec!["EXPIRED"]));
    assert_eq!(verdict.details, ["OPTION_AVAILABLE:exercise_by 2026-12-15"]);
    assert_eq!(verdict.remedies[0].action, "OPTION_AVAILABLE");
}

#[test]
fn an_asset_inside_a_composite_that_nobody_recorded_stays_unknown() {
    let mut given = given(grant());
    given["components"] = json!([{ "parent": "A", "child": "TRACK" }]);
    let verdict = ask(&given, &request());
    assert_eq!((verdict.headline, verdict.codes()), (Headline::Unknown, vec!["NO_RIGHTS_INFO"]));
    assert_eq!(verdict.reasons[0].path, ["A", "TRACK"]);
}

#[test]
fn the_same_civil_answer_holds_in_every_territory_with_its_own_midnight() {
    let grant = with(grant(), "territories", json!(["WORLD"]));
    for code in ["DE", "GB", "JP", "US-NY", "US-CA", "FR"] {
        let asked = with(with(request(), "territories", json!([code])), "end", json!("2027-02-05"));
        let lines = ask(&given(grant.clone()), &asked).cleared.lines();
        assert_eq!(lines, [format!("social.organic.instagram | {code} | 2026-12-01..2027-01-31")]);
    }
}

#[test]
fn a_verdict_reads_as_json_with_the_words_of_the_contract() {
    let json = serde_json::to_value(ask(&given(grant()), &request())).unwrap();
    assert_eq!(json["headline"], "ALLOWED");
    assert_eq!(json["cleared"]["boxes"][0]["until"], "2027-01-31");
}
