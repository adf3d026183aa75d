//! The hot folder: whole files become assets and are put away, nothing is lost or taken twice.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use server::app::hot_folder;
use server::features::assets::receive::Uploader;
use server::features::imports::hot::HotFolder;
use server::testing::TestApp;

use crate::harness::House;
use crate::sidecars::packet;

async fn house() -> (House, PathBuf) {
    let house = House::with(|config| config.hot_dir = Some(config.data_dir.join("hot"))).await;
    let folder = house.app.dir.path().join("hot");
    fs::create_dir_all(&folder).expect("a folder");
    (house, folder)
}

fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// A watch that takes files as soon as it has seen them.
fn watch(house: &House, folder: &Path, still: Duration) -> HotFolder {
    let organization = house.administrator.organization;
    let uploader =
        Uploader { person: None, name: "System".to_owned(), organization, is_partner: false, may_edit: true };
    HotFolder::new(folder.to_owned(), uploader, still)
}

async fn shown(house: &House) -> Vec<Value> {
    let list = house.app.get(&house.administrator, "/imports").await.expect(200).json();
    list["items"].as_array().cloned().unwrap_or_default()
}

async fn wish(house: &House, id: &Value, wish: &str) -> Value {
    let path = format!("/imports/{}/{wish}", id.as_str().expect("an id"));
    house.app.post(&house.administrator, &path, json!({})).await.expect(200).json()
}

#[actix_web::test]
async fn whole_files_are_taken_and_put_away_and_refused_ones_say_why() {
    let (house, folder) = house().await;
    put(&folder, "dawn.png", &TestApp::picture(1));
    put(&folder, "day/again.png", &TestApp::picture(1));
    put(&folder, "empty.png", b"");
    put(&folder, "growing.png.part", b"x");
    std::os::unix::fs::symlink("/etc/hostname", folder.join("link.png")).expect("a link");
    let mut watch = watch(&house, &folder, Duration::ZERO);
    assert_eq!(watch.look(&house.app.ctx).await.expect("looks"), 3);
    house.app.settle().await;
    assert_eq!(fs::read(folder.join("done/dawn.png")).expect("kept"), TestApp::picture(1));
    assert!(folder.join("done/day/again.png").exists() && folder.join("failed/empty.png").exists());
    let reason = fs::read_to_string(folder.join("failed/empty.png.reason.txt")).expect("a reason");
    assert!(reason.contains("nothing in this file"), "{reason}");
    assert!(folder.join("growing.png.part").exists() && folder.join("link.png").is_symlink());
    let row = shown(&house).await.remove(0);
    assert_eq!((&row["kind"], &row["state"]), (&json!("hot"), &json!("running")));
    let counted: Vec<u64> = ["added", "duplicate", "refused"].map(|key| row[key].as_u64().expect(key)).into();
    assert_eq!(counted, [1, 1, 1]);
    assert!(row["looked_at"].is_string());
    assert_eq!(house.app.get(&house.editor, "/search?q=dawn").await.expect(200).json()["total"], 1);
    assert_eq!(watch.look(&house.app.ctx).await.expect("looks"), 0);
}

#[actix_web::test]
async fn a_file_that_still_grows_is_left_alone() {
    let (house, folder) = house().await;
    let picture = TestApp::picture(1);
    put(&folder, "dawn.png", &picture[..20]);
    let mut watch = watch(&house, &folder, Duration::from_millis(300));
    let ctx = &house.app.ctx;
    assert_eq!(watch.look(ctx).await.expect("looks"), 0, "seen for the first time");
    tokio::time::sleep(Duration::from_millis(350)).await;
    put(&folder, "dawn.png", &picture);
    assert_eq!(watch.look(ctx).await.expect("looks"), 0, "it has changed since");
    tokio::time::sleep(Duration::from_millis(350)).await;
    assert_eq!(watch.look(ctx).await.expect("looks"), 1);
    assert_eq!(fs::read(folder.join("done/dawn.png")).expect("kept"), picture);
    house.app.settle().await;
}

#[actix_web::test]
async fn what_was_taken_before_the_process_died_is_moved_by_the_next_one() {
    let (house, folder) = house().await;
    put(&folder, "dawn.png", &TestApp::picture(1));
    watch(&house, &folder, Duration::ZERO).look(&house.app.ctx).await.expect("looks");
    // As if it had died between taking the file and moving it.
    fs::rename(folder.join("done/dawn.png"), folder.join("dawn.png")).expect("moves");
    assert_eq!(watch(&house, &folder, Duration::ZERO).look(&house.app.ctx).await.expect("looks"), 1);
    house.app.settle().await;
    let rows = shown(&house).await;
    assert_eq!((rows.len(), &rows[0]["added"], &rows[0]["duplicate"]), (1, &json!(1), &json!(1)));
    assert_eq!(house.app.get(&house.editor, "/search?q=").await.expect(200).json()["total"], 1);
}

