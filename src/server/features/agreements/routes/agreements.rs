//! Agreements, their review and their clauses.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use sea_orm::entity::prelude::Uuid;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::super::records::document;
use super::super::records::header::{AgreementKind, Header, Review, check_may_change};
use super::super::records::queries::{self, Wanted, find_agreement, find_fact, header_of};
use super::super::records::record::{self, Draft, Kind};
use super::super::show::verdict::Reader;
use super::super::show::{
    Agreement, AgreementChange, AgreementSummary, AsKnown, Clause, NewAgreement, NewClause, NewReview, loaded,
};
use crate::platform::auth::{Actor, EditAgreements, Permission, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::extract::{IfMatch, with_etag};
use crate::platform::http::paging::Page;

/// Which agreements.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AgreementFilter {
    /// Words of the reference, title or parties.
    q: Option<String>,
    review: Option<Review>,
    kind: Option<AgreementKind>,
    /// Only those with a rule about this asset.
    asset: Option<Uuid>,
    /// 1 to 200; 50 unless told.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
}

/// Agreements, newest first.
#[utoipa::path(tag = "agreements", params(AgreementFilter), responses((status = 200, body = Page<AgreementSummary>)))]
#[get("/agreements")]
pub(super) async fn list_agreements(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    filter: web::Query<AgreementFilter>,
) -> Result<web::Json<Page<AgreementSummary>>> {
    let AgreementFilter { q, review, kind, asset, limit, cursor } = filter.into_inner();
    let limit = limit.unwrap_or(50).clamp(1, crate::platform::http::paging::MOST);
    let review = review.map(|review| review.name().to_owned());
    let wanted = Wanted { text: q, review, asset, kinds: kind.into_iter().collect(), ..Wanted::default() };
    let rows = queries::list(ctx.db.read(), &wanted, cursor, limit + 1).await?;
    Ok(web::Json(Page::of(rows, limit, |row| row.id, |row| row)))
}

/// Record an agreement.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Agreement)))]
#[post("/agreements")]
pub(super) async fn add_agreement(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewAgreement>,
) -> Result<HttpResponse> {
    let new = body.into_inner();
    let header = Header {
        reference: new.reference.trim().to_owned(),
        title: new.title.trim().to_owned(),
        kind: new.kind,
        licensor: new.licensor.unwrap_or_default(),
        licensee: new.licensee.unwrap_or_default(),
        signed_on: new.signed_on,
        status: new.status.unwrap_or_default(),
        status_at: None,
        review: Review::Draft,
        notes: new.notes.unwrap_or_default(),
        co_licensors: trimmed(new.co_licensors.unwrap_or_default()),
        co_licensees: trimmed(new.co_licensees.unwrap_or_default()),
        beneficiaries: trimmed(new.beneficiaries.unwrap_or_default()),
        governing_law: new.governing_law.unwrap_or_default().trim().to_owned(),
        amends: new.amends,
        replaces: new.replaces,
    };
    let tx = ctx.db.write().await?;
    queries::check_earlier(&tx, None, &header).await?;
    let added = queries::add(&ctx, &tx, &actor.who(), header).await?;
    ctx.commit(tx).await?;
    let shown = loaded::agreement(ctx.db.read(), &Reader::of(&actor), added.id, None, ctx.now()).await?;
    Ok(with_etag(HttpResponse::Created(), shown.revision, &shown))
}

/// One agreement with everything that is read from it, or was known of it at an earlier moment.
#[utoipa::path(tag = "agreements", params(AsKnown), responses((status = 200, body = Agreement)))]
#[get("/agreements/{id}")]
pub(super) async fn show_agreement(
    actor: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    known: web::Query<AsKnown>,
) -> Result<HttpResponse> {
    let shown = loaded::agreement(ctx.db.read(), &Reader::of(&actor), *id, known.belief_at, ctx.now()).await?;
    Ok(with_etag(HttpResponse::Ok(), shown.revision, &shown))
}

/// Change the head of an agreement.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Agreement)))]
#[patch("/agreements/{id}")]
pub(super) async fn change_agreement(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    seen: IfMatch,
    body: web::Json<AgreementChange>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    seen.check(find_agreement(&tx, *id).await?.revision)?;
    let (row, header) = header_of(&tx, *id).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    let changed = apply(header.clone(), body.into_inner());
    queries::check_earlier(&tx, Some(*id), &changed).await?;
    if changed != header {
        queries::change_header(&ctx, &tx, &actor.who(), &row, changed).await?;
    }
    ctx.commit(tx).await?;
    let shown = loaded::agreement(ctx.db.read(), &Reader::of(&actor), *id, None, ctx.now()).await?;
    Ok(with_etag(HttpResponse::Ok(), shown.revision, &shown))
}

