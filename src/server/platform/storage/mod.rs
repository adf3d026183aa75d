//! Where bytes are kept: one enum over a local folder and an S3 bucket, with streaming put, get and list.
//!
//! An object becomes visible whole or not at all, and once a put has returned it survives a power cut. Nothing here
//! knows what the bytes mean or who may see them.

use std::io;
use std::ops::Range;
use std::path::Path;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use crate::platform::config::StorageSetting;

pub mod key;
pub mod local;
pub mod s3;

use key::{Key, KeyError};
use local::LocalStore;
use s3::S3Store;

/// Size of one piece of a stream in bytes: large enough to be quick, small enough for thousands of readers.
const CHUNK_BYTES: usize = 256 * 1024;

/// The store that the settings chose. Cloning shares it.
#[derive(Clone, Debug)]
pub enum Storage {
    Local(LocalStore),
    S3(S3Store),
}

/// What can go wrong with stored bytes.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("nothing is stored as {key}")]
    NotFound { key: Key },
    /// The range asked for lies beyond the object's `size` in bytes, or is empty.
    #[error("the range is outside the object's {size} bytes")]
    RangeNotSatisfiable { size: u64 },
    /// The object has `size` bytes, more than the reader's `limit`.
    #[error("the object has {size} bytes, more than the {limit} that may be read at once")]
    TooLarge { size: u64, limit: u64 },
    #[error("{what}: {source}")]
    Io { source: io::Error, what: String },
    /// The remote store refused, failed or could not be reached.
    #[error("{why}")]
    Remote { why: String },
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl StorageError {
    fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> StorageError {
        let what = what.into();
        move |source| StorageError::Io { source, what }
    }
}

/// An object being read.
pub struct Object {
    /// Size of the whole object in bytes, whatever part of it is read.
    pub size: u64,
    /// The bytes that `stream` gives: what was asked for, cut to the object's end.
    pub range: Range<u64>,
    /// Exactly `range` bytes in order; a shorter source ends in an error, never silently.
    pub stream: BoxStream<'static, io::Result<Bytes>>,
}

impl Storage {
    /// Opens the store: makes the folder, or checks that the bucket is there and may be used.
    pub async fn open(setting: &StorageSetting) -> Result<Storage, StorageError> {
        Ok(match setting {
            StorageSetting::Local(folder) => Storage::Local(LocalStore::open(folder).await?),
            StorageSetting::S3(setting) => Storage::S3(S3Store::open(setting).await?),
        })
    }

    /// Takes over a finished file: afterwards the object is stored and `path` is gone. When it fails, `path` is
    /// still there and the object is what it was before. Memory does not grow with the file.
    pub async fn put_file(&self, key: &Key, path: &Path) -> Result<(), StorageError> {
        match self {
            Storage::Local(store) => store.put_file(key, path).await,
            Storage::S3(store) => store.put_file(key, path).await,
        }
    }

    /// Stores a small object that is in memory. `mime` is kept where the store can keep it.
    pub async fn put_bytes(&self, key: &Key, bytes: Bytes, mime: &str) -> Result<(), StorageError> {
        match self {
            Storage::Local(store) => store.put_bytes(key, bytes).await,
            Storage::S3(store) => store.put_bytes(key, bytes, mime).await,
        }
    }

    /// Opens an object for reading, whole or from `range.start` up to before `range.end` (bytes). An end beyond the
    /// object is cut; a start beyond it is `RangeNotSatisfiable`.
    pub async fn get(&self, key: &Key, range: Option<Range<u64>>) -> Result<Object, StorageError> {
        match self {
            Storage::Local(store) => store.get(key, range).await,
            Storage::S3(store) => store.get(key, range).await,
        }
    }

    /// Reads a whole object into memory; one larger than `limit_bytes` is refused before it is read.
    pub async fn read(&self, key: &Key, limit_bytes: u64) -> Result<Bytes, StorageError> {
        let mut object = self.get(key, None).await?;
        if object.size > limit_bytes {
            return Err(StorageError::TooLarge { size: object.size, limit: limit_bytes });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(object.size).unwrap_or(0));
        while let Some(chunk) = object.stream.next().await {
            bytes.extend_from_slice(&chunk.map_err(StorageError::io(format!("reading {key}")))?);
        }
        Ok(bytes.into())
    }

    /// Size of an object in bytes, nothing when there is no such object.
    pub async fn size(&self, key: &Key) -> Result<Option<u64>, StorageError> {
        match self {
            Storage::Local(store) => store.size(key).await,
            Storage::S3(store) => store.size(key).await,
        }
    }

    /// Removes an object. That it is not there is fine.
    pub async fn remove(&self, key: &Key) -> Result<(), StorageError> {
        match self {
            Storage::Local(store) => store.remove(key).await,
            Storage::S3(store) => store.remove(key).await,
        }
    }

