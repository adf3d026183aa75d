//! What files say about their rights: claims to be reviewed, never permissions, and nothing dropped.

use std::collections::BTreeMap;

use serde_json::json;

use super::super::fields::{Fields, Raw, of_raw, of_sidecar};
use super::super::proposal::RuleKind;
use super::super::stated::{parties, read, read_both};
use super::super::statement::{Place, Statement};
use super::reference;

fn raw(block: &str, values: &[(&str, &str)]) -> Raw {
    let values: BTreeMap<String, String> =
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Raw::from([(block.to_owned(), values)])
}

fn fields(values: &[(&str, &str)]) -> Fields {
    of_raw(&raw("xmp", values))
}

fn statements(values: &[(&str, &str)]) -> Vec<Statement> {
    read(&fields(values), &[], &reference())
}

fn one(values: &[(&str, &str)]) -> Statement {
    let mut found = statements(values);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.pop().expect("a statement")
}

#[test]
fn a_licence_in_fields_is_one_statement_with_its_guards() {
    let found = one(&[
        ("plus:LicenseEndDate", "2027-01-31"),
        ("xmpRights:UsageTerms", "Web use in Germany"),
        ("plus:ImageAlterationConstraints", "http://ns.useplus.org/ldf/vocab/AL-FLP; AL-MRG"),
        ("plus:CreditLineRequired", "CR-CAI"),
        ("photoshop:Credit", "Studio Nord"),
        ("plus:Licensor/plus:LicensorName", "Nord Agency"),
        ("plus:LicenseID", "N-77"),
    ]);
    let grant = &found.rules[0];
    assert!(!grant.is_understood(), "words are not read by a machine");
    assert!(grant.quote.contains("Web use in Germany") && grant.quote.contains("2027-01-31"));
    let changes = grant.body["modifications"].to_string();
    assert!(changes.contains("crop") && !changes.contains("flip") && !changes.contains("composite"));
    assert_eq!(grant.body["duties"][0]["timing"], "concurrent");
    assert_eq!(grant.body["period"]["zone"], "silent");
    assert_eq!(grant.target.as_deref(), Some("copyright.work"));
    let named = parties(&fields(&[("plus:Licensor/plus:LicensorName", "Nord Agency"), ("plus:LicenseID", "N-77")]));
    assert_eq!((named.licensor.as_str(), named.reference.as_str()), ("Nord Agency", "N-77"));
}

#[test]
fn a_missing_or_unreadable_end_is_unknown_and_not_for_ever() {
    let silent = one(&[("plus:LicenseStartDate", "2026-12-01")]);
    assert_eq!(silent.rules[0].body["period"]["end"], "UNKNOWN");
    assert!(silent.trap.contains("not for ever"));
    for (start, end) in [("2026-12-01", "2027"), ("2026-12-01", "soon"), ("2027-02-01", "2027-01-31")] {
        let found = one(&[("plus:LicenseStartDate", start), ("plus:LicenseEndDate", end)]);
        assert_eq!(found.rules[0].body["period"]["end"], "UNKNOWN", "{end}");
        assert_eq!(found.notes[0].code, "date_unread");
        assert!(!found.rules[0].is_understood());
    }
    let instant = one(&[("plus:LicenseEndDate", "2027-01-31T00:00:00+01:00")]);
    assert_eq!(instant.rules[0].body["period"]["end"], "2027-01-30T23:00:00Z");
}

#[test]
fn a_notice_is_no_grant_and_a_name_no_release() {
    let notice = one(&[("dc:rights", "© Ada 2020"), ("xmpRights:Marked", "True")]);
    assert!(notice.rules.is_empty());
    assert_eq!((notice.interests[0].kind, notice.interests[0].holder.as_str()), ("copyright.work", "© Ada 2020"));
    let people = one(&[("Iptc4xmpExt:PersonInImage", "Lena M.; Kai B.")]);
    assert_eq!(people.interests.len(), 2);
    assert!(people.rules.is_empty() && people.interests.iter().all(|each| each.completeness == "none"));
    let claimed = one(&[("plus:CopyrightStatus", "http://ns.useplus.org/ldf/vocab/CS-PUB")]);
    assert!(!claimed.rules[0].is_understood(), "the public domain of which country?");
}

#[test]
fn a_release_without_limits_is_a_claim_that_is_recorded_as_a_proposal() {
    let found = one(&[("plus:ModelReleaseStatus", "MR-UMR"), ("plus:ModelReleaseID", "R-1")]);
    assert_eq!((found.rules[0].kind, found.rules[0].target.as_deref()), (RuleKind::Grant, Some("likeness")));
    assert_eq!(found.rules[0].body["assurance"], "warranted");
    assert_eq!(found.fields.len(), 2);
    assert_eq!(one(&[("plus:ModelReleaseStatus", "MR-NON")]).interests[0].completeness, "complete");
    assert_eq!(one(&[("plus:ModelReleaseStatus", "MR-LMR")]).interests[0].completeness, "partial");
    assert!(!one(&[("plus:PropertyReleaseStatus", "PR-NAP")]).records_something());
    assert!(one(&[("plus:ModelReleaseStatus", "MR-XXX")]).unreadable.is_some());
}

