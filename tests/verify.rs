//! `placet verify` finds what is missing, changed or left behind.

use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::json;
use server::cli::verify;
use server::features::assets::fixity;
use server::features::assets::row::version;
use server::platform::storage::key::Key;
use server::testing::TestApp;

use crate::harness::House;

async fn findings(house: &House) -> Vec<String> {
    verify::check(&house.app.ctx, &house.app.index).await.expect("a report").findings
}

async fn house_with_picture() -> House {
    let house = House::start().await;
    let metadata = Some(json!({ "title": "Boats" }));
    house.app.upload(&house.editor, "boats.png", &TestApp::picture(1), metadata).await.expect(201);
    house.app.settle().await;
    house
}

#[actix_web::test]
async fn a_healthy_installation_has_no_findings() {
    let house = house_with_picture().await;
    let report = verify::check(&house.app.ctx, &house.app.index).await.expect("a report");
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!((report.versions, report.documents), (1, 1));
    assert!(report.renditions > 0 && report.events > 0);
}

#[actix_web::test]
async fn a_flipped_byte_and_a_missing_file_are_found() {
    let house = house_with_picture().await;
    let row = version::Entity::find().one(house.app.ctx.db.read()).await.expect("a query").expect("a version");
    let (key, storage) = (Key::original(row.id), &house.app.ctx.storage);
    let mut bytes = storage.read(&key, 1 << 20).await.expect("the stored file").to_vec();
    bytes[20] ^= 1;
    storage.put_bytes(&key, bytes.clone().into(), "image/png").await.expect("writes");
    let found = findings(&house).await;
    assert!(found.len() == 1 && found[0].contains("other bytes"), "{found:?}");
    bytes.pop();
    storage.put_bytes(&key, bytes.into(), "image/png").await.expect("writes");
    assert!(findings(&house).await[0].contains("bytes instead of"));
    storage.remove(&key).await.expect("removes");
    assert!(findings(&house).await[0].contains("is missing"));
}

#[actix_web::test]
async fn a_row_the_index_never_heard_of_is_found() {
    let house = house_with_picture().await;
    let tx = house.app.ctx.db.write().await.expect("a transaction");
    tx.execute_unprepared("UPDATE asset SET revision = revision + 5").await.expect("changes");
    tx.commit().await.expect("commits");
    let found = findings(&house).await;
    assert!(found.len() == 1 && found[0].contains("old state"), "{found:?}");
    house.app.index.rebuild(&house.app.ctx).await.expect("rebuilds");
    assert_eq!(findings(&house).await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_changed_event_is_found() {
    let house = house_with_picture().await;
    let tx = house.app.ctx.db.write().await.expect("a transaction");
    tx.execute_unprepared("UPDATE event SET actor_name = 'Nobody' WHERE seq = 3").await.expect("changes");
    tx.commit().await.expect("commits");
    let found = findings(&house).await;
    assert!(found.len() == 1 && found[0].contains("event 3"), "{found:?}");
}

#[actix_web::test]
async fn harmed_bytes_are_found_by_themselves_and_told_once() {
    let house = house_with_picture().await;
    let ctx = &house.app.ctx;
    let minute = std::time::Duration::from_secs(60);
    assert_eq!(fixity::check_some(ctx, minute).await.expect("checks"), 1);
    assert_eq!(fixity::check_some(ctx, minute).await.expect("checks"), 0, "its turn is over a month");
    let row = version::Entity::find().one(ctx.db.read()).await.expect("a query").expect("a version");
    let path = format!("/assets/{}", row.asset_id);
    assert!(house.app.get(&house.editor, &path).await.expect(200).json()["version"]["fault"].is_null());
    ctx.storage.remove(&Key::original(row.id)).await.expect("removes");
    for day in ["2027-01-02T12:00:00Z", "2027-03-02T12:00:00Z"] {
        house.app.set_clock(day);
        assert_eq!(fixity::check_some(ctx, minute).await.expect("checks"), 1);
    }
    let editor = house.app.person(server::platform::auth::Role::Editor).await;
    let shown = house.app.get(&editor, &path).await.expect(200).json();
    assert!(shown["version"]["fault"].as_str().is_some_and(|fault| fault.contains("missing")), "{shown}");
    let administrator = house.app.person(server::platform::auth::Role::Administrator).await;
    let trail = house.app.get(&administrator, "/audit?limit=200").await.expect(200).json();
    let told = trail["items"].as_array().expect("a list").iter().filter(|entry| entry["name"] == "FileChecked").count();
    assert_eq!(told, 1);
}
