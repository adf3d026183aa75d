//! What the API says and hears about imports.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::records::mapping::Mapping;
use super::row::{import, import_file};
use super::{Counts, HOT};

/// An import of a folder or of records.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Import {
    pub id: Uuid,
    /// `folder`, `records` or `hot`, the folder that is looked at again and again.
    pub kind: String,
    /// The folder or the file of records, on the server.
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
    /// Of records: lines that are done, and how much of the file, in bytes as it lies there.
    pub lines: i64,
    pub bytes_done: i64,
    pub bytes_total: i64,
    /// When the hot folder was last looked at, to the minute.
    pub looked_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub created_by_name: String,
    pub ended_at: Option<DateTime<Utc>>,
    pub revision: i32,
}

impl Import {
    /// `files` counts the rows of its files and refused lines.
    pub fn new(row: import::Model, files: Counts) -> Import {
        let counts = files.with_lines(&row);
        Import {
            id: row.id,
            looked_at: row.read_at.filter(|_| row.kind == HOT),
            kind: row.kind,
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
            lines: row.lines,
            bytes_done: row.bytes_done,
            bytes_total: row.bytes_total,
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
    /// The path of the XMP file beside it that was taken with it.
    pub sidecar: Option<String>,
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
            sidecar: row.sidecar,
            ended_at: row.ended_at,
        }
    }
}

/// A folder to import.
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

/// A file of records to import or to look at: one below the import folder, or one that was sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRecordsImport {
    /// Below the folder that the setting `import_dir` names, with `/` between its parts.
    pub file: Option<String>,
    /// The id of a file that was sent.
    pub upload: Option<Uuid>,
    /// What of a record becomes what; the usual names unless told.
    pub mapping: Option<Mapping>,
}

/// What is imported.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum NewImportBody {
    Folder(NewFolderImport),
    Records(NewRecordsImport),
}

/// Where folders to import may lie.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportPlace {
    /// Absent when the setting `import_dir` is not made: only `placet import folder` imports then.
    pub import_dir: Option<String>,
    /// Folders directly below it, at most 200.
    pub folders: Vec<String>,
    /// Files of records directly below it, by the endings of their names, at most 200.
    pub files: Vec<String>,
    /// The folder that is looked at again and again, where one is set.
    pub hot_dir: Option<String>,
}
