//! What a change would lead to, before it is made: nothing is stored, and the same engine answers.

use serde_json::{Value, json};
use server::platform::auth::Role;

use crate::desk::{Desk, grant, is};
use crate::scene::Scene;

#[actix_web::test]
async fn ending_an_agreement_tells_which_publications_fall() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    let manager = scene.app().person(Role::RightsManager).await;
    let path = format!("/agreements/{}", scene.agreement);
    let before = scene.app().get(&manager, &path).await.expect(200).json();
    let preview = |change: Value| {
        let (scene, manager, path) = (&scene, &manager, format!("{path}/preview"));
        async move { scene.app().post(manager, &path, change).await.expect(200).json() }
    };
    let ended = preview(json!({ "change": "terminate", "effective": "2026-12-24" })).await;
    assert_eq!((&ended["lost"], &ended["gained"]), (&json!(2), &json!(0)), "{ended}");
    let fallen = ended["uses"].as_array().into_iter().flatten().find(|each| each["kind"] == "publication").cloned();
    let fallen = fallen.unwrap_or_default();
    assert_eq!((&fallen["id"], &fallen["state"]), (&live["id"], &json!("live")));
    assert_eq!((&fallen["effect"], &fallen["before"]["headline"]), (&json!("lost"), &json!("ALLOWED")));
    assert_eq!(fallen["after"]["reasons"], json!(["REVOKED"]));
    let lost = &ended["regions"][0]["lost"][0];
    assert_eq!((&lost["territories"], &lost["until"]), (&json!(["AT", "DE"]), &json!("2027-01-31")), "{ended}");
    assert_eq!(ended["regions"][0]["gained"], json!([]));
    let unharmed = preview(json!({ "change": "facts" })).await;
    assert_eq!((&unharmed["lost"], &unharmed["unchanged"], &unharmed["regions"]), (&json!(0), &json!(2), &json!([])));
    let after = scene.app().get(&manager, &path).await.expect(200).json();
    assert_eq!(before, after, "nothing of it is stored");
}

#[actix_web::test]
async fn a_revocation_is_looked_at_before_it_is_recorded() {
    let scene = Scene::start().await;
    scene.go_live(None).await;
    let manager = scene.app().person(Role::RightsManager).await;
    let path = format!("/agreements/{}", scene.agreement);
    let asked = json!({ "change": "revoke", "grant": scene.grant, "effective": "2026-12-10" });
    let foreseen = scene.app().post(&manager, &format!("{path}/preview"), asked).await.expect(200).json();
    assert_eq!(foreseen["lost"], json!(2));
    let body = json!({ "kind": "prospective", "grant": scene.grant, "effective": "2026-12-10" });
    let body = json!({ "body": body, "no_document": "by letter" });
    scene.app().post(&manager, &format!("{path}/revocations"), body).await.expect(201);
    let mut question = scene.winter();
    question["asset"] = json!(scene.asset);
    question["start"] = json!("2026-12-01");
    let verdict = scene.app().post(&manager, "/verdicts", question).await.expect(200).json();
    let told = &foreseen["uses"][0]["after"]["headline"];
    assert_eq!(&verdict["items"][0]["headline"], told, "what was foreseen is what came");
}

#[actix_web::test]
async fn approving_a_draft_tells_what_is_gained() {
    let desk = Desk::open().await;
    let asset = desk.asset(1, "Picture").await;
    let interest = desk.interest(asset, "copyright.work").await;
    let agreement = desk.agreement("LIC-1").await;
    desk.grant(agreement, interest, "2027-01-31").await;
    let path = format!("/agreements/{agreement}/preview");
    let manager = &desk.house.rights_manager;
    let impact = desk.app().post(manager, &path, json!({ "change": "approve" })).await.expect(200).json();
    assert_eq!((&impact["assets"], &impact["regions"][0]["asset_count"]), (&json!(1), &json!(1)));
    let gained = &impact["regions"][0]["gained"][0];
    assert_eq!((&gained["territories"], &gained["from"]), (&json!(["AT", "DE"]), &json!("2026-12-01")), "{impact}");
    assert_eq!(impact["notes"], json!([]));
    assert_eq!(desk.headline(asset).await, is("UNKNOWN", &["UNREVIEWED_AGREEMENT"]), "nobody approved it");
    let more = json!({ "kind": "grant", "body": { "channels": ["owned.site"], "territories": ["CH"], "interest": interest,
        "purposes": ["commercial"], "period": { "start": "2026-12-01", "end": "2026-12-31" } } });
    let wider = json!({ "change": "approve", "add": [more] });
    let impact = desk.app().post(manager, &path, wider).await.expect(200).json();
    let territories: Vec<&Value> =
        impact["regions"][0]["gained"].as_array().into_iter().flatten().map(|each| &each["territories"]).collect();
    assert!(territories.contains(&&json!(["CH"])), "{impact}");
    let mut wrong = grant(interest, "2027-01-31");
    wrong["territories"] = json!(["XX"]);
    let wrong = json!({ "change": "facts", "add": [{ "kind": "grant", "body": wrong }] });
    assert_eq!(desk.app().post(manager, &path, wrong).await.expect(422).code(), "territory.unknown");
    let gone = json!({ "change": "facts", "remove": [uuid::Uuid::nil()] });
    desk.app().post(manager, &path, gone).await.expect(404);
}

#[actix_web::test]
async fn a_settled_duty_is_foreseen() {
    let desk = Desk::open().await;
    let asset = desk.asset(1, "Picture").await;
    let interest = desk.interest(asset, "copyright.work").await;
    let agreement = desk.agreement("LIC-1").await;
    let mut body = grant(interest, "2027-01-31");
    body["duties"] = json!([{ "id": "say", "timing": "pre", "kind": "approval", "text": "The agent says yes" }]);
    desk.rule(agreement, "grants", body).await.expect(201);
    desk.approve(agreement).await;
    let event = json!({ "kind": "duty_event", "body": { "duty": "say", "state": "fulfilled" } });
    let asked = json!({ "change": "facts", "add": [event] });
    let path = format!("/agreements/{agreement}/preview");
    let impact = desk.app().post(&desk.house.rights_manager, &path, asked).await.expect(200).json();
    assert_eq!(impact["regions"][0]["gained"][0]["territories"], json!(["AT", "DE"]), "{impact}");
    assert_eq!(desk.headline(asset).await.0, "CONDITIONAL");
}
