//! HTTP of the room `delivery`.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, route, web};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::door::Door;
use super::house;
use super::present::Disposition;
use super::ready::Ready;
use super::serve;
use super::source::Source;
use super::tally::Line;
use crate::features::agreements::records::document;
use crate::features::assets;
use crate::features::assets::earlier;
use crate::features::assets::row::{asset, version};
use crate::features::renditions::presets::FIXED;
use crate::platform::auth::extract::seen_head;
use crate::platform::auth::{Actor, DownloadOriginals, Permission, Scope, ViewAgreements, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

pub mod addresses;
pub mod presets;

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config.service(download_original).service(show_rendition).service(download_document);
    config.service(addresses::sign_address).service(addresses::list_deliveries);
    config.service(presets::draw_preset_example);
}

/// What goes with the bytes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WithRights {
    /// `embedded`: a copy with the rights on record written into its metadata (JPEG, PNG and WebP), for those who may
    /// see agreements. The bytes as they were uploaded unless told.
    rights: Option<String>,
    /// `current`: a copy that says what the asset's fields say now, in XMP and IIM; a file to lie beside the original
    /// where the format takes no changes. `Placet-Metadata` says `written`, `sidecar` or `unchanged`,
    /// `Placet-Content-Credentials` says `dropped` where the copy lost them, `Placet-Note` says why.
    metadata: Option<String>,
    /// An earlier version of the asset; the current one unless told.
    version: Option<Uuid>,
}

/// The uploaded file, to be saved. Takes ranges and conditions; each download is on the asset's record.
#[utoipa::path(tag = "delivery", params(WithRights), responses(
    (status = 200, content_type = "application/octet-stream"), (status = 206), (status = 304), (status = 416)))]
#[route("/assets/{id}/original", method = "GET", method = "HEAD")]
async fn download_original(
    actor: Actor<DownloadOriginals>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    with: web::Query<WithRights>,
    (door, request): (web::Data<Door>, HttpRequest),
) -> Result<HttpResponse> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    let version = match with.version {
        Some(id) => earlier::find(ctx.db.read(), asset.id, id).await?,
        None => assets::current_file(ctx.db.read(), &asset).await?,
    };
    let response = match with.rights.as_deref() {
        None if with.metadata.is_some() => {
            super::with_fields(&ctx, &asset, &version, with.metadata.as_deref().unwrap_or_default()).await?
        }
        None => serve::respond(&ctx, &request, super::original(&version)?).await?,
        Some("embedded") => {
            if !actor.may(Permission::ViewAgreements) {
                return Err(Error::field(
                    Code::PermissionDenied,
                    "rights",
                    "The rights name agreements you may not see.",
                ));
            }
            let bytes = super::with_rights(&ctx, &asset, &version).await?;
            serve::respond_made(&super::original(&version)?, bytes)
        }
        Some(_) => return Err(Error::field(Code::Invalid, "rights", "There is `embedded`.")),
    };
    let line = Line { door: "original", asset: asset.id, person: Some(actor.person), publication: None };
    door.count(ctx.now(), &request, &response, line);
    if serve::carries_bytes(&request, &response) {
        let tx = ctx.db.write().await?;
        let event = Event::OriginalDownloaded { asset: asset.id, version: version.id };
        events::record(&ctx, &tx, &actor.who(), event).await?;
        ctx.commit(tx).await?;
    }
    Ok(response)
}

/// Which version's rendition is meant.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichVersion {
    /// The first 16 hexadecimal digits of the version's BLAKE3 hash: such an address never changes its bytes.
    v: Option<String>,
}

/// A picture made from an asset: `thumbnail`, `preview`, `large`, or by a preset of the house, made when it is first asked
/// for. Whoever may not have the original gets no finer pixels than `large` has.
#[utoipa::path(tag = "delivery", params(WhichVersion), responses(
    (status = 200, content_type = "image/webp"), (status = 206), (status = 304), (status = 409), (status = 416)))]
