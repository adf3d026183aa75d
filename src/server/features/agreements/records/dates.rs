//! By when somebody must act: ends, options, notices, money. Pure from the facts of one agreement, and kept in a table of
//! its own so that the dates of all agreements are listed in order.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde_json::Value;

use super::super::facts::known_at;
use super::header::{Header, Status};
use super::record::Kind;
use super::row::{agreement_date, fact};
use super::span::Span;
use super::summary::money;
use super::terms::{Fee, NoticeWindow};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// What a date is about; the words of the API.
pub const EXPIRY: &str = "expiry";
pub const OPTION: &str = "option";
pub const NOTICE: &str = "notice";
pub const RENEWAL: &str = "renewal";
pub const FEE: &str = "fee";

/// By a day, something that somebody must do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub on: NaiveDate,
    pub kind: &'static str,
    pub what: String,
    /// `renew_or_let_lapse`, `exercise`, `give_notice` or `pay`.
    pub action: &'static str,
    /// The fact it comes from, where it is one.
    pub fact: Option<Uuid>,
}

/// The dates of an agreement, the earliest first. A paper nobody has signed binds nobody, one that has ended no longer.
pub fn earliest_first(header: &Header, rows: &[fact::Model]) -> Vec<Date> {
    if !matches!(header.status, Status::Executed | Status::Suspended) {
        return Vec::new();
    }
    let grants = counting_grants(rows);
    let mut dates = ends(&grants);
    let last_end = dates.iter().map(|date| date.on).max();
    dates.extend(grants.iter().flat_map(|(row, body)| options(row, body)));
    dates.extend(grants.iter().filter_map(|(row, body)| renewal(row, body)));
    for row in rows {
        match Kind::parse(&row.kind) {
            Some(Kind::Fee) => dates.extend(fee(row)),
            Some(Kind::NoticeWindow) => dates.extend(notice(row, last_end)),
            _ => {}
        }
    }
    dates.sort();
    dates.dedup_by(|one, other| (one.on, one.kind, &one.what) == (other.on, other.kind, &other.what));
    dates
}

/// The earliest that is not over on `today`. Money stays due until it is paid.
pub fn next(dates: &[Date], today: NaiveDate) -> Option<&Date> {
    dates.iter().filter(|date| date.on >= today || date.kind == FEE).min()
}

/// Grants that nobody has taken back whole.
fn counting_grants(rows: &[fact::Model]) -> Vec<(&fact::Model, Value)> {
    let taken_back: BTreeSet<Uuid> = rows
        .iter()
        .filter(|row| row.kind == Kind::Revocation.name() && body(row)["kind"] != "disputed")
        .filter_map(|row| row.target_id)
        .collect();
    let grants = rows.iter().filter(|row| row.kind == Kind::Grant.name() && !taken_back.contains(&row.entity_id));
    grants.map(|row| (row, body(row))).collect()
}

/// One date for all grants that end on the same day.
fn ends(grants: &[(&fact::Model, Value)]) -> Vec<Date> {
    let mut by_day: BTreeMap<NaiveDate, Vec<Uuid>> = BTreeMap::new();
    for (row, body) in grants {
        if let Some(end) = end_of(body) {
            by_day.entry(end).or_default().push(row.entity_id);
        }
    }
    let date = |(on, grants): (NaiveDate, Vec<Uuid>)| Date {
        on,
        kind: EXPIRY,
        what: if grants.len() == 1 { "A grant ends.".to_owned() } else { format!("{} grants end.", grants.len()) },
        action: "renew_or_let_lapse",
        fact: grants.first().copied().filter(|_| grants.len() == 1),
    };
    by_day.into_iter().map(date).collect()
}

/// The last day of a grant, where its paper names one or counts to one.
fn end_of(body: &Value) -> Option<NaiveDate> {
    let period = &body["period"];
    if let Some(end) = period["end"].as_str() {
        return day(end);
    }
    Span::parse(period["duration"].as_str()?)?.last_day_from(day(period["start"].as_str()?)?)
}

fn options(row: &fact::Model, body: &Value) -> Vec<Date> {
    let period = &body["period"];
    let listed = period["options"].as_array().into_iter().flatten();
    let all = listed.chain(std::iter::once(&period["option"]).filter(|option| option.is_object()));
    let open = all.filter(|option| {
        matches!(option["status"].as_str().unwrap_or("unexercised"), "unexercised" | "open" | "available")
    });
    let date = |option: &Value| {
        let price = match &option["price"] {
            Value::String(price) => format!(" It costs {price}."),
            Value::Number(price) => format!(" It costs {price}."),
            _ => String::new(),
        };
        Some(Date {
            on: day(option["exercise_by"].as_str()?)?,
            kind: OPTION,
            what: format!("Last day to exercise an option.{price}"),
            action: "exercise",
            fact: Some(row.entity_id),
        })
    };
    open.filter_map(date).collect()
}

