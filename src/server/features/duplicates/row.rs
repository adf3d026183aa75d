//! The rows of the room `duplicates`. Pairs are found, and kept, where prints are: in the room `assets`.

/// An asset that was merged into another. All rows of one merge have the same act.
pub mod merging {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "merging")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub act_id: Uuid,
        pub kept_id: Uuid,
        pub source_id: Uuid,
        /// 1: the two had the same bytes.
        pub is_same_bytes: i32,
        /// What the whole merge changed, as `merging::Record` in JSON.
        #[sea_orm(column_type = "Text")]
        pub record: String,
        pub merged_at: DateTimeUtc,
        pub merged_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub merged_by_name: String,
        pub undone_at: Option<DateTimeUtc>,
        pub undone_by: Option<Uuid>,
        #[sea_orm(column_type = "Text", nullable)]
        pub undone_by_name: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
