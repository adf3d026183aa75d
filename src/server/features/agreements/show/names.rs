//! What the ids in a verdict stand for, as far as its reader may know.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde_json::Value;

use super::super::facts::known_at;
use super::super::records::ledger::duty_words;
use super::super::records::row::{agreement, fact};
use super::super::reference::{INTEREST_KINDS, interest_name};
use super::answer::{
    ClauseQuote, ClearedBox, Duty, Given, NextEvent, Reader, Reason, Remedy, Support, Told, ToldClause, ToldReason,
    ToldRemedy, ToldSupport, Verdict,
};
use crate::features::assets;
use crate::platform::error::Result;

/// What the ids in verdicts stand for, as far as the reader may know.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub sees_agreements: bool,
    /// Titles of assets in sight.
    pub assets: HashMap<Uuid, String>,
    agreements: HashMap<Uuid, String>,
    facts: HashMap<Uuid, fact::Model>,
}

impl Names {
    pub async fn load(
        db: &impl ConnectionTrait,
        reader: &Reader,
        ids: &BTreeSet<Uuid>,
        belief: DateTime<Utc>,
    ) -> Result<Names> {
        let mut names = Names { sees_agreements: reader.sees_agreements, ..Names::default() };
        let ids: Vec<Uuid> = ids.iter().copied().collect();
        for ids in ids.chunks(500) {
            let refs = assets::show::asset_refs(db, reader.scope, ids).await?;
            names.assets.extend(refs.into_iter().map(|(id, asset)| (id, asset.title)));
            let rows = fact::Entity::find()
                .filter(fact::Column::EntityId.is_in(ids.iter().copied()))
                .filter(known_at(Some(belief)))
                .order_by_asc(fact::Column::RecordedAt)
                .all(db)
                .await?;
            names.facts.extend(rows.into_iter().map(|row| (row.entity_id, row)));
        }
        let agreements: BTreeSet<Uuid> = names.facts.values().filter_map(|row| row.agreement_id).collect();
        if reader.sees_agreements && !agreements.is_empty() {
            let agreements: Vec<Uuid> = agreements.into_iter().collect();
            for ids in agreements.chunks(500) {
                let rows = agreement::Entity::find().filter(agreement::Column::Id.is_in(ids.iter().copied()));
                names.agreements.extend(rows.all(db).await?.into_iter().map(|row| (row.id, row.reference)));
            }
        }
        Ok(names)
    }

    pub fn verdict(&self, given: Given, told: Told) -> Result<Verdict> {
        let sentence = self.text(&self.with_duties(&told));
        Ok(Verdict {
            id: given.id,
            asset: given.asset,
            use_: serde_json::from_value(given.use_)?,
            headline: told.headline,
            sentence,
            cleared: told.cleared.lines,
            boxes: told.cleared.boxes.into_iter().map(ClearedBox::from).collect(),
            duties: told.duties.iter().map(|id| self.duty(id, &told.supports)).collect(),
            details: told.details.iter().map(|detail| self.text(detail)).collect(),
            reasons: told.reasons.into_iter().map(|reason| self.reason(reason)).collect(),
            supports: told.supports.into_iter().map(|support| self.support(support)).collect(),
            remedies: told.remedies.into_iter().map(|remedy| self.remedy(remedy)).collect(),
            notes: told.notes.iter().map(|note| self.text(note)).collect(),
            stable_until: told.stable_until,
            next_events: told
                .next_events
                .into_iter()
                .map(|event| NextEvent { at: event.at, what: self.text(&event.message) })
                .collect(),
            asked_at: given.asked_at,
            belief_at: given.belief_at,
            inputs_hash: told.inputs_hash,
            engine_version: told.engine_version,
            reference_version: told.reference_version,
            taxonomy_version: told.taxonomy_version,
            territory_data_version: told.territory_data_version,
        })
    }

    fn reason(&self, told: ToldReason) -> Reason {
        let (agreement_id, agreement_reference) = self.agreement_of(told.rule.as_deref());
        Reason {
            code: told.code,
            message: self.text(&told.message),
            path: self.path(&told.path),
            interest: told.interest,
            rule: told.rule,
            agreement_id,
            agreement_reference,
            clause: self.clause(told.clause),
            region: told.region,
            remedy: told.remedy.map(|remedy| self.text(&remedy.message)),
        }
    }

    fn support(&self, told: ToldSupport) -> Support {
        let (agreement_id, agreement_reference) = self.agreement_of(Some(&told.grant));
        let body = self.body(&told.grant);
        Support {
            path: self.path(&told.path),
            interest: told.interest,
            agreement_id,
            agreement_reference,
            clause: self.clause(told.clause),
            until: body["period"]["end"].as_str().map(str::to_owned),
            rule: told.grant,
        }
    }

    fn remedy(&self, told: ToldRemedy) -> Remedy {
        Remedy { text: self.text(&told.message), code: told.action }
    }

