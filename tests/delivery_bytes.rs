//! What leaves through the door: several ranges, refusals as pages, types no browser runs, and the count of it all.

use actix_web::test::TestRequest;
use serde_json::json;
use server::testing::TestApp;

use crate::harness::House;
use crate::scene::{FROM, Scene, UNTIL, public_path};

#[actix_web::test]
async fn several_ranges_come_as_parts_and_too_many_as_the_whole() {
    let scene = Scene::start().await;
    let (app, editor) = (scene.app(), &scene.house.editor);
    let path = format!("/assets/{}/original", scene.asset);
    let picture = TestApp::picture(1);
    let ask = |range: &str| TestRequest::get().insert_header(("Range", range.to_owned()));
    let parts = app.send(Some(editor), ask("bytes=0-3,8-11,-2"), &path).await.expect(206);
    let kind = parts.header("content-type");
    let boundary = kind.strip_prefix("multipart/byteranges; boundary=").expect("a boundary");
    let mut expected = Vec::new();
    let size = picture.len();
    for (from, to) in [(0, 3), (8, 11), (size - 2, size - 1)] {
        let head =
            format!("\r\n--{boundary}\r\nContent-Type: image/png\r\nContent-Range: bytes {from}-{to}/{size}\r\n\r\n");
        expected.extend_from_slice(head.as_bytes());
        expected.extend_from_slice(&picture[from..=to]);
    }
    expected.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    assert_eq!(parts.body.as_ref(), expected, "{}", String::from_utf8_lossy(&parts.body));
    assert_eq!(parts.header("content-length"), expected.len().to_string());
    assert_eq!(parts.header("content-range"), "");
    for whole in ["bytes=0-9,5-14", "bytes=0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14,16-16", "bytes=0-1,x"] {
        let answer = app.send(Some(editor), ask(whole), &path).await.expect(200);
        assert_eq!(answer.body.len(), size, "{whole}");
    }
    let one = app.send(Some(editor), ask("bytes=0-3,99999999-"), &path).await.expect(206);
    assert_eq!(one.header("content-range"), format!("bytes 0-3/{size}"));
    app.send(Some(editor), ask("bytes=99999999-,999999999-"), &path).await.expect(416);
    // A made picture, from memory, in parts.
    app.settle().await;
    let made = format!("/assets/{}/renditions/thumbnail", scene.asset);
    let whole = app.get(editor, &made).await.expect(200).body;
    let parts = app.send(Some(editor), ask("bytes=0-1,4-5"), &made).await.expect(206);
    let has = |piece: &[u8]| parts.body.windows(piece.len()).any(|window| window == piece);
    assert!(
        has(&[b"\r\n\r\n", &whole[0..2], b"\r\n--"].concat()) && has(&[b"\r\n\r\n", &whole[4..6], b"\r\n--"].concat())
    );
    for nobody in [None, Some(&scene.house.partner)] {
        let refused = app.send(nobody, ask("bytes=0-0"), &made).await;
        assert!([401, 404].contains(&refused.status.as_u16()), "{}", refused.status);
    }
}

