//! What happens under an agreement, and what the record tells of its own past.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::{Desk, december, grant, is, told};

/// An asset whose only grant carries more than usual; the agreement is approved.
async fn granted_with(desk: &Desk, seed: u8, more: Value) -> (Uuid, Uuid, Uuid) {
    let asset = desk.asset(seed, &format!("Picture {seed}")).await;
    let interest = desk.interest(asset, "copyright.work").await;
    let agreement = desk.agreement(&format!("LIC-{seed}")).await;
    let mut body = grant(interest, "2027-01-31");
    for (key, value) in more.as_object().into_iter().flatten() {
        body[key] = value.clone();
    }
    let grant = desk.rule(agreement, "grants", body).await.expect(201).id();
    desk.approve(agreement).await;
    (asset, agreement, grant)
}

async fn asked_with(desk: &Desk, asset: Uuid, more: Value) -> (String, Vec<String>) {
    let mut question = december();
    question["asset"] = json!(asset);
    for (key, value) in more.as_object().into_iter().flatten() {
        question[key] = value.clone();
    }
    let answer = desk.app().post(&desk.house.rights_manager, "/verdicts", question).await.expect(200).json();
    told(&answer["items"][0])
}

async fn shown(desk: &Desk, agreement: Uuid) -> Value {
    desk.app().get(&desk.house.rights_manager, &format!("/agreements/{agreement}")).await.expect(200).json()
}

fn say_before() -> Value {
    json!({ "duties": [{ "id": "say", "timing": "pre", "kind": "approval", "text": "The agent says yes",
        "evidence_needed": "mail of the agent" }] })
}

#[actix_web::test]
async fn a_duty_before_the_use_is_settled_and_then_the_use_is_cleared() {
    let desk = Desk::open().await;
    let (asset, agreement, _) = granted_with(&desk, 1, say_before()).await;
    let (other, ..) = granted_with(&desk, 2, say_before()).await;
    assert_eq!(desk.headline(asset).await, is("CONDITIONAL", &["PRE_DUTY_OPEN"]));
    let owed = shown(&desk, agreement).await["duties"][0].clone();
    assert_eq!((&owed["state"], &owed["unsettled"]), (&json!("open"), &json!(1)));
    let event = |state: &str, evidence: Option<&str>| json!({ "duty": "say", "state": state, "at": "2026-11-14", "by": "Agency Süd", "evidence": evidence });
    let bare = desk.rule(agreement, "duty_events", event("fulfilled", None)).await.expect(422).json();
    assert_eq!((&bare["code"], &bare["field"]), (&json!("field.missing"), &json!("evidence")));
    let unknown = json!({ "duty": "sing", "state": "fulfilled" });
    assert_eq!(desk.rule(agreement, "duty_events", unknown).await.expect(422).json()["field"], "duty");
    desk.rule(agreement, "duty_events", event("forgotten", None)).await.expect(422);
    let refused = desk.rule(agreement, "duty_events", event("refused", None)).await.expect(201).id();
    assert_eq!(desk.headline(asset).await, is("DENIED", &["DUTY_REFUSED"]));
    // The clock stands still: what was recorded second counts nevertheless.
    desk.rule(agreement, "duty_events", event("fulfilled", Some("mail of 14 November"))).await.expect(201);
    assert_eq!(desk.headline(asset).await, is("ALLOWED", &[]));
    assert_eq!(desk.headline(other).await.0, "CONDITIONAL", "a duty of the same name in another agreement");
    let owed = shown(&desk, agreement).await["duties"][0].clone();
    assert_eq!((&owed["state"], &owed["unsettled"]), (&json!("fulfilled"), &json!(0)));
    assert_eq!(owed["events"][0]["id"], json!(refused));
    assert_eq!(owed["events"][1]["summary"], "say: fulfilled by Agency Süd on 2026-11-14; proof: mail of 14 November");
}

