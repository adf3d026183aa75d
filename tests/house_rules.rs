//! Rules of the house: the rights policy, duty rules and marks on assets, through the doors and on the record.

use serde_json::{Value, json};
use server::testing::TestApp;
use uuid::Uuid;

use crate::desk::Desk;
use crate::desk::told;

const RULES: &str = "/rights/duty-rules";

fn label() -> Value {
    json!({ "key": "label:EU-AI-Act-50", "title": "Disclosure of deepfakes in the EU", "flag": "synthetic_person",
        "source": "Regulation (EU) 2024/1689, Article 50(4)", "territories": ["EU"],
        "period": { "start": "2026-08-02", "end": "PERPETUAL", "zone": "territory" },
        "kind": "ai_label", "text": "Say that it was made by artificial intelligence." })
}

async fn duties(desk: &Desk, asset: Uuid) -> (String, Vec<String>) {
    let verdict = desk.verdict(asset).await;
    let duties = verdict["duties"].as_array().into_iter().flatten();
    let duties = duties.map(|duty| duty["id"].as_str().unwrap_or_default().to_owned()).collect();
    (verdict["headline"].as_str().unwrap_or_default().to_owned(), duties)
}

async fn bucket(desk: &Desk, name: &str) -> Value {
    desk.app().settle().await;
    let query = "cleared.channel=social.organic.instagram&cleared.territory=DE&cleared.from=2026-12-01\
        &cleared.until=2026-12-31";
    let found = desk.app().get(&desk.house.editor, &format!("/search?{query}")).await.expect(200).json();
    found["buckets"][name].clone()
}

fn allowed() -> (String, Vec<String>) {
    ("ALLOWED".to_owned(), Vec::new())
}

fn labelled() -> (String, Vec<String>) {
    ("ALLOWED_WITH_DUTIES".to_owned(), vec!["label:EU-AI-Act-50".to_owned()])
}

#[actix_web::test]
async fn a_duty_rule_counts_for_marked_assets_from_the_day_it_is_recorded() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (asset, ..) = desk.cleared_asset(1, "2027-01-31").await;
    let (other, ..) = desk.cleared_asset(2, "2027-01-31").await;
    let mark = json!({ "flag": "synthetic_person", "note": "The maker says so." });
    let flag = app.post(&desk.house.editor, &format!("/assets/{asset}/flags"), mark.clone()).await.expect(201).id();
    assert_eq!(duties(&desk, asset).await, allowed(), "no rule looks at the mark yet");
    app.set_clock("2026-11-15T12:01:00Z");
    let rule = app.post(manager, RULES, label()).await.expect(201).id();
    assert_eq!(duties(&desk, asset).await, labelled());
    assert_eq!(duties(&desk, other).await, allowed(), "an asset without the mark");
    let verdict = desk.verdict(asset).await;
    assert_eq!(verdict["duties"][0]["text"], "Say that it was made by artificial intelligence.");
    assert_eq!(bucket(&desk, "allowed_with_duties").await, 1);
    let before = desk.verdict_at(asset, Some("2026-11-15T12:00:30Z")).await;
    assert_eq!(before["headline"], "ALLOWED", "what was known a minute ago");
    // The editor marks, but only somebody who may approve takes a duty away.
    let path = format!("/assets/{asset}/flags/{flag}");
    app.delete(&desk.house.editor, &path).await.expect(403);
    app.post(&desk.house.editor, &format!("/assets/{asset}/flags"), mark).await.expect(409);
    app.delete(manager, &path).await.expect(204);
    assert_eq!(duties(&desk, asset).await, allowed());
    assert_eq!(bucket(&desk, "allowed_with_duties").await, 0);
    app.delete(manager, &format!("{RULES}/{rule}")).await.expect(204);
    assert_eq!(app.get(manager, RULES).await.expect(200).json()["items"], json!([]));
}

#[actix_web::test]
async fn the_mark_of_a_part_is_a_duty_of_the_whole() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (part, ..) = desk.cleared_asset(1, "2027-01-31").await;
    let (whole, ..) = desk.cleared_asset(2, "2027-01-31").await;
    app.post(manager, &format!("/assets/{whole}/components"), json!({ "child": part })).await.expect(201);
    app.post(manager, &format!("/assets/{part}/flags"), json!({ "flag": "synthetic_person" })).await.expect(201);
    app.post(manager, RULES, label()).await.expect(201);
    assert_eq!(duties(&desk, whole).await, labelled());
    assert_eq!(bucket(&desk, "allowed_with_duties").await, 2);
}

