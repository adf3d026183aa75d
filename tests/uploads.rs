//! Resumable uploads through the door: offsets that survive drops and restarts, checksums, limits, who may go on.

use actix_web::test::TestRequest;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};
use server::app::server::{Parts, serve};
use server::features::assets::held::Held;
use server::features::assets::row::upload;
use server::features::assets::uploads::{Swept, sweep_uploads};
use server::platform::config::Config;
use server::platform::storage::key::Key;
use server::testing::{Answer, TestApp, TestPerson};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::assets::{kept, spooled};
use crate::harness::House;

const BYTES: &str = "application/offset+octet-stream";

fn tus(request: TestRequest) -> TestRequest {
    request.insert_header(("Tus-Resumable", "1.0.0"))
}

fn metadata(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(key, value)| format!("{key} {}", BASE64.encode(value))).collect::<Vec<_>>().join(",")
}

async fn begin(app: &TestApp, person: &TestPerson, size: usize, about: &str) -> Answer {
    let request = tus(TestRequest::post()).insert_header(("Upload-Length", size.to_string()));
    app.send(Some(person), request.insert_header(("Upload-Metadata", about.to_owned())), "/uploads").await
}

/// The path of a new upload, as `send` takes it.
async fn path_of_new(app: &TestApp, person: &TestPerson, size: usize) -> String {
    let begun = begin(app, person, size, &metadata(&[("filename", "dawn.png")])).await.expect(201);
    begun.header("Location").trim_start_matches("/api/v1").to_owned()
}

fn id_in(path: &str) -> Uuid {
    path.rsplit('/').next().and_then(|id| Uuid::parse_str(id).ok()).expect("an id")
}

fn next_bytes(offset: usize, bytes: &[u8]) -> TestRequest {
    let request = tus(TestRequest::patch()).insert_header(("Content-Type", BYTES));
    let request = request.insert_header(("Content-Length", bytes.len().to_string()));
    request.insert_header(("Upload-Offset", offset.to_string())).set_payload(bytes.to_vec())
}

async fn go_on(app: &TestApp, person: &TestPerson, path: &str, offset: usize, bytes: &[u8]) -> Answer {
    app.send(Some(person), next_bytes(offset, bytes), path).await
}

async fn look(app: &TestApp, person: &TestPerson, path: &str) -> Answer {
    app.send(Some(person), tus(TestRequest::with_uri("/").method(actix_web::http::Method::HEAD)), path).await
}

/// Stops the application and starts another on the same data folder.
async fn restart(app: TestApp) -> TestApp {
    fn stop(app: TestApp) -> TempDir {
        app.dir
    }
    let (now, config) = (app.ctx.now(), Config::clone(&app.ctx.config));
    let dir = stop(app);
    let app = TestApp::start_with(dir, config).await;
    app.ctx.clock.set(now);
    app
}

#[actix_web::test]
async fn a_server_says_what_it_speaks() {
    let house = House::start().await;
    let options = TestRequest::with_uri("/").method(actix_web::http::Method::OPTIONS);
    let answer = house.app.send(None, options, "/uploads").await.expect(204);
    assert_eq!(answer.header("Tus-Version"), "1.0.0");
    assert_eq!(answer.header("Tus-Max-Size"), house.app.ctx.config.max_upload_bytes.to_string());
    assert_eq!(answer.header("Tus-Extension"), "creation,creation-with-upload,expiration,checksum,termination");
    assert_eq!(answer.header("Tus-Checksum-Algorithm"), "sha1,sha256");
    let old = TestRequest::post().insert_header(("Tus-Resumable", "0.2.2")).insert_header(("Upload-Length", "5"));
    let answer = house.app.send(Some(&house.editor), old, "/uploads").await.expect(412);
    assert_eq!((answer.header("Tus-Version").as_str(), answer.code().as_str()), ("1.0.0", "upload.version"));
    house.app.send(Some(&house.editor), TestRequest::post(), "/uploads").await.expect(412);
    let stranger = house.app.send(None, TestRequest::post(), "/uploads").await.expect(401);
    assert_eq!(stranger.header("Tus-Resumable"), "1.0.0");
}

