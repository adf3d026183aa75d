//! Recording agreements and facts through the door: what is refused, who may, what stays on record.

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::{Desk, grant, is, told};

#[actix_web::test]
async fn an_agreement_is_recorded_found_and_changed() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (asset, agreement, _) = desk.cleared_asset(1, "2027-01-31").await;
    desk.agreement("MODEL-9").await;
    let list = app.get(manager, "/agreements?q=lic-1%20nord").await.expect(200).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(list["items"][0]["ends_on"], "2027-01-31");
    assert_eq!(list["items"][0]["asset_count"], 1);
    let by_asset = app.get(manager, &format!("/agreements?asset={asset}")).await.expect(200).json();
    assert_eq!(by_asset["items"][0]["id"], json!(agreement));
    assert_eq!(
        app.get(manager, "/agreements?review=draft").await.expect(200).json()["items"][0]["reference"],
        "MODEL-9"
    );
    let shown = app.get(manager, &format!("/agreements/{agreement}")).await.expect(200);
    let (etag, shown) = (shown.header("ETag"), shown.json());
    assert_eq!(etag, format!("\"{}\"", shown["revision"]));
    assert_eq!(shown["grants"][0]["clause_id"], shown["clauses"][0]["id"]);
    assert_eq!(shown["assets"][0]["title"], "Picture 1");
    assert_eq!(shown["interests"][0]["kind_name"], "Copyright in the work");
    let revision = shown["revision"].as_i64().unwrap_or_default();
    let path = format!("/agreements/{agreement}");
    let changed = app.patch(manager, &path, revision, json!({ "title": "Winter licence" })).await.expect(200).json();
    assert_eq!((&changed["title"], &changed["licensor"]), (&json!("Winter licence"), &json!("Studio Nord")));
    let late = app.patch(manager, &path, revision, json!({ "title": "Summer" })).await.expect(412);
    assert_eq!(late.code(), "precondition.failed");
    let blind = TestRequest::patch().set_json(json!({ "title": "Summer" }));
    assert_eq!(app.send(Some(manager), blind, &path).await.expect(428).code(), "precondition.required");
}

