//! Runs jobs: claims one, keeps its lease alive, writes down how it ended.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio_util::sync::CancellationToken;

use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::jobs::{self, Job, JobError, row};

/// What runs a job; `app/reactions.rs` provides it.
pub type Run = Arc<dyn Fn(Job) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync>;

/// Runs jobs until `stop`, `at_once` at a time. Returns when the running ones have ended.
pub async fn work(ctx: Ctx, run: Run, at_once: usize, stop: CancellationToken) {
    let mut lanes = Vec::new();
    for _ in 0..at_once.max(1) {
        let (ctx, run, stop) = (ctx.clone(), run.clone(), stop.clone());
        lanes.push(tokio::spawn(async move { lane(ctx, run, stop).await }));
    }
    for lane in lanes {
        let _ = lane.await;
    }
}

async fn lane(ctx: Ctx, run: Run, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let changed = ctx.changed.notified();
        match run_one(&ctx, &run).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the job queue cannot be read"),
        }
        // Waking is a hint; looking again every second is the truth.
        tokio::select! {
            () = stop.cancelled() => {}
            () = changed => {}
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
        }
    }
}

/// Runs one due job. `false` when none was due.
pub async fn run_one(ctx: &Ctx, run: &Run) -> Result<bool> {
    let Some(row) = jobs::claim(ctx).await? else { return Ok(false) };
    let outcome = match serde_json::from_str::<Job>(&row.payload) {
        Ok(job) => run_leased(ctx, run, &row, job).await,
        Err(error) => Err(JobError::Fail(format!("the job cannot be read: {error}"))),
    };
    if let Err(JobError::Retry(why) | JobError::Fail(why)) = &outcome {
        tracing::warn!(job = %row.id, kind = %row.kind, attempt = row.attempts, why = %why, "job did not finish");
    }
    metrics::counter!("placet_jobs_total", "kind" => row.kind.clone(), "ok" => if outcome.is_ok() { "true" } else { "false" }).increment(1);
    jobs::finish(ctx, &row, outcome).await?;
    Ok(true)
}

async fn run_leased(ctx: &Ctx, run: &Run, row: &row::Model, job: Job) -> Result<(), JobError> {
    let work = AssertUnwindSafe(run(job)).catch_unwind();
    tokio::pin!(work);
    loop {
        tokio::select! {
            ended = &mut work => return ended.unwrap_or_else(|_| Err(JobError::Retry("the job panicked; see the log".to_owned()))),
            () = tokio::time::sleep(Duration::from_secs(20)) => {
                if !jobs::renew(ctx, row).await.unwrap_or(true) {
                    return Err(JobError::Retry("another worker took over".to_owned()));
                }
            }
        }
    }
}
