//! Assets, versions, collections and uploads.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, Query, SelectStatement};
use sea_orm::{ConnectionTrait, ExprTrait, Select};

use crate::platform::auth::Scope;
use crate::platform::error::{Code, Error, Result};

pub mod routes;
pub mod row;
#[cfg(test)]
mod tests;

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
