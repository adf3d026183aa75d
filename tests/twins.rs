//! Duplicates through the door: found by bytes and by looks, told in groups, dismissed, merged and taken back.

use std::path::Path;

use actix_web::test::TestRequest;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};
use server::platform::auth::Role;
use server::testing::{Answer, TestApp, TestPerson};
use uuid::Uuid;

use crate::desk::{Desk, december, grant, is, told};
use crate::harness::House;
use crate::scene::Scene;

/// A drawing with enough in it to be told from others; another `note`, other bytes of the same picture.
fn drawing(seed: u8, note: &str) -> Vec<u8> {
    let mut state = u32::from(seed).wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let mut fields = String::new();
    for field in 0..36 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (x, y, gray) = (field % 6 * 40, field / 6 * 40, state >> 24);
        fields += &format!("<rect x=\"{x}\" y=\"{y}\" width=\"40\" height=\"40\" fill=\"rgb({gray},{gray},{gray})\"/>");
    }
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" height=\"240\"><!-- {note} -->{fields}</svg>")
        .into_bytes()
}

/// An asset that looks like others of this seed, in bytes of its own.
async fn looks_like(app: &TestApp, person: &TestPerson, seed: u8, title: &str) -> Uuid {
    let metadata = json!({ "title": title });
    app.upload(person, &format!("{title}.svg"), &drawing(seed, title), Some(metadata)).await.expect(201).id()
}

async fn groups(app: &TestApp, person: &TestPerson) -> Vec<Value> {
    let page = app.get(person, "/duplicates").await.expect(200).json();
    page["items"].as_array().expect("items").clone()
}

/// The titles of a group, the oldest first.
fn titles(group: &Value) -> Vec<String> {
    let assets = group["assets"].as_array().expect("assets");
    assets.iter().map(|each| each["asset"]["title"].as_str().expect("a title").to_owned()).collect()
}

async fn shown(app: &TestApp, person: &TestPerson, asset: Uuid) -> Value {
    app.get(person, &format!("/assets/{asset}")).await.expect(200).json()
}

/// Merges with the revision that stands.
async fn merge(app: &TestApp, person: &TestPerson, kept: Uuid, from: &[Uuid]) -> Answer {
    let revision = shown(app, person, kept).await["revision"].clone();
    merge_seen(app, person, kept, json!({ "from": from }), &format!("\"{revision}\"")).await
}

async fn merge_seen(app: &TestApp, person: &TestPerson, kept: Uuid, body: Value, seen: &str) -> Answer {
    let request = TestRequest::post().insert_header(("If-Match", seen)).set_json(body);
    app.send(Some(person), request, &format!("/assets/{kept}/merge")).await
}

async fn preview(app: &TestApp, person: &TestPerson, kept: Uuid, from: &[Uuid]) -> Value {
    let path = format!("/assets/{kept}/merge/preview");
    app.post(person, &path, json!({ "from": from })).await.expect(200).json()
}

#[actix_web::test]
async fn what_looks_the_same_is_told_in_one_group_and_other_pictures_are_not() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let first = looks_like(app, editor, 1, "First").await;
    looks_like(app, editor, 2, "Something else").await;
    app.settle().await;
    assert!(groups(app, editor).await.is_empty(), "two pictures");
    looks_like(app, editor, 1, "Second").await;
    let third = looks_like(app, editor, 1, "Third").await;
    app.settle().await;
    let found = groups(app, editor).await;
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(titles(&found[0]), ["First", "Second", "Third"]);
    assert_eq!((&found[0]["id"], &found[0]["more"]), (&json!(first), &json!(0)));
    assert_eq!(found[0]["assets"][0]["likeness"], Value::Null);
    let likeness = json!({ "kind": "similar", "distance": 0, "orientation": "upright", "state": "open" });
    assert_eq!(found[0]["assets"][1]["likeness"], likeness);
    let alike = app.get(editor, &format!("/assets/{third}/lookalikes")).await.expect(200).json();
    assert_eq!(alike["items"].as_array().map(Vec::len), Some(2), "{alike}");
    // Another file in its place, and it is told no longer.
    let (boundary, bytes) = ("b", TestApp::picture(9));
    let mut body = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"n.png\"\r\n\r\n")
        .into_bytes();
    body.extend_from_slice(&bytes);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={boundary}");
    let request = TestRequest::post().insert_header(("Content-Type", kind)).set_payload(body);
    app.send(Some(editor), request, &format!("/assets/{third}/versions")).await.expect(201);
    app.settle().await;
    assert_eq!(titles(&groups(app, editor).await[0]), ["First", "Second"]);
    app.delete(editor, &format!("/assets/{first}")).await.expect(204);
    assert!(groups(app, editor).await.is_empty(), "one of the two is archived");
}

