//! Assets, versions, collections, uploads in progress, what was read from the files.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "asset",
            vec![
                id(),
                uuid("organization_id"),
                uuid("current_version_id"),
                text("title"),
                text("description"),
                text("keywords"),
                text("kind"),
                instant("created_at"),
                uuid_or_null("created_by"),
                text("created_by_name"),
                instant("updated_at"),
                integer("revision"),
                instant_or_null("archived_at"),
                uuid_or_null("archived_by"),
            ],
            &[("organization", &["organization_id"])],
        )
        .await?;
        create(
            manager,
            "version",
            vec![
                id(),
                uuid("asset_id"),
                integer("number"),
                text("file_name"),
                text("mime"),
                text("kind"),
                big("size_bytes"),
                text("blake3"),
                text("sha256"),
                text("storage_key"),
                integer_or_null("width"),
                integer_or_null("height"),
                text("preview"),
                text_or_null("preview_note"),
                text_or_null("color"),
                text("renditions"),
                text("properties"),
                text_or_null("preview_by"),
                instant_or_null("checked_at"),
                text_or_null("fault"),
                instant("created_at"),
                uuid_or_null("created_by"),
                text("created_by_name"),
            ],
            &[("unique_number", &["asset_id", "number"]), ("content", &["blake3"])],
        )
        .await?;
        create(
            manager,
            "collection",
            vec![
                id(),
                text("name"),
                text("description"),
                instant("created_at"),
                uuid_or_null("created_by"),
                integer("revision"),
            ],
            &[("unique_name", &["name"])],
        )
        .await?;
        create(
            manager,
            "collection_asset",
            vec![id(), uuid("collection_id"), uuid("asset_id"), instant("added_at")],
            &[("unique_pair", &["collection_id", "asset_id"]), ("asset", &["asset_id"])],
        )
        .await?;
        create(
            manager,
            "collection_access",
            vec![id(), uuid("collection_id"), uuid("organization_id"), instant("granted_at")],
            &[("unique_pair", &["collection_id", "organization_id"])],
        )
        .await?;
        create(
            manager,
            "upload",
            vec![
                id(),
                uuid("person_id"),
                uuid("organization_id"),
                text("file_name"),
                big("size_bytes"),
                text("metadata"),
                uuid_or_null("asset_id"),
                uuid_or_null("version_id"),
                text("state"),
                text_or_null("seal"),
                instant("created_at"),
                instant("expires_at"),
            ],
            &[("state", &["state", "expires_at"]), ("person", &["person_id", "state"])],
        )
        .await?;
        create(
            manager,
            "version_text",
            vec![uuid("version_id").primary_key().to_owned(), text("text"), instant("read_at")],
            &[],
        )
        .await?;
        create(
            manager,
            "version_metadata",
            vec![
                uuid("version_id").primary_key().to_owned(),
                text("basics"),
                text("raw"),
                text("warnings"),
                text("reading"),
                instant("read_at"),
            ],
            &[],
        )
        .await?;
        create(
            manager,
            "record",
            vec![
                uuid("asset_id").primary_key().to_owned(),
                uuid("organization_id"),
                text("external_id"),
                uuid("import_id"),
                big("line"),
                text("data"),
            ],
            &[("unique_external", &["organization_id", "external_id"])],
        )
        .await?;
        fields(manager).await
    }
}

/// What people define and write about assets, beside what every asset has.
async fn fields(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "field",
        vec![
            id(),
            text("key"),
            text("kind"),
            text("labels"),
            text("help"),
            text_or_null("vocabulary"),
            integer("is_required"),
            integer("is_searchable"),
            integer("is_facet"),
            text("sources"),
            integer("position"),
            integer("revision"),
            instant_or_null("retired_at"),
        ],
        &[("unique_key", &["key"])],
    )
    .await?;
    create(
        manager,
        "vocabulary",
        vec![id(), text("key"), text("labels"), text("terms"), integer("revision"), instant("updated_at")],
        &[("unique_key", &["key"])],
    )
    .await?;
    create(
        manager,
        "field_value",
        vec![id(), uuid("asset_id"), text("field"), text("value"), text("cause")],
        &[("unique_pair", &["asset_id", "field"]), ("field", &["field"])],
    )
    .await?;
    create(
        manager,
        "field_entry",
        vec![
            id(),
            uuid("asset_id"),
            text("field"),
            text_or_null("before"),
            text_or_null("after"),
            text("cause"),
            instant("recorded_at"),
            uuid_or_null("recorded_by"),
            text("recorded_by_name"),
        ],
        &[("asset", &["asset_id", "id"])],
    )
    .await
}
