//! Interests and components: what must be cleared in an asset, and which assets it is made of.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rights::{FactKind, Facts};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

use super::super::facts;
use super::super::reference::{INTEREST_KINDS, product, refuse_unread};
use super::header::check_text;
use super::record::{self, Draft, Kind};
use super::row::fact;
use crate::platform::error::{Code, Error, Result};

/// What is said of an interest, checked.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub kind: String,
    pub holder: String,
    pub subject: String,
    pub completeness: Option<String>,
    pub not_required: Option<String>,
    /// The person whose right it is, where their record is known.
    pub person: Option<Uuid>,
}

impl Said {
    /// The fact, or what is wrong with it.
    pub fn draft(self, asset: Uuid) -> Result<Draft> {
        if !INTEREST_KINDS.iter().any(|(key, _)| *key == self.kind) {
            return Err(Error::field(Code::Invalid, "kind", format!("\"{}\" is no kind of interest.", self.kind)));
        }
        check_text("holder", &self.holder, 0, 300)?;
        check_text("subject", &self.subject, 0, 300)?;
        let not_required = self.not_required.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty());
        if let Some(why) = &not_required {
            check_text("not_required", why, 0, 500)?;
        }
        let mut body = json!({
            "kind": self.kind,
            "holder": self.holder.trim(),
            "subject": self.subject.trim(),
            "completeness": self.completeness.as_deref().unwrap_or("none"),
        });
        if let Some(why) = not_required {
            body["not_required"] = Value::String(why);
        }
        let mut whole = body.clone();
        whole["asset"] = Value::String(asset.to_string());
        read_by_engine(FactKind::Interest, &whole)?;
        Ok(Draft { asset: Some(asset), target: self.person, body, ..Draft::default() })
    }
}

/// What is said of a component link.
#[derive(Clone, Debug, Default)]
pub struct Link {
    pub role: String,
    pub status: String,
    pub embedding: Option<String>,
    pub modifications: Vec<String>,
    /// Why it was rejected.
    pub note: Option<String>,
}

impl Link {
    /// What a recorded link says.
    pub fn read(row: &fact::Model) -> Link {
        let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
        let names = body["modifications"].as_array().into_iter().flatten();
        Link {
            role: body["role"].as_str().unwrap_or_default().to_owned(),
            status: body["status"].as_str().unwrap_or("confirmed").to_owned(),
            embedding: body["embedding"].as_str().map(str::to_owned),
            modifications: names.filter_map(Value::as_str).map(str::to_owned).collect(),
            note: None,
        }
    }

    pub fn draft(self, parent: Uuid, child: Uuid) -> Result<Draft> {
        check_text("role", &self.role, 0, 100)?;
        let reference = product()?;
        for name in &self.modifications {
            reference.check_modification(name).map_err(|error| refuse_unread(&error, Code::FactInvalid))?;
        }
        let mut body = json!({ "role": self.role.trim(), "status": self.status, "modifications": self.modifications });
        if let Some(embedding) = self.embedding {
            body["embedding"] = Value::String(embedding);
        }
        if let Some(note) = self.note {
            body["note"] = Value::String(note);
        }
        let mut whole = body.clone();
        whole["parent"] = Value::String(parent.to_string());
        whole["child"] = Value::String(child.to_string());
        read_by_engine(FactKind::Component, &whole)?;
        Ok(Draft { asset: Some(parent), target: Some(child), body, ..Draft::default() })
    }
}

/// Who the person shown is, and what is known of them, stays when the rest is corrected: it is not shown to whoever
/// corrects, so they cannot say it again.
pub fn keep_person(old: &fact::Model, draft: &mut Draft) {
    let was: Value = serde_json::from_str(&old.body).unwrap_or_default();
    if draft.body["kind"] == was["kind"] {
        draft.target = draft.target.or(old.target_id);
    }
    if !was["person"].is_null() && draft.body["person"].is_null() && draft.body["kind"] == was["kind"] {
        draft.body["person"] = was["person"].clone();
    }
}

