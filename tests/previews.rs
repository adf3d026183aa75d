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

#[actix_web::test]
async fn an_amendment_is_looked_at_before_it_is_recorded() {
    let scene = Scene::start().await;
    scene.go_live(None).await;
    let manager = scene.app().person(Role::RightsManager).await;
    let path = format!("/agreements/{}", scene.agreement);
    let body = json!({ "interest": scene.interest, "channels": ["owned"], "territories": ["DE", "CH"],
        "purposes": ["commercial"], "period": { "start": "2026-12-20", "end": "2027-01-10" } });
    let fact = json!({ "kind": "grant", "body": body, "amends": scene.grant, "effective_on": "2026-12-20" });
    let asked = json!({ "change": "facts", "add": [fact] });
    let foreseen = scene.app().post(&manager, &format!("{path}/preview"), asked).await.expect(200).json();
    assert_eq!((&foreseen["lost"], &foreseen["gained"]), (&json!(2), &json!(0)), "it ends earlier: {foreseen}");
    let boxes = |side: &str| foreseen["regions"][0][side].to_string();
    assert!(boxes("gained").contains("CH") && boxes("lost").contains("AT"), "{foreseen}");
    assert!(!boxes("lost").contains("\"from\":\"2026-12-01\""), "until its day the old one counts: {foreseen}");
    let beside = json!({ "kind": "grant", "body": body, "amends": scene.grant });
    let asked = json!({ "change": "facts", "add": [beside] });
    let foreseen = scene.app().post(&manager, &format!("{path}/preview"), asked).await.expect(200).json();
    assert_eq!(foreseen["lost"], json!(0), "without a day the amended one goes on: {foreseen}");
    let new = json!({ "body": body, "no_document": "addendum", "amends": scene.grant, "effective_on": "2026-12-20" });
    scene.app().post(&manager, &format!("{path}/grants"), new).await.expect(201);
    let mut question = scene.winter();
    question["asset"] = json!(scene.asset);
    let verdict = scene.app().post(&manager, "/verdicts", question).await.expect(200).json();
    assert_eq!(verdict["items"][0]["headline"], "PARTIAL", "what was foreseen is what came");
    let both = json!({ "kind": "grant", "id": scene.grant, "body": body, "amends": scene.grant });
    let asked = json!({ "change": "facts", "add": [both] });
    scene.app().post(&manager, &format!("{path}/preview"), asked).await.expect(422);
}

#[actix_web::test]
async fn a_waiver_lifts_what_another_agreement_forbids_everywhere_if_an_approver_says_so() {
    let desk = Desk::open().await;
    let (asset, own, _) = desk.cleared_asset(1, "2027-01-31").await;
    let (app, manager, editor) = (desk.app(), &desk.house.rights_manager, &desk.house.editor);
    let other = desk.agreement("HOUSE-1").await;
    let ban = |reach: &str| json!({ "reach": reach, "asset": asset, "channels": ["social"], "code": "EMBARGO" });
    let ban_of_asset = desk.rule(other, "restrictions", ban("asset")).await.expect(201).id();
    let ban_within = desk.rule(other, "restrictions", ban("agreement")).await.expect(201).id();
    desk.approve(other).await;
    assert_eq!(desk.headline(asset).await.0, "DENIED");
    let draft = desk.agreement("WAIVER-1").await;
    let waiver =
        |of: uuid::Uuid| json!({ "body": { "restriction": of, "granted_by": "Legal" }, "no_document": "mail" });
    let path = format!("/agreements/{draft}/waivers");
    assert_eq!(app.post(editor, &path, waiver(ban_of_asset)).await.expect(403).json()["field"], "restriction");
    assert_eq!(app.post(manager, &path, waiver(ban_within)).await.expect(422).json()["field"], "restriction");
    app.post(manager, &path, waiver(ban_of_asset)).await.expect(201);
    assert_ne!(desk.headline(asset).await.0, "ALLOWED", "a waiver nobody approved lifts nothing for certain");
    desk.approve(draft).await;
    assert_eq!(desk.headline(asset).await, is("ALLOWED", &[]));
    let shown = app.get(editor, &format!("/agreements/{own}")).await.expect(200).json();
    assert_eq!(shown["waivers"], json!([]));
}

#[actix_web::test]
async fn a_revocation_recorded_wrongly_is_corrected_and_stays_in_the_history() {
    let desk = Desk::open().await;
    let (asset, agreement, grant) = desk.cleared_asset(1, "2027-01-31").await;
    let body = json!({ "grant": grant, "kind": "prospective", "effective": "2026-12-01" });
    let recorded = desk.rule(agreement, "revocations", body).await.expect(201).id();
    assert_eq!(desk.headline(asset).await.0, "DENIED");
    let right = json!({ "grant": grant, "kind": "prospective", "effective": "2027-12-01" });
    let right = json!({ "body": right, "no_document": "by letter", "reason": "Misread the year" });
    let path = format!("/agreements/{agreement}/revocations/{recorded}");
    let answer = desk.app().put(&desk.house.rights_manager, &path, right).await.expect(200).json();
    assert_eq!((&answer["change"], &answer["reason"]), (&json!("correction"), &json!("Misread the year")));
    assert_eq!(desk.headline(asset).await, is("ALLOWED", &[]));
    let history = format!("/agreements/{agreement}/history?fact={recorded}");
    let history = desk.app().get(&desk.house.rights_manager, &history).await.expect(200).json();
    assert_eq!(history["items"].as_array().map(Vec::len), Some(2));
}
