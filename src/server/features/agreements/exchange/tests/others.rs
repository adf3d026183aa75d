//! Presets, reservations against machines, and the rights fields of files.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rights::{FactKind, Facts, Headline, UseRequest, evaluate};
use serde_json::{Value, json};

use super::super::presets;
use super::super::proposal::{ProposedRule, RuleKind};
use super::super::reservation::{Reservation, Said};
use super::super::summary_code::{self, Dates};
use super::reference;

/// What a complete record with these rules, all approved, says to a use.
fn verdict(rules: &[ProposedRule], more: Value) -> Headline {
    let reference = reference();
    let mut facts = Facts::default();
    let interest = json!({ "asset": "X", "kind": "copyright.work", "completeness": "complete" });
    facts.add(FactKind::Interest, "i", &interest, &reference).expect("an interest");
    for (number, rule) in rules.iter().enumerate() {
        let mut body = Value::Object(rule.body.clone());
        body["interest"] = json!("i");
        body["agreement"] = json!("A");
        let kind = match rule.kind {
            RuleKind::Grant => FactKind::Grant,
            RuleKind::Restriction => FactKind::Restriction,
        };
        facts.add(kind, &format!("r{number}"), &body, &reference).expect("a rule the engine reads");
    }
    let mut asked = json!({
        "asset": "X", "channels": ["owned.site"], "territories": ["DE"], "start": "2026-12-01", "end": "2026-12-31",
        "purposes": ["nonprofit.education"],
    });
    for (key, value) in more.as_object().into_iter().flatten() {
        asked[key] = value.clone();
    }
    let request = UseRequest::from_json(&asked, &reference).expect("a use");
    evaluate(&reference, &facts, &request, DateTime::<Utc>::MAX_UTC, DateTime::<Utc>::MIN_UTC).headline
}

#[test]
fn open_licences_permit_what_their_letters_say() {
    let rules = |id: &str| presets::find(id).expect("a preset").rules;
    let commercial = json!({ "purposes": ["commercial.advertising"] });
    let cropped = json!({ "modifications": ["crop"] });
    assert_eq!(verdict(&rules("cc0-1.0"), commercial.clone()), Headline::Allowed);
    assert_eq!(verdict(&rules("cc-by-4.0"), commercial.clone()), Headline::AllowedWithDuties);
    assert_eq!(verdict(&rules("cc-by-sa-3.0"), cropped.clone()), Headline::AllowedWithDuties);
    assert_eq!(verdict(&rules("cc-by-nd-2.0"), cropped.clone()), Headline::Denied);
    assert_eq!(verdict(&rules("cc-by-nc-4.0"), commercial), Headline::Denied);
    assert_eq!(verdict(&rules("cc-by-nc-4.0"), json!({})), Headline::AllowedWithDuties);
    assert_eq!(verdict(&rules("cc-by-nc-nd-4.0"), cropped), Headline::Denied);
    assert_eq!(verdict(&rules("cc-by-4.0"), json!({ "purposes": ["ai.training"] })), Headline::Denied);
}

#[test]
fn a_statement_of_rights_is_no_licence() {
    let statements: Vec<_> = presets::all().into_iter().filter(|preset| !preset.is_licence).collect();
    assert_eq!(statements.len(), 12);
    for preset in statements {
        let found = verdict(&preset.rules, json!({}));
        assert!(matches!(found, Headline::Denied | Headline::Unknown), "{} gives {found:?}", preset.id);
    }
    assert!(presets::find("rs-InC").expect("a preset").rules.is_empty());
    assert_eq!(presets::find("rs-NoC-US").expect("a preset").rules[0].body["territories"], json!(["US"]));
}

#[test]
fn every_preset_has_its_own_name_and_rules_the_engine_reads() {
    let all = presets::all();
    let names: std::collections::BTreeSet<&str> = all.iter().map(|preset| preset.id.as_str()).collect();
    assert_eq!(names.len(), all.len());
    for preset in &all {
        verdict(&preset.rules, json!({}));
    }
}

