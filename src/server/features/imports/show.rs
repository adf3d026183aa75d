//! What the API says and hears about imports.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Counts;
use super::row::{import, import_file};

/// An import of a folder.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Import {
    pub id: Uuid,
    /// The folder on the server.
    pub folder: String,
    pub manifest: Option<String>,
    /// `reading`, `running`, `paused`, `canceled`, `done` or `failed`.
    pub state: String,
    /// Why it stands still or failed.
    pub note: Option<String>,
    pub collection_id: Option<Uuid>,
    pub total: u64,
    pub waiting: u64,
    pub added: u64,
    pub duplicate: u64,
    pub refused: u64,
    pub created_at: DateTime<Utc>,
    pub created_by_name: String,
    pub ended_at: Option<DateTime<Utc>>,
    pub revision: i32,
}

impl Import {
    pub fn new(row: import::Model, counts: Counts) -> Import {
        Import {
            id: row.id,
            folder: row.source,
            manifest: row.manifest,
            state: row.state,
            note: row.note,
            collection_id: row.collection_id,
            total: counts.total(),
            waiting: counts.waiting,
            added: counts.added,
            duplicate: counts.duplicate,
            refused: counts.refused,
            created_at: row.created_at,
            created_by_name: row.created_by_name,
            ended_at: row.ended_at,
            revision: row.revision,
        }
    }
}

/// A file of an import.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportFile {
    pub id: Uuid,
    /// Below the folder.
    pub path: String,
    pub size_bytes: i64,
    /// `waiting`, `added`, `duplicate` or `refused`.
    pub state: String,
    /// The new asset, or the one that has these bytes already.
    pub asset_id: Option<Uuid>,
    /// The code of the error, when it was refused.
    pub code: Option<String>,
    /// Why it was refused.
    pub message: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl ImportFile {
    pub fn new(row: import_file::Model) -> ImportFile {
        ImportFile {
            id: row.id,
            path: row.path,
            size_bytes: row.size_bytes,
            state: row.state,
            asset_id: row.asset_id,
            code: row.code,
            message: row.message,
            ended_at: row.ended_at,
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFolderImport {
    /// Below the folder that the setting `import_dir` names, with `/` between its parts; empty for that folder itself.
    pub folder: String,
    /// A CSV below the same folder.
    pub manifest: Option<String>,
    /// A collection the new assets are put into.
    pub collection_id: Option<Uuid>,
}

/// Where folders to import may lie.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportPlace {
    /// Absent when the setting `import_dir` is not made: only `placet import folder` imports then.
    pub import_dir: Option<String>,
    /// Folders directly below it, at most 200.
    pub folders: Vec<String>,
}
