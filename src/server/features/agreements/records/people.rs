//! People shown in assets, and the releases that stand for them. Their record is kept apart: verdicts are made with it,
//! and only those who may approve agreements read it.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ConnectionTrait, ExprTrait, QueryOrder, QuerySelect};

use super::super::facts::known_at;
use super::super::show::people::NewPersonShown;
use super::header::{AgreementKind, check_text};
use super::interest::current_of;
use super::record::{Draft, Kind};
use super::row::fact;
use crate::platform::error::{Code, Error, Result};

/// The kinds of paper by which somebody lets themselves or what is theirs be shown.
pub const RELEASES: &[AgreementKind] =
    &[AgreementKind::ModelRelease, AgreementKind::PropertyRelease, AgreementKind::Consent, AgreementKind::Talent];

/// The fact, or what is wrong with it.
pub fn draft(said: &NewPersonShown, today: chrono::NaiveDate) -> Result<Draft> {
    check_text("name", &said.name, 1, 300)?;
    for (field, text) in [
        ("guardian", &said.guardian),
        ("jurisdiction", &said.jurisdiction),
        ("contact", &said.contact),
        ("note", &said.note),
    ] {
        check_text(field, text.as_deref().unwrap_or_default(), 0, 500)?;
    }
    if said.born_on.is_some_and(|born| born > today) {
        return Err(Error::field(Code::DateInvalid, "born_on", "This day is still to come."));
    }
    Ok(Draft { body: serde_json::to_value(said)?, ..Draft::default() })
}

/// Newest first, at most `limit`, older than `before`.
pub async fn list(db: &impl ConnectionTrait, before: Option<Uuid>, limit: u64) -> Result<Vec<fact::Model>> {
    let mut query = fact::Entity::find()
        .filter(fact::Column::Kind.eq(Kind::Person.name()))
        .filter(known_at(None))
        .order_by_desc(fact::Column::EntityId)
        .limit(limit);
    if let Some(before) = before {
        query = query.filter(fact::Column::EntityId.lt(before));
    }
    Ok(query.all(db).await?)
}

/// The rights of a person in assets.
pub async fn interests_of(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<fact::Model>> {
    current_of(db, fact::Column::TargetId, &[person], Kind::Interest).await
}

/// Agreements with a grant for a right of this person.
pub fn agreements_for(person: Uuid) -> SelectStatement {
    let rights = Query::select()
        .column(fact::Column::EntityId)
        .from(fact::Entity)
        .and_where(Expr::col(fact::Column::TargetId).eq(person))
        .and_where(Expr::col(fact::Column::Kind).eq(Kind::Interest.name()))
        .and_where(Expr::col(fact::Column::SupersededAt).is_null())
        .to_owned();
    Query::select()
        .column(fact::Column::AgreementId)
        .from(fact::Entity)
        .and_where(Expr::col(fact::Column::InterestId).in_subquery(rights))
        .and_where(Expr::col(fact::Column::Kind).eq(Kind::Grant.name()))
        .and_where(Expr::col(fact::Column::SupersededAt).is_null())
        .and_where(Expr::col(fact::Column::AgreementId).is_not_null())
        .to_owned()
}
