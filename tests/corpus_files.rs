//! Every file of the corpus goes through the door of a real server: nothing falls over, nothing hangs, memory stays
//! within bounds, and each file ends as the corpus says it should.

mod ended;
mod expected;
pub mod server_process;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;
use server::testing::TestApp;

use ended::Ended;
use server_process::ServerProcess;

/// The server with all its children may hold this much at once, bytes.
const MEMORY: u64 = 1_500_000_000;
/// No file may take longer than this.
const PATIENCE: Duration = Duration::from_secs(60);
/// Files whose previews are waited for at the same time.
const IN_FLIGHT: usize = 8;

/// Everything below a folder, in order, without the folders themselves.
fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Where the corpus lies beside the checkout.
pub fn corpus() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: the corpus is not beside this checkout");
    None
}

/// Answers that are still to come.
struct Waiting {
    name: String,
    id: String,
    since: Instant,
}

/// Whether nothing more will happen to the version.
fn is_settled(asset: &Value) -> bool {
    let version = &asset["version"];
    let has = |preset: &str| {
        version["renditions"].as_array().is_some_and(|list| list.iter().any(|each| each["preset"] == *preset))
    };
    let plays = matches!(version["kind"].as_str(), Some("video" | "audio"));
    match version["preview"].as_str() {
        Some("pending") | None => false,
        Some("ready") if plays => has("proxy") || version["preview_note"].is_string(),
        Some(_) => true,
    }
}

/// Looks once at each file that is waited for and takes away those that ended.
fn look(server: &ServerProcess, waiting: &mut Vec<Waiting>, ended: &mut BTreeMap<String, Ended>) {
    waiting.retain(|each| {
        let (status, answer) = server.get(&format!("/assets/{}", each.id));
        assert_eq!(status, 200, "{}: {answer}", each.name);
        if !is_settled(&answer) {
            // Eight files share two workers, so a file that waits behind a slow one is given time for both.
            assert!(each.since.elapsed() < PATIENCE * 2, "{} is not through after two minutes: {answer}", each.name);
            return true;
        }
        ended.insert(each.name.clone(), Ended { status: 201, answer });
        false
    });
}

fn send_all(server: &ServerProcess, root: &Path, files: &[PathBuf]) -> BTreeMap<String, Ended> {
    let (mut waiting, mut ended) = (Vec::new(), BTreeMap::new());
    for path in files {
        let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
        let bytes = std::fs::read(path).expect("a file");
        let file_name = path.file_name().expect("a name").to_string_lossy();
        let begun = Instant::now();
        let (status, answer) = server.upload(&file_name, &bytes);
        assert!(begun.elapsed() < PATIENCE, "{name} took {:?} to be received", begun.elapsed());
        assert!(status < 500, "{name}: {status} {answer}");
        if status == 201 || status == 200 {
            let id = answer["asset"]["id"].as_str().expect("an id").to_owned();
            waiting.push(Waiting { name, id, since: Instant::now() });
        } else {
            assert!(answer["code"].is_string() && answer["detail"].is_string(), "{name}: {status} {answer}");
            ended.insert(name, Ended { status, answer });
        }
        while waiting.len() >= IN_FLIGHT {
            look(server, &mut waiting, &mut ended);
            std::thread::sleep(Duration::from_millis(40));
        }
    }
    while !waiting.is_empty() {
        look(server, &mut waiting, &mut ended);
        std::thread::sleep(Duration::from_millis(40));
    }
    ended
}

#[test]
fn every_file_of_the_corpus_ends_as_it_should() {
    let Some(root) = corpus() else { return };
    let data = tempfile::tempdir().expect("a data folder");
    let Some(server) = ServerProcess::start(data.path()) else { return };
    let mut files = Vec::new();
    files_below(&root, &mut files);
    let begun = Instant::now();
    let ended = send_all(&server, &root, &files);
    println!("{} files in {:?}, at most {} MiB", files.len(), begun.elapsed(), server.most_memory() >> 20);
    let mut wrong = expected::faults(&root, &ended, &server.tools());
    wrong.extend(server.dead_jobs().into_iter().map(|job| format!("gave up: {job}")));
    assert!(wrong.is_empty(), "{} are not as they should be:\n{}", wrong.len(), wrong.join("\n"));
    assert!(server.most_memory() < MEMORY, "the server and its programs held {} MiB", server.most_memory() >> 20);
    // After all that, a sound picture is still received and drawn.
    let (status, answer) = server.upload("sound.png", &TestApp::picture(7));
    assert_eq!(status, 201, "{answer}");
    let mut waiting = vec![Waiting {
        name: "sound.png".to_owned(),
        id: answer["asset"]["id"].as_str().expect("an id").to_owned(),
        since: Instant::now(),
    }];
    let mut ended = BTreeMap::new();
    while !waiting.is_empty() {
        look(&server, &mut waiting, &mut ended);
        std::thread::sleep(Duration::from_millis(40));
    }
    assert!(ended["sound.png"].has_preview());
}
