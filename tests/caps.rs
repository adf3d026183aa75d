//! Licences that allow so many uses: planning reserves, going live consumes, and nobody takes the last one twice.

use futures_util::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use server::features::agreements::records::row::fact;
use server::platform::auth::Role;
use server::testing::{Answer, use_of};
use uuid::Uuid;

use crate::scene::{FROM, Scene, UNTIL, id_of};

/// Corrects the scene's grant: the same with caps.
async fn cap(scene: &Scene, caps: Value) {
    let body = json!({ "interest": scene.interest, "channels": ["owned"], "territories": ["DE", "AT"],
        "purposes": ["commercial"], "period": { "start": FROM, "end": UNTIL }, "caps": caps });
    let path = format!("/agreements/{}/grants/{}", scene.agreement, scene.grant);
    let correction = json!({ "body": body, "no_document": "corrected" });
    scene.app().put(&scene.house.rights_manager, &path, correction).await.expect(200);
}

/// A scene with caps and an approved winter.
async fn capped(caps: Value) -> (Scene, Uuid) {
    let scene = Scene::start().await;
    cap(&scene, caps).await;
    scene.approve_winter().await;
    let channel = scene.add_channel("site", None).await;
    (scene, channel)
}

fn codes(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let reasons = json["verdict"]["reasons"].as_array().cloned().unwrap_or_default();
    reasons.iter().filter_map(|reason| reason["code"].as_str().map(str::to_owned)).collect()
}

async fn take_down(scene: &Scene, publication: Uuid) {
    let person = scene.app().person(Role::Marketer).await;
    let reason = json!({ "reason": "Enough" });
    scene.app().post(&person, &format!("/publications/{publication}/takedown"), reason).await.expect(200);
}

/// What the ledger says of a publication, oldest first, corrections included.
async fn ledger(scene: &Scene, publication: Uuid) -> Vec<String> {
    let rows = fact::Entity::find()
        .filter(fact::Column::Kind.eq("usage"))
        .filter(fact::Column::TargetId.eq(publication))
        .order_by_asc(fact::Column::RecordedAt)
        .all(scene.app().ctx.db.read())
        .await
        .expect("rows");
    let said = |row: &fact::Model| {
        let body: Value = serde_json::from_str(&row.body).expect("a body");
        format!("{} {} {}", body["cap"].as_str().unwrap_or_default(), body["qty"], body["state"])
    };
    rows.iter().map(said).collect()
}

#[actix_web::test]
async fn a_plan_reserves_a_live_use_consumes_and_what_took_place_stays_counted() {
    let (scene, channel) = capped(json!([{ "id": "uses", "metric": "uses", "limit": 2 }])).await;
    let first = scene.plan(channel, FROM, UNTIL).await.expect(201).id();
    let second = scene.plan(channel, FROM, UNTIL).await.expect(201).id();
    let refused = scene.plan(channel, FROM, UNTIL).await.expect(409);
    assert_eq!((refused.code().as_str(), codes(&refused)), ("rights.not_cleared", vec!["CAP_EXCEEDED".to_owned()]));
    take_down(&scene, second).await;
    let third = scene.plan(channel, FROM, UNTIL).await.expect(201).json();
    scene.app().set_clock("2026-12-01T00:00:00Z");
    scene.app().settle().await;
    scene.app().set_clock("2026-12-02T00:00:00Z");
    for id in [first, id_of(&third)] {
        assert_eq!(scene.publication(id).await["state"], "live", "its own share does not stand against it");
    }
    scene.fetch(&third).await.expect(200);
    take_down(&scene, first).await;
    scene.app().settle().await;
    let late = scene.app().person(Role::Marketer).await;
    let new = json!({ "asset_id": scene.asset, "channel_id": channel, "start": "2026-12-05", "end": UNTIL });
    let refused = scene.app().post(&late, "/publications", new).await.expect(409);
    assert_eq!(codes(&refused), ["CAP_EXCEEDED"], "it took place");
    assert_eq!(ledger(&scene, first).await, ["uses 1.0 \"reserved\"", "uses 1.0 \"consumed\""]);
    assert_eq!(ledger(&scene, second).await, ["uses 1.0 \"reserved\"", "uses 1.0 \"released\""]);
    assert_eq!(scene.publication(id_of(&third)).await["state"], "live");
}

#[actix_web::test]
async fn what_counts_at_one_time_only_is_free_before_after_and_when_taken_down() {
    let (scene, channel) =
        capped(json!([{ "id": "at once", "kind": "concurrent", "metric": "placements", "limit": 1 }])).await;
    let first = scene.plan(channel, FROM, "2026-12-15").await.expect(201).id();
    let refused = scene.plan(channel, "2026-12-15", "2026-12-20").await.expect(409);
    assert_eq!((refused.code().as_str(), codes(&refused)), ("rights.not_cleared", vec!["CAP_REACHED".to_owned()]));
    scene.plan(channel, "2026-12-16", "2026-12-20").await.expect(201);
    scene.app().set_clock("2026-12-01T00:00:00Z");
    scene.app().settle().await;
    assert_eq!(scene.publication(first).await["state"], "live");
    take_down(&scene, first).await;
    let marketer = scene.app().person(Role::Marketer).await;
    let new = json!({ "asset_id": scene.asset, "channel_id": channel, "start": "2026-12-02", "end": "2026-12-10" });
    scene.app().post(&marketer, "/publications", new).await.expect(201);
    assert_eq!(ledger(&scene, first).await.last().map(String::as_str), Some("at once 1.0 \"released\""));
}

