//! Approvals through the door: four eyes, rights first, bound to the bytes.

use actix_web::test::TestRequest;
use serde_json::json;
use server::testing::{TestApp, use_of};

use crate::scene::Scene;

#[actix_web::test]
async fn a_yes_to_what_is_cleared_keeps_the_verdict_it_stands_on() {
    let scene = Scene::start().await;
    let asked = scene.request(&scene.house.marketer, scene.winter()).await.expect(201).json();
    assert_eq!((asked["state"].as_str(), asked["verdict"]["headline"].as_str()), (Some("open"), Some("ALLOWED")));
    assert_eq!((asked["can_decide"].as_bool(), asked["use"]["territories"][0].as_str()), (Some(false), Some("DE")));
    let id = crate::scene::id_of(&asked);
    let decided = scene.decide(&scene.house.approver, id, "approve").await.expect(200).json();
    assert_eq!(decided["state"], "approved");
    let verdict = decided["decisions"][0]["verdict_id"].as_str().expect("a verdict");
    let kept = scene.app().get(&scene.house.approver, &format!("/verdicts/{verdict}")).await.expect(200).json();
    assert_eq!((kept["headline"].as_str(), kept["use"]["end"].as_str()), (Some("ALLOWED"), Some("2027-01-31")));
    let again = scene.decide(&scene.house.rights_manager, id, "decline").await.expect(409);
    assert_eq!(again.code(), "approval.closed");
}

#[actix_web::test]
async fn nobody_approves_what_the_rights_do_not_clear() {
    let scene = Scene::start().await;
    for (territories, until, headline) in [("CH", "2027-01-31", "DENIED"), ("DE", "2027-02-01", "PARTIAL")] {
        let wish = use_of("owned.site", territories, "2026-12-01", until);
        let id = scene.request(&scene.house.marketer, wish).await.expect(201).id();
        let refused = scene.decide(&scene.house.approver, id, "approve").await.expect(409);
        assert_eq!(
            (refused.code().as_str(), refused.json()["verdict"]["headline"].as_str()),
            ("rights.not_cleared", Some(headline))
        );
        let open = scene.app().get(&scene.house.approver, &format!("/approvals/{id}")).await.expect(200).json();
        assert_eq!((open["state"].as_str(), open["decisions"].as_array().map(Vec::len)), (Some("open"), Some(0)));
        scene.decide(&scene.house.approver, id, "decline").await.expect(200);
    }
}

#[actix_web::test]
async fn who_asked_does_not_decide_and_a_marketer_never_does() {
    let scene = Scene::start().await;
    let id = scene.request(&scene.house.approver, scene.winter()).await.expect(201).id();
    for outcome in ["approve", "decline", "changes"] {
        let own = scene.decide(&scene.house.approver, id, outcome).await.expect(409);
        assert_eq!(own.code(), "approval.four_eyes");
    }
    for person in [&scene.house.marketer, &scene.house.editor, &scene.house.partner] {
        scene.decide(person, id, "approve").await.expect(403);
    }
    let wrong = scene.decide(&scene.house.rights_manager, id, "yes").await.expect(422);
    assert_eq!(wrong.json()["field"], "outcome");
    scene.decide(&scene.house.rights_manager, id, "approve").await.expect(200);
}

#[actix_web::test]
async fn new_bytes_need_a_new_approval() {
    let scene = Scene::start().await;
    let id = scene.request(&scene.house.marketer, scene.winter()).await.expect(201).id();
    upload_version(&scene, 2).await;
    let late = scene.decide(&scene.house.approver, id, "approve").await.expect(409);
    assert_eq!(late.code(), "approval.version_changed");
    let shown = scene.app().get(&scene.house.approver, &format!("/approvals/{id}")).await.expect(200).json();
    assert_eq!((shown["state"].as_str(), shown["is_current_version"].as_bool()), (Some("lapsed"), Some(false)));
    for (state, count) in [("open", 0), ("lapsed", 1)] {
        let list = scene.app().get(&scene.house.approver, &format!("/approvals?state={state}")).await.expect(200);
        assert_eq!(list.json()["items"].as_array().map(Vec::len), Some(count), "{state}");
    }
}

