//! Where and when assets may be used, drawn over channels, territories and time.

use actix_web::{get, post, web};
use sea_orm::entity::prelude::{ColumnTrait, EntityTrait, QueryFilter, Uuid};
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::checks::bought;
use super::super::checks::covering::draw;
use super::super::checks::in_question::UsesShown;
use super::super::show::bought::BoughtAndUsed;
use super::super::show::coverage::{Coverage, CoverageRequest, Subject};
use super::super::show::verdict::Reader;
use crate::features::assets::row::collection_asset;
use crate::features::assets::{self, collections};
use crate::platform::auth::{Actor, AskRights, Scope, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// How many assets of a collection are looked at, by order of making.
const MOST_ASSETS: usize = 60;

/// Adds the operations on coverage.
pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(draw_asset_coverage).service(draw_collection_coverage).service(show_bought);
}

/// Where and when an asset may be used: every channel and territory over a window. Nothing is kept.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Coverage)))]
#[post("/assets/{id}/coverage")]
async fn draw_asset_coverage(
    actor: Actor<AskRights>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<CoverageRequest>,
) -> Result<web::Json<Coverage>> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    let subject = Subject { assets: vec![asset.id], left_out: 0 };
    Ok(web::Json(draw(&ctx, &Reader::of(&actor), subject, body.into_inner()).await?))
}

/// Where and when all assets of a collection may be used: the worst of them counts. Nothing is kept.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Coverage)))]
#[post("/collections/{id}/coverage")]
async fn draw_collection_coverage(
    actor: Actor<AskRights>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<CoverageRequest>,
) -> Result<web::Json<Coverage>> {
    let found = collections::find_visible(ctx.db.read(), actor.scope, *id).await?;
    let subject = inside(ctx.db.read(), actor.scope, found.id).await?;
    Ok(web::Json(draw(&ctx, &Reader::of(&actor), subject, body.into_inner()).await?))
}

/// What an agreement grants beside what of it was ever used, by channel and by place.
#[utoipa::path(tag = "agreements", responses((status = 200, body = BoughtAndUsed)))]
#[get("/agreements/{id}/bought")]
async fn show_bought(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    listing: web::Data<UsesShown>,
    id: web::Path<Uuid>,
) -> Result<web::Json<BoughtAndUsed>> {
    Ok(web::Json(bought::weigh(&ctx, **listing, *id).await?))
}

/// The assets of a collection that somebody sees and that are in use.
async fn inside(db: &impl ConnectionTrait, scope: Scope, collection: Uuid) -> Result<Subject> {
    let rows = collection_asset::Entity::find()
        .filter(collection_asset::Column::CollectionId.eq(collection))
        .order_by_asc(collection_asset::Column::AssetId)
        .limit(10_000)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.asset_id).collect();
    let seen = assets::show::asset_refs(db, scope, &ids).await?;
    let mut found: Vec<Uuid> = ids.into_iter().filter(|id| seen.contains_key(id)).collect();
    let left_out = found.len().saturating_sub(MOST_ASSETS) as u64;
    found.truncate(MOST_ASSETS);
    Ok(Subject { assets: found, left_out })
}
