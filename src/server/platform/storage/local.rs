//! The store in a local folder: written under a temporary name, synced, then renamed into place.
//!
//! Unfinished files lie in `~incoming`, a name that no key can have. Every open store has its own folder there and
//! holds a lock beside it for as long as its process lives, so that opening a store can sweep what a dead process
//! left without touching what a living one writes.

use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::Stream;
use futures_util::stream;

use super::error::StorageError;
use super::key::{Key, unique_name};
use super::object::{CHUNK_BYTES, Object, exactly, resolve_range};

/// Holds unfinished files; the tilde keeps it apart from every key.
const INCOMING: &str = "~incoming";

/// Objects as files below one folder, a key's segments being folder names.
#[derive(Clone, Debug)]
pub struct LocalStore {
    root: Arc<Path>,
    lease: Arc<Lease>,
}

/// This store's own folder for unfinished files, and the lock that says it is in use.
#[derive(Debug)]
struct Lease {
    folder: PathBuf,
    _lock: File,
}

impl Drop for Lease {
    fn drop(&mut self) {
        // Only tidiness: what stays behind is swept by the next open.
        let _ = fs::remove_dir_all(&self.folder);
        let _ = fs::remove_file(lock_path(&self.folder));
    }
}

impl LocalStore {
    /// Makes the folder where needed and sweeps what interrupted writers left.
    pub async fn open(folder: &Path) -> Result<LocalStore, StorageError> {
        let folder = folder.to_owned();
        let what = format!("opening the storage folder {}", folder.display());
        blocking(what, move || {
            let root = std::path::absolute(folder)?;
            make_folders(&root)?;
            let lease = Arc::new(take_lease(&root)?);
            Ok(LocalStore { root: root.into(), lease })
        })
        .await
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.root.join(key.as_str())
    }

    fn temporary(&self) -> Result<PathBuf, StorageError> {
        let name = unique_name().map_err(StorageError::io("naming an unfinished file"))?;
        Ok(self.lease.folder.join(name))
    }

    pub(super) async fn put_file(&self, key: &Key, source: &Path) -> Result<(), StorageError> {
        let (target, temporary) = (self.path(key), self.temporary()?);
        let source = source.to_owned();
        // The task keeps the lease: it goes on when the caller is gone.
        let lease = self.lease.clone();
        blocking(format!("storing {key}"), move || {
            let _lease = lease;
            take_over(&source, &target, &temporary)
        })
        .await
    }

    pub(super) async fn put_bytes(&self, key: &Key, bytes: Bytes) -> Result<(), StorageError> {
        let (target, temporary) = (self.path(key), self.temporary()?);
        let lease = self.lease.clone();
        blocking(format!("storing {key}"), move || {
            let _lease = lease;
            let written = write_synced(&temporary, &bytes).and_then(|()| move_into_place(&temporary, &target));
            if written.is_err() {
                let _ = fs::remove_file(&temporary);
            }
            written
        })
        .await
    }

    pub(super) async fn get(&self, key: &Key, wish: Option<Range<u64>>) -> Result<Object, StorageError> {
        let path = self.path(key);
        let opened = blocking(format!("reading {key}"), move || missing_is_none(open_object(&path))).await?;
        let Some((file, size)) = opened else {
            return Err(StorageError::NotFound { key: key.clone() });
        };
        let range = resolve_range(wish, size)?;
        let stream = exactly(range.end - range.start, read_ahead(file, range.clone()));
        Ok(Object { size, range, stream })
    }

    pub(super) async fn size(&self, key: &Key) -> Result<Option<u64>, StorageError> {
        let path = self.path(key);
        blocking(format!("looking for {key}"), move || {
            let found = missing_is_none(fs::symlink_metadata(path))?;
            Ok(found.filter(fs::Metadata::is_file).map(|metadata| metadata.len()))
        })
        .await
    }

    pub(super) async fn remove(&self, key: &Key) -> Result<(), StorageError> {
        let path = self.path(key);
        blocking(format!("removing {key}"), move || {
            // The folder stays: removing it could pull the ground from under a put into it.
            if missing_is_none(fs::remove_file(&path))?.is_some() {
                sync_folder(folder_of(&path)?)?;
            }
            Ok(())
        })
        .await
    }

    pub(super) async fn list(
        &self,
        prefix: &str,
        after: Option<&Key>,
        limit: usize,
    ) -> Result<Vec<(Key, u64)>, StorageError> {
        let mut listing =
            Listing { prefix: prefix.to_owned(), after: after.map(Key::to_string), limit, found: Vec::new() };
        let root = self.root.clone();
        blocking(format!("listing {prefix:?}"), move || {
            listing.walk(&root, "")?;
            Ok(listing.found)
        })
        .await
    }
}

/// A walk through the folders in the order of the keys, leaving out folders that cannot hold a wanted key.
struct Listing {
    prefix: String,
    after: Option<String>,
    limit: usize,
    found: Vec<(Key, u64)>,
}

