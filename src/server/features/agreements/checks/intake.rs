//! Loads an agreement with everything its findings depend on.

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;
use serde_json::{Value, json};

use super::super::facts::upstream;
use super::super::records::interest::current_of;
use super::super::records::queries::{current_facts, header_of};
use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::reference::product;
use super::super::show::findings::Finding;
use super::findings::{self, Paper};
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
    let interests = with_people(db, interests).await?;
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

/// Interests with the day of birth of whose right it is, as the engine is told it.
async fn with_people(db: &impl ConnectionTrait, mut interests: Vec<fact::Model>) -> Result<Vec<fact::Model>> {
    let named = distinct(interests.iter().filter_map(|row| row.target_id));
    let people = current_of(db, fact::Column::EntityId, &named, Kind::Person).await?;
    for row in &mut interests {
        let Some(person) = people.iter().find(|person| Some(person.entity_id) == row.target_id) else { continue };
        let known: Value = serde_json::from_str(&person.body)?;
        let mut body: Value = serde_json::from_str(&row.body)?;
        body["person"] = json!({ "dob": known["born_on"] });
        row.body = body.to_string();
    }
    Ok(interests)
}

fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    ids.collect::<BTreeSet<_>>().into_iter().collect()
}
