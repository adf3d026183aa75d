//! Bytes through the one door: originals and renditions, ranges and conditions, who gets them.

use actix_web::test::TestRequest;
use server::testing::TestApp;

use crate::harness::House;
use crate::scene::Scene;

#[actix_web::test]
async fn an_original_comes_whole_in_parts_or_not_at_all() {
    let scene = Scene::start().await;
    let (app, editor) = (scene.app(), &scene.house.editor);
    let path = format!("/assets/{}/original", scene.asset);
    let picture = TestApp::picture(1);
    let whole = app.get(editor, &path).await.expect(200);
    assert_eq!(whole.body.to_vec(), picture);
    assert_eq!(whole.header("content-type"), "image/png");
    assert_eq!(whole.header("x-content-type-options"), "nosniff");
    assert!(whole.header("content-disposition").starts_with("attachment; filename=\"Red chair.png\""));
    assert!(whole.header("cache-control").contains("no-cache"));
    let tag = whole.header("etag");
    let ask = |name: &'static str, value: String| TestRequest::get().insert_header((name, value));
    let same = app.send(Some(editor), ask("If-None-Match", tag.clone()), &path).await.expect(304);
    assert!(same.body.is_empty());
    let part = app.send(Some(editor), ask("Range", "bytes=8-15".to_owned()), &path).await.expect(206);
    assert_eq!(
        (part.body.as_ref(), part.header("content-range")),
        (&picture[8..16], format!("bytes 8-15/{}", picture.len()))
    );
    let tail = app.send(Some(editor), ask("Range", "bytes=-4".to_owned()), &path).await.expect(206);
    assert_eq!(tail.body.as_ref(), &picture[picture.len() - 4..]);
    let stale = ask("Range", "bytes=0-3".to_owned()).insert_header(("If-Range", "\"old\""));
    assert_eq!(app.send(Some(editor), stale, &path).await.expect(200).body.len(), picture.len());
    let fresh = ask("Range", "bytes=0-3".to_owned()).insert_header(("If-Range", tag));
    app.send(Some(editor), fresh, &path).await.expect(206);
    let beyond = app.send(Some(editor), ask("Range", "bytes=9999999-".to_owned()), &path).await.expect(416);
    assert_eq!(
        (beyond.code().as_str(), beyond.header("content-range")),
        ("range.not_satisfiable", format!("bytes */{}", picture.len()))
    );
    let head = app.send(Some(editor), TestRequest::with_uri("/").method(actix_web::http::Method::HEAD), &path).await;
    let head = head.expect(200);
    assert_eq!((head.body.len(), head.header("content-length")), (0, picture.len().to_string()));
}

#[actix_web::test]
async fn every_download_of_an_original_is_on_record_and_a_look_is_not() {
    let scene = Scene::start().await;
    let app = scene.app();
    let path = format!("/assets/{}/original", scene.asset);
    let head = || TestRequest::with_uri("/").method(actix_web::http::Method::HEAD);
    app.send(Some(&scene.house.editor), head(), &path).await.expect(200);
    assert_eq!(downloads(app).await, 0);
    let tag = app.get(&scene.house.marketer, &path).await.expect(200).header("etag");
    assert_eq!(downloads(app).await, 1);
    let again = TestRequest::get().insert_header(("If-None-Match", tag));
    app.send(Some(&scene.house.marketer), again, &path).await.expect(304);
    assert_eq!(downloads(app).await, 1);
}

async fn downloads(app: &TestApp) -> usize {
    let events = server::platform::events::after(app.ctx.db.read(), 0, 10_000).await.expect("events");
    events.iter().filter(|event| event.name == "OriginalDownloaded").count()
}

#[actix_web::test]
async fn originals_need_the_permission_and_an_asset_in_sight() {
    let scene = Scene::start().await;
    let (app, house) = (scene.app(), &scene.house);
    let path = format!("/assets/{}/original", scene.asset);
    for person in [&house.administrator, &house.rights_manager, &house.editor, &house.marketer] {
        app.get(person, &path).await.expect(200);
    }
    for person in [&house.approver, &house.partner] {
        assert_eq!(app.get(person, &path).await.expect(403).code(), "permission.denied");
    }
    app.send(None, TestRequest::get(), &path).await.expect(401);
    let rendition = format!("/assets/{}/renditions/preview", scene.asset);
    app.send(None, TestRequest::get(), &rendition).await.expect(401);
    assert_eq!(app.get(&house.partner, &rendition).await.expect(404).code(), "asset.not_found");
}

#[actix_web::test]
async fn a_rendition_that_is_not_made_says_whether_it_is_coming() {
    let scene = Scene::start().await;
    let app = scene.app();
    let path = |preset: &str, query: &str| format!("/assets/{}/renditions/{preset}{query}", scene.asset);
    let pending = app.get(&scene.house.approver, &path("preview", "")).await.expect(409);
    assert_eq!(pending.code(), "rendition.pending");
    for query in ["?v=0123456789abcdef", "?v=xyz", "?v="] {
        let other = app.get(&scene.house.approver, &path("preview", query)).await.expect(404);
        assert_eq!(other.code(), "rendition.not_found", "{query}");
    }
}

#[actix_web::test]
async fn a_page_somebody_uploaded_is_only_ever_saved() {
    let house = House::start().await;
    let page = b"<!doctype html><html><script>alert(1)</script></html>";
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    for (name, bytes) in [("page.html", page.as_slice()), ("drawing.svg", drawing.as_slice())] {
        let id = house.app.upload(&house.editor, name, bytes, None).await.expect(201).id();
        let got = house.app.get(&house.editor, &format!("/assets/{id}/original")).await.expect(200);
        assert!(got.header("content-disposition").starts_with("attachment"), "{name}");
        assert!(!got.header("content-type").contains("html"), "{name}: {}", got.header("content-type"));
        assert!(got.header("content-security-policy").contains("sandbox"), "{name}");
    }
}

/// Routes that answer with bytes of content. A new one is added here on purpose, and its handler ends in
/// `serve::respond`.
const DOORS: [(&str, usize); 4] = [
    ("src/server/features/delivery/routes.rs", 3),
    ("src/server/features/delivery/routes/addresses.rs", 1),
    ("src/server/features/delivery/iiif.rs", 1),
    ("src/server/features/publishing/routes/public.rs", 1),
];

#[test]
fn bytes_of_content_leave_through_one_door() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (path, calls) in DOORS {
        let text = std::fs::read_to_string(root.join(path)).expect("a source file");
        let found = text.matches("serve::respond(").count() + text.matches("serve::respond_kept(").count();
        assert_eq!(found, calls, "{path}");
    }
    let mut strangers = Vec::new();
    visit(&root.join("src/server/features"), &mut |path, text| {
        let is_door = path.ends_with("delivery/serve.rs");
        if text.contains("SizedStream") || text.contains(".streaming(") || text.contains("storage.get(") {
            let is_handler = text.contains("HttpResponse");
            if is_handler && !is_door {
                strangers.push(path.display().to_string());
            }
        }
    });
    assert!(strangers.is_empty(), "these answer with stored bytes by themselves: {strangers:?}");
}

fn visit(folder: &std::path::Path, look: &mut impl FnMut(&std::path::Path, &str)) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            visit(&path, look);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            look(&path, &std::fs::read_to_string(&path).expect("a source file"));
        }
    }
}
