//! What would be on record if something were done: rows in memory, never written.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rights::{AssetRegions, Facts, Reference, UseRequest, Verdict};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;

use super::super::clearance;
use super::super::facts::{self, OnRecord, is_rejected};
use super::super::records::header::Header;
use super::super::records::record::{Draft, Kind};
use super::super::records::row::fact;
use super::super::reference;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// A change of the record that nobody made.
#[derive(Clone, Debug, Default)]
pub struct Hypothesis {
    /// Heads of agreements as they would read.
    pub headers: Vec<(fact::Model, Header)>,
    /// Rows that would be there, in place of those of the same fact.
    pub added: Vec<fact::Model>,
    /// Facts that would be there no longer.
    pub removed: BTreeSet<Uuid>,
    /// Rows the added ones stand on, on record already: head grants and the heads of their agreements.
    pub beside: Vec<fact::Model>,
    /// Assets that only the added rows lead to: what is on record about them is read as well.
    pub reaching: Vec<Uuid>,
}

impl Hypothesis {
    /// The record as it would be.
    pub fn applied_to(&self, record: &OnRecord) -> Result<OnRecord> {
        let mut changed = record.clone();
        let gone = |row: &fact::Model| {
            self.removed.contains(&row.entity_id) || self.added.iter().any(|new| new.entity_id == row.entity_id)
        };
        changed.rows.retain(|row| !gone(row));
        changed.rows.extend(self.added.iter().cloned());
        for (row, header) in &self.headers {
            let body = serde_json::to_string(header)?;
            changed.headers.insert(row.entity_id, fact::Model { body, ..row.clone() });
        }
        changed.children.clear();
        for link in changed.rows.iter().filter(|row| row.kind == Kind::Component.name()) {
            if let (Some(parent), Some(child), false) = (link.asset_id, link.target_id, is_rejected(link)) {
                changed.children.entry(parent).or_default().push(child);
            }
        }
        Ok(self.with_beside(&changed))
    }

    /// The record with what the added rows stand on, so that before and after differ in the change alone.
    pub fn with_beside(&self, record: &OnRecord) -> OnRecord {
        let mut whole = record.clone();
        for row in &self.beside {
            if row.kind == Kind::Agreement.name() {
                whole.headers.entry(row.entity_id).or_insert_with(|| row.clone());
            } else if !whole.rows.iter().any(|known| known.id == row.id) {
                whole.rows.push(row.clone());
            }
        }
        whole
    }
}

/// A moment later than all that is recorded: of two events of a duty the imagined one is the last.
pub fn after(ctx: &Ctx, rows: &[fact::Model]) -> DateTime<Utc> {
    let last = rows.iter().map(|row| row.recorded_at).max();
    last.map_or(ctx.now(), |last| last.max(ctx.now())) + chrono::Duration::milliseconds(1)
}

/// A fact as it would be recorded at `at`, under ids nobody else has.
pub fn imagined(kind: Kind, (id, entity): (Uuid, Uuid), draft: Draft, at: DateTime<Utc>) -> fact::Model {
    fact::Model {
        id,
        entity_id: entity,
        kind: kind.name().to_owned(),
        agreement_id: draft.agreement,
        interest_id: draft.interest,
        asset_id: draft.asset,
        clause_id: draft.clause,
        target_id: draft.target,
        reach: draft.reach,
        body: draft.body.to_string(),
        source: "imagined".to_owned(),
        recorded_at: at,
        superseded_at: None,
        recorded_by: None,
        recorded_by_name: String::new(),
        change: None,
        predecessor_id: None,
        amends_id: draft.amends,
        reason: None,
        withdrawn_by: None,
        withdrawn_by_name: None,
    }
}

/// What is on record about some assets, and what would be.
pub struct Sides {
    before: OnRecord,
    after: OnRecord,
    before_facts: Facts,
    after_facts: Facts,
    reference: &'static Reference,
    belief: DateTime<Utc>,
    now: DateTime<Utc>,
}

impl Sides {
    pub async fn load(ctx: &Ctx, db: &impl ConnectionTrait, assets: &[Uuid], hypothesis: &Hypothesis) -> Result<Sides> {
        let (reference, now) = (reference::current(db).await?, ctx.now());
        let record = facts::load(db, &[assets, &hypothesis.reaching].concat(), None).await?;
        let (before, after) = (hypothesis.with_beside(&record), hypothesis.applied_to(&record)?);
        let latest = before.latest().max(after.latest());
        Ok(Sides {
            before_facts: before.facts(reference),
            after_facts: after.facts(reference),
            before,
            after,
            reference,
            belief: latest.map_or(now, |latest| latest.max(now)),
            now,
        })
    }

    /// Where the asset is cleared or may be, before and after.
    pub fn regions(&self, asset: Uuid) -> (AssetRegions, AssetRegions) {
        let of = |record: &OnRecord, facts: &Facts| {
            let facts = clearance::bounded(record, facts, asset);
            rights::regions_of(self.reference, &facts, &asset.to_string(), self.belief)
        };
        (of(&self.before, &self.before_facts), of(&self.after, &self.after_facts))
    }

    /// The answers to one use, before and after.
    pub fn verdicts(&self, asset: Uuid, request: &UseRequest) -> (Verdict, Verdict) {
        let read = request.under(self.reference).unwrap_or_else(|_| request.clone());
        let request = read.with_asset(&asset.to_string());
        let of = |record: &OnRecord, facts: &Facts| {
            let facts = clearance::bounded(record, facts, asset);
            rights::evaluate(self.reference, &facts, &request, self.belief, self.now)
        };
        (of(&self.before, &self.before_facts), of(&self.after, &self.after_facts))
    }
}
