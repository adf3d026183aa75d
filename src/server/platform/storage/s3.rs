//! The store in an S3 bucket, through the AWS SDK over rustls and ring.
//!
//! Small objects go in one request, large ones in parts that are read one at a time; every upload carries a SHA-256
//! that the server checks. An upload that fails or is given up is aborted, so that no paid-for parts stay behind.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, Credentials, Region, RequestChecksumCalculation, ResponseChecksumValidation,
};
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, CompletedMultipartUpload, CompletedPart};
use aws_smithy_http_client::tls;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use sha2::{Digest, Sha256};
use tokio_util::io::ReaderStream;

use super::key::Key;
use super::{CHUNK_BYTES, Object, StorageError, exactly, resolve_range};
use crate::platform::config::S3Setting;

/// Size in bytes of a part, and of the largest object sent in one request.
const PART_BYTES: u64 = 8 * 1024 * 1024;
/// The protocol's limit; an object too large for so many parts gets larger ones.
const MOST_PARTS: u64 = 10_000;
/// The protocol's limit for one page of a listing.
const MOST_PER_PAGE: usize = 1000;

/// Objects in one bucket below one prefix.
#[derive(Clone, Debug)]
pub struct S3Store {
    client: Client,
    place: Arc<Place>,
}

#[derive(Debug)]
struct Place {
    bucket: String,
    /// Empty, or ending in a slash.
    prefix: String,
}

impl S3Store {
    /// Connects and checks that the bucket exists and these credentials may use it.
    pub async fn open(setting: &S3Setting) -> Result<S3Store, StorageError> {
        let prefix = if setting.prefix.is_empty() {
            String::new()
        } else {
            format!("{}/", setting.prefix)
        };
        let place = Arc::new(Place {
            bucket: setting.bucket.clone(),
            prefix,
        });
        let store = S3Store {
            client: Client::from_conf(client_config(setting)),
            place,
        };
        match store
            .client
            .head_bucket()
            .bucket(&store.place.bucket)
            .send()
            .await
        {
            Ok(_) => Ok(store),
            Err(error) => Err(StorageError::Remote {
                why: why_no_bucket(setting, error),
            }),
        }
    }

    fn name(&self, key: &Key) -> String {
        format!("{}{key}", self.place.prefix)
    }

    pub(super) async fn put_file(&self, key: &Key, path: &Path) -> Result<(), StorageError> {
        let what = format!("storing {key}");
        let source = path.to_owned();
        let opened = tokio::task::spawn_blocking(move || open_source(&source)).await;
        let (file, size) = opened
            .unwrap_or_else(|e| Err(io::Error::other(e)))
            .map_err(StorageError::io(&what))?;
        if size <= PART_BYTES {
            let bytes = read_part(&file, 0, size)
                .await
                .map_err(StorageError::io(&what))?;
            self.put_bytes(key, bytes, "application/octet-stream")
                .await?;
        } else {
            self.put_parts(key, &file, size).await?;
        }
        tokio::fs::remove_file(path)
            .await
            .map_err(StorageError::io(what))
    }

    pub(super) async fn put_bytes(
        &self,
        key: &Key,
        bytes: Bytes,
        mime: &str,
    ) -> Result<(), StorageError> {
        let sum = BASE64.encode(Sha256::digest(&bytes));
        let request = self
            .client
            .put_object()
            .bucket(&self.place.bucket)
            .key(self.name(key));
        let request = request
            .content_type(mime)
            .checksum_sha256(sum)
            .body(ByteStream::from(bytes));
        request
            .send()
            .await
            .map(drop)
            .map_err(remote(format!("storing {key}")))
    }

    async fn put_parts(&self, key: &Key, file: &Arc<File>, size: u64) -> Result<(), StorageError> {
        let what = format!("storing {key}");
        let (bucket, name) = (&self.place.bucket, self.name(key));
        let begin = self
            .client
            .create_multipart_upload()
            .bucket(bucket)
            .key(&name);
        let begin = begin
            .content_type("application/octet-stream")
            .checksum_algorithm(ChecksumAlgorithm::Sha256);
        let begun = begin.send().await.map_err(remote(&what))?;
        let upload_id = begun.upload_id.ok_or_else(|| StorageError::Remote {
            why: format!("{what}: no upload id came back"),
        })?;
        let mut upload = Upload {
            store: self.clone(),
            name,
            upload_id,
            is_open: true,
        };
        let done = upload.send(file, size, &what).await;
        upload.is_open = false;
        if done.is_err() {
            upload.abort().await;
        }
        done
    }

