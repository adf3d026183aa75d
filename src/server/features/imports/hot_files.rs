//! Files of the hot folder on the disk: which of them are waiting, and where they go. Blocks.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{beside, folder};

/// Where files go that were taken, and those that were refused.
pub const DONE: &str = "done";
pub const FAILED: &str = "failed";
/// Endings of files that are still being written.
const UNFINISHED: [&str; 5] = [".part", ".tmp", ".crdownload", ".filepart", ".partial"];

/// Makes sure that files can be put away, and lists those that are waiting: path, size and time.
pub fn prepare(root: &Path) -> io::Result<Vec<(String, u64, SystemTime)>> {
    for name in [DONE, FAILED] {
        fs::create_dir_all(root.join(name))?;
    }
    let is_whole = |path: &str| {
        let lower = path.to_lowercase();
        !UNFINISHED.iter().any(|end| lower.ends_with(end))
    };
    let found = folder::list_without(root, &[DONE, FAILED])?;
    let growing: Vec<String> = found.iter().map(|file| &file.path).filter(|path| !is_whole(path)).cloned().collect();
    // What belongs to a file that is still being written comes with it.
    let is_early = |path: &str| {
        let Some(name) = path.get(..path.len().saturating_sub(4)).filter(|_| beside::is_sidecar(path)) else {
            return false;
        };
        growing.iter().filter_map(|file| file.strip_prefix(name)).any(|rest| rest.starts_with('.'))
    };
    let mut waiting = Vec::new();
    for found in found {
        let is_waiting = is_whole(&found.path) && !is_early(&found.path);
        let Some(path) = folder::file(root, &found.path).filter(|_| is_waiting) else { continue };
        // Gone since it was listed, or no plain file any more: the next look tells.
        let Ok(about) = fs::symlink_metadata(path) else { continue };
        if about.is_file() && found.trouble.is_none() {
            waiting.push((found.path, about.len(), about.modified()?));
        }
    }
    Ok(waiting)
}

/// Moves a file and its sidecar below `done` or `failed`, with the reason beside them; never over another file.
pub fn put_away(root: &Path, (path, sidecar): (&str, Option<&str>), to: &str, reason: Option<&str>) -> io::Result<()> {
    let from = root.join(path);
    let wanted = root.join(to).join(path);
    if let Some(parent) = wanted.parent() {
        fs::create_dir_all(parent)?;
    }
    // Another file of this name may still wait for it.
    let sidecar = match sidecar {
        Some(name) if !is_needed(root, name, path)? => Some(name),
        _ => None,
    };
    let beside = |target: &Path, number| sidecar.map(|name| target_of(root, to, (path, name), target, number));
    let is_free = |target: &Path, number| {
        let taken = beside(target, number).is_some_and(|path| path.exists());
        !taken && !target.exists() && !reason_of(target).exists()
    };
    let mut targets = (1..).map(|number| (numbered(&wanted, number), number));
    let (target, number) = targets.find(|(target, number)| is_free(target, *number)).unwrap_or((wanted.clone(), 1));
    if let Some(reason) = reason {
        fs::write(reason_of(&target), reason)?;
    }
    // The sidecar first: should it end here, the file is found as a duplicate of itself and follows.
    if let (Some(name), Some(beside)) = (sidecar, beside(&target, number)) {
        fs::rename(root.join(name), beside)?;
    }
    fs::rename(from, target)
}

/// Where a sidecar goes, so that its name still tells its file.
fn target_of(root: &Path, to: &str, (path, sidecar): (&str, &str), target: &Path, number: u32) -> PathBuf {
    let Some(end) = sidecar.strip_prefix(path) else { return numbered(&root.join(to).join(sidecar), number) };
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(end);
    target.with_file_name(name)
}

