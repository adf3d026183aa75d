//! The one door to a verdict. Whoever wants to know whether an asset may be used somewhere asks here.

use chrono::{DateTime, Utc};
use rights::{AssetRegions, FactKind, Facts, Outline, Reference, UseRequest, Verdict};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde_json::{Value, json};

use super::facts::{self, MOST_INTERESTS, OnRecord};
use super::records::row::verdict;
use super::reference::{self, product, refuse_unread};
use super::show::verdict::anonymous;
use crate::features::assets;
use crate::platform::auth::{Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

pub use super::records::touched::{affected_assets, parents_of};

/// Reads a use. Unknown names, impossible dates and missing parts are 422 with the field.
pub fn parse_use(value: &Value) -> Result<UseRequest> {
    UseRequest::from_json(value, product()?).map_err(|error| refuse_unread(&error, Code::Invalid))
}

/// May `asset` be used so? Stands on what is on record now, or as known at `belief_at`.
pub async fn ask(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    asset: Uuid,
    request: &UseRequest,
    belief_at: Option<DateTime<Utc>>,
) -> Result<Verdict> {
    let mut verdicts = ask_many(ctx, db, &[asset], request, belief_at).await?;
    let (_, verdict) = verdicts.pop().ok_or_else(|| anyhow::anyhow!("no verdict for one asset"))?;
    Ok(verdict)
}

/// The same about a use that is counted already: what `counted`, its publication, took of caps is its own and does not
/// stand against it.
pub async fn ask_again(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    asset: Uuid,
    request: &UseRequest,
    counted: Uuid,
) -> Result<Verdict> {
    let mut record = facts::load(db, &[asset], None).await?;
    record.leave_out_usage_of(counted);
    let mut verdicts = judge(ctx, reference::current(db).await?, &record, &[asset], request, None)?;
    let (_, verdict) = verdicts.pop().ok_or_else(|| anyhow::anyhow!("no verdict for one asset"))?;
    Ok(verdict)
}

/// The same for many assets, in a number of queries that does not depend on theirs.
pub async fn ask_many(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    assets: &[Uuid],
    request: &UseRequest,
    belief_at: Option<DateTime<Utc>>,
) -> Result<Vec<(Uuid, Verdict)>> {
    let record = facts::load(db, assets, belief_at).await?;
    judge(ctx, reference::as_of(db, belief_at).await?, &record, assets, request, belief_at)
}

/// May each of `assets` be used so? Read at one moment of its own: what others record meanwhile is in the answers whole
/// or not at all.
pub async fn ask_at_one_moment(
    ctx: &Ctx,
    assets: &[Uuid],
    request: &UseRequest,
    belief_at: Option<DateTime<Utc>>,
) -> Result<Vec<(Uuid, Verdict)>> {
    let moment = ctx.db.snapshot().await?;
    let verdicts = ask_many(ctx, &moment, assets, request, belief_at).await?;
    moment.commit().await?;
    Ok(verdicts)
}

/// The same of one asset as things stand. What the publication `counted` took of caps does not stand against it.
pub async fn ask_now(ctx: &Ctx, asset: Uuid, request: &UseRequest, counted: Option<Uuid>) -> Result<Verdict> {
    let moment = ctx.db.snapshot().await?;
    let verdict = match counted {
        Some(publication) => ask_again(ctx, &moment, asset, request, publication).await?,
        None => ask(ctx, &moment, asset, request, None).await?,
    };
    moment.commit().await?;
    Ok(verdict)
}

/// The answer to the use of a publication as it is known now, and as it was known at `then`. Both are read at one moment;
/// what the publication itself took of caps stands against neither.
pub async fn ask_then_and_now(
    ctx: &Ctx,
    asset: Uuid,
    request: &UseRequest,
    publication: Uuid,
    then: DateTime<Utc>,
) -> Result<(Verdict, Verdict)> {
    let moment = ctx.db.snapshot().await?;
    let mut given = Vec::new();
    for belief_at in [Some(then), None] {
        let reference = reference::as_of(&moment, belief_at).await?;
        let mut record = facts::load(&moment, &[asset], belief_at).await?;
        record.leave_out_usage_of(publication);
        given.extend(judge(ctx, reference, &record, &[asset], request, belief_at)?);
    }
    moment.commit().await?;
    match (given.pop(), given.pop()) {
        (Some((_, now)), Some((_, then))) => Ok((then, now)),
        _ => Err(anyhow::anyhow!("no verdict for one asset").into()),
    }
}

fn judge(
    ctx: &Ctx,
    reference: &Reference,
    record: &OnRecord,
    assets: &[Uuid],
    request: &UseRequest,
    belief_at: Option<DateTime<Utc>>,
) -> Result<Vec<(Uuid, Verdict)>> {
    // What channels and groups mean is part of what was known then.
    let request = request.under(reference).map_err(|error| refuse_unread(&error, Code::Invalid))?;
    let now = ctx.now();
    let facts = record.facts(reference);
    // A correction in the same millisecond is known a moment later; what was loaded counts as known.
    let belief = belief_at.unwrap_or_else(|| record.latest().map_or(now, |latest| latest.max(now)));
    let judge = |asset: &Uuid| {
        let request = request.with_asset(&asset.to_string());
        let facts = bounded(record, &facts, *asset);
        (*asset, rights::evaluate(reference, &facts, &request, belief, now))
    };
    Ok(assets.iter().map(judge).collect())
}

/// The facts, or, where an asset holds more than is followed, facts that make it unknown.
pub(super) fn bounded<'a>(record: &OnRecord, facts: &'a Facts, asset: Uuid) -> std::borrow::Cow<'a, Facts> {
    if !record.is_too_large(asset) {
        return std::borrow::Cow::Borrowed(facts);
    }
    let mut unknown = Facts::default();
    let why = format!("the asset and its components have more than {MOST_INTERESTS} interests");
    unknown.add_unreadable(FactKind::Interest, "interests", Some(&asset.to_string()), &why);
    std::borrow::Cow::Owned(unknown)
}

