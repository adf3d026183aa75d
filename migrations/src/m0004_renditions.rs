//! Renditions: one row for each content and recipe, ready or failed with why. Presets beyond the built-in ones. And the
//! count of what was delivered.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "rendition",
            vec![
                id(),
                text("content_hash"),
                text("recipe_hash"),
                text("preset"),
                text("state"),
                text_or_null("failure"),
                text_or_null("storage_key"),
                text_or_null("mime"),
                integer_or_null("width"),
                integer_or_null("height"),
                big("size_bytes"),
                text_or_null("color"),
                instant("created_at"),
            ],
            &[("unique_recipe", &["content_hash", "recipe_hash"]), ("content", &["content_hash"])],
        )
        .await?;
        create(
            manager,
            "preset",
            vec![
                id(),
                text("key"),
                text("name"),
                text("note"),
                text("fit"),
                integer("width"),
                integer("height"),
                integer("focus_x"),
                integer("focus_y"),
                text("format"),
                integer("quality"),
                integer("effort"),
                text_or_null("ground"),
                text("state"),
                integer("revision"),
                instant("created_at"),
                instant("updated_at"),
            ],
            &[("unique_key", &["key"])],
        )
        .await?;
        create(
            manager,
            "delivery_count",
            vec![
                text("line").primary_key().to_owned(),
                instant("hour"),
                text("door"),
                uuid("asset_id"),
                uuid_or_null("person_id"),
                uuid_or_null("publication_id"),
                big("requests"),
                big("bytes"),
                instant("last_at"),
            ],
            &[("asset", &["asset_id", "hour"])],
        )
        .await?;
        Ok(())
    }
}
