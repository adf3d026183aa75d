//! By when somebody must act, out of all the days of one agreement, and kept in a table of its own so that the dates of
//! all agreements are listed in order.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::super::facts::known_at;
use super::dated::{self, FEE, TO_ACT};
use super::header::{Header, Status};
use super::record::Kind;
use super::row::{agreement_date, fact};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// By a day, something that somebody must do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub on: NaiveDate,
    pub kind: &'static str,
    pub what: String,
    /// `renew_or_let_lapse`, `exercise`, `give_notice`, `settle` or `pay`.
    pub action: &'static str,
    /// The fact it comes from, where it is one.
    pub fact: Option<Uuid>,
}

/// Whether anybody must act under an agreement: a paper nobody has signed binds nobody, one that has ended no longer.
pub fn binds(header: &Header) -> bool {
    matches!(header.status, Status::Executed | Status::Suspended)
}

/// The dates of an agreement, the earliest first.
pub fn earliest_first(header: &Header, rows: &[fact::Model]) -> Vec<Date> {
    if !binds(header) {
        return Vec::new();
    }
    let to_act = dated::days(rows).into_iter().filter(|day| TO_ACT.contains(&day.kind));
    let date = |day: dated::Dated| Date {
        on: day.on,
        kind: day.kind,
        what: day.what,
        action: day.action,
        fact: day.facts.first().copied().filter(|_| day.facts.len() == 1),
    };
    to_act.map(date).collect()
}

/// The earliest that is not over on `today`. Money stays due until it is paid.
pub fn next(dates: &[Date], today: NaiveDate) -> Option<&Date> {
    dates.iter().filter(|date| date.on >= today || date.kind == FEE).min()
}

/// A date as it is kept; nothing where it cannot be read.
pub fn read(row: &agreement_date::Model) -> Option<Date> {
    const ACTIONS: &[&str] = &["renew_or_let_lapse", "exercise", "give_notice", "settle", "pay"];
    Some(Date {
        on: row.date_on.parse().ok()?,
        kind: TO_ACT.iter().find(|kind| **kind == row.kind)?,
        what: row.what.clone(),
        action: ACTIONS.iter().find(|action| **action == row.action)?,
        fact: row.fact_id,
    })
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
    let kinds = [Kind::Grant, Kind::Revocation, Kind::DutyEvent, Kind::Fee, Kind::NoticeWindow].map(Kind::name);
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

/// All dates of some agreements.
pub async fn of_agreements(db: &impl ConnectionTrait, agreements: &[Uuid]) -> Result<Vec<agreement_date::Model>> {
    let mut found = Vec::new();
    for ids in agreements.chunks(500) {
        let query =
            agreement_date::Entity::find().filter(agreement_date::Column::AgreementId.is_in(ids.iter().copied()));
        found.extend(query.all(db).await?);
    }
    Ok(found)
}
