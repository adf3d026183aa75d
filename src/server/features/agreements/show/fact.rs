//! A rule of an agreement as the API shows it, built from its row.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::Uuid;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::super::facts::OnRecord;
use super::super::records::record::{Kind, kind_of};
use super::super::records::row::fact;
use super::super::records::summary::summary;
use super::super::reference::product;
use super::history;
use crate::platform::auth::PersonRef;
use crate::platform::error::Result;

/// A rule of an agreement, or something that happened under it. `body` is the form the rights engine reads.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Fact {
    pub id: Uuid,
    pub kind: String,
    pub body: Map<String, Value>,
    pub clause_id: Option<Uuid>,
    /// In plain words.
    pub summary: String,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
    /// `recorded`, `correction` (it stands in place of a wrong record), `amendment` (agreed otherwise, beside what it
    /// amends) or `step`.
    pub change: String,
    /// The fact it amends.
    pub amends: Option<Uuid>,
    pub reason: Option<String>,
    /// False when the stored body cannot be read: what it is about is then unknown.
    pub readable: bool,
}

/// A rule with what it is about filled in.
pub fn fact_shown(row: &fact::Model) -> Result<Fact> {
    let kind = kind_of(row)?;
    let mut shown = body(row);
    let mut fill = |key: &str, id: Option<Uuid>| {
        id.map(|id| shown.insert(key.to_owned(), Value::String(id.to_string())));
    };
    match kind {
        Kind::Grant | Kind::Restriction | Kind::Exclusivity => {
            fill("interest", row.interest_id);
            if kind == Kind::Restriction {
                fill("asset", row.asset_id);
            }
        }
        Kind::Waiver => fill("restriction", row.target_id),
        _ => {}
    }
    Ok(Fact {
        id: row.entity_id,
        kind: row.kind.clone(),
        clause_id: row.clause_id,
        summary: summary(kind, &row.body),
        recorded_at: row.recorded_at,
        recorded_by: PersonRef::new(row.recorded_by, &row.recorded_by_name),
        change: history::change(row),
        amends: row.amends_id,
        reason: row.reason.clone(),
        readable: is_readable(kind, row),
        body: shown,
    })
}

/// Whether the engine can read it.
pub fn is_readable(kind: Kind, row: &fact::Model) -> bool {
    let (Some(kind), Ok(reference)) = (kind.engine(), product()) else { return true };
    let record = OnRecord::default();
    record
        .body(row)
        .is_ok_and(|body| rights::Facts::default().add(kind, "shown", &Value::Object(body), reference).is_ok())
}

/// What the row holds, empty where it cannot be read.
pub fn body(row: &fact::Model) -> Map<String, Value> {
    serde_json::from_str(&row.body).unwrap_or_default()
}
