//! Campaigns.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "campaign",
            vec![
                id(),
                text("name"),
                text("brief"),
                text("starts_on"),
                text("ends_on"),
                instant("created_at"),
                uuid_or_null("created_by"),
                integer("revision"),
            ],
            &[("unique_name", &["name"])],
        )
        .await?;
        Ok(())
    }
}