#[actix_web::test]
async fn an_upload_in_parts_becomes_an_asset() {
    let house = House::start().await;
    let (app, editor, bytes) = (&house.app, &house.editor, TestApp::picture(1));
    let about = metadata(&[("filename", "Morgenröte.png"), ("filetype", "image/png"), ("title", "Dawn")]);
    let begun = begin(app, editor, bytes.len(), &about).await.expect(201);
    assert_eq!(begun.header("Tus-Resumable"), "1.0.0");
    assert_eq!(begun.header("Upload-Expires"), "Sun, 22 Nov 2026 12:00:00 GMT");
    let path = begun.header("Location").trim_start_matches("/api/v1").to_owned();
    let mut offset = 0;
    for part in bytes.chunks(4000) {
        let seen = look(app, editor, &path).await.expect(200);
        assert_eq!(seen.header("Upload-Offset"), offset.to_string());
        assert_eq!(seen.header("Upload-Length"), bytes.len().to_string());
        assert_eq!(seen.header("Cache-Control"), "no-store");
        assert_eq!(seen.header("Upload-Metadata"), about);
        assert_eq!(seen.header("Placet-Asset"), "");
        let answer = go_on(app, editor, &path, offset, part).await.expect(204);
        offset += part.len();
        assert_eq!(answer.header("Upload-Offset"), offset.to_string());
    }
    let done = look(app, editor, &path).await.expect(200);
    assert_eq!(done.header("Placet-Duplicate"), "false");
    let asset = app.get(editor, &format!("/assets/{}", done.header("Placet-Asset"))).await.expect(200).json();
    assert_eq!((&asset["title"], &asset["version"]["file_name"]), (&json!("Dawn"), &json!("Morgenröte.png")));
    assert_eq!(asset["version"]["blake3"], blake3::hash(&bytes).to_hex().to_string());
    assert_eq!(asset["version"]["width"], 64);
    let id = asset["version"]["id"].as_str().and_then(|id| Uuid::parse_str(id).ok()).expect("an id");
    assert_eq!(app.ctx.storage.read(&Key::original(id), 1 << 20).await.expect("the bytes"), bytes);
    assert!(spooled(app).is_empty(), "{:?}", spooled(app));
}

#[actix_web::test]
async fn a_repeated_last_part_answers_as_before() {
    let house = House::start().await;
    let (app, editor, bytes) = (&house.app, &house.editor, TestApp::picture(1));
    let path = path_of_new(app, editor, bytes.len()).await;
    go_on(app, editor, &path, 0, &bytes[..100]).await.expect(204);
    let first = go_on(app, editor, &path, 100, &bytes[100..]).await.expect(204);
    let again = go_on(app, editor, &path, 100, &bytes[100..]).await.expect(204);
    assert_eq!(again.header("Placet-Asset"), first.header("Placet-Asset"));
    assert_eq!(again.header("Upload-Offset"), bytes.len().to_string());
    assert_eq!(kept(app).await, (1, 1, 1));
    go_on(app, editor, &path, 7, b"x").await.expect(409);
}

#[actix_web::test]
async fn bytes_may_come_with_the_beginning() {
    let house = House::start().await;
    let (app, editor, bytes) = (&house.app, &house.editor, TestApp::picture(1));
    let with = |length: usize, bytes: &[u8]| {
        let request = tus(TestRequest::post()).insert_header(("Content-Type", BYTES)).set_payload(bytes.to_vec());
        request.insert_header(("Upload-Length", length.to_string()))
    };
    let whole = app.send(Some(editor), with(bytes.len(), &bytes), "/uploads").await.expect(201);
    assert_eq!(whole.header("Upload-Offset"), bytes.len().to_string());
    app.get(editor, &format!("/assets/{}", whole.header("Placet-Asset"))).await.expect(200);
    let half = app.send(Some(editor), with(bytes.len(), &bytes[..50]), "/uploads").await.expect(201);
    assert_eq!(half.header("Upload-Offset"), "50");
    let path = half.header("Location").trim_start_matches("/api/v1").to_owned();
    let rest = go_on(app, editor, &path, 50, &bytes[50..]).await.expect(204);
    assert_eq!(rest.header("Placet-Duplicate"), "true");
    assert_eq!(rest.header("Placet-Asset"), whole.header("Placet-Asset"));
    assert_eq!(kept(app).await, (1, 1, 1));
    assert!(spooled(app).is_empty());
}

