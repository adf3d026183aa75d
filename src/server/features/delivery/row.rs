//! The rows of the room `delivery`.

/// How often and how much of an asset left through a door within one hour.
pub mod delivery_count {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "delivery_count")]
    pub struct Model {
        /// A hash of what is counted together.
        #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
        pub line: String,
        pub hour: DateTimeUtc,
        #[sea_orm(column_type = "Text")]
        pub door: String,
        pub asset_id: Uuid,
        pub person_id: Option<Uuid>,
        pub publication_id: Option<Uuid>,
        pub requests: i64,
        pub bytes: i64,
        pub last_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
