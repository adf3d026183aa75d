//! Folders of many files: each has its result, none is lost, and an import stands still, goes on and ends as wished.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};
use server::features::assets::receive::Uploader;
use server::features::imports::row::import_file;
use server::features::imports::{self, NewImport, reading, taking};
use server::testing::TestApp;

use crate::harness::House;
use crate::sidecars::packet;

/// A house whose import folder holds these files under `spring`.
async fn house(files: &[(&str, &[u8])]) -> (House, PathBuf) {
    let house = House::with(|config| config.import_dir = Some(config.data_dir.join("in"))).await;
    let folder = house.app.dir.path().join("in");
    fs::create_dir_all(folder.join("spring")).expect("a folder");
    for (path, bytes) in files {
        put(&folder.join("spring"), path, bytes);
    }
    (house, folder)
}

fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

async fn begin(house: &House, body: Value) -> Value {
    house.app.post(&house.administrator, "/imports", body).await.expect(201).json()
}

async fn show(house: &House, id: &Value) -> Value {
    let path = format!("/imports/{}", id.as_str().expect("an id"));
    house.app.get(&house.administrator, &path).await.expect(200).json()
}

async fn files(house: &House, id: &Value, state: &str) -> Vec<Value> {
    let path = format!("/imports/{}/files?state={state}", id.as_str().expect("an id"));
    let answer = house.app.get(&house.administrator, &path).await.expect(200).json();
    answer["items"].as_array().cloned().unwrap_or_default()
}

#[actix_web::test]
async fn a_folder_becomes_assets_with_a_result_for_each_file() {
    let (first, second) = (TestApp::picture(1), TestApp::picture(2));
    let (house, folder) = house(&[
        ("dawn.png", &first),
        ("day/noon.png", &second),
        ("day/noon again.png", &second),
        ("empty.png", b""),
        ("list.csv", "file,title,keywords\ndawn.png,Dawn over Lisbon,sea;sky\n".as_bytes()),
    ])
    .await;
    let begun = begin(&house, json!({ "folder": "spring", "manifest": "spring/list.csv" })).await;
    assert_eq!(begun["state"], "reading");
    house.app.settle().await;
    let ended = show(&house, &begun["id"]).await;
    assert_eq!(ended["state"], "done", "{ended}");
    let counted: Vec<u64> =
        ["total", "added", "duplicate", "refused", "waiting"].map(|key| ended[key].as_u64().expect(key)).into();
    assert_eq!(counted, [4, 2, 1, 1, 0]);
    let refused = files(&house, &begun["id"], "refused").await;
    assert_eq!((&refused[0]["path"], &refused[0]["code"]), (&json!("empty.png"), &json!("file.empty")));
    let same = files(&house, &begun["id"], "duplicate").await;
    let added = files(&house, &begun["id"], "added").await;
    assert_eq!(same[0]["asset_id"], added[1]["asset_id"]);
    let asset =
        house.app.get(&house.editor, &format!("/assets/{}", added[0]["asset_id"].as_str().expect("an id"))).await;
    let asset = asset.expect(200).json();
    assert_eq!((&asset["title"], &asset["keywords"]), (&json!("Dawn over Lisbon"), &json!(["sea", "sky"])));
    assert_eq!(fs::read(folder.join("spring/dawn.png")).expect("still there"), first);
    let found = house.app.get(&house.editor, "/search?q=lisbon").await.expect(200).json();
    assert_eq!(found["total"], 1);
}