#[actix_web::test]
async fn a_beginning_that_makes_no_sense_is_refused() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let limit = usize::try_from(app.ctx.config.max_upload_bytes).expect("a size");
    for (what, status, code, size, about) in [
        ("empty", 422, "file.empty", "0", String::new()),
        ("over the limit", 413, "file.too_large", &(limit + 1).to_string(), String::new()),
        ("not a number", 400, "request.malformed", "-5", String::new()),
        ("not a number", 400, "request.malformed", "99999999999999999999999", String::new()),
        ("broken metadata", 400, "request.malformed", "5", "filename ***".to_owned()),
        ("no id", 422, "request.invalid", "5", metadata(&[("asset_id", "7")])),
        ("no asset", 404, "asset.not_found", "5", metadata(&[("asset_id", &Uuid::nil().to_string())])),
        ("no collection", 422, "reference.unknown", "5", metadata(&[("collection_id", &Uuid::nil().to_string())])),
    ] {
        let request = tus(TestRequest::post()).insert_header(("Upload-Length", size));
        let answer = app.send(Some(editor), request.insert_header(("Upload-Metadata", about)), "/uploads").await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{what}: {}", answer.json());
        assert_eq!(answer.header("Tus-Resumable"), "1.0.0", "{what}");
    }
    let without = app.send(Some(editor), tus(TestRequest::post()), "/uploads").await.expect(400);
    assert_eq!(without.json()["field"], "Upload-Length");
    begin(app, &house.approver, 5, "").await.expect(403);
    begin(app, editor, limit, "").await.expect(201);
}

#[actix_web::test]
async fn a_part_that_does_not_fit_is_refused_and_changes_nothing() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let path = path_of_new(app, editor, 10).await;
    go_on(app, editor, &path, 0, b"12345").await.expect(204);
    assert_eq!(go_on(app, editor, &path, 0, b"12345").await.expect(409).code(), "upload.offset_mismatch");
    assert_eq!(go_on(app, editor, &path, 9, b"x").await.expect(409).code(), "upload.offset_mismatch");
    assert_eq!(go_on(app, editor, &path, 5, b"123456").await.expect(413).code(), "file.too_large");
    let undeclared = tus(TestRequest::patch()).insert_header(("Content-Type", BYTES));
    let undeclared = undeclared.insert_header(("Upload-Offset", "5")).set_payload(b"123456".to_vec());
    app.send(Some(editor), undeclared, &path).await.expect(413);
    let json = tus(TestRequest::patch()).insert_header(("Upload-Offset", "5")).set_json(json!({}));
    app.send(Some(editor), json, &path).await.expect(415);
    let no_offset = tus(TestRequest::patch()).insert_header(("Content-Type", BYTES)).set_payload("12345");
    app.send(Some(editor), no_offset, &path).await.expect(400);
    assert_eq!(look(app, editor, &path).await.expect(200).header("Upload-Offset"), "5");
    go_on(app, editor, &path, 5, b"67890").await.expect(204);
}

#[actix_web::test]
async fn a_damaged_part_is_not_kept() {
    use sha2::{Digest, Sha256};
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let path = path_of_new(app, editor, 10).await;
    go_on(app, editor, &path, 0, b"123").await.expect(204);
    let checked = |checksum: String| next_bytes(3, b"4567").insert_header(("Upload-Checksum", checksum));
    let wrong = format!("sha256 {}", BASE64.encode(Sha256::digest(b"other")));
    let answer = app.send(Some(editor), checked(wrong), &path).await.expect(460);
    assert_eq!(answer.code(), "upload.checksum_mismatch");
    assert_eq!(look(app, editor, &path).await.expect(200).header("Upload-Offset"), "3");
    for odd in ["md5 AAAA", "sha256 AAAA", "sha256"] {
        app.send(Some(editor), checked(odd.to_owned()), &path).await.expect(400);
    }
    let right = format!("sha256 {}", BASE64.encode(Sha256::digest(b"4567")));
    let answer = app.send(Some(editor), checked(right), &path).await.expect(204);
    assert_eq!(answer.header("Upload-Offset"), "7");
    // sha1("890")
    let sha1 = next_bytes(7, b"890").insert_header(("Upload-Checksum", format!("sha1 {}", sha1_of_890())));
    let done = app.send(Some(editor), sha1, &path).await.expect(204);
    let asset = app.get(editor, &format!("/assets/{}", done.header("Placet-Asset"))).await.expect(200).json();
    assert_eq!(asset["version"]["blake3"], blake3::hash(b"1234567890").to_hex().to_string());
}

fn sha1_of_890() -> String {
    let hex = "749bc367fd90880f2d6dbe578e98e14645b0b26d";
    let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex");
    BASE64.encode((0..hex.len()).step_by(2).map(byte).collect::<Vec<_>>())
}

