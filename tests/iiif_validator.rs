//! The validator of the IIIF Image API against a running server: its own test picture, published and cleared, at level 2.

use std::path::{Path, PathBuf};
use std::process::Command;

use server::app::server::{Parts, serve};
use tokio_util::sync::CancellationToken;

use crate::harness::House;
use crate::scene::Scene;

/// Draws the picture whose squares the validator looks for.
const DRAW: &str = "
import sys
from PIL import Image
from iiif_validator.validator import ValidationInfo
picture = Image.new('RGB', (1000, 1000))
for x, column in enumerate(ValidationInfo().colorInfo):
    for y, color in enumerate(column):
        picture.paste(color, (x * 100, y * 100, x * 100 + 100, y * 100 + 100))
picture.save(sys.argv[1])
";

/// What is promised beyond level 2.
const EXTRA: [&str; 5] =
    ["linkheader_canonical", "linkheader_profile", "rot_mirror", "rot_mirror_180", "region_square"];

/// Demands 400 for `!2000,3000` of a picture of 1000 pixels. The text (Image API 3.0, 4.2, `!w,h`) has the picture come as large as
/// it can without being enlarged, and viewers ask for thumbnails of small pictures so.
const AGAINST_THE_TEXT: [&str; 1] = ["size_noup"];

/// The folder of the validator's programs; `tests/setup/iiif-validator.sh` makes it.
fn programs() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/iiif-validator/bin");
    if folder.join("iiif-validate.py").is_file() {
        return Some(folder);
    }
    assert!(std::env::var("CI").is_err(), "CI needs tests/setup/iiif-validator.sh");
    println!("skipped: run tests/setup/iiif-validator.sh");
    None
}

fn free_port() -> u16 {
    let socket = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    socket.local_addr().expect("an address").port()
}

#[actix_web::test]
async fn the_validator_finds_nothing_wrong_at_level_2() {
    let Some(programs) = programs() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("squares.png");
    let drawn = Command::new(programs.join("python")).args(["-c", DRAW]).arg(&file).output().expect("Python runs");
    assert!(drawn.status.success(), "{}", String::from_utf8_lossy(&drawn.stderr));
    let picture = std::fs::read(&file).expect("the picture");
    let port = free_port();
    let house = House::with(|config| {
        config.listen = ([127, 0, 0, 1], port).into();
        config.public_url = format!("http://127.0.0.1:{port}");
    })
    .await;
    let scene = Scene::of(house, &picture).await;
    let live = scene.go_live(None).await;
    let key = live["public_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key").to_owned();
    let stop = CancellationToken::new();
    let (told, bound) = tokio::sync::oneshot::channel();
    let parts = Parts { http: true, workers: false };
    let (ctx, index) = (scene.app().ctx.clone(), scene.app().index.clone());
    let running = serve(ctx, index, parts, stop.clone(), move |_| {
        let _ = told.send(());
    });
    let checks = async {
        bound.await.expect("it listens");
        let mut failed = Vec::new();
        let level = validate(&programs, port, &key, &["--level", "2"]).await;
        failed.extend(level);
        for test in EXTRA {
            failed.extend(validate(&programs, port, &key, &["--test", test]).await);
        }
        stop.cancel();
        failed
    };
    let (served, failed) = tokio::join!(running, checks);
    served.expect("it stops");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// What one run complains about; none when all its tests passed.
async fn validate(programs: &Path, port: u16, key: &str, more: &[&str]) -> Option<String> {
    let mut command = tokio::process::Command::new(programs.join("python"));
    command.arg(programs.join("iiif-validate.py")).args(["-s", &format!("127.0.0.1:{port}"), "-p", "iiif/3"]);
    command.args(["-i", key, "--version", "3.0"]).args(more);
    let done = command.output().await.expect("the validator runs");
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    let ran = said.lines().filter(|line| line.contains("PASS") || line.contains("FAIL")).count();
    assert!(ran > 0, "no test ran: {said}");
    let failed = said.lines().filter(|line| line.contains(" test ") && line.trim_end().ends_with("FAIL"));
    let is_known = |line: &str| AGAINST_THE_TEXT.iter().any(|name| line.contains(&format!(" {name} ")));
    let is_well = done.status.success() || (failed.clone().count() > 0 && failed.clone().all(is_known));
    (!is_well).then_some(said)
}
