//! What an original says of its rights, for the pictures that stand for it, whichever way they were made.

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use media::metadata::kept;

use super::look::Source;
use super::trouble::Trouble;
use crate::features::assets::row::version;
use crate::platform::ctx::Ctx;
use crate::platform::jobs::JobError;
use crate::platform::storage::key::Key;

/// Of a file larger than is held, its beginning and its end are read: packets lie there, not among the pictures. Bytes.
const END: u64 = 8 << 20;

/// The packet of who made the original, whose it is and what may be done with it; `None` when it says nothing of that.
pub(super) async fn said(ctx: &Ctx, version: &version::Model, source: &Source) -> Result<Option<String>, Trouble> {
    let bytes = if source.is_original { source.bytes.clone() } else { read(ctx, version).await? };
    let mime = version.mime.clone();
    let said = tokio::task::spawn_blocking(move || kept::kept(&bytes, &mime)).await;
    Ok(said.map_err(|error| JobError::Retry(error.to_string()))?)
}

async fn read(ctx: &Ctx, version: &version::Model) -> Result<Bytes, Trouble> {
    let key = Key::parse(&version.storage_key).map_err(|error| JobError::Fail(error.to_string()))?;
    let size = u64::try_from(version.size_bytes).unwrap_or(0);
    if size <= super::file_limit(&ctx.config) {
        return part(ctx, &key, 0, size).await;
    }
    let (from, to) = (part(ctx, &key, 0, END).await?, part(ctx, &key, size.saturating_sub(END), size).await?);
    Ok([from, to].concat().into())
}

async fn part(ctx: &Ctx, key: &Key, from: u64, to: u64) -> Result<Bytes, Trouble> {
    let again = |error: String| Trouble::Job(JobError::Retry(error));
    let range = (from < to).then_some(from..to);
    let mut object = ctx.storage.get(key, range).await.map_err(|error| again(error.to_string()))?;
    let mut bytes = BytesMut::new();
    while let Some(chunk) = object.stream.next().await {
        bytes.extend_from_slice(&chunk.map_err(|error| again(error.to_string()))?);
    }
    Ok(bytes.freeze())
}
