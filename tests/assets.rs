//! Assets through the door: one-request uploads, duplicates, versions, changes, archive, collections, who sees what.

use actix_web::test::TestRequest;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use server::features::assets::fields::AssetChange;
use server::features::assets::receive;
use server::features::assets::row::{asset, version};
use server::features::assets::show::StoredRendition;
use server::features::assets::show::asset_refs;
use server::features::assets::store::{Preview, record_preview};
use server::platform::auth::{Role, Scope, Who};
use server::platform::storage::key::Key;
use server::testing::{Answer, TestApp, TestPerson};
use uuid::Uuid;

use crate::harness::House;

/// Sends a hand-made multipart body to `path`.
async fn send_parts(app: &TestApp, person: &TestPerson, path: &str, body: Vec<u8>) -> Answer {
    let kind = "multipart/form-data; boundary=b";
    let request = TestRequest::post().insert_header(("Content-Type", kind)).set_payload(body);
    app.send(Some(person), request, path).await
}

fn part(name: &str, file_name: Option<&str>, content: &[u8]) -> Vec<u8> {
    let file_name = file_name.map(|name| format!("; filename=\"{name}\"")).unwrap_or_default();
    let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{file_name}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n"].concat()
}

fn whole(parts: &[Vec<u8>]) -> Vec<u8> {
    [parts.concat(), b"--b--\r\n".to_vec()].concat()
}

async fn new_version(app: &TestApp, person: &TestPerson, asset: Uuid, bytes: &[u8]) -> Answer {
    let body = whole(&[part("file", Some("next.png"), bytes)]);
    send_parts(app, person, &format!("/assets/{asset}/versions"), body).await
}

/// The files waiting in the spool folder.
pub fn spooled(app: &TestApp) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(app.ctx.config.data_dir.join("uploads")) else { return Vec::new() };
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// Numbers of assets, versions and stored originals.
pub async fn kept(app: &TestApp) -> (u64, u64, usize) {
    let db = app.ctx.db.read();
    let assets = asset::Entity::find().count(db).await.expect("a count");
    let versions = version::Entity::find().count(db).await.expect("a count");
    (assets, versions, app.ctx.storage.list("original/", None, 1000).await.expect("a list").len())
}

#[actix_web::test]
async fn an_upload_becomes_an_asset_with_hashes_size_and_title() {
    let house = House::start().await;
    let bytes = TestApp::picture(1);
    let metadata = json!({ "description": "First light", "keywords": ["sea", " sea ", "sky"] });
    let answer = house.app.upload(&house.editor, "Morgenröte.jpg", &bytes, Some(metadata)).await.expect(201);
    assert_eq!(answer.header("Location"), format!("/api/v1/assets/{}", answer.id()));
    let outcome = answer.json();
    assert_eq!(outcome["duplicate"], false);
    let shown = house.app.get(&house.editor, &format!("/assets/{}", answer.id())).await.expect(200);
    assert_eq!(shown.header("ETag"), "\"1\"");
    let asset = shown.json();
    assert_eq!(asset, outcome["asset"]);
    assert_eq!(asset["title"], "Morgenröte");
    assert_eq!(asset["keywords"], json!(["sea", "sky"]));
    assert_eq!(asset["state"], "active");
    let version = &asset["version"];
    assert_eq!(version["mime"], "image/png", "the content counts, not the name");
    assert_eq!((&version["width"], &version["height"]), (&json!(64), &json!(48)));
    assert_eq!(version["blake3"], blake3_of(&bytes));
    assert_eq!(version["preview"], "pending");
    assert_eq!(version["created_by"]["id"], json!(house.editor.id));
    let id = version["id"].as_str().and_then(|id| Uuid::parse_str(id).ok()).expect("an id");
    let stored = house.app.ctx.storage.read(&Key::original(id), 1 << 20).await.expect("the bytes");
    assert_eq!(stored, bytes);
    assert!(spooled(&house.app).is_empty());
}

fn blake3_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

