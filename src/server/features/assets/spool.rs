//! Files while they arrive: written in blocks off the async threads, hashed on the way, measured by their content.
//!
//! Memory does not grow with the file. Files of one request lie in `<data>/uploads` as `ID.spool`, locked as long as
//! they are used: what a dead process left is told by its free lock. Resumable uploads are in `held.rs`.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use media::probe;
use media::probe::kind::Kind;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use tokio::task::{JoinError, JoinHandle};

use super::store::StoredFile;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// Bytes are written and hashed in blocks of this size.
const BLOCK: usize = 512 * 1024;
/// So many first bytes say what a file is.
const HEAD: u64 = 64 * 1024;
/// So many first bytes of a picture are searched for its size; TIFF may hold it anywhere.
const PICTURE_HEAD: u64 = 16 * 1024 * 1024;

/// Where files lie while they arrive.
pub fn folder(ctx: &Ctx) -> PathBuf {
    ctx.config.data_dir.join("uploads")
}

/// Runs blocking file work.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T> {
    done(tokio::task::spawn_blocking(work).await)
}

fn done<T>(ended: std::result::Result<io::Result<T>, JoinError>) -> Result<T> {
    ended.map_err(Error::internal)?.map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            let full =
                Error::new(Code::StorageFull, "The server's disk is full. Tell whoever runs it, then try again.");
            Error { source: Some(error.into()), ..full }
        }
        _ => error.into(),
    })
}

/// Both hashes of a file, lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hashes {
    pub blake3: String,
    pub sha256: String,
}

#[derive(Default)]
struct Hashers {
    blake3: blake3::Hasher,
    sha256: Sha256,
}

impl Hashers {
    fn update(&mut self, bytes: &[u8]) {
        self.blake3.update(bytes);
        self.sha256.update(bytes);
    }

    fn finish(self) -> Hashes {
        Hashes { blake3: self.blake3.finalize().to_hex().to_string(), sha256: hex(&self.sha256.finalize()) }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How one request's bytes are checked on arrival.
pub enum Check {
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Check {
    fn update(&mut self, bytes: &[u8]) {
        match self {
            Check::Sha1(hasher) => hasher.update(bytes),
            Check::Sha256(hasher) => hasher.update(bytes),
        }
    }

    fn finish(self) -> Vec<u8> {
        match self {
            Check::Sha1(hasher) => hasher.finalize().to_vec(),
            Check::Sha256(hasher) => hasher.finalize().to_vec(),
        }
    }
}

/// Appends to a file in blocks: while one is written and hashed on a thread of its own, the next one fills.
pub struct Writer {
    disk: Disk,
    buffer: Vec<u8>,
    written: u64,
}

/// Where the file is at this moment.
enum Disk {
    Idle(Box<State>, Vec<u8>),
    /// With the block that is being written.
    Busy(JoinHandle<io::Result<(Box<State>, Vec<u8>)>>),
    /// A write failed.
    Lost,
}

struct State {
    file: File,
    hashers: Option<Hashers>,
    check: Option<Check>,
    /// Keeps others away until the last write has ended, also when nobody waits for it any more.
    _held: Option<File>,
}

impl State {
    fn write(&mut self, block: &[u8]) -> io::Result<()> {
        self.file.write_all(block)?;
        if let Some(hashers) = &mut self.hashers {
            hashers.update(block);
        }
        if let Some(check) = &mut self.check {
            check.update(block);
        }
        Ok(())
    }
}

/// What a writer knows at the end.
pub struct Written {
    /// Of everything this writer wrote, if asked for.
    pub hashes: Option<Hashes>,
    /// The checksum of everything this writer wrote, if asked for.
    pub checksum: Option<Vec<u8>>,
}

impl Writer {
    /// Writes to the end of `file`, which is open for appending. `held` is a lock to be kept as long as it writes.
    pub fn new(file: File, hashes: bool, check: Option<Check>, held: Option<File>) -> Writer {
        let hashers = hashes.then(Hashers::default);
        let state = State { file, hashers, check, _held: held };
        Writer { disk: Disk::Idle(Box::new(state), Vec::new()), buffer: Vec::with_capacity(BLOCK), written: 0 }
    }

    /// Bytes taken so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    pub async fn write(&mut self, mut bytes: &[u8]) -> Result<()> {
        self.written += bytes.len() as u64;
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - self.buffer.len()));
            self.buffer.extend_from_slice(now);
            bytes = later;
            if self.buffer.len() == BLOCK {
                self.flush().await?;
            }
        }
        Ok(())
    }

    /// Waits for the block before, then hands this one over.
    async fn flush(&mut self) -> Result<()> {
        let (mut state, empty) = self.idle().await?;
        let block = std::mem::replace(&mut self.buffer, empty);
        self.buffer.reserve_exact(BLOCK);
        self.disk = Disk::Busy(tokio::task::spawn_blocking(move || {
            state.write(&block)?;
            let mut block = block;
            block.clear();
            Ok((state, block))
        }));
        Ok(())
    }

    /// The file and an empty buffer, once nothing is being written.
    async fn idle(&mut self) -> Result<(Box<State>, Vec<u8>)> {
        match std::mem::replace(&mut self.disk, Disk::Lost) {
            Disk::Idle(state, buffer) => Ok((state, buffer)),
            Disk::Busy(task) => done(task.await),
            Disk::Lost => Err(Error::internal(anyhow::anyhow!("an earlier write of this file failed"))),
        }
    }

    /// Writes what is left and makes the file durable.
    pub async fn finish(mut self) -> Result<Written> {
        let (mut state, _) = self.idle().await?;
        let last = std::mem::take(&mut self.buffer);
        blocking(move || {
            state.write(&last)?;
            state.file.sync_all()?;
            Ok(Written { hashes: state.hashers.map(Hashers::finish), checksum: state.check.map(Check::finish) })
        })
        .await
    }
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

/// Hashes a file from the disk.
pub async fn hash(path: &Path) -> Result<Hashes> {
    let path = path.to_owned();
    blocking(move || {
        let mut file = File::open(path)?;
        let mut hashers = Hashers::default();
        let mut block = vec![0; BLOCK];
        loop {
            match file.read(&mut block)? {
                0 => return Ok(hashers.finish()),
                read => hashers.update(&block[..read]),
            }
        }
    })
    .await
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
