//! Marks on assets that duty rules look at, such as a synthetic person in the picture.

use actix_web::{HttpResponse, delete, get, post, web};
use sea_orm::entity::prelude::Uuid;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::records::house_rules;
use super::super::records::interest::{current_of, known_of};
use super::super::records::record::{self, Kind};
use super::super::records::row::fact;
use super::super::records::touched::with_parents;
use super::super::show::AsKnown;
use super::super::show::house_rules::{Flag, NewFlag, flag};
use crate::features::assets;
use crate::platform::auth::{Actor, ApproveAgreements, EditAssets, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};
use crate::platform::http::paging::Items;

/// Adds the operations on marks.
pub fn configure(config: &mut ServiceConfig) {
    config.service(list_flags).service(add_flag).service(remove_flag);
}

/// The marks of an asset, now or as known at an earlier moment.
#[utoipa::path(tag = "agreements", params(AsKnown), responses((status = 200, body = Items<Flag>)))]
#[get("/assets/{id}/flags")]
async fn list_flags(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    known: web::Query<AsKnown>,
) -> Result<web::Json<Items<Flag>>> {
    let found = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    let rows = known_of(ctx.db.read(), fact::Column::AssetId, &[found.id], Kind::Flag, known.belief_at).await?;
    Ok(web::Json(Items { items: rows.iter().map(flag).collect() }))
}

/// Mark an asset: duties of law or the house may then stand on it.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Flag)))]
#[post("/assets/{id}/flags")]
async fn add_flag(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    new: web::Json<NewFlag>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let asset = assets::find_visible(&tx, actor.scope, *id).await?.id;
    let draft = house_rules::flag(asset, &new)?;
    let known = current_of(&tx, fact::Column::AssetId, &[asset], Kind::Flag).await?;
    if known.iter().any(|row| house_rules::body(row)["flag"] == draft.body["flag"]) {
        return Err(Error::field(Code::Taken, "flag", "It has this mark already."));
    }
    let added = record::add(&ctx, &tx, &actor.who(), Kind::Flag, draft).await?;
    changed(&ctx, &tx, &actor, asset).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(flag(&added)))
}

/// Take a mark away: duties fall with it, so it takes somebody who may approve agreements.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/assets/{id}/flags/{flag_id}")]
async fn remove_flag(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (id, flag_id) = path.into_inner();
    let tx = ctx.db.write().await?;
    let asset = assets::find_visible(&tx, actor.scope, id).await?.id;
    let found = record::find(&tx, Kind::Flag, flag_id).await?;
    if found.asset_id != Some(asset) {
        return Err(Error::not_found(Code::FactNotFound));
    }
    record::withdraw(&ctx, &tx, &actor.who(), &found).await?;
    changed(&ctx, &tx, &actor, asset).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn changed<P>(ctx: &Ctx, tx: &Tx, actor: &Actor<P>, asset: Uuid) -> Result<()> {
    let assets = with_parents(tx, vec![asset]).await?;
    events::record(ctx, tx, &actor.who(), Event::RightsChanged { assets }).await?;
    Ok(())
}