#[actix_web::test]
async fn near_duplicates_of_the_corpus_are_found_and_the_ten_pictures_are_never_paired() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/images/near-duplicates");
    if !folder.is_dir() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "the corpus is missing");
        println!("skipped: the corpus is not here");
        return;
    }
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    for part in ["base", "variants"] {
        let mut files: Vec<_> =
            std::fs::read_dir(folder.join(part)).expect("a folder").map(|each| each.expect("a file").path()).collect();
        files.sort();
        for file in files {
            let name = file.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            let answer = app.upload(editor, &name, &std::fs::read(&file).expect("bytes"), None).await;
            let expected = if name.contains("exact-copy") { 200 } else { 201 };
            answer.expect(expected);
        }
    }
    app.settle().await;
    let found: Vec<Vec<String>> = groups(app, editor).await.iter().map(titles).collect();
    let mut one = found.iter().find(|group| group[0] == "ukbench00120").cloned().unwrap_or_default();
    // The one turned freely by thirty degrees, with black corners, is not among them: it is in none of the orientations.
    one.sort();
    assert_eq!(one, ["ukbench00120", "ukbench00120_gray", "ukbench00120_hflip", "ukbench00120_resize"], "{found:?}");
    assert!(found.contains(&vec!["ukbench09380".to_owned(), "ukbench09380_recompressed".to_owned()]), "{found:?}");
    assert_eq!(found.len(), 2, "{found:?}");
    let group = &groups(app, editor).await[0];
    let turned =
        group["assets"].as_array().into_iter().flatten().find(|each| each["asset"]["title"] == "ukbench00120_hflip");
    assert_eq!(turned.map(|each| &each["likeness"]["orientation"]), Some(&json!("mirrored")));
}

#[actix_web::test]
async fn a_question_about_looks_reads_the_index_of_a_piece_and_nothing_else() {
    if House::is_on_postgres() {
        return;
    }
    let house = House::start().await;
    let db = house.app.ctx.db.read();
    for piece in ["low", "middle", "high"] {
        let plan = format!(
            "EXPLAIN QUERY PLAN SELECT version_id, low, middle, high FROM version_look WHERE {piece} IN (1, 2, 3) LIMIT 9"
        );
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, plan)).await.expect("a plan");
        let told: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").expect("a line")).collect();
        assert!(told[0].contains(&format!("USING COVERING INDEX version_look_{piece}")), "{told:?}");
    }
}

#[actix_web::test]
async fn a_partner_is_told_of_duplicates_among_what_she_sees_and_merges_nothing() {
    let house = House::start().await;
    let (app, editor, partner) = (&house.app, &house.editor, &house.partner);
    let bytes = drawing(1, "");
    let ours = app.upload(editor, "ours.svg", &bytes, None).await.expect(201).id();
    let hers = app.upload(partner, "hers.svg", &bytes, None).await.expect(201).id();
    app.settle().await;
    let all = groups(app, editor).await;
    assert_eq!(titles(&all[0]), ["ours", "hers"]);
    assert_eq!(all[0]["assets"][1]["likeness"]["kind"], "exact");
    assert!(groups(app, partner).await.is_empty(), "one of the two is out of her sight");
    let alike = app.get(partner, &format!("/assets/{hers}/lookalikes")).await.expect(200).json();
    assert_eq!(alike["items"], json!([]));
    looks_like(app, partner, 1, "another").await;
    app.settle().await;
    let seen = groups(app, partner).await;
    assert_eq!(seen.iter().map(titles).collect::<Vec<_>>(), [["hers", "another"]]);
    merge_seen(app, partner, hers, json!({ "from": [ours] }), "*").await.expect(403);
    app.post(partner, "/duplicates/dismissals", json!({ "assets": [hers, ours] })).await.expect(403);
    // What is the house's does not become a partner's to read.
    let refused = merge(app, editor, hers, &[ours]).await.expect(422).json();
    assert_eq!(refused["field"], "from");
    merge(app, editor, ours, &[hers]).await.expect(200);
    assert_eq!(shown(app, partner, hers).await["merged_into"], Value::Null, "she does not see the kept one");
    assert_eq!(shown(app, editor, hers).await["merged_into"], json!(ours));
}