    pub(super) async fn get(
        &self,
        key: &Key,
        wish: Option<Range<u64>>,
    ) -> Result<Object, StorageError> {
        if wish.as_ref().is_some_and(Range::is_empty) {
            return Err(self.out_of_range(key).await);
        }
        let header = wish
            .as_ref()
            .map(|wish| format!("bytes={}-{}", wish.start, wish.end - 1));
        let request = self
            .client
            .get_object()
            .bucket(&self.place.bucket)
            .key(self.name(key))
            .set_range(header);
        let answer = match request.send().await {
            Ok(answer) => answer,
            Err(error) if is_missing(&error) => {
                return Err(StorageError::NotFound { key: key.clone() });
            }
            Err(error) if status(&error) == Some(416) => return Err(self.out_of_range(key).await),
            Err(error) => return Err(remote(format!("reading {key}"))(error)),
        };
        let total = match &answer.content_range {
            Some(range) => range
                .rsplit('/')
                .next()
                .and_then(|total| total.parse().ok()),
            None => answer
                .content_length
                .and_then(|length| u64::try_from(length).ok()),
        };
        let size: u64 = total.ok_or_else(|| StorageError::Remote {
            why: format!("reading {key}: no size came back"),
        })?;
        if wish.is_some() && answer.content_range.is_none() {
            return Err(StorageError::Remote {
                why: format!("reading {key}: the server does not give ranges"),
            });
        }
        let range = resolve_range(wish, size)?;
        let pieces = ReaderStream::with_capacity(answer.body.into_async_read(), CHUNK_BYTES);
        Ok(Object {
            size,
            stream: exactly(range.end - range.start, pieces),
            range,
        })
    }

    async fn out_of_range(&self, key: &Key) -> StorageError {
        match self.size(key).await {
            Ok(Some(size)) => StorageError::RangeNotSatisfiable { size },
            Ok(None) => StorageError::NotFound { key: key.clone() },
            Err(error) => error,
        }
    }

    pub(super) async fn size(&self, key: &Key) -> Result<Option<u64>, StorageError> {
        match self
            .client
            .head_object()
            .bucket(&self.place.bucket)
            .key(self.name(key))
            .send()
            .await
        {
            Ok(answer) => Ok(answer
                .content_length
                .and_then(|length| u64::try_from(length).ok())),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(remote(format!("looking for {key}"))(error)),
        }
    }

    pub(super) async fn remove(&self, key: &Key) -> Result<(), StorageError> {
        match self
            .client
            .delete_object()
            .bucket(&self.place.bucket)
            .key(self.name(key))
            .send()
            .await
        {
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
        let mut start = after.map(|after| self.name(after));
        while found.len() < limit {
            let page_size = i32::try_from((limit - found.len()).min(MOST_PER_PAGE)).unwrap_or(1);
            let request = self
                .client
                .list_objects_v2()
                .bucket(&self.place.bucket)
                .max_keys(page_size);
            let request = request
                .prefix(format!("{}{prefix}", self.place.prefix))
                .set_start_after(start.take());
            let page = request
                .send()
                .await
                .map_err(remote(format!("listing {prefix:?}")))?;
            for object in page.contents() {
                let name = object.key().unwrap_or_default();
                // What others put into the bucket under names that are no keys is not ours.
                if let Some(Ok(key)) = name.strip_prefix(&self.place.prefix).map(Key::parse) {
                    found.push((
                        key,
                        object
                            .size()
                            .and_then(|size| u64::try_from(size).ok())
                            .unwrap_or(0),
                    ));
                }
            }
            start = page
                .contents()
                .last()
                .and_then(|object| object.key())
                .map(str::to_owned);
            if start.is_none() || page.is_truncated() != Some(true) {
                break;
            }
        }
        Ok(found)
    }
}

/// A multipart upload under way. Dropped while open, that is when the caller gives up, it is aborted in the
/// background.
struct Upload {
    store: S3Store,
    name: String,
    upload_id: String,
    is_open: bool,
}

impl Upload {
    async fn send(&self, file: &Arc<File>, size: u64, what: &str) -> Result<(), StorageError> {
        let part_size = PART_BYTES.max(size.div_ceil(MOST_PARTS));
        let (client, bucket) = (&self.store.client, &self.store.place.bucket);
        let mut parts = Vec::new();
        let mut offset = 0;
        for number in 1.. {
            let bytes = read_part(file, offset, part_size.min(size - offset))
                .await
                .map_err(StorageError::io(what))?;
            offset += bytes.len() as u64;
            let sum = BASE64.encode(Sha256::digest(&bytes));
            let request = client
                .upload_part()
                .bucket(bucket)
                .key(&self.name)
                .upload_id(&self.upload_id);
            let request = request
                .part_number(number)
                .checksum_sha256(&sum)
                .body(ByteStream::from(bytes));
            let sent = request.send().await.map_err(remote(what))?;
            parts.push(
                CompletedPart::builder()
                    .part_number(number)
                    .set_e_tag(sent.e_tag)
                    .checksum_sha256(sum)
                    .build(),
            );
            if offset >= size {
                break;
            }
        }
        let parts = CompletedMultipartUpload::builder()
            .set_parts(Some(parts))
            .build();
        let request = client
            .complete_multipart_upload()
            .bucket(bucket)
            .key(&self.name)
            .upload_id(&self.upload_id);
        request
            .multipart_upload(parts)
            .send()
            .await
            .map(drop)
            .map_err(remote(what))
    }