#[actix_web::test]
async fn the_report_names_every_file_and_is_no_formula() {
    let (house, _) = house(&[("=1+1.png", &TestApp::picture(1)), ("empty.png", b"")]).await;
    let begun = begin(&house, json!({ "folder": "spring" })).await;
    house.app.settle().await;
    let path = format!("/imports/{}/report", begun["id"].as_str().expect("an id"));
    let answer = house.app.get(&house.administrator, &path).await.expect(200);
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let text = String::from_utf8(answer.body.to_vec()).expect("a text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[1].starts_with("'=1+1.png,") && lines[1].contains(",added,"), "{text}");
    assert!(lines[2].starts_with("empty.png,0,refused,,"), "{text}");
}

#[actix_web::test]
async fn a_manifest_with_faults_is_refused_whole() {
    for manifest in ["file,colour\ndawn.png,red\n", "file,title\nnight.png,Night\n", "file\n\"\"\n"] {
        let (house, _) = house(&[("dawn.png", &TestApp::picture(1)), ("list.csv", manifest.as_bytes())]).await;
        let begun = begin(&house, json!({ "folder": "spring", "manifest": "spring/list.csv" })).await;
        house.app.settle().await;
        let ended = show(&house, &begun["id"]).await;
        assert_eq!((&ended["state"], &ended["total"]), (&json!("failed"), &json!(0)), "{ended}");
        assert!(ended["note"].as_str().is_some_and(|note| !note.is_empty()));
        assert_eq!(house.app.get(&house.editor, "/search?q=").await.expect(200).json()["total"], 0);
    }
}

#[actix_web::test]
async fn an_import_stands_still_goes_on_and_is_given_up() {
    let pictures: Vec<Vec<u8>> = (1..=3).map(TestApp::picture).collect();
    let (house, _) = house(&[("1.png", &pictures[0]), ("2.png", &pictures[1]), ("3.png", &pictures[2])]).await;
    let (row, id) = listed(&house).await;
    let path = |wish: &str| format!("/imports/{id}/{wish}");
    let wish = async |name: &str| house.app.post(&house.administrator, &path(name), json!({})).await;
    // No time at all: nothing is taken.
    let running = taking::take(&house.app.ctx, row.id, row.round, Duration::ZERO).await.expect("looks");
    assert_eq!(wish("pause").await.expect(200).json()["state"], "paused");
    let still = taking::take(&house.app.ctx, row.id, running.round, Duration::from_secs(60)).await.expect("looks");
    assert_eq!((still.state.as_str(), show(&house, &json!(id)).await["waiting"].as_u64()), ("paused", Some(3)));
    assert_eq!(wish("pause").await.expect(409).code(), "import.state");
    wish("resume").await.expect(200);
    let late = taking::take(&house.app.ctx, row.id, row.round, Duration::from_secs(60)).await.expect("looks");
    assert_eq!(late.state, "running", "a job of the round before does nothing");
    assert_eq!(show(&house, &json!(id)).await["waiting"], 3);
    let canceled = wish("cancel").await.expect(200).json();
    assert_eq!((&canceled["state"], &canceled["added"]), (&json!("canceled"), &json!(0)));
    assert_eq!(wish("resume").await.expect(409).code(), "import.state");
}

/// An import that a command carries on, listed and not begun to be taken.
async fn listed(house: &House) -> (imports::row::import::Model, String) {
    let ctx = &house.app.ctx;
    let uploader = Uploader {
        person: Some(house.administrator.id),
        name: "Ada".to_owned(),
        organization: house.administrator.organization,
        is_partner: false,
        may_edit: true,
    };
    let source = house.app.dir.path().join("in/spring").display().to_string();
    let new =
        NewImport { reads: Default::default(), source, manifest: None, collection: None, uploader, by_server: false };
    let tx = ctx.db.write().await.expect("a transaction");
    let begun = imports::begin(ctx, &tx, new).await.expect("begins");
    ctx.commit(tx).await.expect("commits");
    let row = reading::read(ctx, &begun).await.expect("lists");
    let id = row.id.to_string();
    (row, id)
}

#[actix_web::test]
async fn what_was_cut_off_after_its_bytes_were_kept_is_added_once() {
    let (house, _) = house(&[("dawn.png", &TestApp::picture(1))]).await;
    let (row, id) = listed(&house).await;
    taking::take(&house.app.ctx, row.id, row.round, Duration::from_secs(60)).await.expect("takes");
    // As if the process had died between the asset and the result.
    let ctx = &house.app.ctx;
    let file = imports::files(ctx.db.read(), row.id, None, None, 1).await.expect("a list").remove(0);
    let tx = ctx.db.write().await.expect("a transaction");
    let waiting = import_file::ActiveModel {
        id: Set(file.id),
        state: Set("waiting".to_owned()),
        asset_id: Set(None),
        ..Default::default()
    };
    import_file::Entity::update(waiting).exec(&tx).await.expect("changes");
    let ended = imports::find(&tx, row.id).await.expect("an import");
    let again = imports::move_to(ctx, &tx, &ended, imports::State::Running, None).await.expect("moves");
    ctx.commit(tx).await.expect("commits");
    taking::take(ctx, row.id, again.round, Duration::from_secs(60)).await.expect("takes");
    let shown = show(&house, &json!(id)).await;
    assert_eq!((&shown["added"], &shown["duplicate"]), (&json!(1), &json!(0)));
    house.app.settle().await;
    assert_eq!(house.app.get(&house.editor, "/search?q=dawn").await.expect(200).json()["total"], 1);
}

#[actix_web::test]
async fn refused_files_can_be_taken_again_once_they_are_mended() {
    let (house, folder) = house(&[("dawn.png", b"")]).await;
    let begun = begin(&house, json!({ "folder": "spring" })).await;
    house.app.settle().await;
    put(&folder.join("spring"), "dawn.png", &TestApp::picture(1));
    let path = format!("/imports/{}/retry", begun["id"].as_str().expect("an id"));
    house.app.post(&house.administrator, &path, json!({})).await.expect(200);
    house.app.settle().await;
    let ended = show(&house, &begun["id"]).await;
    assert_eq!((&ended["state"], &ended["added"], &ended["refused"]), (&json!("done"), &json!(1), &json!(0)));
    assert_eq!(house.app.post(&house.administrator, &path, json!({})).await.expect(409).code(), "import.state");
}

#[actix_web::test]
async fn nothing_outside_the_import_folder_is_named_or_read() {
    let (house, folder) = house(&[("dawn.png", &TestApp::picture(1))]).await;
    std::os::unix::fs::symlink("/etc", folder.join("etc")).expect("a link");
    for path in ["..", "../store", "/etc", "etc", "spring/../../store", "none"] {
        let answer = house.app.post(&house.administrator, "/imports", json!({ "folder": path })).await.expect(422);
        assert_eq!(answer.code(), "import.folder", "{path}");
        assert!(!answer.json()["detail"].as_str().unwrap_or_default().contains("/etc"), "{path}");
    }
    std::os::unix::fs::symlink("/etc/hostname", folder.join("spring/host.txt")).expect("a link");
    let begun = begin(&house, json!({ "folder": "spring" })).await;
    house.app.settle().await;
    assert_eq!(show(&house, &begun["id"]).await["total"], 1);
}

#[actix_web::test]
async fn without_the_setting_no_folder_is_imported_over_the_api() {
    let house = House::start().await;
    let answer = house.app.post(&house.administrator, "/imports", json!({ "folder": "" })).await.expect(422);
    assert_eq!(answer.code(), "import.folder");
    let place = house.app.get(&house.administrator, "/imports/place").await.expect(200).json();
    assert_eq!(place["import_dir"], Value::Null);
}

/// The title that the file of an added asset says, and where it stands.
async fn said(house: &House, file: &Value) -> (Value, Value) {
    let path = format!("/assets/{}/metadata", file["asset_id"].as_str().expect("an id"));
    let said = house.app.get(&house.editor, &path).await.expect(200).json();
    let basics = said["basics"].as_array().cloned().unwrap_or_default();
    let title = basics.into_iter().find(|field| field["name"] == "title").unwrap_or_default();
    (title["value"].clone(), title["source"].clone())
}

#[actix_web::test]
async fn an_xmp_file_is_taken_with_the_file_of_its_name_and_a_lone_one_is_told_of() {
    let pictures: Vec<Vec<u8>> = (1..=5).map(TestApp::picture).collect();
    let beside = |title: &str| packet("2026-01-01", title).into_bytes();
    let (house, folder) = house(&[
        ("bad.png", &pictures[0]),
        ("bad.xmp", b"no XMP"),
        ("dawn.png", &pictures[1]),
        ("dawn.xmp", &beside("Dawn")),
        ("lone.xmp", &beside("Nobody")),
        ("noon.png", &pictures[2]),
        ("noon.png.XMP", &beside("Noon")),
        ("same.png", &pictures[1]),
        ("same.xmp", &beside("Other")),
        ("short.png", &pictures[3]),
    ])
    .await;
    let begun = begin(&house, json!({ "folder": "spring" })).await;
    house.app.settle().await;
    let ended = show(&house, &begun["id"]).await;
    assert_eq!((&ended["total"], &ended["added"], &ended["refused"]), (&json!(6), &json!(3), &json!(2)), "{ended}");
    let added = files(&house, &begun["id"], "added").await;
    let sidecars: Vec<&Value> = added.iter().map(|file| &file["sidecar"]).collect();
    assert_eq!(sidecars, [&json!("dawn.xmp"), &json!("noon.png.XMP"), &Value::Null]);
    assert_eq!(said(&house, &added[0]).await, (json!("Dawn"), json!("sidecar dc:title")));
    assert_eq!(said(&house, &added[1]).await.0, "Noon");
    assert_eq!(files(&house, &begun["id"], "duplicate").await[0]["sidecar"], Value::Null, "it keeps what it had");
    let refused = files(&house, &begun["id"], "refused").await;
    let why = |at: usize| refused[at]["message"].as_str().unwrap_or_default().to_owned();
    assert!(refused[0]["path"] == "bad.png" && why(0).contains("bad.xmp") && why(0).contains("no XMP"), "{}", why(0));
    assert!(refused[1]["path"] == "lone.xmp" && why(1).contains("no file here"), "{}", why(1));
    let path = format!("/imports/{}/report", begun["id"].as_str().expect("an id"));
    let report = house.app.get(&house.administrator, &path).await.expect(200);
    assert!(String::from_utf8_lossy(&report.body).contains(",,dawn.xmp"), "the report names it");
    // Mended, it is taken with its file; the lone one is still told of.
    put(&folder.join("spring"), "bad.xmp", &beside("Mended"));
    let path = format!("/imports/{}/retry", begun["id"].as_str().expect("an id"));
    house.app.post(&house.administrator, &path, json!({})).await.expect(200);
    house.app.settle().await;
    let added = files(&house, &begun["id"], "added").await;
    assert_eq!((added.len(), said(&house, &added[0]).await.0), (4, json!("Mended")));
    assert_eq!(files(&house, &begun["id"], "refused").await.len(), 1);
}

#[actix_web::test]
async fn a_manifest_cannot_say_more_about_an_xmp_file() {
    let manifest = b"file,title\ndawn.xmp,Dawn\n";
    let beside = packet("2026-01-01", "Dawn");
    let (house, _) =
        house(&[("dawn.png", &TestApp::picture(1)), ("dawn.xmp", beside.as_bytes()), ("list.csv", manifest)]).await;
    let begun = begin(&house, json!({ "folder": "spring", "manifest": "spring/list.csv" })).await;
    house.app.settle().await;
    let ended = show(&house, &begun["id"]).await;
    assert!(ended["note"].as_str().is_some_and(|note| note.contains("dawn.xmp")), "{ended}");
}

#[actix_web::test]
async fn what_a_command_began_is_tried_again_by_the_server() {
    let (house, folder) = house(&[("dawn.png", b"")]).await;
    let (row, id) = listed(&house).await;
    taking::take(&house.app.ctx, row.id, row.round, Duration::from_secs(60)).await.expect("takes");
    put(&folder.join("spring"), "dawn.png", &TestApp::picture(1));
    house.app.post(&house.administrator, &format!("/imports/{id}/retry"), json!({})).await.expect(200);
    house.app.settle().await;
    let ended = show(&house, &json!(id)).await;
    assert_eq!((&ended["state"], &ended["added"]), (&json!("done"), &json!(1)), "{ended}");
}
