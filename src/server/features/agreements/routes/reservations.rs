//! The switch "Reserve AI rights", of an asset and of the whole house.

use actix_web::{delete, get, put, web};
use sea_orm::entity::prelude::Uuid;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::exchange::reservation::Reservation;
use super::super::records::reserving;
use super::super::reservations;
use super::super::show::statements::{AiReservation, NewReservation, Reserved};
use crate::features::assets;
use crate::platform::auth::{Actor, ApproveAgreements, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// Adds the operations on reservations.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_ai_reservation)
        .service(reserve_ai_rights)
        .service(release_ai_rights)
        .service(show_house_ai_reservation)
        .service(reserve_house_ai_rights)
        .service(release_house_ai_rights);
}

async fn shown(ctx: &Ctx, asset: Option<Uuid>) -> Result<AiReservation> {
    let house = reserving::standing(ctx.db.read(), None).await?;
    let (own, amounts_to) = match asset {
        Some(asset) => {
            (reserving::standing(ctx.db.read(), Some(asset)).await?, reservations::of_asset(ctx, asset).await?)
        }
        None => (None, Reservation::everything_if(house.is_some())),
    };
    Ok(AiReservation {
        asset: own.as_ref().map(Reserved::of),
        house: house.as_ref().map(Reserved::of),
        purposes: amounts_to.purposes(),
        data_mining: amounts_to.plus(),
    })
}

/// Whether mining and training on an asset are reserved, and who switched it.
#[utoipa::path(tag = "agreements", responses((status = 200, body = AiReservation)))]
#[get("/assets/{id}/rights/reservation")]
async fn show_ai_reservation(
    actor: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<AiReservation>> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, *id).await?.id;
    Ok(web::Json(shown(&ctx, Some(asset)).await?))
}

/// Reserve mining and training on an asset: a restriction that counts at once, and that machines are told.
#[utoipa::path(tag = "agreements", responses((status = 200, body = AiReservation)))]
#[put("/assets/{id}/rights/reservation")]
async fn reserve_ai_rights(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    new: web::Json<NewReservation>,
) -> Result<web::Json<AiReservation>> {
    let tx = ctx.db.write().await?;
    let asset = assets::find_visible(&tx, actor.scope, *id).await?.id;
    reserving::reserve(&ctx, &tx, &actor, Some(asset), new.into_inner().reason).await?;
    ctx.commit(tx).await?;
    Ok(web::Json(shown(&ctx, Some(asset)).await?))
}

/// Take the reservation of an asset back.
#[utoipa::path(tag = "agreements", responses((status = 200, body = AiReservation)))]
#[delete("/assets/{id}/rights/reservation")]
async fn release_ai_rights(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<AiReservation>> {
    let tx = ctx.db.write().await?;
    let asset = assets::find_visible(&tx, actor.scope, *id).await?.id;
    reserving::release(&ctx, &tx, &actor, Some(asset)).await?;
    ctx.commit(tx).await?;
    Ok(web::Json(shown(&ctx, Some(asset)).await?))
}

/// Whether mining and training on everything of the house are reserved.
#[utoipa::path(tag = "agreements", responses((status = 200, body = AiReservation)))]
#[get("/rights/reservation")]
async fn show_house_ai_reservation(_: Actor<ViewAgreements>, ctx: web::Data<Ctx>) -> Result<web::Json<AiReservation>> {
    Ok(web::Json(shown(&ctx, None).await?))
}

/// Reserve mining and training on everything of the house.
#[utoipa::path(tag = "agreements", responses((status = 200, body = AiReservation)))]
#[put("/rights/reservation")]
async fn reserve_house_ai_rights(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    new: web::Json<NewReservation>,
) -> Result<web::Json<AiReservation>> {
    let tx = ctx.db.write().await?;
    reserving::reserve(&ctx, &tx, &actor, None, new.into_inner().reason).await?;
    ctx.commit(tx).await?;
    Ok(web::Json(shown(&ctx, None).await?))
}

/// Take the reservation of the whole house back; those of single assets stay.
#[utoipa::path(tag = "agreements", responses((status = 200, body = AiReservation)))]
#[delete("/rights/reservation")]
async fn release_house_ai_rights(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
) -> Result<web::Json<AiReservation>> {
    let tx = ctx.db.write().await?;
    reserving::release(&ctx, &tx, &actor, None).await?;
    ctx.commit(tx).await?;
    Ok(web::Json(shown(&ctx, None).await?))
}
