//! What is done every hour so that nothing piles up or rots: old jobs, expired uploads, stored bytes, a fresh key.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::features::assets::{fixity, uploads};
use crate::features::imports::records::uploads as sent_records;
use crate::features::renditions::again;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::jobs;

/// Finished jobs are kept this long, for whoever wonders what happened.
const KEEP_DONE_JOBS: chrono::Duration = chrono::Duration::days(7);

/// Stored files are read again for so long in each hour.
const FIXITY: Duration = Duration::from_secs(120);

/// Tidies at start and every hour until `stop`.
pub async fn tidy(ctx: Ctx, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = once(&ctx).await {
            tracing::error!(%error, "housekeeping failed; it will be tried again in an hour");
        }
        if let Err(error) = again::queue(&ctx).await {
            tracing::error!(%error, "files without a preview were not queued again");
        }
        if let Err(error) = again::queue_looks(&ctx).await {
            tracing::error!(%error, "versions without a print of their look were not queued");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(Duration::from_secs(3600)) => {}
        }
    }
}

/// One round.
pub async fn once(ctx: &Ctx) -> Result<()> {
    uploads::sweep_uploads(ctx).await?;
    sent_records::sweep(ctx).await?;
    fixity::check_some(ctx, FIXITY).await?;
    let tx = ctx.db.write().await?;
    jobs::forget_done(&tx, ctx.now() - KEEP_DONE_JOBS).await?;
    let rotated = ctx.tokens.rotate(&tx, ctx.new_id()?, ctx.now()).await?;
    tx.commit().await?;
    if rotated {
        ctx.tokens.load(ctx.db.read()).await?;
    }
    Ok(())
}
