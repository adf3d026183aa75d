//! Files of an agreement as the API tells of them.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::records::document::Stored;
use super::super::records::row::fact;
use crate::platform::auth::PersonRef;
use crate::platform::error::Result;

/// A file of an agreement, in one version.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Document {
    pub id: Uuid,
    pub title: String,
    pub file_name: String,
    pub mime: String,
    pub size_bytes: i64,
    pub blake3: String,
    pub sha256: String,
    /// Counts from 1; earlier versions stay readable.
    pub version: u32,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
}

/// A file named by a clause.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DocumentRef {
    pub id: Uuid,
    /// The version the words were quoted from.
    pub version: u32,
    pub blake3: String,
}

/// A file as it was recorded.
pub fn shown(row: &fact::Model) -> Result<Document> {
    let stored = Stored::of(row)?;
    Ok(Document {
        id: row.entity_id,
        title: stored.title,
        file_name: stored.file_name,
        mime: stored.mime,
        size_bytes: stored.size_bytes,
        blake3: stored.blake3,
        sha256: stored.sha256,
        version: stored.version,
        recorded_at: row.recorded_at,
        recorded_by: PersonRef::new(row.recorded_by, &row.recorded_by_name),
    })
}
