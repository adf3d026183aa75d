//! What is drawn of rights: the matrix over time, the days that come, the ledgers.

use serde_json::{Value, json};
use server::platform::auth::Role;
use uuid::Uuid;

use crate::desk::{Desk, grant};
use crate::scene::Scene;

fn year() -> Value {
    json!({ "territories": ["DACH", "FR", "JP"], "start": "2026-11-01", "end": "2027-10-31" })
}

/// The state the picture has for a channel in a territory at a local time.
fn drawn(coverage: &Value, channel: &str, territory: &str, at: &str) -> String {
    let holds = |heading: &Value, key: &str, leaf: &str| {
        heading[key].as_array().is_some_and(|leaves| leaves.iter().any(|known| known == leaf))
    };
    let deepest = |headings: &str, key: &str, leaf: &str| {
        coverage[headings].as_array().and_then(|all| all.iter().rposition(|heading| holds(heading, key, leaf)))
    };
    let row = deepest("rows", "channels", channel).expect("a row");
    let column = deepest("columns", "territories", territory).expect("a column");
    let lane = coverage["cells"][row][column].as_u64().expect("a lane") as usize;
    let slices = coverage["lanes"][lane].as_array().expect("slices");
    let holding = slices.iter().find(|slice| slice["from"].as_str() <= Some(at) && Some(at) < slice["until"].as_str());
    holding.expect("a slice")["state"].as_str().expect("a state").to_owned()
}

/// Something to draw: a licence in two countries, cut short, with a duty and a blackout.
async fn picture(desk: &Desk) -> Uuid {
    let asset = desk.asset(1, "Chair").await;
    let interest = desk.interest(asset, "copyright.work").await;
    let agreement = desk.agreement("LIC-1").await;
    let mut first = grant(interest, "2027-01-31");
    first["period"]["blackout"] = json!([{ "start": "2026-12-24", "end": "2026-12-26" }]);
    desk.rule(agreement, "grants", first).await.expect(201);
    let mut second = grant(interest, "2027-06-15");
    second["channels"] = json!(["owned"]);
    second["territories"] = json!(["FR", "JP"]);
    second["duties"] = json!([{ "id": "credit", "timing": "concurrent", "text": "Name the studio" }]);
    desk.rule(agreement, "grants", second).await.expect(201);
    desk.approve(agreement).await;
    asset
}

#[actix_web::test]
async fn every_point_of_the_picture_is_what_a_question_about_it_answers() {
    let desk = Desk::open().await;
    let asset = picture(&desk).await;
    let manager = &desk.house.rights_manager;
    let coverage = desk.app().post(manager, &format!("/assets/{asset}/coverage"), year()).await.expect(200).json();
    let channels = ["owned.site", "owned.email", "social.organic.instagram", "social.paid.x", "print.press"];
    let times = [
        "2026-11-01T00:00",
        "2026-11-30T23:59",
        "2026-12-01T00:00",
        "2026-12-23T23:59",
        "2026-12-24T00:00",
        "2026-12-26T23:59",
        "2026-12-27T00:00",
        "2027-01-31T23:59",
        "2027-02-01T00:00",
        "2027-06-15T23:59",
        "2027-06-16T00:00",
        "2027-10-31T23:58",
    ];
    let mut states = std::collections::BTreeSet::new();
    for territory in ["DE", "AT", "CH", "FR", "JP"] {
        for channel in channels {
            for at in times {
                let end = format!("{}:30", at);
                let question = json!({ "asset": asset, "channels": [channel], "territories": [territory],
                    "start": format!("{at}:00"), "end": end });
                let verdict = desk.app().post(manager, "/verdicts", question).await.expect(200).json();
                let asked = verdict["items"][0]["headline"].as_str().expect("a headline").to_owned();
                let seen = drawn(&coverage, channel, territory, &format!("{at}:00"));
                assert_eq!(seen, asked, "{channel} {territory} {at}");
                states.insert(seen);
            }
        }
    }
    let all: Vec<&str> = states.iter().map(String::as_str).collect();
    assert_eq!(all, ["ALLOWED", "ALLOWED_WITH_DUTIES", "DENIED"]);
}

