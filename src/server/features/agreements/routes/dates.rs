//! By when somebody must act, over all agreements.

use std::collections::{BTreeSet, HashMap};

use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::records::dates::{self, Date, Wanted};
use super::super::records::header::Header;
use super::super::records::interest::current_of;
use super::super::records::record::Kind;
use super::super::records::row::{agreement_date, fact};
use super::super::show::calendar;
use super::super::show::dates::{AgreementDate, AgreementRef, shown};
use crate::platform::auth::{Actor, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::paging::{MOST, Page};

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DateFilter {
    /// The first day; today unless told. Money that is overdue is listed whatever the day.
    from: Option<NaiveDate>,
    /// The last day, included.
    until: Option<NaiveDate>,
    /// Only of this agreement.
    agreement: Option<Uuid>,
    /// 1 to 200; 50 unless told.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Days by which somebody must act, the earliest first: ends, options, notices, duties, money.
#[utoipa::path(tag = "agreements", params(DateFilter), responses((status = 200, body = Page<AgreementDate>)))]
#[get("/agreements/dates")]
pub(super) async fn list_agreement_dates(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    filter: web::Query<DateFilter>,
) -> Result<web::Json<Page<AgreementDate>>> {
    let DateFilter { from, until, agreement, limit, cursor } = filter.into_inner();
    let limit = limit.unwrap_or(50).clamp(1, MOST);
    let after = cursor.as_deref().map(read_cursor).transpose()?;
    let from = from.unwrap_or_else(|| ctx.now().date_naive());
    let db = ctx.db.read();
    let mut rows = dates::list(db, Wanted { from, until, agreement, after }, limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = rows.last().filter(|_| more).map(|row| format!("{}_{}", row.date_on, row.id));
    let named: Vec<Uuid> = rows.iter().map(|row| row.agreement_id).collect();
    let refs = refs(db, &named).await?;
    let today = ctx.now().date_naive();
    let all = by_agreement(dates::of_agreements(db, &named).await?);
    let shown = rows.iter().filter_map(|row| {
        let named = refs.get(&row.agreement_id).cloned()?;
        Some(shown(named, &dates::read(row)?, all.get(&row.agreement_id)?, today))
    });
    Ok(web::Json(Page { items: shown.collect(), next_cursor }))
}

fn by_agreement(rows: Vec<agreement_date::Model>) -> HashMap<Uuid, Vec<Date>> {
    let mut found: HashMap<Uuid, Vec<Date>> = HashMap::new();
    for row in rows {
        found.entry(row.agreement_id).or_default().extend(dates::read(&row));
    }
    found
}

/// How many dates the calendar holds.
const MOST_IN_CALENDAR: u64 = 2_000;

/// The same as a calendar other programs read: a day long each, with a reminder for every alert.
#[utoipa::path(
    tag = "agreements",
    responses((status = 200, body = String, content_type = "text/calendar"))
)]
#[get("/agreements/dates.ics")]
pub(super) async fn show_dates_calendar(_: Actor<ViewAgreements>, ctx: web::Data<Ctx>) -> Result<HttpResponse> {
    let db = ctx.db.read();
    let today = ctx.now().date_naive();
    let wanted = Wanted { from: today, until: None, agreement: None, after: None };
    let rows = dates::list(db, wanted, MOST_IN_CALENDAR).await?;
    let named: Vec<Uuid> = rows.iter().map(|row| row.agreement_id).collect::<BTreeSet<_>>().into_iter().collect();
    let refs = refs(db, &named).await?;
    let all = by_agreement(dates::of_agreements(db, &named).await?);
    let shown = rows.iter().filter_map(|row| {
        let named = refs.get(&row.agreement_id).cloned()?;
        Some(shown(named, &dates::read(row)?, all.get(&row.agreement_id)?, today))
    });
    let text = calendar::written(&shown.collect::<Vec<_>>(), &ctx.config.public_url, ctx.now());
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header(("Content-Disposition", "attachment; filename=\"placet-dates.ics\""))
        .insert_header(("Cache-Control", "private, no-store"))
        .body(text))
}

/// The agreements by their names.
async fn refs(db: &impl ConnectionTrait, named: &[Uuid]) -> Result<HashMap<Uuid, AgreementRef>> {
    let mut refs: HashMap<Uuid, AgreementRef> = HashMap::new();
    for head in current_of(db, fact::Column::EntityId, named, Kind::Agreement).await? {
        let Header { reference, title, .. } = serde_json::from_str(&head.body)?;
        refs.insert(head.entity_id, AgreementRef { id: head.entity_id, reference, title });
    }
    Ok(refs)
}

/// The day and the id of the last one shown.
fn read_cursor(cursor: &str) -> Result<(NaiveDate, Uuid)> {
    let parts = cursor.split_once('_').and_then(|(day, id)| Some((day.parse().ok()?, Uuid::parse_str(id).ok()?)));
    parts.ok_or_else(|| Error::field(Code::Invalid, "cursor", "This cursor was not given by us."))
}
