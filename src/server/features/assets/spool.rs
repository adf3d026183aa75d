//! Files while they arrive: hashed on the way or from the disk, measured by their content.
//!
//! Files of one request lie in `<data>/uploads` as `ID.spool`, locked as long as they are used: what a dead process left is
//! told by its free lock. Resumable uploads are in `held.rs`.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use media::probe;
use media::probe::kind::Kind;

use super::disk_work::blocking;
use super::hashes::Hashes;
use super::store::StoredFile;
use super::writer::Writer;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// So many first bytes say what a file is.
const HEAD: u64 = 64 * 1024;
/// So many first bytes of a picture are searched for its size; TIFF may hold it anywhere.
const PICTURE_HEAD: u64 = 16 * 1024 * 1024;

/// Where files lie while they arrive.
pub fn folder(ctx: &Ctx) -> PathBuf {
    ctx.config.data_dir.join("uploads")
}

/// A file of one request. It is gone when this is dropped, unless something took it over.
pub struct Temporary {
    path: PathBuf,
    _lock: File,
}

impl Temporary {
    /// A new empty file and a writer to it.
    pub async fn create(ctx: &Ctx) -> Result<(Temporary, Writer)> {
        let folder = folder(ctx);
        let path = folder.join(format!("{}.spool", ctx.new_id()?));
        blocking(move || {
            std::fs::create_dir_all(&folder)?;
            let lock = OpenOptions::new().append(true).create_new(true).open(&path)?;
            let temporary = Temporary { path, _lock: lock };
            temporary._lock.try_lock().map_err(io::Error::from)?;
            let file = temporary._lock.try_clone()?;
            Ok((temporary, Writer::new(file, true, None, None)))
        })
        .await
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Usually the store has taken it; what cannot be removed now is swept later.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// What a whole file is, told by its content. A picture whose header cannot be read is kept without a size.
pub async fn measure(path: &Path, file_name: &str, size_bytes: u64, hashes: Hashes) -> Result<StoredFile> {
    let (head_of, name) = (path.to_owned(), file_name.to_owned());
    let sniffed = blocking(move || Ok(probe::sniff(&head(&head_of, HEAD)?, Some(&name)))).await?;
    let has_size = matches!(sniffed.kind, Kind::Image | Kind::Vector);
    let (picture, mime) = (path.to_owned(), sniffed.mime.clone());
    // A panic in a reader of strangers' bytes must not lose the upload: the task ends, the size stays unknown.
    let size = match has_size {
        true => tokio::task::spawn_blocking(move || probe::dimensions(&head(&picture, PICTURE_HEAD).ok()?, &mime).ok()),
        false => tokio::task::spawn_blocking(|| None),
    };
    let size = size.await.ok().flatten();
    let kind = serde_json::to_value(sniffed.kind)?;
    Ok(StoredFile {
        file_name: file_name.to_owned(),
        mime: sniffed.mime,
        kind: kind.as_str().unwrap_or("other").to_owned(),
        size_bytes,
        blake3: hashes.blake3,
        sha256: hashes.sha256,
        width: size.as_ref().map(|size| size.width),
        height: size.as_ref().map(|size| size.height),
    })
}

fn head(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Removes files of requests that died with their process. Answers how many.
pub async fn sweep_temporary(ctx: &Ctx) -> Result<u64> {
    let folder = folder(ctx);
    blocking(move || {
        let mut removed = 0;
        for path in entries(&folder)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "spool")) {
            let Ok(file) = File::open(&path) else { continue };
            if file.try_lock().is_ok() && std::fs::remove_file(&path).is_ok() {
                removed += 1;
            }
        }
        Ok(removed)
    })
    .await
}

/// The files in a folder; none when there is no folder.
pub fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match std::fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.map(|entry| entry.path())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
