//! Appends to a file in blocks off the async threads: while one block is written and, beside that, hashed, the next one fills.
//!
//! Memory does not grow with the file: there are never more than two blocks.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;

use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use tokio::task::{JoinHandle, spawn_blocking};

use super::disk_work::{blocking, done};
use super::hashes::{Hashers, Hashes};
use crate::platform::error::{Error, Result};

/// Bytes are written and hashed in blocks of this size.
const BLOCK: usize = 512 * 1024;
/// After so many bytes the disk is told to begin, so that little is left to wait for at the end.
const SYNC_AFTER: u64 = 32 * 1024 * 1024;

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

/// Takes bytes in any portions. What was written is durable after [`Writer::finish`] alone.
pub struct Writer {
    disk: Work<Disk>,
    sums: Work<Sums>,
    /// Makes durable what is written so far.
    syncing: Option<JoinHandle<io::Result<()>>>,
    unsynced: u64,
    buffer: Vec<u8>,
    /// The block before, as long as it is written and hashed.
    last: Arc<Vec<u8>>,
    written: u64,
}

struct Disk {
    file: File,
    /// Keeps others away until the last write has ended, also when nobody waits for it any more.
    _held: Option<File>,
}

struct Sums {
    hashers: Option<Hashers>,
    check: Option<Check>,
}

/// Something that is worked on by one thread at a time.
enum Work<T> {
    Idle(Box<T>),
    Busy(JoinHandle<io::Result<Box<T>>>),
    /// The work failed.
    Lost,
}

impl<T: Send + 'static> Work<T> {
    /// Once nothing works on it.
    async fn idle(&mut self) -> Result<Box<T>> {
        match std::mem::replace(self, Work::Lost) {
            Work::Idle(it) => Ok(it),
            Work::Busy(task) => done(task.await),
            Work::Lost => Err(Error::internal(anyhow::anyhow!("an earlier write of this file failed"))),
        }
    }

    async fn give(&mut self, block: Arc<Vec<u8>>, work: fn(&mut T, &[u8]) -> io::Result<()>) -> Result<()> {
        let mut it = self.idle().await?;
        *self = Work::Busy(spawn_blocking(move || {
            work(&mut it, &block)?;
            Ok(it)
        }));
        Ok(())
    }
}

impl Disk {
    fn write(&mut self, block: &[u8]) -> io::Result<()> {
        self.file.write_all(block)
    }
}

impl Sums {
    fn update(&mut self, block: &[u8]) -> io::Result<()> {
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
        Writer {
            disk: Work::Idle(Box::new(Disk { file, _held: held })),
            sums: Work::Idle(Box::new(Sums { hashers: hashes.then(Hashers::default), check })),
            syncing: None,
            unsynced: 0,
            buffer: Vec::new(),
            last: Arc::default(),
            written: 0,
        }
    }

    /// Bytes taken so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Errors: the disk is full, or an earlier write failed.
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
        self.disk = Work::Idle(self.disk.idle().await?);
        self.sums = Work::Idle(self.sums.idle().await?);
        // Nobody else has the block before any more: its memory takes the next one.
        let mut empty = Arc::try_unwrap(std::mem::take(&mut self.last)).unwrap_or_default();
        empty.clear();
        empty.reserve_exact(BLOCK);
        self.sync_in_time(self.buffer.len() as u64).await?;
        self.last = Arc::new(std::mem::replace(&mut self.buffer, empty));
        self.disk.give(self.last.clone(), Disk::write).await?;
        self.sums.give(self.last.clone(), Sums::update).await
    }

    /// Has the disk begin while more arrives, and gives back the memory of what it has: a long film should not take
    /// the place of the pictures that everybody looks at. An error is told here or at the end, never lost.
    async fn sync_in_time(&mut self, more: u64) -> Result<()> {
        self.unsynced += more;
        if self.unsynced < SYNC_AFTER || self.syncing.as_ref().is_some_and(|task| !task.is_finished()) {
            return Ok(());
        }
        self.synced().await?;
        let Work::Idle(disk) = &self.disk else { return Ok(()) };
        let file = disk.file.try_clone()?;
        self.syncing = Some(spawn_blocking(move || {
            file.sync_data()?;
            let_go(&file);
            Ok(())
        }));
        self.unsynced = 0;
        Ok(())
    }

    async fn synced(&mut self) -> Result<()> {
        match self.syncing.take() {
            Some(task) => done(task.await),
            None => Ok(()),
        }
    }

    /// Writes what is left and makes the file durable.
    pub async fn finish(mut self) -> Result<Written> {
        self.flush().await?;
        let disk = self.disk.idle().await?;
        let sums = self.sums.idle().await?;
        self.synced().await?;
        blocking(move || disk.file.sync_all()).await?;
        Ok(Written { hashes: sums.hashers.map(Hashers::finish), checksum: sums.check.map(Check::finish) })
    }
}

/// The memory that caches what a file has on the disk may serve others. A hint: that it fails harms nothing.
#[cfg(target_os = "linux")]
fn let_go(file: &File) {
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
}

#[cfg(not(target_os = "linux"))]
fn let_go(_: &File) {}
