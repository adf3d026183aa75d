//! The uses in question: what rooms above the agreements show, plan or approved, listed for whoever asks what a change
//! of rights would lead to.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sea_orm::entity::prelude::*;

use crate::features::agreements::checks::in_question::UseInQuestion;
use crate::features::approvals::row::approval;
use crate::features::publishing::row::publication;
use crate::features::publishing::standing::live_use;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// Live and planned publications of these assets, and their open and approved approvals.
pub fn in_question(ctx: Ctx, assets: Vec<Uuid>) -> BoxFuture<'static, Result<Vec<UseInQuestion>>> {
    async move { list(&ctx, &assets).await }.boxed()
}

async fn list(ctx: &Ctx, assets: &[Uuid]) -> Result<Vec<UseInQuestion>> {
    let mut found = Vec::new();
    for ids in assets.chunks(500) {
        let publications = publication::Entity::find()
            .filter(publication::Column::AssetId.is_in(ids.iter().copied()))
            .filter(publication::Column::State.is_in(["planned", "live"]))
            .all(ctx.db.read())
            .await?;
        for row in publications {
            let use_ = if row.state == "live" { live_use(&row)? } else { serde_json::from_str(&row.use_request)? };
            found.push(UseInQuestion { kind: "publication", id: row.id, state: row.state, asset: row.asset_id, use_ });
        }
        let approvals = approval::Entity::find()
            .filter(approval::Column::AssetId.is_in(ids.iter().copied()))
            .filter(approval::Column::State.is_in(["open", "approved"]))
            .all(ctx.db.read())
            .await?;
        for row in approvals {
            let use_ = serde_json::from_str(&row.use_request)?;
            found.push(UseInQuestion { kind: "approval", id: row.id, state: row.state, asset: row.asset_id, use_ });
        }
    }
    Ok(found)
}

/// Publications of these assets that were live at any time.
pub fn shown(ctx: Ctx, assets: Vec<Uuid>) -> BoxFuture<'static, Result<Vec<UseInQuestion>>> {
    async move {
        let mut found = Vec::new();
        for ids in assets.chunks(500) {
            let publications = publication::Entity::find()
                .filter(publication::Column::AssetId.is_in(ids.iter().copied()))
                .filter(publication::Column::LiveAt.is_not_null())
                .all(ctx.db.read())
                .await?;
            for row in publications {
                let use_ = serde_json::from_str(&row.use_request)?;
                found.push(UseInQuestion {
                    kind: "publication",
                    id: row.id,
                    state: row.state,
                    asset: row.asset_id,
                    use_,
                });
            }
        }
        Ok(found)
    }
    .boxed()
}