/// The interest as it is, but nobody's in particular.
pub fn without_person(old: &fact::Model, reason: Option<String>) -> Result<Draft> {
    if old.target_id.is_none() {
        return Err(Error::field(Code::FactInvalid, "person", "Nobody is named for this interest."));
    }
    let reason = reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    check_text("reason", reason.as_deref().unwrap_or_default(), 0, 500)?;
    let mut body: Value = serde_json::from_str(&old.body)?;
    if let Some(fields) = body.as_object_mut() {
        fields.remove("person");
    }
    Ok(Draft { asset: old.asset_id, body, reason, ..Draft::default() })
}

/// Refuses what the engine could not read later.
pub fn read_by_engine(kind: FactKind, body: &Value) -> Result<()> {
    let read = Facts::default().add(kind, "new", body, product()?);
    read.map_err(|error| refuse_unread(&error, Code::FactInvalid))
}

/// Whether `child` in `parent` would make an asset part of itself. `links` are parents with their children.
pub fn makes_circle(links: &BTreeMap<Uuid, Vec<Uuid>>, parent: Uuid, child: Uuid) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![child];
    while let Some(asset) = next.pop() {
        if asset == parent {
            return true;
        }
        if seen.insert(asset) {
            next.extend(links.get(&asset).into_iter().flatten().copied());
        }
    }
    false
}

/// Every link below `asset`, rejected ones too: they may be confirmed one day.
pub async fn links_below(db: &impl ConnectionTrait, asset: Uuid) -> Result<BTreeMap<Uuid, Vec<Uuid>>> {
    let mut links: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    let mut next = vec![asset];
    while !next.is_empty() {
        let rows = current_of(db, fact::Column::AssetId, &next, Kind::Component).await?;
        next.clear();
        for row in rows {
            let (Some(parent), Some(child)) = (row.asset_id, row.target_id) else { continue };
            if !links.contains_key(&child) {
                next.push(child);
            }
            links.entry(parent).or_default().push(child);
        }
        next.retain(|asset| !links.contains_key(asset));
        next.sort_unstable();
        next.dedup();
    }
    Ok(links)
}

/// The current rows of a kind whose `column` is one of `ids`.
pub async fn current_of(
    db: &impl ConnectionTrait,
    column: fact::Column,
    ids: &[Uuid],
    kind: Kind,
) -> Result<Vec<fact::Model>> {
    known_of(db, column, ids, kind, None).await
}

/// The same as known at an earlier moment.
pub async fn known_of(
    db: &impl ConnectionTrait,
    column: fact::Column,
    ids: &[Uuid],
    kind: Kind,
    belief_at: Option<DateTime<Utc>>,
) -> Result<Vec<fact::Model>> {
    use sea_orm::QueryOrder;
    let mut found = Vec::new();
    for ids in ids.chunks(500) {
        let rows = fact::Entity::find()
            .filter(column.is_in(ids.iter().copied()))
            .filter(fact::Column::Kind.eq(kind.name()))
            .filter(facts::known_at(belief_at))
            .order_by_asc(fact::Column::EntityId)
            .all(db)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

/// The current interests with these ids; 422 for one that is not on record.
pub async fn find_interests(db: &impl ConnectionTrait, ids: &[Uuid], field: &str) -> Result<Vec<fact::Model>> {
    let found = current_of(db, fact::Column::EntityId, ids, Kind::Interest).await?;
    match ids.iter().find(|id| !found.iter().any(|row| row.entity_id == **id)) {
        None => Ok(found),
        Some(_) => Err(Error::field(Code::FactInvalid, field, "No such interest is on record.")),
    }
}

/// One current interest; else 404.
pub async fn find_interest(db: &impl ConnectionTrait, id: Uuid) -> Result<fact::Model> {
    record::find(db, Kind::Interest, id).await
}

/// Refuses a person who is not on record.
pub async fn check_person(db: &impl ConnectionTrait, person: Option<Uuid>) -> Result<()> {
    let Some(person) = person else { return Ok(()) };
    match record::current(db, Kind::Person, person).await? {
        Some(row) if record::is_erased(&row) => {
            Err(Error::field(Code::FactInvalid, "person", "What was known of this person was erased."))
        }
        Some(_) => Ok(()),
        None => Err(Error::field(Code::FactInvalid, "person", "No such person is on record.")),
    }
}
