//! Presets of the house: recipes as data, pictures made when somebody asks, channels that take them.

use actix_web::test::TestRequest;
use futures_util::future::join;
use serde_json::{Value, json};
use server::platform::auth::Role;
use server::testing::TestApp;

use crate::harness::House;
use crate::scene::{FROM, Scene, UNTIL};

fn story(key: &str) -> Value {
    json!({ "key": key, "name": "Story", "note": "Upright pictures",
        "recipe": { "fit": "cover", "width": 32, "height": 64, "format": "jpeg", "quality": 80, "effort": 2 } })
}

#[actix_web::test]
async fn a_preset_of_the_house_is_drawn_once_when_it_is_first_asked_for() {
    let scene = Scene::start().await;
    let (app, editor, admin) = (scene.app(), &scene.house.editor, &scene.house.administrator);
    let path = format!("/assets/{}/renditions/story", scene.asset);
    app.get(editor, &path).await.expect(404);
    app.post(admin, "/presets", story("story")).await.expect(201);
    let (first, second) = join(app.get(editor, &path), app.get(editor, &path)).await;
    let (first, second) = (first.expect(200), second.expect(200));
    assert_eq!(first.header("content-type"), "image/jpeg");
    assert_eq!(first.body, second.body);
    assert_eq!(first.header("etag"), second.header("etag"), "one picture for both");
    let again = TestRequest::get().insert_header(("If-None-Match", first.header("etag")));
    app.send(Some(editor), again, &path).await.expect(304);
    let (width, height) = size_of_jpeg(&first.body);
    assert_eq!(height, width * 2, "cut to the shape of the box");
}

/// Width and height in the frame header.
fn size_of_jpeg(bytes: &[u8]) -> (u16, u16) {
    let mut at = 2;
    while at + 9 < bytes.len() {
        let length = usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        if (0xc0..=0xc2).contains(&bytes[at + 1]) {
            let edge = |from: usize| u16::from_be_bytes([bytes[at + from], bytes[at + from + 1]]);
            return (edge(7), edge(5));
        }
        at += 2 + length;
    }
    panic!("no frame in this JPEG");
}

#[actix_web::test]
async fn a_changed_recipe_makes_new_pictures_and_a_retired_preset_none() {
    let scene = Scene::start().await;
    let (app, editor, admin) = (scene.app(), &scene.house.editor, &scene.house.administrator);
    let added: Value = app.post(admin, "/presets", story("story")).await.expect(201).json();
    let path = format!("/assets/{}/renditions/story", scene.asset);
    let before = app.get(editor, &path).await.expect(200).header("etag");
    let mut change = json!({ "recipe": added["recipe"] });
    change["recipe"]["quality"] = json!(40);
    let changed: Value = app.patch(admin, "/presets/story", 1, change).await.expect(200).json();
    assert_ne!(changed["recipe_hash"], added["recipe_hash"]);
    assert_eq!(changed["revision"], 2);
    assert_ne!(app.get(editor, &path).await.expect(200).header("etag"), before);
    app.patch(admin, "/presets/story", 1, json!({ "name": "Late" })).await.expect(412);
    app.patch(admin, "/presets/story", 2, json!({ "state": "retired" })).await.expect(200);
    app.get(editor, &path).await.expect(200);
    let other = app.upload(editor, "b.png", &TestApp::picture(2), None).await.expect(201).id();
    app.get(editor, &format!("/assets/{other}/renditions/story")).await.expect(404);
}