#[actix_web::test]
async fn an_editor_may_say_no_for_an_approved_agreement_but_not_yes() {
    let desk = Desk::open().await;
    let (_, agreement, _) = granted_with(&desk, 1, say_before()).await;
    let (app, editor) = (desk.app(), &desk.house.editor);
    let path = format!("/agreements/{agreement}/duty_events");
    let event = |state: &str| json!({ "body": { "duty": "say", "state": state, "evidence": "letter" } });
    let yes = app.post(editor, &path, event("fulfilled")).await.expect(409);
    assert_eq!(yes.code(), "agreement.review_step");
    let no = app.post(editor, &path, event("refused")).await.expect(201).id();
    app.delete(editor, &format!("{path}/{no}")).await.expect(409);
    app.delete(&desk.house.rights_manager, &format!("{path}/{no}")).await.expect(204);
}

#[actix_web::test]
async fn a_caps_ledger_counts_what_was_used_outside_and_holds_back_what_is_reserved() {
    let desk = Desk::open().await;
    let caps = json!({ "caps": [{ "id": "copies", "kind": "cumulative", "metric": "copies", "limit": 1000 }] });
    let (asset, agreement, _) = granted_with(&desk, 1, caps.clone()).await;
    let (other, ..) = granted_with(&desk, 2, caps).await;
    let copies = |count: u32| json!({ "quantity": { "copies": count } });
    assert_eq!(asked_with(&desk, asset, copies(900)).await, is("ALLOWED", &[]));
    let used = json!({ "cap": "copies", "qty": 300, "where": "trade fair, printed by the agency" });
    let used = desk.rule(agreement, "usage", used).await.expect(201).id();
    assert_eq!(asked_with(&desk, asset, copies(900)).await, is("DENIED", &["CAP_EXCEEDED"]));
    assert_eq!(asked_with(&desk, other, copies(900)).await, is("ALLOWED", &[]), "a cap of the same name elsewhere");
    let reserve = |count: u32| json!({ "cap": "copies", "qty": count, "state": "reserved" });
    assert_eq!(desk.rule(agreement, "usage", reserve(701)).await.expect(422).json()["field"], "qty");
    let held = desk.rule(agreement, "usage", reserve(700)).await.expect(201).id();
    let cap = shown(&desk, agreement).await["caps"][0].clone();
    assert_eq!((&cap["consumed"], &cap["reserved"], &cap["remaining"]), (&json!(300.0), &json!(700.0), &json!(0.0)));
    assert_eq!(cap["entries"][0]["summary"], "300 consumed of copies, trade fair, printed by the agency");
    assert_eq!(asked_with(&desk, asset, copies(1)).await, is("DENIED", &["CAP_EXCEEDED"]));
    let path = format!("/agreements/{agreement}/usage");
    let release = json!({ "body": { "cap": "copies", "qty": 700, "state": "released" } });
    let released = desk.app().put(&desk.house.rights_manager, &format!("{path}/{held}"), release).await.expect(200);
    assert_eq!(released.json()["change"], "step");
    assert_eq!(asked_with(&desk, asset, copies(700)).await, is("ALLOWED", &[]));
    // What was used is a fact, also where it was too much.
    desk.rule(agreement, "usage", json!({ "cap": "copies", "qty": 5000 })).await.expect(201);
    assert_eq!(shown(&desk, agreement).await["caps"][0]["remaining"], json!(-4300.0));
    for wrong in
        [json!({ "cap": "sheets", "qty": 1 }), json!({ "cap": "copies", "qty": -1 }), json!({ "cap": "copies" })]
    {
        desk.rule(agreement, "usage", wrong).await.expect(422);
    }
    desk.app().delete(&desk.house.editor, &format!("{path}/{used}")).await.expect(409);
}

