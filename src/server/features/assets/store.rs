//! Writing the rows of assets and versions whose bytes are already stored.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, ExprTrait, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::fields::{self, AssetChange};
use super::properties::TechnicalProperties;
use super::row::{asset, version};
use super::show::StoredRendition;
use crate::platform::auth::{Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};
use crate::platform::storage::key::Key;

/// A whole file that was received: what it is called and what its bytes are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    pub file_name: String,
    pub mime: String,
    /// `image`, `vector`, … as in `media::probe::kind::Kind`.
    pub kind: String,
    pub size_bytes: u64,
    /// Lower-case hexadecimal.
    pub blake3: String,
    pub sha256: String,
    /// Pixels.
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// An asset to be added; the bytes lie under `Key::original(version)` already.
#[derive(Clone, Debug)]
pub struct NewAsset {
    pub organization: Uuid,
    pub version: Uuid,
    pub file: StoredFile,
    /// Already parsed. Without a title the file's name is the title.
    pub fields: AssetChange,
}

/// Adds an asset with its first version.
pub async fn add_asset(ctx: &Ctx, tx: &Tx, who: &Who, new: NewAsset) -> Result<asset::Model> {
    let NewAsset { organization, version, file, fields } = new;
    let now = ctx.now();
    let title = fields.title.unwrap_or_else(|| fields::title_of(&file.file_name));
    let row = asset::ActiveModel {
        id: Set(ctx.new_id()?),
        organization_id: Set(organization),
        current_version_id: Set(version),
        title: Set(title),
        description: Set(fields.description.unwrap_or_default()),
        keywords: Set(serde_json::to_string(&fields.keywords.unwrap_or_default())?),
        kind: Set(file.kind.clone()),
        created_at: Set(now),
        created_by: Set(who.id),
        created_by_name: Set(who.name.clone()),
        updated_at: Set(now),
        revision: Set(1),
        archived_at: Set(None),
        archived_by: Set(None),
        merged_into: Set(None),
    };
    let added = asset::Entity::insert(row).exec_with_returning(tx).await?;
    insert_version(ctx, tx, who, &added, version, 1, file).await?;
    events::record(ctx, tx, who, Event::AssetUploaded { asset: added.id, version }).await?;
    Ok(added)
}

/// Adds a version to an asset and makes it the current one. The bytes lie under `Key::original(version)` already.
pub async fn add_version(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    asset: &asset::Model,
    version: Uuid,
    file: StoredFile,
) -> Result<()> {
    let last: Option<i32> = version::Entity::find()
        .select_only()
        .column_as(version::Column::Number.max(), "last")
        .filter(version::Column::AssetId.eq(asset.id))
        .into_tuple()
        .one(tx)
        .await?
        .flatten();
    let kind = file.kind.clone();
    insert_version(ctx, tx, who, asset, version, last.unwrap_or(0) + 1, file).await?;
    asset::Entity::update_many()
        .col_expr(asset::Column::CurrentVersionId, Expr::value(version))
        .col_expr(asset::Column::Kind, Expr::value(kind))
        .col_expr(asset::Column::UpdatedAt, Expr::value(ctx.now()))
        .col_expr(asset::Column::Revision, Expr::col(asset::Column::Revision).add(1))
        .filter(asset::Column::Id.eq(asset.id))
        .exec(tx)
        .await?;
    events::record(ctx, tx, who, Event::VersionAdded { asset: asset.id, version }).await?;
    Ok(())
}

async fn insert_version(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    asset: &asset::Model,
    version: Uuid,
    number: i32,
    file: StoredFile,
) -> Result<()> {
    let size_bytes = i64::try_from(file.size_bytes)
        .map_err(|_| Error::new(Code::FileTooLarge, "No file can be as large as this."))?;
    let row = version::ActiveModel {
        id: Set(version),
        asset_id: Set(asset.id),
        number: Set(number),
        file_name: Set(file.file_name),
        mime: Set(file.mime),
        kind: Set(file.kind),
        size_bytes: Set(size_bytes),
        blake3: Set(file.blake3),
        sha256: Set(file.sha256),
        storage_key: Set(Key::original(version).to_string()),
        width: Set(file.width.and_then(|pixels| i32::try_from(pixels).ok())),
        height: Set(file.height.and_then(|pixels| i32::try_from(pixels).ok())),
        preview: Set("pending".to_owned()),
        preview_note: Set(None),
        color: Set(None),
        renditions: Set("[]".to_owned()),
        properties: Set("{}".to_owned()),
        preview_by: Set(None),
        look_by: Set(None),
        checked_at: Set(None),
        fault: Set(None),
        created_at: Set(ctx.now()),
        created_by: Set(who.id),
        created_by_name: Set(who.name.clone()),
    };
    version::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// A version with these bytes in an asset in sight: assets in use before archived ones, what people see now before
/// old versions, then the oldest.
pub async fn find_duplicate(db: &impl ConnectionTrait, scope: Scope, blake3: &str) -> Result<Option<version::Model>> {
    let found = version::Entity::find()
        .inner_join(asset::Entity)
        .filter(super::visible_condition(scope))
        .filter(version::Column::Blake3.eq(blake3))
        .order_by_asc(asset::Column::ArchivedAt.is_not_null())
        .order_by_desc(
            Expr::col((version::Entity, version::Column::Id))
                .eq(Expr::col((asset::Entity, asset::Column::CurrentVersionId))),
        )
        .order_by_asc(version::Column::Id)
        .one(db)
        .await?;
    Ok(found)
}

/// Makes uploads decide about duplicates one after the other. SQLite has one writer anyway.
pub async fn lock_order(ctx: &Ctx, tx: &Tx) -> Result<()> {
    if ctx.db.backend() == DbBackend::Postgres {
        events::head::Entity::find_by_id(1).lock_exclusive().one(tx).await?;
    }
    Ok(())
}

/// What the room `renditions` found out about a version's picture.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// `pending`, `ready`, `failed` or `unsupported`.
    pub state: String,
    /// Why there is none.
    pub note: Option<String>,
    /// The average color, `#rrggbb`.
    pub color: Option<String>,
    pub renditions: Vec<StoredRendition>,
    /// Pixels of the original as a viewer sees them; kept as they are when absent.
    pub size: Option<(i32, i32)>,
    /// Kept as they are when absent.
    pub properties: Option<TechnicalProperties>,
    /// What it was tried with, so that another try is made when that changes.
    pub by: Option<String>,
}

/// Writes the preview onto the version; `false` when there is no such version. The caller records the event.
pub async fn record_preview(tx: &Tx, version: Uuid, preview: Preview) -> Result<bool> {
    let mut update = version::Entity::update_many()
        .col_expr(version::Column::Preview, Expr::value(preview.state))
        .col_expr(version::Column::PreviewNote, Expr::value(preview.note))
        .col_expr(version::Column::PreviewBy, Expr::value(preview.by))
        .col_expr(version::Column::Color, Expr::value(preview.color))
        .col_expr(version::Column::Renditions, Expr::value(serde_json::to_string(&preview.renditions)?));
    if let Some((width, height)) = preview.size {
        update = update
            .col_expr(version::Column::Width, Expr::value(Some(width)))
            .col_expr(version::Column::Height, Expr::value(Some(height)));
    }
    if let Some(properties) = preview.properties {
        update = update.col_expr(version::Column::Properties, Expr::value(properties.to_column()?));
    }
    let changed = update.filter(version::Column::Id.eq(version)).exec(tx).await?;
    Ok(changed.rows_affected == 1)
}
