//! Before an agreement is approved or ended: what was found in it, and what would follow.

use actix_web::{get, post, web};
use sea_orm::entity::prelude::Uuid;
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::checks::in_question::UsesInQuestion;
use super::super::checks::intake;
use super::super::checks::preview;
use super::super::checks::questions;
use super::super::show::findings::Finding;
use super::super::show::preview::{Impact, NewPreview};
use super::super::show::questions::Question;
use super::super::show::verdict::Reader;
use crate::platform::auth::{Actor, EditAgreements, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::paging::Items;

/// What to look at before the agreement is approved, gravest first.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Items<Finding>)))]
#[get("/agreements/{id}/findings")]
pub(super) async fn list_findings(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Items<Finding>>> {
    Ok(web::Json(Items { items: intake::look(&ctx, ctx.db.read(), *id).await? }))
}

/// What a change would lead to: publications and approvals that would stand or fall. Nothing is stored.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Impact)))]
#[post("/agreements/{id}/preview")]
pub(super) async fn preview_agreement(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    listing: web::Data<UsesInQuestion>,
    id: web::Path<Uuid>,
    body: web::Json<NewPreview>,
) -> Result<web::Json<Impact>> {
    let reader = Reader::of(&actor);
    Ok(web::Json(preview::preview(&ctx, &reader, **listing, *id, body.into_inner()).await?))
}

/// How many questions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct HowMany {
    /// 1 to 60; 20 unless told.
    limit: Option<usize>,
}

/// Open questions of the whole library, the one whose answer frees most first.
#[utoipa::path(tag = "agreements", params(HowMany), responses((status = 200, body = Items<Question>)))]
#[get("/questions")]
pub(super) async fn list_questions(
    actor: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    how_many: web::Query<HowMany>,
) -> Result<web::Json<Items<Question>>> {
    let limit = how_many.limit.unwrap_or(20).clamp(1, 60);
    Ok(web::Json(Items { items: questions::rank(&ctx, &Reader::of(&actor), limit).await? }))
}
