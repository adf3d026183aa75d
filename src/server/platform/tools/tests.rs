//! Tests of child programs with what every Unix has: `sh`, put in the place of a suite's main program.

use std::os::unix::fs::PermissionsExt;
use std::time::Instant;

use super::*;

/// Tools whose ExifTool is a shell script.
fn with_script(dir: &Path, script: &str) -> Tools {
    let path = dir.join("exiftool");
    std::fs::write(&path, format!("#!/bin/sh\nif [ \"$1\" = -ver ]; then echo 12.50; exit; fi\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    Tools::new(BTreeMap::from([("exiftool", Wish::At(path))]), dir)
}

fn limits() -> Limits {
    Limits {
        wall: Duration::from_secs(5),
        cpu: Duration::from_secs(2),
        memory_bytes: 1 << 30,
        file_bytes: 1 << 20,
        output_bytes: 1000,
        processes: 32,
    }
}

async fn run(tools: &Tools, limits: Limits) -> Result<Ran, ToolError> {
    let folder = tools.scratch().await.unwrap();
    let args = ["go".to_owned()];
    tools.run(&folder, &Call { program: "exiftool", args: &args, limits }).await
}

#[tokio::test]
async fn a_program_sees_an_empty_folder_and_none_of_our_settings() {
    let dir = tempfile::tempdir().unwrap();
    let tools = with_script(dir.path(), "ls -A | wc -l; env | grep -c CARGO; [ \"$HOME\" = \"$PWD\" ] && echo home");
    let ran = run(&tools, limits()).await.unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert_eq!(said.split_whitespace().collect::<Vec<_>>(), ["0", "0", "home"]);
    assert!(std::fs::read_dir(dir.path().join("scratch")).unwrap().next().is_none(), "the folder is gone");
}

#[tokio::test]
async fn a_program_that_never_ends_is_ended_with_everything_it_started() {
    let dir = tempfile::tempdir().unwrap();
    let mark = dir.path().join("alive");
    let script = format!("(sleep 3; touch {}) & sleep 60", mark.display());
    let tools = with_script(dir.path(), &script);
    tools.found().await;
    let started = Instant::now();
    let ended = run(&tools, Limits { wall: Duration::from_millis(500), ..limits() }).await;
    assert_eq!(ended.unwrap_err(), ToolError::TimedOut);
    assert!(started.elapsed() < Duration::from_secs(3));
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert!(!mark.exists(), "its child went on without it");
}

#[tokio::test]
async fn what_a_program_prints_is_cut_and_its_complaint_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let tools = with_script(dir.path(), "yes | head -c 500000");
    let ran = run(&tools, limits()).await.unwrap();
    assert_eq!((ran.stdout.len(), ran.is_cut), (1000, true));
    let tools = with_script(dir.path(), "echo 'not my kind of file' >&2; exit 3");
    let failed = run(&tools, limits()).await.unwrap_err();
    assert_eq!(failed, ToolError::Failed { why: "not my kind of file".to_owned() });
}

#[tokio::test]
async fn processor_time_and_file_sizes_are_limited() {
    let dir = tempfile::tempdir().unwrap();
    let tools = with_script(dir.path(), "while :; do :; done");
    if !tools.found().await.guard.has_limits() {
        println!("skipped: this machine has no prlimit");
        return;
    }
    let ended = run(&tools, Limits { cpu: Duration::from_secs(1), wall: Duration::from_secs(30), ..limits() }).await;
    assert_eq!(ended.unwrap_err(), ToolError::TimedOut);
    let tools = with_script(dir.path(), "exec head -c 3000000 /dev/zero > large");
    assert_eq!(run(&tools, limits()).await.unwrap_err(), ToolError::TooMuch);
}

#[tokio::test]
async fn a_program_has_no_network_where_the_system_allows_that() {
    let dir = tempfile::tempdir().unwrap();
    let tools = with_script(dir.path(), "cat /proc/net/dev");
    if !tools.found().await.guard.has_no_network() {
        println!("skipped: namespaces are not allowed here");
        return;
    }
    let ran = run(&tools, limits()).await.unwrap();
    let devices = String::from_utf8_lossy(&ran.stdout).lines().filter(|line| line.contains(':')).count();
    assert!(devices <= 1, "nothing but the loopback, which is down");
}

#[tokio::test]
async fn what_is_switched_off_or_lies_elsewhere_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let wishes = BTreeMap::from([("exiftool", Wish::Off), ("ffmpeg", Wish::At(PathBuf::from("/nowhere/ffmpeg")))]);
    let tools = Tools::new(wishes, dir.path());
    let found = tools.found().await;
    let problem = |name: &str| {
        let suite = found.suites.iter().find(|each| each.suite.name == name);
        suite.and_then(|each| each.problem.clone()).unwrap_or_default()
    };
    assert_eq!(problem("exiftool"), "Switched off in the settings.");
    assert!(problem("ffmpeg").starts_with("/nowhere/ffmpeg"), "{}", problem("ffmpeg"));
    assert_eq!(run(&tools, limits()).await.unwrap_err(), ToolError::Missing { label: "ExifTool".to_owned() });
}

#[test]
fn versions_are_read_from_what_programs_say() {
    let of = |text: &str| suite::version_in(&Ran { stdout: text.as_bytes().to_vec(), ..Ran::default() });
    assert_eq!(of("ffmpeg version 5.1.9-0+deb12u1 Copyright (c)"), "5.1.9");
    assert_eq!(of("vips-8.14.1"), "8.14.1");
    assert_eq!(of("LibreOffice 7.4.7.2 40(Build:2)"), "7.4.7.2");
    let said = Ran { stderr: "pdftoppm version 22.12.0\nCopyright".to_owned(), ..Ran::default() };
    assert_eq!(suite::version_in(&said), "22.12.0");
}