fn trimmed(names: Vec<String>) -> Vec<String> {
    names.iter().map(|name| name.trim().to_owned()).collect()
}

fn apply(header: Header, change: AgreementChange) -> Header {
    let one = |text: String| text.trim().to_owned();
    Header {
        reference: change.reference.map_or(header.reference, one),
        title: change.title.map_or(header.title, one),
        co_licensors: change.co_licensors.map_or(header.co_licensors, trimmed),
        co_licensees: change.co_licensees.map_or(header.co_licensees, trimmed),
        beneficiaries: change.beneficiaries.map_or(header.beneficiaries, trimmed),
        governing_law: change.governing_law.map_or(header.governing_law, one),
        kind: change.kind.unwrap_or(header.kind),
        licensor: change.licensor.unwrap_or(header.licensor),
        licensee: change.licensee.unwrap_or(header.licensee),
        signed_on: change.signed_on.unwrap_or(header.signed_on),
        status: change.status.unwrap_or(header.status),
        notes: change.notes.unwrap_or(header.notes),
        amends: change.amends.unwrap_or(header.amends),
        replaces: change.replaces.unwrap_or(header.replaces),
        ..header
    }
}

/// Take the review a step further, or back to draft.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Agreement)))]
#[post("/agreements/{id}/reviews")]
pub(super) async fn review_agreement(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    seen: Option<IfMatch>,
    body: web::Json<NewReview>,
) -> Result<HttpResponse> {
    let to = body.to;
    if to == Review::Approved && !actor.may(Permission::ApproveAgreements) {
        let detail = format!("Your role ({}) does not include \"approve_agreements\".", actor.role.name());
        return Err(Error::new(Code::PermissionDenied, detail));
    }
    let tx = ctx.db.write().await?;
    let (row, header) = header_of(&tx, *id).await?;
    // Whoever says what they read does not approve rules that came in afterwards.
    if let Some(seen) = seen {
        seen.check(find_agreement(&tx, *id).await?.revision)?;
    }
    header.review.step(to)?;
    queries::change_header(&ctx, &tx, &actor.who(), &row, Header { review: to, ..header }).await?;
    ctx.commit(tx).await?;
    let shown = loaded::agreement(ctx.db.read(), &Reader::of(&actor), *id, None, ctx.now()).await?;
    Ok(with_etag(HttpResponse::Ok(), shown.revision, &shown))
}

/// Quote a clause.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Clause)))]
#[post("/agreements/{id}/clauses")]
pub(super) async fn add_clause(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewClause>,
) -> Result<HttpResponse> {
    let NewClause { page, quote, document } = body.into_inner();
    let quote = check_quote(&quote)?;
    let tx = ctx.db.write().await?;
    let (_, header) = header_of(&tx, *id).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    let mut body = json!({ "page": page, "quote": quote });
    if let Some(document) = document {
        body["document"] = document::pointer(&tx, *id, document).await?;
    }
    let draft = Draft { agreement: Some(*id), body, ..Draft::default() };
    let added = record::add(&ctx, &tx, &actor.who(), Kind::Clause, draft).await?;
    // A clause alone allows and forbids nothing: no asset is touched.
    queries::touched(&ctx, &tx, &actor.who(), *id, Vec::new()).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(loaded::clause(&added)))
}

fn check_quote(quote: &str) -> Result<String> {
    let quote = quote.trim();
    if quote.is_empty() {
        return Err(Error::field(Code::FieldMissing, "quote", "Quote the words of the clause."));
    }
    if quote.chars().count() > 10_000 {
        return Err(Error::field(Code::Invalid, "quote", "At most 10,000 characters."));
    }
    Ok(quote.to_owned())
}

/// Take a clause off the record; rules that stand on it must be changed first.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/clauses/{clause_id}")]
pub(super) async fn remove_clause(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (id, clause_id) = path.into_inner();
    let tx = ctx.db.write().await?;
    let (_, header) = header_of(&tx, id).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    let clause = find_fact(&tx, id, Kind::Clause, clause_id).await?;
    let rules = queries::current_facts(&tx, id).await?;
    if rules.iter().any(|rule| rule.clause_id == Some(clause_id)) {
        return Err(Error::new(Code::FactInvalid, "A rule stands on this clause; change that first."));
    }
    record::withdraw(&ctx, &tx, &actor.who(), &clause).await?;
    queries::touched(&ctx, &tx, &actor.who(), id, Vec::new()).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}