#[test]
fn values_of_data_mining_become_rules_and_come_back_no_weaker() {
    let ai = |leaf: &str| json!({ "purposes": [leaf] });
    let rules = |code: &str| Reservation::of_plus(code).expect("a value").rules("plus:DataMining");
    let open: Vec<ProposedRule> = presets::find("cc0-1.0").expect("a preset").rules;
    let named = |code: &str| {
        let mut all = rules(code);
        let mut grant = open[0].clone();
        grant.body.insert("purposes".to_owned(), json!(["ai.tdm", "ai.training", "ai.generative_training"]));
        all.push(grant);
        all
    };
    assert_eq!(verdict(&named("DMI-PROHIBITED"), ai("ai.tdm")), Headline::Denied);
    assert_eq!(verdict(&named("DMI-PROHIBITED-AIMLTRAINING"), ai("ai.tdm")), Headline::Allowed);
    assert_eq!(verdict(&named("DMI-PROHIBITED-AIMLTRAINING"), ai("ai.training")), Headline::Denied);
    assert_eq!(verdict(&named("DMI-PROHIBITED-GENAIMLTRAINING"), ai("ai.training")), Headline::Allowed);
    assert_eq!(verdict(&named("DMI-PROHIBITED-GENAIMLTRAINING"), ai("ai.generative_training")), Headline::Denied);
    assert_eq!(verdict(&named("DMI-PROHIBITED-SEECONSTRAINT"), ai("ai.tdm")), Headline::Unknown);
    assert_eq!(verdict(&rules("DMI-ALLOWED"), ai("ai.training")), Headline::Denied, "mining is not training");
    assert_eq!(verdict(&rules("DMI-ALLOWED"), ai("ai.tdm")), Headline::Unknown, "nobody said until when");
    assert!(rules("DMI-UNSPECIFIED").is_empty());
    assert_eq!(Reservation::of_plus("DMI-SOMETHING"), None);
    for code in ["DMI-PROHIBITED", "DMI-PROHIBITED-AIMLTRAINING", "DMI-PROHIBITED-GENAIMLTRAINING", "DMI-ALLOWED"] {
        let read = Reservation::of_plus(code).expect("a value");
        assert_eq!(read.plus(), format!("http://ns.useplus.org/ldf/vocab/{code}"));
        assert_eq!(Reservation::of_cawg(&read.cawg()), read);
    }
}

#[test]
fn a_reservation_is_written_in_all_three_ways_a_machine_reads() {
    let given = json!({ "restrictions": [
        { "reach": "organisation", "purposes": ["ai.training", "ai.generative_training"] },
        { "reach": "asset", "purposes": ["ai.tdm"], "review": "extracted" },
    ] });
    let found = Reservation::of_record(&given);
    assert_eq!((found.training, found.mining), (Said::Reserved, Said::Constrained));
    assert!(found.plus().ends_with("DMI-PROHIBITED"), "what may be reserved is not given away");
    assert_eq!(found.cawg()["entries"]["cawg.ai_training"]["use"], "notAllowed");
    assert_eq!(found.cawg()["entries"]["cawg.data_mining"]["use"], "constrained");
    let headers = found.tdm(Some("https://house.example/tdm.json"));
    assert_eq!(headers["tdm-reservation"], "1");
    assert_eq!(headers["tdm-policy"], "https://house.example/tdm.json");
    let own = json!({ "restrictions": [{ "reach": "agreement", "purposes": ["ai"] }] });
    assert_eq!(Reservation::of_record(&own).tdm(None), BTreeMap::from([("tdm-reservation", "0".to_owned())]));
    assert_eq!(Reservation::of_tdm("1", None).expect("a reservation").generative, Said::Reserved);
}

#[test]
fn a_summary_code_is_read_as_far_as_its_codes_are_known() {
    let rules = summary_code::read("|PLUS|V0121|U001|1IAD2BAA8RWF7DAA9ENE|", Dates::default()).expect("a code");
    assert_eq!(rules.len(), 1);
    assert_eq!((&rules[0].body["exclude"], &rules[0].body["period"]["end"]), (&json!(["GB"]), &json!("PERPETUAL")));
    assert!(!rules[0].is_understood(), "the medium is not one whose meaning is on record");
    assert_eq!(verdict(&rules, json!({})), Headline::Unknown);
    assert_eq!(verdict(&rules, json!({ "territories": ["GB"] })), Headline::Denied);
    let silent = summary_code::read("|PLUS|V0121|U001|1IAA8RAA|", Dates::default()).expect("a code");
    assert_eq!(silent[0].body["period"]["end"], "UNKNOWN", "a missing end is not for ever");
    for wrong in ["", "|PLUS|V0121|U002|1IAA|", "|SUP|V0121|U001|1IAA|", "|PLUS|V0121|U001|"] {
        assert!(summary_code::read(wrong, Dates::default()).is_err(), "{wrong}");
    }
}
