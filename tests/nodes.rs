//! Several processes on one database: what one of them changes, the others know with their very next request.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use actix_web::test::TestRequest;
use serde_json::json;
use server::platform::config::Config;
use server::testing::{TestApp, TestPerson};

use crate::harness::{House, own_database};
use crate::scene::{Scene, public_path};

/// A second application on the database and the store of the first, with an index of its own.
async fn beside(app: &TestApp) -> TestApp {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut config = Config::for_testing(dir.path());
    config.database_url = app.ctx.config.database_url.clone();
    config.storage = app.ctx.config.storage.clone();
    TestApp::start_with(dir, config).await
}

/// Asks until what was worked out is kept, so that the next answer could be an old one.
async fn look(other: &TestApp, person: &TestPerson, path: &str, expected: u16) {
    for _ in 0..3 {
        other.get(person, path).await.expect(expected);
    }
}

#[actix_web::test]
async fn what_was_taken_from_somebody_on_one_node_is_gone_on_the_other() {
    let scene = Scene::start().await;
    let (app, house) = (scene.app(), &scene.house);
    app.settle().await;
    let other = beside(app).await;
    let path = format!("/assets/{}/renditions/thumbnail", scene.asset);
    let original = format!("/assets/{}/original", scene.asset);

    // What somebody sees through a collection.
    look(&other, &house.partner, &path, 404).await;
    let new = json!({ "name": "For the partner", "shared_with": [house.partner.organization] });
    let collection = app.post(&house.editor, "/collections", new).await.expect(201).id();
    let within = format!("/collections/{collection}/assets/{}", scene.asset);
    for _ in 0..5 {
        app.put(&house.editor, &within, json!({})).await;
        look(&other, &house.partner, &path, 200).await;
        app.delete(&house.editor, &within).await;
        look(&other, &house.partner, &path, 404).await;
    }

    // A session that was ended, a role that was taken, a person who was suspended.
    look(&other, &house.approver, &path, 200).await;
    app.delete(&house.approver, "/sessions/current").await.expect(204);
    other.get(&house.approver, &path).await.expect(401);
    look(&other, &house.marketer, &original, 200).await;
    let user = format!("/users/{}", house.marketer.id);
    app.patch(&house.administrator, &user, 1, json!({ "role": "approver" })).await.expect(200);
    other.get(&house.marketer, &original).await.expect(401);
    look(&other, &house.rights_manager, &path, 200).await;
    let user = format!("/users/{}", house.rights_manager.id);
    app.patch(&house.administrator, &user, 1, json!({ "state": "suspended" })).await.expect(200);
    other.get(&house.rights_manager, &path).await.expect(401);
}

#[actix_web::test]
async fn a_right_that_ends_on_one_node_ends_the_public_address_on_the_other() {
    let scene = Scene::start().await;
    let live = scene.go_live(None).await;
    let other = beside(scene.app()).await;
    other.set_clock("2026-12-15T12:00:00Z");
    scene.app().set_clock("2026-12-15T12:00:00Z");
    let path = public_path(&live);
    for _ in 0..3 {
        other.send(None, TestRequest::get(), &path).await.expect(200);
    }
    scene.end_grant_on("2026-12-10").await;
    other.send(None, TestRequest::get(), &path).await.expect(451);
}

struct Running {
    child: Child,
    address: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The binary beside the test's own.
fn binary() -> PathBuf {
    let own = std::env::current_exe().expect("this test's path");
    own.parent().and_then(Path::parent).expect("the build folder").join("placet")
}

/// A process on `database` with a data folder of its own.
fn start(data: &Path, database: &str) -> Running {
    std::fs::create_dir_all(data).expect("a folder");
    let mut command = Command::new(binary());
    command.env_clear().env("PLACET_DATA_DIR", data).env("PLACET_LISTEN", "127.0.0.1:0").env("RUST_LOG", "error");
    command
        .env("PLACET_DATABASE_URL", database)
        .env("PLACET_SECRET", "one secret for both of these processes, 0123456789");
    command.env("PLACET_ADMIN_EMAIL", "admin@placet.test").env("PLACET_ADMIN_PASSWORD", "a long enough word");
    let mut child = command.current_dir(data).arg("serve").stdout(Stdio::piped()).spawn().expect("the server starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let line = lines.find_map(|line| line.ok().filter(|line| line.contains("listens on"))).expect("an address");
    let address = line.rsplit("http://").next().expect("an address").trim().to_owned();
    Running { child, address }
}

/// One HTTP request over a connection of its own: the status and the whole answer.
fn send(server: &Running, head: &str, body: &str) -> (u16, String) {
    let mut socket = TcpStream::connect(&server.address).expect("a connection");
    socket.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
    let length = body.len();
    write!(socket, "{head}\r\nHost: placet\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}")
        .expect("sent");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).expect("an answer");
    (answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status"), answer)
}

fn sign_in(server: &Running) -> String {
    let head = "POST /api/v1/sessions HTTP/1.1\r\nContent-Type: application/json";
    let (_, answer) = send(server, head, r#"{"email":"admin@placet.test","password":"a long enough word"}"#);
    answer.split("\"token\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned()
}

#[actix_web::test]
async fn a_session_ended_in_one_process_is_ended_in_the_other() {
    if !binary().exists() {
        assert!(std::env::var("CI").is_err(), "CI builds the binary first");
        println!("skipped: build the binary with `cargo build --workspace --all-targets`");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let database = match House::is_on_postgres() {
        true => own_database().await,
        false => format!("sqlite://{}?mode=rwc", folder.path().join("shared.db").display()),
    };
    let one = start(&folder.path().join("one"), &database);
    let other = start(&folder.path().join("other"), &database);
    for round in 0..8 {
        let token = sign_in(&one);
        let ask = format!("GET /api/v1/sessions/current HTTP/1.1\r\nAuthorization: Bearer {token}");
        for _ in 0..3 {
            assert_eq!(send(&other, &ask, "").0, 200, "round {round}");
        }
        let end = format!("DELETE /api/v1/sessions/current HTTP/1.1\r\nAuthorization: Bearer {token}");
        assert_eq!(send(&one, &end, "").0, 204, "round {round}");
        assert_eq!(send(&other, &ask, "").0, 401, "round {round}: the other process believed an old answer");
    }
}