#[actix_web::test]
async fn a_request_that_cannot_become_an_asset_leaves_nothing() {
    let house = House::with(|config| config.max_upload_bytes = 300_000).await;
    let file = || part("file", Some("a.png"), &TestApp::picture(1));
    let about = |value: Value| part("metadata", None, value.to_string().as_bytes());
    let large = part("file", Some("large.bin"), &vec![7; 300_001]);
    let huge = part("file", Some("huge.bin"), &vec![7; 700_000]);
    let cases: Vec<(&str, u16, &str, Vec<u8>)> = vec![
        ("empty", 422, "file.empty", whole(&[part("file", Some("a.png"), b"")])),
        ("no file", 422, "file.missing", whole(&[about(json!({}))])),
        ("nothing", 400, "request.malformed", Vec::new()),
        ("two files", 422, "request.invalid", whole(&[file(), file()])),
        ("unknown part", 422, "request.invalid", whole(&[file(), part("other", None, b"x")])),
        ("cut off in the file", 400, "request.malformed", file()[..900].to_vec()),
        ("cut off before the end", 400, "request.malformed", file()),
        ("over the limit", 413, "file.too_large", whole(&[large])),
        ("far over the limit", 413, "file.too_large", whole(&[huge])),
        ("broken metadata", 400, "request.malformed", whole(&[file(), part("metadata", None, b"{")])),
        ("unknown metadata", 422, "request.invalid", whole(&[file(), about(json!({ "colour": 1 }))])),
        ("long title", 422, "request.invalid", whole(&[file(), about(json!({ "title": "t".repeat(301) }))])),
        ("large metadata", 413, "request.too_large", whole(&[file(), part("metadata", None, &[b' '; 70_000])])),
        (
            "no such collection",
            422,
            "reference.unknown",
            whole(&[about(json!({ "collection_id": Uuid::nil() })), file()]),
        ),
    ];
    for (what, status, code, body) in cases {
        let answer = send_parts(&house.app, &house.editor, "/assets", body).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{what}: {}", answer.json());
        assert_eq!(kept(&house.app).await, (0, 0, 0), "{what}");
        assert!(spooled(&house.app).is_empty(), "{what}: {:?}", spooled(&house.app));
    }
    let request = TestRequest::post().set_json(json!({ "file": "x" }));
    let answer = house.app.send(Some(&house.editor), request, "/assets").await.expect(415);
    assert_eq!(answer.code(), "request.unsupported_type");
    house.app.upload(&house.approver, "a.png", &TestApp::picture(1), None).await.expect(403);
    let request = TestRequest::post().insert_header(("Content-Type", "multipart/form-data; boundary=b"));
    house.app.send(None, request.set_payload(whole(&[file()])), "/assets").await.expect(401);
}

#[actix_web::test]
async fn a_file_is_kept_even_when_its_content_is_damaged_or_unknown() {
    let house = House::start().await;
    for (name, bytes, mime) in [
        ("broken.png", &TestApp::picture(1)[..20], "image/png"),
        ("page.png", b"<!doctype html><html><script>1</script></html>".as_slice(), "text/html"),
        ("noise.jpg", &[0x9f, 0x00, 0x81, 0x13, 0xfe], "application/octet-stream"),
    ] {
        let answer = house.app.upload(&house.editor, name, bytes, None).await.expect(201);
        let version = &answer.json()["asset"]["version"];
        assert_eq!((&version["mime"], &version["width"]), (&json!(mime), &Value::Null), "{name}");
    }
}

#[actix_web::test]
async fn the_same_bytes_in_sight_answer_with_the_asset_that_has_them() {
    let house = House::start().await;
    let bytes = TestApp::picture(1);
    let first = house.app.upload(&house.editor, "dawn.png", &bytes, None).await.expect(201);
    let again = house.app.upload(&house.marketer, "other name.png", &bytes, None).await.expect(200);
    assert_eq!(again.id(), first.id());
    assert_eq!(again.json()["duplicate"], true);
    assert_eq!(again.json()["version_id"], first.json()["version_id"]);
    assert_eq!(kept(&house.app).await, (1, 1, 1));
    assert!(spooled(&house.app).is_empty());
}

#[actix_web::test]
async fn the_same_bytes_out_of_sight_are_stored_anew_and_tell_nothing() {
    let house = House::start().await;
    let bytes = TestApp::picture(1);
    let hidden = house.app.upload(&house.editor, "secret.png", &bytes, None).await.expect(201);
    let own = house.app.upload(&house.partner, "dawn.png", &bytes, None).await.expect(201);
    assert_ne!(own.id(), hidden.id());
    assert_eq!(own.json()["duplicate"], false);
    assert_eq!(own.json()["asset"]["organization_id"], json!(house.partner.organization));
    assert!(!String::from_utf8_lossy(&own.body).contains("secret"));
    assert_eq!(kept(&house.app).await, (2, 2, 2));
    let rival = house.app.partner("Rival").await;
    let third = house.app.upload(&rival, "dawn.png", &bytes, None).await.expect(201);
    assert_ne!(third.id(), own.id());
    house.app.upload(&house.partner, "dawn.png", &bytes, None).await.expect(200);
}

