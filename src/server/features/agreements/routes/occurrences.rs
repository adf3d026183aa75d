//! What happens under an agreement: duties settled or refused, caps used, engagements, exclusivities.

use actix_web::{HttpResponse, delete, post, put, web};
use sea_orm::entity::prelude::Uuid;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::records::record::Kind;
use super::super::show::NewFact;
use super::super::show::fact::Fact;
use super::rules::{Asked, add, remove, replace};
use crate::platform::auth::{Actor, EditAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::extract::IfMatch;

/// Adds the operations on what happens.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(add_duty_event)
        .service(replace_duty_event)
        .service(remove_duty_event)
        .service(add_usage)
        .service(replace_usage)
        .service(remove_usage)
        .service(add_engagement)
        .service(replace_engagement)
        .service(remove_engagement)
        .service(add_exclusivity)
        .service(replace_exclusivity)
        .service(remove_exclusivity);
}

/// Record what became of a duty.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/duty_events")]
async fn add_duty_event(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    add(actor, &ctx, Asked { kind: Kind::DutyEvent, agreement: *id, seen }, body.into_inner()).await
}

/// Correct a duty event: the old record stays as superseded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/duty_events/{fact_id}")]
async fn replace_duty_event(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    replace(actor, &ctx, Asked { kind: Kind::DutyEvent, agreement, seen }, id, body.into_inner()).await
}

/// Take a duty event off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/duty_events/{fact_id}")]
async fn remove_duty_event(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    remove(actor, &ctx, Asked { kind: Kind::DutyEvent, agreement, seen }, id).await
}

/// Record what was reserved or used of a cap, outside uses too.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/usage")]
async fn add_usage(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    add(actor, &ctx, Asked { kind: Kind::Usage, agreement: *id, seen }, body.into_inner()).await
}

/// Correct an entry of the ledger: the old record stays as superseded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/usage/{fact_id}")]
async fn replace_usage(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    replace(actor, &ctx, Asked { kind: Kind::Usage, agreement, seen }, id, body.into_inner()).await
}

/// Take an entry of the ledger off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/usage/{fact_id}")]
async fn remove_usage(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    remove(actor, &ctx, Asked { kind: Kind::Usage, agreement, seen }, id).await
}

/// Record that somebody acts for the house or with it.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/engagements")]
async fn add_engagement(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    add(actor, &ctx, Asked { kind: Kind::Engagement, agreement: *id, seen }, body.into_inner()).await
}

/// Correct an engagement: the old record stays as superseded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/engagements/{fact_id}")]
async fn replace_engagement(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    replace(actor, &ctx, Asked { kind: Kind::Engagement, agreement, seen }, id, body.into_inner()).await
}

/// Take an engagement off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/engagements/{fact_id}")]
async fn remove_engagement(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    remove(actor, &ctx, Asked { kind: Kind::Engagement, agreement, seen }, id).await
}

/// Record what somebody has for themselves alone: one fact for each interest; the first is answered.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/exclusivities")]
async fn add_exclusivity(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    add(actor, &ctx, Asked { kind: Kind::Exclusivity, agreement: *id, seen }, body.into_inner()).await
}

/// Correct an exclusivity: the old record stays as superseded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/exclusivities/{fact_id}")]
async fn replace_exclusivity(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    replace(actor, &ctx, Asked { kind: Kind::Exclusivity, agreement, seen }, id, body.into_inner()).await
}

/// Take an exclusivity off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/exclusivities/{fact_id}")]
async fn remove_exclusivity(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    remove(actor, &ctx, Asked { kind: Kind::Exclusivity, agreement, seen }, id).await
}
