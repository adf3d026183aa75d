//! Loads what is on record about assets, as known at one moment.
//!
//! The number of queries does not depend on the number of assets. How the rows become the engine's facts stands in
//! `engine_form.rs`.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, IntoCondition, SimpleExpr};
use sea_orm::{ConnectionTrait, QueryOrder};
use serde_json::Value;

use super::records::record::Kind;
use super::records::row::fact;
use crate::platform::error::Result;

/// More interests than this in one asset and its components are not followed: the answer is then unknown.
pub const MOST_INTERESTS: usize = 2_000;
/// How many ids go into one query.
const CHUNK: usize = 500;
/// Chains of title longer than this are not followed; the engine then calls them unknown.
const LONGEST_CHAIN: usize = 16;

/// The rows that bear on some assets, as known at one moment.
#[derive(Clone, Debug, Default)]
pub struct OnRecord {
    /// Children of each asset by confirmed or suspected links.
    pub children: HashMap<Uuid, Vec<Uuid>>,
    pub rows: Vec<fact::Model>,
    pub headers: HashMap<Uuid, fact::Model>,
    pub clauses: HashMap<Uuid, fact::Model>,
    /// The people shown, by id.
    pub people: HashMap<Uuid, fact::Model>,
}

/// Which rows count: the current ones, or those known at an earlier moment.
pub fn known_at(belief_at: Option<DateTime<Utc>>) -> Condition {
    match belief_at {
        None => fact::Column::SupersededAt.is_null().into_condition(),
        Some(at) => Condition::all()
            .add(fact::Column::RecordedAt.lte(at))
            .add(Condition::any().add(fact::Column::SupersededAt.is_null()).add(fact::Column::SupersededAt.gt(at))),
    }
}

/// Everything on record that bears on `assets` and their components.
pub async fn load(db: &impl ConnectionTrait, assets: &[Uuid], belief_at: Option<DateTime<Utc>>) -> Result<OnRecord> {
    let reader = Reader { db, known: known_at(belief_at) };
    let mut found = OnRecord::default();
    let closure = reader.components(&mut found, assets).await?;
    let of_assets = reader.about(fact::Column::AssetId, &closure, &[Kind::Interest, Kind::Flag]).await?;
    let interests = ids(of_assets.iter().filter(|row| row.kind == Kind::Interest.name()).map(|row| row.entity_id));
    let people = ids(of_assets.iter().filter(|row| row.kind == Kind::Interest.name()).filter_map(|row| row.target_id));
    for row in reader.about(fact::Column::EntityId, &people, &[Kind::Person]).await? {
        found.people.insert(row.entity_id, row);
    }
    found.rows.extend(of_assets);
    reader.grants(&mut found, &interests).await?;
    let agreements = ids(found.rows.iter().filter_map(|row| row.agreement_id));
    reader.covenants(&mut found, &agreements, &interests, &closure).await?;
    reader.events(&mut found, &agreements, &interests).await?;
    let agreements = ids(found.rows.iter().filter_map(|row| row.agreement_id));
    for row in reader.about(fact::Column::EntityId, &agreements, &[Kind::Agreement]).await? {
        found.headers.insert(row.entity_id, row);
    }
    // A clause never changes, so its words are read whenever they were recorded.
    let clauses = ids(found.rows.iter().filter_map(|row| row.clause_id));
    let always = Reader { db, known: Condition::all() };
    for row in always.about(fact::Column::EntityId, &clauses, &[Kind::Clause]).await? {
        found.clauses.insert(row.entity_id, row);
    }
    Ok(found)
}

struct Reader<'a, C> {
    db: &'a C,
    known: Condition,
}