#[actix_web::test]
async fn whoever_acts_for_the_house_needs_an_approved_engagement() {
    let desk = Desk::open().await;
    let (asset, ..) = granted_with(&desk, 1, json!({ "sublicense": ["agency_acting_for"] })).await;
    let by_agency = || json!({ "actor": "Agency Süd" });
    assert_eq!(asked_with(&desk, asset, by_agency()).await, is("DENIED", &["ACTOR_NOT_LICENSED"]));
    let contract = desk.agreement("AGENCY-1").await;
    let engaged = json!({ "actor": "Agency Süd", "relation": "agency_acting_for",
        "period": { "start": "2026-01-01", "end": "2026-12-15" } });
    desk.rule(contract, "engagements", json!({ "relation": "agency_acting_for" })).await.expect(422);
    desk.rule(contract, "engagements", engaged).await.expect(201);
    assert_eq!(asked_with(&desk, asset, by_agency()).await.0, "UNKNOWN", "nobody approved it yet");
    desk.approve(contract).await;
    assert_eq!(asked_with(&desk, asset, by_agency()).await, is("PARTIAL", &["ENGAGEMENT_ENDED"]));
    assert_eq!(shown(&desk, contract).await["engagements"][0]["kind"], "engagement");
}

#[actix_web::test]
async fn what_another_brand_has_alone_is_closed_to_everybody_else() {
    let desk = Desk::open().await;
    let asset = desk.asset(1, "Picture").await;
    let interest = desk.interest(asset, "likeness").await;
    let licence = desk.agreement("LIC-1").await;
    desk.grant(licence, interest, "2027-01-31").await;
    desk.approve(licence).await;
    let talent = desk.agreement("TALENT-1").await;
    let alone = |direction: &str| {
        json!({ "interest": interest, "holder": "Rival", "direction": direction, "territories": ["DE"],
            "period": { "start": "2026-12-01", "end": "2026-12-10" } })
    };
    desk.rule(talent, "exclusivities", alone("sideways")).await.expect(422);
    desk.rule(talent, "exclusivities", alone("ours")).await.expect(201);
    assert_eq!(desk.headline(asset).await, is("ALLOWED", &[]), "what is kept free for us closes nothing");
    desk.rule(talent, "exclusivities", alone("against_us")).await.expect(201);
    assert_eq!(desk.headline(asset).await.0, "PARTIAL");
    desk.approve(talent).await;
    assert_eq!(desk.headline(asset).await, is("PARTIAL", &["EXCLUSIVITY_CONFLICT"]));
    assert_eq!(asked_with(&desk, asset, json!({ "brand": "Rival" })).await, is("ALLOWED", &[]));
    let findings = desk.app().get(&desk.house.rights_manager, &format!("/agreements/{licence}/findings")).await;
    let found = findings.expect(200).json();
    let conflict = found["items"].as_array().into_iter().flatten().find(|each| each["code"] == "exclusivity.conflict");
    let conflict = conflict.cloned().unwrap_or_default();
    assert_eq!((&conflict["severity"], &conflict["agreement"]), (&json!("error"), &json!(talent)), "{found}");
    assert_eq!(
        (&conflict["region"][0]["territories"], &conflict["region"][0]["until"]),
        (&json!(["DE"]), &json!("2026-12-10"))
    );
}