#[actix_web::test]
async fn unverified_bytes_of_a_killed_request_do_not_count() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let path = path_of_new(app, editor, 10).await;
    go_on(app, editor, &path, 0, b"123").await.expect(204);
    // What a process killed in the middle of a checksummed part leaves behind.
    let held = Held::take(&app.ctx, id_in(&path)).await.expect("taken").expect("free");
    let mut file = held.append(Some(3)).await.expect("a file");
    std::io::Write::write_all(&mut file, b"??").expect("written");
    assert_eq!(look(app, editor, &path).await.expect(200).header("Upload-Offset"), "3");
    drop((file, held));
    assert_eq!(look(app, editor, &path).await.expect(200).header("Upload-Offset"), "3");
    let done = go_on(app, editor, &path, 3, b"4567890").await.expect(204);
    let asset = app.get(editor, &format!("/assets/{}", done.header("Placet-Asset"))).await.expect(200).json();
    assert_eq!(asset["version"]["blake3"], blake3::hash(b"1234567890").to_hex().to_string());
}

#[actix_web::test]
async fn two_requests_do_not_write_one_upload() {
    let house = House::start().await;
    let (app, editor, bytes) = (&house.app, &house.editor, TestApp::picture(1));
    let path = path_of_new(app, editor, bytes.len()).await;
    let held = Held::take(&app.ctx, id_in(&path)).await.expect("taken").expect("free");
    assert_eq!(go_on(app, editor, &path, 0, &bytes).await.expect(423).code(), "upload.locked");
    let end = app.send(Some(editor), tus(TestRequest::delete()), &path).await.expect(423);
    assert_eq!(end.header("Tus-Resumable"), "1.0.0");
    drop(held);
    let half = &bytes[..bytes.len() / 2];
    let (a, b) = futures_util::join!(go_on(app, editor, &path, 0, half), go_on(app, editor, &path, 0, half));
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 204);
    assert!([409, 423].contains(&statuses[1]), "{statuses:?}");
    let done = go_on(app, editor, &path, half.len(), &bytes[half.len()..]).await.expect(204);
    let asset = app.get(editor, &format!("/assets/{}", done.header("Placet-Asset"))).await.expect(200).json();
    assert_eq!(asset["version"]["blake3"], blake3::hash(&bytes).to_hex().to_string());
}

#[actix_web::test]
async fn an_upload_goes_on_after_a_restart() {
    let house = House::start().await;
    let (editor, bytes) = (house.editor, TestApp::picture(1));
    let path = path_of_new(&house.app, &editor, bytes.len()).await;
    go_on(&house.app, &editor, &path, 0, &bytes[..5000]).await.expect(204);
    let app = restart(house.app).await;
    assert_eq!(sweep_uploads(&app.ctx).await.expect("swept"), Swept::default());
    assert_eq!(look(&app, &editor, &path).await.expect(200).header("Upload-Offset"), "5000");
    let done = go_on(&app, &editor, &path, 5000, &bytes[5000..]).await.expect(204);
    let asset = app.get(&editor, &format!("/assets/{}", done.header("Placet-Asset"))).await.expect(200).json();
    assert_eq!(asset["version"]["blake3"], blake3::hash(&bytes).to_hex().to_string());
}

/// Sends all bytes but keeps the upload from being finished, as if the process had died right then.
async fn whole_but_unfinished(app: &TestApp, editor: &TestPerson, bytes: &[u8]) -> String {
    let path = path_of_new(app, editor, bytes.len()).await;
    let held = Held::take(&app.ctx, id_in(&path)).await.expect("taken").expect("free");
    let mut file = held.append(None).await.expect("a file");
    std::io::Write::write_all(&mut file, bytes).expect("written");
    path
}

#[actix_web::test]
async fn an_upload_that_was_whole_is_finished_after_a_crash() {
    let house = House::start().await;
    let (editor, bytes) = (house.editor, TestApp::picture(1));
    let path = whole_but_unfinished(&house.app, &editor, &bytes).await;
    let app = restart(house.app).await;
    assert_eq!(sweep_uploads(&app.ctx).await.expect("swept"), Swept { finished: 1, ..Swept::default() });
    let done = look(&app, &editor, &path).await.expect(200);
    app.get(&editor, &format!("/assets/{}", done.header("Placet-Asset"))).await.expect(200);
    assert_eq!(sweep_uploads(&app.ctx).await.expect("swept"), Swept::default());
    assert_eq!(kept(&app).await, (1, 1, 1));
    assert!(spooled(&app).is_empty());
}