    /// Up to `limit` objects whose key starts with `prefix` (any text, also half a segment) and comes after `after`,
    /// with their sizes in bytes, ordered by key. Fewer than `limit` means that there are no more.
    pub async fn list(&self, prefix: &str, after: Option<&Key>, limit: usize) -> Result<Vec<(Key, u64)>, StorageError> {
        match self {
            Storage::Local(store) => store.list(prefix, after, limit).await,
            Storage::S3(store) => store.list(prefix, after, limit).await,
        }
    }

    /// Writes an object to a new file, synced. On failure the file is removed; one that existed before is an error
    /// and stays.
    pub async fn copy_to_file(&self, key: &Key, path: &Path) -> Result<(), StorageError> {
        let object = self.get(key, None).await?;
        let what = format!("copying {key} to {}", path.display());
        let file = tokio::fs::File::create_new(path).await.map_err(StorageError::io(&what))?;
        let written = write_stream(file, object.stream).await;
        if written.is_err() {
            let _ = tokio::fs::remove_file(path).await;
        }
        written.map_err(StorageError::io(what))
    }

    /// Writes, reads back and removes a small object: is the store usable right now?
    pub async fn check(&self) -> Result<(), StorageError> {
        let key = Key::parse(&format!("probe/{}", unique_name().map_err(StorageError::io("naming a probe"))?))?;
        let probe = Bytes::from(key.to_string());
        self.put_bytes(&key, probe.clone(), "text/plain").await?;
        let read = self.read(&key, 1024).await;
        self.remove(&key).await?;
        if read? != probe {
            return Err(StorageError::Remote { why: "the store gave back other bytes than were written".to_owned() });
        }
        Ok(())
    }
}

async fn write_stream(mut file: tokio::fs::File, mut stream: BoxStream<'static, io::Result<Bytes>>) -> io::Result<()> {
    while let Some(chunk) = stream.next().await {
        file.write_all(&chunk?).await?;
    }
    file.flush().await?;
    file.sync_all().await
}

/// A name that nobody else takes: 32 hexadecimal digits of chance.
fn unique_name() -> io::Result<String> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    Ok(Uuid::from_bytes(random).simple().to_string())
}

/// The part of an object of `size` bytes that a wish means.
fn resolve_range(wish: Option<Range<u64>>, size: u64) -> Result<Range<u64>, StorageError> {
    match wish {
        None => Ok(0..size),
        Some(wish) if wish.start >= size || wish.start >= wish.end => Err(StorageError::RangeNotSatisfiable { size }),
        Some(wish) => Ok(wish.start..wish.end.min(size)),
    }
}

/// Makes a source that ends early, or goes on too long, an error: a reader who has already sent a length must not
/// take a torn object for a whole one.
fn exactly(
    length: u64,
    stream: impl futures_util::Stream<Item = io::Result<Bytes>> + Send + 'static,
) -> BoxStream<'static, io::Result<Bytes>> {
    let state = (Box::pin(stream), Some(length));
    futures_util::stream::unfold(state, |(mut stream, left)| async move {
        let left = left?;
        match stream.next().await {
            Some(Ok(chunk)) => match left.checked_sub(chunk.len() as u64) {
                Some(left) => Some((Ok(chunk), (stream, Some(left)))),
                None => Some((Err(torn("more")), (stream, None))),
            },
            Some(Err(error)) => Some((Err(error), (stream, None))),
            None if left == 0 => None,
            None => Some((Err(torn("fewer")), (stream, None))),
        }
    })
    .boxed()
}

fn torn(how: &str) -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, format!("the store gave {how} bytes than the object has"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_at_the_end_and_refused_beyond_it() {
        assert_eq!(resolve_range(None, 0).expect("whole"), 0..0);
        assert_eq!(resolve_range(Some(0..10), 4).expect("cut"), 0..4);
        assert_eq!(resolve_range(Some(3..4), 4).expect("last"), 3..4);
        for wish in [4..5, 2..2, 0..0, u64::MAX - 1..u64::MAX] {
            assert!(matches!(resolve_range(Some(wish), 4), Err(StorageError::RangeNotSatisfiable { size: 4 })));
        }
        assert!(matches!(resolve_range(Some(0..1), 0), Err(StorageError::RangeNotSatisfiable { size: 0 })));
    }

    #[tokio::test]
    async fn a_stream_that_ends_early_ends_in_an_error() {
        let source = || futures_util::stream::iter([Ok(Bytes::from_static(b"ab")), Ok(Bytes::from_static(b"cd"))]);
        let whole: Vec<_> = exactly(4, source()).collect().await;
        assert!(whole.iter().all(Result::is_ok));
        for length in [3, 5] {
            let torn: Vec<_> = exactly(length, source()).collect().await;
            assert!(torn.last().is_some_and(Result::is_err), "{length}");
        }
    }
}