impl Listing {
    fn walk(&mut self, folder: &Path, name: &str) -> io::Result<()> {
        let mut children = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let Ok(child) = entry.file_name().into_string() else {
                continue;
            };
            // With its slash a folder sorts where its keys do: "a-b" before "a/b" before "a0".
            let slash = if entry.file_type()?.is_dir() { "/" } else { "" };
            let child = format!("{name}{child}{slash}");
            if self.may_hold_wanted(&child) {
                children.push((child, entry.path()));
            }
        }
        children.sort();
        for (child, path) in children {
            if self.found.len() >= self.limit {
                break;
            }
            if child.ends_with('/') {
                missing_is_none(self.walk(&path, &child))?;
            } else if let (Ok(key), Some(metadata)) =
                (Key::parse(&child), missing_is_none(fs::symlink_metadata(&path))?)
                && metadata.is_file()
            {
                self.found.push((key, metadata.len()));
            }
        }
        Ok(())
    }

    fn may_hold_wanted(&self, child: &str) -> bool {
        let is_folder = child.ends_with('/');
        let fits_prefix = child.starts_with(&self.prefix) || (is_folder && self.prefix.starts_with(child));
        let is_after =
            self.after.as_deref().is_none_or(|after| child > after || (is_folder && after.starts_with(child)));
        fits_prefix && is_after && !child.starts_with(INCOMING)
    }
}

async fn blocking<T: Send + 'static>(
    what: String,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, StorageError> {
    let done = tokio::task::spawn_blocking(work).await.unwrap_or_else(|stopped| Err(io::Error::other(stopped)));
    done.map_err(StorageError::io(what))
}

fn missing_is_none<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        // "a" as a file makes "a/b" not a folder: that key is just as absent.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The bytes of `range` in chunks; the next one is read while the last one is on its way.
fn read_ahead(file: File, range: Range<u64>) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    let begin = |file: File, at: u64, end: u64| {
        let length = usize::try_from(end - at).unwrap_or(usize::MAX).min(CHUNK_BYTES);
        (length > 0).then(|| tokio::task::spawn_blocking(move || read_chunk(file, at, length)))
    };
    let first = begin(file, range.start, range.end);
    stream::unfold((first, range), move |(reading, Range { start, end })| async move {
        let (file, chunk) = match reading?.await.unwrap_or_else(|stopped| Err(io::Error::other(stopped))) {
            Ok(read) => read,
            Err(error) => return Some((Err(error), (None, start..end))),
        };
        let at = start + chunk.len() as u64;
        Some((Ok(chunk), (begin(file, at, end), at..end)))
    })
}

fn read_chunk(file: File, at: u64, length: usize) -> io::Result<(File, Bytes)> {
    let mut chunk = vec![0; length];
    file.read_exact_at(&mut chunk, at)?;
    Ok((file, chunk.into()))
}

fn open_object(path: &Path) -> io::Result<(File, u64)> {
    // A link that somebody put here could lead anywhere.
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    Ok((file, size))
}

fn take_over(source: &Path, target: &Path, temporary: &Path) -> io::Result<()> {
    let file = File::open(source)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{} is not a file", source.display())));
    }
    file.sync_all()?;
    match move_into_place(source, target) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {}
        done => return done,
    }
    let copied = copy_synced(file, temporary).and_then(|()| move_into_place(temporary, target));
    if copied.is_err() {
        let _ = fs::remove_file(temporary);
    }
    copied?;
    // The object is safe, so a file that stays behind is only untidy.
    if let Err(error) = fs::remove_file(source) {
        tracing::warn!(%error, path = %source.display(), "could not remove a file after storing it");
    }
    Ok(())
}

fn copy_synced(mut source: File, temporary: &Path) -> io::Result<()> {
    let mut file = File::create_new(temporary)?;
    io::copy(&mut source, &mut file)?;
    file.sync_all()
}

fn write_synced(temporary: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(temporary)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Renames within one file system and makes the new name survive a power cut.
fn move_into_place(from: &Path, target: &Path) -> io::Result<()> {
    let folder = folder_of(target)?;
    make_folders(folder)?;
    fs::rename(from, target)?;
    sync_folder(folder)
}

/// Makes a folder and those above it, each synced into its parent.
fn make_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let parent = folder_of(folder)?;
    make_folders(parent)?;
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists || !folder.is_dir() => {
            return Err(error);
        }
        _ => {}
    }
    sync_folder(parent)
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

fn folder_of(path: &Path) -> io::Result<&Path> {
    path.parent().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the path has no folder"))
}

fn lock_path(folder: &Path) -> PathBuf {
    folder.with_extension("lock")
}

/// Sweeps what dead processes left and makes this store's own folder. One process at a time does this: otherwise a
/// folder could be swept in the instant between being made and being locked.
fn take_lease(root: &Path) -> io::Result<Lease> {
    let incoming = root.join(INCOMING);
    make_folders(&incoming)?;
    let turn = open_lock(&incoming.join("turn"))?;
    turn.lock()?;
    for entry in fs::read_dir(&incoming)? {
        sweep(&entry?.path())?;
    }
    let folder = incoming.join(unique_name()?);
    let lock = open_lock(&lock_path(&folder))?;
    lock.lock()?;
    fs::create_dir(&folder)?;
    Ok(Lease { folder, _lock: lock })
}

fn sweep(path: &Path) -> io::Result<()> {
    let is_lock = path.extension().is_some_and(|extension| extension == "lock");
    if path.ends_with("turn") || (is_lock && path.with_extension("").exists()) {
        return Ok(());
    }
    if !path.is_dir() {
        // A store that is being closed may be quicker.
        return missing_is_none(fs::remove_file(path)).map(drop);
    }
    let lock = open_lock(&lock_path(path))?;
    match lock.try_lock() {
        Ok(()) => {
            missing_is_none(fs::remove_dir_all(path))?;
            missing_is_none(fs::remove_file(lock_path(path))).map(drop)
        }
        Err(fs::TryLockError::WouldBlock) => Ok(()),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

fn open_lock(path: &Path) -> io::Result<File> {
    File::options().write(true).create(true).truncate(false).open(path)
}
