//! What a paper says beside its rights: fees and notice windows, recorded, corrected and taken back.

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

/// Adds the operations on fees and notice windows.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(add_fee)
        .service(replace_fee)
        .service(remove_fee)
        .service(add_notice_window)
        .service(replace_notice_window)
        .service(remove_notice_window);
}

/// Record money that is due: `amount_minor` (cents), `currency`, `what`, `due_on`, `settled_on` once it is paid.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/fees")]
async fn add_fee(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    add(actor, &ctx, Asked { kind: Kind::Fee, agreement: *id, seen }, body.into_inner()).await
}

/// Correct a fee, or say that it was paid: the old record stays as superseded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/fees/{fact_id}")]
async fn replace_fee(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    replace(actor, &ctx, Asked { kind: Kind::Fee, agreement, seen }, id, body.into_inner()).await
}

/// Take a fee off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/fees/{fact_id}")]
async fn remove_fee(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    remove(actor, &ctx, Asked { kind: Kind::Fee, agreement, seen }, id).await
}

/// Record from when until when a notice can be given: `kind`, `opens` and `closes` as lengths before the end (`P60D`).
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/notice_windows")]
async fn add_notice_window(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    add(actor, &ctx, Asked { kind: Kind::NoticeWindow, agreement: *id, seen }, body.into_inner()).await
}

/// Correct a notice window: the old record stays as superseded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/notice_windows/{fact_id}")]
async fn replace_notice_window(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    replace(actor, &ctx, Asked { kind: Kind::NoticeWindow, agreement, seen }, id, body.into_inner()).await
}

/// Take a notice window off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/notice_windows/{fact_id}")]
async fn remove_notice_window(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    remove(actor, &ctx, Asked { kind: Kind::NoticeWindow, agreement, seen }, id).await
}