#[actix_web::test]
async fn what_somebody_dismissed_is_not_told_again() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let one = looks_like(app, editor, 1, "One").await;
    let two = looks_like(app, editor, 1, "Two").await;
    app.settle().await;
    let pair = json!({ "assets": [one, two] });
    app.post(&house.marketer, "/duplicates/dismissals", pair.clone()).await.expect(403);
    app.post(editor, "/duplicates/dismissals", pair.clone()).await.expect(204);
    app.post(editor, "/duplicates/dismissals", pair).await.expect(204);
    assert!(groups(app, editor).await.is_empty());
    app.post(editor, &format!("/assets/{two}/renditions"), json!({})).await;
    app.settle().await;
    assert!(groups(app, editor).await.is_empty(), "read again, and still not told");
    let alike = app.get(editor, &format!("/assets/{one}/lookalikes")).await.expect(200).json();
    assert_eq!(alike["items"][0]["likeness"]["state"], "dismissed");
    let trail = app.get(&house.administrator, "/audit?limit=200").await.expect(200).json();
    let told = trail["items"].as_array().into_iter().flatten().filter(|each| each["name"] == "DuplicatesDismissed");
    assert_eq!(told.count(), 1, "once");
    let other = looks_like(app, editor, 3, "Other").await;
    app.post(editor, "/duplicates/dismissals", json!({ "assets": [one, other] })).await.expect(422);
    app.post(editor, "/duplicates/dismissals", json!({ "assets": [one, Uuid::nil()] })).await.expect(404);
}

#[actix_web::test]
async fn a_merge_unites_words_and_collections_and_the_old_address_tells_where_it_went() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let upload = |title: &'static str, words: Value| {
        let bytes = drawing(1, title);
        async move { app.upload(editor, "a.svg", &bytes, Some(json!({ "title": title, "keywords": words }))).await }
    };
    let kept = upload("Harbor", json!(["sea"])).await.expect(201).id();
    let source = upload("IMG_4711", json!(["Sea", "boat"])).await.expect(201).id();
    app.settle().await;
    let fields = format!("/assets/{source}/fields");
    let revision = app.get(editor, &fields).await.expect(200).json()["revision"].as_i64().unwrap_or_default();
    app.patch(editor, &fields, revision, json!({ "values": { "credit": "Nord", "description": "At noon" } }))
        .await
        .expect(200);
    let shared = json!({ "name": "Summer", "shared_with": [house.partner.organization] });
    let collection = app.post(editor, "/collections", shared).await.expect(201).id();
    app.put(editor, &format!("/collections/{collection}/assets/{source}"), json!({})).await;
    app.settle().await;

    let foreseen = preview(app, editor, kept, &[source]).await;
    assert_eq!(foreseen["newly_seen_by"], json!(["Partner"]));
    assert_eq!(foreseen["collections"][0]["name"], "Summer");
    let changed: Vec<&Value> = foreseen["fields"].as_array().into_iter().flatten().map(|each| &each["field"]).collect();
    assert_eq!(changed, ["credit", "description", "keywords"]);
    assert!(shown(app, editor, source).await["state"] == "active", "nothing of a preview is stored");

    let before = app.get(&house.administrator, "/audit?limit=1").await.expect(200).json()["items"][0]["seq"].clone();
    let merged = merge(app, editor, kept, &[source]).await.expect(200).json();
    assert_eq!((&merged["title"], &merged["description"]), (&json!("Harbor"), &json!("At noon")));
    assert_eq!(merged["keywords"], json!(["sea", "boat"]));
    assert_eq!(merged["collections"][0]["name"], "Summer");
    let after = app.get(&house.administrator, "/audit?limit=1").await.expect(200).json()["items"][0].clone();
    assert_eq!(after["seq"].as_i64(), before.as_i64().map(|seq| seq + 1), "one change, one event");
    assert_eq!(after["name"], "AssetsMerged");
    app.settle().await;
    let old = shown(app, editor, source).await;
    assert_eq!((&old["state"], &old["merged_into"]), (&json!("archived"), &json!(kept)));
    app.get(editor, &format!("/assets/{source}/original")).await.expect(200);
    let found = app.get(editor, "/search?q=boat").await.expect(200).json();
    let found: Vec<&Value> = found["hits"].as_array().into_iter().flatten().map(|each| &each["title"]).collect();
    assert_eq!(found, ["Harbor"], "the index follows");
    shown(app, &house.partner, kept).await;
    let merges = app.get(editor, &format!("/assets/{kept}/merges")).await.expect(200).json();
    assert_eq!(
        (&merges["items"][0]["source"]["id"], &merges["items"][0]["is_same_bytes"]),
        (&json!(source), &json!(false))
    );
    assert_eq!(merges["items"][0]["files"][0]["number"], 1);
    assert_eq!(
        app.post(editor, &format!("/assets/{source}/restorations"), json!({})).await.expect(409).code(),
        "asset.merged"
    );

    app.post(editor, &format!("/assets/{source}/unmerge"), json!({})).await.expect(200);
    app.settle().await;
    let again = shown(app, editor, kept).await;
    assert_eq!((&again["keywords"], &again["description"]), (&json!(["sea"]), &json!("")));
    assert_eq!(again["collections"], json!([]));
    let back = shown(app, editor, source).await;
    assert_eq!((&back["state"], &back["merged_into"]), (&json!("active"), &Value::Null));
    let refused = app.post(editor, &format!("/assets/{source}/unmerge"), json!({})).await.expect(409);
    assert_eq!(refused.code(), "asset.not_merged");
}

