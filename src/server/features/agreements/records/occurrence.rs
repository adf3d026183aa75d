//! What happens under an agreement and who else is in it: what became of a duty, what was used of a cap, who acts for
//! whom, what somebody has for themselves alone; checked before it is written.

use rights::FactKind;
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value, json};

use super::header::check_text;
use super::interest::{find_interests, read_by_engine};
use super::ledger::{self, DUTY_STATES, USAGE_STATES};
use super::queries::current_facts;
use super::record::{Draft, Kind};
use super::row::fact;
use super::wanted::{Wanted, check_clause, in_sight, take_id, take_interests, text};
use crate::platform::auth::Scope;
use crate::platform::error::{Code, Error, Result};

/// The facts that are wanted: one for each interest of an exclusivity, one otherwise. `replaced` is the entry that
/// is corrected.
pub async fn drafts(
    db: &impl ConnectionTrait,
    scope: Scope,
    kind: Kind,
    mut wanted: Wanted,
    replaced: Option<&fact::Model>,
) -> Result<Vec<Draft>> {
    match kind {
        Kind::DutyEvent => duty_event(db, wanted).await.map(|draft| vec![draft]),
        Kind::Usage => usage(db, wanted, replaced).await.map(|draft| vec![draft]),
        Kind::Engagement => {
            check_clause(db, &mut wanted).await?;
            engagement(wanted).map(|draft| vec![draft])
        }
        _ => {
            check_clause(db, &mut wanted).await?;
            exclusivities(db, scope, wanted).await
        }
    }
}

async fn duty_event(db: &impl ConnectionTrait, mut wanted: Wanted) -> Result<Draft> {
    let rows = current_facts(db, wanted.agreement).await?;
    let grant = take_id(&mut wanted.body, "grant")?;
    let named = required(&wanted.body, "duty", "Say which duty.")?;
    let found = ledger::duties(&rows).into_iter().find(|standing| standing.duty["id"] == named.as_str());
    let found = found.filter(|standing| grant.is_none_or(|grant| standing.grants.contains(&grant)));
    let unknown = || Error::field(Code::FactInvalid, "duty", "No grant of this agreement has that duty.");
    let found = found.ok_or_else(unknown)?;
    let state = required(&wanted.body, "state", "Say what became of it.")?;
    if !DUTY_STATES.contains(&state.as_str()) {
        return Err(Error::field(Code::FactInvalid, "state", format!("One of {}.", DUTY_STATES.join(", "))));
    }
    for key in ["by", "evidence", "note"] {
        check_words(&wanted.body, key)?;
    }
    let proof = wanted.body.get("evidence").and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty());
    let needed = found.duty["evidence_needed"].as_str().filter(|needed| !needed.is_empty());
    if let Some(needed) = needed.filter(|_| state == "fulfilled" && !proof) {
        return Err(Error::field(Code::FieldMissing, "evidence", format!("This duty asks for proof: {needed}.")));
    }
    if let Some(grant) = grant {
        wanted.body.insert("grant".to_owned(), text(grant));
    }
    let body = Value::Object(wanted.body);
    read_by_engine(FactKind::DutyEvent, &body)?;
    Ok(Draft { agreement: Some(wanted.agreement), target: grant, clause: wanted.clause, body, ..Draft::default() })
}

