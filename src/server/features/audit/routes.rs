//! HTTP of the room `audit`.

use actix_web::{get, web};
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::show::{ChainCheck, EventEntry};
use super::{Wanted, names};
use crate::features::assets;
use crate::platform::auth::{Actor, Scope, ViewAssets, ViewAudit};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{Event, row};
use crate::platform::http::paging::{MOST, Page};

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config.service(list_events).service(verify_chain).service(list_asset_events);
}

/// Which part of the trail, newest first.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TrailQuery {
    /// Only entries about this.
    subject: Option<Uuid>,
    /// Only events of this name, for example `AssetUploaded`.
    name: Option<String>,
    /// Only entries before this number.
    before_seq: Option<i64>,
    /// 1 to 200; 50 unless told.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

impl TrailQuery {
    fn limit(&self) -> u64 {
        self.limit.unwrap_or(50).clamp(1, MOST)
    }

    fn before(&self) -> Result<Option<i64>> {
        let Some(cursor) = &self.cursor else { return Ok(self.before_seq) };
        let seq = cursor.parse::<i64>();
        let seq = seq.map_err(|_| Error::field(Code::Invalid, "cursor", "This cursor was not given by us."))?;
        Ok(Some(self.before_seq.map_or(seq, |before| before.min(seq))))
    }
}

/// The trail of everything that happened.
#[utoipa::path(tag = "audit", params(TrailQuery), responses((status = 200, body = Page<EventEntry>)))]
#[get("/audit")]
async fn list_events(
    _: Actor<ViewAudit>,
    ctx: web::Data<Ctx>,
    query: web::Query<TrailQuery>,
) -> Result<web::Json<Page<EventEntry>>> {
    let subjects = query.subject.into_iter().collect();
    let wanted = Wanted { subjects, name: query.name.clone(), before: query.before()? };
    let rows = super::list(ctx.db.read(), &wanted, query.limit() + 1).await?;
    Ok(web::Json(page(ctx.db.read(), rows, query.limit()).await?))
}

/// Whether the trail is whole: every entry's hash is computed again.
#[utoipa::path(tag = "audit", responses((status = 200, body = ChainCheck)))]
#[get("/audit/verify")]
async fn verify_chain(_: Actor<ViewAudit>, ctx: web::Data<Ctx>) -> Result<web::Json<ChainCheck>> {
    let report = super::verify(ctx.db.read()).await?;
    Ok(web::Json(ChainCheck { ok: report.is_whole(), checked: report.checked, first_bad: report.first_bad }))
}

/// What happened to an asset.
#[utoipa::path(tag = "audit", params(TrailQuery), responses((status = 200, body = Page<EventEntry>)))]
#[get("/assets/{id}/events")]
async fn list_asset_events(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    query: web::Query<TrailQuery>,
) -> Result<web::Json<Page<EventEntry>>> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    let mut subjects = vec![asset.id];
    if actor.scope == Scope::House {
        subjects.extend(names::uses_of(ctx.db.read(), asset.id).await?);
    }
    let wanted = Wanted { subjects, name: query.name.clone(), before: query.before()? };
    let rows = super::list(ctx.db.read(), &wanted, query.limit() + 1).await?;
    let mut page = page(ctx.db.read(), rows, query.limit()).await?;
    if actor.scope != Scope::House {
        hide_others(&mut page, asset.id);
    }
    Ok(web::Json(page))
}

/// An event may list other assets and collections; a partner hears of this asset only.
fn hide_others(page: &mut Page<EventEntry>, asset: Uuid) {
    for entry in &mut page.items {
        entry.data = serde_json::json!({ "name": entry.name, "asset": asset });
        if entry.name == "RightsChanged" {
            entry.sentence = format!("{} changed what is on record about this asset.", entry.actor.name);
        }
    }
}

async fn page(db: &impl ConnectionTrait, mut rows: Vec<row::Model>, limit: u64) -> Result<Page<EventEntry>> {
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = rows.last().filter(|_| more).map(|row| row.seq.to_string());
    let read: Vec<Option<Event>> = rows.iter().map(|row| serde_json::from_str(&row.data).ok()).collect();
    let names = names::load(db, &read).await?;
    let items = rows.into_iter().zip(&read).map(|(row, event)| EventEntry::new(row, event.as_ref(), &names)).collect();
    Ok(Page { items, next_cursor })
}
