//! Over all agreements: what comes when, and how the ledgers stand.

use actix_web::{get, web};
use chrono::{Days, Months, NaiveDate};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::checks::in_question::UsesInQuestion;
use super::super::checks::overview;
use super::super::checks::timeline::Window;
use super::super::show::standings::Ledgers;
use super::super::show::timeline::Timeline;
use crate::platform::auth::{Actor, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// The longest window that is drawn.
const MOST_DAYS: i64 = 1_098;

/// Adds the operations over all agreements.
pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(show_timeline).service(show_ledgers);
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Stretch {
    /// First day; today unless told.
    from: Option<NaiveDate>,
    /// Last day; a year later unless told. At most three years.
    until: Option<NaiveDate>,
}

/// What ends, begins or has to be done: rights, options, run-offs, embargoes, duties, one group for each agreement.
#[utoipa::path(tag = "agreements", params(Stretch), responses((status = 200, body = Timeline)))]
#[get("/rights/timeline")]
async fn show_timeline(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    listing: web::Data<UsesInQuestion>,
    asked: web::Query<Stretch>,
) -> Result<web::Json<Timeline>> {
    let from = asked.from.unwrap_or_else(|| ctx.now().date_naive());
    let year = || from.checked_add_months(Months::new(12)).and_then(|day| day.checked_sub_days(Days::new(1)));
    let until = asked.until.or_else(year).unwrap_or(from);
    if until < from || (until - from).num_days() > MOST_DAYS {
        return Err(Error::field(Code::PeriodBackwards, "until", "A later day within three years is expected."));
    }
    Ok(web::Json(overview::timeline(&ctx, **listing, Window { from, until }).await?))
}

/// Caps and exclusivities of the whole library: what is left, how fast it goes, who has what alone.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Ledgers)))]
#[get("/rights/ledgers")]
async fn show_ledgers(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    listing: web::Data<UsesInQuestion>,
) -> Result<web::Json<Ledgers>> {
    Ok(web::Json(overview::ledgers(&ctx, **listing).await?))
}
