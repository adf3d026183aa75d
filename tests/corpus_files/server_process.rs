//! A server in a process of its own, with its memory watched.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use serde_json::Value;

const EMAIL: &str = "admin@placet.test";
const PASSWORD: &str = "a long enough word";

/// A running server; dropping it ends it.
pub struct ServerProcess {
    child: Child,
    address: String,
    token: String,
    most: Arc<AtomicU64>,
    is_over: Arc<AtomicBool>,
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The binary beside the test's own.
fn binary() -> PathBuf {
    let own = std::env::current_exe().expect("this test's path");
    own.parent().and_then(Path::parent).expect("the build folder").join("placet")
}

impl ServerProcess {
    /// Starts one and signs in; none, with a word, where the binary was not built.
    pub fn start(data: &Path) -> Option<ServerProcess> {
        if !binary().exists() {
            assert!(std::env::var("CI").is_err(), "CI builds the binary first");
            println!("skipped: build the binary with `cargo build --workspace --all-targets`");
            return None;
        }
        let mut command = Command::new(binary());
        command.env_clear().env("PLACET_DATA_DIR", data).env("PLACET_LISTEN", "127.0.0.1:0").env("RUST_LOG", "error");
        command.env("PLACET_ADMIN_EMAIL", EMAIL).env("PLACET_ADMIN_PASSWORD", PASSWORD);
        command.env("PLACET_WORKER_THREADS", "2").current_dir(data).arg("serve");
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let line = lines.find_map(|line| line.ok().filter(|line| line.contains("listens on"))).expect("an address");
        let address = line.rsplit("http://").next().expect("an address").trim().to_owned();
        let (most, is_over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        watch(child.id(), most.clone(), is_over.clone());
        let mut server = ServerProcess { child, address, token: String::new(), most, is_over };
        let body = serde_json::json!({ "email": EMAIL, "password": PASSWORD }).to_string();
        let head = "POST /api/v1/sessions HTTP/1.1\r\nContent-Type: application/json";
        let (_, answer) = server.send(head, body.as_bytes());
        server.token = answer["token"].as_str().expect("a token").to_owned();
        Some(server)
    }

    /// One request over a connection of its own, for an answer in JSON.
    fn send(&self, head: &str, body: &[u8]) -> (u16, Value) {
        let (status, answer) = self.exchange(head, body);
        (status, serde_json::from_slice(&answer).unwrap_or_default())
    }

    /// One request over a connection of its own. The server must answer.
    fn exchange(&self, head: &str, body: &[u8]) -> (u16, Vec<u8>) {
        let mut socket = TcpStream::connect(&self.address).expect("the server listens");
        socket.set_read_timeout(Some(Duration::from_secs(90))).expect("a timeout");
        let head = format!(
            "{head}\r\nAuthorization: Bearer {}\r\nHost: placet\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            self.token,
            body.len()
        );
        socket.write_all(head.as_bytes()).expect("it listens");
        // A refusal may come, and the door close, before everything is sent.
        let _ = socket.write_all(body);
        let mut answer = Vec::new();
        let _ = socket.read_to_end(&mut answer);
        let cut = answer.windows(4).position(|part| part == b"\r\n\r\n").expect("the server answers");
        let status = String::from_utf8_lossy(&answer[..cut]).split(' ').nth(1).and_then(|word| word.parse().ok());
        (status.expect("a status"), answer.split_off(cut + 4))
    }

    /// What lies at a path, as it is.
    pub fn bytes(&self, path: &str) -> (u16, Vec<u8>) {
        self.exchange(&format!("GET /api/v1{path} HTTP/1.1"), b"")
    }

    /// A path starts with `/` and lies below `/api/v1`.
    pub fn get(&self, path: &str) -> (u16, Value) {
        self.send(&format!("GET /api/v1{path} HTTP/1.1"), b"")
    }

    pub fn upload(&self, file_name: &str, bytes: &[u8]) -> (u16, Value) {
        let cut = "cut-3f1a9c";
        let head =
            format!("--{cut}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\r\n");
        let mut body = head.into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{cut}--\r\n").as_bytes());
        self.send(&format!("POST /api/v1/assets HTTP/1.1\r\nContent-Type: multipart/form-data; boundary={cut}"), &body)
    }

    /// The suites of programs that this server has, by their names.
    pub fn tools(&self) -> Vec<String> {
        let (_, answer) = self.get("/tools");
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        let here = items.into_iter().filter(|each| each["problem"].is_null());
        here.filter_map(|each| each["name"].as_str().map(str::to_owned)).collect()
    }

    /// Jobs that gave up.
    pub fn dead_jobs(&self) -> Vec<String> {
        let (_, answer) = self.get("/jobs?state=dead&limit=50");
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        items.into_iter().map(|job| job.to_string()).collect()
    }

    /// The most memory that the server and its children held at one moment, bytes.
    pub fn most_memory(&self) -> u64 {
        self.most.load(Ordering::Relaxed)
    }
}

/// Looks twenty times a second at what the process and its children hold.
fn watch(root: u32, most: Arc<AtomicU64>, is_over: Arc<AtomicBool>) {
    std::thread::spawn(move || {
        while !is_over.load(Ordering::Relaxed) {
            most.fetch_max(resident(root), Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(50));
        }
    });
}

/// Resident memory of a process and all that descend from it, bytes.
fn resident(root: u32) -> u64 {
    let mut processes = Vec::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let Ok(stat) = std::fs::read_to_string(entry.path().join("stat")) else { continue };
        // After the name, which may hold anything but ends with the last bracket: state, parent, …, resident pages.
        let Some((_, rest)) = stat.rsplit_once(')') else { continue };
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let number = |at: usize| fields.get(at).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
        processes.push((id, number(1) as u32, number(21) * 4096));
    }
    let mut family = vec![root];
    let mut at = 0;
    while at < family.len() {
        let parent = family[at];
        family.extend(processes.iter().filter(|(_, of, _)| *of == parent).map(|(id, ..)| *id));
        at += 1;
    }
    // A child that has not begun its own program yet shares the memory of its parent: it is counted there.
    let program = |id: u32| std::fs::read_link(format!("/proc/{id}/exe")).ok();
    let own = program(root);
    let is_counted = |id: u32| family.contains(&id) && (id == root || program(id) != own);
    processes.iter().filter(|(id, ..)| is_counted(*id)).map(|(.., bytes)| *bytes).sum()
}