/// Everything on record about `assets` and their components as the engine reads it.
pub async fn facts_as_known(
    db: &impl ConnectionTrait,
    assets: &[Uuid],
    belief_at: Option<DateTime<Utc>>,
) -> Result<Facts> {
    Ok(facts::load(db, assets, belief_at).await?.facts(reference::as_of(db, belief_at).await?))
}

/// Where and when an asset is cleared or may be, whatever the use: to be read and written down.
pub async fn regions_of(ctx: &Ctx, db: &impl ConnectionTrait, asset: Uuid) -> Result<AssetRegions> {
    let reference = reference::current(db).await?;
    let record = facts::load(db, &[asset], None).await?;
    let facts = record.facts(reference);
    let belief = record.latest().map_or(ctx.now(), |latest| latest.max(ctx.now()));
    Ok(rights::regions_of(reference, &bounded(&record, &facts, asset), &asset.to_string(), belief))
}

/// The same of many assets, as the search keeps it.
pub async fn outlines(ctx: &Ctx, db: &impl ConnectionTrait, assets: &[Uuid]) -> Result<Vec<(Uuid, Outline)>> {
    let reference = reference::current(db).await?;
    let record = facts::load(db, assets, None).await?;
    let facts = record.facts(reference);
    let belief = record.latest().map_or(ctx.now(), |latest| latest.max(ctx.now()));
    let named = record.named();
    // What no row names stands like anything else that no row names: the engine is asked once.
    let mut unnamed: Option<Outline> = None;
    let mut each = |asset: &Uuid| {
        let ask = || rights::outline_of(reference, &bounded(&record, &facts, *asset), &asset.to_string(), belief);
        let regions = if named.contains(asset) { ask() } else { unnamed.get_or_insert_with(ask).clone() };
        (*asset, regions)
    };
    Ok(assets.iter().map(&mut each).collect())
}

/// Keeps a verdict as it was given. `request` is the use as JSON, `purpose` says what it was asked for
/// (`question`, `approval`, `publication`, …).
pub async fn keep(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    asset: Uuid,
    request: &Value,
    verdict: &Verdict,
    purpose: &str,
) -> Result<Uuid> {
    let row = verdict::ActiveModel {
        id: Set(ctx.new_id()?),
        asset_id: Set(asset),
        request: Set(request.to_string()),
        headline: Set(verdict.headline.as_str().to_owned()),
        body: Set(serde_json::to_string(verdict)?),
        inputs_hash: Set(verdict.inputs_hash.clone()),
        asked_at: Set(ctx.now()),
        belief_at: Set(verdict.belief_at),
        asked_by: Set(who.id),
        purpose: Set(purpose.to_owned()),
    };
    Ok(verdict::Entity::insert(row).exec_with_returning(tx).await?.id)
}

/// A verdict about an asset in sight; else 404.
pub async fn find_verdict(db: &impl ConnectionTrait, scope: Scope, id: Uuid) -> Result<verdict::Model> {
    let gone = || Error::not_found(Code::VerdictNotFound);
    let found = verdict::Entity::find_by_id(id).one(db).await?.ok_or_else(gone)?;
    assets::find_visible(db, scope, found.asset_id).await.map_err(|error| match error.code {
        Code::AssetNotFound => gone(),
        _ => error,
    })?;
    Ok(found)
}

/// What somebody hears who acts against a verdict: 409 with the verdict in it, without the words of agreements.
/// [`super::show::verdict::refusal`] says more where the reader is known.
pub fn refuse(verdict: &Verdict) -> Error {
    match anonymous(verdict) {
        Ok(shown) => Error::new(Code::NotCleared, shown.sentence.clone()).with(json!({ "verdict": shown })),
        Err(error) => error,
    }
}
