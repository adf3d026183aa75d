//! The rows of the room `metadata`, one module a table.

/// What was read from a version's file.
pub mod version_metadata {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "version_metadata")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub basics: String,
        #[sea_orm(column_type = "Text")]
        pub raw: String,
        #[sea_orm(column_type = "Text")]
        pub warnings: String,
        /// Places, choices and what is needed to choose again: `Reading` as JSON.
        #[sea_orm(column_type = "Text")]
        pub reading: String,
        pub read_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The definition of a field.
pub mod field {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "field")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub key: String,
        #[sea_orm(column_type = "Text")]
        pub kind: String,
        #[sea_orm(column_type = "Text")]
        pub labels: String,
        #[sea_orm(column_type = "Text")]
        pub help: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub vocabulary: Option<String>,
        pub is_required: i32,
        pub is_searchable: i32,
        pub is_facet: i32,
        #[sea_orm(column_type = "Text")]
        pub sources: String,
        pub position: i32,
        pub revision: i32,
        pub retired_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Allowed words, as a tree.
pub mod vocabulary {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "vocabulary")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub key: String,
        #[sea_orm(column_type = "Text")]
        pub labels: String,
        #[sea_orm(column_type = "Text")]
        pub terms: String,
        pub revision: i32,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What was changed about a vocabulary at one time; never changed afterwards.
pub mod vocabulary_entry {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "vocabulary_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Its key.
        #[sea_orm(column_type = "Text")]
        pub vocabulary: String,
        pub revision: i32,
        /// A list as JSON.
        #[sea_orm(column_type = "Text")]
        pub changes: String,
        pub recorded_at: DateTimeUtc,
        pub recorded_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub recorded_by_name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a field of an asset says now, as JSON.
pub mod field_value {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "field_value")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub field: String,
        #[sea_orm(column_type = "Text")]
        pub value: String,
        #[sea_orm(column_type = "Text")]
        pub cause: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
