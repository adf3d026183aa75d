//! Collections: groups of assets, and which partners see them.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder, QuerySelect, TryInsertResult};

use super::fields;
pub use super::membership::{holding, visible_to};
use super::row::{collection, collection_access, collection_asset};
use super::show::{self, Collection, CollectionChange, NewCollection, PartnerRef};
use crate::platform::auth::session::organization;
use crate::platform::auth::{Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

/// Most partner organizations one collection is shared with.
const MOST_PARTNERS: usize = 200;

/// One collection in sight; else 404.
pub async fn find_visible(db: &impl ConnectionTrait, scope: Scope, id: Uuid) -> Result<collection::Model> {
    let found = visible_to(scope).filter(collection::Column::Id.eq(id)).one(db).await?;
    found.ok_or_else(|| Error::not_found(Code::CollectionNotFound))
}

/// Collections in sight in order of making, at most `limit`, after the id `after`.
pub async fn list(
    db: &impl ConnectionTrait,
    scope: Scope,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<collection::Model>> {
    let mut query = visible_to(scope).order_by_asc(collection::Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(collection::Column::Id.gt(after));
    }
    Ok(query.all(db).await?)
}

/// Collections as the API shows them, in the given order.
pub async fn show_all(
    db: &impl ConnectionTrait,
    scope: Scope,
    rows: Vec<collection::Model>,
) -> Result<Vec<Collection>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let counts = show::asset_counts(db, &ids).await?;
    let mut partners = partners(db, scope, &ids).await?;
    let show = |row: collection::Model| Collection {
        asset_count: counts.get(&row.id).and_then(|count| u64::try_from(*count).ok()).unwrap_or(0),
        shared_with: partners.remove(&row.id).unwrap_or_default(),
        id: row.id,
        name: row.name,
        description: row.description,
        created_at: row.created_at,
        revision: row.revision,
    };
    Ok(rows.into_iter().map(show).collect())
}

/// Who sees each collection. A partner learns of nobody but itself.
async fn partners(db: &impl ConnectionTrait, scope: Scope, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<PartnerRef>>> {
    let mut accesses =
        collection_access::Entity::find().filter(collection_access::Column::CollectionId.is_in(ids.iter().copied()));
    if let Scope::Partner(own) = scope {
        accesses = accesses.filter(collection_access::Column::OrganizationId.eq(own));
    }
    let accesses = accesses.all(db).await?;
    let organizations = organization::Entity::find()
        .filter(organization::Column::Id.is_in(accesses.iter().map(|access| access.organization_id)))
        .order_by_asc(organization::Column::Name)
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<PartnerRef>> = HashMap::new();
    for partner in organizations {
        for access in accesses.iter().filter(|access| access.organization_id == partner.id) {
            let shown = PartnerRef {
                id: partner.id,
                name: partner.name.clone(),
                kind: partner.kind.clone(),
                created_at: partner.created_at,
            };
            found.entry(access.collection_id).or_default().push(shown);
        }
    }
    Ok(found)
}

/// Makes a collection.
pub async fn add(ctx: &Ctx, tx: &Tx, who: &Who, new: NewCollection) -> Result<collection::Model> {
    let name = parse_name(&new.name)?;
    refuse_taken(tx, &name, None).await?;
    let row = collection::ActiveModel {
        id: Set(ctx.new_id()?),
        name: Set(name),
        description: Set(fields::parse_description(&new.description.unwrap_or_default())?),
        created_at: Set(ctx.now()),
        created_by: Set(who.id),
        revision: Set(1),
    };
    let added = collection::Entity::insert(row).exec_with_returning(tx).await?;
    share(ctx, tx, added.id, &new.shared_with.unwrap_or_default()).await?;
    events::record(ctx, tx, who, Event::CollectionChanged { collection: added.id, assets: Vec::new() }).await?;
    Ok(added)
}

/// Changes name, description or who sees it. All its assets are affected: they are found by its name and its sharing.
pub async fn change(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    found: &collection::Model,
    change: CollectionChange,
) -> Result<collection::Model> {
    let mut row =
        collection::ActiveModel { id: Set(found.id), revision: Set(found.revision + 1), ..Default::default() };
    if let Some(name) = change.name {
        let name = parse_name(&name)?;
        refuse_taken(tx, &name, Some(found.id)).await?;
        row.name = Set(name);
    }
    if let Some(description) = change.description {
        row.description = Set(fields::parse_description(&description)?);
    }
    if let Some(partners) = change.shared_with {
        collection_access::Entity::delete_many()
            .filter(collection_access::Column::CollectionId.eq(found.id))
            .exec(tx)
            .await?;
        share(ctx, tx, found.id, &partners).await?;
    }
    let changed = collection::Entity::update(row).exec(tx).await?;
    record_all(ctx, tx, who, found.id).await?;
    Ok(changed)
}

/// Removes a collection. Its assets stay.
pub async fn remove(ctx: &Ctx, tx: &Tx, who: &Who, found: &collection::Model) -> Result<()> {
    record_all(ctx, tx, who, found.id).await?;
    collection_asset::Entity::delete_many()
        .filter(collection_asset::Column::CollectionId.eq(found.id))
        .exec(tx)
        .await?;
    collection_access::Entity::delete_many()
        .filter(collection_access::Column::CollectionId.eq(found.id))
        .exec(tx)
        .await?;
    collection::Entity::delete_by_id(found.id).exec(tx).await?;
    Ok(())
}

/// Puts an asset into a collection. Doing it twice is doing it once.
pub async fn put_asset(ctx: &Ctx, tx: &Tx, who: &Who, collection: Uuid, asset: Uuid) -> Result<()> {
    let row = collection_asset::ActiveModel {
        id: Set(ctx.new_id()?),
        collection_id: Set(collection),
        asset_id: Set(asset),
        added_at: Set(ctx.now()),
    };
    let pair = [collection_asset::Column::CollectionId, collection_asset::Column::AssetId];
    let on_conflict = OnConflict::columns(pair).do_nothing().to_owned();
    let inserted =
        collection_asset::Entity::insert(row).on_conflict(on_conflict).try_insert().exec_without_returning(tx).await?;
    if matches!(inserted, TryInsertResult::Inserted(1..)) {
        events::record(ctx, tx, who, Event::CollectionChanged { collection, assets: vec![asset] }).await?;
    }
    Ok(())
}

/// Takes an asset out of a collection. That it was not in it is fine.
pub async fn take_asset(ctx: &Ctx, tx: &Tx, who: &Who, collection: Uuid, asset: Uuid) -> Result<()> {
    let gone = collection_asset::Entity::delete_many()
        .filter(collection_asset::Column::CollectionId.eq(collection))
        .filter(collection_asset::Column::AssetId.eq(asset))
        .exec(tx)
        .await?;
    if gone.rows_affected > 0 {
        events::record(ctx, tx, who, Event::CollectionChanged { collection, assets: vec![asset] }).await?;
    }
    Ok(())
}

async fn record_all(ctx: &Ctx, tx: &Tx, who: &Who, collection: Uuid) -> Result<()> {
    let assets: Vec<Uuid> = collection_asset::Entity::find()
        .select_only()
        .column(collection_asset::Column::AssetId)
        .filter(collection_asset::Column::CollectionId.eq(collection))
        .order_by_asc(collection_asset::Column::AssetId)
        .into_tuple()
        .all(tx)
        .await?;
    events::record(ctx, tx, who, Event::CollectionChanged { collection, assets }).await?;
    Ok(())
}

async fn share(ctx: &Ctx, tx: &Tx, collection: Uuid, partners: &[Uuid]) -> Result<()> {
    let mut partners = partners.to_vec();
    partners.sort_unstable();
    partners.dedup();
    if partners.len() > MOST_PARTNERS {
        return Err(Error::field(Code::Invalid, "shared_with", "At most 200 partner organizations."));
    }
    let known = organization::Entity::find()
        .filter(organization::Column::Id.is_in(partners.iter().copied()))
        .filter(organization::Column::Kind.eq("partner"))
        .count(tx)
        .await?;
    if known != partners.len() as u64 {
        let why = "Every entry must be the id of a partner organization.";
        return Err(Error::field(Code::OrganizationUnknown, "shared_with", why));
    }
    for partner in partners {
        let row = collection_access::ActiveModel {
            id: Set(ctx.new_id()?),
            collection_id: Set(collection),
            organization_id: Set(partner),
            granted_at: Set(ctx.now()),
        };
        collection_access::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn parse_name(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 200 || text.chars().any(char::is_control) {
        return Err(Error::field(Code::Invalid, "name", "1 to 200 characters on one line."));
    }
    Ok(text.to_owned())
}

async fn refuse_taken(tx: &Tx, name: &str, own: Option<Uuid>) -> Result<()> {
    let same = collection::Entity::find().filter(collection::Column::Name.eq(name)).one(tx).await?;
    match same {
        Some(same) if Some(same.id) != own => {
            Err(Error::field(Code::Taken, "name", "There is a collection of this name."))
        }
        _ => Ok(()),
    }
}
