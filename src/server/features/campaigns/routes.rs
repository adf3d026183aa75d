//! HTTP of the room `campaigns`.

use actix_web::{HttpResponse, get, patch, post, web};
use sea_orm::ConnectionTrait;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Content;
use super::row::campaign;
use super::show::{Campaign, CampaignChange, NewCampaign};
use crate::platform::auth::{Actor, EditCampaigns, ViewCampaigns};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::extract::{IfMatch, with_etag};
use crate::platform::http::paging::{Page, Paging};

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config.service(list_campaigns).service(add_campaign).service(show_campaign).service(change_campaign);
}

/// Campaigns, newest first.
#[utoipa::path(tag = "campaigns", params(Paging), responses((status = 200, body = Page<Campaign>)))]
#[get("/campaigns")]
async fn list_campaigns(
    _: Actor<ViewCampaigns>,
    ctx: web::Data<Ctx>,
    paging: web::Query<Paging>,
) -> Result<web::Json<Page<Campaign>>> {
    let rows = super::list(ctx.db.read(), paging.after()?, paging.limit() + 1).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let counts = super::counts(ctx.db.read(), &ids).await?;
    let show = |row: campaign::Model| {
        let counts = counts.get(&row.id).copied().unwrap_or_default();
        Campaign::new(row, counts)
    };
    Ok(web::Json(Page::of(rows, paging.limit(), |row| row.id, show)))
}

/// Add a campaign.
#[utoipa::path(tag = "campaigns", responses((status = 201, body = Campaign)))]
#[post("/campaigns")]
async fn add_campaign(
    actor: Actor<EditCampaigns>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewCampaign>,
) -> Result<HttpResponse> {
    let content = Content::parse(&body.name, &body.brief, &body.starts_on, &body.ends_on)?;
    let tx = ctx.db.write().await?;
    let added = super::add(&ctx, &tx, &actor.who(), content).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Created(), added.revision, &load(ctx.db.read(), added.clone()).await?))
}

/// One campaign.
#[utoipa::path(tag = "campaigns", responses((status = 200, body = Campaign)))]
#[get("/campaigns/{id}")]
async fn show_campaign(_: Actor<ViewCampaigns>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let found = super::find(ctx.db.read(), *id).await?;
    Ok(with_etag(HttpResponse::Ok(), found.revision, &load(ctx.db.read(), found.clone()).await?))
}

/// Change a campaign.
#[utoipa::path(tag = "campaigns", responses((status = 200, body = Campaign)))]
#[patch("/campaigns/{id}")]
async fn change_campaign(
    actor: Actor<EditCampaigns>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    seen: IfMatch,
    body: web::Json<CampaignChange>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let found = super::find(&tx, *id).await?;
    seen.check(found.revision)?;
    let content = Content::parse(
        body.name.as_deref().unwrap_or(&found.name),
        body.brief.as_deref().unwrap_or(&found.brief),
        body.starts_on.as_deref().unwrap_or(&found.starts_on),
        body.ends_on.as_deref().unwrap_or(&found.ends_on),
    )?;
    let changed = super::change(&ctx, &tx, &actor.who(), &found, content).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Ok(), changed.revision, &load(ctx.db.read(), changed.clone()).await?))
}

async fn load(db: &impl ConnectionTrait, row: campaign::Model) -> Result<Campaign> {
    let counts = super::counts(db, &[row.id]).await?;
    let counts = counts.get(&row.id).copied().unwrap_or_default();
    Ok(Campaign::new(row, counts))
}
