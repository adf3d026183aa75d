//! Which assets a changed fact touches: the ones its rules are about, and every asset they are part of.

use std::collections::BTreeSet;

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QuerySelect};
use serde_json::Value;

use super::super::facts::is_rejected;
use super::record::Kind;
use super::row::fact;
use crate::platform::error::Result;

const CHUNK: usize = 500;

/// Every asset that contains one of `assets`, however deep. Without `assets` themselves unless they contain each other.
pub async fn parents_of(db: &impl ConnectionTrait, assets: &[Uuid]) -> Result<Vec<Uuid>> {
    let mut found = BTreeSet::new();
    let mut next: Vec<Uuid> = assets.to_vec();
    while !next.is_empty() {
        let mut links = Vec::new();
        for ids in next.chunks(CHUNK) {
            let query = fact::Entity::find()
                .filter(fact::Column::TargetId.is_in(ids.iter().copied()))
                .filter(fact::Column::Kind.eq(Kind::Component.name()))
                .filter(fact::Column::SupersededAt.is_null());
            links.extend(query.all(db).await?);
        }
        let parents = links.into_iter().filter(|link| !is_rejected(link)).filter_map(|link| link.asset_id);
        next = parents.filter(|parent| found.insert(*parent)).collect();
    }
    Ok(found.into_iter().collect())
}

/// `assets` and everything they are part of, each once.
pub async fn with_parents(db: &impl ConnectionTrait, assets: Vec<Uuid>) -> Result<Vec<Uuid>> {
    let mut all: BTreeSet<Uuid> = parents_of(db, &assets).await?.into_iter().collect();
    all.extend(assets);
    Ok(all.into_iter().collect())
}

/// The assets an agreement's rules touch, now or before a change, with every asset they are part of.
pub async fn affected_assets(db: &impl ConnectionTrait, agreement: Uuid) -> Result<Vec<Uuid>> {
    let mut assets = BTreeSet::new();
    let mut agreements = vec![agreement];
    let mut seen = BTreeSet::new();
    while let Some(next) = agreements.pop() {
        if !seen.insert(next) {
            continue;
        }
        let rows = fact::Entity::find().filter(fact::Column::AgreementId.eq(next)).all(db).await?;
        if rows.iter().any(reaches_everything) {
            return everything(db).await;
        }
        assets.extend(rows.iter().filter_map(|row| row.asset_id));
        let interests: Vec<Uuid> = rows.iter().filter_map(|row| row.interest_id).collect();
        assets.extend(assets_of(db, &interests).await?);
        agreements.extend(waived_agreements(db, &rows).await?);
        agreements.extend(agreements_below(db, &rows).await?);
    }
    with_parents(db, assets.into_iter().collect()).await
}

fn reaches_everything(row: &fact::Model) -> bool {
    // Whoever acts for the house may act under any licence that lets such people act.
    if row.kind == Kind::Engagement.name() {
        return true;
    }
    let restriction = row.kind == Kind::Restriction.name();
    let waiver = row.kind == Kind::Waiver.name();
    (restriction || waiver) && matches!(row.reach.as_deref(), Some("organisation"))
}

async fn assets_of(db: &impl ConnectionTrait, interests: &[Uuid]) -> Result<Vec<Uuid>> {
    let mut found = Vec::new();
    for ids in interests.chunks(CHUNK) {
        let rows = fact::Entity::find()
            .select_only()
            .column(fact::Column::AssetId)
            .filter(fact::Column::EntityId.is_in(ids.iter().copied()))
            .filter(fact::Column::Kind.eq(Kind::Interest.name()))
            .filter(fact::Column::AssetId.is_not_null())
            .into_tuple::<Uuid>()
            .all(db)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

/// Agreements whose own restrictions these waivers lift.
async fn waived_agreements(db: &impl ConnectionTrait, rows: &[fact::Model]) -> Result<Vec<Uuid>> {
    let waived: Vec<Uuid> =
        rows.iter().filter(|row| row.kind == Kind::Waiver.name()).filter_map(|row| row.target_id).collect();
    let mut found = Vec::new();
    for ids in waived.chunks(CHUNK) {
        let bans = fact::Entity::find()
            .filter(fact::Column::EntityId.is_in(ids.iter().copied()))
            .filter(fact::Column::Kind.eq(Kind::Restriction.name()))
            .all(db)
            .await?;
        found.extend(bans.into_iter().filter_map(|ban| ban.agreement_id));
    }
    Ok(found)
}

/// Agreements with grants that stand on a grant of these rows (chain of title).
async fn agreements_below(db: &impl ConnectionTrait, rows: &[fact::Model]) -> Result<Vec<Uuid>> {
    let heads: BTreeSet<String> =
        rows.iter().filter(|row| row.kind == Kind::Grant.name()).map(|row| row.entity_id.to_string()).collect();
    if heads.is_empty() {
        return Ok(Vec::new());
    }
    let chained = fact::Entity::find()
        .filter(fact::Column::Kind.eq(Kind::Grant.name()))
        .filter(fact::Column::SupersededAt.is_null())
        .filter(fact::Column::Body.contains("\"upstream\""))
        .all(db)
        .await?;
    let stands_on = |row: &fact::Model| {
        let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
        let named = |head: &Value| head.as_str().is_some_and(|head| heads.contains(head));
        body["upstream"].as_array().is_some_and(|list| list.iter().any(named)) || named(&body["upstream"])
    };
    Ok(chained.iter().filter(|row| stands_on(row)).filter_map(|row| row.agreement_id).collect())
}

/// What a rule of the whole house touches: every asset with an interest, and what contains one. An asset without
/// any interest is unknown before and after.
pub async fn everything(db: &impl ConnectionTrait) -> Result<Vec<Uuid>> {
    let rows = fact::Entity::find()
        .select_only()
        .column(fact::Column::AssetId)
        .distinct()
        .filter(fact::Column::Kind.is_in([Kind::Interest.name(), Kind::Component.name()]))
        .filter(fact::Column::SupersededAt.is_null())
        .filter(fact::Column::AssetId.is_not_null())
        .into_tuple::<Uuid>()
        .all(db)
        .await?;
    Ok(rows)
}
