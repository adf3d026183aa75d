//! Jobs, health and figures for whoever runs the server.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use tokio::sync::Mutex;

use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::jobs::{self, row};

pub mod figures;
pub mod reading;
pub mod routes;
pub mod show;
#[cfg(test)]
mod tests;
pub mod tools;

use show::JobCounts;

/// How long an answer of the store is believed.
const STORAGE_BELIEVED: Duration = Duration::from_secs(10);

/// Remembers for ten seconds whether the store works, so that health checks do not write to it all the time.
#[derive(Default)]
pub struct StorageProbe(Mutex<Option<(Instant, Option<String>)>>);

impl StorageProbe {
    /// Why the store cannot be used; `None` when it can.
    pub async fn fault(&self, ctx: &Ctx) -> Option<String> {
        let mut last = self.0.lock().await;
        if let Some((at, fault)) = last.as_ref()
            && at.elapsed() < STORAGE_BELIEVED
        {
            return fault.clone();
        }
        let fault = ctx.storage.check().await.err().map(|error| error.to_string());
        *last = Some((Instant::now(), fault.clone()));
        fault
    }
}

/// Jobs, newest first, in one state or all.
pub async fn list_jobs(
    db: &impl ConnectionTrait,
    state: Option<&str>,
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<row::Model>> {
    let mut query = row::Entity::find().order_by_desc(row::Column::Id).limit(limit);
    if let Some(state) = state {
        query = query.filter(row::Column::State.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(row::Column::Id.lt(before));
    }
    Ok(query.all(db).await?)
}

/// How many jobs are in each state, and how many were done since midnight UTC.
pub async fn count_jobs(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<JobCounts> {
    let counted = jobs::counts(db).await?;
    let of = |state: &str| counted.iter().find(|(name, _)| name == state).map_or(0, |(_, count)| *count);
    let midnight = now.date_naive().and_time(chrono::NaiveTime::MIN).and_utc();
    let done_today = row::Entity::find()
        .filter(row::Column::State.eq("done"))
        .filter(row::Column::FinishedAt.gte(midnight))
        .count(db)
        .await?;
    Ok(JobCounts {
        waiting: of("waiting"),
        running: of("running"),
        dead: of("dead"),
        done_today: i64::try_from(done_today).unwrap_or(i64::MAX),
    })
}