#[actix_web::test]
async fn a_correction_and_an_amendment_never_look_alike() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (asset, agreement, first) = granted_with(&desk, 1, json!({})).await;
    let path = format!("/agreements/{agreement}");
    let interest = shown(&desk, agreement).await["grants"][0]["body"]["interest"].clone();
    let interest = interest.as_str().and_then(|id| Uuid::parse_str(id).ok()).expect("an interest");
    app.set_clock("2026-11-15T13:00:00Z");
    let corrected =
        json!({ "body": grant(interest, "2027-02-28"), "no_document": "typing error", "reason": "typed 31 January" });
    let corrected = app.put(manager, &format!("{path}/grants/{first}"), corrected).await.expect(200).json();
    assert_eq!((&corrected["change"], &corrected["reason"]), (&json!("correction"), &json!("typed 31 January")));
    app.set_clock("2026-11-15T14:00:00Z");
    let mut narrower = grant(interest, "2027-02-28");
    narrower["territories"] = json!(["AT"]);
    narrower["period"]["start"] = json!("2026-12-11");
    let amended =
        json!({ "body": narrower, "no_document": "amendment no. 1", "amends": first, "effective_on": "2026-12-11" });
    let second = app.post(manager, &format!("{path}/grants"), amended).await.expect(201).json();
    assert_eq!((&second["change"], &second["amends"]), (&json!("amendment"), &json!(first)));
    assert_eq!(desk.headline(asset).await, is("PARTIAL", &["REVOKED"]));
    let early = desk.verdict_at(asset, Some("2026-11-15T13:30:00Z")).await;
    assert_eq!(told(&early), is("ALLOWED", &[]), "as it was believed before the amendment");
    let history = app.get(manager, &format!("{path}/history?fact={first}")).await.expect(200).json();
    let rows: Vec<&Value> = history["items"].as_array().into_iter().flatten().collect();
    assert_eq!(rows.len(), 2, "the amendment left the record of the amended grant alone");
    assert_eq!(rows[1]["superseded_by"]["change"], "correction");
    assert_eq!(rows[1]["superseded_by"]["id"], rows[0]["id"]);
    assert_eq!((&rows[0]["change"], &rows[0]["superseded_at"]), (&json!("correction"), &Value::Null));
    let both = json!({ "body": grant(interest, "2027-02-28"), "no_document": "x", "amends": first });
    app.put(manager, &format!("{path}/grants/{first}"), both).await.expect(422);
    let nowhere = json!({ "body": grant(interest, "2027-02-28"), "no_document": "x", "amends": Uuid::nil() });
    app.post(manager, &format!("{path}/grants"), nowhere).await.expect(422);
}

#[actix_web::test]
async fn an_agreement_is_read_as_it_was_known_then() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (asset, agreement, grant) = granted_with(&desk, 1, json!({})).await;
    app.set_clock("2026-11-15T15:00:00Z");
    app.delete(manager, &format!("/agreements/{agreement}/grants/{grant}")).await.expect(204);
    let now = shown(&desk, agreement).await;
    assert_eq!(now["grants"], json!([]));
    let then = |path: &str| format!("{path}?belief_at=2026-11-15T14:00:00Z");
    let known = app.get(manager, &then(&format!("/agreements/{agreement}"))).await.expect(200).json();
    assert_eq!(known["grants"][0]["id"], json!(grant));
    let rights = app.get(manager, &then(&format!("/assets/{asset}/rights"))).await.expect(200).json();
    assert_eq!(rights["interests"][0]["grants"][0]["id"], json!(grant));
    let before = format!("/agreements/{agreement}?belief_at=2026-11-15T11:00:00Z");
    app.get(manager, &before).await.expect(404);
    let history = app.get(manager, &format!("/agreements/{agreement}/history")).await.expect(200).json();
    let gone = history["items"].as_array().into_iter().flatten().find(|row| row["kind"] == "grant").cloned();
    let gone = gone.unwrap_or_default();
    assert_eq!((&gone["withdrawn_by"]["name"], &gone["superseded_by"]), (&json!("Test rights manager"), &Value::Null));
    let steps = history["items"].as_array().into_iter().flatten().filter(|row| row["change"] == "step").count();
    assert_eq!(steps, 3, "three steps of review are no corrections");
}

#[actix_web::test]
async fn a_kept_verdict_stays_what_it_was() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (asset, agreement, grant) = granted_with(&desk, 1, json!({})).await;
    let given = desk.verdict(asset).await;
    app.delete(manager, &format!("/agreements/{agreement}/grants/{grant}")).await.expect(204);
    let kept = app.get(manager, &format!("/verdicts/{}", given["id"].as_str().unwrap_or_default())).await;
    let kept = kept.expect(200).json();
    for key in ["headline", "inputs_hash", "engine_version", "reference_version", "belief_at", "cleared"] {
        assert_eq!(kept[key], given[key], "{key}");
        assert!(!kept[key].is_null(), "{key}");
    }
    let again = desk.verdict(asset).await;
    assert_eq!(again["headline"], "DENIED");
    assert_ne!(again["inputs_hash"], given["inputs_hash"]);
}