#[actix_web::test]
async fn the_same_bytes_at_the_same_time_become_one_asset() {
    let house = House::start().await;
    let bytes = TestApp::picture(1);
    let upload = |name: &'static str| house.app.upload(&house.editor, name, &bytes, None);
    let (a, b, c) = futures_util::join!(upload("a.png"), upload("b.png"), upload("c.png"));
    let mut statuses = [a.status.as_u16(), b.status.as_u16(), c.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 201]);
    assert_eq!(kept(&house.app).await, (1, 1, 1), "bytes that lost the race are removed");
}

#[actix_web::test]
async fn a_new_version_becomes_the_current_one() {
    let house = House::start().await;
    let id = house.app.upload(&house.editor, "dawn.png", &TestApp::picture(1), None).await.expect(201).id();
    let added = new_version(&house.app, &house.editor, id, &TestApp::picture(2)).await.expect(201);
    assert_eq!(added.id(), id);
    let asset = house.app.get(&house.editor, &format!("/assets/{id}")).await.expect(200).json();
    assert_eq!((&asset["version"]["number"], &asset["revision"]), (&json!(2), &json!(2)));
    assert_eq!(asset["version"]["id"], added.json()["version_id"]);
    assert_eq!(asset["title"], "dawn", "the title is the asset's, not the file's");
    let same = new_version(&house.app, &house.editor, id, &TestApp::picture(2)).await.expect(200);
    assert_eq!(same.json()["duplicate"], true);
    // Going back to older bytes is a change, not a duplicate.
    new_version(&house.app, &house.editor, id, &TestApp::picture(1)).await.expect(201);
    let versions = house.app.get(&house.editor, &format!("/assets/{id}/versions")).await.expect(200).json();
    let numbers: Vec<_> = versions["items"].as_array().expect("items").iter().map(|each| &each["number"]).collect();
    assert_eq!(numbers, [3, 2, 1]);
    new_version(&house.app, &house.marketer, id, &TestApp::picture(4)).await.expect(403);
    new_version(&house.app, &house.editor, Uuid::nil(), &TestApp::picture(4)).await.expect(404);
}

#[actix_web::test]
async fn a_change_needs_the_revision_that_was_seen() {
    let house = House::start().await;
    let id = house.app.upload(&house.editor, "dawn.png", &TestApp::picture(1), None).await.expect(201).id();
    let path = format!("/assets/{id}");
    let change = json!({ "title": " Dawn over the bay ", "keywords": ["bay"] });
    let changed = house.app.patch(&house.editor, &path, 1, change).await.expect(200);
    assert_eq!(changed.header("ETag"), "\"2\"");
    assert_eq!(changed.json()["title"], "Dawn over the bay");
    assert_eq!(changed.json()["description"], "");
    house.app.patch(&house.editor, &path, 1, json!({ "title": "Late" })).await.expect(412);
    let blind = TestRequest::patch().set_json(json!({ "title": "Blind" }));
    house.app.send(Some(&house.editor), blind, &path).await.expect(428);
    for (field, wrong) in [
        ("title", json!({ "title": "" })),
        ("description", json!({ "description": "x".repeat(10_001) })),
        ("keywords", json!({ "keywords": ["x".repeat(101)] })),
    ] {
        let refused = house.app.patch(&house.editor, &path, 2, wrong).await.expect(422);
        assert_eq!(refused.json()["field"], field);
    }
    house.app.patch(&house.editor, &path, 2, json!({ "state": "archived" })).await.expect(422);
    house.app.patch(&house.marketer, &path, 2, json!({ "title": "Mine" })).await.expect(403);
    let unchanged = house.app.patch(&house.editor, &path, 2, json!({})).await.expect(200);
    assert_eq!(unchanged.header("ETag"), "\"2\"");
}