#[actix_web::test]
async fn what_whoever_merges_wants_to_read_is_what_stands() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let kept = looks_like(app, editor, 1, "Kept").await;
    let source = looks_like(app, editor, 1, "Source").await;
    app.settle().await;
    let keep = json!({ "from": [source], "keep": { "title": "Both" } });
    assert_eq!(merge_seen(app, editor, kept, keep, "*").await.expect(200).json()["title"], "Both");
    let wrong = json!({ "from": [kept], "keep": { "no_such_field": 1 } });
    merge_seen(app, editor, looks_like(app, editor, 1, "x").await, wrong, "*").await.expect(422);
}

#[actix_web::test]
async fn a_merge_is_refused_where_it_cannot_stand() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let kept = looks_like(app, editor, 1, "Kept").await;
    let source = looks_like(app, editor, 1, "Source").await;
    let other = looks_like(app, editor, 1, "Other").await;
    app.settle().await;
    let request = TestRequest::post().set_json(json!({ "from": [source] }));
    app.send(Some(editor), request, &format!("/assets/{kept}/merge")).await.expect(428);
    let body = json!({ "from": [source] });
    merge_seen(app, editor, kept, body.clone(), "\"99\"").await.expect(412);
    merge_seen(app, &house.marketer, kept, body.clone(), "*").await.expect(403);
    for wrong in [json!([]), json!([kept]), json!([source, source])] {
        merge_seen(app, editor, kept, json!({ "from": wrong }), "*").await.expect(422);
    }
    merge_seen(app, editor, kept, json!({ "from": [Uuid::nil()] }), "*").await.expect(404);
    app.post(editor, &format!("/assets/{source}/components"), json!({ "child": kept })).await.expect(201);
    for (one, two) in [(kept, source), (source, kept)] {
        let refused = merge_seen(app, editor, one, json!({ "from": [two] }), "*").await.expect(409);
        assert_eq!(refused.code(), "component.cycle");
    }
    // Of two at once, both into the same one and in both directions, exactly one is made.
    let into_kept = merge_seen(app, editor, kept, json!({ "from": [other] }), "*");
    let into_other = merge_seen(app, editor, other, json!({ "from": [kept] }), "*");
    let (one, two) = futures_util::join!(into_kept, into_other);
    let mut answers = [one.status.as_u16(), two.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409]);
    app.delete(editor, &format!("/assets/{source}")).await.expect(204);
    let refused = merge_seen(app, editor, looks_like(app, editor, 1, "New").await, body, "*").await.expect(409);
    assert_eq!(refused.code(), "asset.archived");
}

