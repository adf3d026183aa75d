//! Loads an agreement with everything its findings depend on.

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;

use super::facts::upstream;
use super::findings::{self, Paper};
use super::interest::current_of;
use super::queries::{current_facts, header_of};
use super::record::Kind;
use super::reference::product;
use super::row::fact;
use super::show::findings::Finding;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// What to look at before the agreement is approved.
pub async fn look(ctx: &Ctx, db: &impl ConnectionTrait, agreement: Uuid) -> Result<Vec<Finding>> {
    Ok(findings::findings(&load(ctx, db, agreement).await?, product()?))
}

async fn load(ctx: &Ctx, db: &impl ConnectionTrait, id: Uuid) -> Result<Paper> {
    let (_, header) = header_of(db, id).await?;
    let rows = current_facts(db, id).await?;
    let assets = distinct(rows.iter().filter_map(|row| row.asset_id));
    let interests = current_of(db, fact::Column::AssetId, &assets, Kind::Interest).await?;
    let all: Vec<Uuid> = interests.iter().map(|row| row.entity_id).collect();
    let mut elsewhere = current_of(db, fact::Column::InterestId, &all, Kind::Grant).await?;
    let heads = distinct(rows.iter().filter(|row| row.kind == Kind::Grant.name()).flat_map(upstream));
    elsewhere.extend(current_of(db, fact::Column::EntityId, &heads, Kind::Grant).await?);
    elsewhere.extend(current_of(db, fact::Column::InterestId, &all, Kind::Exclusivity).await?);
    elsewhere.retain(|row| row.agreement_id != Some(id));
    elsewhere.sort_by_key(|row| row.id);
    elsewhere.dedup_by_key(|row| row.id);
    let named = elsewhere.iter().filter_map(|row| row.agreement_id).chain(header.replaces).chain(header.amends);
    let mut headers = HashMap::new();
    for row in current_of(db, fact::Column::EntityId, &distinct(named), Kind::Agreement).await? {
        headers.insert(row.entity_id, serde_json::from_str(&row.body)?);
    }
    Ok(Paper { id, header, rows, elsewhere, headers, interests, today: ctx.now().date_naive() })
}

fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    ids.collect::<BTreeSet<_>>().into_iter().collect()
}
