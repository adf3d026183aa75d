//! Verdicts through the door: what clears, what does not, what was believed when, and how a standing use ends.

use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};
use server::features::agreements::records::row::fact;
use server::features::agreements::{clearance, standing};
use uuid::Uuid;

use crate::desk::{Desk, december, grant, is, told};

#[actix_web::test]
async fn an_approved_grant_clears_and_the_verdict_is_kept() {
    let desk = Desk::open().await;
    let (asset, agreement, _) = desk.cleared_asset(1, "2027-01-31").await;
    let verdict = desk.verdict(asset).await;
    assert_eq!(told(&verdict), is("ALLOWED", &[]), "{verdict}");
    assert_eq!(verdict["cleared"], json!(["social.organic.instagram | DE | 2026-12-01..2026-12-31"]));
    let support = &verdict["supports"][0];
    assert_eq!(support["agreement_reference"], "LIC-1");
    assert_eq!(support["agreement_id"], json!(agreement));
    assert_eq!(support["clause"]["page"], 3);
    assert_eq!(support["path"], json!(["Picture 1", "Copyright in the work"]));
    assert_eq!(verdict["stable_until"], "2027-01-31T23:00:00Z");
    let id = verdict["id"].as_str().unwrap_or_default();
    let kept = desk.app().get(&desk.house.rights_manager, &format!("/verdicts/{id}")).await.expect(200).json();
    assert_eq!(kept, verdict);
}

#[actix_web::test]
async fn nothing_on_record_is_neither_yes_nor_no() {
    let desk = Desk::open().await;
    let asset = desk.asset(1, "Bare").await;
    assert_eq!(desk.headline(asset).await, is("UNKNOWN", &["NO_RIGHTS_INFO"]));
    desk.interest_known(asset, "copyright.work", "partial").await;
    assert_eq!(desk.headline(asset).await, is("UNKNOWN", &["INCOMPLETE_RECORD"]));
    let other = desk.asset(2, "Declared complete").await;
    desk.interest(other, "copyright.work").await;
    assert_eq!(desk.headline(other).await, is("DENIED", &["NO_GRANT"]));
}

#[actix_web::test]
async fn only_executed_and_approved_words_clear() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (asset, agreement, _) = desk.cleared_asset(1, "2027-01-31").await;
    let path = format!("/agreements/{agreement}");
    let set = |status: &'static str| {
        let path = path.clone();
        async move {
            let revision = app.get(manager, &path).await.json()["revision"].as_i64().unwrap_or_default();
            app.patch(manager, &path, revision, json!({ "status": status })).await.expect(200);
        }
    };
    for (status, expected) in [
        ("sent", is("UNKNOWN", &["UNREVIEWED_AGREEMENT"])),
        ("executed", is("ALLOWED", &[])),
        ("suspended", is("DENIED", &["REVOKED"])),
        ("executed", is("ALLOWED", &[])),
        ("void", is("DENIED", &["REVOKED_AB_INITIO"])),
    ] {
        set(status).await;
        assert_eq!(desk.headline(asset).await, expected, "{status}");
    }
    set("executed").await;
    desk.review(agreement, "draft").await.expect(200);
    assert_eq!(desk.headline(asset).await, is("UNKNOWN", &["UNREVIEWED_AGREEMENT"]));
}

#[actix_web::test]
async fn a_termination_counts_from_when_it_was_recorded_not_from_a_later_note() {
    let desk = Desk::open().await;
    let app = desk.app();
    let (asset, agreement, _) = desk.cleared_asset(1, "2027-01-31").await;
    let path = format!("/agreements/{agreement}");
    let mut question = december();
    question["asset"] = json!(asset);
    for (at, change) in [
        ("2026-12-10T10:00:00Z", json!({ "status": "terminated" })),
        ("2026-12-12T10:00:00Z", json!({ "notes": "by letter" })),
    ] {
        app.set_clock(at);
        // Sessions end after some hours: somebody signs in again.
        let manager = app.person(server::platform::auth::Role::RightsManager).await;
        let revision = app.get(&manager, &path).await.expect(200).json()["revision"].as_i64().unwrap_or_default();
        app.patch(&manager, &path, revision, change).await.expect(200);
        let verdict = app.post(&manager, "/verdicts", question.clone()).await.expect(200).json()["items"][0].clone();
        assert_eq!(told(&verdict), is("PARTIAL", &["REVOKED"]), "{at}");
        let until = "social.organic.instagram | DE | 2026-12-01..2026-12-10T11:00";
        assert_eq!(verdict["cleared"], json!([until]), "{at}");
    }
}