    async fn abort(&self) {
        let request = self
            .store
            .client
            .abort_multipart_upload()
            .bucket(&self.store.place.bucket);
        if let Err(error) = request
            .key(&self.name)
            .upload_id(&self.upload_id)
            .send()
            .await
        {
            let why = describe(&error);
            tracing::warn!(
                object = self.name,
                upload = self.upload_id,
                why,
                "could not abort an upload: its parts stay in the bucket"
            );
        }
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if !self.is_open {
            return;
        }
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let (name, upload_id) = (
                std::mem::take(&mut self.name),
                std::mem::take(&mut self.upload_id),
            );
            let upload = Upload {
                store: self.store.clone(),
                name,
                upload_id,
                is_open: false,
            };
            runtime.spawn(async move { upload.abort().await });
        }
    }
}

fn open_source(path: &Path) -> io::Result<(Arc<File>, u64)> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("{} is not a file", path.display()),
        ));
    }
    Ok((Arc::new(file), metadata.len()))
}

async fn read_part(file: &Arc<File>, offset: u64, length: u64) -> io::Result<Bytes> {
    let file = file.clone();
    let read = tokio::task::spawn_blocking(move || {
        let mut part = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        file.read_exact_at(&mut part, offset)?;
        Ok(part.into())
    });
    read.await
        .unwrap_or_else(|stopped| Err(io::Error::other(stopped)))
}

fn client_config(setting: &S3Setting) -> aws_sdk_s3::Config {
    let ring = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring);
    let http = aws_smithy_http_client::Builder::new()
        .tls_provider(ring)
        .build_https();
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(5))
        .read_timeout(Duration::from_secs(60));
    let (id, secret) = (
        setting.access_key_id.clone(),
        setting.secret_access_key.reveal().clone(),
    );
    let token = setting
        .session_token
        .as_ref()
        .map(|token| token.reveal().clone());
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(http)
        .region(Region::new(setting.region.clone()))
        .credentials_provider(Credentials::new(id, secret, token, None, "settings"))
        .retry_config(RetryConfig::standard().with_max_attempts(4))
        .timeout_config(timeouts.build())
        .force_path_style(setting.path_style);
    match &setting.endpoint {
        // Other servers lag behind in checksums: only what is asked for explicitly is sent to them.
        Some(endpoint) => config
            .endpoint_url(endpoint)
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired),
        None => config,
    }
    .build()
}

fn why_no_bucket<E>(setting: &S3Setting, error: SdkError<E>) -> String
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let place = setting.endpoint.as_deref().unwrap_or("Amazon S3");
    let bucket = &setting.bucket;
    match status(&error) {
        Some(404) => format!(
            "there is no bucket {bucket:?} at {place}; it has to exist before the server starts"
        ),
        Some(403) => format!("{place} refuses these credentials the use of bucket {bucket:?}"),
        Some(301) => format!(
            "bucket {bucket:?} is in another region than {:?}",
            setting.region
        ),
        _ => format!(
            "cannot reach bucket {bucket:?} at {place}: {}",
            describe(&error)
        ),
    }
}

fn status<E>(error: &SdkError<E>) -> Option<u16> {
    error
        .raw_response()
        .map(|response| response.status().as_u16())
}

/// The object, not the bucket, is absent.
fn is_missing<E: ProvideErrorMetadata>(error: &SdkError<E>) -> bool {
    status(error) == Some(404) && error.code() != Some("NoSuchBucket")
}

fn remote<E>(what: impl Into<String>) -> impl FnOnce(SdkError<E>) -> StorageError
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let what = what.into();
    move |error| StorageError::Remote {
        why: format!("{what}: {}", describe(&error)),
    }
}

/// What the server said, or the innermost reason why nothing came from it.
fn describe<E>(error: &SdkError<E>) -> String
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    if let Some(code) = error.code() {
        return format!("{code}: {}", error.message().unwrap_or("no message"));
    }
    let mut reason: &dyn std::error::Error = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    match status(error) {
        Some(status) => format!("status {status}: {reason}"),
        None => reason.to_string(),
    }
}
