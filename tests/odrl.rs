//! Policies in Turtle through the door, and policies about more than what is ours.

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::Desk;

const POLICY: &str = r#"
    @prefix odrl: <http://www.w3.org/ns/odrl/2/> .
    <urn:policy:nord-1> a odrl:Agreement ; odrl:uid <urn:policy:nord-1> ; odrl:assigner <urn:nord> ;
        odrl:permission [ odrl:target <urn:ours> ; odrl:action odrl:distribute ;
            odrl:constraint [ odrl:leftOperand odrl:media ; odrl:operator odrl:eq ; odrl:rightOperand "instagram" ] ] ,
        [ odrl:target <urn:theirs> ; odrl:action odrl:distribute ] .
"#;

fn turtle(text: &str) -> TestRequest {
    TestRequest::post().insert_header(("Content-Type", "text/turtle; charset=utf-8")).set_payload(text.to_owned())
}

async fn interest(desk: &Desk) -> Uuid {
    desk.interest(desk.asset(1, "Picture").await, "copyright.work").await
}

#[actix_web::test]
async fn a_policy_in_turtle_is_taken_in_like_any_other() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let interest = interest(&desk).await;
    let asked = app.send(Some(manager), turtle(POLICY), "/agreements/import").await.expect(200).json();
    assert_eq!(asked["missing"], json!(["urn:ours", "urn:theirs"]));
    let one = POLICY.replace("urn:theirs", "urn:ours");
    let path = format!("/agreements/import?interests={interest}");
    let done = app.send(Some(manager), turtle(&one), &path).await.expect(201).json();
    let path = format!("/agreements/{}", done["agreements"][0].as_str().unwrap_or_default());
    let shown = app.get(manager, &path).await.expect(200).json();
    assert_eq!((&shown["review"], &shown["reference"]), (&json!("extracted"), &json!("urn:policy:nord-1")));
    for (text, status) in [("<urn:a> <urn:b", 400), ("<urn:a> <urn:b> <urn:c> .", 422)] {
        app.send(Some(manager), turtle(text), "/agreements/import").await.expect(status);
    }
    let large = format!("#{}\n{POLICY}", " ".repeat(1024 * 1024));
    app.send(Some(manager), turtle(&large), "/agreements/import").await.expect(413);
}

#[actix_web::test]
async fn what_is_none_of_ours_is_left_out_on_demand_and_said() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let interest = interest(&desk).await;
    let theirs = json!({ "urn:theirs": 1 });
    let policy: Value = json!({
        "@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "Agreement", "uid": "urn:policy:nord-1",
        "permission": [{ "target": ["urn:ours", "urn:theirs"], "action": "distribute" }],
    });
    let asked = json!({ "policy": policy, "targets": { "urn:ours": [interest] } });
    let told = app.post(manager, "/agreements/import", asked.clone()).await.expect(200).json();
    assert_eq!((&told["missing"], &told["left_out"]), (&json!(["urn:theirs"]), &json!({})));
    let mut skipping = asked.clone();
    skipping["skip_unknown_targets"] = json!(true);
    let done = app.post(manager, "/agreements/import", skipping).await.expect(201).json();
    assert_eq!((&done["left_out"], &done["missing"]), (&theirs, &json!([])));
    let path = format!("/agreements/{}", done["agreements"][0].as_str().unwrap_or_default());
    let shown = app.get(manager, &path).await.expect(200).json();
    assert_eq!(shown["assets"].as_array().map(Vec::len), Some(1));
    assert_eq!(shown["grants"].as_array().map(Vec::len), Some(1));
    let nothing = json!({ "policy": policy, "targets": { "urn:ours": [], "urn:theirs": [] } });
    let told = app.post(manager, "/agreements/import", nothing).await.expect(200).json();
    assert_eq!((&told["agreements"], &told["left_out"]), (&json!([]), &json!({ "urn:ours": 1, "urn:theirs": 1 })));
    let query = "/agreements/import?skip_unknown_targets=true";
    let told = app.send(Some(manager), turtle(POLICY), query).await.expect(200).json();
    // "instagram" may mean more than it surely means: what is sure and what may be are a rule each.
    assert_eq!((&told["agreements"], &told["left_out"]), (&json!([]), &json!({ "urn:ours": 2, "urn:theirs": 1 })));
}
