//! Taking a merge back: the sources are assets of their own again, and what the merge did to the kept one is undone as
//! far as nobody has changed it since.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, ExprTrait, QueryOrder};

use super::merging::{Record, changes};
use super::row::merging;
use crate::features::agreements::records::merging as binding;
use crate::features::agreements::records::touched::with_parents;
use crate::features::assets;
use crate::features::assets::history::Cause;
use crate::features::assets::merged;
use crate::features::metadata::{definitions, values};
use crate::platform::auth::{Actor, EditAssets, Permission};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

/// The merges into an asset and out of it, the latest first.
pub async fn merges_of(db: &impl ConnectionTrait, asset: Uuid) -> Result<Vec<merging::Model>> {
    let rows = merging::Entity::find()
        .filter(merging::Column::KeptId.eq(asset).or(merging::Column::SourceId.eq(asset)))
        .order_by_desc(merging::Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

/// Takes back the merge that put `source` aside, with all it merged at once. Answers the asset that was kept.
///
/// What held the merged asset back holds the kept one back no longer: so only somebody who may approve agreements can
/// do it where rights were on record.
pub async fn unmerge(ctx: &Ctx, tx: &Tx, actor: &Actor<EditAssets>, source: Uuid) -> Result<Uuid> {
    let found = assets::find_visible(tx, actor.scope, source).await?;
    let standing = merging::Entity::find()
        .filter(merging::Column::SourceId.eq(found.id))
        .filter(merging::Column::UndoneAt.is_null())
        .one(tx)
        .await?;
    let not_merged = || Error::new(Code::NotMerged, "It is an asset of its own.");
    let act = standing.filter(|_| found.merged_into.is_some()).ok_or_else(not_merged)?;
    let record: Record = serde_json::from_str(&act.record)?;
    if !record.facts.is_empty() && !actor.may(Permission::ApproveAgreements) {
        let detail = "Rights of the merged asset hold the kept one back: only somebody who may approve agreements can \
            take the merge back.";
        return Err(Error::new(Code::PermissionDenied, detail));
    }
    let kept = assets::find_visible(tx, actor.scope, act.kept_id).await?;
    assets::refuse_archived(&kept)?;
    let who = actor.who();
    // Everything they are part of, before the links go.
    let mut touched = with_parents(tx, [&[kept.id], record.sources.as_slice()].concat()).await?;
    binding::undo(ctx, tx, &who, &record.facts).await?;
    touched.extend(with_parents(tx, record.sources.clone()).await?);
    touched.sort();
    touched.dedup();
    take_words_back(ctx, tx, actor, &kept, &record).await?;
    merged::leave_collections(tx, kept.id, &record.collections).await?;
    for id in &record.sources {
        let source = assets::find_visible(tx, actor.scope, *id).await?;
        merged::take_back(ctx, tx, &source).await?;
    }
    merging::Entity::update_many()
        .col_expr(merging::Column::UndoneAt, Expr::value(ctx.now()))
        .col_expr(merging::Column::UndoneBy, Expr::value(who.id))
        .col_expr(merging::Column::UndoneByName, Expr::value(who.name.clone()))
        .filter(merging::Column::ActId.eq(act.act_id))
        .exec(tx)
        .await?;
    let event = Event::AssetsUnmerged { asset: kept.id, from: record.sources, assets: touched };
    events::record(ctx, tx, &who, event).await?;
    Ok(kept.id)
}

async fn take_words_back(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor<EditAssets>,
    kept: &assets::row::asset::Model,
    record: &Record,
) -> Result<()> {
    let fields = definitions::list(tx).await?;
    let now = values::of_asset(tx, kept).await?;
    let mut words = record.words.clone();
    words.retain(|field, words| now.get(field) == words.after.as_ref());
    let changes = changes(&fields, &words, |each| each.before.clone());
    let revision = values::rewrite(ctx, tx, &actor.who(), kept, &changes, Cause::Undo).await?;
    if revision == kept.revision {
        merged::touch(ctx, tx, kept).await?;
    }
    Ok(())
}