#[actix_web::test]
async fn a_crash_between_storing_and_recording_loses_and_doubles_nothing() {
    let house = House::start().await;
    let (editor, bytes) = (house.editor, TestApp::picture(1));
    let path = whole_but_unfinished(&house.app, &editor, &bytes).await;
    // What such a crash leaves: the seal on the row, the bytes in the store, no file in the spool folder.
    let id = id_in(&path);
    let (hash, size) = (blake3::hash(&bytes).to_hex().to_string(), bytes.len());
    let seal = json!({ "file_name": "dawn.png", "mime": "image/png", "kind": "image", "size_bytes": size,
        "blake3": hash, "sha256": "", "width": 64, "height": 48 });
    let ctx = &house.app.ctx;
    let tx = ctx.db.write().await.expect("a transaction");
    let row = upload::ActiveModel {
        id: Set(id),
        state: Set("sealed".to_owned()),
        seal: Set(Some(seal.to_string())),
        ..Default::default()
    };
    let row = upload::Entity::update(row).exec(&tx).await.expect("sealed");
    ctx.commit(tx).await.expect("committed");
    let version = row.version_id.expect("a version id");
    let part = ctx.config.data_dir.join(format!("uploads/{id}.part"));
    ctx.storage.put_file(&Key::original(version), &part).await.expect("stored");
    let app = restart(house.app).await;
    let done = look(&app, &editor, &path).await.expect(200);
    assert_eq!(done.header("Upload-Offset"), size.to_string());
    let asset = app.get(&editor, &format!("/assets/{}", done.header("Placet-Asset"))).await.expect(200).json();
    assert_eq!(asset["version"]["id"], json!(version));
    assert_eq!(kept(&app).await, (1, 1, 1));
}

#[actix_web::test]
async fn a_new_version_can_come_in_parts() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let asset = app.upload(editor, "dawn.png", &TestApp::picture(1), None).await.expect(201).id();
    let bytes = TestApp::picture(2);
    let about = metadata(&[("filename", "next.png"), ("asset_id", &asset.to_string())]);
    begin(app, &house.marketer, bytes.len(), &about).await.expect(403);
    begin(app, &house.partner, bytes.len(), &about).await.expect(404);
    let begun = begin(app, editor, bytes.len(), &about).await.expect(201);
    let path = begun.header("Location").trim_start_matches("/api/v1").to_owned();
    // Archived while the bytes were on their way: refused, and taken once it is back.
    app.delete(editor, &format!("/assets/{asset}")).await.expect(204);
    assert_eq!(go_on(app, editor, &path, 0, &bytes).await.expect(409).code(), "asset.archived");
    app.post(editor, &format!("/assets/{asset}/restorations"), json!({})).await.expect(200);
    let done = look(app, editor, &path).await.expect(200);
    assert_eq!(done.header("Placet-Asset"), asset.to_string());
    let shown = app.get(editor, &format!("/assets/{asset}")).await.expect(200).json();
    assert_eq!((&shown["version"]["number"], &shown["version"]["file_name"]), (&json!(2), &json!("next.png")));
}

#[actix_web::test]
async fn an_upload_is_its_senders_alone_and_can_be_ended() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let path = path_of_new(app, editor, 10).await;
    go_on(app, editor, &path, 0, b"12345").await.expect(204);
    for other in [&house.administrator, &house.partner] {
        look(app, other, &path).await.expect(404);
        go_on(app, other, &path, 5, b"67890").await.expect(404);
        app.send(Some(other), tus(TestRequest::delete()), &path).await.expect(404);
    }
    // A proxy that knows only GET and POST.
    let disguised = tus(TestRequest::post()).insert_header(("X-HTTP-Method-Override", "DELETE"));
    app.send(Some(editor), disguised, &path).await.expect(204);
    look(app, editor, &path).await.expect(404);
    assert!(spooled(app).is_empty());
    look(app, editor, &format!("/uploads/{}", Uuid::nil())).await.expect(404);
    look(app, editor, "/uploads/7").await.expect(404);
}