#[actix_web::test]
async fn what_is_granted_for_the_same_bytes_stands_for_the_kept_one_and_for_other_bytes_does_not() {
    let desk = Desk::open().await;
    let (app, manager, editor) = (desk.app(), &desk.house.rights_manager, &desk.house.editor);
    let (licensed, ..) = desk.cleared_asset(1, "2027-01-31").await;
    assert_eq!(desk.headline(licensed).await.0, "ALLOWED");
    let similar = looks_like(app, editor, 1, "Other bytes").await;
    let partner = app.partner("Studio").await;
    app.settle().await;
    let foreseen = preview(app, manager, similar, &[licensed]).await;
    assert_eq!((&foreseen["needs_review"], &foreseen["sources"][0]["binds"]), (&json!(true), &json!(true)));
    assert_eq!(foreseen["rights"]["regions"], json!([]), "nothing is gained: {foreseen}");
    merge(app, manager, similar, &[licensed]).await.expect(200);
    assert_eq!(desk.headline(similar).await.0, "UNKNOWN", "other bytes");
    app.post(editor, &format!("/assets/{licensed}/unmerge"), json!({})).await.expect(403);
    app.post(manager, &format!("/assets/{licensed}/unmerge"), json!({})).await.expect(200);
    assert_eq!(desk.headline(licensed).await.0, "ALLOWED");
    assert_eq!(desk.headline(similar).await, is("UNKNOWN", &["NO_RIGHTS_INFO"]), "as it was");

    // The same bytes, uploaded by a partner first of all.
    let bytes = TestApp::picture(5);
    let (paper, _, _) = desk.cleared_asset(5, "2027-01-31").await;
    let hers = app.upload(&partner, "same.png", &bytes, None).await.expect(201).id();
    app.settle().await;
    assert_eq!(desk.headline(hers).await.0, "UNKNOWN");
    // The house keeps its own: what the partner's asset says binds it, and nothing is on record there.
    let foreseen = preview(app, manager, paper, &[hers]).await;
    assert_eq!((&foreseen["sources"][0]["is_same_bytes"], &foreseen["needs_review"]), (&json!(true), &json!(false)));
    merge(app, manager, paper, &[hers]).await.expect(200);
    assert_eq!(desk.headline(paper).await.0, "ALLOWED", "nothing on record about the other takes nothing away");
}

/// Two assets of the house with the very same bytes: the second is a version of an asset that had others first.
async fn same_bytes(desk: &Desk, seed: u8) -> Uuid {
    let app = desk.app();
    let partner = app.partner("Studio").await;
    let bytes = TestApp::picture(seed);
    let hers = app.upload(&partner, "same.png", &bytes, None).await.expect(201).id();
    app.settle().await;
    hers
}

#[actix_web::test]
async fn a_grant_for_the_very_same_bytes_clears_an_asset_that_says_nothing_of_its_own() {
    let desk = Desk::open().await;
    let app = desk.app();
    // The partner's copy carries the licence; the house keeps its own, which nobody recorded anything for.
    let hers = same_bytes(&desk, 5).await;
    let interest = desk.interest(hers, "copyright.work").await;
    let agreement = desk.agreement("LIC-5").await;
    desk.grant(agreement, interest, "2027-01-31").await;
    desk.approve(agreement).await;
    let ours = {
        let app = desk.app();
        // The house sees the partner's asset, so the same bytes come in as a new version after others.
        let other = desk.asset(6, "Ours").await;
        let mut body = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"n.png\"\r\n\r\n".to_vec();
        body.extend_from_slice(&TestApp::picture(5));
        body.extend_from_slice(b"\r\n--b--\r\n");
        let request =
            TestRequest::post().insert_header(("Content-Type", "multipart/form-data; boundary=b")).set_payload(body);
        app.send(Some(&desk.house.editor), request, &format!("/assets/{other}/versions")).await.expect(201);
        app.settle().await;
        other
    };
    assert_eq!(desk.headline(ours).await, is("UNKNOWN", &["NO_RIGHTS_INFO"]));
    // An editor may not say what is granted: it stays unknown until somebody who may has looked.
    let foreseen = preview(app, &desk.house.editor, ours, &[hers]).await;
    assert_eq!(foreseen["needs_review"], json!(true));
    let foreseen = preview(app, &desk.house.rights_manager, ours, &[hers]).await;
    assert_eq!(foreseen["needs_review"], json!(false));
    assert_eq!(foreseen["rights"]["regions"][0]["gained"][0]["territories"], json!(["AT", "DE"]), "{foreseen}");
    merge(app, &desk.house.rights_manager, ours, &[hers]).await.expect(200);
    assert_eq!(desk.headline(ours).await.0, "ALLOWED");
    // What is found out about the source later binds the kept one too.
    let ban = json!({ "reach": "interest", "interest": interest, "channels": ["social"], "territories": ["WORLD"],
        "purposes": ["commercial"], "period": { "start": "2026-01-01", "end": "PERPETUAL" } });
    desk.rule(agreement, "restrictions", ban).await.expect(201);
    assert_ne!(desk.headline(ours).await.0, "ALLOWED");
}