#[actix_web::test]
async fn a_slice_names_its_reasons_supports_and_duties_and_equal_ones_stand_together() {
    let desk = Desk::open().await;
    let asset = picture(&desk).await;
    let path = format!("/assets/{asset}/coverage");
    let coverage = desk.app().post(&desk.house.rights_manager, &path, year()).await.expect(200).json();
    let keys = |list: &str| -> Vec<String> {
        let all = coverage[list].as_array().expect("a list").iter();
        all.map(|one| one["key"].as_str().unwrap_or_default().to_owned()).collect()
    };
    // Germany and Austria are alike and stand together; Switzerland differs.
    assert_eq!(keys("columns"), ["DACH", "AT", "CH", "FR", "JP"]);
    assert_eq!(coverage["columns"][1]["territories"], json!(["AT", "DE"]));
    assert_eq!(coverage["columns"][1]["parent"], 0);
    let rows = keys("rows");
    assert!(rows.contains(&"owned".to_owned()) && !rows.contains(&"owned.site".to_owned()), "{rows:?}");
    let row = rows.iter().position(|key| key == "owned").expect("a row");
    let lane = coverage["cells"][row][3].as_u64().expect("a lane") as usize;
    let france = coverage["lanes"][lane].as_array().expect("slices");
    let spans: Vec<(&str, &str, &str)> = france
        .iter()
        .map(|slice| ["from", "until", "state"].map(|key| slice[key].as_str().unwrap_or_default()))
        .map(|[from, until, state]| (from, until, state))
        .collect();
    let expected = [
        ("2026-11-01T00:00:00", "2026-12-01T00:00:00", "DENIED"),
        ("2026-12-01T00:00:00", "2027-06-16T00:00:00", "ALLOWED_WITH_DUTIES"),
        ("2027-06-16T00:00:00", "2027-11-01T00:00:00", "DENIED"),
    ];
    assert_eq!(spans, expected);
    let at = |list: &str, slice: usize| {
        let number = france[slice][list][0].as_u64().expect("a position") as usize;
        coverage[list][number].clone()
    };
    assert_eq!(at("reasons", 0)["code"], "NOT_STARTED");
    assert_eq!(at("reasons", 2)["code"], "EXPIRED");
    assert_eq!(at("supports", 1)["agreement_reference"], "LIC-1");
    assert_eq!(at("duties", 1)["text"], "Name the studio");
}

#[actix_web::test]
async fn a_collection_is_as_good_as_its_worst_asset_and_says_which() {
    let desk = Desk::open().await;
    let (good, ..) = desk.cleared_asset(1, "2027-01-31").await;
    let bare = desk.asset(2, "Nothing known").await;
    let app = desk.app();
    let editor = &desk.house.editor;
    let collection = app.post(editor, "/collections", json!({ "name": "Winter" })).await.expect(201).id();
    app.put(editor, &format!("/collections/{collection}/assets/{good}"), json!({})).await.expect(204);
    let path = format!("/collections/{collection}/coverage");
    let ask = || app.post(&desk.house.rights_manager, &path, year());
    let channel = "social.organic.instagram";
    let coverage = ask().await.expect(200).json();
    assert_eq!(drawn(&coverage, channel, "DE", "2026-12-05T12:00:00"), "ALLOWED");
    app.put(editor, &format!("/collections/{collection}/assets/{bare}"), json!({})).await.expect(204);
    let coverage = ask().await.expect(200).json();
    assert_eq!(drawn(&coverage, channel, "DE", "2026-12-05T12:00:00"), "UNKNOWN");
    // Where the first is denied too, it is the worst.
    assert_eq!(drawn(&coverage, channel, "DE", "2027-05-05T12:00:00"), "DENIED");
    let worst = coverage["lanes"].as_array().expect("lanes").iter().flat_map(|lane| lane.as_array().expect("slices"));
    let unknown: Vec<&Value> =
        worst.filter(|slice| slice["state"] == "UNKNOWN").map(|slice| &slice["assets"]).collect();
    let known = coverage["assets"].as_array().expect("assets");
    let at = known.iter().position(|each| each["asset"]["id"] == json!(bare)).expect("the one nothing is known of");
    assert!(!unknown.is_empty() && unknown.iter().all(|assets| **assets == json!([at])), "{unknown:?}");
}

