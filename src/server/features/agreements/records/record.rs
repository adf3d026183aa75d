//! Writing facts down: a fact is inserted or superseded, never changed.

use chrono::{DateTime, Duration, Utc};
use rights::FactKind;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde_json::Value;

use super::row::fact;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Agreement,
    Clause,
    Grant,
    Restriction,
    Waiver,
    Revocation,
    Interest,
    /// Somebody shown; kept apart from what everybody reads.
    Person,
    Component,
    Flag,
    Engagement,
    Exclusivity,
    Usage,
    DutyEvent,
    DutyRule,
    Policy,
    /// Money that is due.
    Fee,
    /// From when until when before the end somebody must be told.
    NoticeWindow,
    /// A file of the paper itself.
    Document,
}

impl Kind {
    pub const ALL: &'static [Kind] = &[
        Kind::Agreement,
        Kind::Clause,
        Kind::Grant,
        Kind::Restriction,
        Kind::Waiver,
        Kind::Revocation,
        Kind::Interest,
        Kind::Person,
        Kind::Component,
        Kind::Flag,
        Kind::Engagement,
        Kind::Exclusivity,
        Kind::Usage,
        Kind::DutyEvent,
        Kind::DutyRule,
        Kind::Policy,
        Kind::Fee,
        Kind::NoticeWindow,
        Kind::Document,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Agreement => "agreement",
            Kind::Clause => "clause",
            Kind::Grant => "grant",
            Kind::Restriction => "restriction",
            Kind::Waiver => "waiver",
            Kind::Revocation => "revocation",
            Kind::Interest => "interest",
            Kind::Person => "person",
            Kind::Component => "component",
            Kind::Flag => "flag",
            Kind::Engagement => "engagement",
            Kind::Exclusivity => "exclusivity",
            Kind::Usage => "usage",
            Kind::DutyEvent => "duty_event",
            Kind::DutyRule => "duty_rule",
            Kind::Policy => "policy",
            Kind::Fee => "fee",
            Kind::NoticeWindow => "notice_window",
            Kind::Document => "document",
        }
    }

    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The engine's kind; the papers themselves, people, money and notices are nothing it looks at.
    pub fn engine(self) -> Option<FactKind> {
        match self {
            Kind::Agreement | Kind::Clause | Kind::Person => None,
            Kind::Fee | Kind::NoticeWindow | Kind::Document => None,
            Kind::Grant => Some(FactKind::Grant),
            Kind::Restriction => Some(FactKind::Restriction),
            Kind::Waiver => Some(FactKind::Waiver),
            Kind::Revocation => Some(FactKind::Revocation),
            Kind::Interest => Some(FactKind::Interest),
            Kind::Component => Some(FactKind::Component),
            Kind::Flag => Some(FactKind::Flag),
            Kind::Engagement => Some(FactKind::Engagement),
            // What somebody else has for themselves forbids it to us.
            Kind::Exclusivity => Some(FactKind::Restriction),
            Kind::Usage => Some(FactKind::Usage),
            Kind::DutyEvent => Some(FactKind::DutyEvent),
            Kind::DutyRule => Some(FactKind::DutyRule),
            Kind::Policy => Some(FactKind::Policy),
        }
    }
}

/// A fact about to be written down, already checked.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub agreement: Option<Uuid>,
    pub interest: Option<Uuid>,
    pub asset: Option<Uuid>,
    pub clause: Option<Uuid>,
    pub target: Option<Uuid>,
    pub reach: Option<String>,
    /// The fact it changes from a day on without replacing it.
    pub amends: Option<Uuid>,
    /// Why it changes something.
    pub reason: Option<String>,
    pub body: Value,
}

/// How a row came to stand where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Recorded,
    /// We had it wrong: the new row stands in place of the old one.
    Correction,
    /// The parties agreed otherwise: the new fact stands beside the old one.
    Amendment,
    /// It went on as such things do: a review step, a reservation that was used.
    Step,
}

impl Change {
    pub fn name(self) -> &'static str {
        match self {
            Change::Recorded => "recorded",
            Change::Correction => "correction",
            Change::Amendment => "amendment",
            Change::Step => "step",
        }
    }
}

/// Writes down something new. It becomes known now.
pub async fn add(ctx: &Ctx, tx: &Tx, who: &Who, kind: Kind, draft: Draft) -> Result<fact::Model> {
    add_after(ctx, tx, who, kind, draft, None).await
}

/// The same, known later than `last`: of two events in one millisecond the second counts.
pub async fn add_after(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    kind: Kind,
    draft: Draft,
    last: Option<DateTime<Utc>>,
) -> Result<fact::Model> {
    let at = last.map_or(ctx.now(), |last| ctx.now().max(last + Duration::milliseconds(1)));
    let change = if draft.amends.is_some() { Change::Amendment } else { Change::Recorded };
    insert(ctx, tx, who, Place { entity: ctx.new_id()?, kind, at, change, predecessor: None }, draft).await
}

