//! Uploading to the bucket: in parts, each with its checksum, aborted when it fails or is given up.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, CompletedMultipartUpload, CompletedPart};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::bucket::Bucket;
use super::connect::{describe, remote};
use crate::platform::storage::error::StorageError;
use crate::platform::storage::key::Key;

/// Size in bytes of a part, and of the largest object sent in one request.
pub const PART_BYTES: u64 = 8 * 1024 * 1024;
/// The protocol's limit; an object too large for so many parts gets larger ones.
const MOST_PARTS: u64 = 10_000;

/// Sends `size` bytes of `file`, one part in memory at a time.
pub async fn put_parts(bucket: &Bucket, key: &Key, file: &Arc<File>, size: u64) -> Result<(), StorageError> {
    let what = format!("storing {key}");
    let name = bucket.name_of(key);
    let begin = bucket.client.create_multipart_upload().bucket(bucket.name()).key(&name);
    let begin = begin.content_type("application/octet-stream").checksum_algorithm(ChecksumAlgorithm::Sha256);
    let begun = begin.send().await.map_err(remote(&what))?;
    let upload_id =
        begun.upload_id.ok_or_else(|| StorageError::Remote { why: format!("{what}: no upload id came back") })?;
    let mut upload = Upload { bucket: bucket.clone(), name, upload_id, is_open: true };
    let done = upload.send(file, size, &what).await;
    if done.is_err() {
        upload.abort().await;
    }
    upload.is_open = false;
    done
}

/// A multipart upload under way. Dropped while open, that is when the caller gives up, it is aborted in the
/// background.
struct Upload {
    bucket: Bucket,
    name: String,
    upload_id: String,
    is_open: bool,
}

impl Upload {
    async fn send(&self, file: &Arc<File>, size: u64, what: &str) -> Result<(), StorageError> {
        let part_size = PART_BYTES.max(size.div_ceil(MOST_PARTS));
        let (client, bucket) = (&self.bucket.client, self.bucket.name());
        let mut parts = Vec::new();
        let mut offset = 0;
        for number in 1.. {
            let (bytes, sum) =
                read_part(file, offset, part_size.min(size - offset)).await.map_err(StorageError::io(what))?;
            offset += bytes.len() as u64;
            let request = client.upload_part().bucket(bucket).key(&self.name).upload_id(&self.upload_id);
            let request = request.part_number(number).checksum_sha256(&sum).body(ByteStream::from(bytes));
            let sent = request.send().await.map_err(remote(what))?;
            parts.push(CompletedPart::builder().part_number(number).set_e_tag(sent.e_tag).checksum_sha256(sum).build());
            if offset >= size {
                break;
            }
        }
        let parts = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
        let request = client.complete_multipart_upload().bucket(bucket).key(&self.name).upload_id(&self.upload_id);
        request.multipart_upload(parts).send().await.map(drop).map_err(remote(what))
    }

    async fn abort(&self) {
        let request = self.bucket.client.abort_multipart_upload().bucket(self.bucket.name());
        if let Err(error) = request.key(&self.name).upload_id(&self.upload_id).send().await {
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
            let (name, upload_id) = (std::mem::take(&mut self.name), std::mem::take(&mut self.upload_id));
            let upload = Upload { bucket: self.bucket.clone(), name, upload_id, is_open: false };
            runtime.spawn(async move { upload.abort().await });
        }
    }
}

/// The file and its size in bytes.
pub fn open_source(path: &Path) -> io::Result<(Arc<File>, u64)> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{} is not a file", path.display())));
    }
    Ok((Arc::new(file), metadata.len()))
}

/// A piece of the file and its SHA-256 in Base64.
pub async fn read_part(file: &Arc<File>, offset: u64, length: u64) -> io::Result<(Bytes, String)> {
    let file = file.clone();
    let read = tokio::task::spawn_blocking(move || {
        let mut part = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        file.read_exact_at(&mut part, offset)?;
        let sum = sum_of(&part);
        Ok((part.into(), sum))
    });
    read.await.unwrap_or_else(|stopped| Err(io::Error::other(stopped)))
}

/// The checksum in the form in which the protocol carries it.
pub fn sum_of(bytes: &[u8]) -> String {
    BASE64.encode(Sha256::digest(bytes))
}