/// A grant that goes on by itself unless somebody says no in time: `auto_renew` may say how long before its end.
fn renewal(row: &fact::Model, body: &Value) -> Option<Date> {
    let renew = &body["period"]["auto_renew"];
    if renew.is_null() || *renew == Value::Bool(false) {
        return None;
    }
    let end = end_of(body)?;
    let notice = renew["notice"].as_str().and_then(Span::parse);
    Some(Date {
        on: notice.map_or(Some(end), |notice| notice.before(end))?,
        kind: RENEWAL,
        what: "It renews itself unless somebody says no by then.".to_owned(),
        action: "give_notice",
        fact: Some(row.entity_id),
    })
}

fn fee(row: &fact::Model) -> Option<Date> {
    let mut said = body(row);
    said.as_object_mut()?.remove("no_document");
    let fee: Fee = serde_json::from_value(said).ok()?;
    let on = fee.due_on.filter(|_| fee.settled_on.is_none())?;
    let what = format!("{} is due: {}.", money(fee.amount_minor, &fee.currency), fee.what.trim_end_matches('.'));
    Some(Date { on, kind: FEE, what, action: "pay", fact: Some(row.entity_id) })
}

fn notice(row: &fact::Model, last_end: Option<NaiveDate>) -> Option<Date> {
    let mut said = body(row);
    said.as_object_mut()?.remove("no_document");
    let window: NoticeWindow = serde_json::from_value(said).ok()?;
    let (first, last) = window.days(window.ends_on.or(last_end)?);
    let name = window.kind.replace('_', "-");
    let from = first.map(|first| format!(", possible from {}", first.format("%-d %b %Y"))).unwrap_or_default();
    let more = window.what.filter(|what| !what.is_empty()).map(|what| format!(": {what}")).unwrap_or_default();
    let what = format!("Last day of notice for {name}{from}{more}.");
    Some(Date { on: last?, kind: NOTICE, what, action: "give_notice", fact: Some(row.entity_id) })
}

fn day(text: &str) -> Option<NaiveDate> {
    text.get(..10)?.parse().ok()
}

fn body(row: &fact::Model) -> Value {
    serde_json::from_str(&row.body).unwrap_or_default()
}

/// Works the dates of an agreement out anew and keeps them for the list of all.
pub async fn keep(ctx: &Ctx, tx: &Tx, agreement: Uuid) -> Result<()> {
    agreement_date::Entity::delete_many().filter(agreement_date::Column::AgreementId.eq(agreement)).exec(tx).await?;
    let head = fact::Entity::find()
        .filter(fact::Column::EntityId.eq(agreement))
        .filter(fact::Column::Kind.eq(Kind::Agreement.name()))
        .filter(known_at(None))
        .one(tx)
        .await?;
    let Some(header) = head.and_then(|row| serde_json::from_str::<Header>(&row.body).ok()) else { return Ok(()) };
    let kinds = [Kind::Grant, Kind::Revocation, Kind::Fee, Kind::NoticeWindow].map(Kind::name);
    let rows = fact::Entity::find()
        .filter(fact::Column::AgreementId.eq(agreement))
        .filter(fact::Column::Kind.is_in(kinds))
        .filter(known_at(None))
        .all(tx)
        .await?;
    let mut kept = Vec::new();
    for date in earliest_first(&header, &rows) {
        kept.push(agreement_date::ActiveModel {
            id: Set(ctx.new_id()?),
            agreement_id: Set(agreement),
            kind: Set(date.kind.to_owned()),
            date_on: Set(date.on.to_string()),
            what: Set(date.what),
            action: Set(date.action.to_owned()),
            fact_id: Set(date.fact),
        });
    }
    for some in kept.chunks(100) {
        agreement_date::Entity::insert_many(some.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Which dates a list holds.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub agreement: Option<Uuid>,
    /// The last one of the page before.
    pub after: Option<(NaiveDate, Uuid)>,
}

/// Dates of all agreements, the earliest first, at most `limit`. Money that is overdue comes before `from`.
pub async fn list(db: &impl ConnectionTrait, wanted: Wanted, limit: u64) -> Result<Vec<agreement_date::Model>> {
    use sea_orm::sea_query::Condition;
    use sea_orm::{QueryOrder, QuerySelect};
    let on = agreement_date::Column::DateOn;
    let still = Condition::any().add(on.gte(wanted.from.to_string())).add(agreement_date::Column::Kind.eq(FEE));
    let mut query = agreement_date::Entity::find()
        .filter(still)
        .order_by_asc(agreement_date::Column::DateOn)
        .order_by_asc(agreement_date::Column::Id)
        .limit(limit);
    if let Some(until) = wanted.until {
        query = query.filter(on.lte(until.to_string()));
    }
    if let Some(agreement) = wanted.agreement {
        query = query.filter(agreement_date::Column::AgreementId.eq(agreement));
    }
    if let Some((day, id)) = wanted.after {
        let same = Condition::all().add(on.eq(day.to_string())).add(agreement_date::Column::Id.gt(id));
        query = query.filter(Condition::any().add(on.gt(day.to_string())).add(same));
    }
    Ok(query.all(db).await?)
}
