//! The house rules as tests: floors, arrows, cycles, sizes, words. Reads the sources as text, in milliseconds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which room may import which. A new arrow is a line here that somebody reads in review.
const ARROWS: &[(&str, &[&str])] = &[
    ("accounts", &[]),
    ("assets", &[]),
    ("audit", &["assets"]),
    ("operations", &["search"]),
    ("metadata", &["assets"]),
    ("renditions", &["assets"]),
    ("agreements", &["assets"]),
    ("approvals", &["assets", "agreements"]),
    ("campaigns", &["assets"]),
    ("delivery", &["assets", "renditions", "agreements"]),
    ("search", &["assets", "metadata", "agreements"]),
    ("publishing", &["assets", "agreements", "approvals", "delivery", "campaigns", "renditions"]),
];

/// Floors of the server crate and what each may import.
const FLOORS: &[(&str, &[&str])] = &[
    ("platform", &["platform"]),
    ("features", &["platform", "features"]),
    ("samples", &["platform", "features", "samples"]),
    ("app", &["platform", "features", "app"]),
    ("testing", &["platform", "features", "app", "samples"]),
    ("cli", &["platform", "features", "app", "samples", "cli"]),
];

const MOST_LINES: usize = 400;
const MOST_LINES_OF_TESTS: usize = 600;
const MOST_LINES_OF_A_FUNCTION: usize = 60;
const WORDS_TO_AVOID: &[&str] = &["utils", "helpers", "common", "manager", "service", "misc"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository").to_owned()
}

/// All Rust sources: path from the repository's root, and text.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["src", "migrations/src", "tests", "benches"] {
        collect(&root().join(folder), &mut found);
    }
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root()).expect("inside").to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(&path).expect("readable")));
        }
    }
}

fn is_test(name: &str) -> bool {
    name.starts_with("tests/")
        || name.ends_with("tests.rs")
        || name.contains("/tests/")
        || name.ends_with("/testing.rs")
}

/// `crate::…` paths a source of the server names, outside its test modules.
fn imports(text: &str) -> BTreeSet<String> {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut found = BTreeSet::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for piece in line.split("crate::").skip(1) {
            let path: String = piece.chars().take_while(|c| c.is_alphanumeric() || "_:".contains(*c)).collect();
            match piece.strip_prefix(&path).and_then(|rest| rest.strip_prefix('{')) {
                // `use crate::features::{a, b::c}`: one import each.
                Some(list) => {
                    let list = list.split('}').next().unwrap_or_default();
                    found.extend(list.split(',').map(|item| format!("{path}{}", item.trim())));
                }
                None => {
                    found.insert(path);
                }
            }
        }
    }
    found
}

fn server_sources() -> Vec<(String, String)> {
    let inside = |(name, text): (String, String)| name.strip_prefix("src/server/").map(|name| (name.to_owned(), text));
    sources().into_iter().filter_map(inside).collect()
}

