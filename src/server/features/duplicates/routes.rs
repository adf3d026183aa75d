//! HTTP of the room `duplicates`.

mod merges;

use actix_web::{HttpResponse, get, post, web};
use sea_orm::entity::prelude::Uuid;
use utoipa_actix_web::service_config::ServiceConfig;

use super::show::{self, DuplicateDismissal, DuplicateGroup, Lookalike};
use crate::features::assets;
use crate::platform::auth::{Actor, EditAssets, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::paging::{Items, Page, Paging};

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config.service(list_duplicates).service(dismiss_duplicates).service(list_lookalikes).configure(merges::configure);
}

/// Groups of assets that are the same or look the same, the oldest first. Each is an asset and those like it.
#[utoipa::path(tag = "duplicates", params(Paging), responses((status = 200, body = Page<DuplicateGroup>)))]
#[get("/duplicates")]
async fn list_duplicates(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    paging: web::Query<Paging>,
) -> Result<web::Json<Page<DuplicateGroup>>> {
    let (db, limit) = (ctx.db.read(), paging.limit());
    let wanted = usize::try_from(limit + 1).unwrap_or(usize::MAX);
    let groups = super::groups(db, actor.scope, paging.after()?, wanted).await?;
    let shown = show::show_groups(db, actor.scope, groups).await?;
    Ok(web::Json(Page::of(shown, limit, |group| group.id, |group| group)))
}

/// Say that assets are not duplicates of each other: they are not told as such again.
#[utoipa::path(tag = "duplicates", responses((status = 204)))]
#[post("/duplicates/dismissals")]
async fn dismiss_duplicates(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    body: web::Json<DuplicateDismissal>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    super::dismiss(&ctx, &tx, &actor.who(), actor.scope, &body.assets).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The assets that are the same as this one or look the same, the nearest first; at most 50.
#[utoipa::path(tag = "duplicates", responses((status = 200, body = Items<Lookalike>)))]
#[get("/assets/{id}/lookalikes")]
async fn list_lookalikes(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Items<Lookalike>>> {
    let db = ctx.db.read();
    let found = assets::find_visible(db, actor.scope, *id).await?;
    let pairs = super::pairs_of(db, actor.scope, found.id).await?;
    Ok(web::Json(Items { items: show::show_lookalikes(db, actor.scope, found.id, &pairs).await? }))
}
