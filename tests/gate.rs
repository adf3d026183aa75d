//! The gate for other systems: go only when rights and people both say yes to these bytes.

use serde_json::{Value, json};
use server::platform::auth::Role;
use server::testing::{TestApp, use_of};
use uuid::Uuid;

use crate::approvals::upload_version;
use crate::scene::{FROM, Scene, UNTIL};

fn question(scene: &Scene) -> Value {
    let mut question = use_of("owned.site", "DE", FROM, UNTIL);
    question["asset"] = json!(scene.asset);
    question
}

fn with(mut question: Value, key: &str, value: Value) -> Value {
    question[key] = value;
    question
}

/// Whether it said go, and the codes of what is missing.
async fn ask(scene: &Scene, question: Value) -> (bool, Vec<String>) {
    let person = scene.app().person(Role::Marketer).await;
    let answer = scene.app().post(&person, "/gate", question).await.expect(200).json();
    let codes = answer["missing"].as_array().cloned().unwrap_or_default();
    let codes = codes.iter().filter_map(|part| part["code"].as_str().map(str::to_owned)).collect();
    (answer["go"].as_bool().unwrap_or_default(), codes)
}

fn no(codes: &[&str]) -> (bool, Vec<String>) {
    (false, codes.iter().map(|code| (*code).to_owned()).collect())
}

#[actix_web::test]
async fn what_is_cleared_but_not_approved_does_not_go() {
    let scene = Scene::start().await;
    assert_eq!(ask(&scene, question(&scene)).await, no(&["publication.not_approved"]));
    scene.approve_winter().await;
    assert_eq!(ask(&scene, question(&scene)).await, (true, Vec::new()));
    let longer = with(question(&scene), "end", json!("2027-02-01"));
    assert_eq!(ask(&scene, longer).await, no(&["rights.not_cleared", "publication.not_approved"]));
    let elsewhere = with(question(&scene), "territories", json!(["AT"]));
    assert_eq!(ask(&scene, elsewhere).await, no(&["publication.not_approved"]));
    for (key, value) in [("brand", json!("Nord")), ("modifications", json!(["crop"]))] {
        let codes = ask(&scene, with(question(&scene), key, value)).await.1;
        assert!(codes.contains(&"publication.not_approved".to_owned()), "{key} was not approved: {codes:?}");
    }
    scene.app().set_clock("2027-02-01T00:00:00Z");
    let codes = ask(&scene, question(&scene)).await.1;
    assert!(codes.contains(&"publication.ended".to_owned()), "{codes:?}");
}

#[actix_web::test]
async fn other_bytes_than_the_current_do_not_go() {
    let scene = Scene::start().await;
    scene.approve_winter().await;
    let first = TestApp::picture(1);
    let blake3 = blake3::hash(&first).to_hex().to_string();
    assert_eq!(ask(&scene, with(question(&scene), "version_hash", json!(blake3))).await, (true, Vec::new()));
    let shown = scene.app().get(&scene.house.editor, &format!("/assets/{}", scene.asset)).await.expect(200).json();
    let sha256 = shown["version"]["sha256"].as_str().unwrap_or_default().to_uppercase();
    assert_eq!(ask(&scene, with(question(&scene), "version_hash", json!(sha256))).await, (true, Vec::new()));
    let unknown = with(question(&scene), "version_hash", json!("0".repeat(64)));
    assert_eq!(ask(&scene, unknown).await, no(&["version.unknown"]));
    upload_version(&scene, 2).await;
    let old = with(question(&scene), "version_hash", json!(blake3));
    assert_eq!(ask(&scene, old).await, no(&["publication.not_approved", "approval.version_changed"]));
    assert_eq!(ask(&scene, question(&scene)).await, no(&["publication.not_approved"]));
    scene.approve_winter().await;
    assert_eq!(ask(&scene, question(&scene)).await, (true, Vec::new()));
    scene.app().delete(&scene.house.editor, &format!("/assets/{}", scene.asset)).await.expect(204);
    assert_eq!(ask(&scene, question(&scene)).await, no(&["asset.archived"]));
}

#[actix_web::test]
async fn a_question_that_cannot_be_read_is_refused_with_its_field() {
    let scene = Scene::start().await;
    let person = &scene.house.marketer;
    let both = with(question(&scene), "assets", json!([Uuid::nil()]));
    for (question, field) in [
        (with(question(&scene), "version_hash", json!("abc")), "version_hash"),
        (with(both, "version_hash", json!("0".repeat(64))), "version_hash"),
        (with(question(&scene), "asset", Value::Null), "asset"),
        (with(question(&scene), "territories", json!(["XX"])), "territories"),
    ] {
        let told = scene.app().post(person, "/gate", question).await.expect(422).json();
        assert_eq!(told["field"], field, "{told}");
    }
    for (key, value) in
        [("version_hash", json!(7)), ("colour", json!("red")), ("belief_at", json!("2026-01-01T00:00:00Z"))]
    {
        scene.app().post(person, "/gate", with(question(&scene), key, value)).await.expect(422);
    }
    let hidden = scene.app().post(&scene.house.partner, "/gate", question(&scene)).await.expect(404).json();
    assert_eq!((hidden["code"].as_str(), hidden["field"].as_str()), (Some("asset.not_found"), Some("asset")));
}

#[actix_web::test]
async fn each_reason_says_which_asset_it_is_about() {
    let scene = Scene::start().await;
    scene.approve_winter().await;
    let bare = scene.app().upload(&scene.house.editor, "Bare.png", &TestApp::picture(3), None).await.expect(201).id();
    let mut question = use_of("owned.site", "DE", FROM, UNTIL);
    question["assets"] = json!([scene.asset, bare]);
    let answer = scene.app().post(&scene.house.marketer, "/gate", question).await.expect(200).json();
    assert_eq!(answer["go"], false);
    let about: Vec<&str> =
        answer["missing"].as_array().into_iter().flatten().filter_map(|part| part["asset"].as_str()).collect();
    assert_eq!(about, [bare.to_string(), bare.to_string()], "{answer}");
}

#[actix_web::test]
async fn what_has_to_be_kept_is_said_in_words() {
    let scene = Scene::start().await;
    let duties = json!([
        { "id": "credit:\u{a9} Ida Lindqvist", "timing": "concurrent" },
        { "id": "d2", "timing": "post", "text": "Send two copies to the studio." },
    ]);
    let body = json!({ "interest": scene.interest, "channels": ["owned"], "territories": ["DE", "AT"],
        "purposes": ["commercial"], "period": { "start": FROM, "end": UNTIL }, "duties": duties });
    let path = format!("/agreements/{}/grants/{}", scene.agreement, scene.grant);
    let correction = json!({ "body": body, "no_document": "corrected" });
    scene.app().put(&scene.house.rights_manager, &path, correction).await.expect(200);
    let answer = scene.app().post(&scene.house.marketer, "/gate", question(&scene)).await.expect(200).json();
    let verdict = &answer["verdicts"][0];
    let texts: Vec<&str> =
        verdict["duties"].as_array().into_iter().flatten().filter_map(|duty| duty["text"].as_str()).collect();
    assert_eq!(texts, ["Credit: \u{a9} Ida Lindqvist", "Send two copies to the studio."]);
    let sentence = verdict["sentence"].as_str().unwrap_or_default();
    assert!(
        sentence.ends_with("To be kept: Credit: \u{a9} Ida Lindqvist and Send two copies to the studio."),
        "{sentence}"
    );
}
