//! Whether the stored bytes of versions are still those that were uploaded: read again, all of them, once a month.

use std::time::{Duration, Instant};

use futures_util::StreamExt;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{ExprTrait, QueryOrder, QuerySelect};

use super::record;
use super::row::version;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::events::{self, Event};
use crate::platform::storage::error::StorageError;
use crate::platform::storage::key::Key;

/// Bytes that were read so long ago are read again.
const DAYS: i64 = 30;
/// Versions looked up at once.
const BATCH: u64 = 20;

/// What is wrong with the stored bytes of a version: every byte is read. Errors: the store does not answer.
pub async fn fault_of(ctx: &Ctx, row: &version::Model) -> Result<Option<String>> {
    if !record::has_file(row) {
        return Ok(None);
    }
    let Ok(key) = Key::parse(&row.storage_key) else {
        return Ok(Some(format!("{:?} names no stored file", row.storage_key)));
    };
    let mut object = match ctx.storage.get(&key, None).await {
        Ok(object) => object,
        Err(StorageError::NotFound { .. }) => return Ok(Some(format!("its file {key} is missing"))),
        Err(error) => return Err(error.into()),
    };
    if i64::try_from(object.size) != Ok(row.size_bytes) {
        return Ok(Some(format!("its file has {} bytes instead of {}", object.size, row.size_bytes)));
    }
    let mut hasher = blake3::Hasher::new();
    while let Some(chunk) = object.stream.next().await {
        match chunk {
            Ok(bytes) => hasher.update(&bytes),
            Err(error) => return Ok(Some(format!("its file cannot be read to the end: {error}"))),
        };
    }
    let same = hasher.finalize().to_hex().as_str() == row.blake3;
    Ok((!same).then(|| "its file holds other bytes than were uploaded".to_owned()))
}

/// Reads versions whose turn it is, never read ones and the longest ago first, until `time` is over. Answers how many.
pub async fn check_some(ctx: &Ctx, time: Duration) -> Result<u64> {
    let begun = Instant::now();
    let before = ctx.now() - chrono::Duration::days(DAYS);
    let mut checked = 0;
    loop {
        let due = version::Column::CheckedAt.is_null().or(version::Column::CheckedAt.lt(before));
        let due = version::Entity::find()
            .filter(due)
            .filter(version::Column::StorageKey.ne(""))
            .order_by_asc(version::Column::CheckedAt.is_not_null())
            .order_by_asc(version::Column::CheckedAt)
            .order_by_asc(version::Column::Id)
            .limit(BATCH);
        let rows = due.all(ctx.db.read()).await?;
        if rows.is_empty() {
            return Ok(checked);
        }
        for row in rows {
            if begun.elapsed() >= time {
                return Ok(checked);
            }
            let fault = fault_of(ctx, &row).await?;
            write_down(ctx, &row, fault).await?;
            checked += 1;
        }
    }
}

async fn write_down(ctx: &Ctx, row: &version::Model, fault: Option<String>) -> Result<()> {
    let change = version::ActiveModel {
        id: Set(row.id),
        checked_at: Set(Some(ctx.now())),
        fault: Set(fault.clone()),
        ..Default::default()
    };
    let tx = ctx.db.write().await?;
    version::Entity::update(change).exec(&tx).await?;
    if fault != row.fault {
        tracing::error!(version = %row.id, ?fault, "the stored bytes of a version changed");
        let event = Event::FileChecked { asset: row.asset_id, version: row.id, fault };
        events::record(ctx, &tx, &Who::system(), event).await?;
    }
    ctx.commit(tx).await
}
