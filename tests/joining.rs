//! Many assets under one agreement at once: the same terms, once, held back until a day.

use serde_json::{Value, json};
use server::testing::{TestApp, use_of};
use uuid::Uuid;

use crate::scene::{FROM, Scene, UNTIL};

async fn two_more(scene: &Scene) -> [Uuid; 2] {
    let (app, editor) = (scene.app(), &scene.house.editor);
    let first = app.upload(editor, "b.png", &TestApp::picture(2), None).await.expect(201).id();
    let second = app.upload(editor, "c.png", &TestApp::picture(3), None).await.expect(201).id();
    [first, second]
}

async fn headline(scene: &Scene, asset: Uuid, from: &str) -> String {
    let mut asked = use_of("owned.site", "DE", from, UNTIL);
    asked["asset"] = json!(asset);
    let answer: Value = scene.app().post(&scene.house.rights_manager, "/verdicts", asked).await.expect(200).json();
    answer["headline"].as_str().or(answer["items"][0]["headline"].as_str()).unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn new_assets_come_under_an_agreement_on_the_terms_of_a_grant_and_only_once() {
    let scene = Scene::start().await;
    let assets = two_more(&scene).await;
    assert_eq!(headline(&scene, assets[0], FROM).await, "UNKNOWN");
    let path = format!("/agreements/{}/assets", scene.agreement);
    let body = json!({ "assets": assets, "like": [scene.grant] });
    let done = scene.app().post(&scene.house.rights_manager, &path, body.clone()).await.expect(200).json();
    assert_eq!(done, json!({ "interests": 2, "grants": 2, "embargoes": 0, "counts": true }));
    for asset in assets {
        assert_eq!(headline(&scene, asset, FROM).await, headline(&scene, scene.asset, FROM).await);
    }
    let again = scene.app().post(&scene.house.rights_manager, &path, body).await.expect(200).json();
    assert_eq!(again, json!({ "interests": 0, "grants": 0, "embargoes": 0, "counts": true }));
}

#[actix_web::test]
async fn an_embargo_holds_every_asset_back_until_its_day() {
    let scene = Scene::start().await;
    let assets = two_more(&scene).await;
    let path = format!("/agreements/{}/assets", scene.agreement);
    let body = json!({ "assets": assets, "like": [scene.grant], "not_before": "2026-12-10" });
    let done = scene.app().post(&scene.house.rights_manager, &path, body).await.expect(200).json();
    assert_eq!(done["embargoes"], 2);
    let cleared = headline(&scene, scene.asset, "2026-12-10").await;
    assert_eq!(headline(&scene, assets[0], "2026-12-10").await, cleared);
    assert_ne!(headline(&scene, assets[0], "2026-12-09").await, cleared);
}

#[actix_web::test]
async fn an_approved_agreement_takes_new_assets_only_from_somebody_who_may_approve() {
    let scene = Scene::start().await;
    let assets = two_more(&scene).await;
    let path = format!("/agreements/{}/assets", scene.agreement);
    let body = json!({ "assets": assets, "like": [scene.grant] });
    let refused = scene.app().post(&scene.house.editor, &path, body).await.expect(409);
    assert_eq!(refused.code(), "agreement.review_step");
    assert_eq!(headline(&scene, assets[0], FROM).await, "UNKNOWN");
}

#[actix_web::test]
async fn what_was_taken_back_or_stands_elsewhere_is_no_model() {
    let scene = Scene::start().await;
    let assets = two_more(&scene).await;
    let manager = &scene.house.rights_manager;
    let path = format!("/agreements/{}", scene.agreement);
    let ask = |like: Value| json!({ "assets": assets, "like": like });
    let nowhere = Uuid::nil();
    for like in [json!([]), json!([nowhere])] {
        scene.app().post(manager, &format!("{path}/assets"), ask(like)).await.expect(422);
    }
    let unseen = json!({ "assets": [nowhere], "like": [scene.grant] });
    scene.app().post(manager, &format!("{path}/assets"), unseen).await.expect(404);
    let back = json!({ "body": { "grant": scene.grant, "effective": "2026-12-24" }, "no_document": "a letter" });
    scene.app().post(manager, &format!("{path}/revocations"), back).await.expect(201);
    scene.app().post(manager, &format!("{path}/assets"), ask(json!([scene.grant]))).await.expect(422);
    assert_eq!(headline(&scene, assets[0], FROM).await, "UNKNOWN");
}

#[actix_web::test]
async fn who_is_shown_in_many_assets_is_said_at_once() {
    let scene = Scene::start().await;
    let assets = two_more(&scene).await;
    let manager = &scene.house.rights_manager;
    let person = scene.app().post(manager, "/people", json!({ "name": "Anna Berg" })).await.expect(201).id();
    let body = json!({ "assets": assets, "kind": "likeness", "subject": "Anna Berg", "person": person });
    let added: Value = scene.app().post(manager, "/interests/bulk", body).await.expect(201).json();
    let all = added["items"].as_array().cloned().unwrap_or_default();
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|one| one["person"] == json!(person) && one["subject"] == "Anna Berg"));
}
