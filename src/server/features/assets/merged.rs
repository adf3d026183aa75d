//! Assets that were merged into another: put aside with all their files, and still found under their old address.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder};

use super::row::{asset, collection, collection_asset};
use super::{touched, visible_to};
use crate::platform::auth::{Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// Longer chains of merges are not followed.
const LONGEST_CHAIN: usize = 32;

/// Whether what is live of an asset may stay: it is in use, or another asset stands for it. Merging two assets takes
/// nothing down; archiving one does.
pub fn is_standing(asset: &asset::Model) -> bool {
    asset.archived_at.is_none() || asset.merged_into.is_some()
}

/// Puts a source aside. The event is that of the merge.
pub async fn put_aside(ctx: &Ctx, tx: &Tx, who: &Who, source: &asset::Model, kept: Uuid) -> Result<()> {
    let row = asset::ActiveModel {
        archived_at: Set(Some(ctx.now())),
        archived_by: Set(who.id),
        merged_into: Set(Some(kept)),
        ..touched(ctx, source)
    };
    let unchanged = asset::Column::Revision.eq(source.revision);
    asset::Entity::update(row).validate()?.filter(unchanged).exec(tx).await?;
    Ok(())
}

/// Takes a source back into use.
pub async fn take_back(ctx: &Ctx, tx: &Tx, source: &asset::Model) -> Result<()> {
    let row = asset::ActiveModel {
        archived_at: Set(None),
        archived_by: Set(None),
        merged_into: Set(None),
        ..touched(ctx, source)
    };
    asset::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Raises the revision of an asset that a larger change is about, bound to the one that was read.
pub async fn touch(ctx: &Ctx, tx: &Tx, found: &asset::Model) -> Result<()> {
    let unchanged = asset::Column::Revision.eq(found.revision);
    asset::Entity::update(touched(ctx, found)).validate()?.filter(unchanged).exec(tx).await?;
    Ok(())
}

/// The asset that stands for a merged one now, as far as it is in sight.
pub async fn stands_for(db: &impl ConnectionTrait, scope: Scope, asset: &asset::Model) -> Result<Option<Uuid>> {
    let (mut next, mut last) = (asset.merged_into, None);
    for _ in 0..LONGEST_CHAIN {
        let Some(id) = next else { break };
        let Some(found) = visible_to(scope).filter(asset::Column::Id.eq(id)).one(db).await? else { break };
        (last, next) = (Some(id), found.merged_into);
    }
    Ok(last)
}

/// The collections that hold one of `sources` and not `kept`.
pub async fn missing_collections(
    db: &impl ConnectionTrait,
    kept: Uuid,
    sources: &[Uuid],
) -> Result<Vec<collection::Model>> {
    let holding = |assets: &[Uuid]| {
        Query::select()
            .column(collection_asset::Column::CollectionId)
            .from(collection_asset::Entity)
            .and_where(collection_asset::Column::AssetId.is_in(assets.iter().copied()))
            .to_owned()
    };
    let rows = collection::Entity::find()
        .filter(collection::Column::Id.in_subquery(holding(sources)))
        .filter(collection::Column::Id.not_in_subquery(holding(&[kept])))
        .order_by_asc(collection::Column::Name)
        .all(db)
        .await?;
    Ok(rows)
}

/// Puts an asset into collections it is not in. The event is that of the merge.
pub async fn join_collections(ctx: &Ctx, tx: &Tx, asset: Uuid, collections: &[Uuid]) -> Result<()> {
    for collection in collections {
        let row = collection_asset::ActiveModel {
            id: Set(ctx.new_id()?),
            collection_id: Set(*collection),
            asset_id: Set(asset),
            added_at: Set(ctx.now()),
        };
        collection_asset::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Takes an asset out of collections.
pub async fn leave_collections(tx: &Tx, asset: Uuid, collections: &[Uuid]) -> Result<()> {
    collection_asset::Entity::delete_many()
        .filter(collection_asset::Column::AssetId.eq(asset))
        .filter(collection_asset::Column::CollectionId.is_in(collections.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}