#[actix_web::test]
async fn an_archived_asset_stays_and_comes_back() {
    let house = House::start().await;
    let id = house.app.upload(&house.editor, "dawn.png", &TestApp::picture(1), None).await.expect(201).id();
    let path = format!("/assets/{id}");
    house.app.delete(&house.marketer, &path).await.expect(403);
    house.app.delete(&house.editor, &path).await.expect(204);
    house.app.delete(&house.editor, &path).await.expect(204);
    let archived = house.app.get(&house.editor, &path).await.expect(200).json();
    assert_eq!((&archived["state"], &archived["revision"]), (&json!("archived"), &json!(2)));
    let refused = house.app.patch(&house.editor, &path, 2, json!({ "title": "Dusk" })).await.expect(409);
    assert_eq!(refused.code(), "asset.archived");
    let refused = new_version(&house.app, &house.editor, id, &TestApp::picture(2)).await.expect(409);
    assert_eq!(refused.code(), "asset.archived");
    let restore = format!("{path}/restorations");
    assert_eq!(house.app.post(&house.editor, &restore, json!({})).await.expect(200).json()["state"], "active");
    let twice = house.app.post(&house.editor, &restore, json!({})).await.expect(200);
    assert_eq!(twice.json()["revision"], 3);
    house.app.patch(&house.editor, &path, 3, json!({ "title": "Dusk" })).await.expect(200);
}

#[actix_web::test]
async fn a_collection_groups_assets() {
    let house = House::start().await;
    let id = house.app.upload(&house.editor, "dawn.png", &TestApp::picture(1), None).await.expect(201).id();
    let made = house.app.post(&house.editor, "/collections", json!({ "name": "Summer" })).await.expect(201);
    let (collection, path) = (made.id(), format!("/collections/{}", made.id()));
    let member = format!("{path}/assets/{id}");
    for _ in 0..2 {
        house.app.put(&house.editor, &member, json!({})).await.expect(204);
    }
    let upload = json!({ "collection_id": collection });
    house.app.upload(&house.marketer, "noon.png", &TestApp::picture(2), Some(upload)).await.expect(201);
    let shown = house.app.get(&house.approver, &path).await.expect(200).json();
    assert_eq!((&shown["asset_count"], &shown["shared_with"]), (&json!(2), &json!([])));
    let asset = house.app.get(&house.approver, &format!("/assets/{id}")).await.expect(200).json();
    assert_eq!(asset["collections"], json!([{ "id": collection, "name": "Summer" }]));
    let changed = house.app.patch(&house.editor, &path, 1, json!({ "name": "Winter" })).await.expect(200);
    assert_eq!((changed.header("ETag").as_str(), &changed.json()["name"]), ("\"2\"", &json!("Winter")));
    house.app.patch(&house.editor, &path, 1, json!({ "name": "Late" })).await.expect(412);
    house.app.delete(&house.editor, &member).await.expect(204);
    house.app.delete(&house.editor, &member).await.expect(204);
    assert_eq!(house.app.get(&house.editor, &path).await.expect(200).json()["asset_count"], 1);
    house.app.delete(&house.editor, &path).await.expect(204);
    house.app.get(&house.editor, &path).await.expect(404);
    house.app.get(&house.editor, &format!("/assets/{id}")).await.expect(200);
}

#[actix_web::test]
async fn a_collection_that_cannot_be_is_refused() {
    let house = House::start().await;
    house.app.post(&house.editor, "/collections", json!({ "name": "Summer" })).await.expect(201);
    let own = json!([house.editor.organization]);
    for (status, code, new) in [
        (409, "name.taken", json!({ "name": "Summer" })),
        (422, "request.invalid", json!({ "name": " " })),
        (422, "request.invalid", json!({ "name": "a\nb" })),
        (422, "request.invalid", json!({ "name": "x", "description": "d".repeat(10_001) })),
        (422, "organization.unknown", json!({ "name": "x", "shared_with": [Uuid::nil()] })),
        (422, "organization.unknown", json!({ "name": "x", "shared_with": own })),
    ] {
        let answer = house.app.post(&house.editor, "/collections", new).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code));
    }
    house.app.post(&house.marketer, "/collections", json!({ "name": "x" })).await.expect(403);
    let list = house.app.get(&house.editor, "/collections").await.expect(200).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "nothing half made stays");
}

#[actix_web::test]
async fn collections_are_listed_page_by_page() {
    let house = House::start().await;
    for (hour, name) in ["One", "Two", "Three"].into_iter().enumerate() {
        house.app.set_clock(&format!("2026-11-15T{}:00:00Z", 13 + hour));
        house.app.post(&house.editor, "/collections", json!({ "name": name })).await.expect(201);
    }
    let first = house.app.get(&house.editor, "/collections?limit=2").await.expect(200).json();
    let cursor = first["next_cursor"].as_str().expect("a cursor").to_owned();
    let rest = house.app.get(&house.editor, &format!("/collections?limit=2&cursor={cursor}")).await.expect(200).json();
    assert_eq!((&first["items"][1]["name"], &rest["items"][0]["name"]), (&json!("Two"), &json!("Three")));
    assert_eq!(rest["next_cursor"], Value::Null);
    house.app.get(&house.editor, "/collections?cursor=x").await.expect(422);
}

