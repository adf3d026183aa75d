//! Asking for verdicts.

use actix_web::{get, post, web};
use sea_orm::entity::prelude::Uuid;
use serde::Deserialize;
use serde_json::Value;

use super::super::clearance;
use super::super::show::reference::{RightsReference, rights_reference};
use super::super::show::uses::UseRequest;
use super::super::show::verdict::{Given, Reader, Verdict, Verdicts, show, show_row};
use crate::features::assets;
use crate::platform::auth::{Actor, AskRights, Scope, SignedIn};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// How many assets one question may be about.
const MOST_ASSETS: usize = 200;

/// Channels, territories, purposes and other words of rights.
#[utoipa::path(tag = "agreements", responses((status = 200, body = RightsReference)))]
#[get("/rights/reference")]
pub(super) async fn show_rights_reference(_: Actor<SignedIn>) -> Result<web::Json<RightsReference>> {
    Ok(web::Json(rights_reference()?))
}

/// May these assets be used so? Each answer is kept.
#[utoipa::path(tag = "agreements", request_body = UseRequest, responses((status = 200, body = Verdicts)))]
#[post("/verdicts")]
pub(super) async fn give_verdicts(
    actor: Actor<AskRights>,
    ctx: web::Data<Ctx>,
    body: web::Json<Value>,
) -> Result<web::Json<Verdicts>> {
    let asked = read(body.into_inner())?;
    if asked.version_hash.is_some() {
        let detail = "Rights are not about bytes; the gate is asked with a hash.";
        return Err(Error::field(Code::Invalid, "version_hash", detail));
    }
    let (assets, belief_at) = (check_assets(asked.asked())?, asked.belief_at);
    let use_ = asked.into_use().to_value()?;
    let request = clearance::parse_use(&use_)?;
    let seen = assets::show::asset_refs(ctx.db.read(), actor.scope, &assets).await?;
    if assets.iter().any(|asset| !seen.contains_key(asset)) {
        return Err(Error::not_found(Code::AssetNotFound));
    }
    let verdicts = clearance::ask_at_one_moment(&ctx, &assets, &request, belief_at).await?;
    let tx = ctx.db.note().await?;
    let mut given = Vec::new();
    for (asset, verdict) in &verdicts {
        let id = clearance::keep(&ctx, &tx, &actor.who(), *asset, &use_, verdict, "question").await?;
        given.push(Given::fresh(id, *asset, use_.clone(), ctx.now(), verdict)?);
    }
    tx.commit().await?;
    let items = show(ctx.db.read(), &Reader::of(&actor), given).await?;
    Ok(web::Json(Verdicts { items }))
}

fn read(body: Value) -> Result<UseRequest> {
    UseRequest::deserialize(body).map_err(|why| Error::new(Code::Invalid, why.to_string()))
}

fn check_assets(asked: Vec<Uuid>) -> Result<Vec<Uuid>> {
    if asked.is_empty() {
        return Err(Error::field(Code::FieldMissing, "asset", "Name the asset or the assets."));
    }
    if asked.len() > MOST_ASSETS {
        return Err(Error::field(Code::Invalid, "assets", format!("At most {MOST_ASSETS} at once.")));
    }
    Ok(asked)
}

/// A verdict as it was given.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Verdict)))]
#[get("/verdicts/{id}")]
pub(super) async fn show_verdict(
    actor: Actor<AskRights>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Verdict>> {
    let row = clearance::find_verdict(ctx.db.read(), actor.scope, *id).await?;
    // What the house plans is not a partner's business: she sees the answers to her own questions.
    if matches!(actor.scope, Scope::Partner(_)) && row.asked_by != Some(actor.person) {
        return Err(Error::not_found(Code::VerdictNotFound));
    }
    Ok(web::Json(show_row(ctx.db.read(), &Reader::of(&actor), row).await?))
}
