//! XMP files that editors write beside others: which file of a folder each belongs to, and reading it.
//!
//! `shot.jpg.xmp` belongs to `shot.jpg`; `shot.xmp` to every `shot.*` that has none of its own, as raw and developed
//! picture of one shot often share theirs.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::folder;
use crate::features::assets::disk_work::blocking;
use crate::features::assets::sidecar::{MOST_BYTES, Sidecar};
use crate::platform::error::{Code, Error, Result};

/// How their names end.
const ENDS: [&str; 2] = [".xmp", ".XMP"];

/// Whether a file of this name is no file of its own.
pub fn is_sidecar(path: &str) -> bool {
    ENDS.iter().any(|end| path.ends_with(end))
}

/// The path of the XMP file that belongs to `path`, of those that are there.
pub fn of(path: &str, is_there: impl Fn(&str) -> bool) -> Option<String> {
    if is_sidecar(path) {
        return None;
    }
    let mut names = [path, stem(path)].into_iter().flat_map(|name| ENDS.map(|end| format!("{name}{end}")));
    names.find(|name| is_there(name))
}

/// The path without the ending of its name.
fn stem(path: &str) -> &str {
    let name_at = path.rfind('/').map_or(0, |at| at + 1);
    match path[name_at..].rfind('.') {
        Some(at) if at > 0 => &path[..name_at + at],
        _ => path,
    }
}

/// Of these paths, each that has a sidecar among them, with that sidecar.
pub fn pairs<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> BTreeMap<String, String> {
    let there: HashSet<&str> = paths.clone().collect();
    paths.filter_map(|path| Some((path.to_owned(), of(path, |name| there.contains(name))?))).collect()
}

/// What to say about a sidecar that belongs to no file.
pub fn lone() -> Error {
    let why = "There is no file here that it belongs to: an XMP file is taken with the file of its name.";
    Error::new(Code::ImportFolder, why)
}

/// Finds the sidecar of a file below `root`, links never followed.
pub async fn find(root: &Path, path: &str) -> Result<Option<String>> {
    let (root, path) = (root.to_owned(), path.to_owned());
    blocking(move || Ok(of(&path, |name| is_plain_file(&root, name)))).await
}

fn is_plain_file(root: &Path, path: &str) -> bool {
    let about = folder::file(root, path).and_then(|path| fs::symlink_metadata(path).ok());
    about.is_some_and(|about| about.is_file())
}

/// Reads a sidecar that [`find`] found. Errors: 422 and 413, with its name, when it is none.
pub async fn read(root: &Path, path: &str) -> Result<Sidecar> {
    let told = |why: &str| format!("The file {path} beside it: {why}");
    let unreadable = |error: io::Error| Error::new(Code::FileMissing, told(&format!("It cannot be read: {error}.")));
    let file = folder::file(root, path).ok_or_else(lone)?;
    let bytes = blocking(move || Ok(head(&file))).await?.map_err(unreadable)?;
    Sidecar::parse(bytes).map_err(|error| Error { detail: told(&error.detail), ..error })
}

/// As much of it as shows that it is too large.
fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paths: &[&str]) -> Vec<(String, String)> {
        pairs(paths.iter().copied()).into_iter().collect()
    }

    fn pair(file: &str, sidecar: &str) -> (String, String) {
        (file.to_owned(), sidecar.to_owned())
    }

    #[test]
    fn a_sidecar_has_the_name_of_its_file_with_or_without_its_ending() {
        let paths = ["a.jpg", "a.jpg.xmp", "b.CR2", "b.XMP", "day/c.png", "c.xmp", "plain", "plain.xmp"];
        let wanted = [pair("a.jpg", "a.jpg.xmp"), pair("b.CR2", "b.XMP"), pair("plain", "plain.xmp")];
        assert_eq!(found(&paths), wanted);
    }

    #[test]
    fn two_files_of_one_shot_share_their_sidecar_unless_one_has_its_own() {
        let paths = ["s.cr2", "s.jpg", "s.xmp"];
        assert_eq!(found(&paths), [pair("s.cr2", "s.xmp"), pair("s.jpg", "s.xmp")]);
        let paths = ["s.cr2", "s.jpg", "s.jpg.xmp", "s.xmp"];
        assert_eq!(found(&paths), [pair("s.cr2", "s.xmp"), pair("s.jpg", "s.jpg.xmp")]);
    }

    #[test]
    fn dots_in_folders_and_hidden_names_are_no_endings() {
        assert_eq!(stem("v1.2/shot"), "v1.2/shot");
        assert_eq!(stem("v1.2/shot.tar.gz"), "v1.2/shot.tar");
        assert_eq!(stem(".hidden"), ".hidden");
    }

    #[test]
    fn a_sidecar_has_no_sidecar() {
        assert!(found(&["a.xmp", "a.xmp.xmp"]).is_empty());
    }
}