#[actix_web::test]
async fn a_partner_meets_nothing_that_is_not_shared() {
    let house = House::start().await;
    let (app, partner) = (&house.app, &house.partner);
    let hidden = app.upload(&house.editor, "dawn.png", &TestApp::picture(1), None).await.expect(201).id();
    let rival = app.partner("Rival").await;
    let rivals = app.upload(&rival, "theirs.png", &TestApp::picture(2), None).await.expect(201).id();
    let made = app.post(&house.editor, "/collections", json!({ "name": "Inside" })).await.expect(201).id();
    for id in [hidden, rivals] {
        app.get(partner, &format!("/assets/{id}")).await.expect(404);
        app.get(partner, &format!("/assets/{id}/versions")).await.expect(404);
        new_version(app, partner, id, &TestApp::picture(3)).await.expect(404);
        app.patch(partner, &format!("/assets/{id}"), 1, json!({ "title": "Mine" })).await.expect(403);
        app.delete(partner, &format!("/assets/{id}")).await.expect(403);
        app.post(partner, &format!("/assets/{id}/restorations"), json!({})).await.expect(403);
        app.put(partner, &format!("/collections/{made}/assets/{id}"), json!({})).await.expect(403);
        app.delete(partner, &format!("/collections/{made}/assets/{id}")).await.expect(403);
    }
    app.get(partner, &format!("/collections/{made}")).await.expect(404);
    assert_eq!(app.get(partner, "/collections").await.expect(200).json()["items"], json!([]));
    app.post(partner, "/collections", json!({ "name": "Own" })).await.expect(403);
    app.patch(partner, &format!("/collections/{made}"), 1, json!({ "name": "Own" })).await.expect(403);
    app.delete(partner, &format!("/collections/{made}")).await.expect(403);
    let into = json!({ "collection_id": made });
    app.upload(partner, "own.png", &TestApp::picture(4), Some(into)).await.expect(422);
    let scope = Scope::Partner(partner.organization);
    let refs = asset_refs(app.ctx.db.read(), scope, &[hidden, rivals]).await.expect("an answer");
    assert!(refs.is_empty());
}

#[actix_web::test]
async fn sharing_a_collection_shows_its_assets_until_it_ends() {
    let house = House::start().await;
    let (app, partner) = (&house.app, &house.partner);
    let rival = app.partner("Rival").await;
    let id = app.upload(&house.editor, "dawn.png", &TestApp::picture(1), None).await.expect(201).id();
    let shared = json!({ "name": "For partners", "shared_with": [partner.organization, rival.organization] });
    let made = app.post(&house.editor, "/collections", shared).await.expect(201);
    assert_eq!(made.json()["shared_with"].as_array().map(Vec::len), Some(2));
    let path = format!("/collections/{}", made.id());
    app.get(partner, &format!("/assets/{id}")).await.expect(404);
    app.put(&house.editor, &format!("{path}/assets/{id}"), json!({})).await.expect(204);
    let seen = app.get(partner, &format!("/assets/{id}")).await.expect(200).json();
    assert_eq!(seen["created_by"]["id"], Value::Null, "who works in the house stays in the house");
    assert_eq!(seen["organization_name"], "Our house");
    let collection = app.get(partner, &path).await.expect(200).json();
    let names: Vec<_> =
        collection["shared_with"].as_array().expect("a list").iter().map(|each| &each["name"]).collect();
    assert_eq!(names, ["Partner"], "a partner does not learn of the others");
    new_version(app, partner, id, &TestApp::picture(2)).await.expect(403);
    // A partner may add its own asset to what it sees, but not spread what it was shown.
    let own = app.upload(partner, "own.png", &TestApp::picture(3), Some(json!({ "collection_id": made.id() }))).await;
    let own = own.expect(201).id();
    let theirs = app.get(&rival, &format!("/assets/{own}")).await.expect(200).json();
    assert_eq!(theirs["organization_name"], "Another partner");
    let other = json!({ "name": "Two", "shared_with": [partner.organization] });
    let other = app.post(&house.editor, "/collections", other).await.expect(201).id();
    let again = app.upload(partner, "dawn.png", &TestApp::picture(1), Some(json!({ "collection_id": other }))).await;
    assert_eq!(again.expect(200).id(), id);
    assert_eq!(app.get(&house.editor, &format!("/collections/{other}")).await.expect(200).json()["asset_count"], 0);
    let only = json!({ "shared_with": [rival.organization] });
    app.patch(&house.editor, &path, 1, only).await.expect(200);
    app.get(partner, &format!("/assets/{id}")).await.expect(404);
    app.get(partner, &path).await.expect(404);
    app.get(&rival, &format!("/assets/{id}")).await.expect(200);
    app.get(partner, &format!("/assets/{own}")).await.expect(200);
}

