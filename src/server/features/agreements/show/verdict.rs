//! Verdicts as the API shows them: ids become names, as far as the reader may see what they name.
//!
//! A verdict is stored as the engine gave it. Who reads it decides how much of it is told: without the permission
//! to view agreements no clause is quoted and no agreement named, and a step out of sight says that it is.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde_json::json;

use super::super::records::row::verdict;
use super::answer::Told;
use super::names::{Names, collect_ids};
use crate::platform::error::{Code, Error, Result};

pub use super::answer::{
    ClauseQuote, ClearedBox, Duty, Given, NextEvent, Reader, Reason, Remedy, Support, Verdict, Verdicts,
};

/// Shows verdicts to somebody. A few queries, whatever their number.
pub async fn show(db: &impl ConnectionTrait, reader: &Reader, given: Vec<Given>) -> Result<Vec<Verdict>> {
    let mut told = Vec::new();
    for each in given {
        let words: Told = serde_json::from_value(each.verdict.clone())?;
        told.push((each, words));
    }
    let mut ids = BTreeSet::new();
    let mut belief = DateTime::<Utc>::MIN_UTC;
    for (each, words) in &told {
        collect_ids(&each.verdict, &mut ids);
        belief = belief.max(each.belief_at);
        ids.extend(Uuid::parse_str(&words.asset).ok());
    }
    let names = Names::load(db, reader, &ids, belief).await?;
    told.into_iter().map(|(each, words)| names.verdict(each, words)).collect()
}

/// Shows one kept verdict.
pub async fn show_row(db: &impl ConnectionTrait, reader: &Reader, row: verdict::Model) -> Result<Verdict> {
    let shown = show(db, reader, vec![Given::of(row)?]).await?;
    shown.into_iter().next().ok_or_else(|| anyhow::anyhow!("no verdict").into())
}

/// What somebody hears who acts against a verdict: 409 with the verdict as far as they may read it.
pub async fn refusal(db: &impl ConnectionTrait, reader: &Reader, given: Given) -> Result<Error> {
    let shown = show(db, reader, vec![given]).await?;
    let sentence = shown.first().map(|verdict| verdict.sentence.clone()).unwrap_or_default();
    let verdict = serde_json::to_value(shown.first())?;
    Ok(Error::new(Code::NotCleared, sentence).with(json!({ "verdict": verdict })))
}

/// A verdict for a reader nobody knows: no names, no clauses, no agreements.
pub fn anonymous(verdict: &rights::Verdict) -> Result<Verdict> {
    let asset = Uuid::parse_str(&verdict.asset).unwrap_or_default();
    let given = Given::fresh(Uuid::nil(), asset, json!({}), verdict.belief_at, verdict)?;
    let words: Told = serde_json::from_value(given.verdict.clone())?;
    let mut names = Names::default();
    names.assets.insert(asset, "this asset".to_owned());
    names.verdict(given, words)
}
