//! The rows of the room `campaigns`, one module a table.

/// A campaign.
pub mod campaign {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub name: String,
        #[sea_orm(column_type = "Text")]
        pub brief: String,
        #[sea_orm(column_type = "Text")]
        pub starts_on: String,
        #[sea_orm(column_type = "Text")]
        pub ends_on: String,
        pub created_at: DateTimeUtc,
        pub created_by: Option<Uuid>,
        pub revision: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