#[actix_web::test]
async fn what_no_picture_can_hold_is_refused_with_its_field_and_what_is_out_of_sight_is_not_there() {
    let desk = Desk::open().await;
    let asset = desk.asset(1, "Chair").await;
    let path = format!("/assets/{asset}/coverage");
    for (key, value, field) in [
        ("end", json!("2031-01-01"), "end"),
        ("end", json!("2026-01-01"), "end"),
        ("start", json!("soon"), "start"),
        ("territories", json!(["XX"]), "territories"),
        ("territories", json!([]), "territories"),
        ("channels", json!(["pigeon"]), "channels"),
    ] {
        let mut question = year();
        question[key] = value;
        let answer = desk.app().post(&desk.house.marketer, &path, question).await.expect(422).json();
        assert_eq!(answer["field"], field, "{answer}");
    }
    let partner = desk.app().partner("Agency").await;
    desk.app().post(&partner, &path, year()).await.expect(404);
}

#[actix_web::test]
async fn the_picture_of_an_earlier_moment_knows_nothing_later() {
    let desk = Desk::open().await;
    let (asset, ..) = desk.cleared_asset(1, "2027-01-31").await;
    let mut question = year();
    question["belief_at"] = json!("2026-01-01T00:00:00Z");
    let path = format!("/assets/{asset}/coverage");
    let coverage = desk.app().post(&desk.house.rights_manager, &path, question).await.expect(200).json();
    assert_eq!(drawn(&coverage, "social.organic.instagram", "DE", "2026-12-05T12:00:00"), "UNKNOWN");
}

#[actix_web::test]
async fn the_days_of_a_licence_are_told_with_what_is_live_beyond_them() {
    let scene = Scene::start().await;
    scene.go_live(None).await;
    scene.end_grant_on("2026-12-20").await;
    let reader = scene.app().person(Role::RightsManager).await;
    let timeline = scene.app().get(&reader, "/rights/timeline").await.expect(200).json();
    let paper = &timeline["agreements"][0];
    assert_eq!((paper["reference"].as_str(), paper["live_uses"].as_u64()), (Some("LIC-1"), Some(1)), "{timeline}");
    let told: Vec<(&str, &str, u64)> = paper["dates"]
        .as_array()
        .expect("dates")
        .iter()
        .map(|date| {
            let text = |key: &str| date[key].as_str().unwrap_or_default();
            (text("date"), text("kind"), date["live_beyond"].as_u64().unwrap_or_default())
        })
        .collect();
    assert_eq!(told, [("2026-12-01", "start", 0), ("2026-12-20", "expiry", 1)]);
    let none = scene.app().get(&reader, "/rights/timeline?from=2028-01-01&until=2028-12-31").await.expect(200).json();
    assert_eq!(none["agreements"], json!([]));
    scene.app().get(&reader, "/rights/timeline?from=2028-01-01&until=2027-12-31").await.expect(422);
}