#[actix_web::test]
async fn the_first_channels_chosen_are_the_ones_a_licence_is_for() {
    let scene = Scene::start().await;
    cap(&scene, json!([{ "id": "any one", "kind": "distinct_channels", "metric": "channels", "limit": 1 }])).await;
    scene.approve_winter().await;
    let site = scene.add_channel("site", None).await;
    let elsewhere = use_of("owned.shop", "DE", FROM, UNTIL);
    let other = scene.request(&scene.house.marketer, elsewhere.clone()).await.expect(201).id();
    scene.plan(site, FROM, "2026-12-15").await.expect(201);
    scene.plan(site, FROM, "2026-12-20").await.expect(201);
    let refused = scene.decide(&scene.house.approver, other, "approve").await.expect(409);
    assert_eq!(codes(&refused), ["CAP_REACHED"]);
}

#[actix_web::test]
async fn of_many_who_want_the_last_uses_at_once_only_so_many_get_one() {
    let (scene, channel) = capped(json!([{ "id": "uses", "metric": "uses", "limit": 3 }])).await;
    let wishes = (0..8).map(|_| scene.plan(channel, FROM, UNTIL));
    let answers = join_all(wishes).await;
    let count = |status: u16| answers.iter().filter(|answer| answer.status.as_u16() == status).count();
    let all: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!((count(201), count(409)), (3, 5), "{all:?}");
    let planned = scene.app().get(&scene.house.marketer, "/publications").await.expect(200).json();
    assert_eq!(planned["items"].as_array().map(Vec::len), Some(3));
    scene.app().set_clock("2026-12-01T00:00:00Z");
    scene.app().settle().await;
    let reader = scene.app().person(Role::Marketer).await;
    let live = scene.app().get(&reader, "/publications?state=live").await.expect(200).json();
    assert_eq!(live["items"].as_array().map(Vec::len), Some(3));
}

#[actix_web::test]
async fn a_use_that_fails_to_go_live_gives_back_what_it_reserved() {
    let (scene, channel) = capped(json!([{ "id": "uses", "metric": "uses", "limit": 1 }])).await;
    let failed = scene.plan(channel, FROM, UNTIL).await.expect(201).id();
    let later = scene.plan(channel, FROM, "2026-12-10").await.expect(409);
    assert_eq!(codes(&later), ["CAP_EXCEEDED"]);
    scene
        .app()
        .patch(&scene.house.administrator, &format!("/channels/{channel}"), 1, json!({ "state": "retired" }))
        .await
        .expect(200);
    scene.app().set_clock("2026-12-01T00:00:00Z");
    scene.app().settle().await;
    assert_eq!(scene.publication(failed).await["state"], "failed");
    assert_eq!(ledger(&scene, failed).await, ["uses 1.0 \"reserved\"", "uses 1.0 \"released\""]);
    let other = scene.add_channel("other", None).await;
    let marketer = scene.app().person(Role::Marketer).await;
    let new = json!({ "asset_id": scene.asset, "channel_id": other, "start": "2026-12-02", "end": UNTIL });
    scene.app().post(&marketer, "/publications", new).await.expect(201);
}

#[actix_web::test]
async fn a_named_quantity_is_approved_once_and_taken_with_every_publication() {
    let scene = Scene::start().await;
    cap(&scene, json!([{ "id": "run", "metric": "copies", "limit": 50_000 }])).await;
    let bare = scene.request(&scene.house.marketer, scene.winter()).await.expect(201).id();
    let refused = scene.decide(&scene.house.approver, bare, "approve").await.expect(409);
    assert_eq!(codes(&refused), ["CAP_QUANTITY_UNKNOWN"], "copies are never guessed");
    let mut run = scene.winter();
    run["quantity"] = json!({ "copies": 30_000 });
    let approval = scene.request(&scene.house.marketer, run).await.expect(201).id();
    scene.decide(&scene.house.approver, approval, "approve").await.expect(200);
    let channel = scene.add_channel("site", None).await;
    scene.plan(channel, FROM, UNTIL).await.expect(201);
    let second = scene.plan(channel, FROM, UNTIL).await.expect(409);
    assert_eq!(codes(&second), ["CAP_EXCEEDED"]);
}

#[actix_web::test]
async fn two_agreements_that_call_a_cap_the_same_have_two_caps() {
    let (scene, channel) = capped(json!([{ "id": "run", "metric": "uses", "limit": 2 }])).await;
    let manager = &scene.house.rights_manager;
    let likeness = json!({ "asset": scene.asset, "kind": "likeness", "completeness": "complete" });
    let likeness = scene.app().post(manager, "/interests", likeness).await.expect(201).id();
    let new = json!({ "reference": "REL-1", "title": "Release", "kind": "model_release", "signed_on": "2026-01-01",
        "status": "executed" });
    let release = scene.app().post(manager, "/agreements", new).await.expect(201).id();
    let body = json!({ "interest": likeness, "channels": ["owned"], "territories": ["DE"], "purposes": ["commercial"],
        "period": { "start": FROM, "end": UNTIL }, "caps": [{ "id": "run", "metric": "uses", "limit": 2 }] });
    let grant = json!({ "body": body, "no_document": "test" });
    scene.app().post(manager, &format!("/agreements/{release}/grants"), grant).await.expect(201);
    for to in ["extracted", "reviewed", "approved"] {
        scene.app().post(manager, &format!("/agreements/{release}/reviews"), json!({ "to": to })).await.expect(200);
    }
    let first = scene.plan(channel, FROM, UNTIL).await.expect(201).id();
    assert_eq!(ledger(&scene, first).await.len(), 2, "one use of each");
    scene.plan(channel, FROM, UNTIL).await.expect(201);
    assert_eq!(scene.plan(channel, FROM, UNTIL).await.expect(409).code(), "rights.not_cleared");
}
