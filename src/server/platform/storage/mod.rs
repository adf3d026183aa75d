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

use crate::platform::config::setting::StorageSetting;

pub mod error;
pub mod key;
pub mod local;
pub mod object;
pub mod s3;

use error::StorageError;
use key::{Key, unique_name};
use local::LocalStore;
use object::Object;
use s3::S3Store;

/// The store that the settings chose. Cloning shares it.
#[derive(Clone, Debug)]
pub enum Storage {
    Local(LocalStore),
    S3(S3Store),
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
