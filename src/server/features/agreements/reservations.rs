//! What machines are told about an asset: reserved, or nothing. Quick, for public delivery asks with every request.
//!
//! An answer is kept in the process while no right has changed anywhere (the epoch of the event trail).

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use sea_orm::entity::prelude::Uuid;

use super::clearance;
use super::exchange::reservation::Reservation;
use super::facts;
use super::records::proposed::case_of;
use super::reference;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::events;

/// How many answers are kept at most.
const MOST_KEPT: usize = 10_000;

/// Answers are told apart by the installation too: tests run several in one process.
type Key = (String, Uuid);

static KEPT: LazyLock<Mutex<HashMap<Key, (i64, Reservation)>>> = LazyLock::new(Mutex::default);

/// What is reserved of `asset`: what restrictions on record say, and what is denied everywhere because everything is
/// on record and nobody has granted it. Silence, and a record with gaps, reserve nothing.
pub async fn of_asset(ctx: &Ctx, asset: Uuid) -> Result<Reservation> {
    // Read before the facts: a change in between makes the kept answer stale, never a stale answer look fresh.
    let epoch = events::current_head(ctx.db.read()).await?.rights_epoch;
    let key = (ctx.config.database_url.clone(), asset);
    let held = KEPT.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
    if let Some((_, found)) = held.filter(|(of, _)| *of == epoch) {
        return Ok(found);
    }
    let found = look(ctx, asset).await?;
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST_KEPT {
        kept.clear();
    }
    kept.insert(key, (epoch, found));
    Ok(found)
}

async fn look(ctx: &Ctx, asset: Uuid) -> Result<Reservation> {
    let moment = ctx.db.snapshot().await?;
    let record = facts::load(&moment, &[asset], None).await?;
    let regions = clearance::regions_of(ctx, &moment, asset).await?;
    let reference = reference::current(&moment).await?;
    moment.commit().await?;
    let possible = regions.possible(reference);
    let is_denied = |leaf: &str| {
        let names = |each: &rights::RegionBox| each.purposes.iter().any(|name| name == leaf);
        !possible.boxes().iter().any(names)
    };
    Ok(Reservation::of_record(&case_of(&record, asset)).with_denied(is_denied))
}
