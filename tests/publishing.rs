//! Channels, publications, the gate and takedowns through the door.

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use server::platform::auth::Role;
use server::testing::{TestApp, use_of};
use uuid::Uuid;

use crate::scene::{FROM, Scene, UNTIL, id_of, public_path};

fn copies(app: &TestApp, folder: &str) -> Vec<String> {
    let path = app.ctx.config.data_dir.join("channels").join(folder);
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn log_of(publication: &Value) -> Vec<&str> {
    publication["log"].as_array().into_iter().flatten().filter_map(|line| line["what"].as_str()).collect()
}

#[actix_web::test]
async fn everybody_reads_it_from_the_first_second_to_the_last_and_not_one_more() {
    let scene = Scene::start().await;
    scene.approve_winter().await;
    let channel = scene.add_channel("site", None).await;
    let planned = scene.plan(channel, FROM, UNTIL).await.expect(201).json();
    assert_eq!(
        (planned["state"].as_str(), planned["starts_at"].as_str()),
        (Some("planned"), Some("2026-11-30T23:00:00Z"))
    );
    assert_eq!(planned["ends_at"], "2027-01-31T23:00:00Z");
    assert_eq!(scene.fetch(&planned).await.expect(404).header("cache-control"), "no-store");
    scene.app().set_clock("2026-11-30T22:59:59Z");
    scene.app().settle().await;
    scene.fetch(&planned).await.expect(404);
    scene.app().set_clock("2026-11-30T23:00:00Z");
    scene.app().settle().await;
    let got = scene.fetch(&planned).await.expect(200);
    assert_eq!(got.body.to_vec(), TestApp::picture(1));
    assert!(got.header("cache-control").contains("no-cache"), "{}", got.header("cache-control"));
    // No job runs from here on: the clock alone decides.
    scene.app().set_clock("2027-01-31T22:59:59Z");
    scene.fetch(&planned).await.expect(200);
    scene.app().set_clock("2027-01-31T23:00:00Z");
    let ended = scene.fetch(&planned).await.expect(451);
    assert_eq!(
        (ended.code().as_str(), ended.header("cache-control").as_str()),
        ("publication.right_ended", "no-store")
    );
    assert!(ended.json()["reasons"].as_array().is_some_and(|reasons| !reasons.is_empty()), "{}", ended.json());
    let shown = scene.publication(id_of(&planned)).await;
    assert_eq!((shown["state"].as_str(), shown["blocked"].as_bool()), (Some("live"), Some(true)));
    scene.app().settle().await;
    let shown = scene.publication(id_of(&planned)).await;
    assert_eq!((shown["state"].as_str(), shown["end_cause"]["code"].as_str()), (Some("ended"), Some("right_ended")));
    assert_eq!(log_of(&shown), ["planned", "live", "ended"]);
    assert_eq!(scene.fetch(&planned).await.expect(451).json()["cause"], "right_ended");
}

#[actix_web::test]
async fn a_window_that_ends_before_the_right_is_gone_but_not_forbidden() {
    let scene = Scene::start().await;
    scene.approve_winter().await;
    let channel = scene.add_channel("site", None).await;
    let planned = scene.plan(channel, FROM, "2026-12-24").await.expect(201).json();
    scene.app().set_clock("2026-12-01T09:00:00Z");
    scene.app().settle().await;
    scene.fetch(&planned).await.expect(200);
    scene.app().set_clock("2026-12-24T23:00:00Z");
    assert_eq!(scene.fetch(&planned).await.expect(410).code(), "publication.ended");
    scene.app().settle().await;
    assert_eq!(scene.fetch(&planned).await.expect(410).json()["cause"], "window_ended");
    assert_eq!(scene.publication(id_of(&planned)).await["end_cause"]["code"], "window_ended");
}

#[actix_web::test]
async fn a_changed_agreement_ends_it_at_once_and_the_copy_goes_with_the_next_job() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    let folder = scene.add_channel("folder", Some("shop/winter")).await;
    let marketer = scene.app().person(Role::Marketer).await;
    let new = json!({ "asset_id": scene.asset, "channel_id": folder, "start": FROM, "end": UNTIL });
    let copy = scene.app().post(&marketer, "/publications", new).await.expect(201).json();
    assert!(copy["public_url"].is_null());
    scene.app().settle().await;
    let names = copies(scene.app(), "shop/winter");
    assert_eq!(names.len(), 1, "{names:?}");
    assert!(names[0].starts_with("red-chair-") && names[0].ends_with(".png"), "{names:?}");
    scene.app().set_clock("2026-12-10T09:00:00Z");
    scene.fetch(&live).await.expect(200);
    scene.end_grant_on("2026-12-05").await;
    let refused = scene.fetch(&live).await.expect(451);
    assert_eq!(
        (refused.code().as_str(), refused.json()["cause"].as_str()),
        ("publication.right_ended", Some("right_changed"))
    );
    assert!(!String::from_utf8_lossy(&refused.body).contains("LIC-1"), "agreements are nobody's business outside");
    scene.app().settle().await;
    assert!(copies(scene.app(), "shop/winter").is_empty());
    let shown = scene.publication(id_of(&copy)).await;
    assert_eq!((shown["state"].as_str(), shown["end_cause"]["code"].as_str()), (Some("ended"), Some("right_changed")));
    assert_eq!(log_of(&shown), ["planned", "live", "ended", "copy_removed"]);
    assert_eq!(shown["copy_removed_at"], "2026-12-10T09:00:00Z");
    assert_eq!(shown["end_cause"]["reasons"][0]["agreement_reference"], "LIC-1");
    assert_eq!(shown["log"][2]["by"]["name"], "Placet");
    assert_eq!(scene.fetch(&live).await.expect(451).json()["cause"], "right_changed");
}