#[actix_web::test]
async fn a_corrected_rule_stands_in_place_of_the_old_one_and_the_trail_says_so() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let rule = app.post(manager, RULES, label()).await.expect(201).id();
    app.post(manager, RULES, label()).await.expect(409);
    let mut corrected = label();
    corrected["territories"] = json!(["DE"]);
    corrected["reason"] = json!("Only Germany was meant.");
    let path = format!("{RULES}/{rule}");
    let answer = app.put(manager, &path, corrected.clone()).await.expect(200).json();
    assert_eq!((&answer["territories"], &answer["reason"]), (&json!(["DE"]), &json!("Only Germany was meant.")));
    corrected["territories"] = json!(["ATLANTIS"]);
    assert_eq!(app.put(manager, &path, corrected.clone()).await.expect(422).code(), "territory.unknown");
    let history = app.get(manager, "/rights/policy/history").await.expect(200).json();
    assert_eq!(history["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(history["items"][0]["change"], "correction");
    assert!(history["items"][1]["superseded_at"].is_string(), "{history}");
    let trail = app.get(manager, "/audit?name=HouseRuleChanged").await.expect(200).json();
    let sentence = trail["items"][0]["sentence"].as_str().unwrap_or_default();
    assert!(sentence.ends_with("changed a rule of the house: Disclosure of deepfakes in the EU."), "{trail}");
    app.put(&desk.house.editor, &path, corrected).await.expect(403);
}

#[actix_web::test]
async fn what_the_law_suggests_is_proposed_and_not_in_force() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    assert_eq!(app.get(manager, RULES).await.expect(200).json()["items"], json!([]));
    let path = format!("{RULES}/proposals");
    let proposals = app.get(manager, &path).await.expect(200).json();
    let proposals = proposals["items"].as_array().expect("proposals").clone();
    assert!(proposals.len() >= 5);
    for proposal in &proposals {
        assert!(proposal["source"].as_str().is_some_and(|source| !source.is_empty()), "{proposal}");
        assert_eq!(proposal["taken"], false);
        let mut new = proposal.clone();
        let fields = new.as_object_mut().expect("fields");
        fields.retain(|key, _| !["advice", "taken"].contains(&key.as_str()));
        app.post(manager, RULES, new).await.expect(201);
    }
    let after = app.get(manager, &path).await.expect(200).json();
    assert!(after["items"].as_array().expect("proposals").iter().all(|proposal| proposal["taken"] == true));
}

/// A young person whose guardian signed, and who comes of age in the middle of December.
async fn young(desk: &Desk) -> Uuid {
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let asset = desk.asset(1, "Portrait").await;
    let person = json!({ "name": "Lena M.", "born_on": "2008-12-15" });
    let person = app.post(manager, "/people", person).await.expect(201).id();
    let interest = json!({ "asset": asset, "kind": "likeness", "completeness": "complete", "person": person });
    let interest = app.post(manager, "/interests", interest).await.expect(201).id();
    let agreement = desk.agreement("REL-1").await;
    let mut body = crate::desk::grant(interest, "2027-01-31");
    body["guardian_signed"] = json!(true);
    desk.rule(agreement, "grants", body).await.expect(201);
    desk.approve(agreement).await;
    asset
}

#[actix_web::test]
async fn the_policy_says_what_becomes_of_a_guardian_s_consent() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let asset = young(&desk).await;
    let untouched = app.get(manager, "/rights/policy").await.expect(200).json();
    assert_eq!((&untouched["minor_majority"], &untouched["recorded_at"]), (&Value::Null, &Value::Null));
    assert_eq!(desk.headline(asset).await, crate::desk::is("PARTIAL", &["MINOR_MAJORITY_RECONSENT"]));
    app.set_clock("2026-11-15T13:00:00Z");
    let said = json!({ "minor_majority": "continue", "withdrawal_grace_days": 3, "reason": "Counsel, 15 November." });
    let policy = app.put(manager, "/rights/policy", said).await.expect(200).json();
    assert_eq!((&policy["minor_majority"], &policy["withdrawal_grace_days"]), (&json!("continue"), &json!(3)));
    assert_eq!(desk.headline(asset).await, crate::desk::is("ALLOWED", &[]));
    assert_eq!(bucket(&desk, "allowed").await, 1);
    let before = desk.verdict_at(asset, Some("2026-11-15T12:30:00Z")).await;
    assert_eq!(told(&before).0, "PARTIAL", "what the house had decided half an hour ago");
    let was = app.get(manager, "/rights/policy?belief_at=2026-11-15T12:30:00Z").await.expect(200).json();
    assert_eq!(was["minor_majority"], Value::Null);
    app.put(manager, "/rights/policy", json!({ "minor_majority": "sometimes" })).await.expect(422);
    app.put(&desk.house.editor, "/rights/policy", json!({})).await.expect(403);
}

#[actix_web::test]
async fn the_policy_is_read_before_the_rules_that_are_silent() {
    let desk = Desk::open().await;
    let (app, manager): (&TestApp, _) = (desk.app(), &desk.house.rights_manager);
    let (asset, ..) = desk.cleared_asset(1, "2027-01-31").await;
    assert_eq!(desk.headline(asset).await, crate::desk::is("ALLOWED", &[]));
    app.put(manager, "/rights/policy", json!({ "territory_test": "accessible" })).await.expect(200);
    assert_eq!(desk.headline(asset).await, crate::desk::is("DENIED", &["TERRITORY_SPILL"]));
    assert_eq!(bucket(&desk, "denied").await, 1);
}

#[actix_web::test]
async fn what_is_reserved_of_everything_is_told_with_its_reason_and_stays_in_the_history() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let reservation = "/rights/reservation";
    let long = json!({ "reason": "x".repeat(501) });
    assert_eq!(app.put(manager, reservation, long).await.expect(422).json()["field"], "reason");
    let why = "Decided by the board on 3 November.";
    let told = app.put(manager, reservation, json!({ "reason": why })).await.expect(200).json();
    assert_eq!(told["house"]["reason"], why);
    app.set_clock("2026-11-15T12:05:00Z");
    app.delete(manager, reservation).await.expect(200);
    let history = app.get(manager, "/rights/policy/history").await.expect(200).json();
    assert_eq!(history["items"][0]["reason"], why, "{history}");
    assert!(history["items"][0]["superseded_at"].is_string(), "{history}");
}
