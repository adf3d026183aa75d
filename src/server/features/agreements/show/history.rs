//! Facts as they were recorded once: who, when, until when believed, and what came in their place.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::records::summary::summary;
use crate::platform::auth::PersonRef;
use crate::platform::error::Result;

/// A fact as it was recorded once, with until when it was believed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FactHistory {
    pub id: Uuid,
    /// What it is about: the same for a record and its corrections.
    pub entity_id: Uuid,
    pub agreement_id: Option<Uuid>,
    pub kind: String,
    pub summary: String,
    /// What was recorded, without what is known of persons.
    pub body: Map<String, Value>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
    /// `recorded`, `correction` (it stands in place of a wrong record), `amendment` (agreed otherwise, beside what it
    /// amends) or `step`.
    pub change: String,
    /// The record it stands in place of.
    pub predecessor_id: Option<Uuid>,
    /// The fact it amends.
    pub amends: Option<Uuid>,
    pub reason: Option<String>,
    pub superseded_at: Option<DateTime<Utc>>,
    /// What came in its place; absent where it was only taken away.
    pub superseded_by: Option<Successor>,
    /// Who took it off the record, where nothing came in its place.
    pub withdrawn_by: Option<PersonRef>,
}

/// The record that stands in place of another.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Successor {
    pub id: Uuid,
    pub change: String,
    pub recorded_by: PersonRef,
    pub reason: Option<String>,
}

/// Rows as the history shows them, each with what came in its place.
pub async fn load(db: &impl ConnectionTrait, rows: Vec<fact::Model>) -> Result<Vec<FactHistory>> {
    let mut after: HashMap<Uuid, fact::Model> = HashMap::new();
    let ended: Vec<Uuid> = rows.iter().filter(|row| row.superseded_at.is_some()).map(|row| row.id).collect();
    for ids in ended.chunks(500) {
        let found = fact::Entity::find().filter(fact::Column::PredecessorId.is_in(ids.iter().copied())).all(db).await?;
        after.extend(found.into_iter().filter_map(|row| Some((row.predecessor_id?, row))));
    }
    Ok(rows.into_iter().map(|row| shown(&row, after.get(&row.id))).collect())
}

fn shown(row: &fact::Model, successor: Option<&fact::Model>) -> FactHistory {
    let mut body: Map<String, Value> = serde_json::from_str(&row.body).unwrap_or_default();
    body.remove("person");
    FactHistory {
        id: row.id,
        entity_id: row.entity_id,
        agreement_id: row.agreement_id,
        kind: row.kind.clone(),
        summary: Kind::parse(&row.kind).map(|kind| summary(kind, &row.body)).unwrap_or_default(),
        body,
        recorded_at: row.recorded_at,
        recorded_by: by(row),
        change: change(row),
        predecessor_id: row.predecessor_id,
        amends: row.amends_id,
        reason: row.reason.clone(),
        superseded_at: row.superseded_at,
        superseded_by: successor.map(|row| Successor {
            id: row.id,
            change: change(row),
            recorded_by: by(row),
            reason: row.reason.clone(),
        }),
        withdrawn_by: row.withdrawn_by_name.as_deref().map(|name| PersonRef::new(row.withdrawn_by, name)),
    }
}

/// How the row came to stand there, in one word.
pub fn change(row: &fact::Model) -> String {
    row.change.clone().unwrap_or_else(|| "recorded".to_owned())
}

fn by(row: &fact::Model) -> PersonRef {
    PersonRef::new(row.recorded_by, &row.recorded_by_name)
}