    /// A duty with the words of the grant it comes from, or of the rule of law or the house.
    fn duty(&self, id: &str, supports: &[ToldSupport]) -> Duty {
        let of_grant = |support: &ToldSupport| {
            let body = self.body(&support.grant);
            body["duties"].as_array()?.iter().find(|duty| duty["id"] == id).cloned()
        };
        let rule = self.body(id);
        let duty = supports.iter().find_map(of_grant).unwrap_or_else(|| rule["duty"].clone());
        let text = |key: &str, otherwise: &str| duty[key].as_str().unwrap_or(otherwise).to_owned();
        Duty {
            timing: text("timing", "concurrent"),
            kind: text("kind", "duty"),
            text: text("text", &duty_words(&self.text(id))),
            state: "owed".to_owned(),
            // A rule of law or the house has a name of its own.
            id: rule["key"].as_str().unwrap_or(id).to_owned(),
        }
    }

    /// The sentence with the words of duties in place of their names.
    fn with_duties(&self, told: &Told) -> String {
        let mut sentence = told.sentence.clone();
        // The longest first: one name may begin with another.
        let mut duties = told.duties.clone();
        duties.sort_by_key(|id| std::cmp::Reverse(id.len()));
        for id in &duties {
            let words = self.duty(id, &told.supports).text;
            let words = words.trim_end_matches('.');
            if let Some((before, after)) = sentence.split_once("To be kept: ") {
                sentence = format!("{before}To be kept: {}", after.replacen(id.as_str(), words, 1));
            }
        }
        sentence
    }

    fn body(&self, id: &str) -> Value {
        let row = Uuid::parse_str(id).ok().and_then(|id| self.facts.get(&id));
        row.and_then(|row| serde_json::from_str(&row.body).ok()).unwrap_or_default()
    }

    fn agreement_of(&self, rule: Option<&str>) -> (Option<Uuid>, Option<String>) {
        let row = rule.and_then(|rule| Uuid::parse_str(rule).ok()).and_then(|rule| self.facts.get(&rule));
        let Some(id) = row.and_then(|row| row.agreement_id).filter(|_| self.sees_agreements) else {
            return (None, None);
        };
        (Some(id), self.agreements.get(&id).cloned())
    }

    fn clause(&self, told: Option<ToldClause>) -> Option<ClauseQuote> {
        let told = told.filter(|_| self.sees_agreements)?;
        Some(ClauseQuote { quote: told.quote.unwrap_or_default(), page: told.page })
    }

    fn path(&self, path: &[String]) -> Vec<String> {
        path.iter().map(|step| self.text(interest_name(step))).collect()
    }

    /// The text with names in place of ids and of the kinds of interests at the end of a path.
    fn text(&self, text: &str) -> String {
        let mut named = replace_ids(text, |id| self.name(id));
        if named.contains(" > ") {
            for (key, name) in INTEREST_KINDS {
                named = named.replace(&format!(" > {key}:"), &format!(" > {name}:"));
            }
        }
        named
    }

    fn name(&self, id: Uuid) -> String {
        if let Some(title) = self.assets.get(&id) {
            return title.clone();
        }
        let Some(row) = self.facts.get(&id) else { return "a part out of your sight".to_owned() };
        if row.kind == "interest" {
            let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
            return interest_name(body["kind"].as_str().unwrap_or("right")).to_owned();
        }
        if row.kind == "duty_rule" {
            return self.body(&id.to_string())["title"].as_str().unwrap_or("a rule of the house").to_owned();
        }
        let agreement = row.agreement_id.and_then(|id| self.agreements.get(&id));
        agreement.cloned().unwrap_or_else(|| "an agreement".to_owned())
    }
}

/// The length of an id in text.
const ID_LENGTH: usize = 36;

fn id_at(text: &str, at: usize) -> Option<Uuid> {
    let piece = text.get(at..at + ID_LENGTH)?;
    if piece.as_bytes().get(8) != Some(&b'-') {
        return None;
    }
    Uuid::try_parse(piece).ok()
}

/// Puts names in place of ids.
pub fn replace_ids(text: &str, name: impl Fn(Uuid) -> String) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match id_at(text, at) {
            Some(id) => {
                replaced.push_str(&name(id));
                at += ID_LENGTH;
            }
            None => {
                replaced.push(letter);
                at += letter.len_utf8();
            }
        }
    }
    replaced
}

/// Every id in any text of `value`.
pub(super) fn collect_ids(value: &Value, found: &mut BTreeSet<Uuid>) {
    match value {
        Value::String(text) => {
            let places = (0..text.len().saturating_sub(ID_LENGTH - 1)).filter(|at| text.is_char_boundary(*at));
            found.extend(places.filter_map(|at| id_at(text, at)));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_ids(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| collect_ids(field, found)),
        _ => {}
    }
}
