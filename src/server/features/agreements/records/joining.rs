//! Brings further assets under an agreement on the terms of grants it already has: what a batch of uploads needs.
//!
//! It goes through the same doors as a grant written by hand, and a second time it records nothing.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};
use sea_orm::entity::prelude::Uuid;
use serde_json::{Map, Value, json};

use super::body;
use super::interest::{current_of, find_interests};
use super::queries::{current_facts, find_fact};
use super::record::{self, Draft, Kind};
use super::row::fact;
use super::wanted::{Wanted, text};
use crate::platform::auth::{Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

/// What is to come under an agreement, and how.
#[derive(Clone, Debug)]
pub struct Joining {
    pub agreement: Uuid,
    pub assets: Vec<Uuid>,
    /// Grants of the agreement whose terms hold for the assets too.
    pub like: Vec<Uuid>,
    /// The first day on which they may be used at all.
    pub not_before: Option<NaiveDate>,
}

/// What was recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    pub interests: usize,
    pub grants: usize,
    pub embargoes: usize,
}

impl Joined {
    pub fn is_nothing(self) -> bool {
        self == Joined::default()
    }
}

/// Records interests and grants for every asset, and an embargo where one is wanted. The assets are known to be in sight.
pub async fn join(ctx: &Ctx, tx: &Tx, who: &Who, scope: Scope, joining: &Joining) -> Result<Joined> {
    let mut joined = Joined::default();
    let on_record = current_facts(tx, joining.agreement).await?;
    for grant in &joining.like {
        let model = model_of(tx, &on_record, joining.agreement, *grant).await?;
        let mut missing = Vec::new();
        for asset in &joining.assets {
            let (interest, is_new) = interest_for(ctx, tx, who, &model.interest, *asset).await?;
            joined.interests += usize::from(is_new);
            if is_new || !has_grant(&on_record, interest, &model.body) {
                missing.push(interest);
            }
        }
        joined.grants += missing.len();
        if !missing.is_empty() {
            let wanted = wanted(joining.agreement, &model, &missing);
            record_all(ctx, tx, who, scope, Kind::Grant, wanted).await?;
        }
    }
    if let Some(not_before) = joining.not_before {
        let far = || Error::field(Code::DateInvalid, "not_before", "That day is too early.");
        let last = not_before.checked_sub_days(Days::new(1)).ok_or_else(far)?;
        for asset in &joining.assets {
            if let Some(wanted) = embargo(&on_record, joining.agreement, *asset, last) {
                record_all(ctx, tx, who, scope, Kind::Restriction, wanted).await?;
                joined.embargoes += 1;
            }
        }
    }
    Ok(joined)
}

/// A grant to be taken as the model, with the interest it is for.
struct Model {
    grant: fact::Model,
    interest: fact::Model,
    body: Map<String, Value>,
}

async fn model_of(tx: &Tx, on_record: &[fact::Model], agreement: Uuid, grant: Uuid) -> Result<Model> {
    let unknown = || Error::field(Code::FactInvalid, "like", "No such grant stands in this agreement.");
    let grant = find_fact(tx, agreement, Kind::Grant, grant).await.map_err(|_| unknown())?;
    let interest = grant.interest_id.ok_or_else(unknown)?;
    let takes_back = |row: &&fact::Model| {
        row.kind == Kind::Revocation.name()
            && (row.target_id == Some(grant.entity_id) || row.interest_id == Some(interest))
    };
    if on_record.iter().any(|row| takes_back(&row)) {
        return Err(Error::field(Code::FactInvalid, "like", "This grant was taken back: nothing new comes under it."));
    }
    let interest = find_interests(tx, &[interest], "like").await?.into_iter().next().ok_or_else(unknown)?;
    let body = plain(serde_json::from_str(&grant.body)?);
    Ok(Model { grant, interest, body })
}

/// The asset's own interest of the same kind and holder, recorded now where it is missing.
async fn interest_for(ctx: &Ctx, tx: &Tx, who: &Who, model: &fact::Model, asset: Uuid) -> Result<(Uuid, bool)> {
    let told: Value = serde_json::from_str(&model.body)?;
    let own = current_of(tx, fact::Column::AssetId, &[asset], Kind::Interest).await?;
    let is_same = |row: &fact::Model| {
        let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
        row.target_id == model.target_id && body["kind"] == told["kind"] && body["holder"] == told["holder"]
    };
    if let Some(found) = own.iter().find(|row| is_same(row)) {
        return Ok((found.entity_id, false));
    }
    let mut body = json!({ "kind": told["kind"], "holder": told["holder"], "subject": "", "completeness": "partial" });
    // Who is shown is the same person; what else the model shows is its own.
    if model.target_id.is_some() {
        body["subject"] = told["subject"].clone();
    }
    if !told["person"].is_null() {
        body["person"] = told["person"].clone();
    }
    let draft = Draft { asset: Some(asset), target: model.target_id, body, ..Draft::default() };
    Ok((record::add(ctx, tx, who, Kind::Interest, draft).await?.entity_id, true))
}

fn has_grant(on_record: &[fact::Model], interest: Uuid, body: &Map<String, Value>) -> bool {
    let same = |row: &fact::Model| serde_json::from_str(&row.body).is_ok_and(|known| plain(known) == *body);
    let mut grants = on_record.iter().filter(|row| row.kind == Kind::Grant.name() && row.interest_id == Some(interest));
    grants.any(same)
}

/// What the grant says, without what only the server says of it.
fn plain(mut body: Map<String, Value>) -> Map<String, Value> {
    body.retain(|key, _| !body::FILLED_IN.contains(&key.as_str()));
    body
}

fn wanted(agreement: Uuid, model: &Model, interests: &[Uuid]) -> Wanted {
    let mut body = model.body.clone();
    body.insert("interests".to_owned(), Value::Array(interests.iter().copied().map(text).collect()));
    Wanted { agreement, clause: model.grant.clause_id, body, ..Wanted::default() }
}

async fn record_all(ctx: &Ctx, tx: &Tx, who: &Who, scope: Scope, kind: Kind, wanted: Wanted) -> Result<()> {
    for draft in body::drafts(tx, scope, kind, wanted, None).await? {
        record::add(ctx, tx, who, kind, draft).await?;
    }
    Ok(())
}

/// Forbids every use up to a day; `None` where that is on record already.
fn embargo(on_record: &[fact::Model], agreement: Uuid, asset: Uuid, last: NaiveDate) -> Option<Wanted> {
    let body = json!({ "reach": "asset", "asset": text(asset), "code": "EMBARGO", "period": { "end": last.to_string() },
        "no_document": "Said when the file was uploaded." });
    let stands = |row: &fact::Model| {
        let known: Value = serde_json::from_str(&row.body).unwrap_or_default();
        known["code"] == body["code"] && known["period"] == body["period"]
    };
    let mut known = on_record.iter().filter(|row| row.kind == Kind::Restriction.name() && row.asset_id == Some(asset));
    if known.any(stands) {
        return None;
    }
    Some(Wanted { agreement, body: body.as_object().cloned()?, ..Wanted::default() })
}

/// The ids without repetition, in order.
pub fn once(ids: &[Uuid]) -> Vec<Uuid> {
    let mut seen = HashSet::new();
    ids.iter().copied().filter(|id| seen.insert(*id)).collect()
}
