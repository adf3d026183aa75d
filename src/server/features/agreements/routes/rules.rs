//! What an agreement says: grants, restrictions, waivers and revocations, recorded, corrected and taken back.

use actix_web::{HttpResponse, delete, post, put, web};
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::Uuid;
use serde_json::json;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::records::amendment::Ending;
use super::super::records::body;
use super::super::records::header::{Header, check_may_change};
use super::super::records::occurrence;
use super::super::records::queries::{self, find_agreement, find_fact, header_of};
use super::super::records::record::{self, Draft, Kind};
use super::super::records::wanted::{Wanted, in_sight};
use super::super::show::NewFact;
use super::super::show::fact::{Fact, fact_shown};
use crate::platform::auth::{Actor, EditAgreements, Permission};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::extract::{IfMatch, with_etag};

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

/// What somebody wants done to the record of an agreement.
pub(super) struct Asked {
    pub kind: Kind,
    pub agreement: Uuid,
    /// The revision of the agreement they read, where they say so.
    pub seen: Option<IfMatch>,
}

impl Asked {
    /// The agreement as it stands, unless it changed since it was read.
    pub(super) async fn open(&self, tx: &Tx) -> Result<Header> {
        let (_, header) = header_of(tx, self.agreement).await?;
        if let Some(seen) = &self.seen {
            seen.check(find_agreement(tx, self.agreement).await?.revision)?;
        }
        Ok(header)
    }
}

pub(super) async fn add(actor: Actor<EditAgreements>, ctx: &Ctx, asked: Asked, new: NewFact) -> Result<HttpResponse> {
    let (kind, agreement) = (asked.kind, asked.agreement);
    let tx = ctx.db.write().await?;
    let header = asked.open(&tx).await?;
    if occurrence::may_clear(kind, &new.body) {
        check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    }
    queries::hold(&tx, agreement).await?;
    let ending = Ending { kind, agreement, amends: new.amends, on: new.effective_on }.draft(&tx).await?;
    let ending = ending.map(|draft| stated(draft, &new));
    let last = last_event(&tx, kind, agreement).await?;
    let drafts = body::drafts(&tx, actor.scope, kind, wanted(agreement, new), None).await?;
    let mut added = Vec::new();
    for draft in drafts {
        check_may_waive(&actor, &tx, kind, agreement, &draft).await?;
        added.push(record::add_after(ctx, &tx, &actor.who(), kind, draft, last).await?);
    }
    if let Some(ending) = ending {
        record::add(ctx, &tx, &actor.who(), Kind::Revocation, ending).await?;
    }
    queries::changed(ctx, &tx, &actor.who(), agreement).await?;
    let revision = find_agreement(&tx, agreement).await?.revision;
    ctx.commit(tx).await?;
    let first = added.first().ok_or_else(|| Error::new(Code::FactInvalid, "There is nothing to record."))?;
    Ok(with_etag(HttpResponse::Created(), revision, &fact_shown(first)?))
}

/// When the youngest event or entry of the agreement became known: what comes after it is told after it.
async fn last_event(tx: &Tx, kind: Kind, agreement: Uuid) -> Result<Option<DateTime<Utc>>> {
    if !matches!(kind, Kind::DutyEvent | Kind::Usage) {
        return Ok(None);
    }
    let rows = queries::current_facts(tx, agreement).await?;
    Ok(rows.iter().filter(|row| row.kind == kind.name()).map(|row| row.recorded_at).max())
}

pub(super) async fn replace(
    actor: Actor<EditAgreements>,
    ctx: &Ctx,
    asked: Asked,
    id: Uuid,
    mut new: NewFact,
) -> Result<HttpResponse> {
    let (kind, agreement) = (asked.kind, asked.agreement);
    if new.amends.is_some() || new.effective_on.is_some() {
        let detail = "A correction stands in place of what was wrong; record an amendment beside it instead.";
        return Err(Error::field(Code::FactInvalid, "amends", detail));
    }
    let tx = ctx.db.write().await?;
    let header = asked.open(&tx).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    check_may_loosen(&actor, &tx, agreement, kind).await?;
    queries::hold(&tx, agreement).await?;
    let old = find_fact(&tx, agreement, kind, id).await?;
    let fans_out = matches!(kind, Kind::Grant | Kind::Exclusivity);
    if fans_out && !["interest", "interests"].iter().any(|key| new.body.contains_key(*key)) {
        // A correction that does not say otherwise is about the same interest.
        let same = old.interest_id.map(|id| id.to_string());
        new.body.insert("interest".to_owned(), same.into());
    }
    let mut drafts = body::drafts(&tx, actor.scope, kind, wanted(agreement, new), Some(&old)).await?;
    let draft = drafts.pop().filter(|_| drafts.is_empty());
    let draft = draft.ok_or_else(|| Error::field(Code::FactInvalid, "interests", "Correct one fact at a time."))?;
    let draft = Draft { amends: old.amends_id, ..draft };
    check_may_waive(&actor, &tx, kind, agreement, &draft).await?;
    let replaced = record::replace(ctx, &tx, &actor.who(), &old, draft).await?;
    queries::changed(ctx, &tx, &actor.who(), agreement).await?;
    let revision = find_agreement(&tx, agreement).await?.revision;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Ok(), revision, &fact_shown(&replaced)?))
}

