//! Reference data that the house extends: what depends on it follows, the trail says so, and the past stays as it was.

use serde_json::{Value, json};
use server::platform::auth::Role;
use server::testing::{Answer, TestPerson};
use uuid::Uuid;

use crate::desk::{Desk, grant};
use crate::scene::{Scene, id_of};

fn emea(members: Value) -> Value {
    json!({ "kind": "group", "key": "EMEA", "name": "EMEA", "reason": "House table of 2026",
        "versions": [{ "from": "1900-01-01", "members": members }] })
}

async fn change(desk: &Desk, body: Value) -> Answer {
    desk.app().post(&desk.house.administrator, "/rights/reference/changes", body).await
}

/// A picture licensed for organic social in one group of territories.
async fn licensed_in(desk: &Desk, group: &str) -> Uuid {
    let asset = desk.asset(1, "Red chair").await;
    let interest = desk.interest(asset, "copyright.work").await;
    let agreement = desk.agreement("LIC-1").await;
    let mut body = grant(interest, "2027-01-31");
    body["territories"] = json!([group]);
    desk.rule(agreement, "grants", body).await.expect(201);
    desk.approve(agreement).await;
    desk.app().settle().await;
    asset
}

async fn headline(desk: &Desk, asset: Uuid, channel: &str, belief_at: Option<&str>) -> String {
    let mut question = server::testing::use_of(channel, "DE", "2026-12-01", "2026-12-31");
    question["asset"] = json!(asset);
    if let Some(at) = belief_at {
        question["belief_at"] = json!(at);
    }
    let answer = desk.app().post(&desk.house.rights_manager, "/verdicts", question).await.expect(200).json();
    answer["items"][0]["headline"].as_str().unwrap_or_default().to_owned()
}

async fn buckets(desk: &Desk) -> Value {
    let query = "/search?cleared.channel=social.organic.instagram&cleared.territory=DE\
        &cleared.from=2026-12-01&cleared.until=2026-12-31";
    desk.app().get(&desk.house.editor, query).await.expect(200).json()["buckets"].clone()
}