#[actix_web::test]
async fn a_right_that_is_shortened_ends_it_on_the_new_day_by_the_clock() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    assert_eq!(live["stable_until"], "2027-01-31T23:00:00Z");
    scene.end_grant_on("2026-12-20").await;
    scene.app().settle().await;
    let shown = scene.publication(id_of(&live)).await;
    assert_eq!((shown["state"].as_str(), shown["stable_until"].as_str()), (Some("live"), Some("2026-12-20T23:00:00Z")));
    assert_eq!(log_of(&shown), ["planned", "live", "confirmed"]);
    scene.app().set_clock("2026-12-20T22:59:59Z");
    scene.fetch(&live).await.expect(200);
    scene.app().set_clock("2026-12-20T23:00:00Z");
    scene.fetch(&live).await.expect(451);
    scene.app().settle().await;
    assert_eq!(scene.publication(id_of(&live)).await["end_cause"]["code"], "right_ended");
}

#[actix_web::test]
async fn planning_names_everything_that_is_missing() {
    let scene = Scene::start().await;
    let channel = scene.add_channel("site", None).await;
    let codes = |answer: &server::testing::Answer| -> Vec<String> {
        let json = answer.json();
        let missing = json["missing"].as_array().cloned().unwrap_or_default();
        missing.iter().filter_map(|part| part["code"].as_str().map(str::to_owned)).collect()
    };
    let unapproved = scene.plan(channel, FROM, UNTIL).await.expect(409);
    assert_eq!(
        (unapproved.code().as_str(), codes(&unapproved)),
        ("publication.not_approved", vec!["publication.not_approved".to_owned()])
    );
    let both = scene.plan(channel, FROM, "2027-02-28").await.expect(409);
    assert_eq!(
        (both.code().as_str(), both.json()["verdict"]["headline"].as_str()),
        ("rights.not_cleared", Some("PARTIAL"))
    );
    assert_eq!(codes(&both), ["rights.not_cleared", "publication.not_approved"]);
    scene.approve_winter().await;
    let change = json!({ "preset": "large" });
    scene.app().patch(&scene.house.administrator, &format!("/channels/{channel}"), 1, change).await.expect(200);
    let unmade = scene.plan(channel, FROM, UNTIL).await.expect(409);
    assert_eq!(
        (unmade.code().as_str(), codes(&unmade)),
        ("publication.no_rendition", vec!["publication.no_rendition".to_owned()])
    );
    let change = json!({ "preset": "original", "state": "retired" });
    scene.app().patch(&scene.house.administrator, &format!("/channels/{channel}"), 2, change).await.expect(200);
    assert_eq!(scene.plan(channel, FROM, UNTIL).await.expect(409).code(), "channel.retired");
    for (from, until, code) in
        [("2026-12-31", "2026-12-01", "period.end_before_start"), ("soon", "2026-12-01", "date.invalid")]
    {
        assert_eq!(scene.plan(channel, from, until).await.expect(422).code(), code);
    }
    let unknown = scene.plan(Uuid::from_u128(1), FROM, UNTIL).await.expect(422);
    assert_eq!(unknown.code(), "reference.unknown");
}

