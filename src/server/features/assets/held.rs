//! The files of resumable uploads: who may write them, how long they are, and which of their bytes count.
//!
//! They lie in `<data>/uploads` as `ID.part` with an `ID.lock` beside them. The length of the part is the offset, so
//! it is true after any crash.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::disk_work::blocking;
use super::spool::{entries, folder};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// The files of one resumable upload, held by nobody else until this is dropped.
///
/// While a checksummed part arrives, the lock file says where it began: bytes that were never verified do not count.
pub struct Held {
    folder: PathBuf,
    id: Uuid,
    lock: File,
}

fn part(folder: &Path, id: Uuid) -> PathBuf {
    folder.join(format!("{id}.part"))
}

fn lock_file(folder: &Path, id: Uuid) -> PathBuf {
    folder.join(format!("{id}.lock"))
}

impl Held {
    /// `None` when another request holds it. Unverified bytes of a broken-off request are cut away.
    pub async fn take(ctx: &Ctx, id: Uuid) -> Result<Option<Held>> {
        let folder = folder(ctx);
        blocking(move || {
            std::fs::create_dir_all(&folder)?;
            let path = lock_file(&folder, id);
            let lock = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            let held = Held { folder, id, lock };
            if let Some(verified) = verified(&held.lock)? {
                held.cut(verified)?;
                held.lock.set_len(0)?;
            }
            Ok(Some(held))
        })
        .await
    }

    pub fn path(&self) -> PathBuf {
        part(&self.folder, self.id)
    }

    /// Another handle of the lock: the files stay held until this one is closed as well.
    pub fn lock(&self) -> Result<File> {
        Ok(self.lock.try_clone()?)
    }

    /// Bytes received; nothing when the file is not there.
    pub async fn length(&self) -> Result<Option<u64>> {
        let path = self.path();
        blocking(move || length_of(&path)).await
    }

    /// Opens the file for appending. With `unverified_from` the bytes count only after [`Held::verified`].
    pub async fn append(&self, unverified_from: Option<u64>) -> Result<File> {
        let (folder, path, mut lock) = (self.folder.clone(), self.path(), self.lock.try_clone()?);
        blocking(move || {
            if let Some(offset) = unverified_from {
                lock.rewind()?;
                lock.write_all(format!("{offset}\n").as_bytes())?;
                lock.sync_all()?;
            }
            let file = OpenOptions::new().append(true).create(true).open(path)?;
            if file.metadata()?.len() == 0 {
                // A new name survives a power cut only with its folder.
                File::open(folder)?.sync_all()?;
            }
            Ok(file)
        })
        .await
    }

    /// From now on everything in the file counts.
    pub async fn verified(&self) -> Result<()> {
        let lock = self.lock.try_clone()?;
        blocking(move || lock.set_len(0).and_then(|()| lock.sync_all())).await
    }

    /// Cuts the file to `length` bytes.
    pub async fn cut_to(&self, length: u64) -> Result<()> {
        let (folder, id, lock) = (self.folder.clone(), self.id, self.lock.try_clone()?);
        blocking(move || {
            let held = Held { folder, id, lock };
            held.cut(length)?;
            held.lock.set_len(0)
        })
        .await
    }

    fn cut(&self, length: u64) -> io::Result<()> {
        let path = part(&self.folder, self.id);
        if length_of(&path)?.is_some_and(|now| now > length) {
            let file = OpenOptions::new().write(true).open(path)?;
            file.set_len(length)?;
            file.sync_all()?;
        }
        Ok(())
    }

    /// Removes the files for good.
    pub async fn remove(self) -> Result<()> {
        blocking(move || {
            for path in [part(&self.folder, self.id), lock_file(&self.folder, self.id)] {
                match std::fs::remove_file(path) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
            Ok(())
        })
        .await
    }
}

/// How many bytes of an upload count, also while somebody is writing it.
pub async fn offset(ctx: &Ctx, id: Uuid) -> Result<u64> {
    let folder = folder(ctx);
    blocking(move || {
        let length = length_of(&part(&folder, id))?.unwrap_or(0);
        let verified = match File::open(lock_file(&folder, id)) {
            Ok(lock) => verified(&lock)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        Ok(verified.map_or(length, |verified| verified.min(length)))
    })
    .await
}

/// Where unverified bytes begin, if a lock file says so. A line without its end was torn: nothing followed it.
fn verified(mut lock: &File) -> io::Result<Option<u64>> {
    let mut text = String::new();
    lock.rewind()?;
    lock.take(64).read_to_string(&mut text)?;
    Ok(text.split_once('\n').and_then(|(number, _)| number.parse().ok()))
}

fn length_of(path: &Path) -> io::Result<Option<u64>> {
    match std::fs::metadata(path) {
        Ok(found) => Ok(Some(found.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The uploads of which some file lies in the folder.
pub async fn ids(ctx: &Ctx) -> Result<Vec<Uuid>> {
    let folder = folder(ctx);
    blocking(move || {
        let is_upload = |path: &PathBuf| path.extension().is_some_and(|end| end == "part" || end == "lock");
        let id = |path: PathBuf| path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse().ok());
        let mut ids: Vec<Uuid> = entries(&folder)?.into_iter().filter(is_upload).filter_map(id).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    })
    .await
}