#[test]
fn nobody_is_grown_up_unless_the_file_says_so() {
    for (age, flagged) in
        [("AG-UNK", true), ("AG-U14", true), ("AG-A17", true), ("AG-A18", false), ("AG-A25", false), ("AG-?", true)]
    {
        assert_eq!(one(&[("plus:MinorModelAgeDisclosure", age)]).flags == ["minor"], flagged, "{age}");
    }
}

#[test]
fn data_mining_becomes_the_rules_of_its_value() {
    let found = one(&[("plus:DataMining", "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING")]);
    assert_eq!(found.rules[0].body["purposes"], json!(["ai.training", "ai.generative_training"]));
    assert!(found.rules[0].quote.contains("DMI-PROHIBITED-AIMLTRAINING"));
    assert!(one(&[("plus:DataMining", "DMI-ALLOWED")]).trap.contains("not allowing to train"));
    assert!(!one(&[("plus:DataMining", "DMI-UNSPECIFIED")]).records_something());
    assert!(one(&[("plus:DataMining", "DMI-MAYBE")]).unreadable.is_some());
}

#[test]
fn what_cannot_be_read_is_said_and_not_dropped() {
    let all = read(
        &fields(&[
            ("plus:MediaSummaryCode", "|nonsense|"),
            ("plus:SomethingNew", "x"),
            ("Iptc4xmpExt:EmbdEncRightsExpr/Iptc4xmpExt:EncRightsExpr", "<xml/>"),
            ("Iptc4xmpExt:LinkedEncRightsExpr/Iptc4xmpExt:LinkedRightsExpr", "https://example.com/terms"),
            ("plus:OtherConstraints[de]", "Nicht für Tabak"),
        ]),
        &["the iptc block is cut off".to_owned()],
        &reference(),
    );
    let unread: Vec<&Statement> = all.iter().filter(|each| each.unreadable.is_some()).collect();
    assert_eq!(unread.len(), 5, "{all:#?}");
    assert!(unread.iter().all(|each| !each.records_something()));
    let words = all.iter().find(|each| each.unreadable.is_none()).expect("the constraint");
    assert_eq!((words.rules[0].kind, words.rules[0].is_understood()), (RuleKind::Restriction, false));
}

#[test]
fn a_policy_inside_a_file_is_read_like_any_policy() {
    let policy = r#"{ "@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "Agreement", "uid": "urn:p:1",
        "permission": [{ "target": "urn:x", "action": "distribute", "constraint": [
            { "leftOperand": "spatial", "operator": "eq", "rightOperand": { "@id": "http://cvx.iptc.org/iso3166-1a3/DEU" } }
        ] }] }"#;
    let found = one(&[("Iptc4xmpExt:EmbdEncRightsExpr/Iptc4xmpExt:EncRightsExpr", policy)]);
    assert_eq!(found.unreadable, None);
    assert!(found.rules.iter().any(|rule| rule.body["territories"] == json!(["DE"])), "{found:#?}");
    assert!(found.rules.iter().all(|rule| rule.target.as_deref() == Some("copyright.work")));
}

#[test]
fn other_words_are_another_statement_and_the_same_words_the_same() {
    let key = |holder: &str| one(&[("dc:rights", holder)]).key;
    assert_eq!(key("© Ada"), key("© Ada"));
    assert_ne!(key("© Ada"), key("© Bea"));
}

#[test]
fn older_blocks_are_heard_where_they_say_something_else() {
    let mut both = raw("xmp", &[("dc:rights", "© Ada"), ("dc:title", "Boat")]);
    both.extend(raw("iptc", &[("CopyrightNotice", "© Ada"), ("Credit", "Nord")]));
    both.extend(raw("exif", &[("Copyright", "© Bea")]));
    let fields = of_raw(&both);
    let names: Vec<&str> = fields.keys().map(String::as_str).collect();
    assert_eq!(names, ["dc:rights", "exif:Copyright", "photoshop:Credit"]);
}

#[test]
fn the_file_beside_is_heard_too_and_each_statement_says_where_it_stands() {
    let no_mining = ("plus:DataMining", "DMI-PROHIBITED");
    let mut both = raw("xmp", &[("dc:rights", "© Ada"), no_mining]);
    both.extend(raw("sidecar", &[("dc:rights", "© Bea"), no_mining, ("plus:OtherConstraints", "Not for tobacco")]));
    let found = read_both(&of_raw(&both), &of_sidecar(&both), &[], &reference());
    let told: Vec<(&str, &[Place])> =
        found.iter().map(|each| (each.fields[0].value.as_str(), each.places.as_slice())).collect();
    let wanted: [(&str, &[Place]); 4] = [
        ("© Ada", &[Place::Inside]),
        ("DMI-PROHIBITED", &[Place::Inside, Place::Beside]),
        ("© Bea", &[Place::Beside]),
        ("Not for tobacco", &[Place::Beside]),
    ];
    assert_eq!(told, wanted);
    assert!(found[3].rules[0].quote.starts_with("In the file beside it:\n"), "{}", found[3].rules[0].quote);
    assert!(!found[1].rules[0].quote.contains("beside"), "it stands in the file as well");
}
