//! What lies in a folder: every file below it, in order, without links and without what systems leave behind. Blocks.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The most files of one import.
pub const MOST_FILES: usize = 200_000;
/// The deepest folder that is looked into.
const MOST_DEEP: usize = 64;

/// A file below the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// With `/` between its parts.
    pub path: String,
    pub size_bytes: u64,
    /// Why it cannot be taken.
    pub trouble: Option<&'static str>,
}

/// The files below `folder` in the order of their paths. Errors: the folder itself cannot be read, or holds too much.
pub fn list(folder: &Path, manifest: Option<&Path>) -> io::Result<Vec<Found>> {
    let mut found = list_without(folder, &[])?;
    let manifest = manifest.and_then(|path| fs::canonicalize(path).ok());
    if let Some(manifest) = manifest {
        found.retain(|file| fs::canonicalize(folder.join(&file.path)).ok().as_ref() != Some(&manifest));
    }
    Ok(found)
}

/// The same without what has one of these names directly in it.
pub fn list_without(folder: &Path, names: &[&str]) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    walk(folder, "", 0, names, &mut found)?;
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

fn walk(folder: &Path, prefix: &str, depth: usize, without: &[&str], found: &mut Vec<Found>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            found.push(Found {
                path: format!("{prefix}{}", name.to_string_lossy()),
                size_bytes: 0,
                trouble: Some("Its name is no UTF-8. Rename it and import the folder again."),
            });
            continue;
        };
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if is_left_behind(name) || without.contains(&name) || kind.is_symlink() {
            continue;
        }
        if kind.is_dir() {
            below(&entry.path(), &path, depth, found)?;
        } else if kind.is_file() {
            let size_bytes = entry.metadata().map_or(0, |about| about.len());
            found.push(Found { path, size_bytes, trouble: None });
        }
        if found.len() > MOST_FILES {
            return Err(io::Error::other(format!("more than {MOST_FILES} files; import its folders one by one")));
        }
    }
    Ok(())
}

/// A folder that cannot be read is told of; the others go on.
fn below(folder: &Path, path: &str, depth: usize, found: &mut Vec<Found>) -> io::Result<()> {
    let trouble = |why| Found { path: path.to_owned(), size_bytes: 0, trouble: Some(why) };
    if depth >= MOST_DEEP {
        found.push(trouble("Its folders are nested too deeply."));
        return Ok(());
    }
    match walk(folder, &format!("{path}/"), depth + 1, &[], found) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            found.push(trouble("The folder may not be read by the server."));
            Ok(())
        }
        other => other,
    }
}

/// What operating systems put into folders by themselves.
fn is_left_behind(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "Thumbs.db" | "desktop.ini" | "__MACOSX")
}

/// The file of a path below the folder; `None` when it would leave the folder.
pub fn file(folder: &Path, path: &str) -> Option<PathBuf> {
    let is_plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    path.split('/').all(is_plain).then(|| folder.join(path))
}

/// Whether the path, links followed, does not lead out of the folder. What is not there leads nowhere.
pub fn is_inside(folder: &Path, path: &Path) -> bool {
    match (folder.canonicalize(), path.canonicalize()) {
        (Ok(folder), Ok(path)) => path.starts_with(folder),
        (_, Err(error)) => error.kind() == io::ErrorKind::NotFound,
        (Err(_), Ok(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touch(folder: &Path, path: &str) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, b"x").expect("a file");
    }

    #[test]
    fn files_are_listed_in_order_without_links_and_leavings() {
        let dir = tempfile::tempdir().expect("a folder");
        for path in ["b/2.png", "b/10.png", "a.png", ".DS_Store", "b/Thumbs.db", "list.csv"] {
            touch(dir.path(), path);
        }
        std::os::unix::fs::symlink("/etc/hostname", dir.path().join("link.png")).expect("a link");
        let found = list(dir.path(), Some(&dir.path().join("list.csv"))).expect("a list");
        let paths: Vec<&str> = found.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["a.png", "b/10.png", "b/2.png"]);
        assert!(found.iter().all(|file| file.size_bytes == 1 && file.trouble.is_none()));
    }

    #[test]
    fn a_name_that_is_no_text_is_told_of() {
        use std::os::unix::ffi::OsStrExt;
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join(std::ffi::OsStr::from_bytes(b"odd\xFF.png")), b"x").expect("a file");
        let found = list(dir.path(), None).expect("a list");
        assert!(found[0].trouble.is_some());
    }

    #[test]
    fn no_path_leaves_the_folder() {
        let folder = Path::new("/srv/in");
        assert_eq!(file(folder, "a/b.png"), Some(PathBuf::from("/srv/in/a/b.png")));
        for path in ["../x", "a/../../x", "/etc/passwd", "a//b", ""] {
            assert_eq!(file(folder, path), None, "{path}");
        }
    }
}
