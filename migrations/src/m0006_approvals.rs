//! Approvals, bound to a version hash, with their decisions and comments.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "approval",
            vec![
                id(),
                uuid("asset_id"),
                uuid("version_id"),
                text("version_hash"),
                text("use_request"),
                uuid_or_null("channel_id"),
                text("note"),
                text("state"),
                text_or_null("due_on"),
                uuid("requested_by"),
                text("requested_by_name"),
                instant("requested_at"),
                instant("updated_at"),
            ],
            &[("state", &["state", "requested_at"]), ("asset", &["asset_id"])],
        )
        .await?;
        create(
            manager,
            "decision",
            vec![
                id(),
                uuid("approval_id"),
                uuid("person_id"),
                text("person_name"),
                text("outcome"),
                text("note"),
                uuid_or_null("verdict_id"),
                instant("decided_at"),
            ],
            &[("approval", &["approval_id"])],
        )
        .await?;
        create(
            manager,
            "comment",
            vec![
                id(),
                uuid("approval_id"),
                uuid("person_id"),
                text("person_name"),
                text("body"),
                instant("written_at"),
            ],
            &[("approval", &["approval_id"])],
        )
        .await?;
        Ok(())
    }
}
