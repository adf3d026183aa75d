//! Campaigns through the door.

use serde_json::json;

use crate::harness::House;

#[actix_web::test]
async fn a_campaign_is_added_listed_and_changed() {
    let house = House::start().await;
    let winter = json!({ "name": "Winter", "brief": "Snow", "starts_on": "2026-12-01", "ends_on": "2027-01-31" });
    let added = house.app.post(&house.marketer, "/campaigns", winter).await.expect(201);
    assert_eq!(added.header("etag"), "\"1\"");
    let path = format!("/campaigns/{}", added.id());
    let change = json!({ "ends_on": "2027-02-28" });
    let changed = house.app.patch(&house.marketer, &path, 1, change).await.expect(200).json();
    assert_eq!((changed["ends_on"].as_str(), changed["brief"].as_str()), (Some("2027-02-28"), Some("Snow")));
    let late = house.app.patch(&house.marketer, &path, 1, json!({ "name": "Late" })).await.expect(412);
    assert_eq!(late.code(), "precondition.failed");
    let listed = house.app.get(&house.approver, "/campaigns").await.expect(200).json();
    assert_eq!(listed["items"][0]["name"], "Winter");
    assert_eq!((listed["items"][0]["publication_count"].as_i64(), listed["next_cursor"].as_str()), (Some(0), None));
    let events = house.app.get(&house.editor, &path).await.expect(200);
    assert_eq!(events.header("etag"), "\"2\"");
}

#[actix_web::test]
async fn two_campaigns_do_not_share_a_name_or_run_backwards() {
    let house = House::start().await;
    let new = |name: &str, to: &str| json!({ "name": name, "starts_on": "2026-12-01", "ends_on": to });
    house.app.post(&house.marketer, "/campaigns", new("Winter", "2026-12-31")).await.expect(201);
    let twice = house.app.post(&house.marketer, "/campaigns", new("Winter", "2026-12-31")).await.expect(409);
    assert_eq!((twice.code().as_str(), twice.json()["field"].as_str()), ("name.taken", Some("name")));
    let spring = house.app.post(&house.marketer, "/campaigns", new("Spring", "2026-12-31")).await.expect(201).id();
    let path = format!("/campaigns/{spring}");
    house.app.patch(&house.marketer, &path, 1, json!({ "name": "Winter" })).await.expect(409);
    let backwards = house.app.patch(&house.marketer, &path, 1, json!({ "ends_on": "2026-11-30" })).await.expect(422);
    assert_eq!(backwards.code(), "period.end_before_start");
    let unknown = house.app.patch(&house.marketer, &path, 1, json!({ "colour": "blue" })).await;
    assert!([400, 422].contains(&unknown.status.as_u16()));
}

#[actix_web::test]
async fn who_plans_campaigns_and_who_only_sees_them() {
    let house = House::start().await;
    let new = || json!({ "name": "Winter", "starts_on": "2026-12-01", "ends_on": "2026-12-31" });
    for person in [&house.rights_manager, &house.editor, &house.approver, &house.partner] {
        house.app.post(person, "/campaigns", new()).await.expect(403);
    }
    house.app.get(&house.partner, "/campaigns").await.expect(403);
    house.app.post(&house.marketer, "/campaigns", new()).await.expect(201);
    let nobody = uuid::Uuid::from_u128(7);
    let missing = house.app.get(&house.editor, &format!("/campaigns/{nobody}")).await.expect(404);
    assert_eq!(missing.code(), "campaign.not_found");
}

#[actix_web::test]
async fn campaigns_come_in_pages_newest_first() {
    let house = House::start().await;
    for number in 0..5 {
        let new = json!({ "name": format!("C{number}"), "starts_on": "2026-12-01", "ends_on": "2026-12-31" });
        house.app.post(&house.marketer, "/campaigns", new).await.expect(201);
        house.app.set_clock(&format!("2026-11-15T12:00:0{}Z", number + 1));
    }
    let first = house.app.get(&house.editor, "/campaigns?limit=3").await.expect(200).json();
    let cursor = first["next_cursor"].as_str().expect("more").to_owned();
    let second = house.app.get(&house.editor, &format!("/campaigns?limit=3&cursor={cursor}")).await.expect(200).json();
    let names: Vec<&str> = [&first, &second]
        .into_iter()
        .flat_map(|page| page["items"].as_array().into_iter().flatten())
        .filter_map(|item| item["name"].as_str())
        .collect();
    assert_eq!(names, ["C4", "C3", "C2", "C1", "C0"]);
    assert!(second["next_cursor"].is_null());
}
