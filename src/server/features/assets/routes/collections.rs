//! HTTP of collections.

use actix_web::{HttpResponse, delete, get, patch, post, put, web};
use sea_orm::prelude::Uuid;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::collections;
use super::super::row::collection;
use super::super::show::{Collection, CollectionChange, NewCollection};
use crate::platform::auth::{Actor, EditAssets, Scope, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::extract::{IfMatch, with_etag};
use crate::platform::http::paging::{Page, Paging};

/// Adds the operations on collections.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list_collections)
        .service(add_collection)
        .service(show_collection)
        .service(change_collection)
        .service(remove_collection)
        .service(put_into_collection)
        .service(take_from_collection);
}

async fn show(ctx: &Ctx, scope: Scope, row: collection::Model) -> Result<Collection> {
    let shown = collections::show_all(ctx.db.read(), scope, vec![row]).await?;
    shown.into_iter().next().ok_or_else(|| Error::not_found(Code::CollectionNotFound))
}

/// Collections, in order of making.
#[utoipa::path(tag = "assets", params(Paging), responses((status = 200, body = Page<Collection>)))]
#[get("/collections")]
async fn list_collections(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    paging: web::Query<Paging>,
) -> Result<web::Json<Page<Collection>>> {
    let limit = paging.limit();
    let rows = collections::list(ctx.db.read(), actor.scope, paging.after()?, limit + 1).await?;
    let shown = collections::show_all(ctx.db.read(), actor.scope, rows).await?;
    Ok(web::Json(Page::of(shown, limit, |row| row.id, |row| row)))
}

/// Make a collection.
#[utoipa::path(tag = "assets", responses((status = 201, body = Collection)))]
#[post("/collections")]
async fn add_collection(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewCollection>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let added = collections::add(&ctx, &tx, &actor.who(), body.into_inner()).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Created(), added.revision, &show(&ctx, actor.scope, added.clone()).await?))
}

/// One collection.
#[utoipa::path(tag = "assets", responses((status = 200, body = Collection)))]
#[get("/collections/{id}")]
async fn show_collection(actor: Actor<ViewAssets>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let found = collections::find_visible(ctx.db.read(), actor.scope, *id).await?;
    Ok(with_etag(HttpResponse::Ok(), found.revision, &show(&ctx, actor.scope, found.clone()).await?))
}

/// Change its name, its description or the partners who see it.
#[utoipa::path(tag = "assets", responses((status = 200, body = Collection)))]
#[patch("/collections/{id}")]
async fn change_collection(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    seen: IfMatch,
    body: web::Json<CollectionChange>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let found = collections::find_visible(&tx, actor.scope, *id).await?;
    seen.check(found.revision)?;
    let changed = collections::change(&ctx, &tx, &actor.who(), &found, body.into_inner()).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Ok(), changed.revision, &show(&ctx, actor.scope, changed.clone()).await?))
}

/// Remove a collection; its assets stay.
#[utoipa::path(tag = "assets", responses((status = 204)))]
#[delete("/collections/{id}")]
async fn remove_collection(actor: Actor<EditAssets>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let found = collections::find_visible(&tx, actor.scope, *id).await?;
    collections::remove(&ctx, &tx, &actor.who(), &found).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Put an asset into a collection.
#[utoipa::path(tag = "assets", responses((status = 204)))]
#[put("/collections/{id}/assets/{asset_id}")]
async fn put_into_collection(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (id, asset) = path.into_inner();
    let tx = ctx.db.write().await?;
    let found = collections::find_visible(&tx, actor.scope, id).await?;
    let asset = super::super::find_visible(&tx, actor.scope, asset).await?;
    collections::put_asset(&ctx, &tx, &actor.who(), found.id, asset.id).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take an asset out of a collection.
#[utoipa::path(tag = "assets", responses((status = 204)))]
#[delete("/collections/{id}/assets/{asset_id}")]
async fn take_from_collection(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (id, asset) = path.into_inner();
    let tx = ctx.db.write().await?;
    let found = collections::find_visible(&tx, actor.scope, id).await?;
    let asset = super::super::find_visible(&tx, actor.scope, asset).await?;
    collections::take_asset(&ctx, &tx, &actor.who(), found.id, asset.id).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}