/// Writes down something new under an id that exists already, such as an agreement's.
pub async fn add_as(ctx: &Ctx, tx: &Tx, who: &Who, entity: Uuid, kind: Kind, draft: Draft) -> Result<fact::Model> {
    let place = Place { entity, kind, at: ctx.now(), change: Change::Recorded, predecessor: None };
    insert(ctx, tx, who, place, draft).await
}

/// Supersedes `old` with `draft`: the old is believed up to the same instant from which the new is.
pub async fn replace(ctx: &Ctx, tx: &Tx, who: &Who, old: &fact::Model, draft: Draft) -> Result<fact::Model> {
    let at = supersede(ctx, tx, old, None).await?;
    let kind = kind_of(old)?;
    let change = change_of(kind, &serde_json::from_str(&old.body).unwrap_or_default(), &draft.body);
    insert(ctx, tx, who, Place { entity: old.entity_id, kind, at, change, predecessor: Some(old.id) }, draft).await
}

/// Supersedes `old` with nothing: it was wrong to record it, or it is told no longer.
pub async fn withdraw(ctx: &Ctx, tx: &Tx, who: &Who, old: &fact::Model) -> Result<()> {
    supersede(ctx, tx, old, Some(who)).await.map(|_| ())
}

/// Whether a thing went on, or was told wrongly before.
pub fn change_of(kind: Kind, old: &Value, new: &Value) -> Change {
    let differs = |key: &str| old[key] != new[key];
    let went_on = match kind {
        Kind::Agreement => differs("status") || differs("review"),
        Kind::Usage => differs("state"),
        Kind::Component => differs("status"),
        Kind::Fee => differs("settled_on"),
        // The next version of a file, not another word for the old one.
        Kind::Document => differs("version"),
        _ => false,
    };
    if went_on { Change::Step } else { Change::Correction }
}

async fn supersede(ctx: &Ctx, tx: &Tx, old: &fact::Model, who: Option<&Who>) -> Result<DateTime<Utc>> {
    let at = ctx.now().max(old.recorded_at + Duration::milliseconds(1));
    let mut ending = fact::Entity::update_many().col_expr(fact::Column::SupersededAt, Expr::value(at));
    if let Some(who) = who {
        ending = ending
            .col_expr(fact::Column::WithdrawnBy, Expr::value(who.id))
            .col_expr(fact::Column::WithdrawnByName, Expr::value(who.name.clone()));
    }
    let ending = ending.filter(fact::Column::Id.eq(old.id)).filter(fact::Column::SupersededAt.is_null());
    if ending.exec(tx).await?.rows_affected == 1 {
        return Ok(at);
    }
    Err(Error::new(Code::PreconditionFailed, "Somebody else corrected this meanwhile; reload and try again."))
}

/// The kind of a stored row.
pub fn kind_of(row: &fact::Model) -> Result<Kind> {
    Kind::parse(&row.kind).ok_or_else(|| Error::internal(anyhow::anyhow!("fact {} of kind {}", row.id, row.kind)))
}

/// Whether what the row said of somebody was erased.
pub fn is_erased(row: &fact::Model) -> bool {
    let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
    body["erased"].is_object()
}

/// The current row of one thing on record.
pub async fn current(db: &impl ConnectionTrait, kind: Kind, entity: Uuid) -> Result<Option<fact::Model>> {
    let found = fact::Entity::find()
        .filter(fact::Column::EntityId.eq(entity))
        .filter(fact::Column::Kind.eq(kind.name()))
        .filter(fact::Column::SupersededAt.is_null())
        .one(db)
        .await?;
    Ok(found)
}

/// The same, or 404.
pub async fn find(db: &impl ConnectionTrait, kind: Kind, entity: Uuid) -> Result<fact::Model> {
    current(db, kind, entity).await?.ok_or_else(|| Error::not_found(Code::FactNotFound))
}

struct Place {
    entity: Uuid,
    kind: Kind,
    at: DateTime<Utc>,
    change: Change,
    predecessor: Option<Uuid>,
}

async fn insert(ctx: &Ctx, tx: &Tx, who: &Who, place: Place, draft: Draft) -> Result<fact::Model> {
    let row = fact::ActiveModel {
        id: Set(ctx.new_id()?),
        entity_id: Set(place.entity),
        kind: Set(place.kind.name().to_owned()),
        agreement_id: Set(draft.agreement),
        interest_id: Set(draft.interest),
        asset_id: Set(draft.asset),
        clause_id: Set(draft.clause),
        target_id: Set(draft.target),
        reach: Set(draft.reach),
        body: Set(draft.body.to_string()),
        source: Set("api".to_owned()),
        recorded_at: Set(place.at),
        superseded_at: Set(None),
        recorded_by: Set(who.id),
        recorded_by_name: Set(who.name.clone()),
        change: Set((place.change != Change::Recorded).then(|| place.change.name().to_owned())),
        predecessor_id: Set(place.predecessor),
        amends_id: Set(draft.amends),
        reason: Set(draft.reason),
        withdrawn_by: Set(None),
        withdrawn_by_name: Set(None),
    };
    Ok(fact::Entity::insert(row).exec_with_returning(tx).await?)
}