#[actix_web::test]
async fn the_ledgers_say_what_is_left_and_which_live_use_an_exclusivity_forbids() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    let manager = scene.app().person(Role::RightsManager).await;
    let add = |path: String, body: Value| {
        let manager = &manager;
        let app = scene.app();
        async move { app.post(manager, &path, json!({ "body": body, "no_document": "test" })).await.expect(201) }
    };
    let capped = json!({ "interest": scene.interest, "channels": ["print"], "territories": ["DE"],
        "purposes": ["commercial"],
        "period": { "start": "2026-01-01", "end": "2027-12-31" },
        "caps": [{ "id": "copies", "kind": "cumulative", "metric": "copies", "limit": 1000 }] });
    add(format!("/agreements/{}/grants", scene.agreement), capped).await;
    let used = json!({ "cap": "copies", "qty": 90, "where": "A poster" });
    add(format!("/agreements/{}/usage", scene.agreement), used).await;
    let ledgers = scene.app().get(&manager, "/rights/ledgers").await.expect(200).json();
    let cap = &ledgers["caps"][0];
    assert_eq!((cap["consumed"].as_f64(), cap["remaining"].as_f64()), (Some(90.0), Some(910.0)), "{ledgers}");
    assert_eq!((cap["burn_per_day"].as_f64(), cap["days_left"].as_u64()), (Some(1.0), Some(910)));
    assert_eq!(ledgers["exclusivities"], json!([]));
    let alone = json!({ "interest": scene.interest, "holder": "Rival", "direction": "against_us",
        "channels": ["owned"], "territories": ["DE"], "purposes": ["commercial"],
        "period": { "start": "2026-01-01", "end": "2027-12-31" } });
    add(format!("/agreements/{}/exclusivities", scene.agreement), alone).await;
    let ledgers = scene.app().get(&manager, "/rights/ledgers").await.expect(200).json();
    let line = &ledgers["exclusivities"][0];
    assert_eq!(line["holder"], "Rival");
    assert_eq!(line["forbids_live"], json!([live["id"]]), "{ledgers}");
    assert!(!line["conflicts"].as_array().expect("conflicts").is_empty(), "{ledgers}");
}

#[actix_web::test]
async fn what_was_bought_stands_beside_what_was_used_of_it() {
    let scene = Scene::start().await;
    let reader = scene.app().person(Role::RightsManager).await;
    let path = format!("/agreements/{}/bought", scene.agreement);
    let before = scene.app().get(&reader, &path).await.expect(200).json();
    let total = before["total"].clone();
    let bought = total["bought"].as_u64().unwrap_or_default();
    assert!(bought > 0 && before["is_definite"] == true, "{before}");
    assert_eq!((&total["used"], &before["assets_used"]), (&json!(0), &json!(0)));
    let keys = |list: &str| -> Vec<String> {
        let named = before[list].as_array().expect(list).iter();
        named.map(|entry| entry["key"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert!(keys("channels").contains(&"owned.site".to_owned()), "{before}");
    assert_eq!(keys("places"), ["AT", "DE"]);
    let cells = before["cells"].as_array().expect("rows").iter().flat_map(|row| row.as_array().expect("cells"));
    assert_eq!(cells.map(|cell| cell["bought"].as_u64().unwrap_or_default()).sum::<u64>(), bought, "{before}");

    scene.go_live(None).await;
    // A session does not last until then.
    let reader = scene.app().person(Role::RightsManager).await;
    let after = scene.app().get(&reader, &path).await.expect(200).json();
    let used = after["total"]["used"].as_u64().unwrap_or_default();
    assert!(used > 0 && used <= bought, "{after}");
    assert_eq!((&after["total"]["bought"], &after["total"]["beyond"]), (&json!(bought), &json!(0)));
    assert_eq!((&after["assets_used"], &after["uses"][0]["state"]), (&json!(1), &json!("live")));
    let uses =
        after["channels"].as_array().expect("channels").iter().map(|one| one["uses"].as_u64().unwrap_or_default());
    assert_eq!(uses.max(), Some(1), "{after}");

    // What the paper no longer grants was used beyond it.
    let elsewhere = json!({ "body": { "interest": scene.interest, "channels": ["owned.email"], "territories": ["DE"],
        "purposes": ["commercial"], "period": { "end": "PERPETUAL" } }, "no_document": "corrected" });
    let grant = format!("/agreements/{}/grants/{}", scene.agreement, scene.grant);
    scene.app().put(&reader, &grant, elsewhere).await.expect(200);
    let beyond = scene.app().get(&reader, &path).await.expect(200).json();
    assert_eq!((&beyond["total"]["used"], &beyond["total"]["beyond"]), (&json!(0), &json!(used)));
}
