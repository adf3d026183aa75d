//! `kill -9` at any moment: what was acknowledged is there exactly once after the restart, and `placet verify` is clean.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use server::testing::TestApp;

/// The binary beside the test's own.
pub fn binary() -> PathBuf {
    let own = std::env::current_exe().expect("this test's path");
    let folder = own.parent().and_then(Path::parent).expect("the build folder");
    folder.join("placet")
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

/// The binary with its data in a folder of its own, and nothing of this environment.
pub fn command(data: &Path) -> Command {
    let mut command = Command::new(binary());
    command.env_clear().env("PLACET_DATA_DIR", data).env("PLACET_LISTEN", "127.0.0.1:0").env("RUST_LOG", "error");
    command.env("PLACET_ADMIN_EMAIL", "admin@placet.test").env("PLACET_ADMIN_PASSWORD", "a long enough word");
    command.current_dir(data);
    command
}

fn start(data: &Path) -> Running {
    let mut child = command(data).arg("serve").stdout(Stdio::piped()).spawn().expect("the server starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let line = lines.find_map(|line| line.ok().filter(|line| line.contains("listens on"))).expect("an address");
    let address = line.rsplit("http://").next().expect("an address").trim().to_owned();
    Running { child, address }
}

/// One HTTP request over a connection of its own; `None` when the server went away.
fn send(address: &str, head: &str, body: &[u8]) -> Option<(u16, String)> {
    let mut socket = TcpStream::connect(address).ok()?;
    socket.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let length = body.len();
    write!(socket, "{head}\r\nHost: placet\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n").ok()?;
    socket.write_all(body).ok()?;
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    Some((status, answer))
}

fn sign_in(address: &str) -> String {
    let body = br#"{"email":"admin@placet.test","password":"a long enough word"}"#;
    let head = "POST /api/v1/sessions HTTP/1.1\r\nContent-Type: application/json";
    let (_, answer) = send(address, head, body).expect("an answer");
    answer.split("\"token\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned()
}

/// Uploads a picture; `true` when the server said that it has it.
fn upload(address: &str, token: &str, seed: u8) -> bool {
    let mut body =
        format!("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{seed}.png\"\r\n\r\n").into_bytes();
    body.extend_from_slice(&TestApp::picture(seed));
    body.extend_from_slice(b"\r\n--cut--\r\n");
    let head = format!(
        "POST /api/v1/assets HTTP/1.1\r\nAuthorization: Bearer {token}\r\nContent-Type: multipart/form-data; boundary=cut"
    );
    send(address, &head, &body).is_some_and(|(status, _)| status == 201 || status == 200)
}

fn search_total(address: &str, token: &str) -> Option<usize> {
    let head = format!("GET /api/v1/search?limit=1 HTTP/1.1\r\nAuthorization: Bearer {token}");
    let (_, answer) = send(address, &head, b"")?;
    let rest = answer.split("\"total\":").nth(1)?;
    rest.split([',', '}']).next()?.trim().parse().ok()
}

#[test]
fn nothing_is_lost_or_doubled_when_the_server_is_killed() {
    if !binary().exists() {
        assert!(std::env::var("CI").is_err(), "CI builds the binary first");
        println!("skipped: build the binary with `cargo build --workspace --all-targets`");
        return;
    }
    let data = tempfile::tempdir().expect("a data folder");
    let mut kept = std::collections::BTreeSet::new();
    let mut seed = 0u8;
    for round in 0..5u64 {
        let mut server = start(data.path());
        let token = sign_in(&server.address);
        let address = server.address.clone();
        let until = Instant::now() + Duration::from_millis(150 + 170 * round);
        let sender = std::thread::spawn(move || {
            let mut done = Vec::new();
            let mut next = seed;
            loop {
                let begun = next;
                next = next.wrapping_add(1);
                if !upload(&address, &token, begun) {
                    return (done, next);
                }
                done.push(begun);
            }
        });
        std::thread::sleep(until.saturating_duration_since(Instant::now()));
        server.child.kill().expect("killed"); // SIGKILL
        server.child.wait().expect("gone");
        let (done, next) = sender.join().expect("the sender ends");
        kept.extend(done);
        seed = next;
    }
    let server = start(data.path());
    let token = sign_in(&server.address);
    // Everything acknowledged once more: each is a duplicate of what is there, so the number of assets stays.
    let found = settled(&server, &token);
    for each in &kept {
        assert!(upload(&server.address, &token, *each), "{each} can be sent again");
    }
    assert_eq!(settled(&server, &token), found, "something acknowledged was lost and came back as new");
    assert!(found >= kept.len(), "{found} of {} are there", kept.len());
    drop(server);
    let verified = command(data.path()).arg("verify").output().expect("placet verify");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

/// Waits until the index stands still and answers how many assets there are.
fn settled(server: &Running, token: &str) -> usize {
    let mut last = None;
    for _ in 0..60 {
        std::thread::sleep(Duration::from_millis(700));
        let total = search_total(&server.address, token);
        if total.is_some() && total == last {
            break;
        }
        last = total;
    }
    last.expect("the search answers")
}
