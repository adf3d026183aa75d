//! Agreements on record: found, listed, added and changed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, LikeExpr, Query, SelectStatement};
use sea_orm::{ActiveValue::Set, ConnectionTrait, ExprTrait, QueryOrder, QuerySelect};
use serde_json::Value;

use super::super::facts::known_at;
use super::super::show::AgreementSummary;
use super::dates;
use super::header::{AgreementKind, Header};
use super::interest::{current_of, known_of};
use super::people::agreements_for;
use super::record::{self, Draft, Kind};
use super::row::{agreement, fact};
use super::touched::affected_assets;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

/// Which agreements a list holds.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub text: Option<String>,
    pub review: Option<String>,
    pub asset: Option<Uuid>,
    /// Only those with a grant for a right of this person.
    pub person: Option<Uuid>,
    /// Only of these kinds; of every kind when none is named.
    pub kinds: Vec<AgreementKind>,
}

/// One agreement; else 404.
pub async fn find_agreement(db: &impl ConnectionTrait, id: Uuid) -> Result<agreement::Model> {
    let found = agreement::Entity::find_by_id(id).one(db).await?;
    found.ok_or_else(|| Error::not_found(Code::AgreementNotFound))
}

/// The current head of an agreement with its row.
pub async fn header_of(db: &impl ConnectionTrait, id: Uuid) -> Result<(fact::Model, Header)> {
    header_at(db, id, None).await
}

/// The head as known at an earlier moment; 404 where it was not on record yet.
pub async fn header_at(
    db: &impl ConnectionTrait,
    id: Uuid,
    belief_at: Option<DateTime<Utc>>,
) -> Result<(fact::Model, Header)> {
    let row = known_of(db, fact::Column::EntityId, &[id], Kind::Agreement, belief_at).await?.pop();
    let row = row.ok_or_else(|| Error::not_found(Code::AgreementNotFound))?;
    let header = serde_json::from_str(&row.body)?;
    Ok((row, header))
}

