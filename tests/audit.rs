//! The trail as people read it, and its chain.

use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::json;
use server::features::audit;
use server::platform::events::row;
use server::testing::TestApp;

use crate::harness::House;

async fn upload(house: &House) -> String {
    let metadata = Some(json!({ "title": "Fishing boats" }));
    let answer = house.app.upload(&house.editor, "boats.png", &TestApp::picture(1), metadata).await;
    let id = answer.expect(201).id().to_string();
    house.app.settle().await;
    id
}

#[actix_web::test]
async fn the_trail_says_in_words_who_did_what() {
    let house = House::start().await;
    let id = upload(&house).await;
    let page = house.app.get(&house.administrator, "/audit?name=AssetUploaded").await.expect(200).json();
    let entry = &page["items"][0];
    assert_eq!(entry["sentence"], "Test editor uploaded \u{201c}Fishing boats\u{201d}.");
    assert_eq!(entry["subject_id"], id.as_str());
    assert_eq!(entry["actor"]["name"], "Test editor");
    assert_eq!(entry["data"]["asset"], id.as_str());
}

#[actix_web::test]
async fn the_trail_pages_backwards_without_gaps() {
    let house = House::start().await;
    let mut seen = Vec::new();
    let mut path = "/audit?limit=5".to_owned();
    loop {
        let page = house.app.get(&house.administrator, &path).await.expect(200).json();
        seen.extend(page["items"].as_array().into_iter().flatten().filter_map(|entry| entry["seq"].as_i64()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        path = format!("/audit?limit=5&cursor={next}");
    }
    let newest = seen[0];
    assert_eq!(seen, (1..=newest).rev().collect::<Vec<_>>());
    let before = house.app.get(&house.administrator, "/audit?before_seq=3").await.expect(200).json();
    assert_eq!(before["items"].as_array().map(Vec::len), Some(2));
}

#[actix_web::test]
async fn the_trail_is_for_those_who_may_see_it() {
    let house = House::start().await;
    for person in [&house.editor, &house.marketer, &house.partner] {
        house.app.get(person, "/audit").await.expect(403);
        house.app.get(person, "/audit/verify").await.expect(403);
    }
    house.app.get(&house.rights_manager, "/audit").await.expect(200);
}

#[actix_web::test]
async fn an_assets_story_is_for_whoever_sees_the_asset() {
    let house = House::start().await;
    let id = upload(&house).await;
    let path = format!("/assets/{id}/events");
    let story = house.app.get(&house.marketer, &path).await.expect(200).json();
    let names: Vec<&str> = story["items"].as_array().into_iter().flatten().filter_map(|e| e["name"].as_str()).collect();
    assert_eq!(names.last(), Some(&"AssetUploaded"));
    assert!(names.iter().all(|name| !name.starts_with("Session")));
    house.app.get(&house.partner, &path).await.expect(404);
}

#[actix_web::test]
async fn a_whole_chain_verifies_and_a_changed_row_is_found() {
    let house = House::start().await;
    upload(&house).await;
    let whole = house.app.get(&house.administrator, "/audit/verify").await.expect(200).json();
    assert_eq!(whole["ok"], true);
    let count = row::Entity::find().all(house.app.ctx.db.read()).await.expect("rows").len();
    assert_eq!(whole["checked"], count);
    for change in ["UPDATE event SET actor_name = 'Nobody' WHERE seq = 7", "DELETE FROM event WHERE seq = 4"] {
        let tx = house.app.ctx.db.write().await.expect("a transaction");
        tx.execute_unprepared(change).await.expect("changes");
        tx.commit().await.expect("commits");
        let expected = if change.starts_with("DELETE") { 4 } else { 7 };
        let report = audit::verify(house.app.ctx.db.read()).await.expect("a report");
        assert_eq!(report.first_bad, Some(expected));
    }
}

#[actix_web::test]
async fn a_trail_cut_off_at_its_end_is_found() {
    let house = House::start().await;
    let before = audit::verify(house.app.ctx.db.read()).await.expect("a report");
    let last = i64::try_from(before.checked).expect("a number");
    let tx = house.app.ctx.db.write().await.expect("a transaction");
    tx.execute_unprepared(&format!("DELETE FROM event WHERE seq = {last}")).await.expect("deletes");
    tx.commit().await.expect("commits");
    let report = audit::verify(house.app.ctx.db.read()).await.expect("a report");
    assert_eq!(report.first_bad, Some(last));
}
