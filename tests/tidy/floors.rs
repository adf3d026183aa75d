//! Imports run down: what each floor of the server may import, and what the pure crates may not do.

use super::graph::graph;
use super::paths::read;
use super::sources::{code_of, is_test, server_sources, sources};

/// Floors of the server crate and what each may import.
const FLOORS: &[(&str, &[&str])] = &[
    ("platform", &["platform"]),
    ("features", &["platform", "features"]),
    ("samples", &["platform", "features", "samples"]),
    ("app", &["platform", "features", "app"]),
    ("testing", &["platform", "features", "app", "samples"]),
    ("cli", &["platform", "features", "app", "samples", "cli"]),
];

/// The pure crates, and the places in the server that may use them.
const USES_OF_PURE_CRATES: &[(&str, &[&str])] = &[
    (
        "rights",
        &["features/agreements", "features/approvals", "features/publishing", "features/search", "samples", "cli"],
    ),
    ("media", &["features/assets", "features/delivery", "features/metadata", "features/renditions", "samples"]),
];

fn floor_of(file: &str) -> Option<&str> {
    file.strip_prefix("src/server/")?.split(['/', '.']).next()
}

#[test]
fn imports_run_down_the_floors() {
    let mut wrong = Vec::new();
    for (from, targets) in graph(&sources()).iter().filter(|(from, _)| !is_test(from)) {
        let allowed = FLOORS.iter().find(|(floor, _)| Some(*floor) == floor_of(from)).map(|(_, allowed)| *allowed);
        for (to, names) in targets {
            let is_floor = FLOORS.iter().any(|(floor, _)| Some(*floor) == floor_of(to));
            if let (true, Some(allowed), Some(target)) = (is_floor, allowed, floor_of(to))
                && !allowed.contains(&target)
            {
                wrong.push(format!("{from} imports {names:?} from {to}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_pure_crates_are_used_where_rights_and_pictures_are_the_matter() {
    let mut wrong = Vec::new();
    for (name, text) in server_sources().iter().filter(|(name, _)| !is_test(name)) {
        for named in read(text).named {
            let places = USES_OF_PURE_CRATES.iter().find(|(pure, _)| named.path.len() > 1 && named.path[0] == *pure);
            if let Some((pure, places)) = places
                && !places.iter().any(|place| name.starts_with(place))
            {
                wrong.push(format!("{name} uses {pure}"));
            }
        }
    }
    wrong.dedup();
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

/// `fuzz/src/lib.rs` compiles these folders in by their paths.
#[test]
fn what_the_fuzz_targets_compile_in_stands_by_itself() {
    let folders = [
        "src/server/features/agreements/exchange/",
        "src/server/features/metadata/writing.rs",
        "src/media/metadata/",
        "src/media/container.rs",
        "src/media/credentials/",
        "src/media/embed.rs",
    ];
    let own = ["container", "credentials", "embed", "metadata", "features::metadata::writing"];
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        if is_test(&name) || !folders.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        let named = code_of(&text).split("crate::").skip(1).map(str::to_owned).collect::<Vec<_>>();
        let outside = named.iter().filter(|rest| !own.iter().any(|own| rest.starts_with(own)));
        wrong.extend(outside.map(|rest| format!("{name}: crate::{}", rest.lines().next().unwrap_or_default())));
        if name.starts_with(folders[0]) && code_of(&text).contains("super::super") {
            wrong.push(format!("{name} reaches out of its folder"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
