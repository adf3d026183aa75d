//! The rows of the room `renditions`, one module a table.

/// A made file, or why it could not be made.
pub mod rendition {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "rendition")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub content_hash: String,
        #[sea_orm(column_type = "Text")]
        pub recipe_hash: String,
        #[sea_orm(column_type = "Text")]
        pub preset: String,
        #[sea_orm(column_type = "Text")]
        pub state: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub failure: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub storage_key: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub mime: Option<String>,
        pub width: Option<i32>,
        pub height: Option<i32>,
        pub size_bytes: i64,
        #[sea_orm(column_type = "Text", nullable)]
        pub color: Option<String>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
