//! By when somebody must act, over all agreements.

use std::collections::HashMap;

use actix_web::{get, web};
use chrono::NaiveDate;
use sea_orm::entity::prelude::Uuid;
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::records::dates::{self, Wanted};
use super::super::records::header::Header;
use super::super::records::interest::current_of;
use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::show::dates::{AgreementDate, AgreementRef, kept};
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

/// Days by which somebody must act, the earliest first: ends, options, notices, money.
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
    let heads = current_of(db, fact::Column::EntityId, &named, Kind::Agreement).await?;
    let mut refs: HashMap<Uuid, AgreementRef> = HashMap::new();
    for head in heads {
        let Header { reference, title, .. } = serde_json::from_str(&head.body)?;
        refs.insert(head.entity_id, AgreementRef { id: head.entity_id, reference, title });
    }
    let shown = rows.into_iter().filter_map(|row| {
        let named = refs.get(&row.agreement_id).cloned()?;
        kept(row, named)
    });
    Ok(web::Json(Page { items: shown.collect(), next_cursor }))
}

/// The day and the id of the last one shown.
fn read_cursor(cursor: &str) -> Result<(NaiveDate, Uuid)> {
    let parts = cursor.split_once('_').and_then(|(day, id)| Some((day.parse().ok()?, Uuid::parse_str(id).ok()?)));
    parts.ok_or_else(|| Error::field(Code::Invalid, "cursor", "This cursor was not given by us."))
}
