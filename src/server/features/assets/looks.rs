//! Which assets are the same or look the same: found once, when the picture of a version is drawn, and written down in pairs.

use media::hash::Look;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, QuerySelect};

use super::alike::{self, MOST_PAIRED, Near};
use super::row::{asset, twin, version, version_look};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// Raised whenever looks are taken otherwise: those of another number are taken again.
pub const LOOK_BY: i32 = 2;

/// Of what kinds a picture stands for the whole: sounds are drawn as waves, which all look alike.
pub fn is_told_by_looks(kind: &str) -> bool {
    matches!(kind, "image" | "vector" | "video" | "document")
}

/// Keeps the look of the version (none where it shows too little or there is no picture) and notes which other assets
/// are the same or look the same. Called after the event of the same transaction, which holds the trail's end: of two
/// that come at once the second sees the first.
pub async fn record(ctx: &Ctx, tx: &Tx, version: Uuid, look: Option<Look>) -> Result<()> {
    version::Entity::update_many()
        .col_expr(version::Column::LookBy, Expr::value(LOOK_BY))
        .filter(version::Column::Id.eq(version))
        .exec(tx)
        .await?;
    let found = version::Entity::find_by_id(version).find_also_related(asset::Entity).one(tx).await?;
    let Some((found, Some(owner))) = found else { return Ok(()) };
    if owner.current_version_id != version {
        return forget(tx, &[version]).await;
    }
    keep(tx, &found, look.as_ref()).await?;
    let mut near = alike::exact(tx, &found).await?;
    if let Some(look) = look {
        let similar = alike::similar(tx, found.asset_id, &found.kind, &look).await?;
        let others = similar.into_iter().filter(|each| near.iter().all(|known| known.asset != each.asset));
        let others: Vec<Near> = others.collect();
        near.extend(others);
    }
    near.truncate(MOST_PAIRED);
    for each in near {
        note(ctx, tx, &found, each).await?;
    }
    Ok(())
}

/// Only current versions can be found; the looks of those before are let go.
async fn keep(tx: &Tx, version: &version::Model, look: Option<&Look>) -> Result<()> {
    let of_asset: Vec<Uuid> = version::Entity::find()
        .select_only()
        .column(version::Column::Id)
        .filter(version::Column::AssetId.eq(version.asset_id))
        .into_tuple()
        .all(tx)
        .await?;
    forget(tx, &of_asset).await?;
    let Some(look) = look else { return Ok(()) };
    version_look::Entity::insert(version_look::ActiveModel::of(version.id, look)).exec_without_returning(tx).await?;
    Ok(())
}

async fn forget(tx: &Tx, versions: &[Uuid]) -> Result<()> {
    for some in versions.chunks(500) {
        let those = version_look::Column::VersionId.is_in(some.iter().copied());
        version_look::Entity::delete_many().filter(those).exec(tx).await?;
    }
    Ok(())
}

/// Writes a pair down. What somebody dismissed stays dismissed, unless the two have become the very same bytes.
async fn note(ctx: &Ctx, tx: &Tx, own: &version::Model, near: Near) -> Result<()> {
    let is_older = own.asset_id < near.asset;
    let (one, other) = if is_older { (own.asset_id, near.asset) } else { (near.asset, own.asset_id) };
    let (one_version, other_version) = if is_older { (own.id, near.version) } else { (near.version, own.id) };
    let known = twin::Entity::find()
        .filter(twin::Column::OneId.eq(one))
        .filter(twin::Column::OtherId.eq(other))
        .one(tx)
        .await?;
    let kind = if near.is_exact { "exact" } else { "similar" };
    let is_news = known.as_ref().is_none_or(|known| kind == "exact" && known.kind != "exact");
    let mut row = twin::ActiveModel {
        one_id: Set(one),
        other_id: Set(other),
        one_version: Set(one_version),
        other_version: Set(other_version),
        kind: Set(kind.to_owned()),
        distance: Set(i32::try_from(near.distance).unwrap_or(i32::MAX)),
        orientation: Set(i32::try_from(near.orientation).unwrap_or(1)),
        found_at: Set(ctx.now()),
        ..Default::default()
    };
    if is_news {
        row.state = Set("open".to_owned());
        row.decided_at = Set(None);
        row.decided_by = Set(None);
        row.decided_by_name = Set(None);
    }
    match known {
        Some(known) => {
            row.id = Set(known.id);
            twin::Entity::update(row).exec(tx).await?;
        }
        None => {
            row.id = Set(ctx.new_id()?);
            twin::Entity::insert(row).exec_without_returning(tx).await?;
        }
    }
    Ok(())
}
