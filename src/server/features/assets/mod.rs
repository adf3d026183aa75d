//! Assets, versions, collections and uploads.
//!
//! Archiving is always allowed here: what is live somewhere is taken down by the room `publishing`, which hears of it.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, Query, SelectStatement};
use sea_orm::{ActiveValue::Set, ConnectionTrait, ExprTrait, Select};
use serde_json::{Value, json};

use crate::platform::auth::{Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

pub mod alike;
pub mod collections;
pub mod disk_work;
pub mod earlier;
pub mod fields;
pub mod fixity;
pub mod hashes;
pub mod held;
pub mod history;
pub mod looks;
pub mod membership;
pub mod merged;
pub mod properties;
pub mod receive;
pub mod record;
pub mod routes;
pub mod row;
pub mod show;
pub mod sidecar;
pub mod spool;
pub mod store;
#[cfg(test)]
mod tests;
pub mod tus;
pub mod uploads;
pub mod writer;

use fields::AssetChange;
use history::{Cause, Entry};
use row::{asset, collection_access, collection_asset, version};

/// Assets this scope may see: the house sees all, a partner its own and those in collections shared with it.
pub fn visible_to(scope: Scope) -> Select<asset::Entity> {
    asset::Entity::find().filter(visible_condition(scope))
}

/// The same as a condition on `asset`, for joins.
pub fn visible_condition(scope: Scope) -> Condition {
    match scope {
        Scope::House => Condition::all(),
        Scope::Partner(organization) => Condition::any()
            .add(asset::Column::OrganizationId.eq(organization))
            .add(asset::Column::Id.in_subquery(shared_with(organization))),
    }
}

fn shared_with(organization: Uuid) -> SelectStatement {
    Query::select()
        .column((collection_asset::Entity, collection_asset::Column::AssetId))
        .from(collection_asset::Entity)
        .inner_join(
            collection_access::Entity,
            Expr::col((collection_access::Entity, collection_access::Column::CollectionId))
                .equals((collection_asset::Entity, collection_asset::Column::CollectionId)),
        )
        .and_where(Expr::col((collection_access::Entity, collection_access::Column::OrganizationId)).eq(organization))
        .to_owned()
}

/// One asset in sight, archived ones too; else 404.
pub async fn find_visible(db: &impl ConnectionTrait, scope: Scope, id: Uuid) -> Result<asset::Model> {
    let found = visible_to(scope).filter(asset::Column::Id.eq(id)).one(db).await?;
    found.ok_or_else(|| Error::not_found(Code::AssetNotFound))
}

/// The version people see when they open the asset.
pub async fn current_version(db: &impl ConnectionTrait, asset: &asset::Model) -> Result<version::Model> {
    let found = version::Entity::find_by_id(asset.current_version_id).one(db).await?;
    found.ok_or_else(|| Error::internal(anyhow::anyhow!("asset {} has no current version", asset.id)))
}

/// The current version, where a file was given; 404 `asset.no_file` for a mere record.
pub async fn current_file(db: &impl ConnectionTrait, asset: &asset::Model) -> Result<version::Model> {
    let version = current_version(db, asset).await?;
    if record::has_file(&version) { Ok(version) } else { Err(record::refuse_no_file()) }
}

/// Refuses changes to what was put away.
pub fn refuse_archived(asset: &asset::Model) -> Result<()> {
    match (asset.archived_at, asset.merged_into) {
        (Some(_), Some(_)) => {
            let detail = "It was merged into another asset, which stands for it now. Change that one.";
            Err(Error::new(Code::AssetMerged, detail))
        }
        (Some(_), None) => Err(Error::new(Code::AssetArchived, "Restore it first, then try again.")),
        (None, _) => Ok(()),
    }
}

/// Writes what is said differently, already parsed. Answers the new revision.
pub async fn change(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    found: &asset::Model,
    change: AssetChange,
    cause: Cause,
) -> Result<i32> {
    let revision = rewrite(ctx, tx, who, found, change, cause).await?;
    events::record(ctx, tx, who, Event::AssetChanged { asset: found.id }).await?;
    Ok(revision)
}

/// The same as a part of something larger, which records its own event.
pub async fn rewrite(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    found: &asset::Model,
    change: AssetChange,
    cause: Cause,
) -> Result<i32> {
    let mut row = touched(ctx, found);
    let mut before_and_after: Vec<(&str, Value, Value)> = Vec::new();
    if let Some(title) = change.title {
        before_and_after.push(("title", json!(found.title), json!(title)));
        row.title = Set(title);
    }
    if let Some(description) = change.description {
        before_and_after.push(("description", json!(found.description), json!(description)));
        row.description = Set(description);
    }
    if let Some(keywords) = change.keywords {
        before_and_after.push(("keywords", json!(fields::keywords(&found.keywords)), json!(keywords)));
        row.keywords = Set(serde_json::to_string(&keywords)?);
    }
    for (field, before, after) in &before_and_after {
        let entry = Entry { field, before: Some(before), after: Some(after), cause };
        history::record(ctx, tx, who, found.id, entry).await?;
    }
    let unchanged = asset::Column::Revision.eq(found.revision);
    asset::Entity::update(row).validate()?.filter(unchanged).exec(tx).await?;
    Ok(found.revision + 1)
}

/// Puts an asset away: it stays on record and can be restored. Doing it twice is doing it once.
pub async fn archive(ctx: &Ctx, tx: &Tx, who: &Who, found: &asset::Model) -> Result<()> {
    if found.archived_at.is_some() {
        return Ok(());
    }
    let row = asset::ActiveModel { archived_at: Set(Some(ctx.now())), archived_by: Set(who.id), ..touched(ctx, found) };
    asset::Entity::update(row).exec(tx).await?;
    events::record(ctx, tx, who, Event::AssetArchived { asset: found.id }).await?;
    Ok(())
}

/// Takes an archived asset back into use.
pub async fn restore(ctx: &Ctx, tx: &Tx, who: &Who, found: &asset::Model) -> Result<()> {
    if found.archived_at.is_none() {
        return Ok(());
    }
    if found.merged_into.is_some() {
        let detail = "It was merged into another asset. Undo the merge to have both again.";
        return Err(Error::new(Code::AssetMerged, detail));
    }
    let row = asset::ActiveModel { archived_at: Set(None), archived_by: Set(None), ..touched(ctx, found) };
    asset::Entity::update(row).exec(tx).await?;
    events::record(ctx, tx, who, Event::AssetRestored { asset: found.id }).await?;
    Ok(())
}

fn touched(ctx: &Ctx, found: &asset::Model) -> asset::ActiveModel {
    asset::ActiveModel {
        id: Set(found.id),
        updated_at: Set(ctx.now()),
        revision: Set(found.revision + 1),
        ..Default::default()
    }
}
