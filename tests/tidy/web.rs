//! The web app's floors: imports run down, features do not import features, and no two files need each other.

use std::collections::BTreeSet;

use super::exceptions;
use super::graph::{Graph, circles, in_words};
use super::sources::web_sources;

/// Floors of the web app and what each may import.
const FLOORS: &[(&str, &[&str])] = &[
    ("lib", &["lib"]),
    ("api", &["lib", "api"]),
    ("ui", &["lib", "api", "ui"]),
    ("features", &["lib", "api", "ui", "features"]),
    ("pages", &["lib", "api", "ui", "features", "pages"]),
];

/// What a file imports, as paths from `web/src` without an extension; packages are left out.
fn imports(name: &str, text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for opening in ["from \"", "import \"", "import(\""] {
        for piece in text.split(opening).skip(1) {
            let written = piece.split('"').next().unwrap_or_default();
            found.extend(from_the_root(name, written));
        }
    }
    found
}

/// `@/a/b` as `a/b`, and `./c` seen from `a/b.ts` as `a/c`.
fn from_the_root(name: &str, written: &str) -> Option<String> {
    if let Some(path) = written.strip_prefix("@/") {
        return Some(path.to_owned());
    }
    if !written.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in written.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Why a file may not import a path; none if it may.
fn why_not(name: &str, path: &str) -> Option<String> {
    let (mut own, mut other) = (name.split('/'), path.split('/'));
    let (floor, target) = (own.next()?, other.next()?);
    let (_, allowed) = FLOORS.iter().find(|(each, _)| *each == floor)?;
    let is_foreign = floor == "features" && target == "features" && own.next() != other.next();
    (!allowed.contains(&target) || is_foreign).then(|| format!("{name} imports {path}"))
}

#[test]
fn web_imports_run_down_and_features_do_not_import_features() {
    let mut wrong = Vec::new();
    for (name, text) in web_sources().iter().filter(|(name, _)| !name.contains(".test.")) {
        wrong.extend(imports(name, text).iter().filter_map(|path| why_not(name, path)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn an_import_up_or_sideways_is_found_however_it_is_written() {
    let of = |name: &str, text: &str| -> Vec<String> {
        imports(name, text).iter().filter_map(|path| why_not(name, path)).collect()
    };
    let up = of("ui/button.tsx", "import { useAssets } from \"@/features/assets/queries\";");
    assert_eq!(up, ["ui/button.tsx imports features/assets/queries"]);
    let sideways = of("features/search/page.tsx", "const a = lazy(() => import(\"../assets/page\"));");
    assert_eq!(sideways, ["features/search/page.tsx imports features/assets/page"]);
    let down = "import React from \"react\"; import \"./page.css\"; import { x } from \"../../lib/x\";";
    assert!(of("features/search/page.tsx", down).is_empty());
}

#[test]
fn no_files_of_the_web_import_each_other_in_a_circle() {
    let sources = web_sources();
    let file_of = |path: &str| {
        let ends = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];
        let found = |end: &&str| sources.iter().any(|(name, _)| *name == format!("{path}{end}"));
        ends.iter().find(|end| found(end)).map(|end| format!("{path}{end}"))
    };
    let mut graph = Graph::new();
    for (name, text) in &sources {
        for target in imports(name, text).iter().filter_map(|path| file_of(path)) {
            graph.entry(name.clone()).or_default().entry(target).or_default().insert("import".to_owned());
        }
    }
    let arrows: usize = graph.values().map(|targets| targets.len()).sum();
    assert!(arrows > sources.len(), "{arrows} arrows between {} files: the imports were not read", sources.len());
    let excepted = exceptions::of("web-circle");
    let (mut wrong, mut needed) = (Vec::new(), BTreeSet::new());
    for circle in circles(&graph) {
        let listed: BTreeSet<String> = circle.iter().map(|file| format!("web/src/{file}")).collect();
        if !listed.is_subset(&excepted) {
            wrong.push(in_words(&graph, &circle));
        }
        needed.extend(listed);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let stale: Vec<_> = excepted.difference(&needed).collect();
    assert!(stale.is_empty(), "no longer in a circle, so take the lines out of the exceptions: {stale:#?}");
}