#[actix_web::test]
async fn a_right_that_has_ended_is_a_page_for_people_and_a_problem_for_machines() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    scene.app().set_clock("2027-02-01T00:00:00Z");
    let path = public_path(&live);
    let browser = TestRequest::get().insert_header(("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
    let page = scene.app().send(None, browser, &path).await.expect(451);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    assert_eq!((page.header("cache-control").as_str(), page.header("vary").as_str()), ("no-store", "Accept"));
    let text = String::from_utf8_lossy(&page.body).into_owned();
    assert!(
        text.starts_with("<!doctype html>") && text.contains("<h1>The right to show this has ended</h1>"),
        "{text}"
    );
    let picture = TestRequest::get().insert_header(("Accept", "image/avif,image/webp,*/*"));
    let problem = scene.app().send(None, picture, &path).await.expect(451);
    assert_eq!(problem.header("content-type"), "application/problem+json");
    assert_eq!(problem.code(), "publication.right_ended");
    let unknown = TestRequest::get().insert_header(("Accept", "text/html"));
    let unknown = scene.app().send(None, unknown, "//d/nobody%3Cscript%3E").await.expect(404);
    assert!(!String::from_utf8_lossy(&unknown.body).contains("<script"));
}

#[actix_web::test]
async fn a_public_answer_is_kept_no_longer_than_the_right_is_known_to_stand() {
    let scene = Scene::of(House::with(|config| config.public_cache_seconds = 600).await, &TestApp::picture(1)).await;
    scene.approve_winter().await;
    let channel = scene.add_channel("site", None).await;
    let planned = scene.plan(channel, FROM, UNTIL).await.expect(201);
    scene.app().set_clock("2026-11-30T23:00:00Z");
    scene.app().settle().await;
    let live = scene.publication(planned.id()).await;
    let cache = async |path: String| {
        scene.app().send(None, TestRequest::get(), &path).await.expect(200).header("cache-control")
    };
    let stable = public_path(&live);
    let hash = live["version_hash"].as_str().expect("a hash").to_owned();
    assert_eq!(cache(stable.clone()).await, "public, max-age=600, must-revalidate");
    assert_eq!(cache(format!("{stable}/{hash}")).await, "public, max-age=600, must-revalidate, immutable");
    scene.app().set_clock("2027-01-31T22:58:20Z");
    assert_eq!(cache(stable.clone()).await, "public, max-age=100, must-revalidate", "the right ends in 100 seconds");
}

#[actix_web::test]
async fn no_drawing_of_the_corpus_is_ever_shown_as_a_page_of_ours() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/images/svg");
    if !folder.is_dir() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "the corpus is missing");
        println!("skipped: the corpus is not here");
        return;
    }
    let house = House::start().await;
    let mut seen = 0;
    let hostile = std::fs::read_dir(folder.join("hostile")).expect("a folder");
    for entry in std::fs::read_dir(folder).expect("a folder").chain(hostile).flatten() {
        if entry.path().is_dir() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = std::fs::read(entry.path()).expect("a file");
        let uploaded = house.app.upload(&house.editor, &name, &bytes, None).await;
        if uploaded.status != 201 {
            continue;
        }
        let path = format!("/assets/{}/original", uploaded.id());
        let got = house.app.get(&house.editor, &path).await.expect(200);
        assert!(got.header("content-disposition").starts_with("attachment; "), "{name}");
        assert!(got.header("content-security-policy").contains("sandbox"), "{name}");
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{name}");
        assert!(!got.header("content-type").contains("html"), "{name}");
        seen += 1;
    }
    assert!(seen > 5, "{seen} drawings were taken");
}

#[actix_web::test]
async fn a_name_cannot_lie_about_what_is_saved() {
    let house = House::start().await;
    for (index, name) in ["cod\u{202e}gpj.exe", "..\\..\\evil.png", "a/../b.png", "ünï.png"].into_iter().enumerate() {
        let picture = TestApp::picture(10 + index as u8);
        let id = house.app.upload(&house.editor, name, &picture, None).await.expect(201).id();
        let got = house.app.get(&house.editor, &format!("/assets/{id}/original")).await.expect(200);
        let header = got.header("content-disposition");
        assert!(header.starts_with("attachment; filename=\""), "{name}: {header}");
        for wrong in ["%E2%80%AE", "%2F", "%5C", "/", "\\", "\"."] {
            assert!(!header.contains(wrong), "{name}: {header} holds {wrong}");
        }
    }
}

