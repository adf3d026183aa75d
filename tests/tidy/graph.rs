//! Which file takes what from which other file, and where that goes round in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::{Named, Reading, Scope, read};

/// The folders that are crates, and the file each begins with.
pub const CRATES: &[(&str, &str)] = &[
    ("src/rights", "mod.rs"),
    ("src/media", "mod.rs"),
    ("src/server", "lib.rs"),
    ("migrations/src", "lib.rs"),
    ("tests", "main.rs"),
];

/// File to file, and the names the first takes from the second.
pub type Graph = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The modules of one crate: path from its root, and the file.
struct Modules<'a> {
    files: BTreeMap<Vec<String>, &'a str>,
}

impl Modules<'_> {
    /// The deepest file on the way to a path, and what is left of the path inside it.
    fn file_of<'a>(&self, whole: &'a [String]) -> Option<(&str, &'a [String])> {
        (0..=whole.len()).rev().find_map(|length| Some((*self.files.get(&whole[..length])?, &whole[length..])))
    }
}

/// The module a file is: its path without the crate's folder, `mod.rs` standing for its folder.
fn module_of(name: &str, folder: &str, first: &str) -> Option<Vec<String>> {
    let inner = name.strip_prefix(folder)?.strip_prefix('/')?;
    if inner == first {
        return Some(Vec::new());
    }
    let mut parts: Vec<String> = inner.strip_suffix(".rs")?.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    // A second root beside the first (`main.rs`, `build.rs`) is a crate of its own.
    let is_second_root = ["main", "lib", "build"].contains(&parts.first()?.as_str()) && parts.len() == 1;
    (!is_second_root).then_some(parts)
}

/// All arrows inside the crates, from the sources (path and text).
pub fn graph(sources: &[(String, String)]) -> Graph {
    let mut graph = Graph::new();
    for (folder, first) in CRATES {
        let own: Vec<(Vec<String>, &str, &str)> = sources
            .iter()
            .filter_map(|(name, text)| Some((module_of(name, folder, first)?, name.as_str(), text.as_str())))
            .collect();
        let modules = Modules { files: own.iter().map(|(module, name, _)| (module.clone(), *name)).collect() };
        for (module, name, text) in &own {
            for (target, item) in arrows(module, &read(text), &modules) {
                if target != *name {
                    graph.entry((*name).to_owned()).or_default().entry(target).or_default().insert(item);
                }
            }
        }
    }
    graph
}

/// The files one file takes something from. An import of a module counts where its name is used, for what it is used for.
fn arrows(module: &[String], reading: &Reading, modules: &Modules<'_>) -> Vec<(String, String)> {
    let scope = Scope::new(module, reading);
    let is_used = |alias: &str| {
        let begins = |named: &Named| named.path.len() > 1 && named.path[0] == alias;
        reading.named.iter().any(begins)
    };
    let mut found = Vec::new();
    for named in &reading.named {
        let Some(whole) = scope.whole(named) else { continue };
        let Some((file, rest)) = modules.file_of(&whole) else { continue };
        let is_door_only = rest.is_empty() && named.alias.as_deref().is_some_and(is_used);
        if !is_door_only {
            let item = rest.first().or(whole.last()).cloned().unwrap_or_else(|| "crate".to_owned());
            found.push((file.to_owned(), item));
        }
    }
    found
}

/// The circles: sets of files, each of which reaches every other. Sorted, largest first.
pub fn circles(graph: &Graph) -> Vec<Vec<String>> {
    let mut search = Search::new(graph);
    for file in graph.keys() {
        if !search.order.contains_key(file.as_str()) {
            search.visit(file);
        }
    }
    let mut found = search.found;
    found.sort_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
    found
}

/// Tarjan's search for strongly connected components.
struct Search<'a> {
    graph: &'a Graph,
    order: BTreeMap<&'a str, usize>,
    lowest: BTreeMap<&'a str, usize>,
    open: Vec<&'a str>,
    found: Vec<Vec<String>>,
}

impl<'a> Search<'a> {
    fn new(graph: &'a Graph) -> Self {
        Self { graph, order: BTreeMap::new(), lowest: BTreeMap::new(), open: Vec::new(), found: Vec::new() }
    }

    fn visit(&mut self, file: &'a str) {
        let number = self.order.len();
        self.order.insert(file, number);
        self.lowest.insert(file, number);
        self.open.push(file);
        for next in self.graph.get(file).into_iter().flat_map(BTreeMap::keys) {
            if !self.order.contains_key(next.as_str()) {
                self.visit(next);
                let reached = self.lowest[next.as_str()];
                self.lower(file, reached);
            } else if self.open.contains(&next.as_str()) {
                let reached = self.order[next.as_str()];
                self.lower(file, reached);
            }
        }
        if self.lowest[file] == number {
            let begin = self.open.iter().position(|each| *each == file).unwrap_or_default();
            let mut circle: Vec<String> = self.open.split_off(begin).into_iter().map(str::to_owned).collect();
            circle.sort();
            if circle.len() > 1 {
                self.found.push(circle);
            }
        }
    }

    fn lower(&mut self, file: &'a str, reached: usize) {
        if let Some(lowest) = self.lowest.get_mut(file) {
            *lowest = reached.min(*lowest);
        }
    }
}

/// A circle in words: its files, and each arrow between them with the names taken.
pub fn in_words(graph: &Graph, circle: &[String]) -> String {
    let mut lines = vec![format!("{} files go round in a circle:", circle.len())];
    for from in circle {
        for (to, names) in graph.get(from).into_iter().flatten().filter(|(to, _)| circle.contains(to)) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            lines.push(format!("  {from} -> {to}: {}", names.join(", ")));
        }
    }
    lines.join("\n")
}
