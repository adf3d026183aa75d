//! HTTP of the room `assets`.

mod collections;
mod files;
mod uploads;

use actix_web::{HttpResponse, delete, get, patch, post, web};
use sea_orm::prelude::Uuid;
use utoipa_actix_web::service_config::ServiceConfig;

use super::earlier;
use super::fields::AssetChange;
use super::history::Cause;
use super::show::{self, Asset, Version};
use crate::platform::auth::{Actor, EditAssets, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::extract::{IfMatch, with_etag};
use crate::platform::http::paging::Items;

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(files::upload_asset)
        .service(files::upload_version)
        .service(show_asset)
        .service(change_asset)
        .service(archive_asset)
        .service(restore_asset)
        .service(list_versions)
        .service(restore_version)
        .configure(collections::configure)
        .configure(uploads::configure);
}

/// One asset.
#[utoipa::path(tag = "assets", responses((status = 200, body = Asset)))]
#[get("/assets/{id}")]
async fn show_asset(actor: Actor<ViewAssets>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let asset = show::load(ctx.db.read(), actor.scope, *id).await?;
    Ok(with_etag(HttpResponse::Ok(), asset.revision, &asset))
}

/// Change title, description or keywords.
#[utoipa::path(tag = "assets", responses((status = 200, body = Asset)))]
#[patch("/assets/{id}")]
async fn change_asset(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    seen: IfMatch,
    body: web::Json<AssetChange>,
) -> Result<HttpResponse> {
    let change = body.into_inner().parse()?;
    let tx = ctx.db.write().await?;
    let found = super::find_visible(&tx, actor.scope, *id).await?;
    seen.check(found.revision)?;
    super::refuse_archived(&found)?;
    if !change.is_empty() {
        super::change(&ctx, &tx, &actor.who(), &found, change, Cause::Edit).await?;
    }
    ctx.commit(tx).await?;
    let asset = show::load(ctx.db.read(), actor.scope, *id).await?;
    Ok(with_etag(HttpResponse::Ok(), asset.revision, &asset))
}

/// Archive: it stays on record, and what is live of it is taken down.
#[utoipa::path(tag = "assets", responses((status = 204)))]
#[delete("/assets/{id}")]
async fn archive_asset(actor: Actor<EditAssets>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let found = super::find_visible(&tx, actor.scope, *id).await?;
    super::archive(&ctx, &tx, &actor.who(), &found).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take an archived asset back into use.
#[utoipa::path(tag = "assets", responses((status = 200, body = Asset)))]
#[post("/assets/{id}/restorations")]
async fn restore_asset(actor: Actor<EditAssets>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let found = super::find_visible(&tx, actor.scope, *id).await?;
    super::restore(&ctx, &tx, &actor.who(), &found).await?;
    ctx.commit(tx).await?;
    let asset = show::load(ctx.db.read(), actor.scope, *id).await?;
    Ok(with_etag(HttpResponse::Ok(), asset.revision, &asset))
}

/// All versions, newest first.
#[utoipa::path(tag = "assets", responses((status = 200, body = Items<Version>)))]
#[get("/assets/{id}/versions")]
async fn list_versions(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Items<Version>>> {
    let items = show::versions(ctx.db.read(), actor.scope, *id).await?;
    Ok(web::Json(Items { items }))
}

/// Make an earlier file the current one again: its bytes become a new version, and approvals start anew.
#[utoipa::path(tag = "assets", responses((status = 200, body = Asset)))]
#[post("/assets/{id}/versions/{version_id}/restorations")]
async fn restore_version(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
    seen: IfMatch,
) -> Result<HttpResponse> {
    let (id, version) = path.into_inner();
    earlier::make_current(&ctx, (&actor.who(), actor.scope), id, version, &seen).await?;
    let asset = show::load(ctx.db.read(), actor.scope, id).await?;
    Ok(with_etag(HttpResponse::Ok(), asset.revision, &asset))
}