#[actix_web::test]
async fn wrong_questions_are_refused_with_their_field() {
    let desk = Desk::open().await;
    let asset = desk.asset(1, "Picture").await;
    let mut base = december();
    base["asset"] = json!(asset);
    for (key, value, code, field) in [
        ("territories", json!(["XX"]), "territory.unknown", "territories"),
        ("channels", json!(["social.organic.myspace"]), "channel.unknown", "channels"),
        ("purposes", json!(["fun"]), "purpose.unknown", "purposes"),
        ("modifications", json!(["fold"]), "modification.unknown", "modifications"),
        ("end", json!("2026-11-30"), "period.end_before_start", "end"),
        ("start", json!("2026-13-01"), "date.invalid", "start"),
        ("zone", json!("Mars/Olympus"), "zone.unknown", "zone"),
        ("channels", json!([]), "field.missing", "channels"),
        ("assets", json!(vec![asset; 1]), "", ""),
    ] {
        let mut question = base.clone();
        question[key] = value;
        let answer = desk.app().post(&desk.house.marketer, "/verdicts", question).await;
        if code.is_empty() {
            assert_eq!(answer.expect(200).json()["items"].as_array().map(Vec::len), Some(1), "named twice, asked once");
            continue;
        }
        let answer = answer.expect(422).json();
        assert_eq!((answer["code"].as_str(), answer["field"].as_str()), (Some(code), Some(field)), "{answer}");
    }
    base["territory"] = json!(["AT"]);
    let typo = desk.app().post(&desk.house.marketer, "/verdicts", base).await.expect(422);
    assert_eq!(typo.code(), "request.invalid");
    let many: Vec<Uuid> = (0..201).map(Uuid::from_u128).collect();
    let mut question = december();
    question["assets"] = json!(many);
    desk.app().post(&desk.house.marketer, "/verdicts", question).await.expect(422);
}

/// Writes a row past every check, as a damaged database or an older release might hold it.
async fn break_in(
    desk: &Desk,
    kind: &str,
    interest: Option<Uuid>,
    asset: Option<Uuid>,
    agreement: Option<Uuid>,
    body: &str,
) {
    let ctx = &desk.app().ctx;
    let row = fact::ActiveModel {
        id: Set(ctx.new_id().expect("an id")),
        entity_id: Set(ctx.new_id().expect("an id")),
        kind: Set(kind.to_owned()),
        agreement_id: Set(agreement),
        interest_id: Set(interest),
        asset_id: Set(asset),
        clause_id: Set(None),
        target_id: Set(None),
        reach: Set((kind == "restriction" && agreement.is_some()).then(|| "agreement".to_owned())),
        body: Set(body.to_owned()),
        source: Set("test".to_owned()),
        recorded_at: Set(ctx.now()),
        superseded_at: Set(None),
        recorded_by: Set(None),
        recorded_by_name: Set("nobody".to_owned()),
        ..Default::default()
    };
    let tx = ctx.db.write().await.expect("a transaction");
    fact::Entity::insert(row).exec_without_returning(&tx).await.expect("a row");
    ctx.commit(tx).await.expect("commit");
}