#[actix_web::test]
async fn names_with_a_meaning_and_sizes_beyond_the_limits_are_refused() {
    let house = House::start().await;
    let (app, admin) = (&house.app, &house.administrator);
    for key in ["large", "original", "proxy", "Story", "", "a b"] {
        assert!(app.post(admin, "/presets", story(key)).await.status.is_client_error(), "{key:?}");
    }
    let wrong = [
        ("width", json!(8193)),
        ("height", json!(15)),
        ("quality", json!(0)),
        ("effort", json!(7)),
        ("format", json!("gif")),
        ("background", json!("white")),
        ("fit", json!("stretch")),
        ("height", Value::Null),
    ];
    for (field, value) in wrong {
        let mut new = story("story");
        new["recipe"][field] = value;
        let refused = app.post(admin, "/presets", new).await.expect(422).json();
        assert_eq!(refused["field"], field, "{refused}");
    }
    app.post(admin, "/presets", story("story")).await.expect(201);
    app.post(admin, "/presets", story("story")).await.expect(409);
    app.post(&house.editor, "/presets", story("other")).await.expect(403);
    app.patch(admin, "/presets/large", 1, json!({ "name": "Mine" })).await.expect(403);
    let all: Value = app.get(&house.partner, "/presets").await.expect(200).json();
    let keys: Vec<&str> = all["items"].as_array().into_iter().flatten().filter_map(|one| one["key"].as_str()).collect();
    assert_eq!(keys, ["large", "preview", "thumbnail", "story"]);
}

#[actix_web::test]
async fn an_example_is_drawn_of_a_real_asset_and_kept_nowhere() {
    let scene = Scene::start().await;
    let (app, admin) = (scene.app(), &scene.house.administrator);
    let recipe =
        json!({ "fit": "inside", "width": 16, "format": "webp", "quality": 70, "effort": 0, "background": "#00ff00" });
    let body = json!({ "asset_id": scene.asset, "recipe": recipe });
    let drawn = app.post(admin, "/presets/example", body).await.expect(200);
    assert_eq!(drawn.header("content-type"), "image/webp");
    assert_eq!(&drawn.body[8..12], b"WEBP");
    app.settle().await;
    app.get(admin, &format!("/assets/{}/renditions/example", scene.asset)).await.expect(404);
}

#[actix_web::test]
async fn whoever_may_not_have_the_original_gets_no_finer_pixels_by_a_preset() {
    let scene = Scene::start().await;
    let (app, admin) = (scene.app(), &scene.house.administrator);
    let wide = json!({ "key": "wall", "name": "Wall", "recipe":
        { "fit": "inside", "width": 8000, "format": "webp", "quality": 90, "effort": 0 } });
    app.post(admin, "/presets", wide).await.expect(201);
    let path = format!("/assets/{}/renditions/wall", scene.asset);
    // The picture itself is small: nothing finer than everybody may see comes of it.
    app.get(&scene.house.approver, &path).await.expect(200);
    let large = app.upload(admin, "plan.svg", DRAWING.as_bytes(), None).await.expect(201).id();
    let path = format!("/assets/{large}/renditions/wall");
    app.settle().await;
    app.get(&scene.house.approver, &path).await.expect(403);
    app.get(&scene.house.editor, &path).await.expect(200);
}

const DRAWING: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="6000" height="40"><rect width="6000" height="40"/></svg>"#;

#[actix_web::test]
async fn a_channel_takes_a_preset_of_the_house_and_publishes_its_picture() {
    let scene = Scene::start().await;
    let (app, admin) = (scene.app(), &scene.house.administrator);
    app.post(admin, "/presets", story("story")).await.expect(201);
    let new = |preset: &str| {
        json!({ "key": "stories", "name": "Stories", "kind": "public_url", "rights_channel": "owned.site",
            "territories": ["DE"], "preset": preset })
    };
    app.post(admin, "/channels", new("thumbnail")).await.expect(422);
    app.post(admin, "/channels", new("nothing")).await.expect(422);
    let channel = app.post(admin, "/channels", new("story")).await.expect(201).id();
    scene.approve_winter().await;
    let planned = scene.plan(channel, FROM, UNTIL).await.expect(201);
    app.set_clock("2026-11-30T23:00:00Z");
    app.settle().await;
    let publication = scene.publication(planned.id()).await;
    let shown = scene.fetch(&publication).await.expect(200);
    assert_eq!(shown.header("content-type"), "image/jpeg");
    // The time that passed ended the first session.
    let admin = &app.person(Role::Administrator).await;
    app.patch(admin, "/presets/story", 1, json!({ "state": "retired" })).await.expect(200);
    app.patch(admin, &format!("/channels/{channel}"), 1, json!({ "name": "Stories still" })).await.expect(200);
    scene.fetch(&publication).await.expect(200);
}

