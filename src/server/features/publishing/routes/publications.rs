//! Publications: planning, looking and taking down.

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::features::agreements::show::verdict::Reader;
use crate::features::publishing::good_faith::{self, GoodFaith};
use crate::features::publishing::row::publication;
use crate::features::publishing::show::{self, NewPublication, Publication, Takedown};
use crate::features::publishing::store::{self, End, Narrowed};
use crate::platform::auth::{Actor, Publish, ViewCampaigns};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::paging::{Page, Paging};

/// Which publications.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// `planned`, `live`, `ended`, `taken_down`, `failed` or `cancelled`.
    state: Option<String>,
    asset: Option<Uuid>,
    channel: Option<Uuid>,
    campaign: Option<Uuid>,
}

/// Publications, newest first.
#[utoipa::path(tag = "publishing", params(Filter, Paging), responses((status = 200, body = Page<Publication>)))]
#[get("/publications")]
pub async fn list_publications(
    actor: Actor<ViewCampaigns>,
    ctx: web::Data<Ctx>,
    filter: web::Query<Filter>,
    paging: web::Query<Paging>,
) -> Result<web::Json<Page<Publication>>> {
    let Filter { state, asset, channel, campaign } = filter.into_inner();
    let state = state.map(|state| parse_state(&state)).transpose()?;
    let narrowed = Narrowed { state, asset, channel, campaign };
    let limit = paging.limit();
    let mut rows = store::list(ctx.db.read(), narrowed, paging.after()?, limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = rows.last().filter(|_| more).map(|row: &publication::Model| row.id.to_string());
    Ok(web::Json(Page { items: show::load(&ctx, &actor, rows).await?, next_cursor }))
}

fn parse_state(state: &str) -> Result<String> {
    match state {
        "planned" | "live" | "ended" | "taken_down" | "failed" | "cancelled" => Ok(state.to_owned()),
        _ => Err(Error::field(Code::Invalid, "state", "There is no such state of a publication.")),
    }
}

/// Plan a publication. Refused with every reason unless the rights clear it and these bytes are approved for it.
#[utoipa::path(tag = "publishing", responses((status = 201, body = Publication), (status = 409)))]
#[post("/publications")]
pub async fn plan_publication(
    actor: Actor<Publish>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewPublication>,
) -> Result<HttpResponse> {
    let added = store::plan(&ctx, &actor, &body).await?;
    Ok(HttpResponse::Created().json(show::load_one(&ctx, &actor, added).await?))
}

/// One publication with its history.
#[utoipa::path(tag = "publishing", responses((status = 200, body = Publication)))]
#[get("/publications/{id}")]
pub async fn show_publication(
    actor: Actor<ViewCampaigns>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Publication>> {
    let found = store::find(ctx.db.read(), *id).await?;
    Ok(web::Json(show::load_one(&ctx, &actor, found).await?))
}

/// Whether it was shown in good faith: the answer as it was known when it went live against the answer as it is known now,
/// with who recorded what in between.
#[utoipa::path(tag = "publishing", responses((status = 200, body = GoodFaith), (status = 409)))]
#[get("/publications/{id}/good-faith")]
pub async fn show_good_faith(
    actor: Actor<ViewCampaigns>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<GoodFaith>> {
    let found = store::find(ctx.db.read(), *id).await?;
    Ok(web::Json(good_faith::look(&ctx, &Reader::of(&actor), &found).await?))
}

/// Take a live publication down, or cancel a planned one, with a reason.
#[utoipa::path(tag = "publishing", responses((status = 200, body = Publication), (status = 409)))]
#[post("/publications/{id}/takedown")]
pub async fn take_down_publication(
    actor: Actor<Publish>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<Takedown>,
) -> Result<web::Json<Publication>> {
    let reason = parse_reason(&body.reason)?;
    let tx = ctx.db.write().await?;
    let found = store::find(&tx, *id).await?;
    let state = match found.state.as_str() {
        "live" => "taken_down",
        "planned" => "cancelled",
        other => {
            let why = format!("It is {} already.", other.replace('_', " "));
            return Err(Error::new(Code::PublicationState, why));
        }
    };
    let end = End { state, code: state, sentence: reason, reasons: json!([]), verdict: None };
    if !store::end(&ctx, &tx, &actor.who(), &found, end).await? {
        return Err(Error::new(Code::PublicationState, "It changed meanwhile; reload to see how."));
    }
    ctx.commit(tx).await?;
    let found = store::find(ctx.db.read(), *id).await?;
    Ok(web::Json(show::load_one(&ctx, &actor, found).await?))
}

fn parse_reason(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 2_000 || text.contains('\0') {
        return Err(Error::field(Code::FieldMissing, "reason", "Say why, in 1 to 2,000 characters without NUL."));
    }
    Ok(text.to_owned())
}