#[actix_web::test]
async fn an_approval_of_other_bytes_or_of_less_does_not_count() {
    let scene = Scene::start().await;
    let channel = scene.add_channel("site", None).await;
    let short = use_of("owned.site", "DE", FROM, "2026-12-31");
    let approval = scene.request(&scene.house.marketer, short).await.expect(201).id();
    scene.decide(&scene.house.approver, approval, "approve").await.expect(200);
    assert_eq!(scene.plan(channel, FROM, UNTIL).await.expect(409).code(), "publication.not_approved");
    let named =
        json!({ "asset_id": scene.asset, "channel_id": channel, "approval_id": approval, "start": FROM, "end": UNTIL });
    let refused = scene.app().post(&scene.house.marketer, "/publications", named).await.expect(409);
    assert_eq!(refused.code(), "publication.not_approved");
    let planned = scene.plan(channel, FROM, "2026-12-31").await.expect(201).json();
    assert_eq!(planned["approval_id"].as_str(), Some(approval.to_string().as_str()));
}

#[actix_web::test]
async fn what_changed_since_planning_fails_with_its_reason_and_leaves_no_copy() {
    let scene = Scene::start().await;
    scene.approve_winter().await;
    let channel = scene.add_channel("folder", Some("shop")).await;
    let planned = scene.plan(channel, FROM, UNTIL).await.expect(201).json();
    scene.end_grant_on("2026-12-24").await;
    scene.app().set_clock("2026-12-01T00:00:00Z");
    scene.app().settle().await;
    let shown = scene.publication(id_of(&planned)).await;
    assert_eq!((shown["state"].as_str(), shown["end_cause"]["code"].as_str()), (Some("failed"), Some("failed")));
    assert!(shown["end_cause"]["sentence"].as_str().is_some_and(|why| why.contains("24 Dec")), "{shown}");
    assert!(copies(scene.app(), "shop").is_empty());
}

#[actix_web::test]
async fn a_person_takes_it_down_with_a_reason() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    let path = format!("/publications/{}/takedown", id_of(&live));
    let marketer = scene.app().person(Role::Marketer).await;
    let approver = scene.app().person(Role::Approver).await;
    scene.app().post(&approver, &path, json!({ "reason": "No" })).await.expect(403);
    scene.app().post(&marketer, &path, json!({ "reason": "  " })).await.expect(422);
    let down = scene.app().post(&marketer, &path, json!({ "reason": "Wrong price" })).await.expect(200).json();
    assert_eq!(
        (down["state"].as_str(), down["end_cause"]["sentence"].as_str()),
        (Some("taken_down"), Some("Wrong price"))
    );
    let outside = scene.fetch(&live).await.expect(451);
    assert!(!String::from_utf8_lossy(&outside.body).contains("price"), "the reason is for the house");
    let again = scene.app().post(&marketer, &path, json!({ "reason": "Twice" })).await.expect(409);
    assert_eq!(again.code(), "publication.state");
    let channel = scene.add_channel("next", None).await;
    let new = json!({ "asset_id": scene.asset, "channel_id": channel, "start": "2026-12-24", "end": "2026-12-31" });
    let planned = scene.app().post(&marketer, "/publications", new).await.expect(201).json();
    let path = format!("/publications/{}/takedown", id_of(&planned));
    let off = scene.app().post(&marketer, &path, json!({ "reason": "Not this year" })).await.expect(200).json();
    assert_eq!(off["state"], "cancelled");
    scene.app().set_clock("2026-12-25T00:00:00Z");
    scene.app().settle().await;
    scene.fetch(&planned).await.expect(404);
}

#[actix_web::test]
async fn an_archived_asset_is_taken_down() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    let editor = scene.app().person(Role::Editor).await;
    scene.app().delete(&editor, &format!("/assets/{}", scene.asset)).await.expect(204);
    scene.app().settle().await;
    let shown = scene.publication(id_of(&live)).await;
    assert_eq!(
        (shown["state"].as_str(), shown["end_cause"]["sentence"].as_str()),
        (Some("taken_down"), Some("The asset was archived."))
    );
    scene.fetch(&live).await.expect(451);
}

