//! The store in an S3 bucket, through the AWS SDK over rustls and ring.
//!
//! Small objects go in one request, large ones in parts that are read one at a time; every upload carries a SHA-256
//! that the server checks. An upload that fails or is given up is aborted, so that no paid-for parts stay behind.

use std::io;
use std::ops::Range;
use std::path::Path;

use aws_sdk_s3::operation::get_object::GetObjectOutput;
use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;
use tokio_util::io::ReaderStream;

mod bucket;
mod connect;
mod upload;

use self::bucket::Bucket;
use self::connect::{is_missing, remote, status, why_no_bucket};
use self::upload::{PART_BYTES, open_source, put_parts, read_part, sum_of};
use super::error::StorageError;
use super::key::Key;
use super::object::{CHUNK_BYTES, Object, exactly, resolve_range};
use crate::platform::config::setting::S3Setting;

/// The protocol's limit for one page of a listing.
const MOST_PER_PAGE: usize = 1000;

/// Objects in one bucket below one prefix.
#[derive(Clone, Debug)]
pub struct S3Store {
    bucket: Bucket,
}

impl S3Store {
    /// Connects and checks that the bucket exists and these credentials may use it.
    pub async fn open(setting: &S3Setting) -> Result<S3Store, StorageError> {
        let bucket = Bucket::of(setting);
        match bucket.client.head_bucket().bucket(bucket.name()).send().await {
            Ok(_) => Ok(S3Store { bucket }),
            Err(error) => Err(StorageError::Remote { why: why_no_bucket(setting, error) }),
        }
    }

    pub(super) async fn put_file(&self, key: &Key, path: &Path) -> Result<(), StorageError> {
        let what = format!("storing {key}");
        let source = path.to_owned();
        let opened = tokio::task::spawn_blocking(move || open_source(&source)).await;
        let (file, size) = opened.unwrap_or_else(|e| Err(io::Error::other(e))).map_err(StorageError::io(&what))?;
        if size <= PART_BYTES {
            let (bytes, sum) = read_part(&file, 0, size).await.map_err(StorageError::io(&what))?;
            self.put_whole(key, (bytes, sum), "application/octet-stream").await?;
        } else {
            put_parts(&self.bucket, key, &file, size).await?;
        }
        // The object is safe, so a file that stays behind is only untidy.
        if let Err(error) = tokio::fs::remove_file(path).await {
            tracing::warn!(%error, path = %path.display(), "could not remove a file after storing it");
        }
        Ok(())
    }

    pub(super) async fn put_bytes(&self, key: &Key, bytes: Bytes, mime: &str) -> Result<(), StorageError> {
        let sum = sum_of(&bytes);
        self.put_whole(key, (bytes, sum), mime).await
    }

    async fn put_whole(&self, key: &Key, (bytes, sum): (Bytes, String), mime: &str) -> Result<(), StorageError> {
        let request = self.bucket.client.put_object().bucket(self.bucket.name()).key(self.bucket.name_of(key));
        let request = request.content_type(mime).checksum_sha256(sum).body(ByteStream::from(bytes));
        request.send().await.map(drop).map_err(remote(format!("storing {key}")))
    }

    pub(super) async fn get(&self, key: &Key, wish: Option<Range<u64>>) -> Result<Object, StorageError> {
        let header = match wish.as_ref().map(range_header) {
            Some(None) => return Err(self.out_of_range(key).await),
            Some(header) => header,
            None => None,
        };
        let request =
            self.bucket.client.get_object().bucket(self.bucket.name()).key(self.bucket.name_of(key)).set_range(header);
        let answer = match request.send().await {
            Ok(answer) => answer,
            Err(error) if is_missing(&error) => {
                return Err(StorageError::NotFound { key: key.clone() });
            }
            Err(error) if status(&error) == Some(416) => return Err(self.out_of_range(key).await),
            Err(error) => return Err(remote(format!("reading {key}"))(error)),
        };
        let size = whole_size(&answer)
            .ok_or_else(|| StorageError::Remote { why: format!("reading {key}: no size came back") })?;
        if wish.is_some() && answer.content_range.is_none() {
            return Err(StorageError::Remote { why: format!("reading {key}: the server does not give ranges") });
        }
        let range = resolve_range(wish, size)?;
        let pieces = ReaderStream::with_capacity(answer.body.into_async_read(), CHUNK_BYTES);
        Ok(Object { size, stream: exactly(range.end - range.start, pieces), range })
    }

    async fn out_of_range(&self, key: &Key) -> StorageError {
        match self.size(key).await {
            Ok(Some(size)) => StorageError::RangeNotSatisfiable { size },
            Ok(None) => StorageError::NotFound { key: key.clone() },
            Err(error) => error,
        }
    }

    pub(super) async fn size(&self, key: &Key) -> Result<Option<u64>, StorageError> {
        match self.bucket.client.head_object().bucket(self.bucket.name()).key(self.bucket.name_of(key)).send().await {
            Ok(answer) => Ok(answer.content_length.and_then(|length| u64::try_from(length).ok())),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(remote(format!("looking for {key}"))(error)),
        }
    }

    pub(super) async fn remove(&self, key: &Key) -> Result<(), StorageError> {
        match self.bucket.client.delete_object().bucket(self.bucket.name()).key(self.bucket.name_of(key)).send().await {
            Ok(_) => Ok(()),
            Err(error) if is_missing(&error) => Ok(()),
            Err(error) => Err(remote(format!("removing {key}"))(error)),
        }
    }

    pub(super) async fn list(
        &self,
        prefix: &str,
        after: Option<&Key>,
        limit: usize,
    ) -> Result<Vec<(Key, u64)>, StorageError> {
        let mut found = Vec::new();
        let mut start = after.map(|after| self.bucket.name_of(after));
        while found.len() < limit {
            let page_size = i32::try_from((limit - found.len()).min(MOST_PER_PAGE)).unwrap_or(1);
            let request = self.bucket.client.list_objects_v2().bucket(self.bucket.name()).max_keys(page_size);
            let request = request.prefix(format!("{}{prefix}", self.bucket.prefix())).set_start_after(start.take());
            let page = request.send().await.map_err(remote(format!("listing {prefix:?}")))?;
            for object in page.contents() {
                let name = object.key().unwrap_or_default();
                // What others put into the bucket under names that are no keys is not ours.
                if let Some(Ok(key)) = name.strip_prefix(self.bucket.prefix()).map(Key::parse) {
                    found.push((key, object.size().and_then(|size| u64::try_from(size).ok()).unwrap_or(0)));
                }
            }
            start = page.contents().last().and_then(|object| object.key()).map(str::to_owned);
            if start.is_none() || page.is_truncated() != Some(true) {
                break;
            }
        }
        Ok(found)
    }
}

/// Nothing for a range that no object can satisfy. Servers count in signed numbers, so an end beyond those is left
/// open.
fn range_header(wish: &Range<u64>) -> Option<String> {
    if wish.is_empty() || i64::try_from(wish.start).is_err() {
        return None;
    }
    Some(match i64::try_from(wish.end) {
        Ok(end) => format!("bytes={}-{}", wish.start, end - 1),
        Err(_) => format!("bytes={}-", wish.start),
    })
}

/// Size of the whole object in bytes, also when a part of it was asked for.
fn whole_size(answer: &GetObjectOutput) -> Option<u64> {
    match &answer.content_range {
        Some(range) => range.rsplit('/').next()?.parse().ok(),
        None => u64::try_from(answer.content_length?).ok(),
    }
}
