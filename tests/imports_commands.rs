//! `placet import`, as somebody runs it: what it prints, what it answers, and what stands in the library afterwards.

use std::fs;
use std::path::Path;
use std::process::Output;

use server::testing::TestApp;

use crate::crash::{binary, command};
use crate::sidecars::packet;

/// Whether the binary was built; CI builds it first.
fn is_built() -> bool {
    if !binary().exists() {
        assert!(std::env::var("CI").is_err(), "CI builds the binary first");
        println!("skipped: build the binary with `cargo build --workspace --all-targets`");
    }
    binary().exists()
}

fn import(data: &Path, arguments: &[&str]) -> Output {
    command(data).arg("import").args(arguments).output().expect("placet import")
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn records_are_imported_once_and_refused_lines_are_named_and_reported() {
    if !is_built() {
        return;
    }
    let data = tempfile::tempdir().expect("a data folder");
    let list = "nr,name\n1,Dawn\n2,Noon\n,Nobody\n";
    fs::write(data.path().join("list.csv"), list).expect("a file");
    fs::write(data.path().join("map.toml"), "id = \"nr\"\ntitle = \"name\"\n").expect("a file");
    let arguments = ["records", "list.csv", "--map", "map.toml", "--report", "report.csv"];
    let first = import(data.path(), &arguments);
    let said = text(&first);
    assert!(!first.status.success(), "a line was refused: {said}");
    assert!(said.contains("line 4: It has no id"), "{said}");
    assert!(said.contains("2 added, 0 here already, 1 refused, 0 waiting."), "{said}");
    let report = fs::read_to_string(data.path().join("report.csv")).expect("a report");
    // Spreadsheets want a byte order mark and the line ends of RFC 4180.
    let report = report.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    assert!(report.starts_with("file,size_bytes,result,asset,reason,sidecar\n"), "{report}");
    assert!(report.contains("line 4,0,refused,,It has no id"), "{report}");
    // Mended, the same command takes what was missing and nothing twice.
    fs::write(data.path().join("list.csv"), list.replace(",Nobody", "3,Nobody")).expect("a file");
    let second = import(data.path(), &arguments);
    let said = text(&second);
    assert!(second.status.success(), "{said}");
    assert!(said.contains("1 added, 2 here already, 0 refused, 0 waiting."), "{said}");
    assert!(said.contains("All can be found after"), "the index has followed: {said}");
    let verified = command(data.path()).arg("verify").output().expect("placet verify");
    assert!(verified.status.success(), "{}", text(&verified));
}

#[test]
fn a_mapping_that_names_what_is_not_there_takes_nothing() {
    if !is_built() {
        return;
    }
    let data = tempfile::tempdir().expect("a data folder");
    fs::write(data.path().join("list.csv"), "id,title\n1,Dawn\n").expect("a file");
    for mapping in ["titel = \"x\"\n", "[fields]\nnothing = \"title\"\n"] {
        fs::write(data.path().join("map.toml"), mapping).expect("a file");
        let refused = import(data.path(), &["records", "list.csv", "--map", "map.toml"]);
        assert!(!refused.status.success() && !text(&refused).contains("added"), "{}", text(&refused));
    }
    let missing = import(data.path(), &["records", "none.csv"]);
    assert!(!missing.status.success() && text(&missing).contains("none.csv"), "{}", text(&missing));
}

#[test]
fn a_folder_is_imported_with_its_xmp_files_and_done_twice_it_adds_nothing() {
    if !is_built() {
        return;
    }
    let data = tempfile::tempdir().expect("a data folder");
    let folder = data.path().join("spring");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("dawn.png"), TestApp::picture(1)).expect("a file");
    fs::write(folder.join("dawn.xmp"), packet("2026-01-01", "Dawn")).expect("a file");
    let first = import(data.path(), &["folder", "spring", "--report", "report.csv"]);
    assert!(first.status.success(), "{}", text(&first));
    assert!(text(&first).contains("1 added, 0 here already, 0 refused, 0 waiting."), "{}", text(&first));
    let report = fs::read_to_string(data.path().join("report.csv")).expect("a report");
    assert!(report.lines().nth(1).is_some_and(|line| line.ends_with(",dawn.xmp")), "{report}");
    let second = import(data.path(), &["folder", "spring"]);
    assert!(text(&second).contains("0 added, 1 here already"), "{}", text(&second));
}
