//! The count of bytes that left: who had which asset through which door, hour by hour.
//!
//! A look at a picture must not cost a write, so counts gather in memory and are written every few seconds and when the
//! process stops; what a crash takes is at most that. Downloads of originals and of agreements' files are events of the
//! trail, one each and before the first byte, and are counted here as well.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ExprTrait, QueryOrder, QuerySelect};
use tokio_util::sync::CancellationToken;

use super::row::delivery_count as row;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// How long counts stay in memory alone.
const WRITTEN_EVERY: Duration = Duration::from_secs(5);

/// What is counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// `original`, `rendition`, `picture` (cut on the way), `signed` or `public`.
    pub door: &'static str,
    pub asset: Uuid,
    /// Who was signed in, or whose name stands on a signed address.
    pub person: Option<Uuid>,
    /// Through which publication the public had it.
    pub publication: Option<Uuid>,
}

#[derive(Clone, Copy, Debug)]
struct Count {
    requests: i64,
    bytes: i64,
    last_at: DateTime<Utc>,
}

type Counts = HashMap<(DateTime<Utc>, Line), Count>;

/// Counts not yet written. Cheap to clone.
#[derive(Clone, Default)]
pub struct Tally {
    counts: Arc<Mutex<Counts>>,
}

impl Tally {
    /// Counts one answer of `bytes` bytes.
    pub fn add(&self, now: DateTime<Utc>, line: Line, bytes: u64) {
        let hour = now.duration_trunc(TimeDelta::hours(1)).unwrap_or(now);
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry((hour, line)).or_insert(Count { requests: 0, bytes: 0, last_at: now });
        count.requests += 1;
        count.bytes = count.bytes.saturating_add(bytes);
        if now > count.last_at {
            count.last_at = now;
        }
    }

    /// Writes what has gathered. What cannot be written is kept for the next time.
    pub async fn write(&self, ctx: &Ctx) -> Result<()> {
        let taken = std::mem::take(&mut *self.counts.lock().unwrap_or_else(PoisonError::into_inner));
        if taken.is_empty() {
            return Ok(());
        }
        let written = save(ctx, &taken).await;
        if written.is_err() {
            let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
            for (key, count) in taken {
                let kept = counts.entry(key).or_insert(Count { requests: 0, bytes: 0, last_at: count.last_at });
                kept.requests += count.requests;
                kept.bytes = kept.bytes.saturating_add(count.bytes);
            }
        }
        written
    }

    /// Writes every few seconds until `stop`, and once more then.
    pub async fn follow(self, ctx: Ctx, stop: CancellationToken) {
        loop {
            let is_over = tokio::select! {
                () = stop.cancelled() => true,
                () = tokio::time::sleep(WRITTEN_EVERY) => false,
            };
            if let Err(error) = self.write(&ctx).await {
                tracing::error!(%error, "counts of delivered bytes could not be written; they are tried again");
            }
            if is_over {
                return;
            }
        }
    }
}

async fn save(ctx: &Ctx, counts: &Counts) -> Result<()> {
    let added = |column: row::Column| {
        let new = Expr::col((Alias::new("excluded"), column));
        Expr::col((row::Entity, column)).add(new)
    };
    let tx = ctx.db.note().await?;
    for ((hour, line), count) in counts {
        let parts = format!("{hour} {} {} {:?} {:?}", line.door, line.asset, line.person, line.publication);
        let new = row::ActiveModel {
            line: Set(blake3::hash(parts.as_bytes()).to_hex()[..32].to_owned()),
            hour: Set(*hour),
            door: Set(line.door.to_owned()),
            asset_id: Set(line.asset),
            person_id: Set(line.person),
            publication_id: Set(line.publication),
            requests: Set(count.requests),
            bytes: Set(count.bytes),
            last_at: Set(count.last_at),
        };
        let again = OnConflict::column(row::Column::Line)
            .value(row::Column::Requests, added(row::Column::Requests))
            .value(row::Column::Bytes, added(row::Column::Bytes))
            .update_column(row::Column::LastAt)
            .to_owned();
        row::Entity::insert(new).on_conflict(again).exec_without_returning(&tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What left of an asset, the latest hour first, at most `limit` lines.
pub async fn of_asset(db: &impl sea_orm::ConnectionTrait, asset: Uuid, limit: u64) -> Result<Vec<row::Model>> {
    let query = row::Entity::find().filter(row::Column::AssetId.eq(asset));
    Ok(query.order_by_desc(row::Column::Hour).order_by_desc(row::Column::LastAt).limit(limit).all(db).await?)
}
