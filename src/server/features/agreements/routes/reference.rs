//! Changing the reference data: groups, channels, purposes, categories and modifications.

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::checks::in_question::UsesInQuestion;
use super::super::reference::change::{self, NewReferenceChange, ReferenceImpact};
use super::super::show::reference::ReferenceChange;
use crate::platform::auth::{Actor, EditReference, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::paging::Items;

/// Which changes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Entry {
    kind: Option<String>,
    key: Option<String>,
}

/// What the house changed in the reference data, the newest first.
#[utoipa::path(tag = "agreements", params(Entry), responses((status = 200, body = Items<ReferenceChange>)))]
#[get("/rights/reference/changes")]
pub(super) async fn list_reference_changes(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    entry: web::Query<Entry>,
) -> Result<web::Json<Items<ReferenceChange>>> {
    let rows = change::list(ctx.db.read(), entry.kind.as_deref(), entry.key.as_deref()).await?;
    let items = rows.into_iter().map(ReferenceChange::of).collect::<Result<_>>()?;
    Ok(web::Json(Items { items }))
}

/// Adds an entry, or puts another version of it in place. Everything that depends on it is read again.
#[utoipa::path(tag = "agreements", responses((status = 201, body = ReferenceChange)))]
#[post("/rights/reference/changes")]
pub(super) async fn add_reference_change(
    actor: Actor<EditReference>,
    ctx: web::Data<Ctx>,
    listing: web::Data<UsesInQuestion>,
    body: web::Json<NewReferenceChange>,
) -> Result<HttpResponse> {
    let recorded = change::record(&ctx, &actor.who(), listing.0, &body).await?;
    Ok(HttpResponse::Created().json(ReferenceChange::of(recorded)?))
}

/// How many agreements, assets and uses a change would touch. Nothing is stored.
#[utoipa::path(tag = "agreements", responses((status = 200, body = ReferenceImpact)))]
#[post("/rights/reference/preview")]
pub(super) async fn preview_reference_change(
    _: Actor<EditReference>,
    ctx: web::Data<Ctx>,
    listing: web::Data<UsesInQuestion>,
    body: web::Json<NewReferenceChange>,
) -> Result<web::Json<ReferenceImpact>> {
    Ok(web::Json(change::preview(&ctx, listing.0, &body).await?))
}