/// Whether another file than `path` has this sidecar.
fn is_needed(root: &Path, sidecar: &str, path: &str) -> io::Result<bool> {
    let folder = sidecar.rsplit_once('/').map_or("", |(folder, _)| folder);
    for entry in fs::read_dir(root.join(folder))? {
        let Ok(name) = entry?.file_name().into_string() else { continue };
        let other = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        let is_its = beside::of(&other, |name| root.join(name).is_file()).is_some_and(|found| found == sidecar);
        if is_its && other != path && root.join(&other).is_file() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn reason_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".reason.txt");
    path.with_file_name(name)
}

/// `beach.jpg`, `beach (2).jpg` and so on.
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let end = path.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem} ({number}){end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_files_outside_its_own_folders_are_waiting() {
        let dir = tempfile::tempdir().expect("a folder");
        for path in ["a.png", "b.PART", "c.tmp", ".hidden", "day/d.png", "done/e.png", "failed/f.png"] {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, b"x").expect("a file");
        }
        std::os::unix::fs::symlink("/etc/hostname", dir.path().join("link.png")).expect("a link");
        let waiting = prepare(dir.path()).expect("a list");
        let paths: Vec<&str> = waiting.iter().map(|(path, ..)| path.as_str()).collect();
        assert_eq!(paths, ["a.png", "day/d.png"]);
    }

    #[test]
    fn an_xmp_file_waits_for_a_file_that_is_still_written() {
        let dir = tempfile::tempdir().expect("a folder");
        for name in ["a.xmp", "a.mov.part", "b.jpg.xmp", "b.jpg.tmp", "c.xmp", "cc.mov.part"] {
            fs::write(dir.path().join(name), b"x").expect("a file");
        }
        let paths: Vec<String> = prepare(dir.path()).expect("a list").into_iter().map(|(path, ..)| path).collect();
        assert_eq!(paths, ["c.xmp"]);
    }

    #[test]
    fn a_sidecar_goes_with_the_last_file_that_has_it() {
        let dir = tempfile::tempdir().expect("a folder");
        for name in ["s.cr2", "s.jpg", "s.xmp"] {
            fs::write(dir.path().join(name), name).expect("a file");
        }
        put_away(dir.path(), ("s.cr2", Some("s.xmp")), DONE, None).expect("moves");
        assert!(dir.path().join("s.xmp").exists(), "s.jpg still needs it");
        put_away(dir.path(), ("s.jpg", Some("s.xmp")), DONE, None).expect("moves");
        assert!(!dir.path().join("s.xmp").exists() && dir.path().join("done/s.xmp").exists());
    }

    #[test]
    fn a_sidecar_keeps_the_name_of_its_file_where_that_gets_a_number() {
        let dir = tempfile::tempdir().expect("a folder");
        for (sidecar, second) in [("a.jpg.xmp", "a (2).jpg.xmp"), ("a.xmp", "a (3).xmp")] {
            for name in ["a.jpg", sidecar] {
                fs::write(dir.path().join(name), b"x").expect("a file");
            }
            put_away(dir.path(), ("a.jpg", Some(sidecar)), DONE, None).expect("moves");
            if sidecar == "a.jpg.xmp" {
                fs::write(dir.path().join("a.jpg"), b"y").expect("a file");
                fs::write(dir.path().join(sidecar), b"y").expect("a file");
                put_away(dir.path(), ("a.jpg", Some(sidecar)), DONE, None).expect("moves");
            }
            assert!(dir.path().join("done").join(second).exists(), "{second}");
        }
    }

    #[test]
    fn a_file_is_put_away_over_no_other() {
        let dir = tempfile::tempdir().expect("a folder");
        for round in 0..3 {
            fs::write(dir.path().join("a.png"), [round]).expect("a file");
            put_away(dir.path(), ("a.png", None), FAILED, Some("why")).expect("moves");
        }
        for (name, byte) in [("a.png", 0), ("a (2).png", 1), ("a (3).png", 2)] {
            assert_eq!(fs::read(dir.path().join("failed").join(name)).expect("a file"), [byte]);
            assert!(dir.path().join(format!("failed/{name}.reason.txt")).exists());
        }
    }
}
