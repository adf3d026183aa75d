//! Whether a publication was shown in good faith: what was known when it went live against what is known now.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use server::platform::auth::Role;

use crate::scene::{Scene, id_of};

async fn look(scene: &Scene, publication: &Value) -> Value {
    let reader = scene.app().person(Role::RightsManager).await;
    let path = format!("/publications/{}/good-faith", id_of(publication));
    scene.app().get(&reader, &path).await.expect(200).json()
}

/// Records a revocation of the scene's grant.
async fn revoke(scene: &Scene, body: Value) {
    let manager = scene.app().person(Role::RightsManager).await;
    let path = format!("/agreements/{}/revocations", scene.agreement);
    let mut body = body;
    body["grant"] = json!(scene.grant);
    scene.app().post(&manager, &path, json!({ "body": body, "no_document": "by letter" })).await.expect(201);
}

#[actix_web::test]
async fn what_was_cleared_then_and_is_cleared_now_is_clean() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    scene.app().set_clock("2026-12-10T12:00:00Z");
    let faith = look(&scene, &live).await;
    assert_eq!((&faith["outcome"], &faith["ongoing"]), (&json!("clean"), &json!(true)), "{faith}");
    assert_eq!((&faith["then"]["headline"], &faith["now"]["headline"]), (&json!("ALLOWED"), &json!("ALLOWED")));
    assert_eq!((&faith["published_at"], &faith["until"]), (&live["live_at"], &json!("2026-12-10T12:00:00Z")));
    assert_eq!(faith["changes"], json!([]));
}

#[actix_web::test]
async fn a_correction_makes_honest_then_wrong_now_and_says_who_recorded_it() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    scene.app().set_clock("2026-12-10T12:00:00Z");
    scene.end_grant_on("2026-12-05").await;
    scene.app().settle().await;
    let faith = look(&scene, &live).await;
    assert_eq!((&faith["outcome"], &faith["ongoing"]), (&json!("honest_then_wrong_now"), &json!(false)), "{faith}");
    assert_eq!((&faith["then"]["headline"], &faith["now"]["headline"]), (&json!("ALLOWED"), &json!("PARTIAL")));
    let change = faith["changes"].as_array().into_iter().flatten().find(|each| each["kind"] == "grant").cloned();
    let change = change.unwrap_or_default();
    assert_eq!((&change["how"], &change["decisive"]), (&json!("correction"), &json!(true)), "{faith}");
    assert_eq!(change["changed_at"], "2026-12-10T12:00:00Z");
    assert!(change["superseded_by"]["recorded_by"]["name"].as_str().is_some_and(|name| !name.is_empty()), "{change}");
}

#[actix_web::test]
async fn what_ends_a_right_from_now_on_leaves_what_was_shown_clean() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    scene.app().set_clock("2026-12-10T12:00:00Z");
    revoke(&scene, json!({ "kind": "prospective", "effective": "2026-12-10T12:00:00Z", "received_at": "2026-12-09" }))
        .await;
    // The job that tidies up is late; nobody was served meanwhile.
    scene.app().set_clock("2026-12-10T12:05:00Z");
    scene.app().settle().await;
    let faith = look(&scene, &live).await;
    assert_eq!((&faith["outcome"], &faith["ongoing"]), (&json!("clean"), &json!(false)), "{faith}");
    let change = &faith["changes"][0];
    assert_eq!((&change["how"], &change["kind"]), (&json!("recorded"), &json!("revocation")), "{faith}");
    assert_eq!(change["received_at"], "2026-12-09");
}

#[actix_web::test]
async fn what_was_void_from_the_beginning_was_shown_honestly_all_the_same() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    scene.app().set_clock("2026-12-10T12:00:00Z");
    revoke(&scene, json!({ "kind": "ab_initio" })).await;
    scene.app().settle().await;
    let faith = look(&scene, &live).await;
    assert_eq!(faith["outcome"], "honest_then_wrong_now", "{faith}");
    assert_eq!(faith["now"]["headline"], "DENIED");
    let marketer = scene.app().person(Role::Marketer).await;
    let path = format!("/publications/{}/good-faith", id_of(&live));
    let told = scene.app().get(&marketer, &path).await.expect(200).json();
    assert_eq!((&told["outcome"], &told["changes"]), (&faith["outcome"], &json!([])), "not who recorded what");
    assert_eq!(told["changes_count"], faith["changes_count"]);
}

#[actix_web::test]
async fn an_amendment_and_a_correction_never_look_alike() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    scene.app().set_clock("2026-12-10T12:00:00Z");
    let manager = scene.app().person(Role::RightsManager).await;
    let shorter = json!({ "interest": scene.interest, "channels": ["owned"], "territories": ["DE"],
        "purposes": ["commercial"], "period": { "start": "2026-12-15", "end": "2027-01-15" } });
    let amendment = json!({ "body": shorter, "no_document": "addendum 1", "amends": scene.grant,
        "effective_on": "2026-12-15", "reason": "Agreed otherwise" });
    let path = format!("/agreements/{}/grants", scene.agreement);
    scene.app().post(&manager, &path, amendment).await.expect(201);
    scene.app().settle().await;
    scene.app().set_clock("2026-12-12T12:00:00Z");
    let faith = look(&scene, &live).await;
    assert_eq!(faith["outcome"], "clean", "{faith}");
    let how: Vec<&Value> = faith["changes"].as_array().into_iter().flatten().map(|each| &each["how"]).collect();
    assert!(!how.is_empty() && how.iter().all(|how| **how == "amendment"), "{how:?}");
}

#[actix_web::test]
async fn what_went_live_against_the_record_or_without_an_answer_is_called_so() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    scene.app().set_clock("2026-12-10T12:00:00Z");
    let db = scene.app().ctx.db.write().await.expect("a transaction");
    // As an import of what happened elsewhere might say: shown before anybody recorded the licence.
    db.execute_unprepared("UPDATE publication SET live_at = '2026-01-02T00:00:00+00:00'").await.expect("an update");
    db.commit().await.expect("a commit");
    assert_eq!(look(&scene, &live).await["outcome"], "wrong_then");
    let db = scene.app().ctx.db.write().await.expect("a transaction");
    db.execute_unprepared("UPDATE publication SET verdict_id = NULL").await.expect("an update");
    db.commit().await.expect("a commit");
    assert_eq!(look(&scene, &live).await["outcome"], "unsanctioned");
}

#[actix_web::test]
async fn what_never_went_live_was_shown_to_nobody() {
    let scene = Scene::start().await;
    scene.approve_winter().await;
    let channel = scene.add_channel("shop", None).await;
    let planned = scene.plan(channel, crate::scene::FROM, crate::scene::UNTIL).await.expect(201);
    let path = format!("/publications/{}/good-faith", planned.id());
    let answer = scene.app().get(&scene.house.marketer, &path).await.expect(409);
    assert_eq!(answer.code(), "publication.state");
}