#[actix_web::test]
async fn a_preview_shows_on_the_version_and_wherever_the_asset_is_named() {
    let app = TestApp::start().await;
    let editor = app.person(Role::Editor).await;
    let who = Who::system();
    let about = AssetChange { title: Some("Dawn".to_owned()), ..AssetChange::default() };
    let bytes = TestApp::picture(1);
    let kept = receive::store_bytes(&app.ctx, &who, editor.organization, "dawn.png", &bytes, about).await;
    let kept = kept.expect("an outcome");
    assert!(!kept.duplicate);
    let thumbnail = StoredRendition {
        preset: "thumbnail".to_owned(),
        mime: "image/webp".to_owned(),
        width: 64,
        height: 48,
        size_bytes: 900,
    };
    let preview = Preview {
        state: "ready".to_owned(),
        color: Some("#336699".to_owned()),
        renditions: vec![thumbnail],
        ..Preview::default()
    };
    let tx = app.ctx.db.write().await.expect("a transaction");
    assert!(record_preview(&tx, kept.version_id, preview).await.expect("written"));
    assert!(!record_preview(&tx, Uuid::nil(), Preview::default()).await.expect("an answer"));
    app.ctx.commit(tx).await.expect("committed");
    let shown = app.get(&editor, &format!("/assets/{}", kept.asset.id)).await.expect(200).json();
    let url = shown["version"]["renditions"][0]["url"].as_str().expect("a url").to_owned();
    assert!(url.ends_with(&format!("/thumbnail?v={}", &blake3_of(&bytes)[..16])), "{url}");
    assert_eq!(shown["version"]["color"], "#336699");
    assert_eq!(shown["version"]["width"], 64, "the measured size stays");
    let refs = asset_refs(app.ctx.db.read(), Scope::House, &[kept.asset.id, Uuid::nil()]).await.expect("refs");
    assert_eq!(refs.len(), 1);
    assert_eq!(refs[&kept.asset.id].thumbnail_url, Some(url));
}

#[actix_web::test]
async fn bytes_that_only_an_old_version_or_an_archived_asset_has_say_so() {
    let house = House::start().await;
    let first = TestApp::picture(1);
    let id = house.app.upload(&house.editor, "dawn.png", &first, None).await.expect(201).id();
    let met = |answer: Value| answer["duplicate_of"].clone();
    let again = house.app.upload(&house.editor, "dawn.png", &first, None).await.expect(200).json();
    assert_eq!(met(again)["message"], "These bytes are \u{201c}dawn\u{201d} already.");
    new_version(&house.app, &house.editor, id, &TestApp::picture(2)).await.expect(201);
    let old = met(house.app.upload(&house.editor, "dawn.png", &first, None).await.expect(200).json());
    let told = (&old["version_number"], &old["is_current_version"], &old["is_archived"]);
    assert_eq!(told, (&json!(1), &json!(false), &json!(false)));
    assert_eq!(old["message"], "These bytes are version 1 of \u{201c}dawn\u{201d}, which now has version 2.");
    house.app.delete(&house.editor, &format!("/assets/{id}")).await.expect(204);
    let gone = met(house.app.upload(&house.editor, "dawn.png", &TestApp::picture(2), None).await.expect(200).json());
    assert_eq!((&gone["is_current_version"], &gone["is_archived"]), (&json!(true), &json!(true)));
    assert!(gone["message"].as_str().is_some_and(|text| text.ends_with("It is archived.")), "{gone}");
    // To a partner who sees nothing of it, there is nothing of it.
    for bytes in [&first, &TestApp::picture(2)] {
        let own = house.app.upload(&house.partner, "own.png", bytes, None).await.expect(201).json();
        assert_eq!((&own["duplicate"], &own["duplicate_of"]), (&json!(false), &Value::Null));
    }
    // What is in use is met before what is put away.
    let live = met(house.app.upload(&house.editor, "dawn.png", &first, None).await.expect(200).json());
    assert_eq!((&live["is_current_version"], &live["is_archived"]), (&json!(true), &json!(false)));
}