#[actix_web::test]
async fn unfinished_uploads_are_few_and_forgotten_after_a_week() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let path = path_of_new(app, editor, 10).await;
    go_on(app, editor, &path, 0, b"12345").await.expect(204);
    for _ in 1..64 {
        begin(app, editor, 10, "").await.expect(201);
    }
    assert_eq!(begin(app, editor, 10, "").await.expect(429).code(), "upload.too_many");
    begin(app, &house.marketer, 10, "").await.expect(201);
    let orphans = app.ctx.config.data_dir.join("uploads");
    for name in [format!("{}.spool", Uuid::nil()), format!("{}.part", Uuid::nil())] {
        std::fs::write(orphans.join(name), b"left by a dead process").expect("written");
    }
    let swept = sweep_uploads(&app.ctx).await.expect("swept");
    assert_eq!(swept, Swept { removed: 2, ..Swept::default() });
    app.set_clock("2026-11-22T12:00:00Z");
    let editor = &app.person(server::platform::auth::Role::Editor).await;
    begin(app, editor, 10, "").await.expect(201);
    let swept = sweep_uploads(&app.ctx).await.expect("swept");
    assert_eq!(swept, Swept { expired: 65, ..Swept::default() });
    assert!(spooled(app).is_empty(), "{:?}", spooled(app));
}

/// A real connection to a real server on the application's data.
async fn connect(app: &TestApp) -> (TcpStream, CancellationToken) {
    let stop = CancellationToken::new();
    let (sender, address) = tokio::sync::oneshot::channel();
    let bound = move |address| sender.send(address).expect("somebody listens");
    let server = serve(app.ctx.clone(), app.index.clone(), Parts { http: true, workers: false }, stop.clone(), bound);
    actix_web::rt::spawn(server);
    let address = address.await.expect("an address");
    (TcpStream::connect(address).await.expect("a connection"), stop)
}

async fn until(mut is_true: impl AsyncFnMut() -> bool) {
    for _ in 0..200 {
        if is_true().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("waited in vain");
}

#[actix_web::test]
async fn what_arrived_before_a_dropped_connection_counts() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let path = path_of_new(app, editor, 100_000).await;
    let (mut connection, _stop) = connect(app).await;
    let head = format!(
        "PATCH /api/v1{path} HTTP/1.1\r\nHost: placet.test\r\nAuthorization: Bearer {}\r\nTus-Resumable: 1.0.0\r\nContent-Type: {BYTES}\r\nUpload-Offset: 0\r\nContent-Length: 100000\r\n\r\n",
        editor.token
    );
    connection.write_all(head.as_bytes()).await.expect("sent");
    connection.write_all(&[7; 40_000]).await.expect("sent");
    connection.flush().await.expect("sent");
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(go_on(app, editor, &path, 0, b"x").await.expect(423).code(), "upload.locked");
    drop(connection);
    until(async || look(app, editor, &path).await.header("Upload-Offset") == "40000").await;
    until(async || go_on(app, editor, &path, 40_000, &[7; 60_000]).await.status.as_u16() == 204).await;
    let done = look(app, editor, &path).await.expect(200);
    let asset = app.get(editor, &format!("/assets/{}", done.header("Placet-Asset"))).await.expect(200).json();
    assert_eq!(asset["version"]["blake3"], blake3::hash(&[7; 100_000]).to_hex().to_string());
}

#[actix_web::test]
async fn a_dropped_one_request_upload_leaves_nothing() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let (mut connection, _stop) = connect(app).await;
    let part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\r\n";
    let head = format!(
        "POST /api/v1/assets HTTP/1.1\r\nHost: placet.test\r\nAuthorization: Bearer {}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n{part}",
        editor.token
    );
    connection.write_all(head.as_bytes()).await.expect("sent");
    connection.write_all(&[7; 40_000]).await.expect("sent");
    until(async || spooled(app).len() == 1).await;
    drop(connection);
    until(async || spooled(app).is_empty()).await;
    assert_eq!(kept(app).await, (0, 0, 0));
}

#[actix_web::test]
async fn a_file_over_the_limit_is_refused_before_its_bytes_are_sent() {
    let house = House::start().await;
    let (app, editor) = (&house.app, &house.editor);
    let (mut connection, _stop) = connect(app).await;
    let head = format!(
        "POST /api/v1/assets HTTP/1.1\r\nHost: placet.test\r\nAuthorization: Bearer {}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 99999999999\r\n\r\n",
        editor.token
    );
    connection.write_all(head.as_bytes()).await.expect("sent");
    let mut answer = vec![0; 4096];
    let read = connection.read(&mut answer).await.expect("an answer");
    let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    let body: Value =
        answer.split("\r\n\r\n").nth(1).and_then(|body| serde_json::from_str(body).ok()).unwrap_or_default();
    assert_eq!(body["code"], "file.too_large", "{answer}");
}