#[actix_web::test]
async fn a_restriction_on_either_binds_what_was_merged_and_what_contains_it() {
    let desk = Desk::open().await;
    let app = desk.app();
    let (kept, ..) = desk.cleared_asset(1, "2027-01-31").await;
    let source = looks_like(app, &desk.house.editor, 1, "Banned").await;
    let poster = desk.asset(7, "Poster").await;
    app.post(&desk.house.editor, &format!("/assets/{poster}/components"), json!({ "child": source })).await.expect(201);
    let interest = desk.interest(source, "copyright.work").await;
    let agreement = desk.agreement("LIC-B").await;
    desk.rule(agreement, "grants", grant(interest, "2027-01-31")).await.expect(201);
    let ban = json!({ "reach": "interest", "interest": interest, "channels": ["social.organic.instagram"],
        "territories": ["DE"], "purposes": ["commercial"], "period": { "start": "2026-12-24", "end": "2026-12-26" } });
    desk.rule(agreement, "restrictions", ban).await.expect(201);
    desk.approve(agreement).await;
    app.settle().await;
    let before = app.ctx.now() + chrono::Duration::seconds(30);
    app.ctx.clock.set(before + chrono::Duration::seconds(30));
    let manager = &desk.house.rights_manager;
    let foreseen = preview(app, manager, kept, &[source]).await;
    let lost = &foreseen["rights"]["regions"][0]["lost"][0];
    assert_eq!((&lost["from"], &lost["until"]), (&json!("2026-12-24"), &json!("2026-12-26")), "{foreseen}");
    assert_eq!(desk.headline(kept).await.0, "ALLOWED", "nothing of it is stored");
    merge(app, manager, kept, &[source]).await.expect(200);
    assert_eq!(desk.headline(kept).await.0, "PARTIAL");
    assert_eq!(desk.headline(poster).await.0, "PARTIAL", "what contained the source contains the kept one");
    let parts = app.get(manager, &format!("/assets/{poster}/components")).await.expect(200).json();
    assert_eq!(parts["items"].as_array().map(Vec::len), Some(1), "{parts}");
    assert_eq!(parts["items"][0]["child"]["id"], json!(kept), "{parts}");
    let mut then = december();
    then["asset"] = json!(kept);
    then["belief_at"] = json!(before.to_rfc3339());
    let answer = app.post(manager, "/verdicts", then).await.expect(200).json();
    assert_eq!(told(&answer["items"][0]).0, "ALLOWED", "what was believed before the merge: {answer}");
    app.post(manager, &format!("/assets/{source}/unmerge"), json!({})).await.expect(200);
    assert_eq!(desk.headline(kept).await.0, "ALLOWED");
    let parts = app.get(manager, &format!("/assets/{poster}/components")).await.expect(200).json();
    assert_eq!(parts["items"][0]["child"]["id"], json!(source), "{parts}");
}

#[actix_web::test]
async fn a_publication_of_a_merged_asset_goes_on_with_its_own_bytes() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    let app = scene.app();
    let editor = app.person(Role::Editor).await;
    let kept = looks_like(app, &editor, 1, "Kept").await;
    app.settle().await;
    let foreseen = preview(app, &editor, kept, &[scene.asset]).await;
    let mut kinds: Vec<&str> =
        foreseen["standing"].as_array().into_iter().flatten().filter_map(|each| each["kind"].as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["approval", "publication"], "{foreseen}");
    merge(app, &editor, kept, &[scene.asset]).await.expect(200);
    app.settle().await;
    let id = Uuid::parse_str(live["id"].as_str().unwrap_or_default()).expect("an id");
    assert_eq!(scene.publication(id).await["state"], "live");
    scene.fetch(&live).await.expect(200);
    let winter = scene.winter();
    let marketer = app.person(Role::Marketer).await;
    let refused = scene.request(&marketer, winter).await.expect(409);
    assert_eq!(refused.code(), "asset.archived", "nothing new on what was merged");
    scene.end_grant_on("2026-12-01").await;
    app.set_clock("2026-12-05T00:00:00Z");
    app.settle().await;
    assert_ne!(scene.publication(id).await["state"], "live", "its own right still counts");
}
