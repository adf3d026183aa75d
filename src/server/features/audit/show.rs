//! What the API says about the trail.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::sentence::{Names, sentence};
use crate::platform::auth::PersonRef;
use crate::platform::events::{Event, row};

/// One entry of the trail.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EventEntry {
    pub seq: i64,
    /// `AssetUploaded` and so on.
    pub name: String,
    /// What happened, in plain English.
    pub sentence: String,
    pub subject_kind: String,
    pub subject_id: Option<Uuid>,
    pub actor: PersonRef,
    pub at: DateTime<Utc>,
    /// The event as it was recorded.
    #[schema(value_type = Object)]
    pub data: serde_json::Value,
}

/// Whether the chain of the trail is whole.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChainCheck {
    pub ok: bool,
    /// Entries that were looked at.
    pub checked: u64,
    /// The first entry where the chain does not hold.
    pub first_bad: Option<i64>,
}

impl EventEntry {
    /// The entry; `event` is its data, read, when this release can read it.
    pub fn new(row: row::Model, event: Option<&Event>, names: &Names) -> EventEntry {
        let said = event.map_or_else(
            || format!("{}: {}.", row.actor_name, row.name),
            |event| sentence(event, &row.actor_name, names),
        );
        EventEntry {
            seq: row.seq,
            sentence: said,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            actor: PersonRef { id: row.actor_id, name: row.actor_name },
            at: row.at,
            data: serde_json::from_str(&row.data).unwrap_or_default(),
            name: row.name,
        }
    }
}