pub async fn upload_version(scene: &Scene, seed: u8) {
    let mut body = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Red chair.png\"\r\n\r\n".to_vec();
    body.extend(TestApp::picture(seed));
    body.extend_from_slice(b"\r\n--b--\r\n");
    let kind = ("Content-Type", "multipart/form-data; boundary=b");
    let request = TestRequest::post().insert_header(kind).set_payload(body);
    let path = format!("/assets/{}/versions", scene.asset);
    scene.app().send(Some(&scene.house.editor), request, &path).await.expect(201);
}

#[actix_web::test]
async fn partners_see_their_own_requests_on_assets_in_sight() {
    let scene = Scene::start().await;
    let app = scene.app();
    let hidden = scene.request(&scene.house.partner, scene.winter()).await.expect(404);
    assert_eq!(hidden.code(), "asset.not_found");
    let foreign = scene.request(&scene.house.marketer, scene.winter()).await.expect(201).id();
    app.get(&scene.house.partner, &format!("/approvals/{foreign}")).await.expect(404);
    let remark = json!({ "body": "Hello" });
    app.post(&scene.house.partner, &format!("/approvals/{foreign}/comments"), remark.clone()).await.expect(404);
    let own = app.upload(&scene.house.partner, "Own.png", &TestApp::picture(7), None).await.expect(201).id();
    let request = json!({ "asset_id": own, "use": scene.winter(), "note": "Ours", "due_on": "2026-11-30" });
    let asked = app.post(&scene.house.partner, "/approvals", request).await.expect(201).json();
    assert_eq!(asked["verdict"]["headline"], "UNKNOWN");
    let id = crate::scene::id_of(&asked);
    app.post(&scene.house.partner, &format!("/approvals/{id}/comments"), remark).await.expect(201);
    let seen = app.get(&scene.house.partner, "/approvals").await.expect(200).json();
    assert_eq!(seen["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(seen["items"][0]["comments"][0]["body"], "Hello");
    let colleague = app.partner("Partner").await;
    app.get(&colleague, &format!("/approvals/{id}")).await.expect(404);
    let other = app.partner("Another").await;
    app.get(&other, &format!("/approvals/{id}")).await.expect(404);
    app.post(&other, &format!("/approvals/{id}/withdrawals"), json!({})).await.expect(404);
}

#[actix_web::test]
async fn who_asked_takes_it_back_and_a_closed_request_stays_closed() {
    let scene = Scene::start().await;
    let id = scene.request(&scene.house.marketer, scene.winter()).await.expect(201).id();
    let path = format!("/approvals/{id}/withdrawals");
    scene.app().post(&scene.house.editor, &path, json!({})).await.expect(403);
    let back = scene.app().post(&scene.house.marketer, &path, json!({})).await.expect(200).json();
    assert_eq!((back["state"].as_str(), back["verdict"].is_null()), (Some("withdrawn"), true));
    assert_eq!(scene.decide(&scene.house.approver, id, "approve").await.expect(409).code(), "approval.closed");
    scene.app().post(&scene.house.marketer, &path, json!({})).await.expect(409);
}

#[actix_web::test]
async fn a_use_that_cannot_be_read_is_refused_with_its_field() {
    let scene = Scene::start().await;
    for (intended, code, field) in [
        (use_of("owned.site", "XX", "2026-12-01", "2026-12-31"), "territory.unknown", "use.territories"),
        (use_of("fax", "DE", "2026-12-01", "2026-12-31"), "channel.unknown", "use.channels"),
        (use_of("owned.site", "DE", "2026-12-31", "2026-12-01"), "period.end_before_start", "use.end"),
        (json!({}), "date.invalid", "use.start"),
    ] {
        let refused = scene.request(&scene.house.marketer, intended.clone()).await.expect(422);
        let told = refused.json();
        assert_eq!((told["code"].as_str(), told["field"].as_str()), (Some(code), Some(field)), "{intended}");
    }
    let bad = json!({ "asset_id": scene.asset, "use": scene.winter(), "due_on": "soon" });
    scene.app().post(&scene.house.marketer, "/approvals", bad).await.expect(422);
}