#[actix_web::test]
async fn what_cannot_be_read_is_unknown_and_never_allowed() {
    for (kind, body) in [
        ("restriction", "{broken"),
        ("restriction", r#"{"reach":"interest","territories":["Narnia"]}"#),
        ("revocation", r#"{"kind":"maybe"}"#),
        ("restriction", "[]"),
    ] {
        let desk = Desk::open().await;
        let (asset, ..) = desk.cleared_asset(1, "2027-01-31").await;
        assert_eq!(desk.headline(asset).await, is("ALLOWED", &[]));
        let interests = desk.app().get(&desk.house.rights_manager, &format!("/interests?asset={asset}")).await.json();
        let interest = interests["items"][0]["id"].as_str().and_then(|id| Uuid::parse_str(id).ok());
        break_in(&desk, kind, interest, None, None, body).await;
        assert_eq!(desk.headline(asset).await, is("UNKNOWN", &["FACT_UNREADABLE"]), "{kind} {body}");
    }
}

#[actix_web::test]
async fn a_broken_rule_of_an_agreement_or_of_nobody_makes_unknown_too() {
    let desk = Desk::open().await;
    let (asset, agreement, _) = desk.cleared_asset(1, "2027-01-31").await;
    let (other, ..) = desk.cleared_asset(2, "2027-01-31").await;
    break_in(&desk, "restriction", None, None, Some(agreement), r#"{"reach":"agreement","channels":["tellyvision"]}"#)
        .await;
    assert_eq!(desk.headline(asset).await, is("UNKNOWN", &["FACT_UNREADABLE"]));
    assert_eq!(desk.headline(other).await, is("ALLOWED", &[]), "another agreement is not touched");
    break_in(&desk, "restriction", None, None, None, "nothing").await;
    assert_eq!(desk.headline(other).await.0, "UNKNOWN", "a ban that says nothing of its reach may reach everything");
}

#[actix_web::test]
async fn a_corrected_end_date_is_answered_as_of_each_belief() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (asset, agreement, held) = desk.cleared_asset(1, "2027-01-31").await;
    app.set_clock("2026-11-15T14:00:00Z");
    let interests = app.get(manager, &format!("/interests?asset={asset}")).await.json();
    let interest = interests["items"][0]["id"].as_str().and_then(|id| Uuid::parse_str(id).ok()).unwrap_or_default();
    let corrected = json!({ "body": grant(interest, "2026-12-10"), "no_document": "misread" });
    app.put(manager, &format!("/agreements/{agreement}/grants/{held}"), corrected).await.expect(200);
    assert_eq!(told(&desk.verdict(asset).await), is("PARTIAL", &["EXPIRED"]));
    let before = desk.verdict_at(asset, Some("2026-11-15T13:59:59Z")).await;
    assert_eq!(told(&before), is("ALLOWED", &[]));
    let after = desk.verdict_at(asset, Some("2026-11-15T14:00:00Z")).await;
    assert_eq!(told(&after), is("PARTIAL", &["EXPIRED"]));
    let long_ago = desk.verdict_at(asset, Some("2026-11-15T11:00:00Z")).await;
    assert_eq!(told(&long_ago), is("UNKNOWN", &["NO_RIGHTS_INFO"]));
    let again = desk.verdict_at(asset, Some("2026-11-15T13:59:59Z")).await;
    assert_eq!(again["inputs_hash"], before["inputs_hash"], "the same belief gives the same answer");
}

#[actix_web::test]
async fn a_component_holds_back_what_contains_it() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (film, ..) = desk.cleared_asset(1, "2027-01-31").await;
    let (photo, ..) = desk.cleared_asset(2, "2026-12-10").await;
    let banner = desk.asset(3, "Banner").await;
    let own = json!({ "asset": banner, "kind": "copyright.work", "not_required": "own work" });
    app.post(manager, "/interests", own).await.expect(201);
    let link = |child: Uuid, status: &str| json!({ "child": child, "role": "photo", "status": status });
    app.post(&desk.house.editor, &format!("/assets/{film}/components"), link(banner, "confirmed")).await.expect(201);
    let path = format!("/assets/{banner}/components");
    let held = app.post(&desk.house.editor, &path, link(photo, "suspected")).await.expect(201).id();
    assert_eq!(told(&desk.verdict(film).await), is("PARTIAL", &["SUSPECTED_COMPONENT"]));
    for (status, expected) in [
        ("confirmed", is("PARTIAL", &["EXPIRED"])),
        ("rejected", is("ALLOWED", &[])),
        ("confirmed", is("PARTIAL", &["EXPIRED"])),
    ] {
        let request = actix_web::test::TestRequest::patch().set_json(json!({ "status": status, "note": "looked at" }));
        app.send(Some(&desk.house.rights_manager), request, &format!("{path}/{held}")).await.expect(200);
        assert_eq!(told(&desk.verdict(film).await), expected, "{status}");
    }
    let request = actix_web::test::TestRequest::patch().set_json(json!({ "status": "rejected", "note": "looked at" }));
    app.send(Some(&desk.house.editor), request, &format!("{path}/{held}")).await.expect(403);
    let verdict = desk.verdict(film).await;
    assert_eq!(verdict["reasons"][0]["path"], json!(["Picture 1", "Banner", "Picture 2", "Copyright in the work"]));
    assert_eq!(verdict["reasons"][0]["agreement_reference"], "LIC-2");
    assert_eq!(verdict["reasons"][0]["clause"]["quote"], "Use on social media in the territory.");
    let sentence = verdict["sentence"].as_str().unwrap_or_default();
    assert!(sentence.contains("Banner > Picture 2"), "{sentence}");
}

#[actix_web::test]
async fn restrictions_bind_as_far_as_they_reach_and_waivers_lift_them() {
    let desk = Desk::open().await;
    let (one, agreement, _) = desk.cleared_asset(1, "2027-01-31").await;
    let (two, ..) = desk.cleared_asset(2, "2027-01-31").await;
    let policy = desk.agreement("HOUSE").await;
    let ban = json!({ "reach": "organisation", "code": "HOUSE_POLICY", "channels": ["social.organic.instagram"] });
    let held = desk.rule(policy, "restrictions", ban).await.expect(201).id();
    assert_eq!(desk.headline(one).await, is("UNKNOWN", &["POSSIBLE_RESTRICTION"]), "nobody has approved it yet");
    desk.approve(policy).await;
    assert_eq!(desk.headline(one).await, is("DENIED", &["HOUSE_POLICY"]));
    assert_eq!(desk.headline(two).await, is("DENIED", &["HOUSE_POLICY"]));
    desk.rule(policy, "waivers", json!({ "restriction": held, "territories": ["DE"] })).await.expect(201);
    assert_eq!(desk.headline(one).await, is("ALLOWED", &[]));
    let own = json!({ "reach": "agreement", "channels": ["social.organic.instagram"] });
    desk.rule(agreement, "restrictions", own).await.expect(201);
    assert_eq!(desk.headline(one).await, is("DENIED", &["EXCLUDED_BY_AGREEMENT"]));
    assert_eq!(desk.headline(two).await, is("ALLOWED", &[]));
    let nowhere = json!({ "restriction": Uuid::nil() });
    assert_eq!(desk.rule(policy, "waivers", nowhere).await.expect(422).code(), "fact.invalid");
    let far = json!({ "reach": "galaxy" });
    assert_eq!(desk.rule(policy, "restrictions", far).await.expect(422).code(), "fact.invalid");
}

#[actix_web::test]
async fn a_revoked_grant_no_longer_clears_from_then_on() {
    let desk = Desk::open().await;
    let (asset, agreement, held) = desk.cleared_asset(1, "2027-01-31").await;
    let bare = json!({ "grant": held, "kind": "prospective" });
    let refused = desk.rule(agreement, "revocations", bare).await.expect(422).json();
    assert_eq!(refused["field"], "effective");
    let foreign = json!({ "grant": Uuid::nil(), "kind": "ab_initio" });
    desk.rule(agreement, "revocations", foreign).await.expect(422);
    let revoked = json!({ "grant": held, "kind": "prospective", "effective": "2026-12-10T23:00:00Z" });
    let revocation = desk.rule(agreement, "revocations", revoked).await.expect(201).id();
    let verdict = desk.verdict(asset).await;
    assert_eq!(told(&verdict), is("PARTIAL", &["REVOKED"]));
    assert_eq!(verdict["cleared"], json!(["social.organic.instagram | DE | 2026-12-01..2026-12-10"]));
    let path = format!("/agreements/{agreement}/revocations/{revocation}");
    desk.app().delete(&desk.house.rights_manager, &path).await.expect(204);
    assert_eq!(desk.headline(asset).await, is("ALLOWED", &[]));
    let disputed = json!({ "kind": "disputed", "effective": "2026-12-01" });
    desk.rule(agreement, "revocations", disputed).await.expect(201);
    assert_eq!(desk.headline(asset).await, is("UNKNOWN", &["REVOCATION_DISPUTED"]));
}

#[actix_web::test]
async fn a_standing_use_ends_at_the_exact_second() {
    let desk = Desk::open().await;
    let (asset, ..) = desk.cleared_asset(1, "2026-12-10").await;
    let app = desk.app();
    let use_ = december().to_string();
    for (at, cleared) in [
        ("2026-11-30T22:59:59Z", false),
        ("2026-11-30T23:00:00Z", true),
        ("2026-12-05T12:00:00Z", true),
        ("2026-12-10T22:59:59.999Z", true),
        ("2026-12-10T23:00:00Z", false),
        ("2026-12-10T22:59:59Z", true),
    ] {
        app.set_clock(at);
        let standing = standing::standing(&app.ctx, asset, &use_).await.expect("a standing");
        assert_eq!(standing.is_cleared(), cleared, "{at}: {}", standing.sentence);
    }
    app.set_clock("2026-12-10T23:00:00Z");
    let ended = standing::standing(&app.ctx, asset, &use_).await.expect("a standing");
    assert_eq!(ended.reasons.iter().map(|reason| reason.code.as_str()).collect::<Vec<_>>(), ["EXPIRED"]);
    assert!(ended.reasons.iter().all(|reason| reason.clause.is_none() && reason.agreement_reference.is_none()));
}

#[actix_web::test]
async fn a_standing_use_ends_at_once_when_a_right_changes() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (asset, agreement, held) = desk.cleared_asset(1, "2027-01-31").await;
    let use_ = december().to_string();
    let at = "2026-12-05T12:00:00Z";
    let standing = || async {
        app.set_clock(at);
        let standing = standing::standing(&app.ctx, asset, &use_).await.expect("a standing");
        app.set_clock(server::testing::NOON);
        standing
    };
    assert!(standing().await.is_cleared());
    assert!(standing().await.is_cleared(), "also from memory");
    app.delete(manager, &format!("/agreements/{agreement}/grants/{held}")).await.expect(204);
    assert!(!standing().await.is_cleared());
}

