//! Drawings and papers made to reach out, to read files or to run away, sent to a real server in a network where every
//! address leads into a trap and among files that must not be read: nothing is asked for, nothing shows, nothing hangs.

mod trap;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use media::encode::Format;
use media::limits::Limits;
use media::pipeline::{self, Recipe};
use serde_json::Value;

use crate::corpus_files::corpus;
use crate::corpus_files::server_process::ServerProcess;
use trap::Trap;

/// Set in the process that stands in a network of its own.
const INSIDE: &str = "PLACET_TEST_INSIDE";
/// The color of pictures that must not be drawn; nothing in the files has it.
const COLOR: [u8; 3] = [255, 0, 200];
/// What the text file that must not be read begins with.
const TEXT: &str = "CANARY-XXE";
const MEMORY: u64 = 1_000_000_000;
const PATIENCE: Duration = Duration::from_secs(90);

const OTHERS: &[&str] = &[
    "documents/pdf/file_url_link.pdf",
    "documents/pdf/javascript.pdf",
    "documents/pdf/evaljs.pdf",
    "documents/pdf/js-buttons.pdf",
    "documents/pdf/autoprint.pdf",
    "documents/pdf/xfa_issue14315.pdf",
    "images/broken/html-named.jpg",
    "images/broken/svg-with-script-named.png",
];

#[test]
fn hostile_files_reach_nothing_read_nothing_and_do_not_run_away() {
    if std::env::var_os(INSIDE).is_some() {
        return inside();
    }
    if corpus().is_none() {
        return;
    }
    let may = Command::new("unshare").args(["-rn", "ip", "link", "set", "lo", "up"]).status();
    if !may.is_ok_and(|status| status.success()) {
        println!("skipped: no network of its own is allowed here");
        return;
    }
    // Every address is this machine, so that whatever is asked for is seen.
    let lay = "ip link set lo up && ip route add local default dev lo && exec \"$0\" \"$@\"";
    let name = "hostile::hostile_files_reach_nothing_read_nothing_and_do_not_run_away";
    let own = std::env::current_exe().expect("this test's path");
    let mut again = Command::new("unshare");
    again.args(["-rn", "sh", "-c", lay]).arg(own).args([name, "--exact", "--nocapture"]).env(INSIDE, "1");
    assert!(again.status().expect("a process").success(), "see above");
}

fn inside() {
    let Some(corpus) = corpus() else { return };
    let trap = Trap::lay();
    let root = tempfile::tempdir().expect("a folder");
    let data = root.path().join("a/b/c/data");
    std::fs::create_dir_all(&data).expect("folders");
    let canary = Canary { picture: picture_of_color(), text: read(&corpus.join("images/svg/hostile/xxe-canary.txt")) };
    let Some(server) = ServerProcess::start(&data) else { return };
    let files = hostile(&corpus);
    assert!(files.len() >= 29, "{}", files.len());
    // The second time, the files that must not be read also lie beside the stored ones.
    for round in ["", "\n<!-- again -->"] {
        canary.plant_below(root.path());
        assert!(data.join("image.png").is_file(), "what must not be read lies where it could be");
        for file in &files {
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            let bytes = [read(file), round.as_bytes().to_vec()].concat();
            check(&server, &name, &bytes);
        }
    }
    let (_, found) = server.get(&format!("/search?q={TEXT}"));
    assert_eq!(found["hits"].as_array().map(Vec::len), Some(0), "{found}");
    assert!(server.most_memory() < MEMORY, "it held {} MiB", server.most_memory() >> 20);
    assert_eq!(server.dead_jobs(), Vec::<String>::new());
    assert_eq!(trap.caught(), Vec::<String>::new(), "something was asked for");
    check_the_checks(&server, &canary, &trap);
}

/// That each check can fail: a picture inside a drawing is seen, and so is a connection.
fn check_the_checks(server: &ServerProcess, canary: &Canary, trap: &Trap) {
    let inside = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &canary.picture);
    let drawing = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><image width='40' height='40' \
         href='data:image/png;base64,{inside}'/></svg>"
    );
    let asset = settled(server, "own.svg", drawing.as_bytes()).expect("an asset");
    assert!(shows_color(&rendition(server, &asset, "preview").expect("a preview")), "the color would be seen");
    assert!(std::net::TcpStream::connect("canary.invalid:80").is_ok(), "every name leads into the trap");
    let caught = trap.caught();
    assert!(caught.iter().any(|each| each.contains("canary")) && caught.len() >= 2, "{caught:?}");
}

struct Canary {
    picture: Vec<u8>,
    text: Vec<u8>,
}

