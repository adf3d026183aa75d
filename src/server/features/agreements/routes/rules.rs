//! What an agreement says: grants, restrictions, waivers and revocations, recorded, corrected and taken back.

use actix_web::{HttpResponse, delete, post, put, web};
use sea_orm::entity::prelude::Uuid;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::body::{self, Wanted};
use super::super::header::check_may_change;
use super::super::queries::{self, find_fact, header_of};
use super::super::record::{self, Kind};
use super::super::show::{Fact, NewFact, loaded};
use crate::platform::auth::{Actor, EditAgreements, Permission};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

/// Adds the operations on rules.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(add_grant)
        .service(replace_grant)
        .service(remove_grant)
        .service(add_restriction)
        .service(replace_restriction)
        .service(remove_restriction)
        .service(add_waiver)
        .service(replace_waiver)
        .service(remove_waiver)
        .service(add_revocation)
        .service(replace_revocation)
        .service(remove_revocation);
}

async fn add(
    actor: Actor<EditAgreements>,
    ctx: &Ctx,
    kind: Kind,
    agreement: Uuid,
    new: NewFact,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let (_, header) = header_of(&tx, agreement).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    let drafts = body::drafts(&tx, actor.scope, kind, wanted(agreement, new)).await?;
    let mut added = Vec::new();
    for draft in drafts {
        added.push(record::add(ctx, &tx, &actor.who(), kind, draft).await?);
    }
    queries::changed(ctx, &tx, &actor.who(), agreement).await?;
    ctx.commit(tx).await?;
    let first = added.first().ok_or_else(|| Error::new(Code::FactInvalid, "There is nothing to record."))?;
    Ok(HttpResponse::Created().json(loaded::fact_shown(first)?))
}

async fn replace(
    actor: Actor<EditAgreements>,
    ctx: &Ctx,
    kind: Kind,
    (agreement, id): (Uuid, Uuid),
    new: NewFact,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let (_, header) = header_of(&tx, agreement).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    check_may_loosen(&actor, &tx, agreement, kind).await?;
    let old = find_fact(&tx, agreement, kind, id).await?;
    let mut new = new;
    if kind == Kind::Grant && !["interest", "interests"].iter().any(|key| new.body.contains_key(*key)) {
        // A correction that does not say otherwise is about the same interest.
        let same = old.interest_id.map(|id| id.to_string());
        new.body.insert("interest".to_owned(), same.into());
    }
    let mut drafts = body::drafts(&tx, actor.scope, kind, wanted(agreement, new)).await?;
    let draft = drafts.pop().filter(|_| drafts.is_empty());
    let draft = draft.ok_or_else(|| Error::field(Code::FactInvalid, "interests", "Correct one grant at a time."))?;
    let replaced = record::replace(ctx, &tx, &actor.who(), &old, draft).await?;
    queries::changed(ctx, &tx, &actor.who(), agreement).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Ok().json(loaded::fact_shown(&replaced)?))
}

async fn remove(
    actor: Actor<EditAgreements>,
    ctx: &Ctx,
    kind: Kind,
    (agreement, id): (Uuid, Uuid),
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let (_, header) = header_of(&tx, agreement).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    check_may_loosen(&actor, &tx, agreement, kind).await?;
    let old = find_fact(&tx, agreement, kind, id).await?;
    record::supersede(ctx, &tx, &old).await?;
    queries::changed(ctx, &tx, &actor.who(), agreement).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What forbids or takes back, once approved, is not loosened by going back to draft: taking it away clears assets.
async fn check_may_loosen(actor: &Actor<EditAgreements>, tx: &Tx, agreement: Uuid, kind: Kind) -> Result<()> {
    let forbids = matches!(kind, Kind::Restriction | Kind::Revocation);
    if !forbids || actor.may(Permission::ApproveAgreements) || !queries::was_ever_approved(tx, agreement).await? {
        return Ok(());
    }
    let detail = "It was approved: only somebody who may approve agreements can change it or take it away.";
    Err(Error::new(Code::PermissionDenied, detail))
}

fn wanted(agreement: Uuid, new: NewFact) -> Wanted {
    Wanted { agreement, clause: new.clause_id, no_document: new.no_document, body: new.body }
}

/// Record a grant: one fact for each interest named; the first is answered.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/grants")]
async fn add_grant(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    add(actor, &ctx, Kind::Grant, *id, body.into_inner()).await
}

/// Correct a grant: the old one stays on record as superseded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/grants/{fact_id}")]
async fn replace_grant(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    replace(actor, &ctx, Kind::Grant, path.into_inner(), body.into_inner()).await
}

/// Take a grant off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/grants/{fact_id}")]
async fn remove_grant(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    remove(actor, &ctx, Kind::Grant, path.into_inner()).await
}

/// Record a restriction.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/restrictions")]
async fn add_restriction(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    add(actor, &ctx, Kind::Restriction, *id, body.into_inner()).await
}

/// Correct a restriction.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/restrictions/{fact_id}")]
async fn replace_restriction(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    replace(actor, &ctx, Kind::Restriction, path.into_inner(), body.into_inner()).await
}

/// Take a restriction off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/restrictions/{fact_id}")]
async fn remove_restriction(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    remove(actor, &ctx, Kind::Restriction, path.into_inner()).await
}

/// Record a waiver of a restriction.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/waivers")]
async fn add_waiver(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    add(actor, &ctx, Kind::Waiver, *id, body.into_inner()).await
}

/// Correct a waiver.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/waivers/{fact_id}")]
async fn replace_waiver(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    replace(actor, &ctx, Kind::Waiver, path.into_inner(), body.into_inner()).await
}

/// Take a waiver off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/waivers/{fact_id}")]
async fn remove_waiver(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    remove(actor, &ctx, Kind::Waiver, path.into_inner()).await
}

/// Record a revocation of a grant, an interest or the whole agreement.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/revocations")]
async fn add_revocation(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    add(actor, &ctx, Kind::Revocation, *id, body.into_inner()).await
}

/// Correct a revocation.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/revocations/{fact_id}")]
async fn replace_revocation(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    replace(actor, &ctx, Kind::Revocation, path.into_inner(), body.into_inner()).await
}

/// Take a revocation off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/revocations/{fact_id}")]
async fn remove_revocation(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    remove(actor, &ctx, Kind::Revocation, path.into_inner()).await
}