#[route("/assets/{id}/renditions/{preset}", method = "GET", method = "HEAD")]
async fn show_rendition(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, String)>,
    which: web::Query<WhichVersion>,
    (door, request): (web::Data<Door>, HttpRequest),
) -> Result<HttpResponse> {
    let (id, preset) = path.into_inner();
    let may_original = actor.may(Permission::DownloadOriginals);
    let (asked, seq) = ((actor.scope, id, preset, which.v.clone()), seen_head(&request));
    let ready = match door.answered(&asked, seq).await {
        Some(ready) => ready,
        None => {
            // Boxed, so that answers from memory do not carry the room for a search of the database around.
            let source = rendition_for(&ctx, actor.scope, id, &asked.2, which.v.as_deref(), may_original);
            let source = Box::pin(source).await?;
            let ready = Arc::new(Ready::new(source));
            // What a preset of the house gives depends on who asks, and the preset may change.
            if FIXED.contains(&asked.2.as_str()) {
                door.keep_answer(asked, seq, ready.clone()).await;
            }
            ready
        }
    };
    let response = serve::respond(&ctx, &request, ready).await?;
    let line = Line { door: "rendition", asset: id, person: Some(actor.person), publication: None };
    door.count(ctx.now(), &request, &response, line);
    Ok(response)
}

async fn rendition_for(
    ctx: &Ctx,
    scope: Scope,
    id: Uuid,
    preset: &str,
    hash: Option<&str>,
    may_original: bool,
) -> Result<Source> {
    let asset = assets::find_visible(ctx.db.read(), scope, id).await?;
    let version = match hash {
        Some(hash) => version_by_hash(ctx.db.read(), &asset, hash).await?,
        None => assets::current_version(ctx.db.read(), &asset).await?,
    };
    if !FIXED.contains(&preset) {
        return house::rendition(ctx, &version, preset, may_original).await;
    }
    let found = super::rendition(ctx.db.read(), &version, preset).await?;
    let source = found.ok_or_else(|| super::missing_rendition(&version, preset))?;
    let cache = if hash.is_some() { serve::FOR_EVER.into() } else { source.cache };
    Ok(Source { cache, ..source })
}

async fn version_by_hash(db: &impl ConnectionTrait, asset: &asset::Model, hash: &str) -> Result<version::Model> {
    let unknown = || Error::new(Code::RenditionNotFound, "This asset has no such version.");
    if hash.len() < 16 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(unknown());
    }
    let found = version::Entity::find()
        .filter(version::Column::AssetId.eq(asset.id))
        .filter(version::Column::Blake3.starts_with(hash.to_ascii_lowercase()))
        .order_by_desc(version::Column::Number)
        .one(db)
        .await?;
    found.ok_or_else(unknown)
}

/// Which version of a file is meant.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichDocument {
    /// Counts from 1; the newest unless told.
    version: Option<u32>,
}

/// A file of an agreement, to be saved. Takes ranges and conditions; each download is in the trail.
#[utoipa::path(tag = "delivery", params(WhichDocument), responses(
    (status = 200, content_type = "application/octet-stream"), (status = 206), (status = 304), (status = 416)))]
#[route("/agreements/{id}/documents/{document_id}/file", method = "GET", method = "HEAD")]
async fn download_document(
    actor: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
    which: web::Query<WhichDocument>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    let (row, file) = document::find_version(ctx.db.read(), agreement, id, which.version).await?;
    let stored = super::stored(&file.storage_key, file.size_bytes, &file.mime, &file.file_name, row.recorded_at)?;
    let source = Source { disposition: Disposition::Attachment, etag: file.blake3, ..stored };
    let response = serve::respond(&ctx, &request, source).await?;
    if serve::carries_bytes(&request, &response) {
        let tx = ctx.db.write().await?;
        let event = Event::DocumentDownloaded { agreement, document: id };
        events::record(&ctx, &tx, &actor.who(), event).await?;
        ctx.commit(tx).await?;
    }
    Ok(response)
}