async fn trail(desk: &Desk, reader: &TestPerson) -> Vec<String> {
    let events = desk.app().get(reader, "/audit?name=ReferenceChanged").await.expect(200).json();
    let items = events["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|event| event["sentence"].as_str().unwrap_or_default().to_owned()).collect()
}

#[actix_web::test]
async fn defining_a_group_answers_what_was_unknown_and_the_past_still_says_unknown() {
    let desk = Desk::open().await;
    let asset = licensed_in(&desk, "EMEA").await;
    let instagram = "social.organic.instagram";
    desk.app().set_clock("2026-11-15T13:00:00Z");
    assert_eq!(headline(&desk, asset, instagram, None).await, "UNKNOWN");
    assert_eq!(buckets(&desk).await["unknown"], 1);

    desk.app().set_clock("2026-11-15T14:00:00Z");
    let wanted = emea(json!(["150", "002", "145"]));
    let admin = &desk.house.administrator;
    let preview = desk.app().post(admin, "/rights/reference/preview", wanted.clone()).await.expect(200).json();
    assert_eq!((&preview["agreements"], &preview["assets"]), (&json!(1), &json!(1)));
    assert_eq!(preview["named"], json!(["LIC-1"]));
    assert_eq!(headline(&desk, asset, instagram, None).await, "UNKNOWN", "a preview changes nothing");

    let recorded = change(&desk, wanted).await.expect(201).json();
    assert_eq!(recorded["version"], preview["version"]);
    desk.app().settle().await;
    assert_eq!(headline(&desk, asset, instagram, None).await, "ALLOWED");
    assert_eq!(headline(&desk, asset, instagram, Some("2026-11-15T13:30:00Z")).await, "UNKNOWN");
    let buckets = buckets(&desk).await;
    assert_eq!((&buckets["allowed"], &buckets["unknown"]), (&json!(1), &json!(0)));
    let said = "Test administrator changed the group of territories EMEA; it bears on one asset.";
    assert_eq!(trail(&desk, admin).await, [said]);
}

#[actix_web::test]
async fn a_verdict_names_the_versions_it_stands_on_and_can_be_had_again() {
    let desk = Desk::open().await;
    let asset = licensed_in(&desk, "EMEA").await;
    let ask = async |belief_at: Option<&str>| desk.verdict_at(asset, belief_at).await;
    desk.app().set_clock("2026-11-15T13:00:00Z");
    let before = ask(None).await;
    desk.app().set_clock("2026-11-15T14:00:00Z");
    change(&desk, emea(json!(["DE"]))).await.expect(201);
    let after = ask(None).await;
    let again = ask(Some("2026-11-15T13:00:00Z")).await;
    assert_ne!(before["territory_data_version"], after["territory_data_version"]);
    assert_eq!(before["taxonomy_version"], after["taxonomy_version"]);
    for part in ["territory_data_version", "taxonomy_version", "inputs_hash", "headline", "cleared", "sentence"] {
        assert_eq!(before[part], again[part], "{part}");
    }
    desk.app().settle().await;
}

#[actix_web::test]
async fn every_version_of_an_entry_is_kept_with_who_when_and_why() {
    let desk = Desk::open().await;
    change(&desk, emea(json!(["DE"]))).await.expect(201);
    desk.app().set_clock("2026-11-15T14:00:00Z");
    change(&desk, emea(json!(["DE", "FR"]))).await.expect(201);
    let path = "/rights/reference/changes?kind=group&key=EMEA";
    let listed = desk.app().get(&desk.house.editor, path).await.expect(200).json();
    let members = |at: usize| listed["items"][at]["versions"][0]["members"].clone();
    assert_eq!((members(0), members(1)), (json!(["DE", "FR"]), json!(["DE"])));
    assert_eq!(listed["items"][0]["recorded_at"], "2026-11-15T14:00:00Z");
    assert_eq!(listed["items"][0]["reason"], "House table of 2026");
    assert_eq!(listed["items"][0]["recorded_by"]["name"], "Test administrator");
    let reference = desk.app().get(&desk.house.editor, "/rights/reference").await.expect(200).json();
    let group = reference["territory_groups"].as_array().into_iter().flatten().find(|each| each["key"] == "EMEA");
    let group = group.expect("the group");
    assert_eq!((&group["members"], &group["undefined"]), (&json!(["DE", "FR"]), &json!(false)));
    assert_eq!(reference["version"], listed["items"][0]["version"]);
    assert!(reference["sources"].as_array().is_some_and(|sources| sources.len() >= 6));
    desk.app().settle().await;
}

#[actix_web::test]
async fn a_new_channel_is_possible_for_older_agreements_and_the_index_follows() {
    let desk = Desk::open().await;
    let asset = licensed_in(&desk, "DE").await;
    let body = json!({ "kind": "channel", "key": "social.organic.bluesky", "name": "Bluesky", "online": true,
        "introduced_on": "2026-06-01", "reason": "We post there now" });
    change(&desk, body).await.expect(201);
    desk.app().settle().await;
    assert_eq!(headline(&desk, asset, "social.organic.bluesky", None).await, "UNKNOWN");
    let query = "/search?cleared.channel=social.organic.bluesky&cleared.territory=DE\
        &cleared.from=2026-12-01&cleared.until=2026-12-31";
    let found = desk.app().get(&desk.house.editor, query).await.expect(200).json();
    assert_eq!(found["buckets"]["unknown"], 1);
    assert!(trail(&desk, &desk.house.administrator).await[0].contains("all rights are read again"));
}

#[actix_web::test]
async fn what_cannot_be_is_refused_with_a_problem_of_its_own() {
    let desk = Desk::open().await;
    let answer = change(&desk, emea(json!(["ZZ"]))).await.expect(422);
    assert_eq!(answer.code(), "territory.unknown");
    assert_eq!(change(&desk, emea(json!(["EMEA"]))).await.expect(409).code(), "reference.cycle");
    let cycle = json!({ "kind": "category", "key": "alcohol", "name": "Alcohol", "parent": "beer", "reason": "x" });
    assert_eq!(change(&desk, cycle).await.expect(409).code(), "reference.cycle");
    let taken =
        json!({ "kind": "channel", "key": "social", "name": "S", "introduced_on": "2026-01-01", "reason": "x" });
    assert_eq!(change(&desk, taken).await.expect(422).code(), "reference.invalid");
    let mut silent = emea(json!(["DE"]));
    silent["reason"] = json!(" ");
    assert_eq!(change(&desk, silent).await.expect(422).code(), "field.missing");
    let editor = &desk.house.editor;
    desk.app().post(editor, "/rights/reference/changes", emea(json!(["DE"]))).await.expect(403);
    assert!(trail(&desk, &desk.house.administrator).await.is_empty());
}

#[actix_web::test]
async fn a_channel_something_is_live_on_is_not_retired() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    assert_eq!(live["state"], "live");
    let admin = &scene.app().person(Role::Administrator).await;
    let retire = |key: &str| json!({ "kind": "channel", "key": key, "name": "X", "retired": true, "reason": "unused" });
    let path = "/rights/reference/changes";
    assert_eq!(scene.app().post(admin, path, retire("owned.site")).await.expect(409).code(), "reference.in_use");
    scene.app().post(admin, path, retire("radio")).await.expect(201);
    scene.app().settle().await;
    assert_eq!(scene.publication(id_of(&live)).await["state"], "live");
}

#[actix_web::test]
async fn a_live_publication_ends_when_its_channel_becomes_one_to_be_named() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    let reserve = json!({ "kind": "channel", "key": "owned.site", "name": "Own website", "reserved": true,
        "online": true, "reason": "Counsel wants it named" });
    let admin = scene.app().person(Role::Administrator).await;
    scene.app().post(&admin, "/rights/reference/changes", reserve).await.expect(201);
    scene.app().settle().await;
    assert_eq!(scene.publication(id_of(&live)).await["state"], "ended");
    scene.fetch(&live).await.expect(451);
}