impl Canary {
    /// Lays out, in every folder there is, what the drawings name. The server works meanwhile: a folder it takes away
    /// under us needs nothing.
    fn plant_below(&self, folder: &Path) {
        let drawing = format!(
            "<svg id='svg1' xmlns='http://www.w3.org/2000/svg' width='200' height='200'><rect id='text1' width='200' \
             height='200' fill='rgb({},{},{})'/></svg>",
            COLOR[0], COLOR[1], COLOR[2]
        );
        let resources = folder.join("resources");
        let Some(entries) = unless_gone(std::fs::read_dir(folder)) else { return };
        let below = entries.filter_map(|entry| Some(unless_gone(entry)?.path()));
        let below: Vec<PathBuf> = below.filter(|path| path.is_dir() && *path != resources).collect();
        unless_gone(std::fs::create_dir(&resources).or_else(unless_there));
        for place in [folder, &resources] {
            unless_gone(std::fs::write(place.join("xxe-canary.txt"), &self.text));
            unless_gone(std::fs::write(place.join("image.png"), &self.picture));
            for name in ["image.svg", "simple-text.svg"] {
                unless_gone(std::fs::write(place.join(name), &drawing));
            }
        }
        below.iter().for_each(|each| self.plant_below(each));
    }
}

/// None when the folder it was asked of is gone; any other failure is the test's.
fn unless_gone<T>(done: std::io::Result<T>) -> Option<T> {
    match done {
        Ok(value) => Some(value),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => panic!("{error}"),
    }
}

fn unless_there(error: std::io::Error) -> std::io::Result<()> {
    if error.kind() == ErrorKind::AlreadyExists { Ok(()) } else { Err(error) }
}

fn hostile(corpus: &Path) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(corpus.join("images/svg/hostile")).expect("the folder");
    let drawings = folder.map(|entry| entry.expect("an entry").path());
    let drawings = drawings.filter(|path| path.extension().is_some_and(|extension| extension == "svg"));
    let mut files: Vec<PathBuf> = drawings.chain(OTHERS.iter().map(|name| corpus.join(name))).collect();
    files.sort();
    files
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Sends one file and looks at everything that is told about it.
fn check(server: &ServerProcess, name: &str, bytes: &[u8]) {
    let begun = Instant::now();
    let Some(asset) = settled(server, name, bytes) else { return };
    println!("{name}: {} after {:?}", asset["version"]["preview"], begun.elapsed());
    let id = asset["id"].as_str().expect("an id");
    for path in ["", "/metadata", "/metadata/raw"] {
        let (status, said) = server.get(&format!("/assets/{id}{path}"));
        assert_eq!(status, 200, "{name}: {said}");
        assert!(!said.to_string().contains(TEXT), "{name}: a file was read: {said}");
    }
    for preset in ["thumbnail", "preview", "large"] {
        let Some(picture) = rendition(server, &asset, preset) else { continue };
        assert!(!shows_color(&picture), "{name}: a file of the server shows in {preset}");
    }
}

/// The asset when nothing more happens to it; none when the file was refused.
fn settled(server: &ServerProcess, name: &str, bytes: &[u8]) -> Option<Value> {
    let begun = Instant::now();
    let (status, answer) = server.upload(name, bytes);
    assert!(status < 500, "{name}: {status} {answer}");
    let id = answer["asset"]["id"].as_str()?.to_owned();
    loop {
        let (_, asset) = server.get(&format!("/assets/{id}"));
        if asset["version"]["preview"] != "pending" {
            return Some(asset);
        }
        assert!(begun.elapsed() < PATIENCE, "{name} runs away");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn rendition(server: &ServerProcess, asset: &Value, preset: &str) -> Option<Vec<u8>> {
    let id = asset["id"].as_str().expect("an id");
    let (status, bytes) = server.bytes(&format!("/assets/{id}/renditions/{preset}"));
    let is_ready = asset["version"]["preview"] == "ready";
    assert_eq!(status, if is_ready { 200 } else { 404 }, "{asset}");
    is_ready.then_some(bytes)
}

fn limits() -> Limits {
    Limits::new(1 << 24, 1 << 28, Duration::from_secs(30))
}

/// Whether any pixel is close to the color.
fn shows_color(picture: &[u8]) -> bool {
    let mime = media::probe::sniff(picture, None).mime;
    let drawn = pipeline::picture(picture, &mime, None, &limits()).expect("a rendition can be read").to_rgb8();
    drawn.pixels().any(|pixel| pixel.0.iter().zip(COLOR).all(|(one, other)| one.abs_diff(other) < 48))
}

fn picture_of_color() -> Vec<u8> {
    let [red, green, blue] = COLOR;
    let drawing = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'><rect width='64' height='64' \
         fill='rgb({red},{green},{blue})'/></svg>"
    );
    let recipe = Recipe::new("canary", 64, Format::Png, 100);
    let made = pipeline::render(drawing.as_bytes(), "image/svg+xml", &[recipe], &limits(), &|| true);
    made.expect("a picture").remove(0).bytes
}
