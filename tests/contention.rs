//! What happens when two things are done at once, and what the rooms say to nonsense.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use futures_util::future::{join, join_all};
use serde_json::{Value, json};
use server::app::openapi;
use server::platform::auth::Role;
use server::testing::TestApp;
use uuid::Uuid;

use crate::approvals::upload_version;
use crate::harness::House;
use crate::scene::{FROM, Scene, UNTIL, id_of};

fn copies(app: &TestApp) -> usize {
    let folder = app.ctx.config.data_dir.join("channels").join("shop");
    std::fs::read_dir(folder).map_or(0, |entries| entries.flatten().count())
}

#[actix_web::test]
async fn a_request_is_decided_once() {
    let scene = Scene::start().await;
    let id = scene.request(&scene.house.marketer, scene.winter()).await.expect(201).id();
    let outcomes = ["approve", "decline", "changes", "approve"];
    let people =
        [&scene.house.approver, &scene.house.rights_manager, &scene.house.administrator, &scene.house.rights_manager];
    let answers =
        join_all(people.iter().zip(outcomes).map(|(person, outcome)| scene.decide(person, id, outcome))).await;
    let all: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(all.iter().filter(|status| **status == 200).count(), 1, "{all:?}");
    assert_eq!(all.iter().filter(|status| **status == 409).count(), 3, "{all:?}");
    let shown = scene.app().get(&scene.house.approver, &format!("/approvals/{id}")).await.expect(200).json();
    assert_eq!(shown["decisions"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn nobody_approves_her_own_request_whatever_she_tries() {
    let scene = Scene::start().await;
    let approver = &scene.house.approver;
    let id = scene.request(approver, scene.winter()).await.expect(201).id();
    let tries = join_all((0..4).map(|_| scene.decide(approver, id, "approve"))).await;
    assert!(tries.iter().all(|answer| answer.code() == "approval.four_eyes"));
    let forged = json!({ "asset_id": scene.asset, "use": scene.winter(), "requested_by": scene.house.marketer.id });
    scene.app().post(approver, "/approvals", forged).await.expect(422);
    let forged = json!({ "outcome": "approve", "person": scene.house.marketer.id });
    scene.app().post(approver, &format!("/approvals/{id}/decisions"), forged).await.expect(422);
    scene.app().post(approver, &format!("/approvals/{id}/withdrawals"), json!({})).await.expect(200);
    assert_eq!(scene.decide(approver, id, "approve").await.expect(409).code(), "approval.closed");
}

#[actix_web::test]
async fn a_yes_is_to_the_bytes_that_were_seen_also_when_new_ones_arrive_meanwhile() {
    let scene = Scene::start().await;
    let channel = scene.add_channel("site", None).await;
    for seed in 2..6 {
        let id = scene.request(&scene.house.marketer, scene.winter()).await.expect(201).id();
        let (decided, ()) =
            join(scene.decide(&scene.house.approver, id, "approve"), upload_version(&scene, seed)).await;
        assert!(decided.status == 200 || decided.code() == "approval.version_changed", "{}", decided.json());
        let shown = scene.app().get(&scene.house.approver, &format!("/approvals/{id}")).await.expect(200).json();
        assert_eq!(shown["is_current_version"], false);
        let planned = scene.plan(channel, FROM, UNTIL).await.expect(409);
        assert_eq!(planned.code(), "publication.not_approved");
    }
}

#[actix_web::test]
async fn what_is_taken_down_while_it_goes_live_leaves_no_copy() {
    let scene = Scene::start().await;
    scene.approve_winter().await;
    let channel = scene.add_channel("folder", Some("shop")).await;
    let planned = scene.plan(channel, FROM, UNTIL).await.expect(201).json();
    scene.app().set_clock("2026-12-01T00:00:00Z");
    let marketer = scene.app().person(Role::Marketer).await;
    let path = format!("/publications/{}/takedown", id_of(&planned));
    let (down, ()) = join(scene.app().post(&marketer, &path, json!({ "reason": "Stop" })), scene.app().settle()).await;
    scene.app().settle().await;
    let shown = scene.publication(id_of(&planned)).await;
    let state = shown["state"].as_str().unwrap_or_default();
    match down.status.as_u16() {
        200 => assert!(["cancelled", "taken_down"].contains(&state), "{state}"),
        409 => {
            assert_eq!(state, "live");
            scene.app().post(&marketer, &path, json!({ "reason": "Stop" })).await.expect(200);
            scene.app().settle().await;
        }
        other => panic!("{other}: {}", down.json()),
    }
    assert_eq!(copies(scene.app()), 0);
}

#[actix_web::test]
async fn of_two_changes_to_one_revision_one_is_refused() {
    let scene = Scene::start().await;
    let channel = scene.add_channel("site", None).await;
    let admin = &scene.house.administrator;
    let paths = [
        (format!("/channels/{channel}"), json!({ "name": "New" })),
        (format!("/assets/{}", scene.asset), json!({ "title": "New" })),
        (format!("/users/{}", scene.house.editor.id), json!({ "name": "New" })),
    ];
    for (path, change) in paths {
        let both = join_all((0..3).map(|_| scene.app().patch(admin, &path, 1, change.clone()))).await;
        let mut all: Vec<u16> = both.iter().map(|answer| answer.status.as_u16()).collect();
        all.sort_unstable();
        assert_eq!(all, [200, 412, 412], "{path}");
    }
}

#[actix_web::test]
async fn a_body_that_names_what_is_not_there_is_refused_with_its_field() {
    let scene = Scene::start().await;
    let app = scene.app();
    let nobody = Uuid::from_u128(7);
    let channel = scene.add_channel("site", None).await;
    let request = |channel: Uuid| json!({ "asset_id": scene.asset, "use": scene.winter(), "channel_id": channel });
    let unknown = app.post(&scene.house.marketer, "/approvals", request(nobody)).await.expect(422).json();
    assert_eq!((unknown["code"].as_str(), unknown["field"].as_str()), (Some("reference.unknown"), Some("channel_id")));
    app.post(&scene.house.marketer, "/approvals", request(channel)).await.expect(201);
    let own = app.upload(&scene.house.partner, "Own.png", &TestApp::picture(7), None).await.expect(201).id();
    let foreign = json!({ "asset_id": own, "use": scene.winter(), "channel_id": channel });
    let hidden = app.post(&scene.house.partner, "/approvals", foreign).await.expect(422).json();
    assert_eq!(hidden["detail"], unknown["detail"], "a partner learns nothing of the house's channels");
    app.patch(&scene.house.administrator, &format!("/channels/{channel}"), 1, json!({ "state": "retired" }))
        .await
        .expect(200);
    app.post(&scene.house.marketer, "/approvals", request(channel)).await.expect(422);
    let new = json!({ "asset_id": scene.asset, "channel_id": channel, "start": FROM, "end": UNTIL });
    for field in ["channel_id", "campaign_id", "approval_id"] {
        let mut new = new.clone();
        new[field] = json!(nobody);
        let told = app.post(&scene.house.marketer, "/publications", new).await.expect(422).json();
        assert_eq!((told["code"].as_str(), told["field"].as_str()), (Some("reference.unknown"), Some(field)));
    }
    let mut misspelt = scene.winter();
    misspelt["brnad"] = json!("Nord");
    scene.request(&scene.house.marketer, misspelt).await.expect(422);
}

#[actix_web::test]
async fn an_answer_given_again_is_the_whole_answer() {
    let scene = Scene::start().await;
    let new = json!({ "key": "site", "name": "Site", "kind": "public_url", "rights_channel": "owned.site",
        "territories": ["DE"] });
    let post = || TestRequest::post().insert_header(("Idempotency-Key", "k1")).set_json(new.clone());
    let admin = Some(&scene.house.administrator);
    let first = scene.app().send(admin, post(), "/channels").await.expect(201);
    let again = scene.app().send(admin, post(), "/channels").await.expect(201);
    assert_eq!((again.json(), again.header("ETag")), (first.json(), first.header("ETag")));
    assert_eq!((again.header("ETag").as_str(), again.header("Idempotency-Replayed").as_str()), ("\"1\"", "true"));
    let path = format!("/channels/{}", first.id());
    let any = |value: &str| {
        TestRequest::patch().insert_header(("If-Match", value.to_owned())).set_json(json!({ "name": "Other" }))
    };
    assert_eq!(scene.app().send(admin, any("*"), &path).await.expect(200).header("ETag"), "\"2\"");
    scene.app().send(admin, any("\"1\", \"2\""), &path).await.expect(200);
    scene.app().send(admin, any("\"1\", \"2\""), &path).await.expect(412);
    scene.app().send(admin, any("*"), &format!("/channels/{}", Uuid::nil())).await.expect(404);
}

/// Waits as long as the server itself would: half a minute.
#[actix_web::test]
async fn who_finds_no_free_connection_is_told_to_come_again() {
    let house = House::start().await;
    let db = &house.app.ctx.db;
    let connections = if db.backend() == sea_orm::DbBackend::Sqlite { 1 } else { 16 };
    let mut held = Vec::new();
    for _ in 0..connections {
        held.push(db.write().await.expect("a connection"));
    }
    let refused = house.app.post(&house.editor, "/collections", json!({ "name": "Later" })).await.expect(503);
    assert_eq!(refused.code(), "server.too_busy");
    assert_eq!(refused.header("Retry-After"), "10");
    drop(held);
    house.app.post(&house.editor, "/collections", json!({ "name": "Later" })).await.expect(201);
}

/// Bodies no operation takes. Each request sets up the whole application, so there are few of them.
fn nonsense() -> [Value; 4] {
    let mut deep = json!(1);
    for _ in 0..100 {
        deep = json!([deep]);
    }
    [
        json!(null),
        json!({ "unknown": true, "": {}, "deep": deep }),
        json!({ "asset_id": [], "use": 7, "name": {}, "reason": 1e308, "outcome": [], "body": 5, "key": null }),
        json!({ "name": "a\0b", "reason": "a\0b", "body": "a\0b", "title": "a\0b", "outcome": "a\0b", "note": "\0" }),
    ]
}

#[actix_web::test]
async fn a_huge_body_is_refused() {
    let house = House::start().await;
    let huge = json!({ "name": "x".repeat(1_100_000) });
    for path in ["/approvals", "/publications", "/gate", "/channels"] {
        let refused = house.app.post(&house.administrator, path, huge.clone()).await.expect(413);
        assert_eq!(refused.code(), "request.too_large", "{path}");
    }
}

#[actix_web::test]
async fn nonsense_is_refused_as_a_problem_and_never_breaks_anything() {
    let house = House::start().await;
    let document = openapi::document();
    let mut wrong = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).expect("a method");
            let name = operation["operationId"].as_str().unwrap_or_default();
            if ![Method::POST, Method::PUT, Method::PATCH].contains(&method) {
                continue;
            }
            let pieces = path.trim_start_matches("/api/v1").split(['{', '}']).enumerate();
            let path: String = pieces
                .map(|(at, piece)| if at % 2 == 1 { "00000000-0000-7000-8000-000000000000" } else { piece })
                .collect();
            for body in nonsense() {
                let request = TestRequest::default().method(method.clone()).insert_header(("If-Match", "*"));
                let answer = house.app.send(Some(&house.administrator), request.set_json(&body), &path).await;
                let status = answer.status.as_u16();
                let is_problem = answer.header("Content-Type").starts_with("application/problem+json");
                let text = body.to_string();
                let said = text.get(..60).unwrap_or(&text);
                if status >= 500 || (status >= 400 && !is_problem) {
                    wrong.push(format!("{name} on {said}: {status}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[actix_web::test]
async fn a_text_with_nul_is_refused_and_not_our_fault() {
    let scene = Scene::start().await;
    let id = scene.request(&scene.house.marketer, scene.winter()).await.expect(201).id();
    let nul = json!({ "body": "a\0b" });
    scene.app().post(&scene.house.marketer, &format!("/approvals/{id}/comments"), nul).await.expect(422);
    let live = scene.go_live(None).await;
    let marketer = scene.app().person(Role::Marketer).await;
    let nul = json!({ "reason": "a\0b" });
    scene.app().post(&marketer, &format!("/publications/{}/takedown", id_of(&live)), nul).await.expect(422);
}