/// An entry of the ledger. What was used is a fact even where it was too much; what is only reserved must fit.
async fn usage(db: &impl ConnectionTrait, mut wanted: Wanted, replaced: Option<&fact::Model>) -> Result<Draft> {
    let mut rows = current_facts(db, wanted.agreement).await?;
    rows.retain(|row| replaced.is_none_or(|old| old.entity_id != row.entity_id));
    let named = required(&wanted.body, "cap", "Say of which cap.")?;
    let found = ledger::caps(&rows).into_iter().find(|standing| standing.id() == named);
    let found =
        found.ok_or_else(|| Error::field(Code::FactInvalid, "cap", "No grant of this agreement has that cap."))?;
    let state = wanted.body.entry("state").or_insert(json!("consumed")).as_str().unwrap_or_default().to_owned();
    if !USAGE_STATES.contains(&state.as_str()) {
        return Err(Error::field(Code::FactInvalid, "state", format!("One of {}.", USAGE_STATES.join(", "))));
    }
    for key in ["where", "by", "evidence", "note"] {
        check_words(&wanted.body, key)?;
    }
    // The engine would take a note that it was released from this key too.
    wanted.body.remove("released");
    if found.counts_channels() {
        required(&wanted.body, "channel", "Say which channel was used.")?;
    } else {
        let asked = wanted.body.get("qty").and_then(Value::as_f64).unwrap_or_default();
        if !asked.is_finite() || asked <= 0.0 {
            return Err(Error::field(Code::FactInvalid, "qty", "A number above zero is expected."));
        }
        if state == "reserved" && asked > found.remaining {
            let left = found.remaining.max(0.0);
            return Err(Error::field(Code::FactInvalid, "qty", format!("Only {left} are left to reserve.")));
        }
    }
    let body = Value::Object(wanted.body);
    read_by_engine(FactKind::Usage, &body)?;
    Ok(Draft { agreement: Some(wanted.agreement), clause: wanted.clause, body, ..Draft::default() })
}

fn engagement(wanted: Wanted) -> Result<Draft> {
    required(&wanted.body, "actor", "Say who acts.")?;
    required(&wanted.body, "relation", "Say as what, for example agency_acting_for.")?;
    check_words(&wanted.body, "actor")?;
    check_words(&wanted.body, "relation")?;
    let body = Value::Object(wanted.body);
    read_by_engine(FactKind::Engagement, &body)?;
    Ok(Draft { agreement: Some(wanted.agreement), clause: wanted.clause, body, ..Draft::default() })
}

async fn exclusivities(db: &impl ConnectionTrait, scope: Scope, mut wanted: Wanted) -> Result<Vec<Draft>> {
    let interests = take_interests(&mut wanted.body)?;
    required(&wanted.body, "holder", "Say who has it for themselves: a brand or a party.")?;
    check_words(&wanted.body, "holder")?;
    let direction = required(&wanted.body, "direction", "Say whose it is: ours or against_us.")?;
    if !["ours", "against_us"].contains(&direction.as_str()) {
        return Err(Error::field(Code::FactInvalid, "direction", "ours or against_us is expected."));
    }
    let mut whole = wanted.body.clone();
    whole.insert("reach".to_owned(), json!("interest"));
    whole.insert("interest".to_owned(), json!("new"));
    read_by_engine(FactKind::Restriction, &Value::Object(whole))?;
    let found = find_interests(db, &interests, "interest").await?;
    let mut drafts = Vec::new();
    for interest in interests {
        let asset = found.iter().find(|row| row.entity_id == interest).and_then(|row| row.asset_id);
        drafts.push(Draft {
            agreement: Some(wanted.agreement),
            interest: Some(interest),
            asset: in_sight(db, scope, asset, "interest").await?,
            clause: wanted.clause,
            reach: Some("interest".to_owned()),
            body: Value::Object(wanted.body.clone()),
            ..Draft::default()
        });
    }
    Ok(drafts)
}

/// Whether writing this down, on an approved agreement, could clear something that was not cleared: that takes the
/// trust of an approval. Saying that a duty was refused or that something was used clears nothing.
pub fn may_clear(kind: Kind, body: &Map<String, Value>) -> bool {
    let state = body.get("state").and_then(Value::as_str).unwrap_or_default();
    match kind {
        Kind::DutyEvent => !matches!(state, "refused" | "breached"),
        Kind::Usage => state == "released" || body.contains_key("channel") || body.contains_key("channels"),
        // Money and notices allow and forbid nothing.
        Kind::Fee | Kind::NoticeWindow => false,
        _ => true,
    }
}

fn required(body: &Map<String, Value>, key: &str, why: &str) -> Result<String> {
    let said = body.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    said.map(str::to_owned).ok_or_else(|| Error::field(Code::FieldMissing, key, why))
}

fn check_words(body: &Map<String, Value>, key: &str) -> Result<()> {
    match body.get(key) {
        None | Some(Value::Null) => Ok(()),
        Some(Value::String(words)) => check_text(key, words, 0, 500),
        Some(_) => Err(Error::field(Code::FactInvalid, key, "A text is expected.")),
    }
}
