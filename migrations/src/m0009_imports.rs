//! Imports of many files.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "import",
            vec![
                id(),
                text("kind"),
                text("source"),
                text_or_null("manifest"),
                text("driver"),
                text("state"),
                text_or_null("note"),
                text("uploader"),
                uuid_or_null("collection_id"),
                integer("round"),
                text_or_null("mapping"),
                big("lines"),
                big("added"),
                big("duplicate"),
                big("unnamed"),
                big("bytes_done"),
                big("bytes_total"),
                instant_or_null("read_at"),
                instant("created_at"),
                uuid_or_null("created_by"),
                text("created_by_name"),
                instant_or_null("ended_at"),
                integer("revision"),
            ],
            &[],
        )
        .await?;
        create(
            manager,
            "import_file",
            vec![
                id(),
                uuid("import_id"),
                text("path"),
                big("size_bytes"),
                text("state"),
                text("fields"),
                uuid("version_id"),
                uuid_or_null("asset_id"),
                text_or_null("code"),
                text_or_null("message"),
                text_or_null("sidecar"),
                instant_or_null("ended_at"),
            ],
            &[("by_state", &["import_id", "state", "id"])],
        )
        .await?;
        Ok(())
    }
}
