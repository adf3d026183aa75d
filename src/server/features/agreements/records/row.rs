//! The rows of the room `agreements`, one module a table.

/// The stable identity of an agreement; its content is facts.
pub mod agreement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agreement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub reference: String,
        /// The current review step, for lists.
        #[sea_orm(column_type = "Text")]
        pub review: String,
        /// Reference, title and parties in lower case, for lists.
        #[sea_orm(column_type = "Text")]
        pub search_text: String,
        pub revision: i32,
        pub created_at: DateTimeUtc,
        pub created_by: Option<Uuid>,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One recorded fact; never changed, only superseded.
pub mod fact {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "fact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub entity_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub kind: String,
        pub agreement_id: Option<Uuid>,
        pub interest_id: Option<Uuid>,
        pub asset_id: Option<Uuid>,
        pub clause_id: Option<Uuid>,
        /// The other end: a component's child, a waiver's restriction, a revocation's grant.
        pub target_id: Option<Uuid>,
        /// How far a restriction goes: `agreement`, `interest`, `asset` or `organisation`.
        #[sea_orm(column_type = "Text", nullable)]
        pub reach: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        #[sea_orm(column_type = "Text")]
        pub source: String,
        pub recorded_at: DateTimeUtc,
        pub superseded_at: Option<DateTimeUtc>,
        pub recorded_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub recorded_by_name: String,
        /// `correction`, `amendment` or `step`; absent where it was simply recorded.
        #[sea_orm(column_type = "Text", nullable)]
        pub change: Option<String>,
        /// The row it stands in place of.
        pub predecessor_id: Option<Uuid>,
        /// The fact it changes from a day on without replacing it.
        pub amends_id: Option<Uuid>,
        /// Why it was changed.
        #[sea_orm(column_type = "Text", nullable)]
        pub reason: Option<String>,
        /// Who took it off the record, where nothing came in its place.
        pub withdrawn_by: Option<Uuid>,
        #[sea_orm(column_type = "Text", nullable)]
        pub withdrawn_by_name: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A day by which somebody must act, worked out from the facts of an agreement.
pub mod agreement_date {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agreement_date")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub agreement_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub kind: String,
        /// ISO 8601, so that text and days have the same order.
        #[sea_orm(column_type = "Text")]
        pub date_on: String,
        #[sea_orm(column_type = "Text")]
        pub what: String,
        #[sea_orm(column_type = "Text")]
        pub action: String,
        pub fact_id: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A verdict as it was given.
pub mod verdict {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "verdict")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub request: String,
        #[sea_orm(column_type = "Text")]
        pub headline: String,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        #[sea_orm(column_type = "Text")]
        pub inputs_hash: String,
        pub asked_at: DateTimeUtc,
        pub belief_at: DateTimeUtc,
        pub asked_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub purpose: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One change of the reference data; never changed, only followed by others.
pub mod reference_change {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reference_change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// 1, 2, 3, …
        pub number: i64,
        /// A kind of entry, or `release` for data a release ships.
        #[sea_orm(column_type = "Text")]
        pub kind: String,
        #[sea_orm(column_type = "Text")]
        pub key: String,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        #[sea_orm(column_type = "Text")]
        pub reason: String,
        #[sea_orm(column_type = "Text")]
        pub version: String,
        pub recorded_at: DateTimeUtc,
        pub recorded_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub recorded_by_name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What somebody decided about a statement of a file.
pub mod file_statement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "file_statement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        /// Names the statement by its words.
        #[sea_orm(column_type = "Text")]
        pub key: String,
        /// `accepted` or `dismissed`.
        #[sea_orm(column_type = "Text")]
        pub outcome: String,
        /// Where its rules were recorded.
        pub agreement_id: Option<Uuid>,
        /// Why it was left out.
        #[sea_orm(column_type = "Text", nullable)]
        pub reason: Option<String>,
        pub decided_at: DateTimeUtc,
        pub decided_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub decided_by_name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