#[actix_web::test]
async fn it_stands_still_when_told_or_when_nothing_can_be_put_away() {
    let (house, folder) = house().await;
    let mut watch = hot_folder::open(&house.app.ctx).await.expect("opens").expect("a folder");
    watch.look(&house.app.ctx).await.expect("looks");
    let id = shown(&house).await[0]["id"].clone();
    assert_eq!(wish(&house, &id, "pause").await["state"], "paused");
    let mut quick = self::watch(&house, &folder, Duration::ZERO);
    put(&folder, "dawn.png", &TestApp::picture(1));
    assert_eq!(quick.look(&house.app.ctx).await.expect("looks"), 0);
    assert_eq!(wish(&house, &id, "resume").await["state"], "running");
    fs::remove_dir(folder.join("done")).expect("it was empty");
    fs::write(folder.join("done"), b"in the way").expect("a file");
    assert_eq!(quick.look(&house.app.ctx).await.expect("looks"), 0);
    let row = shown(&house).await.remove(0);
    assert_eq!(row["state"], "paused");
    assert!(row["note"].as_str().is_some_and(|note| !note.is_empty()), "{row}");
    assert!(folder.join("dawn.png").exists());
    fs::remove_file(folder.join("done")).expect("removed");
    wish(&house, &id, "resume").await;
    assert_eq!(quick.look(&house.app.ctx).await.expect("looks"), 1);
    assert_eq!(wish(&house, &id, "cancel").await["state"], "canceled");
    put(&folder, "noon.png", &TestApp::picture(2));
    assert_eq!(quick.look(&house.app.ctx).await.expect("looks"), 0, "given up until the server starts again");
    house.app.settle().await;
}

#[actix_web::test]
async fn an_xmp_file_comes_and_goes_with_the_file_of_its_name() {
    let (house, folder) = house().await;
    let beside = packet("2026-01-01", "Dawn over Lisbon");
    put(&folder, "day/dawn.png", &TestApp::picture(1));
    put(&folder, "day/dawn.xmp", beside.as_bytes());
    put(&folder, "bad.png", &TestApp::picture(2));
    put(&folder, "bad.png.xmp", b"no XMP");
    put(&folder, "lone.xmp", beside.as_bytes());
    let mut watch = watch(&house, &folder, Duration::ZERO);
    assert_eq!(watch.look(&house.app.ctx).await.expect("looks"), 3);
    house.app.settle().await;
    for path in ["done/day/dawn.png", "done/day/dawn.xmp", "failed/bad.png", "failed/bad.png.xmp", "failed/lone.xmp"] {
        assert!(folder.join(path).exists(), "{path}");
    }
    let reason = |name: &str| fs::read_to_string(folder.join("failed").join(name)).expect("a reason");
    assert!(reason("bad.png.reason.txt").contains("bad.png.xmp"));
    assert!(reason("lone.xmp.reason.txt").contains("no file here"));
    let row = shown(&house).await.remove(0);
    assert_eq!((&row["added"], &row["refused"]), (&json!(1), &json!(2)));
    let path = format!("/imports/{}/files?state=added", row["id"].as_str().expect("an id"));
    let files = house.app.get(&house.administrator, &path).await.expect(200).json();
    assert_eq!(files["items"][0]["sidecar"], "day/dawn.xmp");
    let path = format!("/assets/{}/metadata", files["items"][0]["asset_id"].as_str().expect("an id"));
    let said = house.app.get(&house.editor, &path).await.expect(200).json();
    assert!(said.to_string().contains("sidecar dc:title"), "{said}");
}

#[actix_web::test]
async fn an_xmp_file_that_comes_first_waits_and_one_that_grows_holds_its_file_back() {
    let (house, folder) = house().await;
    let beside = packet("2026-01-01", "Dawn");
    put(&folder, "dawn.xmp", beside.as_bytes());
    let mut watch = watch(&house, &folder, Duration::from_millis(200));
    let ctx = &house.app.ctx;
    assert_eq!(watch.look(ctx).await.expect("looks"), 0);
    tokio::time::sleep(Duration::from_millis(250)).await;
    assert_eq!(watch.look(ctx).await.expect("looks"), 0, "its file may still come");
    put(&folder, "dawn.png", &TestApp::picture(1));
    assert_eq!(watch.look(ctx).await.expect("looks"), 0);
    tokio::time::sleep(Duration::from_millis(250)).await;
    put(&folder, "dawn.xmp", packet("2026-01-02", "Dawn over Lisbon").as_bytes());
    assert_eq!(watch.look(ctx).await.expect("looks"), 0, "it has changed since");
    tokio::time::sleep(Duration::from_millis(250)).await;
    assert_eq!(watch.look(ctx).await.expect("looks"), 1);
    house.app.settle().await;
    assert!(folder.join("done/dawn.png").exists() && folder.join("done/dawn.xmp").exists());
}
