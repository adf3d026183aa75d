//! The rows of the room `imports`, one module a table.

/// One run over a folder.
pub mod import {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// `folder` or `records`.
        #[sea_orm(column_type = "Text")]
        pub kind: String,
        /// The folder, or the file of records, as an absolute path on the machine that reads it.
        #[sea_orm(column_type = "Text")]
        pub source: String,
        /// The manifest as an absolute path.
        #[sea_orm(column_type = "Text", nullable)]
        pub manifest: Option<String>,
        /// `server` (jobs carry it on) or `command` (the command line does).
        #[sea_orm(column_type = "Text")]
        pub driver: String,
        /// `reading`, `running`, `paused`, `canceled`, `done` or `failed`.
        #[sea_orm(column_type = "Text")]
        pub state: String,
        /// Why it stands still.
        #[sea_orm(column_type = "Text", nullable)]
        pub note: Option<String>,
        /// Who brings the files, as JSON.
        #[sea_orm(column_type = "Text")]
        pub uploader: String,
        pub collection_id: Option<Uuid>,
        /// Raised whenever it is set going again: a job of an earlier round stops.
        pub round: i32,
        /// Of records: what becomes what, as JSON.
        #[sea_orm(column_type = "Text", nullable)]
        pub mapping: Option<String>,
        /// Of records, as all up to `read_at`: lines that are done; what became of them, beside the rows of their own.
        pub lines: i64,
        pub added: i64,
        pub duplicate: i64,
        /// Refused lines beyond those that are named.
        pub unnamed: i64,
        /// Of the file of records, as far as it is read.
        pub bytes_done: i64,
        pub bytes_total: i64,
        /// When its last line was done.
        pub read_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
        pub created_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub created_by_name: String,
        pub ended_at: Option<DateTimeUtc>,
        pub revision: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One file of a run.
pub mod import_file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "import_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub import_id: Uuid,
        /// Below the folder, with `/` between its parts.
        #[sea_orm(column_type = "Text")]
        pub path: String,
        pub size_bytes: i64,
        /// `waiting`, `added`, `duplicate` or `refused`.
        #[sea_orm(column_type = "Text")]
        pub state: String,
        /// What the manifest says about it, as JSON.
        #[sea_orm(column_type = "Text")]
        pub fields: String,
        /// Chosen before the bytes are read, so that finishing twice is finishing once.
        pub version_id: Uuid,
        pub asset_id: Option<Uuid>,
        /// Why it was refused: a code of the table of errors, and a sentence.
        #[sea_orm(column_type = "Text", nullable)]
        pub code: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub message: Option<String>,
        /// The path of the XMP file that was taken with it.
        #[sea_orm(column_type = "Text", nullable)]
        pub sidecar: Option<String>,
        pub ended_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
