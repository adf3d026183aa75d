//! What lies in the folder that the setting `import_dir` names, and nothing outside it.

use std::fs::DirEntry;
use std::path::{Path, PathBuf};

use super::folder;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// Names given at most, of folders and of files.
const MOST: usize = 200;
/// How the names of files of records end.
const RECORDS: [&str; 7] = [".ndjson", ".jsonl", ".csv", ".ndjson.xz", ".jsonl.xz", ".csv.xz", ".tsv"];

/// The folder; 422 for `field` when none is set.
pub fn import_dir(ctx: &Ctx, field: &'static str) -> Result<PathBuf> {
    let unset = "This server has no folder to import from. Whoever runs it sets import_dir.";
    let root = ctx.config.import_dir.as_ref().ok_or_else(|| Error::field(Code::ImportFolder, field, unset))?;
    std::path::absolute(root).map_err(Error::from)
}

/// The absolute path of something below the import folder, links followed; nothing outside it is named or looked at.
pub fn below(root: &Path, field: &'static str, path: &str) -> Result<String> {
    let refuse = |why: &str| Error::field(Code::ImportFolder, field, why);
    let asked = match path {
        "" => root.to_owned(),
        _ => folder::file(root, path)
            .ok_or_else(|| refuse("Write a path below the import folder, like spring/day-1."))?,
    };
    let missing = |_| refuse("There is nothing of this name in the import folder.");
    let (root, asked) = (root.canonicalize().map_err(missing)?, asked.canonicalize().map_err(missing)?);
    if !asked.starts_with(&root) {
        return Err(refuse("There is nothing of this name in the import folder."));
    }
    let text = asked.to_str().ok_or_else(|| refuse("Its name is no UTF-8."))?;
    Ok(text.to_owned())
}

/// Folders and files of records directly in it, by name. Blocks.
pub fn inside(root: &Path) -> (Vec<String>, Vec<String>) {
    let Ok(entries) = std::fs::read_dir(root) else { return Default::default() };
    let entries: Vec<DirEntry> = entries.flatten().collect();
    let is_folder = |entry: &&DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    let is_file = |entry: &&DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
    let is_records = |name: &String| RECORDS.iter().any(|end| name.to_lowercase().ends_with(end));
    let files = names(entries.iter().filter(is_file)).into_iter().filter(is_records).take(MOST).collect();
    (names(entries.iter().filter(is_folder)).into_iter().take(MOST).collect(), files)
}

fn names<'a>(entries: impl Iterator<Item = &'a DirEntry>) -> Vec<String> {
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}
