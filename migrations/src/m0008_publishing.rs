//! Channels and publications.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "channel",
            vec![
                id(),
                text("key"),
                text("name"),
                text("kind"),
                text("rights_channel"),
                text("territories"),
                text("purposes"),
                text("preset"),
                text_or_null("folder"),
                text("state"),
                instant("created_at"),
                integer("revision"),
            ],
            &[("unique_key", &["key"])],
        )
        .await?;
        create(
            manager,
            "publication",
            vec![
                id(),
                uuid("asset_id"),
                uuid("version_id"),
                text("version_hash"),
                uuid("channel_id"),
                uuid_or_null("campaign_id"),
                uuid_or_null("approval_id"),
                text("use_request"),
                text("state"),
                instant("starts_at"),
                instant_or_null("ends_at"),
                instant_or_null("live_at"),
                instant_or_null("stable_until"),
                uuid_or_null("verdict_id"),
                instant_or_null("ended_at"),
                text_or_null("end_cause"),
                text("delivery_key"),
                text_or_null("storage_key"),
                text_or_null("mime"),
                text_or_null("file_name"),
                big("size_bytes"),
                text_or_null("copy_path"),
                instant_or_null("copy_removed_at"),
                uuid_or_null("created_by"),
                text("created_by_name"),
                instant("created_at"),
            ],
            &[
                ("unique_delivery_key", &["delivery_key"]),
                ("asset", &["asset_id", "state"]),
                ("state", &["state", "starts_at"]),
                ("channel", &["channel_id"]),
                ("campaign", &["campaign_id"]),
                ("copy", &["copy_path"]),
            ],
        )
        .await?;
        create(
            manager,
            "publication_log",
            vec![
                id(),
                uuid("publication_id"),
                big("seq"),
                instant("at"),
                text("what"),
                text("detail"),
                uuid_or_null("person_id"),
                text("person_name"),
            ],
            &[("publication", &["publication_id", "seq"])],
        )
        .await?;
        Ok(())
    }
}
