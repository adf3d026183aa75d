//! Bringing many assets under an agreement at once.

use actix_web::{HttpResponse, post, web};
use sea_orm::entity::prelude::Uuid;

use super::super::records::header::check_may_change;
use super::super::records::joining::{self, Joining, once};
use super::super::records::queries::{self, header_of};
use super::super::show::joining::{AssetsUnder, NewAssetsUnder};
use crate::features::assets;
use crate::platform::auth::{Actor, EditAgreements, Permission};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

const MOST_AT_ONCE: usize = 200;
/// Distinct terms one request may take over.
const MOST_TERMS: usize = 20;

/// Bring assets under an agreement on the terms of grants it already has, and hold them back until a day.
#[utoipa::path(tag = "agreements", responses((status = 200, body = AssetsUnder)))]
#[post("/agreements/{id}/assets")]
pub(super) async fn bring_under_agreement(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewAssetsUnder>,
) -> Result<HttpResponse> {
    let joining = read(*id, &body)?;
    let tx = ctx.db.write().await?;
    let (_, header) = header_of(&tx, joining.agreement).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    queries::hold(&tx, joining.agreement).await?;
    check_in_sight(&tx, &actor, &joining.assets).await?;
    let joined = joining::join(&ctx, &tx, &actor.who(), actor.scope, &joining).await?;
    if !joined.is_nothing() {
        queries::changed(&ctx, &tx, &actor.who(), joining.agreement).await?;
    }
    ctx.commit(tx).await?;
    let joining::Joined { interests, grants, embargoes } = joined;
    Ok(HttpResponse::Ok().json(AssetsUnder { interests, grants, embargoes, counts: header.is_definite() }))
}

fn read(agreement: Uuid, body: &NewAssetsUnder) -> Result<Joining> {
    let (assets, like) = (once(&body.assets), once(&body.like));
    if assets.is_empty() || assets.len() > MOST_AT_ONCE {
        return Err(Error::field(Code::Invalid, "assets", format!("1 to {MOST_AT_ONCE} at once.")));
    }
    if like.is_empty() || like.len() > MOST_TERMS {
        let detail = format!("Name 1 to {MOST_TERMS} grants whose terms they are to have.");
        return Err(Error::field(Code::Invalid, "like", detail));
    }
    Ok(Joining { agreement, assets, like, not_before: body.not_before })
}

async fn check_in_sight(tx: &Tx, actor: &Actor<EditAgreements>, wanted: &[Uuid]) -> Result<()> {
    let seen = assets::show::asset_refs(tx, actor.scope, wanted).await?;
    if wanted.iter().all(|asset| seen.contains_key(asset)) {
        return Ok(());
    }
    Err(Error::field(Code::AssetNotFound, "assets", "One of them does not exist, or you may not see it."))
}
