//! Rules of the house itself: its rights policy, the duties law or the house attaches to marked assets, and the marks.
//!
//! They are facts like every other: recorded, superseded, never changed, so that an earlier answer can be asked again.

use std::collections::BTreeSet;

use rights::FactKind;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde_json::{Map, Value, json};

use super::super::facts::known_at;
use super::super::show::house_rules::{NewDutyRule, NewFlag, NewRightsPolicy};
use super::header::check_text;
use super::interest::read_by_engine;
use super::record::{Draft, Kind};
use super::row::fact;
use super::touched::with_parents;
use crate::platform::error::{Code, Error, Result};

/// The house has one policy; every version of it stands under this id.
pub const POLICY: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);

/// What becomes of a guardian's consent when the person comes of age.
pub const MAJORITY_RULES: &[&str] = &["review", "continue", "end"];

/// Where an online use counts as taking place, when an agreement does not say.
pub const TERRITORY_TESTS: &[&str] = &["targeted", "accessible", "unspecified"];

/// What a duty of law or of the house can be.
pub const DUTY_KINDS: &[&str] = &["ai_label", "ad_disclosure", "notice", "credit", "report", "metadata_keep"];

/// A year is more than anybody is given to take something down.
const LONGEST_GRACE_DAYS: u32 = 365;

/// The policy as a fact; what is absent is left to the reference data.
pub fn policy(said: &NewRightsPolicy) -> Result<Draft> {
    let mut body = Map::new();
    for (key, value, known) in [
        ("minor_majority", &said.minor_majority, MAJORITY_RULES),
        ("territory_test", &said.territory_test, TERRITORY_TESTS),
    ] {
        let Some(value) = value else { continue };
        if !known.contains(&value.as_str()) {
            return Err(Error::field(Code::Invalid, key, format!("One of {}.", known.join(", "))));
        }
        body.insert(key.to_owned(), json!(value));
    }
    if let Some(days) = said.withdrawal_grace_days {
        if days > LONGEST_GRACE_DAYS {
            let detail = format!("At most {LONGEST_GRACE_DAYS} days.");
            return Err(Error::field(Code::Invalid, "withdrawal_grace_days", detail));
        }
        body.insert("withdrawal_grace_days".to_owned(), json!(days));
    }
    let body = Value::Object(body);
    read_by_engine(FactKind::Policy, &body)?;
    Ok(Draft { reason: reason(said.reason.as_deref())?, body, ..Draft::default() })
}

/// A duty rule as a fact.
pub fn duty_rule(said: NewDutyRule) -> Result<Draft> {
    check_text("key", &said.key, 1, 100)?;
    check_text("title", &said.title, 1, 200)?;
    check_text("source", said.source.as_deref().unwrap_or_default(), 0, 500)?;
    check_text("text", &said.text, 1, 500)?;
    check_flag(&said.flag)?;
    if !DUTY_KINDS.contains(&said.kind.as_str()) {
        return Err(Error::field(Code::Invalid, "kind", format!("One of {}.", DUTY_KINDS.join(", "))));
    }
    let mut body = json!({
        "key": said.key.trim(),
        "title": said.title.trim(),
        "flag": said.flag,
        "period": said.period,
        "duty": { "kind": said.kind, "timing": "concurrent", "text": said.text.trim() },
    });
    // Silence is everywhere, on every channel and for every purpose; an empty list would be nowhere.
    for (key, names) in [
        ("channels", said.channels),
        ("territories", said.territories),
        ("exclude", said.exclude),
        ("purposes", said.purposes),
    ] {
        if let Some(names) = names.filter(|names| !names.is_empty()) {
            body[key] = json!(names);
        }
    }
    if let Some(source) = said.source.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) {
        body["source"] = json!(source);
    }
    read_by_engine(FactKind::DutyRule, &body)?;
    Ok(Draft { reason: reason(said.reason.as_deref())?, body, ..Draft::default() })
}

/// A mark on an asset that rules of law or the house look at.
pub fn flag(asset: Uuid, said: &NewFlag) -> Result<Draft> {
    check_flag(&said.flag)?;
    let mut body = json!({ "flag": said.flag });
    let note = said.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    if let Some(note) = note {
        check_text("note", note, 0, 500)?;
        body["note"] = json!(note);
    }
    let mut whole = body.clone();
    whole["asset"] = json!(asset.to_string());
    read_by_engine(FactKind::Flag, &whole)?;
    Ok(Draft { asset: Some(asset), body, ..Draft::default() })
}

fn reason(said: Option<&str>) -> Result<Option<String>> {
    let said = said.map(str::trim).filter(|said| !said.is_empty());
    check_text("reason", said.unwrap_or_default(), 0, 500)?;
    Ok(said.map(str::to_owned))
}

/// A flag's name: small letters, digits and lines between them.
fn check_flag(name: &str) -> Result<()> {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    if (1..=50).contains(&name.len()) && name.chars().all(plain) && name.starts_with(|first| first != '_') {
        return Ok(());
    }
    Err(Error::field(Code::Invalid, "flag", "1 to 50 small letters, digits and underscores, such as synthetic_person."))
}

/// The rows of one kind that stand, now or as known at an earlier moment, oldest first.
pub async fn standing(
    db: &impl ConnectionTrait,
    kind: Kind,
    belief_at: Option<chrono::DateTime<chrono::Utc>>,
) -> Result<Vec<fact::Model>> {
    let rows = fact::Entity::find()
        .filter(fact::Column::Kind.eq(kind.name()))
        .filter(known_at(belief_at))
        .order_by_asc(fact::Column::EntityId)
        .all(db)
        .await?;
    Ok(rows)
}

/// Refuses a name that another rule has: duties are told apart by it.
pub async fn check_key(db: &impl ConnectionTrait, draft: &Draft, own: Option<Uuid>) -> Result<()> {
    let rules = standing(db, Kind::DutyRule, None).await?;
    let taken = rules.iter().any(|row| Some(row.entity_id) != own && body(row)["key"] == draft.body["key"]);
    match taken {
        true => Err(Error::field(Code::Taken, "key", "Another duty rule has this name.")),
        false => Ok(()),
    }
}

/// The assets that carry one of these marks or ever did, with everything they are part of.
pub async fn flagged(db: &impl ConnectionTrait, flags: &[String]) -> Result<Vec<Uuid>> {
    let rows = fact::Entity::find().filter(fact::Column::Kind.eq(Kind::Flag.name())).all(db).await?;
    let meant = |row: &&fact::Model| body(row)["flag"].as_str().is_some_and(|flag| flags.iter().any(|own| own == flag));
    let assets: BTreeSet<Uuid> = rows.iter().filter(meant).filter_map(|row| row.asset_id).collect();
    with_parents(db, assets.into_iter().collect()).await
}

/// What a row holds; nothing where it cannot be read.
pub fn body(row: &fact::Model) -> Value {
    serde_json::from_str(&row.body).unwrap_or_default()
}
