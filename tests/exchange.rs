//! Policies through the door: taken in for interests, kept as proposals, given out no wider than what is cleared.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::desk::Desk;

const POLICY: &str = r#"{
    "@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "Agreement", "uid": "urn:policy:nord-1",
    "assigner": "Studio Nord", "assignee": "House", "permission": [{
        "target": "urn:picture:1", "action": "distribute", "duty": [{ "action": "attribute" }],
        "constraint": [
            { "leftOperand": "spatial", "operator": "isAnyOf", "rightOperand": [
                { "@id": "http://cvx.iptc.org/iso3166-1a3/DEU" }, { "@id": "http://cvx.iptc.org/iso3166-1a3/AUT" }] },
            { "leftOperand": "media", "operator": "eq", "rightOperand": "instagram" },
            { "leftOperand": "purpose", "operator": "eq", "rightOperand": "commercial" },
            { "leftOperand": "dateTime", "operator": "lt", "rightOperand": "2027-01-31T23:00:00Z" }
        ]
    }]
}"#;

fn ld(text: &str) -> TestRequest {
    TestRequest::post().insert_header(("Content-Type", "application/ld+json")).set_payload(text.to_owned())
}

#[actix_web::test]
async fn a_policy_becomes_a_proposal_and_counts_once_it_is_approved() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let asset = desk.asset(1, "Picture").await;
    let interest = desk.interest(asset, "copyright.work").await;
    let asked = app.send(Some(manager), ld(POLICY), "/agreements/import").await.expect(200).json();
    assert_eq!((&asked["agreements"], &asked["missing"]), (&json!([]), &json!(["urn:picture:1"])));
    let path = format!("/agreements/import?interests={interest}");
    let done = app.send(Some(manager), ld(POLICY), &path).await.expect(201).json();
    let agreement = done["agreements"][0].as_str().unwrap_or_default().to_owned();
    let shown = app.get(manager, &format!("/agreements/{agreement}")).await.expect(200).json();
    assert_eq!((&shown["review"], &shown["reference"]), (&json!("extracted"), &json!("urn:policy:nord-1")));
    assert!(shown["clauses"][0]["quote"].as_str().unwrap_or_default().contains("iso3166-1a3/DEU"));
    let asked = json!({ "assets": [asset], "channels": ["social.organic.instagram"], "territories": ["DE"],
        "start": "2026-12-01", "end": "2027-01-15" });
    let headline =
        async || app.post(manager, "/verdicts", asked.clone()).await.expect(200).json()["items"][0]["headline"].clone();
    assert_eq!(headline().await, "UNKNOWN");
    let policy = app.get(manager, &format!("/assets/{asset}/rights.odrl.json")).await.expect(200).json();
    assert_eq!(policy["permission"], json!([]), "what nobody approved is given to nobody");
    let id = agreement.parse().expect("an id");
    for to in ["reviewed", "approved"] {
        desk.review(id, to).await.expect(200);
    }
    assert_eq!(headline().await, "ALLOWED_WITH_DUTIES");
    let policy = app.get(manager, &format!("/assets/{asset}/rights.odrl.json")).await.expect(200);
    assert_eq!(policy.header("Content-Type"), "application/ld+json");
    let policy = policy.json();
    assert_eq!((&policy["@type"], &policy["conflict"]), (&json!("Agreement"), &json!("prohibit")));
    let told = policy["permission"].to_string();
    assert!(told.contains("iso3166-1a3/DEU") && told.contains("social.organic.instagram"));
    assert!(!told.contains("iso3166-1a3/CHE") && !told.contains("social.paid"));
    app.send(Some(manager), ld(POLICY), &path).await.expect(409);
}

#[actix_web::test]
async fn what_is_no_policy_is_refused_with_a_reason() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    for (text, status) in [("{", 400), ("{}", 422), (r#"{"policytype":"x"}"#, 422)] {
        app.send(Some(manager), ld(text), "/agreements/import").await.expect(status);
    }
    let large = format!("{}{}", " ".repeat(1024 * 1024), POLICY);
    app.send(Some(manager), ld(&large), "/agreements/import").await.expect(413);
    let plain = TestRequest::post().insert_header(("Content-Type", "text/plain")).set_payload(POLICY);
    app.send(Some(manager), plain, "/agreements/import").await.expect(415);
    let zone = "/agreements/import?zones=Mars/Olympus";
    assert_eq!(app.send(Some(manager), ld(POLICY), zone).await.expect(422).code(), "zone.unknown");
}

#[actix_web::test]
async fn a_policy_about_two_things_says_which_is_which() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let one = desk.interest(desk.asset(1, "One").await, "copyright.work").await;
    let two = desk.interest(desk.asset(2, "Two").await, "copyright.work").await;
    let mut policy: Value = serde_json::from_str(POLICY).expect("JSON");
    policy["permission"][0]["target"] = json!(["urn:a", "urn:b"]);
    let open = json!({ "policy": policy, "interests": [one] });
    let asked = app.post(manager, "/agreements/import", open).await.expect(200).json();
    assert_eq!(asked["missing"], json!(["urn:a", "urn:b"]));
    let told = json!({ "policy": policy, "targets": { "urn:a": [one], "urn:b": [two] } });
    let done = app.post(manager, "/agreements/import", told).await.expect(201).json();
    let path = format!("/agreements/{}", done["agreements"][0].as_str().unwrap_or_default());
    let shown = app.get(manager, &path).await.expect(200).json();
    assert_eq!(shown["assets"].as_array().map(Vec::len), Some(2));
}

#[actix_web::test]
async fn an_open_licence_is_recorded_from_its_preset() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let interest = desk.interest(desk.asset(1, "Picture").await, "copyright.work").await;
    let listed = app.get(manager, "/rights/presets").await.expect(200).json();
    assert!(listed["items"].as_array().is_some_and(|items| items.iter().any(|item| item["id"] == "cc-by-4.0")));
    let new = json!({ "preset": "cc-by-4.0", "reference": "CC-1", "licensor": "Ada", "interests": [interest],
        "seen_at": "https://example.com/picture, 2026-11-01" });
    let done = app.post(manager, "/agreements/from-preset", new).await.expect(201).json();
    let path = format!("/agreements/{}", done["agreements"][0].as_str().unwrap_or_default());
    let shown = app.get(manager, &path).await.expect(200).json();
    assert_eq!((&shown["kind"], &shown["review"]), (&json!("open_licence"), &json!("extracted")));
    assert!(shown["clauses"][0]["quote"].as_str().unwrap_or_default().contains("seen at https://example.com"));
    let wrong = json!({ "preset": "cc-by-9.0", "reference": "CC-2", "interests": [interest] });
    app.post(manager, "/agreements/from-preset", wrong).await.expect(422);
}
