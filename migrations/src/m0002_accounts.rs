//! People, organizations, sessions and the keys that sign them.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "organization",
            vec![id(), text("name"), text("kind"), instant("created_at")],
            &[("unique_name", &["name"])],
        )
        .await?;
        create(
            manager,
            "person",
            vec![
                id(),
                uuid("organization_id"),
                text("email"),
                text("name"),
                text("role"),
                text("password_hash"),
                text("state"),
                integer("revision"),
                instant("created_at"),
                instant("updated_at"),
            ],
            &[("unique_email", &["email"]), ("organization", &["organization_id"])],
        )
        .await?;
        create(
            manager,
            "session",
            vec![id(), uuid("person_id"), instant("created_at"), instant("expires_at"), instant_or_null("ended_at")],
            &[("person", &["person_id"])],
        )
        .await?;
        create(
            manager,
            "signing_key",
            vec![id(), text("salt"), instant("created_at"), instant_or_null("retired_at")],
            &[],
        )
        .await?;
        Ok(())
    }
}
