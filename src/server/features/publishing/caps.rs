//! The ledger of caps: what a publication takes of a licence that allows so many uses. Planned it has reserved, live it
//! has consumed; what it never used, and what counts at one time only, is given back.
//!
//! The entries are facts of the agreements, so every verdict counts them. Whoever writes here has judged the use at a
//! rights epoch and checks under the trail's lock that it still is that epoch: of two that want the last use, the
//! second is judged anew.

use std::collections::BTreeSet;

use rights::Verdict;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde_json::{Map, Value, json};

use super::row::publication;
use crate::features::agreements::clearance;
use crate::features::agreements::records::record::{self, Draft, Kind};
use crate::features::agreements::records::row::fact;
use crate::features::agreements::show::uses::Use;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::events::{self, Event};

/// How far a publication has come with what it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Reserved,
    Consumed,
    Released,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            State::Reserved => "reserved",
            State::Consumed => "consumed",
            State::Released => "released",
        }
    }
}

/// What one use takes of one cap of one agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub agreement: Uuid,
    /// In the form of the fact, without its state.
    pub body: Map<String, Value>,
}

impl Entry {
    fn is(&self, row: &fact::Model) -> bool {
        let mut body = body_of(row);
        body.remove("state");
        row.agreement_id == Some(self.agreement) && body == self.body
    }
}

/// What a use takes of the caps in a grant's body. A use that names no quantity is one use.
pub fn entries(agreement: Uuid, grant: &Value, use_: &Use) -> Vec<Entry> {
    let take = |cap: &Value| {
        let metric = cap["metric"].as_str().unwrap_or("uses");
        let quantity = use_.quantity.as_ref().and_then(|named| named.get(metric)).copied().unwrap_or(1.0);
        let body = json!({
            "cap": cap["id"].as_str()?,
            "kind": cap["kind"].as_str().unwrap_or("cumulative"),
            "metric": metric,
            "qty": quantity,
            "channels": use_.channels,
            "start": use_.start,
            "end": use_.end,
        });
        Some(Entry { agreement, body: body.as_object()?.clone() })
    };
    grant["caps"].as_array().into_iter().flatten().filter_map(take).collect()
}

/// What is given back when a publication ends: all that was only reserved, and what counts at one time only. A use
/// that took place stays counted.
pub fn is_given_back(entry: &Map<String, Value>) -> bool {
    entry.get("state") == Some(&json!("reserved")) || entry.get("kind") == Some(&json!("concurrent"))
}

fn body_of(row: &fact::Model) -> Map<String, Value> {
    serde_json::from_str(&row.body).unwrap_or_default()
}

/// Writes down what a publication takes of the caps `verdict` stands on. Answers by how much it raised the rights epoch.
pub async fn take(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    found: &publication::Model,
    verdict: &Verdict,
    state: State,
) -> Result<i64> {
    let wanted = wanted(tx, found, verdict).await?;
    let held = held(tx, found.id).await?;
    let mut changed = BTreeSet::new();
    for row in held.iter().filter(|row| !wanted.iter().any(|entry| entry.is(row))) {
        write(ctx, tx, who, row, State::Released).await?;
        changed.extend(row.agreement_id);
    }
    for entry in wanted {
        match held.iter().find(|row| entry.is(row)) {
            // It counts the same before and after.
            Some(row) => write(ctx, tx, who, row, state).await?,
            None => {
                changed.insert(entry.agreement);
                let mut body = entry.body;
                body.insert("state".to_owned(), json!(state.name()));
                let draft = Draft {
                    agreement: Some(entry.agreement),
                    target: Some(found.id),
                    body: Value::Object(body),
                    ..Draft::default()
                };
                record::add(ctx, tx, who, Kind::Usage, draft).await?;
            }
        }
    }
    announce(ctx, tx, who, changed).await
}

/// Gives back what an ended publication held.
pub async fn give_back(ctx: &Ctx, tx: &Tx, who: &Who, publication: Uuid) -> Result<()> {
    let mut changed = BTreeSet::new();
    for row in held(tx, publication).await?.iter().filter(|row| is_given_back(&body_of(row))) {
        write(ctx, tx, who, row, State::Released).await?;
        changed.extend(row.agreement_id);
    }
    announce(ctx, tx, who, changed).await?;
    Ok(())
}

