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
                uuid_or_null("merged_into"),
            ],
            &[("organization", &["organization_id"]), ("merged", &["merged_into"])],
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
                integer_or_null("look_by"),
                instant_or_null("checked_at"),
                text_or_null("fault"),
                instant("created_at"),
                uuid_or_null("created_by"),
                text("created_by_name"),
            ],
            &[("unique_number", &["asset_id", "number"]), ("content", &["blake3"]), ("print", &["look_by"])],
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
        create(manager, "version_sidecar", vec![uuid("version_id").primary_key().to_owned(), text("packet")], &[])
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
        fields(manager).await?;
        twins(manager).await
    }
}

/// What looks the same, and what was merged.
async fn twins(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "version_look",
        vec![key("version_id"), integer("low"), integer("middle"), integer("high"), bytes("look")],
        // One index for each piece of the print, with all that is read by it.
        &[
            ("low", &["low", "middle", "high", "version_id"]),
            ("middle", &["middle", "low", "high", "version_id"]),
            ("high", &["high", "low", "middle", "version_id"]),
        ],
    )
    .await?;
    create(
        manager,
        "twin",
        vec![
            id(),
            uuid("one_id"),
            uuid("other_id"),
            uuid("one_version"),
            uuid("other_version"),
            text("kind"),
            integer("distance"),
            integer("orientation"),
            text("state"),
            instant("found_at"),
            instant_or_null("decided_at"),
            uuid_or_null("decided_by"),
            text_or_null("decided_by_name"),
        ],
        &[("unique_pair", &["one_id", "other_id"]), ("other", &["other_id"]), ("state", &["state", "one_id"])],
    )
    .await?;
    create(
        manager,
        "merging",
        vec![
            id(),
            uuid("act_id"),
            uuid("kept_id"),
            uuid("source_id"),
            integer("is_same_bytes"),
            text("record"),
            instant("merged_at"),
            uuid_or_null("merged_by"),
            text("merged_by_name"),
            instant_or_null("undone_at"),
            uuid_or_null("undone_by"),
            text_or_null("undone_by_name"),
        ],
        &[("kept", &["kept_id"]), ("source", &["source_id"]), ("act", &["act_id"])],
    )
    .await
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
        "vocabulary_entry",
        vec![
            id(),
            text("vocabulary"),
            integer("revision"),
            text("changes"),
            instant("recorded_at"),
            uuid_or_null("recorded_by"),
            text("recorded_by_name"),
        ],
        &[("vocabulary", &["vocabulary", "id"])],
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