#[test]
fn imports_run_down_the_floors() {
    let mut wrong = Vec::new();
    for (name, text) in server_sources().iter().filter(|(name, _)| !is_test(name)) {
        let floor = name.split(['/', '.']).next().unwrap_or_default();
        let Some((_, allowed)) = FLOORS.iter().find(|(each, _)| *each == floor) else { continue };
        for import in imports(text) {
            let target = import.split("::").next().unwrap_or_default();
            let is_floor = FLOORS.iter().any(|(each, _)| *each == target);
            if is_floor && !allowed.contains(&target) {
                wrong.push(format!("{name} imports {import}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rooms_import_only_along_the_listed_arrows() {
    let mut wrong = Vec::new();
    for (name, text) in server_sources().iter().filter(|(name, _)| name.starts_with("features/") && !is_test(name)) {
        let room = name.split('/').nth(1).unwrap_or_default();
        if room == "mod.rs" {
            continue;
        }
        let allowed = ARROWS.iter().find(|(each, _)| *each == room).map(|(_, allowed)| *allowed);
        let allowed = allowed.unwrap_or_else(|| panic!("room {room} is not in the list of arrows"));
        for import in imports(text) {
            let mut path = import.split("::").skip_while(|part| *part != "features").skip(1);
            let (Some(target), inner) = (path.next(), path.next()) else { continue };
            if target == room || target.is_empty() {
                continue;
            }
            if !allowed.contains(&target) || matches!(inner, Some("routes" | "jobs")) {
                wrong.push(format!("{name} imports {import}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_arrows_between_rooms_have_no_cycle() {
    let graph: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    for room in graph.keys() {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<&str> = graph[room].to_vec();
        while let Some(next) = waiting.pop() {
            assert_ne!(next, *room, "a cycle through {room}");
            if seen.insert(next) {
                waiting.extend(graph[next]);
            }
        }
    }
}

#[test]
fn routes_are_imported_by_the_router_and_jobs_by_the_reactions_only() {
    let mut wrong = Vec::new();
    for (name, text) in server_sources().iter().filter(|(name, _)| !name.starts_with("features/") && !is_test(name)) {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        if code.contains("::routes::") && !["app/router.rs", "app/server.rs"].contains(&name.as_str()) {
            wrong.push(format!("{name} names routes"));
        }
        if code.contains("::jobs::")
            && code.contains("crate::features")
            && name != "app/reactions.rs"
            && !name.starts_with("cli/")
        {
            let from_room = ARROWS.iter().any(|(room, _)| code.contains(&format!("{room}::jobs::")));
            if from_room {
                wrong.push(format!("{name} names a room's jobs"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_pure_crates_stay_pure() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let pure = name.starts_with("src/rights/") || name.starts_with("src/media/");
        if !pure || is_test(&name) {
            continue;
        }
        for word in ["async fn", "std::net", "tokio", "sea_orm", "Utc::now", "SystemTime::now", "std::process::Command"]
        {
            if text.contains(word) {
                wrong.push(format!("{name} contains {word}"));
            }
        }
        if name.starts_with("src/rights/") && text.contains("std::fs") {
            wrong.push(format!("{name} reads files"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_source_says_what_it_is_for() {
    let silent: Vec<_> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(name, _)| name).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn files_and_functions_stay_small() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let lines = text.lines().count();
        let most = if is_test(&name) { MOST_LINES_OF_TESTS } else { MOST_LINES };
        if lines > most {
            wrong.push(format!("{name}: {lines} lines"));
        }
        for (function, length) in function_lengths(&text) {
            if length > MOST_LINES_OF_A_FUNCTION && !is_test(&name) && !name.starts_with("migrations/") {
                wrong.push(format!("{name}: {function} has {length} lines"));
            }
        }
    }
    let excepted = exceptions();
    wrong.retain(|line| !excepted.iter().any(|exception| line.starts_with(exception.as_str())));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The ratchet: dated exceptions that may only shrink, `path: reason` a line.
fn exceptions() -> Vec<String> {
    let text = fs::read_to_string(root().join("tests/tidy-exceptions.txt")).unwrap_or_default();
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split(" -- ").next())
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// Functions and their lengths, by the indentation rustfmt gives: from `fn` to the closing brace of the same depth.
fn function_lengths(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let Some(after) = line.trim_start().split_once("fn ").filter(|(before, _)| {
            before.split_whitespace().all(|word| ["pub", "async", "const", "pub(crate)", "pub(super)"].contains(&word))
        }) else {
            continue;
        };
        let name: String = after.1.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if line.trim_end().ends_with(['}', ';']) {
            continue; // on one line, or without a body
        }
        let closing = format!("{}}}", " ".repeat(indent));
        let end = lines.iter().skip(start).position(|each| *each == closing);
        if let Some(length) = end {
            found.push((name, length + 1));
        }
    }
    found
}

#[test]
fn nothing_is_left_undone_or_left_to_panic() {
    let mut wrong = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| !is_test(name) && !name.ends_with("main.rs")) {
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for word in ["todo!(", "dbg!(", "unimplemented!(", ".unwrap()", ".expect("] {
                if line.contains(word) && !name.starts_with("benches/") {
                    wrong.push(format!("{name}:{}: {word}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_has_a_name_that_says_nothing() {
    let vague = |name: &String| name.split(['/', '.', '_']).any(|part| WORDS_TO_AVOID.contains(&part));
    let wrong: Vec<_> = sources().into_iter().map(|(name, _)| name).filter(vague).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_room_has_its_files_and_its_line_in_the_router() {
    let router = fs::read_to_string(root().join("src/server/app/router.rs")).expect("the router");
    for (room, _) in ARROWS {
        let folder = root().join("src/server/features").join(room);
        for file in ["mod.rs", "tests.rs"] {
            assert!(folder.join(file).exists(), "{room} has no {file}");
        }
        assert!(router.contains(&format!("{room}::routes::configure")), "{room} is not in the router");
    }
    let folders = fs::read_dir(root().join("src/server/features"))
        .expect("rooms")
        .flatten()
        .filter(|entry| entry.path().is_dir());
    for folder in folders {
        let name = folder.file_name().to_string_lossy().into_owned();
        assert!(ARROWS.iter().any(|(room, _)| *room == name), "{name} is not in the list of arrows");
    }
}

#[test]
fn web_imports_run_down_and_features_do_not_import_features() {
    let mut wrong = Vec::new();
    let mut files = Vec::new();
    collect_web(&root().join("web/src"), &mut files);
    for (name, text) in files.iter().filter(|(name, _)| !name.contains(".test.")) {
        let floor = name.split('/').next().unwrap_or_default();
        let allowed: &[&str] = match floor {
            "lib" => &["lib"],
            "api" => &["lib", "api"],
            "ui" => &["lib", "api", "ui"],
            "features" => &["lib", "api", "ui", "features"],
            "pages" => &["lib", "api", "ui", "features", "pages"],
            _ => continue,
        };
        for piece in text.split("from \"@/").skip(1).chain(text.split("import(\"@/").skip(1)) {
            let path = piece.split('"').next().unwrap_or_default();
            let mut parts = path.split('/');
            let target = parts.next().unwrap_or_default();
            let own_room = name.split('/').nth(1);
            let foreign = target == "features" && floor == "features" && parts.next() != own_room;
            if !allowed.contains(&target) || foreign {
                wrong.push(format!("{name} imports @/{path}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn collect_web(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect_web(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "ts" || extension == "tsx") {
            let name = path.strip_prefix(root().join("web/src")).expect("inside").to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(&path).expect("readable")));
        }
    }
}

#[test]
fn paths_named_in_the_architecture_exist() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let mut missing = Vec::new();
    for word in text.split('`').skip(1).step_by(2) {
        let is_path =
            ["src/", "web/", "tests/", "migrations/", "docs/", "benches/"].iter().any(|start| word.starts_with(start));
        if is_path && !word.contains(['*', '{', '<', ' ']) && !root().join(word).exists() {
            missing.push(word.to_owned());
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