#[actix_web::test]
async fn a_preset_in_avif_keeps_whose_the_picture_is() {
    let house = House::start().await;
    let (app, admin, editor) = (&house.app, &house.administrator, &house.editor);
    let preset = json!({ "key": "small", "name": "Small", "recipe":
        { "fit": "inside", "width": 64, "format": "avif", "quality": 60, "effort": 2 } });
    let added = app.post(admin, "/presets", preset).await.expect(201).json();
    assert_eq!(added["recipe"]["format"], "avif");
    let picture = TestApp::picture_saying(1, &[("dc:rights", "© Studio Nord"), ("photoshop:City", "Kiel")]);
    let asset = app.upload(editor, "dawn.png", &picture, None).await.expect(201).id();
    app.settle().await;
    let path = format!("/assets/{asset}/renditions/small");
    if !app.ctx.tools.has("vips").await {
        let why = app.get(editor, &path).await.expect(404).json();
        assert!(why["detail"].as_str().is_some_and(|why| why.contains("AVIF is written by libvips")), "{why}");
        return println!("skipped: libvips is not here");
    }
    let drawn = app.get(editor, &path).await.expect(200);
    assert_eq!(drawn.header("content-type"), "image/avif");
    assert!(drawn.header("content-disposition").contains("dawn-small.avif"), "{}", drawn.header("content-disposition"));
    assert_eq!(&drawn.body[4..12], b"ftypavif");
    let said = media::metadata::read(&drawn.body, "image/avif");
    assert_eq!(said.basics.get("copyright").map(String::as_str), Some("© Studio Nord"), "{said:?}");
    assert!(!format!("{said:?}").contains("Kiel"), "where it was taken is left out");
    // Kept as it is: asked again it is the same, and the original reader opens it as a picture.
    let again = TestRequest::get().insert_header(("If-None-Match", drawn.header("etag")));
    app.send(Some(editor), again, &path).await.expect(304);
    let back = app.upload(editor, "back.avif", &drawn.body, None).await.expect(201).id();
    app.settle().await;
    let shown = app.get(editor, &format!("/assets/{back}")).await.expect(200).json();
    assert_eq!((&shown["version"]["mime"], &shown["version"]["preview"]), (&json!("image/avif"), &json!("ready")));
}

/// Whether an AVIF has a plane of what is transparent.
fn has_alpha(bytes: &[u8]) -> bool {
    let name = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";
    bytes.windows(name.len()).any(|part| part == name)
}

#[actix_web::test]
async fn a_higher_quality_in_avif_is_a_larger_file() {
    let house = House::start().await;
    let (app, admin) = (&house.app, &house.administrator);
    if !app.ctx.tools.has("vips").await {
        return println!("skipped: libvips is not here");
    }
    let dot = |at: u32| {
        let (x, y, color) = (at * 37 % 400, at * 91 % 300, at * 48_271 % 0xff_ffff);
        format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\" fill=\"#{color:06x}\"/>", 3 + at % 9)
    };
    let dots: String = (0..300).map(dot).collect();
    let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"300\">{dots}</svg>");
    let asset = app.upload(admin, "dots.svg", drawing.as_bytes(), None).await.expect(201).id();
    app.settle().await;
    let mut sizes = Vec::new();
    for quality in [20, 95] {
        let recipe = json!({ "fit": "inside", "width": 400, "format": "avif", "quality": quality, "effort": 0 });
        let body = json!({ "asset_id": asset, "recipe": recipe });
        let drawn = app.post(admin, "/presets/example", body).await.expect(200);
        assert_eq!(drawn.header("content-type"), "image/avif");
        assert!(has_alpha(&drawn.body), "what is transparent stays so");
        sizes.push(drawn.body.len());
    }
    let flat =
        json!({ "fit": "inside", "width": 400, "format": "avif", "quality": 60, "effort": 0, "background": "#ffffff" });
    let drawn = app.post(admin, "/presets/example", json!({ "asset_id": asset, "recipe": flat })).await.expect(200);
    assert!(!has_alpha(&drawn.body));
    assert!(sizes[0] < sizes[1], "{sizes:?}");
}