#[actix_web::test]
async fn nobody_writes_into_an_agreement_that_changed_since_they_read_it() {
    let desk = Desk::open().await;
    let (_, agreement, _) = granted_with(&desk, 1, say_before()).await;
    let path = format!("/agreements/{agreement}/duty_events");
    let event = json!({ "body": { "duty": "say", "state": "refused" } });
    let request = || {
        let stale = actix_web::test::TestRequest::post().insert_header(("If-Match", "\"1\""));
        stale.set_json(event.clone())
    };
    desk.app().send(Some(&desk.house.rights_manager), request(), &path).await.expect(412);
    let fresh = desk.app().post(&desk.house.rights_manager, &path, event.clone()).await.expect(201);
    assert_eq!(fresh.header("ETag"), format!("\"{}\"", shown(&desk, agreement).await["revision"]));
}

#[actix_web::test]
async fn the_question_that_frees_most_is_asked_first() {
    let desk = Desk::open().await;
    let paper = desk.agreement("LIC-9").await;
    for seed in 1..=3 {
        let asset = desk.asset(seed, &format!("Picture {seed}")).await;
        let interest = desk.interest(asset, "copyright.work").await;
        desk.grant(paper, interest, "2027-01-31").await;
    }
    let (asset, ..) = granted_with(&desk, 4, json!({ "territories": ["DACH"] })).await;
    let (waiting, ..) = granted_with(&desk, 5, say_before()).await;
    granted_with(&desk, 6, json!({ "period": { "start": "2025-01-01", "end": "2025-12-31" } })).await;
    let manager = &desk.house.rights_manager;
    let told = desk.app().get(manager, "/questions").await.expect(200).json();
    let codes: Vec<&str> =
        told["items"].as_array().into_iter().flatten().map(|each| each["code"].as_str().unwrap_or_default()).collect();
    assert_eq!(codes, ["agreement.review", "duty.before_use", "territory.group"], "{told}");
    let first = &told["items"][0];
    assert_eq!((&first["agreement"], &first["assets"], &first["assets_freed"]), (&json!(paper), &json!(3), &json!(3)));
    let second = &told["items"][1];
    assert_eq!(second["named"][0]["id"], json!(waiting));
    let third = &told["items"][2];
    assert_eq!(third["message"], "Does DACH in LIC-4 include Liechtenstein?");
    assert_eq!(third["named"][0]["id"], json!(asset));
    let fewer = desk.app().get(manager, "/questions?limit=1").await.expect(200).json();
    assert_eq!(fewer["items"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn a_day_of_birth_counts_in_verdicts_and_is_told_to_nobody_else() {
    let desk = Desk::open().await;
    let (app, manager, editor) = (desk.app(), &desk.house.rights_manager, &desk.house.editor);
    let lena = json!({ "name": "Lena M.", "born_on": "2012-05-01", "jurisdiction": "DE" });
    let lena = app.post(manager, "/people", lena).await.expect(201).id();
    app.post(manager, "/people", json!({ "name": "From tomorrow", "born_on": "2026-11-16" })).await.expect(422);
    app.get(editor, &format!("/people/{lena}")).await.expect(403);
    let asset = desk.asset(1, "Picture").await;
    let new = json!({ "asset": asset, "kind": "likeness", "completeness": "complete", "person": lena });
    let interest = app.post(editor, "/interests", new).await.expect(201).id();
    app.post(editor, "/interests", json!({ "asset": asset, "kind": "voice", "person": Uuid::nil() })).await.expect(422);
    let release = json!({ "reference": "MR-1", "title": "Release", "kind": "model_release", "status": "executed",
        "signed_on": "2026-01-01" });
    let release = app.post(manager, "/agreements", release).await.expect(201).id();
    desk.grant(release, interest, "2027-01-31").await;
    desk.approve(release).await;
    assert_eq!(desk.headline(asset).await, is("DENIED", &["MINOR_NO_GUARDIAN"]));
    let findings = app.get(editor, &format!("/agreements/{release}/findings")).await.expect(200).json();
    assert_eq!(findings["items"][0]["code"], "release.no_guardian", "{findings}");
    // A correction that does not name the person keeps them.
    let corrected =
        json!({ "asset": asset, "kind": "likeness", "completeness": "complete", "subject": "girl on the left" });
    let corrected = app.put(manager, &format!("/interests/{interest}"), corrected).await.expect(200).json();
    assert_eq!(corrected["person"], json!(lena));
    assert_eq!(desk.headline(asset).await.0, "DENIED");
    for path in [
        format!("/agreements/{release}/findings"),
        format!("/agreements/{release}/history"),
        format!("/assets/{asset}/facts/history"),
        format!("/assets/{asset}/rights"),
        format!("/interests?asset={asset}"),
    ] {
        let told = app.get(editor, &path).await.expect(200);
        assert!(!String::from_utf8_lossy(&told.body).contains("2012-05-01"), "{path}");
    }
    let grown = json!({ "name": "Lena M.", "born_on": "2002-05-01" });
    app.put(manager, &format!("/people/{lena}"), grown).await.expect(200);
    assert_eq!(desk.headline(asset).await, is("ALLOWED", &[]));
    let shown = app.get(manager, &format!("/people/{lena}")).await.expect(200).json();
    assert_eq!((&shown["born_on"], &shown["interests"][0]["id"]), (&json!("2002-05-01"), &json!(interest)));
    assert_eq!(shown["releases"][0]["reference"], "MR-1");
    desk.agreement("LIC-1").await;
    let releases = app.get(editor, &format!("/releases?person={lena}&asset={asset}")).await.expect(200).json();
    assert_eq!(releases["items"].as_array().map(Vec::len), Some(1));
    let all = app.get(editor, "/releases").await.expect(200).json();
    assert_eq!(all["items"].as_array().map(Vec::len), Some(1), "a licence is no release");
    let licences = app.get(editor, "/agreements?kind=licence").await.expect(200).json();
    assert_eq!(licences["items"][0]["reference"], "LIC-1");
}

#[actix_web::test]
async fn what_an_amendment_ends_it_ends_for_certain_when_it_is_approved() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (asset, agreement, first) = granted_with(&desk, 1, json!({})).await;
    let interest = shown(&desk, agreement).await["grants"][0]["body"]["interest"].clone();
    let interest = interest.as_str().and_then(|id| Uuid::parse_str(id).ok()).expect("an interest");
    let new = json!({ "reference": "AMEND-1", "title": "Amendment", "kind": "licence", "status": "executed",
        "signed_on": "2026-11-01", "amends": agreement });
    let amendment = app.post(manager, "/agreements", new.clone()).await.expect(201);
    assert_eq!(amendment.json()["amends"], json!(agreement));
    let amendment = amendment.id();
    let mut later = grant(interest, "2027-01-31");
    later["period"]["start"] = json!("2026-12-20");
    let amended = json!({ "body": later, "no_document": "amendment", "amends": first, "effective_on": "2026-12-10" });
    app.post(manager, &format!("/agreements/{amendment}/grants"), amended).await.expect(201);
    assert_eq!(desk.headline(asset).await, is("PARTIAL", &["REVOCATION_DISPUTED"]), "nobody approved it yet");
    desk.approve(amendment).await;
    assert_eq!(desk.headline(asset).await, is("PARTIAL", &["REVOKED"]));
    let cleared = desk.verdict(asset).await["cleared"].clone();
    assert_eq!(cleared, json!(["social.organic.instagram | DE | 2026-12-01..2026-12-09 & 2026-12-20..2026-12-31"]));
    let mut unknown = new;
    unknown["reference"] = json!("AMEND-2");
    unknown["amends"] = json!(Uuid::nil());
    app.post(manager, "/agreements", unknown).await.expect(422);
    let path = format!("/agreements/{amendment}");
    let revision = app.get(manager, &path).await.json()["revision"].as_i64().unwrap_or_default();
    app.patch(manager, &path, revision, json!({ "amends": amendment })).await.expect(422);
    let freed = app.patch(manager, &path, revision, json!({ "amends": null })).await.expect(200).json();
    assert_eq!(freed["amends"], Value::Null);
}
