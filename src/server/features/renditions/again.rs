//! Another try for files without a preview, once the server can do more than when it last tried; and the look of
//! those that were drawn before looks were taken as they are now.

use media::pipeline::RECIPE_VERSION;
use sea_orm::entity::prelude::*;
use sea_orm::{ExprTrait, QueryOrder, QuerySelect};

use crate::features::assets::looks::LOOK_BY;
use crate::features::assets::row::version;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::jobs::{self, Job, NewJob};

/// Tried again in one round; the next round takes the next ones.
const AT_ONCE: u64 = 500;

/// What pictures are made with now: the pipeline and the programs that are there.
pub async fn tried_with(ctx: &Ctx) -> String {
    format!("pipeline {RECIPE_VERSION}; {}", ctx.tools.fingerprint().await)
}

/// Queues versions whose preview failed with something else than what is there now, behind all other work.
/// Answers how many.
pub async fn queue(ctx: &Ctx) -> Result<usize> {
    let now = tried_with(ctx).await;
    let column = version::Column::PreviewBy;
    let rows: Vec<(Uuid, Uuid)> = version::Entity::find()
        .select_only()
        .columns([version::Column::Id, version::Column::AssetId])
        .filter(version::Column::Preview.is_in(["unsupported", "failed"]))
        .filter(column.is_null().or(column.ne(now)))
        .order_by_desc(version::Column::Id)
        .limit(AT_ONCE)
        .into_tuple()
        .all(ctx.db.read())
        .await?;
    queue_all(ctx, &rows).await?;
    if !rows.is_empty() {
        tracing::info!(count = rows.len(), "files without a preview are tried again");
    }
    Ok(rows.len())
}

/// Queues versions whose look was never taken, or in another way: what is drawn already is found, not drawn again.
/// Answers how many.
pub async fn queue_looks(ctx: &Ctx) -> Result<usize> {
    let rows: Vec<(Uuid, Uuid)> = version::Entity::find()
        .select_only()
        .columns([version::Column::Id, version::Column::AssetId])
        .filter(version::Column::LookBy.is_null().or(version::Column::LookBy.lt(LOOK_BY)))
        .filter(version::Column::Preview.ne("pending"))
        .order_by_asc(version::Column::Id)
        .limit(AT_ONCE)
        .into_tuple()
        .all(ctx.db.read())
        .await?;
    queue_all(ctx, &rows).await?;
    Ok(rows.len())
}

async fn queue_all(ctx: &Ctx, rows: &[(Uuid, Uuid)]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let tx = ctx.db.write().await?;
    for (version, asset) in rows {
        let job = Job::MakeRenditions { asset: *asset, version: *version };
        let new = NewJob { priority: -10, ..NewJob::now(job).once(format!("renditions {version}")) };
        jobs::enqueue(ctx, &tx, new).await?;
    }
    ctx.commit(tx).await
}