#[actix_web::test]
async fn a_list_of_agreements_goes_on_where_it_stopped() {
    let desk = Desk::open().await;
    for number in 0..5 {
        desk.app().set_clock(&format!("2026-11-15T12:00:0{number}Z"));
        desk.agreement(&format!("P-{number}")).await;
    }
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let mut seen = Vec::new();
    let mut path = "/agreements?limit=2".to_owned();
    loop {
        let page = app.get(manager, &path).await.expect(200).json();
        let items = page["items"].as_array().cloned().unwrap_or_default();
        seen.extend(items.iter().map(|item| item["reference"].as_str().unwrap_or_default().to_owned()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/agreements?limit=2&cursor={cursor}");
    }
    assert_eq!(seen, ["P-4", "P-3", "P-2", "P-1", "P-0"]);
}

#[actix_web::test]
async fn a_grant_that_is_not_right_is_never_recorded() {
    let desk = Desk::open().await;
    let asset = desk.asset(1, "Picture").await;
    let interest = desk.interest(asset, "copyright.work").await;
    let agreement = desk.agreement("A-1").await;
    let base = grant(interest, "2027-01-31");
    let with = |key: &str, value: Value| {
        let mut body = base.clone();
        body[key] = value;
        body
    };
    let period = |start: &str, end: &str| json!({ "start": start, "end": end });
    let wrong = [
        (with("period", period("2027-02-01", "2027-01-31")), "period.end_before_start", "period"),
        (with("territories", json!(["DE", "XX"])), "territory.unknown", "territories"),
        (with("exclude", json!(["Narnia"])), "territory.unknown", "exclude"),
        (with("channels", json!(["social.organic.myspace"])), "channel.unknown", "channels"),
        (with("purposes", json!(["fun"])), "purpose.unknown", "purposes"),
        (with("modifications", json!(["fold"])), "modification.unknown", "modifications"),
        (
            with("period", json!({ "start": "2026-12-01", "end": "2027-01-31", "zone": "Mars/Olympus" })),
            "zone.unknown",
            "period.zone",
        ),
        (with("period", period("2026-12-01", "31.01.2027")), "date.invalid", "period.end"),
        (with("period", period("2026-02-30", "2027-01-31")), "date.invalid", "period.start"),
        (with("period", json!({ "start": "2026-12-01" })), "field.missing", "period.end"),
        (with("period", Value::Null), "field.missing", "period"),
        (with("channels", json!([])), "field.missing", "channels"),
        (with("territories", Value::Null), "field.missing", "territories"),
        (with("interest", Value::Null), "field.missing", "interest"),
        (with("interest", json!(Uuid::nil())), "fact.invalid", "interest"),
        (with("interest", json!("the photo")), "fact.invalid", "interest"),
        (with("caps", json!([{ "id": "c", "kind": "cumulative" }])), "field.missing", "caps[0].limit"),
    ];
    for (body, code, field) in wrong {
        let answer = desk.rule(agreement, "grants", body.clone()).await.expect(422).json();
        assert_eq!((answer["code"].as_str(), answer["field"].as_str()), (Some(code), Some(field)), "{body} {answer}");
    }
    let shown = desk.app().get(&desk.house.rights_manager, &format!("/agreements/{agreement}")).await.json();
    assert_eq!(shown["grants"], json!([]));
}

#[actix_web::test]
async fn a_rule_stands_on_a_clause_or_says_why_not() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let asset = desk.asset(1, "Picture").await;
    let interest = desk.interest(asset, "copyright.work").await;
    let (agreement, other) = (desk.agreement("A-1").await, desk.agreement("A-2").await);
    let path = format!("/agreements/{agreement}/grants");
    let body = grant(interest, "2027-01-31");
    let bare = app.post(manager, &path, json!({ "body": body })).await.expect(422).json();
    assert_eq!((&bare["code"], &bare["field"]), (&json!("field.missing"), &json!("clause_id")));
    let foreign = desk.clause(other).await;
    app.post(manager, &path, json!({ "body": body, "clause_id": foreign })).await.expect(422);
    let clause = desk.clause(agreement).await;
    app.post(manager, &path, json!({ "body": body, "clause_id": clause })).await.expect(201);
    let held = app.delete(manager, &format!("/agreements/{agreement}/clauses/{clause}")).await.expect(422);
    assert_eq!(held.code(), "fact.invalid");
}

#[actix_web::test]
async fn malformed_bodies_are_refused_with_a_problem() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    for (path, body, status) in [
        ("/agreements", "{", 400),
        ("/agreements", "[]", 422),
        ("/agreements", r#"{"reference":"A","title":"T","kind":"handshake"}"#, 422),
        ("/agreements", r#"{"reference":" ","title":"T","kind":"licence"}"#, 422),
        ("/agreements", r#"{"reference":"A","title":"T","kind":"licence","review":"approved"}"#, 422),
        ("/verdicts", r#"{"asset":1}"#, 422),
        ("/verdicts", "null", 422),
    ] {
        let request = TestRequest::post().insert_header(("Content-Type", "application/json")).set_payload(body);
        let answer = app.send(Some(manager), request, path).await.expect(status);
        assert!(!answer.code().is_empty(), "{body}");
    }
    desk.agreement("A-1").await;
    let again = json!({ "reference": "A-1", "title": "Other", "kind": "licence" });
    assert_eq!(app.post(manager, "/agreements", again).await.expect(409).code(), "name.taken");
}

#[actix_web::test]
async fn a_review_needs_its_steps_and_the_right_person() {
    let desk = Desk::open().await;
    let agreement = desk.agreement("A-1").await;
    assert_eq!(desk.review(agreement, "approved").await.expect(409).code(), "agreement.review_step");
    desk.review(agreement, "extracted").await.expect(200);
    desk.review(agreement, "reviewed").await.expect(200);
    let path = format!("/agreements/{agreement}/reviews");
    let to = json!({ "to": "approved" });
    let editor = desk.app().post(&desk.house.editor, &path, to.clone()).await.expect(403);
    assert_eq!(editor.code(), "permission.denied");
    desk.app().post(&desk.house.marketer, &path, to).await.expect(403);
    assert_eq!(desk.review(agreement, "approved").await.expect(200).json()["review"], "approved");
    assert_eq!(desk.review(agreement, "draft").await.expect(200).json()["review"], "draft");
}

#[actix_web::test]
async fn an_approval_cannot_be_slipped_new_words() {
    let desk = Desk::open().await;
    let (asset, agreement, held) = desk.cleared_asset(1, "2027-01-31").await;
    let (app, editor) = (desk.app(), &desk.house.editor);
    let interest = desk.interest(asset, "likeness").await;
    let new = json!({ "body": grant(interest, "2030-01-01"), "no_document": "trust me" });
    for answer in [
        app.post(editor, &format!("/agreements/{agreement}/grants"), new.clone()).await,
        app.put(editor, &format!("/agreements/{agreement}/grants/{held}"), new.clone()).await,
        app.delete(editor, &format!("/agreements/{agreement}/grants/{held}")).await,
        app.post(editor, &format!("/agreements/{agreement}/clauses"), json!({ "quote": "For ever." })).await,
    ] {
        assert_eq!(answer.expect(409).code(), "agreement.review_step");
    }
    app.post(editor, &format!("/agreements/{agreement}/reviews"), json!({ "to": "draft" })).await.expect(200);
    app.post(editor, &format!("/agreements/{agreement}/grants"), new).await.expect(201);
    assert_eq!(desk.headline(asset).await, is("UNKNOWN", &["UNREVIEWED_AGREEMENT"]));
    let waved = json!({ "asset": asset, "kind": "property", "not_required": "own work" });
    app.post(editor, "/interests", waved.clone()).await.expect(403);
    app.post(&desk.house.rights_manager, "/interests", waved).await.expect(201);
}

#[actix_web::test]
async fn a_partner_sees_neither_agreements_nor_their_words() {
    let desk = Desk::open().await;
    let (app, partner) = (desk.app(), &desk.house.partner);
    let (asset, agreement, _) = desk.cleared_asset(1, "2026-12-10").await;
    let hidden = desk.asset(2, "Secret background").await;
    let link = json!({ "child": hidden, "role": "photo" });
    app.post(&desk.house.editor, &format!("/assets/{asset}/components"), link).await.expect(201);
    let shared = json!({ "name": "For you", "shared_with": [partner.organization] });
    let collection = app.post(&desk.house.editor, "/collections", shared).await.expect(201).id();
    app.put(&desk.house.editor, &format!("/collections/{collection}/assets/{asset}"), json!({})).await.expect(204);
    app.get(partner, &format!("/agreements/{agreement}")).await.expect(403);
    app.get(partner, "/agreements").await.expect(403);
    app.get(partner, &format!("/assets/{asset}/rights")).await.expect(403);
    app.get(partner, &format!("/assets/{asset}/facts/history")).await.expect(403);
    app.get(partner, &format!("/interests?asset={hidden}")).await.expect(404);
    let mut question = crate::desk::december();
    question["asset"] = json!(asset);
    let answer = app.post(partner, "/verdicts", question.clone()).await.expect(200);
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    for secret in ["LIC-1", "Use on social media", "Secret background", "Lena", &agreement.to_string()] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert!(text.contains("a part out of your sight"), "{text}");
    let interests = app.get(partner, &format!("/interests?asset={asset}")).await.expect(200).json();
    assert_eq!(interests["items"][0]["subject"], "");
    let components = app.get(partner, &format!("/assets/{asset}/components")).await.expect(200).json();
    assert_eq!(components["items"][0]["child"]["title"], "Out of your sight");
    question["asset"] = json!(hidden);
    assert_eq!(app.post(partner, "/verdicts", question).await.expect(404).code(), "asset.not_found");
    let own = app
        .post(
            &desk.house.rights_manager,
            "/verdicts",
            json!({ "asset": asset, "channels": ["owned.site"],
        "territories": ["DE"], "start": "2026-12-01", "end": "2026-12-31" }),
        )
        .await
        .expect(200)
        .json();
    let id = own["items"][0]["id"].as_str().unwrap_or_default().to_owned();
    // What the house asked is the house's business.
    app.get(partner, &format!("/verdicts/{id}")).await.expect(404);
    assert!(told(&own["items"][0]).0 == "DENIED" && own.to_string().contains("LIC-1"));
}

#[actix_web::test]
async fn interests_are_recorded_for_many_assets_corrected_and_taken_back() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let assets = [desk.asset(1, "One").await, desk.asset(2, "Two").await];
    let bulk = json!({ "assets": assets, "kind": "copyright.work", "holder": "Studio", "completeness": "complete" });
    let added = app.post(manager, "/interests/bulk", bulk).await.expect(201).json();
    assert_eq!(added["items"].as_array().map(Vec::len), Some(2));
    let interest = added["items"][0]["id"].as_str().unwrap_or_default().to_owned();
    let asset = added["items"][0]["asset"]["id"].clone();
    let path = format!("/interests/{interest}");
    let corrected = json!({ "asset": asset, "kind": "likeness", "completeness": "partial" });
    let corrected = app.put(manager, &path, corrected).await.expect(200).json();
    assert_eq!((&corrected["id"], &corrected["kind"]), (&json!(interest), &json!("likeness")));
    let elsewhere =
        json!({ "asset": if asset == json!(assets[0]) { assets[1] } else { assets[0] }, "kind": "likeness" });
    app.put(manager, &path, elsewhere).await.expect(422);
    app.delete(&desk.house.editor, &path).await.expect(403);
    app.delete(manager, &path).await.expect(204);
    app.delete(manager, &path).await.expect(404);
    let asset = asset.as_str().unwrap_or_default();
    let history = app.get(manager, &format!("/assets/{asset}/facts/history")).await.expect(200).json();
    let kept: Vec<bool> =
        history["items"].as_array().into_iter().flatten().map(|row| row["superseded_at"].is_string()).collect();
    assert_eq!(kept, [true, true], "both rows are there, both are superseded");
    app.post(manager, "/interests", json!({ "asset": asset, "kind": "magic" })).await.expect(422);
    app.post(manager, "/interests", json!({ "asset": Uuid::nil(), "kind": "likeness" })).await.expect(404);
    app.post(&desk.house.marketer, "/interests", json!({ "asset": asset, "kind": "likeness" })).await.expect(403);
}

#[actix_web::test]
async fn an_asset_cannot_contain_itself_however_deep() {
    let desk = Desk::open().await;
    let (app, editor) = (desk.app(), &desk.house.editor);
    let (film, banner, photo) =
        (desk.asset(1, "Film").await, desk.asset(2, "Banner").await, desk.asset(3, "Photo").await);
    let add = |parent: Uuid, child: Uuid| async move {
        app.post(editor, &format!("/assets/{parent}/components"), json!({ "child": child })).await
    };
    add(film, banner).await.expect(201);
    add(banner, photo).await.expect(201);
    assert_eq!(add(photo, film).await.expect(409).code(), "component.cycle");
    assert_eq!(add(film, film).await.expect(409).code(), "component.cycle");
    assert_eq!(add(film, banner).await.expect(409).code(), "name.taken");
    assert_eq!(add(film, Uuid::nil()).await.expect(404).code(), "asset.not_found");
    app.post(&desk.house.marketer, &format!("/assets/{film}/components"), json!({ "child": photo })).await.expect(403);
}

#[actix_web::test]
async fn one_request_grants_several_interests_and_an_asset_shows_its_record() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (film, photo) = (desk.asset(1, "Film").await, desk.asset(2, "Photo").await);
    app.post(&desk.house.editor, &format!("/assets/{film}/components"), json!({ "child": photo })).await.expect(201);
    let interests = [desk.interest(film, "copyright.work").await, desk.interest(photo, "likeness").await];
    let agreement = desk.agreement("A-1").await;
    let mut body = grant(interests[0], "2027-01-31");
    body["interest"] = Value::Null;
    body["interests"] = json!(interests);
    desk.rule(agreement, "grants", body).await.expect(201);
    let ban = json!({ "reach": "asset", "asset": film, "code": "EMBARGO", "period": { "start": "2026-12-01", "end": "2026-12-05" } });
    desk.rule(agreement, "restrictions", ban).await.expect(201);
    desk.approve(agreement).await;
    let rights = app.get(manager, &format!("/assets/{film}/rights")).await.expect(200).json();
    let paths: Vec<&Value> = rights["interests"].as_array().into_iter().flatten().map(|each| &each["path"]).collect();
    assert_eq!(paths, [&json!(["Film"]), &json!(["Film", "Photo"])]);
    for each in rights["interests"].as_array().into_iter().flatten() {
        let grant = &each["grants"][0];
        assert_eq!((&grant["agreement_reference"], &grant["agreement_review"]), (&json!("A-1"), &json!("approved")));
        assert_eq!(grant["readable"], true);
    }
    assert_eq!(rights["restrictions"][0]["body"]["code"], "EMBARGO");
    assert_eq!(rights["components"][0]["child"]["title"], "Photo");
    let (headline, codes) = desk.headline(film).await;
    assert_eq!((headline.as_str(), codes), ("PARTIAL", vec!["EMBARGO".to_owned()]));
}

#[actix_web::test]
async fn what_was_approved_to_forbid_is_not_taken_away_by_going_back_to_draft() {
    let desk = Desk::open().await;
    let (asset, _, _) = desk.cleared_asset(1, "2027-01-31").await;
    let hold = desk.agreement("HOLD-1").await;
    let ban = json!({ "reach": "asset", "asset": asset, "channels": ["all"], "territories": ["WORLD"], "code": "LEGAL_HOLD" });
    let ban = desk.rule(hold, "restrictions", ban).await.expect(201).id();
    desk.approve(hold).await;
    let (app, editor) = (desk.app(), &desk.house.editor);
    app.post(editor, &format!("/agreements/{hold}/reviews"), json!({ "to": "draft" })).await.expect(200);
    let removed = app.delete(editor, &format!("/agreements/{hold}/restrictions/{ban}")).await.expect(403);
    assert_eq!(removed.code(), "permission.denied");
    app.delete(&desk.house.rights_manager, &format!("/agreements/{hold}/restrictions/{ban}")).await.expect(204);
}

#[actix_web::test]
async fn nobody_approves_a_grant_that_came_in_after_they_read() {
    let desk = Desk::open().await;
    let agreement = desk.agreement("A-1").await;
    let path = format!("/agreements/{agreement}/reviews");
    let old = desk
        .app()
        .get(&desk.house.rights_manager, &format!("/agreements/{agreement}"))
        .await
        .expect(200)
        .header("ETag");
    desk.clause(agreement).await;
    let request =
        actix_web::test::TestRequest::post().insert_header(("If-Match", old)).set_json(json!({ "to": "extracted" }));
    desk.app().send(Some(&desk.house.rights_manager), request, &path).await.expect(412);
}

#[actix_web::test]
async fn asking_for_nothing_does_not_pass_under_a_cap() {
    let desk = Desk::open().await;
    let (asset, _, _) = desk.cleared_asset(1, "2027-01-31").await;
    for count in [0, -1000] {
        let mut question = crate::desk::december();
        question["asset"] = json!(asset);
        question["quantity"] = json!({ "placements": count });
        desk.app().post(&desk.house.rights_manager, "/verdicts", question).await.expect(422);
    }
}
