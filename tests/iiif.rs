//! Pictures by the IIIF Image API: what is offered, what comes back, and that nobody gets a pixel more than is theirs.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use serde_json::{Value, json};
use server::testing::{Answer, TestApp, TestPerson};
use uuid::Uuid;

use crate::harness::House;
use crate::scene::{FROM, Scene, UNTIL};

/// A picture of bands, larger than the largest rendition, written without any help.
pub fn bands(width: u32, height: u32) -> Vec<u8> {
    let row = (width * 3).next_multiple_of(4);
    let size = 54 + row * height;
    let mut bmp = b"BM".to_vec();
    for word in [size, 0, 54, 40, width, height, 1 | 24 << 16, 0, row * height, 2835, 2835, 0, 0] {
        bmp.extend_from_slice(&word.to_le_bytes());
    }
    for y in 0..height {
        let mut line: Vec<u8> = (0..width).flat_map(|x| [(x / 16 % 256) as u8, (y / 16 % 256) as u8, 90]).collect();
        line.resize(row as usize, 0);
        bmp.extend_from_slice(&line);
    }
    bmp
}

/// Width and height of a PNG.
pub fn png_size(answer: &Answer) -> (u32, u32) {
    assert_eq!(&answer.body[1..4], b"PNG");
    let number = |at: usize| u32::from_be_bytes(answer.body[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

async fn ask(app: &TestApp, person: Option<&TestPerson>, id: &str, rest: &str) -> Answer {
    app.send(person, TestRequest::get(), &format!("//iiif/3/{id}{rest}")).await
}

/// Uploads the bands, has them drawn, and gives the version.
async fn with_bands(app: &TestApp, person: &TestPerson) -> (Uuid, Value) {
    let asset = app.upload(person, "Bands.bmp", &bands(2400, 1200), None).await.expect(201).id();
    app.settle().await;
    let version = app.get(person, &format!("/assets/{asset}")).await.expect(200).json()["version"].clone();
    assert_eq!(version["preview"], "ready", "{version}");
    (asset, version)
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

#[actix_web::test]
async fn a_picture_is_as_large_as_its_reader_may_see_it() {
    let house = House::start().await;
    let (_, version) = with_bands(&house.app, &house.editor).await;
    let id = text(&version["id"]);
    for (person, width) in [(&house.editor, 2400), (&house.marketer, 2400), (&house.approver, 2048)] {
        let info = ask(&house.app, Some(person), id, "/info.json").await.expect(200);
        let json = info.json();
        assert_eq!((json["width"].as_u64(), json["height"].as_u64()), (Some(width), Some(width / 2)), "{json}");
        assert_eq!(
            (text(&json["profile"]), text(&json["type"]), text(&json["id"])),
            ("level2", "ImageService3", format!("http://placet.test/iiif/3/{id}").as_str())
        );
        assert_eq!(
            (json["tiles"][0]["width"].as_u64(), &json["tiles"][0]["scaleFactors"]),
            (Some(512), &if width == 2400 { json!([1, 2, 4, 8]) } else { json!([1, 2, 4]) })
        );
        assert_eq!(info.header("access-control-allow-origin"), "*");
        assert!(info.header("cache-control").starts_with("private"), "{}", info.header("cache-control"));
        let max = ask(&house.app, Some(person), id, "/full/max/0/default.png").await.expect(200);
        assert_eq!(png_size(&max), (width as u32, width as u32 / 2));
        // Beyond what is theirs there is nothing, only the same pixels enlarged.
        let edge = ask(&house.app, Some(person), id, "/2100,0,100,100/max/0/default.png").await;
        assert_eq!(edge.status.as_u16(), if width == 2400 { 200 } else { 400 });
    }
    let by_hash = ask(&house.app, Some(&house.editor), text(&version["blake3"]), "/info.json").await.expect(200);
    assert_eq!(by_hash.json()["width"], 2400);
    let base = ask(&house.app, Some(&house.editor), id, "").await.expect(303);
    assert_eq!(base.header("location"), format!("http://placet.test/iiif/3/{id}/info.json"));
}

#[actix_web::test]
async fn a_cut_comes_in_the_size_turn_and_format_asked_for() {
    let house = House::start().await;
    let (_, version) = with_bands(&house.app, &house.editor).await;
    let id = text(&version["id"]);
    for (wish, size) in [
        ("0,0,512,512/512,512/0/default.png", (512, 512)),
        ("2048,1024,352,176/352,176/0/default.png", (352, 176)),
        ("0,0,1024,1024/512,512/0/default.png", (512, 512)),
        ("full/300,/90/gray.png", (150, 300)),
        ("square/!100,50/0/bitonal.png", (50, 50)),
        ("pct:0,0,50,50/max/!180/default.png", (1200, 600)),
        ("full/%5E3000,/0/default.png", (3000, 1500)),
    ] {
        let cut = ask(&house.app, Some(&house.editor), id, &format!("/{wish}")).await.expect(200);
        assert_eq!(png_size(&cut), size, "{wish}");
        assert_eq!(
            (cut.header("content-type").as_str(), cut.header("x-content-type-options").as_str()),
            ("image/png", "nosniff")
        );
        assert!(
            cut.header("link").contains("rel=\"canonical\"") && cut.header("link").contains("level2.json"),
            "{wish}"
        );
    }
    let jpeg = ask(&house.app, Some(&house.editor), id, "/full/200,/0/default.jpg").await.expect(200);
    assert_eq!((&jpeg.body[..2], jpeg.header("content-type").as_str()), (&[0xFF, 0xD8][..], "image/jpeg"));
    let tag = jpeg.header("etag");
    let again = TestRequest::get().insert_header(("If-None-Match", tag));
    let path = format!("//iiif/3/{id}/full/200,100/0/color.jpg");
    house.app.send(Some(&house.editor), again, &path).await.expect(304);
    let part = TestRequest::get().insert_header(("Range", "bytes=0-9"));
    let part = house.app.send(Some(&house.editor), part, &path).await.expect(206);
    assert_eq!(part.body.as_ref(), &jpeg.body[..10]);
}

#[actix_web::test]
async fn what_makes_no_sense_is_400_what_is_not_done_501_and_what_is_not_there_404() {
    let house = House::start().await;
    let (asset, version) = with_bands(&house.app, &house.editor).await;
    let id = text(&version["id"]);
    for (rest, status) in [
        ("/full/max/0/default.xyz", 400),
        ("/full/max/0/best.jpg", 400),
        ("/full/max/abc/default.jpg", 400),
        ("/full/2401,/0/default.jpg", 400),
        ("/full/%5E5000,/0/default.jpg", 400),
        ("/full/0,0/0/default.jpg", 400),
        ("/2400,0,10,10/max/0/default.jpg", 400),
        ("/%2e%2e%2fetc/max/0/default.jpg", 400),
        ("/full/max/45/default.jpg", 501),
        ("/full/max/0/default.pdf", 501),
        ("/full/max/0", 404),
        ("/full/max/0/default.jpg/more", 404),
    ] {
        let answer = ask(&house.app, Some(&house.editor), id, rest).await.expect(status);
        assert!(answer.json()["code"].is_string(), "{rest}: a problem for machines");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{rest}");
    }
    for other in ["nonsense", &asset.to_string(), &"0".repeat(64)] {
        ask(&house.app, Some(&house.editor), other, "/info.json").await.expect(404);
    }
    let path = format!("//iiif/3/{id}/info.json");
    let preflight = TestRequest::with_uri("/").method(Method::OPTIONS);
    let preflight = house.app.send(None, preflight, &path).await.expect(204);
    assert!(preflight.header("access-control-allow-headers").contains("Authorization"));
    house.app.send(Some(&house.editor), TestRequest::post(), &path).await.expect(405);
}

#[actix_web::test]
async fn a_partner_and_a_stranger_get_no_pixel_of_what_is_not_theirs() {
    let house = House::start().await;
    let (_, version) = with_bands(&house.app, &house.editor).await;
    let other = house.app.partner("Another").await;
    for id in [text(&version["id"]), text(&version["blake3"])] {
        for rest in ["/info.json", "/full/max/0/default.png", "/0,0,1,1/max/0/default.png"] {
            for partner in [&house.partner, &other] {
                let refused = ask(&house.app, Some(partner), id, rest).await.expect(404);
                assert!(refused.header("content-type").contains("problem"), "{rest}");
            }
            ask(&house.app, None, id, rest).await.expect(404);
            let ranged = TestRequest::get().insert_header(("Range", "bytes=0-0"));
            house.app.send(Some(&other), ranged, &format!("//iiif/3/{id}{rest}")).await.expect(404);
        }
    }
    // Of her own she sees what a partner may: no more than the largest rendition.
    let asset = house.app.upload(&other, "Own.bmp", &bands(2200, 1100), None).await.expect(201).id();
    house.app.settle().await;
    let own = house.app.get(&other, &format!("/assets/{asset}")).await.expect(200).json()["version"].clone();
    let info = ask(&house.app, Some(&other), text(&own["id"]), "/info.json").await.expect(200).json();
    assert_eq!(info["width"], 2048);
    ask(&house.app, Some(&house.partner), text(&own["id"]), "/info.json").await.expect(404);
}

#[actix_web::test]
async fn everybody_sees_what_is_published_and_cleared_and_only_that() {
    let scene = Scene::start().await;
    let app = scene.app();
    // The scene's picture gets a larger version, of which a preview of 1280 pixels is published.
    let file = bands(2400, 1200);
    let path = format!("/assets/{}/versions", scene.asset);
    let boundary = "cut";
    let mut body = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.bmp\"\r\n\r\n")
        .into_bytes();
    body.extend_from_slice(&file);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    let kind = ("Content-Type", format!("multipart/form-data; boundary={boundary}"));
    app.send(Some(&scene.house.editor), TestRequest::post().insert_header(kind).set_payload(body), &path)
        .await
        .expect(201);
    app.settle().await;
    scene.approve_winter().await;
    let channel = json!({ "key": "shop", "name": "Shop", "kind": "public_url", "rights_channel": "owned.site",
        "territories": ["DE"], "preset": "preview" });
    let channel = app.post(&scene.house.administrator, "/channels", channel).await.expect(201).id();
    let planned = scene.plan(channel, FROM, UNTIL).await.expect(201);
    let version = app.get(&scene.house.editor, &format!("/assets/{}", scene.asset)).await.expect(200).json();
    let version = text(&version["version"]["id"]).to_owned();
    ask(app, None, &version, "/info.json").await.expect(404);
    app.set_clock("2026-11-30T23:00:00Z");
    app.settle().await;
    let shown = scene.publication(planned.id()).await;
    let key = text(&shown["public_url"]).rsplit('/').next().expect("a key").to_owned();
    for id in [&version, &key] {
        let info = ask(app, None, id, "/info.json").await.expect(200).json();
        assert_eq!((info["width"].as_u64(), info["height"].as_u64()), (Some(1280), Some(640)), "{id}");
        let cut = ask(app, None, id, "/0,0,512,512/256,/0/default.png").await.expect(200);
        assert_eq!(png_size(&cut), (256, 256));
        assert!(cut.header("cache-control").contains("no-cache"));
        ask(app, None, id, "/1280,0,512,512/256,/0/default.png").await.expect(400);
    }
    // No job runs from here on: the clock alone decides.
    app.set_clock("2027-01-31T23:00:00Z");
    ask(app, None, &key, "/full/max/0/default.png").await.expect(451);
    ask(app, None, &key, "/info.json").await.expect(451);
    ask(app, None, &version, "/full/max/0/default.png").await.expect(404);
    app.settle().await;
    ask(app, None, &key, "/full/max/0/default.png").await.expect(451);
}