async fn write(ctx: &Ctx, tx: &Tx, who: &Who, row: &fact::Model, state: State) -> Result<()> {
    let mut body = body_of(row);
    if body.insert("state".to_owned(), json!(state.name())) == Some(json!(state.name())) {
        return Ok(());
    }
    let draft =
        Draft { agreement: row.agreement_id, target: row.target_id, body: Value::Object(body), ..Draft::default() };
    record::replace(ctx, tx, who, row, draft).await?;
    Ok(())
}

/// The current entries of a publication that count.
async fn held(db: &impl ConnectionTrait, publication: Uuid) -> Result<Vec<fact::Model>> {
    let rows = fact::Entity::find()
        .filter(fact::Column::TargetId.eq(publication))
        .filter(fact::Column::Kind.eq(Kind::Usage.name()))
        .filter(fact::Column::SupersededAt.is_null())
        .all(db)
        .await?;
    let counts = |row: &fact::Model| body_of(row).get("state") != Some(&json!(State::Released.name()));
    Ok(rows.into_iter().filter(counts).collect())
}

/// One publication is one use: a cap that several of its grants are under counts it once.
async fn wanted(db: &impl ConnectionTrait, found: &publication::Model, verdict: &Verdict) -> Result<Vec<Entry>> {
    let use_: Use = serde_json::from_str(&found.use_request)?;
    let grants: BTreeSet<Uuid> =
        verdict.supports.iter().filter_map(|support| Uuid::parse_str(&support.grant).ok()).collect();
    let grants: Vec<Uuid> = grants.into_iter().collect();
    let mut wanted: Vec<Entry> = Vec::new();
    for ids in grants.chunks(500) {
        let by_id = fact::Column::EntityId.is_in(ids.iter().copied());
        for row in current_grants(db, by_id).await? {
            let Some(agreement) = row.agreement_id else { continue };
            for entry in entries(agreement, &Value::Object(body_of(&row)), &use_) {
                let is_same = |other: &Entry| other.agreement == agreement && other.body["cap"] == entry.body["cap"];
                if !wanted.iter().any(is_same) {
                    wanted.push(entry);
                }
            }
        }
    }
    Ok(wanted)
}

async fn current_grants(db: &impl ConnectionTrait, which: sea_orm::sea_query::SimpleExpr) -> Result<Vec<fact::Model>> {
    let rows = fact::Entity::find()
        .filter(which)
        .filter(fact::Column::Kind.eq(Kind::Grant.name()))
        .filter(fact::Column::SupersededAt.is_null())
        .all(db)
        .await?;
    Ok(rows)
}

/// Tells that verdicts may differ on every asset these agreements' caps bear on. Answers by how much it raised the epoch.
async fn announce(ctx: &Ctx, tx: &Tx, who: &Who, agreements: BTreeSet<Uuid>) -> Result<i64> {
    if agreements.is_empty() {
        return Ok(0);
    }
    let of_agreements = fact::Column::AgreementId.is_in(agreements);
    let grants = current_grants(tx, of_agreements).await?;
    let is_capped = |row: &&fact::Model| body_of(row).contains_key("caps");
    let interests: BTreeSet<Uuid> = grants.iter().filter(is_capped).filter_map(|row| row.interest_id).collect();
    let interests: Vec<Uuid> = interests.into_iter().collect();
    let mut assets = BTreeSet::new();
    for ids in interests.chunks(500) {
        let rows = fact::Entity::find()
            .filter(fact::Column::EntityId.is_in(ids.iter().copied()))
            .filter(fact::Column::Kind.eq(Kind::Interest.name()))
            .filter(fact::Column::SupersededAt.is_null())
            .all(tx)
            .await?;
        assets.extend(rows.into_iter().filter_map(|row| row.asset_id));
    }
    let own: Vec<Uuid> = assets.iter().copied().collect();
    assets.extend(clearance::parents_of(tx, &own).await?);
    events::record(ctx, tx, who, Event::RightsChanged { assets: assets.into_iter().collect() }).await?;
    Ok(1)
}
