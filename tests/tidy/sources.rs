//! The sources the rules are about, read from the disk as text.

use std::fs;
use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository").to_owned()
}

/// A file of the repository as text; empty if there is none.
pub fn text_of(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// All Rust sources: path from the repository's root, and text. Sorted.
pub fn sources() -> Vec<(String, String)> {
    in_folders(&["src", "migrations/src", "tests", "benches", "fuzz/src", "fuzz/targets"], &["rs"])
}

/// The server's sources, with paths from its own folder.
pub fn server_sources() -> Vec<(String, String)> {
    let inside = |(name, text): (String, String)| name.strip_prefix("src/server/").map(|name| (name.to_owned(), text));
    sources().into_iter().filter_map(inside).collect()
}

/// The web's sources, with paths from `web/src`.
pub fn web_sources() -> Vec<(String, String)> {
    let inside = |(name, text): (String, String)| name.strip_prefix("web/src/").map(|name| (name.to_owned(), text));
    in_folders(&["web/src"], &["ts", "tsx"]).into_iter().filter_map(inside).collect()
}

/// The names of the folders in a folder, sorted.
pub fn folders_in(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut found: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    found.sort();
    found
}

pub fn is_test(name: &str) -> bool {
    name.starts_with("tests/")
        || name.starts_with("fuzz/")
        || name.ends_with("tests.rs")
        || name.contains("/tests/")
        || name.ends_with("/testing.rs")
}

/// The text before the test module at its end, without lines that are comments.
pub fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn in_folders(folders: &[&str], extensions: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in folders {
        collect(&root().join(folder), extensions, &mut found);
    }
    found.sort();
    found
}

fn collect(folder: &Path, extensions: &[&str], found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, extensions, found);
        } else if path.extension().is_some_and(|extension| extensions.iter().any(|each| extension == *each)) {
            let name = path.strip_prefix(root()).expect("inside").to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(&path).expect("readable")));
        }
    }
}
