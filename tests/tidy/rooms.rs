//! The rooms: which may import which, what each must have, and who may name a room's routes and jobs.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::graph;
use super::sources::{folders_in, is_test, root, sources, text_of};

/// Which room may import which. A new arrow is a line here that somebody reads in review.
const ARROWS: &[(&str, &[&str])] = &[
    ("accounts", &[]),
    ("assets", &[]),
    ("audit", &["assets"]),
    ("operations", &["search"]),
    // Records fill fields of the house.
    ("imports", &["assets", "metadata"]),
    ("metadata", &["assets"]),
    ("renditions", &["assets"]),
    // A merge unites what two assets say, and binds the one by the rights of the other.
    ("duplicates", &["assets", "metadata", "agreements"]),
    // What files say about their rights becomes proposals, read by the server itself.
    ("agreements", &["assets", "metadata"]),
    ("approvals", &["assets", "agreements"]),
    ("campaigns", &["assets"]),
    // What fields say goes into copies of files, and copies leave through the one door.
    ("delivery", &["assets", "renditions", "agreements", "metadata"]),
    ("search", &["assets", "metadata", "agreements"]),
    ("publishing", &["assets", "agreements", "approvals", "delivery", "campaigns", "renditions"]),
];

/// Rooms without screens of their own: what they hold is shown by the pages of an asset.
const WITHOUT_SCREENS: &[&str] = &["delivery"];

/// The room a file of the server is in, and its path inside the room.
fn place_in_room(file: &str) -> Option<(&str, &str)> {
    file.strip_prefix("src/server/features/")?.split_once('/')
}

#[test]
fn rooms_import_only_along_the_listed_arrows() {
    let mut wrong = Vec::new();
    for (from, targets) in graph(&sources()).iter().filter(|(from, _)| !is_test(from)) {
        let Some((room, _)) = place_in_room(from) else { continue };
        for (to, names) in targets {
            let Some((target, _)) = place_in_room(to) else { continue };
            let is_listed = ARROWS.iter().any(|(each, allowed)| *each == room && allowed.contains(&target));
            if target != room && !is_listed {
                wrong.push(format!("{from} imports {names:?} from {to}"));
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

/// Why a file may not import another one, for files of rooms that are not for everybody; none if it may.
fn why_not(from: &str, to: &str) -> Option<&'static str> {
    let (room, inner) = place_in_room(to)?;
    let own = |part: &str| {
        from.strip_prefix(&format!("src/server/features/{room}/{part}"))
            .is_some_and(|rest| rest.starts_with(['.', '/']))
    };
    let is = |part: &str| inner.strip_prefix(part).is_some_and(|rest| rest.starts_with(['.', '/']));
    if is("routes") && !own("routes") && from != "src/server/app/router.rs" {
        return Some("only the router names routes");
    }
    let may_have_jobs = own("jobs") || from == "src/server/app/reactions.rs" || from.starts_with("src/server/cli/");
    (is("jobs") && !may_have_jobs).then_some("only the reactions and the command line name jobs")
}

#[test]
fn routes_are_imported_by_the_router_and_jobs_by_the_reactions_and_the_command_line_only() {
    let mut wrong = Vec::new();
    for (from, targets) in graph(&sources()).iter().filter(|(from, _)| !is_test(from)) {
        for (to, names) in targets {
            if let Some(why) = why_not(from, to) {
                wrong.push(format!("{from} imports {names:?} from {to}: {why}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_room_that_names_routes_or_jobs_is_told_why_it_may_not() {
    let routes = "src/server/features/assets/routes/uploads.rs";
    assert_eq!(why_not("src/server/app/router.rs", routes), None);
    assert_eq!(why_not("src/server/features/assets/routes.rs", routes), None);
    for from in
        ["src/server/features/assets/mod.rs", "src/server/features/search/routes.rs", "src/server/app/server.rs"]
    {
        assert!(why_not(from, routes).is_some(), "{from}");
    }
    let jobs = "src/server/features/renditions/jobs.rs";
    assert_eq!(why_not("src/server/app/reactions.rs", jobs), None);
    assert_eq!(why_not("src/server/cli/reindex.rs", jobs), None);
    assert!(why_not("src/server/features/renditions/routes.rs", jobs).is_some());
    assert!(why_not("src/server/samples/world.rs", jobs).is_some());
}

#[test]
fn every_room_has_its_files_and_its_line_in_the_router() {
    let router = text_of("src/server/app/router.rs");
    for (room, _) in ARROWS {
        let folder = root().join("src/server/features").join(room);
        for file in ["mod.rs", "tests.rs"] {
            assert!(folder.join(file).exists(), "{room} has no {file}");
        }
        assert!(router.contains(&format!("{room}::routes::configure")), "{room} is not in the router");
    }
    for name in folders_in("src/server/features") {
        assert!(ARROWS.iter().any(|(room, _)| *room == name), "{name} is not in the list of arrows");
    }
}

#[test]
fn every_room_that_people_see_has_a_folder_of_its_name_on_the_web() {
    let on_the_web = folders_in("web/src/features");
    for (room, _) in ARROWS {
        let has_folder = on_the_web.iter().any(|name| name == room);
        let needs_none = WITHOUT_SCREENS.contains(room);
        assert_ne!(
            has_folder, needs_none,
            "{room}: a folder on the web, or a place in the list of rooms without screens"
        );
    }
    for name in &on_the_web {
        assert!(ARROWS.iter().any(|(room, _)| room == name), "{name} is a folder on the web and no room of the server");
    }
}

/// The table of rooms in ARCHITECTURE.md: room, and the rooms it may import.
fn rooms_in_the_architecture() -> BTreeMap<String, BTreeSet<String>> {
    let text = text_of("ARCHITECTURE.md");
    let section =
        text.split("## Rooms").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or_default().to_owned();
    let rows = section.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let room = cells.get(1)?.strip_prefix('`')?.strip_suffix('`')?;
        let allowed = cells.get(3)?.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        Some((room.to_owned(), allowed.collect()))
    });
    rows.collect()
}

#[test]
fn the_table_of_rooms_in_the_architecture_says_what_the_list_of_arrows_says() {
    let set = |allowed: &[&str]| allowed.iter().map(|name| (*name).to_owned()).collect();
    let listed: BTreeMap<String, BTreeSet<String>> =
        ARROWS.iter().map(|(room, allowed)| ((*room).to_owned(), set(allowed))).collect();
    assert_eq!(rooms_in_the_architecture(), listed);
}

#[test]
fn paths_named_in_the_architecture_exist() {
    let text = text_of("ARCHITECTURE.md");
    let mut missing = Vec::new();
    for word in text.split('`').skip(1).step_by(2) {
        let is_path = word.contains('/') && word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
        let is_there =
            |folder: &str| ["", ".rs"].iter().any(|end| root().join(folder).join(format!("{word}{end}")).exists());
        if is_path && !["", "src/server", "src/server/features"].into_iter().any(is_there) {
            missing.push(word.to_owned());
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