impl<C: ConnectionTrait> Reader<'_, C> {
    /// The rows of these kinds whose `column` is one of `ids`.
    async fn about(&self, column: fact::Column, ids: &[Uuid], kinds: &[Kind]) -> Result<Vec<fact::Model>> {
        let mut found = Vec::new();
        for ids in ids.chunks(CHUNK) {
            found.extend(self.rows(column.is_in(ids.iter().copied()), kinds).await?);
        }
        Ok(found)
    }

    async fn rows(&self, which: SimpleExpr, kinds: &[Kind]) -> Result<Vec<fact::Model>> {
        let rows = fact::Entity::find()
            .filter(which)
            .filter(fact::Column::Kind.is_in(kinds.iter().map(|kind| kind.name())))
            .filter(self.known.clone())
            .order_by_asc(fact::Column::Id)
            .all(self.db)
            .await?;
        Ok(rows)
    }

    /// Follows component links downward; each asset once, so a circle ends.
    async fn components(&self, found: &mut OnRecord, assets: &[Uuid]) -> Result<Vec<Uuid>> {
        let mut seen: BTreeSet<Uuid> = assets.iter().copied().collect();
        let mut next: Vec<Uuid> = seen.iter().copied().collect();
        while !next.is_empty() {
            let links = self.about(fact::Column::AssetId, &next, &[Kind::Component]).await?;
            next.clear();
            for link in links {
                if let (Some(parent), Some(child), true) = (link.asset_id, link.target_id, !is_rejected(&link)) {
                    found.children.entry(parent).or_default().push(child);
                    if seen.insert(child) {
                        next.push(child);
                    }
                }
                found.rows.push(link);
            }
        }
        Ok(seen.into_iter().collect())
    }

    /// The grants of these interests, and the head grants they depend on.
    async fn grants(&self, found: &mut OnRecord, interests: &[Uuid]) -> Result<()> {
        let mut grants = self.about(fact::Column::InterestId, interests, &[Kind::Grant]).await?;
        let mut seen: BTreeSet<Uuid> = grants.iter().map(|row| row.entity_id).collect();
        let mut latest = grants.clone();
        for _ in 0..LONGEST_CHAIN {
            let heads = ids(latest.iter().flat_map(upstream).filter(|head| !seen.contains(head)));
            if heads.is_empty() {
                break;
            }
            latest = self.about(fact::Column::EntityId, &heads, &[Kind::Grant]).await?;
            seen.extend(heads);
            grants.extend(latest.iter().cloned());
        }
        found.rows.extend(grants);
        Ok(())
    }

    /// Restrictions of every reach, and the waivers of those.
    async fn covenants(
        &self,
        found: &mut OnRecord,
        agreements: &[Uuid],
        interests: &[Uuid],
        assets: &[Uuid],
    ) -> Result<()> {
        let kinds = &[Kind::Restriction];
        let mut bans = self.about(fact::Column::AgreementId, agreements, kinds).await?;
        bans.retain(|row| row.reach.as_deref() == Some("agreement"));
        bans.extend(self.about(fact::Column::InterestId, interests, &[Kind::Restriction, Kind::Exclusivity]).await?);
        bans.extend(self.about(fact::Column::AssetId, assets, kinds).await?);
        bans.extend(self.rows(fact::Column::Reach.eq("organisation"), kinds).await?);
        // A restriction that does not say how far it goes may go everywhere.
        bans.extend(self.rows(fact::Column::Reach.is_null(), kinds).await?);
        let mut seen = BTreeSet::new();
        bans.retain(|row| seen.insert(row.id));
        let entities = ids(bans.iter().map(|row| row.entity_id));
        found.rows.extend(bans);
        found.rows.extend(self.about(fact::Column::TargetId, &entities, &[Kind::Waiver]).await?);
        Ok(())
    }

    /// Revocations, what became of duties and caps, and what holds for the whole house.
    async fn events(&self, found: &mut OnRecord, agreements: &[Uuid], interests: &[Uuid]) -> Result<()> {
        let kinds = &[Kind::Revocation, Kind::DutyEvent, Kind::Usage];
        let mut rows = self.about(fact::Column::AgreementId, agreements, kinds).await?;
        rows.extend(self.about(fact::Column::InterestId, interests, kinds).await?);
        let house = &[Kind::Engagement, Kind::DutyRule, Kind::Policy];
        rows.extend(self.rows(fact::Column::Kind.is_in(house.iter().map(|kind| kind.name())), house).await?);
        let mut seen = BTreeSet::new();
        rows.retain(|row| seen.insert(row.id));
        found.rows.extend(rows);
        Ok(())
    }
}

impl OnRecord {
    /// An asset and everything in it.
    pub fn closure(&self, asset: Uuid) -> BTreeSet<Uuid> {
        let mut seen = BTreeSet::from([asset]);
        let mut next = vec![asset];
        while let Some(parent) = next.pop() {
            for child in self.children.get(&parent).into_iter().flatten() {
                if seen.insert(*child) {
                    next.push(*child);
                }
            }
        }
        seen
    }

    /// Whether an asset has more interests, its components' included, than are followed.
    pub fn is_too_large(&self, asset: Uuid) -> bool {
        let closure = self.closure(asset);
        let interest = |row: &&fact::Model| row.kind == Kind::Interest.name();
        let inside = |row: &&fact::Model| row.asset_id.is_some_and(|asset| closure.contains(&asset));
        self.rows.iter().filter(interest).filter(inside).count() > MOST_INTERESTS
    }

    /// Every id that some row names, assets among them: in a column of its own or anywhere in its body.
    pub fn named(&self) -> BTreeSet<Uuid> {
        let is_part = |c: char| c.is_ascii_hexdigit() || c == '-';
        let inside = |row: &fact::Model| {
            let words = row.body.split(|c| !is_part(c)).filter(|word| word.len() == 36);
            words.filter_map(|word| Uuid::parse_str(word).ok()).collect::<Vec<_>>()
        };
        let columns = |row: &fact::Model| [row.asset_id, row.target_id].into_iter().flatten();
        let children = self.children.iter().flat_map(|(parent, children)| children.iter().chain([parent]));
        let rows = self.rows.iter().flat_map(|row| columns(row).chain(inside(row)));
        rows.chain(children.copied()).collect()
    }

    /// Leaves out what a publication itself took of caps.
    pub fn leave_out_usage_of(&mut self, publication: Uuid) {
        self.rows.retain(|row| row.kind != Kind::Usage.name() || row.target_id != Some(publication));
    }

    /// When the youngest of these rows became known.
    pub fn latest(&self) -> Option<DateTime<Utc>> {
        self.rows.iter().chain(self.headers.values()).chain(self.people.values()).map(|row| row.recorded_at).max()
    }
}

/// A link somebody has looked at and rejected.
pub fn is_rejected(link: &fact::Model) -> bool {
    let body: Value = serde_json::from_str(&link.body).unwrap_or_default();
    body["status"] == "rejected"
}

/// The head grants a grant names.
pub fn upstream(row: &fact::Model) -> Vec<Uuid> {
    if !row.body.contains("\"upstream\"") {
        return Vec::new();
    }
    let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
    let named = match &body["upstream"] {
        Value::Array(named) => named.clone(),
        other => vec![other.clone()],
    };
    named.iter().filter_map(|head| Uuid::parse_str(head.as_str()?).ok()).collect()
}

pub(super) fn ids(found: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    found.collect::<BTreeSet<_>>().into_iter().collect()
}