/// Everything current in an agreement but its head, in order of recording.
pub async fn current_facts(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<fact::Model>> {
    facts_at(db, id, None).await
}

/// The same as known at an earlier moment.
pub async fn facts_at(
    db: &impl ConnectionTrait,
    id: Uuid,
    belief_at: Option<DateTime<Utc>>,
) -> Result<Vec<fact::Model>> {
    let rows = fact::Entity::find()
        .filter(fact::Column::AgreementId.eq(id))
        .filter(known_at(belief_at))
        .order_by_asc(fact::Column::EntityId)
        .all(db)
        .await?;
    Ok(rows)
}

/// The current rule `id` of an agreement; else 404.
pub async fn find_fact(db: &impl ConnectionTrait, agreement: Uuid, kind: Kind, id: Uuid) -> Result<fact::Model> {
    let found = record::current(db, kind, id).await?.filter(|row| row.agreement_id == Some(agreement));
    found.ok_or_else(|| Error::not_found(Code::FactNotFound))
}

/// Newest first, at most `limit`, older than `before`.
pub async fn list(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<AgreementSummary>> {
    let mut query = agreement::Entity::find().order_by_desc(agreement::Column::Id).limit(limit);
    if let Some(before) = before {
        query = query.filter(agreement::Column::Id.lt(before));
    }
    if let Some(review) = &wanted.review {
        query = query.filter(agreement::Column::Review.eq(review));
    }
    for word in wanted.text.iter().flat_map(|text| text.split_whitespace()).take(12) {
        let plain = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let like = LikeExpr::new(format!("%{plain}%")).escape('\\');
        query = query.filter(Expr::col(agreement::Column::SearchText).like(like));
    }
    if let Some(asset) = wanted.asset {
        let about = Query::select()
            .column(fact::Column::AgreementId)
            .from(fact::Entity)
            .and_where(Expr::col(fact::Column::AssetId).eq(asset))
            .and_where(Expr::col(fact::Column::SupersededAt).is_null())
            .and_where(Expr::col(fact::Column::AgreementId).is_not_null())
            .to_owned();
        query = query.filter(agreement::Column::Id.in_subquery(about));
    }
    if let Some(person) = wanted.person {
        query = query.filter(agreement::Column::Id.in_subquery(agreements_for(person)));
    }
    if !wanted.kinds.is_empty() {
        query = query.filter(agreement::Column::Id.in_subquery(of_kinds(&wanted.kinds)));
    }
    summaries(db, query.all(db).await?).await
}

/// Agreements whose current head says one of these kinds.
fn of_kinds(kinds: &[AgreementKind]) -> SelectStatement {
    let mut says = Condition::any();
    for kind in kinds {
        let word = serde_json::to_string(kind).unwrap_or_default();
        says = says.add(Expr::col(fact::Column::Body).like(format!("%\"kind\":{word}%")));
    }
    Query::select()
        .column(fact::Column::EntityId)
        .from(fact::Entity)
        .and_where(Expr::col(fact::Column::Kind).eq(Kind::Agreement.name()))
        .and_where(Expr::col(fact::Column::SupersededAt).is_null())
        .cond_where(says)
        .to_owned()
}

async fn summaries(db: &impl ConnectionTrait, rows: Vec<agreement::Model>) -> Result<Vec<AgreementSummary>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let heads = current_of(db, fact::Column::EntityId, &ids, Kind::Agreement).await?;
    let grants = current_of(db, fact::Column::AgreementId, &ids, Kind::Grant).await?;
    let mut by_agreement: BTreeMap<Uuid, Vec<&fact::Model>> = BTreeMap::new();
    for grant in &grants {
        if let Some(agreement) = grant.agreement_id {
            by_agreement.entry(agreement).or_default().push(grant);
        }
    }
    let mut shown = Vec::new();
    for row in rows {
        let Some(head) = heads.iter().find(|head| head.entity_id == row.id) else { continue };
        let header: Header = serde_json::from_str(&head.body)?;
        let grants = by_agreement.remove(&row.id).unwrap_or_default();
        let assets: BTreeSet<Uuid> = grants.iter().filter_map(|grant| grant.asset_id).collect();
        shown.push(AgreementSummary {
            id: row.id,
            reference: header.reference,
            title: header.title,
            kind: header.kind,
            licensor: header.licensor,
            status: header.status,
            review: header.review,
            signed_on: header.signed_on,
            ends_on: latest_end(grants.iter().map(|grant| grant.body.as_str())),
            asset_count: assets.len() as u64,
            updated_at: row.updated_at,
        });
    }
    Ok(shown)
}

/// The latest end of grants: unknown beats everything, then perpetual, then the last day.
pub fn latest_end<'a>(bodies: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut latest: Option<String> = None;
    for body in bodies {
        let body: Value = serde_json::from_str(body).unwrap_or_default();
        let end = body["period"]["end"].as_str().unwrap_or("UNKNOWN").to_owned();
        let rank = |end: &str| match end {
            "UNKNOWN" => 2,
            "PERPETUAL" => 1,
            _ => 0,
        };
        if latest.as_ref().is_none_or(|held| (rank(&end), &end) > (rank(held), held)) {
            latest = Some(end);
        }
    }
    latest
}

/// Records a new agreement. Its reference must be free.
pub async fn add(ctx: &Ctx, tx: &Tx, who: &Who, header: Header) -> Result<agreement::Model> {
    header.check()?;
    refuse_taken(tx, &header.reference, None).await?;
    let now = ctx.now();
    let header = Header { status_at: Some(now), ..header };
    let row = agreement::ActiveModel {
        id: Set(ctx.new_id()?),
        reference: Set(header.reference.clone()),
        review: Set(header.review.name().to_owned()),
        search_text: Set(header.search_text()),
        revision: Set(1),
        created_at: Set(now),
        created_by: Set(who.id),
        updated_at: Set(now),
    };
    let added = agreement::Entity::insert(row).exec_with_returning(tx).await?;
    let draft = Draft { body: serde_json::to_value(&header)?, ..Draft::default() };
    record::add_as(ctx, tx, who, added.id, Kind::Agreement, draft).await?;
    events::record(ctx, tx, who, Event::AgreementRecorded { agreement: added.id }).await?;
    Ok(added)
}

