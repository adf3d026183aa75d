//! The rows of the room `assets`, one module a table.

/// The thing people look for.
pub mod asset {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "asset")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organization_id: Uuid,
        pub current_version_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub title: String,
        #[sea_orm(column_type = "Text")]
        pub description: String,
        #[sea_orm(column_type = "Text")]
        pub keywords: String,
        #[sea_orm(column_type = "Text")]
        pub kind: String,
        pub created_at: DateTimeUtc,
        pub created_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub created_by_name: String,
        pub updated_at: DateTimeUtc,
        pub revision: i32,
        pub archived_at: Option<DateTimeUtc>,
        pub archived_by: Option<Uuid>,
        /// The asset that stands for it since the two were merged.
        pub merged_into: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::version::Entity",
            from = "Column::CurrentVersionId",
            to = "super::version::Column::Id"
        )]
        CurrentVersion,
    }

    impl Related<super::version::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::CurrentVersion.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One uploaded file of an asset.
pub mod version {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        pub number: i32,
        #[sea_orm(column_type = "Text")]
        pub file_name: String,
        #[sea_orm(column_type = "Text")]
        pub mime: String,
        #[sea_orm(column_type = "Text")]
        pub kind: String,
        pub size_bytes: i64,
        #[sea_orm(column_type = "Text")]
        pub blake3: String,
        #[sea_orm(column_type = "Text")]
        pub sha256: String,
        #[sea_orm(column_type = "Text")]
        pub storage_key: String,
        pub width: Option<i32>,
        pub height: Option<i32>,
        #[sea_orm(column_type = "Text")]
        pub preview: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub preview_note: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub color: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub renditions: String,
        /// `TechnicalProperties` as JSON.
        #[sea_orm(column_type = "Text")]
        pub properties: String,
        /// What the preview was tried with: pipeline and programs.
        #[sea_orm(column_type = "Text", nullable)]
        pub preview_by: Option<String>,
        /// By which way its look was taken; none: it was never tried.
        pub look_by: Option<i32>,
        /// When its stored bytes were last read from end to end.
        pub checked_at: Option<DateTimeUtc>,
        /// What was wrong with them then.
        #[sea_orm(column_type = "Text", nullable)]
        pub fault: Option<String>,
        pub created_at: DateTimeUtc,
        pub created_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub created_by_name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::asset::Entity", from = "Column::AssetId", to = "super::asset::Column::Id")]
        Asset,
    }

    impl Related<super::asset::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Asset.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What another system said about an asset, as it said it.
pub mod record {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "record")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub asset_id: Uuid,
        pub organization_id: Uuid,
        /// What the other system calls it; once in each organization.
        #[sea_orm(column_type = "Text")]
        pub external_id: String,
        pub import_id: Uuid,
        /// Of the imported file, from 1.
        pub line: i64,
        /// A JSON object, the very text of the line where that was JSON.
        #[sea_orm(column_type = "Text")]
        pub data: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A group of assets.
pub mod collection {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "collection")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub name: String,
        #[sea_orm(column_type = "Text")]
        pub description: String,
        pub created_at: DateTimeUtc,
        pub created_by: Option<Uuid>,
        pub revision: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An asset in a collection.
pub mod collection_asset {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "collection_asset")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub collection_id: Uuid,
        pub asset_id: Uuid,
        pub added_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A partner organization that may see a collection.
pub mod collection_access {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "collection_access")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub collection_id: Uuid,
        pub organization_id: Uuid,
        pub granted_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A resumable upload; its bytes so far are in the spool folder.
pub mod upload {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "upload")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub organization_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub file_name: String,
        pub size_bytes: i64,
        #[sea_orm(column_type = "Text")]
        pub metadata: String,
        pub asset_id: Option<Uuid>,
        pub version_id: Option<Uuid>,
        /// `open`, `sealed`, `done` or `duplicate`.
        #[sea_orm(column_type = "Text")]
        pub state: String,
        /// The whole file as it was measured, once all bytes are there.
        #[sea_orm(column_type = "Text", nullable)]
        pub seal: Option<String>,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The words inside a version's file.
pub mod version_text {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "version_text")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub text: String,
        pub read_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One change of one field of an asset: what it said before and after, as JSON.
pub mod field_entry {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "field_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub field: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub before: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub after: Option<String>,
        /// `edit`, `bulk`, `table`, `file`, `undo` or `merge`.
        #[sea_orm(column_type = "Text")]
        pub cause: String,
        pub recorded_at: DateTimeUtc,
        pub recorded_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub recorded_by_name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The XMP file that an editor wrote beside a version's file.
pub mod version_sidecar {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "version_sidecar")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub packet: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How the current version of an asset looks; none where it shows too little.
pub mod version_look {
    use media::hash::Look;
    use sea_orm::ActiveValue::Set;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "version_look")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version_id: Uuid,
        /// The three pieces of its print, of 21 bits each.
        pub low: i32,
        pub middle: i32,
        pub high: i32,
        pub look: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::version::Entity", from = "Column::VersionId", to = "super::version::Column::Id")]
        Version,
    }

    impl Related<super::version::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Version.def()
        }
    }

    impl ActiveModel {
        /// The row of a look.
        pub fn of(version: Uuid, look: &Look) -> ActiveModel {
            let print = look.print();
            let piece = |place| Set(print.piece(place).cast_signed());
            let look = Set(look.to_bytes());
            ActiveModel { version_id: Set(version), low: piece(0), middle: piece(1), high: piece(2), look }
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Two assets whose current versions are the same or look the same; the older asset is `one`.
pub mod twin {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "twin")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub one_id: Uuid,
        pub other_id: Uuid,
        /// The versions that were compared: once an asset has another, the pair is not told.
        pub one_version: Uuid,
        pub other_version: Uuid,
        /// `exact` or `similar`.
        #[sea_orm(column_type = "Text")]
        pub kind: String,
        /// How different they look, in hundredths.
        pub distance: i32,
        /// How the other is turned against the one, by the numbers of Exif; 1 is not at all.
        pub orientation: i32,
        /// `open`, or `dismissed` by somebody.
        #[sea_orm(column_type = "Text")]
        pub state: String,
        pub found_at: DateTimeUtc,
        pub decided_at: Option<DateTimeUtc>,
        pub decided_by: Option<Uuid>,
        #[sea_orm(column_type = "Text", nullable)]
        pub decided_by_name: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
