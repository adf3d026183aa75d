//! How duties and caps of an agreement stand: what was owed, what became of it, how much was used of how much.
//!
//! Pure: rows in, standings out. What a standing means for a use is the engine's to say.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::entity::prelude::Uuid;
use serde_json::Value;

use super::record::Kind;
use super::row::fact;

/// What can become of a duty, from harmless to grave: of two at the same moment the graver counts.
pub const DUTY_STATES: &[&str] = &["waived", "fulfilled", "open", "breached", "refused"];

/// What an entry of the ledger can be.
pub const USAGE_STATES: &[&str] = &["reserved", "consumed", "released"];

/// One duty of an agreement, over all grants that carry it.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyStanding {
    /// What the grants say of it.
    pub duty: Value,
    pub state: String,
    /// The grants that carry it, and those of them for which it is not settled.
    pub grants: Vec<Uuid>,
    pub unsettled: usize,
    /// Its events, oldest first.
    pub events: Vec<fact::Model>,
}

/// One cap of an agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct CapStanding {
    pub cap: Value,
    pub consumed: f64,
    pub reserved: f64,
    /// What is left; below zero when more was used than allowed.
    pub remaining: f64,
    /// For caps on how many different channels are used: which were.
    pub channels: BTreeSet<String>,
    pub grants: Vec<Uuid>,
    pub entries: Vec<fact::Model>,
}

impl CapStanding {
    pub fn id(&self) -> &str {
        self.cap["id"].as_str().unwrap_or_default()
    }

    /// Whether it counts different channels instead of quantities.
    pub fn counts_channels(&self) -> bool {
        matches!(self.cap["kind"].as_str(), Some("distinct_channels" | "distinct"))
    }
}

/// The duties of the grants among these rows, by id.
pub fn duties(rows: &[fact::Model]) -> Vec<DutyStanding> {
    let mut found: BTreeMap<String, (Value, Vec<Uuid>)> = BTreeMap::new();
    for (grant, duty) in parts(rows, "duties") {
        let id = duty["id"].as_str().unwrap_or_default().to_owned();
        found.entry(id).or_insert((duty, Vec::new())).1.push(grant);
    }
    let standing = |(id, (duty, grants)): (String, (Value, Vec<Uuid>))| {
        let events = events_of(rows, &id);
        let each: Vec<&str> = grants.iter().map(|grant| state_for(&events, *grant)).collect();
        let unsettled = each.iter().filter(|state| !matches!(**state, "waived" | "fulfilled")).count();
        let state = each.into_iter().max_by_key(|state| gravity(state)).unwrap_or("open").to_owned();
        DutyStanding { duty, state, grants, unsettled, events: events.into_iter().cloned().collect() }
    };
    found.into_iter().map(standing).collect()
}

/// The events of a duty, oldest first.
pub fn events_of<'a>(rows: &'a [fact::Model], duty: &str) -> Vec<&'a fact::Model> {
    let events = rows.iter().filter(|row| row.kind == Kind::DutyEvent.name());
    let mut events: Vec<&fact::Model> = events.filter(|row| body(row)["duty"] == duty).collect();
    events.sort_by_key(|row| (row.recorded_at, row.id));
    events
}

/// What last became of a duty of one grant.
fn state_for(events: &[&fact::Model], grant: Uuid) -> &'static str {
    let about = events.iter().filter(|row| row.target_id.is_none_or(|target| target == grant));
    let last = about.max_by_key(|row| (row.recorded_at, gravity(body(row)["state"].as_str().unwrap_or("open"))));
    let state = last.map(|row| body(row)["state"].as_str().unwrap_or("open").to_owned());
    let known = DUTY_STATES.iter().find(|known| state.as_deref() == Some(known));
    known.copied().unwrap_or("open")
}

fn gravity(state: &str) -> usize {
    DUTY_STATES.iter().position(|known| *known == state).unwrap_or(2)
}

/// The caps of the grants among these rows, by id.
pub fn caps(rows: &[fact::Model]) -> Vec<CapStanding> {
    let mut found: BTreeMap<String, (Value, Vec<Uuid>)> = BTreeMap::new();
    for (grant, cap) in parts(rows, "caps") {
        let id = cap["id"].as_str().unwrap_or_default().to_owned();
        found.entry(id).or_insert((cap, Vec::new())).1.push(grant);
    }
    found.into_iter().map(|(id, (cap, grants))| standing(rows, &id, cap, grants)).collect()
}

fn standing(rows: &[fact::Model], id: &str, cap: Value, grants: Vec<Uuid>) -> CapStanding {
    let entries = rows.iter().filter(|row| row.kind == Kind::Usage.name() && body(row)["cap"] == id);
    let mut entries: Vec<fact::Model> = entries.cloned().collect();
    entries.sort_by_key(|row| (row.recorded_at, row.id));
    let limit = cap["limit"].as_f64().unwrap_or_default();
    let mut found =
        CapStanding { cap, consumed: 0.0, reserved: 0.0, remaining: limit, channels: BTreeSet::new(), grants, entries };
    for row in &found.entries {
        let entry = body(row);
        if is_released(&entry) {
            continue;
        }
        let used = quantity(&entry);
        if entry["state"] == "reserved" || entry["reserved"] == true {
            found.reserved += used
        } else {
            found.consumed += used
        }
        let named = entry["channel"].as_str().into_iter().map(str::to_owned);
        found.channels.extend(named.chain(entry["channels"].as_array().into_iter().flatten().filter_map(owned)));
    }
    let used = if found.counts_channels() { found.channels.len() as f64 } else { found.consumed + found.reserved };
    found.remaining = limit - used;
    found
}

/// An entry that counts no longer.
pub fn is_released(entry: &Value) -> bool {
    entry["state"] == "released" || entry["released"] == true
}

/// How much an entry counts for; one that does not say counts for one.
pub fn quantity(entry: &Value) -> f64 {
    entry["qty"].as_f64().or(entry["quantity"].as_f64()).unwrap_or(1.0).max(0.0)
}

/// Every element of the list `key` of every grant.
fn parts(rows: &[fact::Model], key: &'static str) -> impl Iterator<Item = (Uuid, Value)> {
    let grants = rows.iter().filter(|row| row.kind == Kind::Grant.name());
    grants.flat_map(move |row| {
        let list = body(row)[key].as_array().cloned().unwrap_or_default();
        list.into_iter().map(|part| (row.entity_id, part))
    })
}

fn owned(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn body(row: &fact::Model) -> Value {
    serde_json::from_str(&row.body).unwrap_or_default()
}

/// A duty whose name says all of it: `credit:© Studio` is "Credit: © Studio".
pub fn duty_words(name: &str) -> String {
    match name.split_once(':') {
        Some((kind, rest)) if !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') => {
            let mut letters = kind.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            format!("{first}{}: {}", letters.as_str().replace('_', " "), rest.trim())
        }
        _ => name.to_owned(),
    }
}

/// A duty as people read it: its text, or what its kind or its name says.
pub fn said_of(duty: &Value) -> String {
    let own = |key: &str| duty[key].as_str().map(str::trim).filter(|text| !text.is_empty());
    own("text").or(own("kind")).map(str::to_owned).or(own("id").map(duty_words)).unwrap_or("a duty".to_owned())
}