#[actix_web::test]
async fn a_part_without_a_right_takes_the_whole_down() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    let manager = scene.app().person(Role::RightsManager).await;
    let part = scene.app().upload(&manager, "Part.png", &TestApp::picture(9), None).await.expect(201).id();
    scene.fetch(&live).await.expect(200);
    let link = json!({ "child": part, "status": "confirmed" });
    scene.app().post(&manager, &format!("/assets/{}/components", scene.asset), link).await.expect(201);
    scene.fetch(&live).await.expect(451);
    scene.app().settle().await;
    assert_eq!(scene.publication(id_of(&live)).await["end_cause"]["code"], "right_changed");
}

#[actix_web::test]
async fn two_publications_of_the_same_bytes_share_a_copy_until_the_last_ends() {
    let scene = Scene::start().await;
    scene.approve_winter().await;
    let channel = scene.add_channel("folder", Some("shop")).await;
    let first = scene.plan(channel, FROM, "2026-12-10").await.expect(201).json();
    scene.plan(channel, FROM, "2026-12-20").await.expect(201);
    scene.app().set_clock("2026-12-01T00:00:00Z");
    scene.app().settle().await;
    assert_eq!(copies(scene.app(), "shop").len(), 1);
    scene.app().set_clock("2026-12-11T00:00:00Z");
    scene.app().settle().await;
    assert_eq!(scene.publication(id_of(&first)).await["state"], "ended");
    assert_eq!(copies(scene.app(), "shop").len(), 1, "the other one is still live");
    scene.app().set_clock("2026-12-21T00:00:00Z");
    scene.app().settle().await;
    assert!(copies(scene.app(), "shop").is_empty());
}

#[actix_web::test]
async fn the_stable_and_the_exact_address_serve_ranges_and_nothing_unknown() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    let stable = public_path(&live);
    let exact = format!("{stable}/{}", live["version_hash"].as_str().unwrap_or_default());
    for path in [&stable, &exact] {
        let whole = scene.app().send(None, TestRequest::get(), path).await.expect(200);
        assert_eq!(whole.header("content-type"), "image/png");
        let part = TestRequest::get().insert_header(("Range", "bytes=0-7"));
        assert_eq!(scene.app().send(None, part, path).await.expect(206).body.len(), 8);
        let same = TestRequest::get().insert_header(("If-None-Match", whole.header("etag")));
        scene.app().send(None, same, path).await.expect(304);
        let head = TestRequest::with_uri("/").method(actix_web::http::Method::HEAD);
        assert!(scene.app().send(None, head, path).await.expect(200).body.is_empty());
        scene.app().send(None, TestRequest::post(), path).await.expect(405);
    }
    for path in [format!("{stable}x"), format!("{stable}/00"), "//d/".to_owned(), "//d/a/b/c".to_owned()] {
        let answer = scene.app().send(None, TestRequest::get(), &path).await.expect(404);
        assert_eq!(answer.code(), "resource.not_found", "{path}");
    }
    // A copy the caller still has does not outlive the right.
    let tag = scene.app().send(None, TestRequest::get(), &stable).await.expect(200).header("etag");
    scene.app().set_clock("2026-12-02T09:00:00Z");
    scene.end_grant_on("2026-12-01").await;
    let same = TestRequest::get().insert_header(("If-None-Match", tag));
    scene.app().send(None, same, &stable).await.expect(451);
}