/// Supersedes the head of an agreement.
pub async fn change_header(ctx: &Ctx, tx: &Tx, who: &Who, old: &fact::Model, header: Header) -> Result<()> {
    header.check()?;
    refuse_taken(tx, &header.reference, Some(old.entity_id)).await?;
    let was: Header = serde_json::from_str(&old.body)?;
    let status_at = if was.status == header.status { was.status_at } else { Some(ctx.now()) };
    let header = Header { status_at, ..header };
    let draft = Draft { body: serde_json::to_value(&header)?, ..Draft::default() };
    record::replace(ctx, tx, who, old, draft).await?;
    let projection = agreement::ActiveModel {
        id: Set(old.entity_id),
        reference: Set(header.reference.clone()),
        review: Set(header.review.name().to_owned()),
        search_text: Set(header.search_text()),
        ..Default::default()
    };
    agreement::Entity::update(projection).exec(tx).await?;
    changed(ctx, tx, who, old.entity_id).await
}

/// Keeps others from writing into the agreement until this transaction ends: what is left of a cap is counted once.
pub async fn hold(tx: &Tx, agreement: Uuid) -> Result<()> {
    agreement::Entity::update_many()
        .col_expr(agreement::Column::Revision, Expr::col(agreement::Column::Revision))
        .filter(agreement::Column::Id.eq(agreement))
        .exec(tx)
        .await?;
    Ok(())
}

/// Says that an agreement changed: its revision goes up and whatever its rules touch is judged again.
pub async fn changed(ctx: &Ctx, tx: &Tx, who: &Who, agreement: Uuid) -> Result<()> {
    let assets = affected_assets(tx, agreement).await?;
    touched(ctx, tx, who, agreement, assets).await
}

/// The same where it is known which assets are touched.
pub async fn touched(ctx: &Ctx, tx: &Tx, who: &Who, agreement: Uuid, assets: Vec<Uuid>) -> Result<()> {
    agreement::Entity::update_many()
        .col_expr(agreement::Column::Revision, Expr::col(agreement::Column::Revision).add(1))
        .col_expr(agreement::Column::UpdatedAt, Expr::value(ctx.now()))
        .filter(agreement::Column::Id.eq(agreement))
        .exec(tx)
        .await?;
    dates::keep(ctx, tx, agreement).await?;
    events::record(ctx, tx, who, Event::AgreementChanged { agreement, assets }).await?;
    Ok(())
}

/// Refuses an earlier agreement that is not on record, or the agreement itself.
pub async fn check_earlier(db: &impl ConnectionTrait, own: Option<Uuid>, header: &Header) -> Result<()> {
    for (field, earlier) in [("amends", header.amends), ("replaces", header.replaces)] {
        let Some(earlier) = earlier else { continue };
        let known = agreement::Entity::find_by_id(earlier).one(db).await?;
        if known.is_none_or(|known| Some(known.id) == own) {
            return Err(Error::field(Code::FactInvalid, field, "No other agreement is on record under that id."));
        }
    }
    Ok(())
}

async fn refuse_taken(db: &impl ConnectionTrait, reference: &str, own: Option<Uuid>) -> Result<()> {
    let found = agreement::Entity::find().filter(agreement::Column::Reference.eq(reference)).one(db).await?;
    match found {
        Some(other) if Some(other.id) != own => {
            Err(Error::field(Code::Taken, "reference", "There is an agreement of this reference."))
        }
        _ => Ok(()),
    }
}

/// Whether somebody approved the agreement at any time, also when it is back in draft.
pub async fn was_ever_approved(db: &impl ConnectionTrait, agreement: Uuid) -> Result<bool> {
    let headers = fact::Entity::find()
        .filter(fact::Column::EntityId.eq(agreement))
        .filter(fact::Column::Kind.eq(Kind::Agreement.name()))
        .all(db)
        .await?;
    let approved = |row: &fact::Model| {
        let header: Value = serde_json::from_str(&row.body).unwrap_or_default();
        header["review"] == "approved"
    };
    Ok(headers.iter().any(approved))
}

/// Whether any grant on record rests on the interest.
pub async fn has_grants(db: &impl ConnectionTrait, interest: Uuid) -> Result<bool> {
    let count = fact::Entity::find()
        .filter(fact::Column::InterestId.eq(interest))
        .filter(fact::Column::Kind.eq(Kind::Grant.name()))
        .filter(fact::Column::SupersededAt.is_null())
        .count(db)
        .await?;
    Ok(count > 0)
}
