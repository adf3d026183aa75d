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
        pub read_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
