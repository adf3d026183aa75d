//! Starts the watch over the hot folder, where one is set.

use tokio_util::sync::CancellationToken;

use crate::features::accounts;
use crate::features::assets::receive::Uploader;
use crate::features::imports::hot::{HotFolder, STILL};
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// The hot folder of the settings; what lies in it belongs to the house.
pub async fn open(ctx: &Ctx) -> Result<Option<HotFolder>> {
    let Some(folder) = &ctx.config.hot_dir else { return Ok(None) };
    let tx = ctx.db.write().await?;
    let house = accounts::house(ctx, &tx).await?;
    tx.commit().await?;
    let name = Who::system().name;
    let uploader = Uploader { person: None, name, organization: house.id, is_partner: false, may_edit: true };
    Ok(Some(HotFolder::new(std::path::absolute(folder)?, uploader, STILL)))
}

/// Looks at it until `stop`.
pub async fn follow(ctx: Ctx, stop: CancellationToken) {
    match open(&ctx).await {
        Ok(Some(folder)) => folder.follow(ctx, stop).await,
        Ok(None) => {}
        Err(error) => tracing::error!(%error, "the hot folder cannot be opened"),
    }
}
