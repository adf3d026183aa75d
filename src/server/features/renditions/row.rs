//! The rows of the room `renditions`, one module a table.

/// A recipe of the house; the built-in ones are code.
pub mod preset {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "preset")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub key: String,
        #[sea_orm(column_type = "Text")]
        pub name: String,
        #[sea_orm(column_type = "Text")]
        pub note: String,
        /// `inside` or `cover`.
        #[sea_orm(column_type = "Text")]
        pub fit: String,
        pub width: i32,
        pub height: i32,
        /// Thousandths from the left and the top.
        pub focus_x: i32,
        pub focus_y: i32,
        #[sea_orm(column_type = "Text")]
        pub format: String,
        pub quality: i32,
        pub effort: i32,
        #[sea_orm(column_type = "Text", nullable)]
        pub ground: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub state: String,
        pub revision: i32,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

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
