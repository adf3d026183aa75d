//! Sessions on record: a token is only as good as its row, so sign-out ends it at once.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, FromQueryResult, JoinType, QuerySelect, RelationTrait};

use crate::platform::error::Result;

/// A row of `session`.
pub mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::person::Entity", from = "Column::PersonId", to = "super::person::Column::Id")]
        Person,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A row of `person`: here because every request reads it; its rules live in the room `accounts`.
pub mod person {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organization_id: Uuid,
        pub email: String,
        pub name: String,
        pub role: String,
        pub password_hash: String,
        /// `active` or `suspended`.
        pub state: String,
        pub revision: i32,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::organization::Entity",
            from = "Column::OrganizationId",
            to = "super::organization::Column::Id"
        )]
        Organization,
    }

    impl Related<super::organization::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Organization.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A row of `organization`.
pub mod organization {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organization")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        /// `house` or `partner`.
        pub kind: String,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a request needs to know about its session.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Standing {
    pub person_id: Uuid,
    pub expires_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub name: String,
    pub role: String,
    pub state: String,
    pub organization_id: Uuid,
    pub organization_kind: String,
}

/// The session's person and organization, in one query.
pub async fn standing(db: &impl ConnectionTrait, session: Uuid) -> Result<Option<Standing>> {
    let found = row::Entity::find_by_id(session)
        .select_only()
        .columns([row::Column::PersonId, row::Column::ExpiresAt, row::Column::EndedAt])
        .columns([person::Column::Name, person::Column::Role, person::Column::State, person::Column::OrganizationId])
        .column_as(organization::Column::Kind, "organization_kind")
        .join(JoinType::InnerJoin, row::Relation::Person.def())
        .join(JoinType::InnerJoin, person::Relation::Organization.def())
        .into_model::<Standing>()
        .one(db)
        .await?;
    Ok(found)
}