#[actix_web::test]
async fn every_answer_with_bytes_is_counted_and_no_look_is_written_by_itself() {
    let scene = Scene::start().await;
    let app = scene.app();
    app.settle().await;
    let head = server::platform::events::current_head(app.ctx.db.read()).await.expect("a head").seq;
    let path = format!("/assets/{}/renditions/thumbnail", scene.asset);
    let mut bytes = 0;
    for _ in 0..5 {
        bytes += app.get(&scene.house.marketer, &path).await.expect(200).body.len();
    }
    let tag = app.get(&scene.house.approver, &path).await.expect(200).header("etag");
    let same = TestRequest::get().insert_header(("If-None-Match", tag));
    app.send(Some(&scene.house.approver), same, &path).await.expect(304);
    assert_eq!(server::platform::events::current_head(app.ctx.db.read()).await.expect("a head").seq, head);
    let counted = format!("/assets/{}/deliveries", scene.asset);
    let lines = app.get(&scene.house.rights_manager, &counted).await.expect(200).json();
    let of = |person: uuid::Uuid| {
        let found = lines.as_array().and_then(|lines| {
            lines.iter().find(|line| line["door"] == "rendition" && line["person"]["id"] == person.to_string())
        });
        let line = found.unwrap_or_else(|| panic!("{lines}"));
        (line["requests"].as_u64(), line["bytes"].as_u64())
    };
    assert_eq!(of(scene.house.marketer.id), (Some(5), Some(bytes as u64)));
    assert_eq!(of(scene.house.approver.id).0, Some(1));
    // A second reading adds to the same line.
    app.get(&scene.house.marketer, &path).await.expect(200);
    let lines = app.get(&scene.house.rights_manager, &counted).await.expect(200).json();
    let sum: u64 = lines.as_array().expect("lines").iter().filter_map(|line| line["requests"].as_u64()).sum();
    assert_eq!((sum, lines.as_array().map(Vec::len)), (7, Some(2)));
    app.get(&scene.house.editor, &counted).await.expect(403);
}

#[actix_web::test]
async fn what_is_kept_between_requests_ends_with_the_very_next_change() {
    let scene = Scene::start().await;
    let app = scene.app();
    app.settle().await;
    let (editor, partner) = (&scene.house.editor, &scene.house.partner);
    let path = format!("/assets/{}/renditions/thumbnail", scene.asset);
    app.get(partner, &path).await.expect(404);
    let new = json!({ "name": "For the partner", "shared_with": [partner.organization] });
    let collection = app.post(editor, "/collections", new).await.expect(201).id();
    let within = format!("/collections/{collection}/assets/{}", scene.asset);
    app.put(editor, &within, json!({})).await;
    for _ in 0..3 {
        app.get(partner, &path).await.expect(200);
    }
    app.delete(editor, &within).await;
    app.get(partner, &path).await.expect(404);
    app.put(editor, &within, json!({})).await;
    app.get(partner, &path).await.expect(200);
    // Signing out is felt at once as well.
    app.delete(partner, "/sessions/current").await.expect(204);
    app.get(partner, &path).await.expect(401);
    // And so is the end of a session by the clock, although nothing has happened.
    app.get(editor, &path).await.expect(200);
    app.set_clock("2026-11-16T00:00:01Z");
    app.get(editor, &path).await.expect(401);
}

#[actix_web::test]
async fn many_questions_at_once_are_answered_by_what_was_true_after_they_were_asked() {
    let scene = Scene::start().await;
    let ctx = &scene.app().ctx;
    for _ in 0..5 {
        let before = server::platform::events::current_head(ctx.db.read()).await.expect("a head").seq;
        let together = (0..50).map(|_| ctx.head.current(ctx.db.read()));
        for head in futures_util::future::join_all(together).await {
            assert_eq!(head.expect("a head").seq, before);
        }
        let title = json!({ "name": format!("Collection {before}") });
        scene.app().post(&scene.house.editor, "/collections", title).await.expect(201);
        assert!(ctx.head.current(ctx.db.read()).await.expect("a head").seq > before);
    }
}