#[actix_web::test]
async fn a_channel_is_one_place_in_the_words_of_the_rights() {
    let scene = Scene::start().await;
    let good = json!({ "key": "shop", "name": "Shop", "kind": "folder", "folder": "shop", "rights_channel": "owned.shop",
        "territories": ["DACH"], "purposes": ["commercial"] });
    let admin = &scene.house.administrator;
    for (field, value, code) in [
        ("rights_channel", json!("owned"), "channel.unknown"),
        ("rights_channel", json!("fax"), "channel.unknown"),
        ("territories", json!(["DE", "XX"]), "territory.unknown"),
        ("territories", json!([]), "field.missing"),
        ("purposes", json!(["fun"]), "purpose.unknown"),
        ("folder", json!("../etc"), "request.invalid"),
        ("folder", json!("/etc"), "request.invalid"),
        ("folder", json!("a/.hidden"), "request.invalid"),
        ("folder", Value::Null, "field.missing"),
        ("kind", json!("fax"), "request.invalid"),
        ("key", json!("Shop!"), "request.invalid"),
        ("preset", json!("huge"), "request.invalid"),
    ] {
        let mut bad = good.clone();
        bad[field] = value.clone();
        let told = scene.app().post(admin, "/channels", bad).await.expect(422).json();
        assert_eq!((told["code"].as_str(), told["field"].as_str()), (Some(code), Some(field)), "{value}");
    }
    scene.app().post(&scene.house.marketer, "/channels", good.clone()).await.expect(403);
    let added = scene.app().post(admin, "/channels", good.clone()).await.expect(201);
    assert_eq!((added.header("etag").as_str(), added.json()["preset"].as_str()), ("\"1\"", Some("large")));
    assert_eq!(scene.app().post(admin, "/channels", good.clone()).await.expect(409).json()["field"], "key");
    let mut other = good;
    other["key"] = json!("other");
    assert_eq!(scene.app().post(admin, "/channels", other).await.expect(409).json()["field"], "folder");
    let path = format!("/channels/{}", added.id());
    scene.app().patch(admin, &path, 1, json!({ "name": "The shop" })).await.expect(200);
    scene.app().patch(admin, &path, 1, json!({ "name": "Late" })).await.expect(412);
    let listed = scene.app().get(&scene.house.marketer, "/channels").await.expect(200).json();
    assert_eq!(listed["items"][0]["name"], "The shop");
    scene.app().get(&scene.house.partner, "/channels").await.expect(403);
}

#[actix_web::test]
async fn publications_count_for_their_campaign_and_partners_do_not_see_them() {
    let scene = Scene::start().await;
    scene.approve_winter().await;
    let channel = scene.add_channel("site", None).await;
    let winter = json!({ "name": "Winter", "starts_on": FROM, "ends_on": UNTIL });
    let campaign = scene.app().post(&scene.house.marketer, "/campaigns", winter).await.expect(201).id();
    let new =
        json!({ "asset_id": scene.asset, "channel_id": channel, "campaign_id": campaign, "start": FROM, "end": UNTIL });
    let planned = scene.app().post(&scene.house.marketer, "/publications", new).await.expect(201).json();
    assert_eq!(planned["campaign"]["name"], "Winter");
    let counts = |shown: &Value| (shown["publication_count"].as_i64(), shown["live_count"].as_i64());
    let path = format!("/campaigns/{campaign}");
    let before = scene.app().get(&scene.house.marketer, &path).await.expect(200).json();
    assert_eq!(counts(&before), (Some(1), Some(0)));
    scene.app().set_clock("2026-12-01T00:00:00Z");
    scene.app().settle().await;
    let reader = scene.app().person(Role::Marketer).await;
    assert_eq!(counts(&scene.app().get(&reader, &path).await.expect(200).json()), (Some(1), Some(1)));
    let live = scene.app().get(&reader, "/publications?state=live").await.expect(200).json();
    assert_eq!(live["items"].as_array().map(Vec::len), Some(1));
    let filtered = |query: String| {
        let (scene, reader) = (&scene, &reader);
        async move {
            let path = format!("/publications?{query}");
            let page = scene.app().get(reader, &path).await.expect(200).json();
            page["items"].as_array().map(Vec::len)
        }
    };
    assert_eq!(filtered(format!("campaign={campaign}")).await, Some(1));
    assert_eq!(filtered(format!("campaign={channel}")).await, Some(0));
    assert_eq!(filtered(format!("asset={}&campaign={campaign}", scene.asset)).await, Some(1));
    assert_eq!(filtered(format!("asset={campaign}")).await, Some(0));
    let none = scene.app().get(&reader, "/publications?state=ended").await.expect(200).json();
    assert_eq!(none["items"].as_array().map(Vec::len), Some(0));
    let partner = scene.app().partner("Partner").await;
    scene.app().get(&partner, "/publications").await.expect(403);
    scene.app().get(&partner, &format!("/publications/{}", id_of(&planned))).await.expect(403);
}