pub(super) async fn remove(actor: Actor<EditAgreements>, ctx: &Ctx, asked: Asked, id: Uuid) -> Result<HttpResponse> {
    let (kind, agreement) = (asked.kind, asked.agreement);
    let tx = ctx.db.write().await?;
    let header = asked.open(&tx).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    check_may_loosen(&actor, &tx, agreement, kind).await?;
    let old = find_fact(&tx, agreement, kind, id).await?;
    record::withdraw(ctx, &tx, &actor.who(), &old).await?;
    queries::changed(ctx, &tx, &actor.who(), agreement).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What forbids or takes back, once approved, is not loosened by going back to draft: taking it away clears assets.
pub(super) async fn check_may_loosen(
    actor: &Actor<EditAgreements>,
    tx: &Tx,
    agreement: Uuid,
    kind: Kind,
) -> Result<()> {
    let forbids =
        matches!(kind, Kind::Restriction | Kind::Revocation | Kind::Exclusivity | Kind::DutyEvent | Kind::Usage);
    if !forbids || actor.may(Permission::ApproveAgreements) || !queries::was_ever_approved(tx, agreement).await? {
        return Ok(());
    }
    let detail = "It was approved: only somebody who may approve agreements can change it or take it away.";
    Err(Error::new(Code::PermissionDenied, detail))
}

/// The end of what is amended stands on the same words as the amendment.
fn stated(ending: Draft, new: &NewFact) -> Draft {
    let mut body = ending.body;
    if let Some(why) = &new.no_document {
        body["no_document"] = json!(why);
    }
    Draft { clause: new.clause_id, reason: new.reason.clone(), body, ..ending }
}

/// A waiver of what another paper forbids speaks for that paper too: it takes the trust of an approval. What binds only
/// within its own paper is lifted there.
async fn check_may_waive(
    actor: &Actor<EditAgreements>,
    tx: &Tx,
    kind: Kind,
    agreement: Uuid,
    draft: &Draft,
) -> Result<()> {
    let Some(waived) = draft.target.filter(|_| kind == Kind::Waiver) else { return Ok(()) };
    let found = record::find(tx, Kind::Restriction, waived).await?;
    if found.agreement_id == Some(agreement) {
        return Ok(());
    }
    if found.reach.as_deref() == Some("agreement") {
        let detail = "This restriction binds only within its own agreement; record the waiver there.";
        return Err(Error::field(Code::FactInvalid, "restriction", detail));
    }
    if !actor.may(Permission::ApproveAgreements) {
        let detail = "It stands in another agreement: only somebody who may approve agreements can lift it here.";
        return Err(Error::field(Code::PermissionDenied, "restriction", detail));
    }
    in_sight(tx, actor.scope, found.asset_id, "restriction").await?;
    Ok(())
}

fn wanted(agreement: Uuid, new: NewFact) -> Wanted {
    Wanted {
        agreement,
        clause: new.clause_id,
        no_document: new.no_document,
        amends: new.amends,
        reason: new.reason,
        body: new.body,
    }
}

/// Record a grant: one fact for each interest named; the first is answered.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/grants")]
async fn add_grant(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let asked = Asked { kind: Kind::Grant, agreement: *id, seen };
    add(actor, &ctx, asked, body.into_inner()).await
}

/// Correct a grant: the old one stays on record as superseded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/grants/{fact_id}")]
async fn replace_grant(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    replace(actor, &ctx, Asked { kind: Kind::Grant, agreement, seen }, id, body.into_inner()).await
}

/// Take a grant off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/grants/{fact_id}")]
async fn remove_grant(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    remove(actor, &ctx, Asked { kind: Kind::Grant, agreement, seen }, id).await
}

/// Record a restriction.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/restrictions")]
async fn add_restriction(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let asked = Asked { kind: Kind::Restriction, agreement: *id, seen };
    add(actor, &ctx, asked, body.into_inner()).await
}

/// Correct a restriction.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/restrictions/{fact_id}")]
async fn replace_restriction(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    replace(actor, &ctx, Asked { kind: Kind::Restriction, agreement, seen }, id, body.into_inner()).await
}

/// Take a restriction off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/restrictions/{fact_id}")]
async fn remove_restriction(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    remove(actor, &ctx, Asked { kind: Kind::Restriction, agreement, seen }, id).await
}

/// Record a waiver of a restriction.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/waivers")]
async fn add_waiver(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let asked = Asked { kind: Kind::Waiver, agreement: *id, seen };
    add(actor, &ctx, asked, body.into_inner()).await
}

/// Correct a waiver.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/waivers/{fact_id}")]
async fn replace_waiver(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    replace(actor, &ctx, Asked { kind: Kind::Waiver, agreement, seen }, id, body.into_inner()).await
}

/// Take a waiver off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/waivers/{fact_id}")]
async fn remove_waiver(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    remove(actor, &ctx, Asked { kind: Kind::Waiver, agreement, seen }, id).await
}

/// Record a revocation of a grant, an interest or the whole agreement.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Fact)))]
#[post("/agreements/{id}/revocations")]
async fn add_revocation(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    id: web::Path<Uuid>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let asked = Asked { kind: Kind::Revocation, agreement: *id, seen };
    add(actor, &ctx, asked, body.into_inner()).await
}

/// Correct a revocation.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Fact)))]
#[put("/agreements/{id}/revocations/{fact_id}")]
async fn replace_revocation(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<NewFact>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    replace(actor, &ctx, Asked { kind: Kind::Revocation, agreement, seen }, id, body.into_inner()).await
}

/// Take a revocation off the record.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/revocations/{fact_id}")]
async fn remove_revocation(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    remove(actor, &ctx, Asked { kind: Kind::Revocation, agreement, seen }, id).await
}
