//! Which collections somebody sees, and which ones hold an asset.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ExprTrait, Select};

use super::row::{collection, collection_access, collection_asset};
use crate::platform::auth::Scope;

/// Collections this scope may see: a partner those that are shared with it.
pub fn visible_to(scope: Scope) -> Select<collection::Entity> {
    let all = collection::Entity::find();
    match scope {
        Scope::House => all,
        Scope::Partner(organization) => {
            let shared = Query::select()
                .column(collection_access::Column::CollectionId)
                .from(collection_access::Entity)
                .and_where(Expr::col(collection_access::Column::OrganizationId).eq(organization))
                .to_owned();
            all.filter(collection::Column::Id.in_subquery(shared))
        }
    }
}

/// The ids of the collections an asset is in, as a subquery.
pub fn holding(asset: Uuid) -> SelectStatement {
    Query::select()
        .column(collection_asset::Column::CollectionId)
        .from(collection_asset::Entity)
        .and_where(Expr::col(collection_asset::Column::AssetId).eq(asset))
        .to_owned()
}
