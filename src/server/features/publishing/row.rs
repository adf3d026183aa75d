//! The rows of the room `publishing`, one module a table.

/// A place things are published to.
pub mod channel {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "channel")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub key: String,
        #[sea_orm(column_type = "Text")]
        pub name: String,
        #[sea_orm(column_type = "Text")]
        pub kind: String,
        #[sea_orm(column_type = "Text")]
        pub rights_channel: String,
        #[sea_orm(column_type = "Text")]
        pub territories: String,
        #[sea_orm(column_type = "Text")]
        pub purposes: String,
        #[sea_orm(column_type = "Text")]
        pub preset: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub folder: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub state: String,
        pub created_at: DateTimeUtc,
        pub revision: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A planned, live or ended use.
pub mod publication {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "publication")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        pub version_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub version_hash: String,
        pub channel_id: Uuid,
        pub campaign_id: Option<Uuid>,
        pub approval_id: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub use_request: String,
        #[sea_orm(column_type = "Text")]
        pub state: String,
        pub starts_at: DateTimeUtc,
        pub ends_at: Option<DateTimeUtc>,
        pub live_at: Option<DateTimeUtc>,
        pub stable_until: Option<DateTimeUtc>,
        pub verdict_id: Option<Uuid>,
        pub ended_at: Option<DateTimeUtc>,
        #[sea_orm(column_type = "Text", nullable)]
        pub end_cause: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub delivery_key: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub storage_key: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub mime: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub file_name: Option<String>,
        pub size_bytes: i64,
        /// Relative to the folder of all channels; `None` where the channel is a public address.
        #[sea_orm(column_type = "Text", nullable)]
        pub copy_path: Option<String>,
        pub copy_removed_at: Option<DateTimeUtc>,
        pub created_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub created_by_name: String,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What happened to a publication.
pub mod publication_log {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "publication_log")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub publication_id: Uuid,
        /// The event it was written with: what happens within one millisecond keeps its order.
        pub seq: i64,
        pub at: DateTimeUtc,
        #[sea_orm(column_type = "Text")]
        pub what: String,
        #[sea_orm(column_type = "Text")]
        pub detail: String,
        pub person_id: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub person_name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
