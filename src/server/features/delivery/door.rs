//! What the door keeps between requests, all of it bounded by bytes: small made files, pictures cut on the way, decoded
//! levels they are cut from; and how many of them are made at once.
//!
//! Nothing here grants anything: whether somebody may have the bytes is asked before each use of them.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::{BodySize, MessageBody};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use media::transform::draw::Level;
use moka::future::Cache;
use moka::policy::EvictionPolicy;
use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;

use super::ready::Ready;
use super::tally::{Line, Tally};
use crate::platform::auth::Scope;
use crate::platform::config::Config;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::storage::key::Key;

/// The largest file kept in memory, bytes.
pub const SMALL_FILE: u64 = 256 * 1024;
/// Decoded pixels take a part of what pictures may take.
const LEVELS_PART: u64 = 4;

/// One half of a decoded picture's halves: the object and how often it was halved.
pub type LevelName = (String, u32);

/// Who asked for which made picture of which asset, and of which version.
pub type Asked = (Scope, Uuid, String, Option<String>);

/// How many answers to that are kept.
const MOST_ANSWERS: u64 = 20_000;

/// The shared state of delivery. Cheap to clone.
#[derive(Clone)]
pub struct Door {
    files: Cache<Key, Bytes>,
    pictures: Cache<String, Bytes>,
    levels: Cache<LevelName, Arc<Level>>,
    answers: Cache<Asked, (i64, Arc<Ready>)>,
    making: Arc<Semaphore>,
    pub tally: Tally,
}

impl Door {
    pub fn new(config: &Config) -> Door {
        let half = config.cache_memory_bytes / 2;
        let weight = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX).max(1);
        Door {
            files: Cache::builder()
                .max_capacity(half)
                .weigher(move |key: &Key, bytes: &Bytes| weight(key.as_str().len() + bytes.len()))
                .build(),
            pictures: Cache::builder()
                .max_capacity(half)
                .weigher(move |name: &String, bytes: &Bytes| weight(name.len() + bytes.len()))
                .eviction_policy(EvictionPolicy::lru())
                .build(),
            levels: Cache::builder()
                .max_capacity(config.render_memory_bytes / LEVELS_PART)
                .weigher(move |_: &LevelName, level: &Arc<Level>| weight(level.size_bytes()))
                .eviction_policy(EvictionPolicy::lru())
                .time_to_idle(Duration::from_secs(120))
                .build(),
            answers: Cache::new(MOST_ANSWERS),
            making: Arc::new(Semaphore::new(config.worker_threads.max(1))),
            tally: Tally::default(),
        }
    }

    /// What was answered to the same question when the trail of events had the number `seq`: nothing that could change the
    /// answer has happened since.
    pub async fn answered(&self, asked: &Asked, seq: Option<i64>) -> Option<Arc<Ready>> {
        let (at, ready) = self.answers.get(asked).await?;
        (Some(at) == seq).then_some(ready)
    }

    /// Keeps an answer that was worked out after the trail had the number `seq`.
    pub async fn keep_answer(&self, asked: Asked, seq: Option<i64>, ready: Arc<Ready>) {
        if let Some(seq) = seq {
            self.answers.insert(asked, (seq, ready)).await;
        }
    }

    /// A small made file from memory, read into it on first use; none for others. A made file's key never holds other
    /// bytes later, so what is kept cannot be stale.
    pub async fn small_file(&self, ctx: &Ctx, key: &Key, size: u64) -> Result<Option<Bytes>> {
        if size > SMALL_FILE || !key.as_str().starts_with("rendition/") {
            return Ok(None);
        }
        if let Some(bytes) = self.files.get(key).await {
            return Ok(Some(bytes));
        }
        let read = async { Ok::<_, Error>(ctx.storage.read(key, SMALL_FILE).await?) };
        let bytes = Box::pin(self.files.try_get_with_by_ref(key, read)).await.map_err(again)?;
        if bytes.len() as u64 != size {
            let why = anyhow::anyhow!("{key} has {} bytes, the record says {size}", bytes.len());
            return Err(Error::internal(why));
        }
        Ok(Some(bytes))
    }

    /// Counts an answer that carries bytes of content.
    pub fn count(&self, now: DateTime<Utc>, request: &HttpRequest, response: &HttpResponse, line: Line) {
        let has_bytes = matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT);
        if let (true, true, BodySize::Sized(bytes)) =
            (request.method() == Method::GET, has_bytes, response.body().size())
        {
            self.tally.add(now, line, bytes);
        }
    }

    /// A picture by its whole name. Those who ask while it is being made wait for that one.
    pub async fn picture(&self, name: String, make: impl Future<Output = Result<Bytes>>) -> Result<Bytes> {
        self.pictures.try_get_with(name, make).await.map_err(again)
    }

    /// A level, made once for all who wait.
    pub async fn level(&self, name: LevelName, make: impl Future<Output = Result<Arc<Level>>>) -> Result<Arc<Level>> {
        self.levels.try_get_with(name, make).await.map_err(again)
    }

    /// A level that is there already.
    pub async fn kept_level(&self, name: &LevelName) -> Option<Arc<Level>> {
        self.levels.get(name).await
    }

    /// Keeps a level that came up on the way to another.
    pub async fn keep_level(&self, name: LevelName, level: Arc<Level>) {
        self.levels.insert(name, level).await;
    }

    /// Waits for a turn to work on pixels: as many at once as renditions are made at once.
    pub async fn turn(&self) -> Result<SemaphorePermit<'_>> {
        self.making.acquire().await.map_err(Error::internal)
    }
}

/// One failure for all who waited: the first one's source is in the log already.
fn again(shared: Arc<Error>) -> Error {
    match Arc::try_unwrap(shared) {
        Ok(error) => error,
        Err(shared) => Error {
            code: shared.code,
            detail: shared.detail.clone(),
            field: shared.field.clone(),
            extra: shared.extra.clone(),
            source: shared.source.as_ref().map(|source| anyhow::anyhow!("{source:#}")),
        },
    }
}