#[actix_web::test]
async fn a_changed_agreement_names_the_assets_it_touches_and_what_contains_them() {
    let desk = Desk::open().await;
    let app = desk.app();
    let (photo, agreement, _) = desk.cleared_asset(1, "2027-01-31").await;
    let (banner, film) = (desk.asset(2, "Banner").await, desk.asset(3, "Film").await);
    for (parent, child) in [(banner, photo), (film, banner)] {
        app.post(&desk.house.editor, &format!("/assets/{parent}/components"), json!({ "child": child }))
            .await
            .expect(201);
    }
    let db = app.ctx.db.read();
    let mut expected = vec![photo, banner, film];
    expected.sort_unstable();
    assert_eq!(clearance::affected_assets(db, agreement).await.expect("assets"), expected);
    let mut parents = vec![banner, film];
    parents.sort_unstable();
    assert_eq!(clearance::parents_of(db, &[photo]).await.expect("parents"), parents);
    let events = server::platform::events::after(db, 0, 1_000).await.expect("events");
    let last = events.iter().rev().find(|event| event.name == "RightsChanged").expect("an event");
    let data: Value = serde_json::from_str(&last.data).expect("json");
    assert_eq!(data["assets"].as_array().map(Vec::len), Some(1), "the film is on top: {data}");
}

#[actix_web::test]
async fn many_assets_are_asked_at_once_and_agree_with_one_by_one() {
    let desk = Desk::open().await;
    let (one, ..) = desk.cleared_asset(1, "2027-01-31").await;
    let (two, ..) = desk.cleared_asset(2, "2026-12-10").await;
    let three = desk.asset(3, "Bare").await;
    let mut question = december();
    question["assets"] = json!([three, one, two]);
    let answer = desk.app().post(&desk.house.rights_manager, "/verdicts", question).await.expect(200).json();
    let together: Vec<_> = answer["items"].as_array().into_iter().flatten().map(told).collect();
    assert_eq!(together, [is("UNKNOWN", &["NO_RIGHTS_INFO"]), is("ALLOWED", &[]), is("PARTIAL", &["EXPIRED"])]);
    let regions = clearance::outlines(&desk.app().ctx, desk.app().ctx.db.read(), &[one, two, three]).await;
    assert_eq!(regions.expect("regions").len(), 3);
}
