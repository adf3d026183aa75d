//! HTTP of the room `approvals`.

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::decide::Outcome;
use super::deciding;
use super::row::approval;
use super::show::{self, Approval, Comment, NewApproval, NewComment, NewDecision};
use super::{Narrowed, Request};
use crate::features::agreements::clearance;
use crate::features::assets;
use crate::platform::auth::{Actor, DecideApprovals, Permission, RequestApprovals};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::extract::named;
use crate::platform::http::paging::{Page, Paging};

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list_approvals)
        .service(request_approval)
        .service(show_approval)
        .service(decide_approval)
        .service(comment_approval)
        .service(withdraw_approval);
}

/// Which approvals.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// `open`, `approved`, `declined`, `changes_wanted`, `lapsed` or `withdrawn`.
    state: Option<String>,
    asset: Option<Uuid>,
    /// Only the ones the reader asked for.
    mine: Option<bool>,
}

/// Approvals, newest first. Partners see their own requests.
#[utoipa::path(tag = "approvals", params(Filter, Paging), responses((status = 200, body = Page<Approval>)))]
#[get("/approvals")]
async fn list_approvals(
    actor: Actor<RequestApprovals>,
    ctx: web::Data<Ctx>,
    filter: web::Query<Filter>,
    paging: web::Query<Paging>,
) -> Result<web::Json<Page<Approval>>> {
    let Filter { state, asset, mine } = filter.into_inner();
    let narrowed = Narrowed {
        state: state.map(|state| parse_state(&state)).transpose()?,
        asset,
        requested_by: mine.unwrap_or(false).then_some(actor.person),
    };
    let limit = paging.limit();
    let mut rows = super::list(ctx.db.read(), &actor, narrowed, paging.after()?, limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = rows.last().filter(|_| more).map(|row: &approval::Model| row.id.to_string());
    Ok(web::Json(Page { items: show::load(&ctx, &actor, rows).await?, next_cursor }))
}

fn parse_state(state: &str) -> Result<String> {
    match state {
        "open" | "approved" | "declined" | "changes_wanted" | "lapsed" | "withdrawn" => Ok(state.to_owned()),
        _ => Err(Error::field(Code::Invalid, "state", "There is no such state of an approval.")),
    }
}

/// Ask for approval of an asset's current version for a use.
#[utoipa::path(tag = "approvals", responses((status = 201, body = Approval)))]
#[post("/approvals")]
async fn request_approval(
    actor: Actor<RequestApprovals>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewApproval>,
) -> Result<HttpResponse> {
    let NewApproval { asset_id, intended, channel_id, note, due_on } = body.into_inner();
    let use_request = intended.to_value()?;
    clearance::parse_use(&use_request).map_err(inside_use)?;
    let request = Request {
        use_request,
        channel: channel_id,
        note: parse_text("note", note.as_deref().unwrap_or_default(), 0)?,
        due_on: due_on.as_deref().map(parse_day).transpose()?,
    };
    let tx = ctx.db.write().await?;
    let asset = named("asset_id", assets::find_visible(&tx, actor.scope, asset_id).await)?;
    if let Some(channel) = request.channel {
        super::check_channel(&tx, &actor, channel).await?;
    }
    if asset.archived_at.is_some() {
        return Err(Error::new(Code::AssetArchived, "Restore it first."));
    }
    let version = assets::current_file(&tx, &asset).await?;
    let added = super::add(&ctx, &tx, &actor.who(), actor.person, &version, request).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(show::load_one(&ctx, &actor, added).await?))
}

fn inside_use(error: Error) -> Error {
    let field = error.field.as_deref().map(|field| format!("use.{field}"));
    Error { field, ..error }
}

fn parse_day(text: &str) -> Result<chrono::NaiveDate> {
    text.parse().map_err(|_| Error::field(Code::DateInvalid, "due_on", "Write the day as 2026-12-01."))
}

fn parse_text(field: &str, text: &str, at_least: usize) -> Result<String> {
    let text = text.trim();
    let length = text.chars().count();
    if length < at_least || length > 5_000 || text.contains('\0') {
        let why = format!("{at_least} to 5,000 characters, without NUL.");
        return Err(Error::field(Code::Invalid, field, why));
    }
    Ok(text.to_owned())
}

/// One approval.
#[utoipa::path(tag = "approvals", responses((status = 200, body = Approval)))]
#[get("/approvals/{id}")]
async fn show_approval(
    actor: Actor<RequestApprovals>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Approval>> {
    let found = super::find_visible(ctx.db.read(), &actor, *id).await?;
    Ok(web::Json(show::load_one(&ctx, &actor, found).await?))
}

/// Decide. A yes is only taken while the rights clear the use, and keeps the verdict it stands on.
#[utoipa::path(tag = "approvals", responses((status = 200, body = Approval), (status = 409)))]
#[post("/approvals/{id}/decisions")]
async fn decide_approval(
    actor: Actor<DecideApprovals>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewDecision>,
) -> Result<web::Json<Approval>> {
    let outcome = Outcome::parse(&body.outcome)?;
    let note = parse_text("note", body.note.as_deref().unwrap_or_default(), 0)?;
    deciding::decide(&ctx, &actor, *id, outcome, note).await?;
    let found = super::find_visible(ctx.db.read(), &actor, *id).await?;
    Ok(web::Json(show::load_one(&ctx, &actor, found).await?))
}

/// Add a remark.
#[utoipa::path(tag = "approvals", responses((status = 201, body = Comment)))]
#[post("/approvals/{id}/comments")]
async fn comment_approval(
    actor: Actor<RequestApprovals>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewComment>,
) -> Result<HttpResponse> {
    let text = parse_text("body", &body.body, 1)?;
    let tx = ctx.db.write().await?;
    let found = super::find_visible(&tx, &actor, *id).await?;
    let added = super::add_comment(&ctx, &tx, &actor.who(), actor.person, &found, text).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(Comment::from(added)))
}

/// Take an open request back: whoever asked, or whoever decides.
#[utoipa::path(tag = "approvals", responses((status = 200, body = Approval)))]
#[post("/approvals/{id}/withdrawals")]
async fn withdraw_approval(
    actor: Actor<RequestApprovals>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Approval>> {
    let tx = ctx.db.write().await?;
    let found = super::find_visible(&tx, &actor, *id).await?;
    if found.requested_by != actor.person && !actor.may(Permission::DecideApprovals) {
        return Err(Error::new(Code::PermissionDenied, "Only who asked for it takes it back."));
    }
    super::withdraw(&ctx, &tx, &actor.who(), &found).await?;
    ctx.commit(tx).await?;
    let found = super::find_visible(ctx.db.read(), &actor, *id).await?;
    Ok(web::Json(show::load_one(&ctx, &actor, found).await?))
}
