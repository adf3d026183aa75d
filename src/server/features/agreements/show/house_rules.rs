//! Rules of the house as the API says and hears them: the rights policy, duty rules, marks on assets.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::records::summary::summary;
use crate::platform::auth::PersonRef;
use crate::platform::error::Result;

/// What the house decides where agreements are silent. What is absent is left to the reference data.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NewRightsPolicy {
    /// What becomes of a guardian's consent when the person comes of age: `review` (unknown until they agree again),
    /// `continue` or `end`.
    pub minor_majority: Option<String>,
    /// Where an online use takes place when an agreement does not say: `targeted` where it is aimed at, `accessible`
    /// wherever it can be seen, `unspecified` is unknown unless both agree.
    pub territory_test: Option<String>,
    /// How many days what is published may stay when somebody withdraws their consent; proposed where a withdrawal is
    /// recorded. 0 to 365.
    pub withdrawal_grace_days: Option<u32>,
    /// Why it is so.
    pub reason: Option<String>,
}

/// The rights policy as it stands or stood.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RightsPolicy {
    pub minor_majority: Option<String>,
    pub territory_test: Option<String>,
    pub withdrawal_grace_days: Option<u32>,
    pub reason: Option<String>,
    /// Absent while nobody has decided anything.
    pub recorded_at: Option<DateTime<Utc>>,
    pub recorded_by: Option<PersonRef>,
}

/// A duty that law or the house attaches to every use of assets with a mark.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NewDutyRule {
    /// Its name in verdicts, for example `label:EU-AI-Act-50`; one rule each.
    #[schema(required = true)]
    pub key: String,
    #[schema(required = true)]
    pub title: String,
    /// The law or decision it stands on.
    pub source: Option<String>,
    /// The mark of the assets it is about, for example `synthetic_person`.
    #[schema(required = true)]
    pub flag: String,
    /// Absent: every channel.
    pub channels: Option<Vec<String>>,
    /// Absent: everywhere.
    pub territories: Option<Vec<String>>,
    pub exclude: Option<Vec<String>>,
    /// Absent: every purpose.
    pub purposes: Option<Vec<String>>,
    /// From when until when, as grants say it.
    #[schema(required = true)]
    pub period: Map<String, Value>,
    /// `ai_label`, `ad_disclosure`, `notice`, `credit`, `report` or `metadata_keep`.
    #[schema(required = true)]
    pub kind: String,
    /// What whoever uses it has to do.
    #[schema(required = true)]
    pub text: String,
    /// Why it is recorded or corrected.
    pub reason: Option<String>,
}

/// A duty rule on record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DutyRule {
    pub id: Uuid,
    #[serde(flatten)]
    pub rule: NewDutyRule,
    /// In plain words.
    pub summary: String,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
}

/// A duty rule that is not in force until somebody records it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DutyProposal {
    #[serde(flatten)]
    pub rule: NewDutyRule,
    /// What to look at before taking it over.
    pub advice: String,
    /// Whether a rule of this name stands already.
    pub taken: bool,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFlag {
    /// Small letters, digits and underscores, for example `synthetic_person`.
    pub flag: String,
    /// How it is known.
    pub note: Option<String>,
}

/// A mark on an asset that duty rules look at.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Flag {
    pub id: Uuid,
    pub flag: String,
    pub note: Option<String>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
}

/// The policy, or what holds where none is on record.
pub fn policy(row: Option<&fact::Model>) -> Result<RightsPolicy> {
    let said: NewRightsPolicy = row.map_or(Ok(NewRightsPolicy::default()), |row| serde_json::from_str(&row.body))?;
    Ok(RightsPolicy {
        minor_majority: said.minor_majority,
        territory_test: said.territory_test,
        withdrawal_grace_days: said.withdrawal_grace_days,
        reason: row.and_then(|row| row.reason.clone()),
        recorded_at: row.map(|row| row.recorded_at),
        recorded_by: row.map(|row| PersonRef::new(row.recorded_by, &row.recorded_by_name)),
    })
}

/// A duty rule as it is shown.
pub fn duty_rule(row: &fact::Model) -> Result<DutyRule> {
    let body: Value = serde_json::from_str(&row.body)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let names = |key: &str| -> Option<Vec<String>> { serde_json::from_value(body[key].clone()).ok().flatten() };
    Ok(DutyRule {
        id: row.entity_id,
        rule: NewDutyRule {
            key: text(&body["key"]),
            title: text(&body["title"]),
            source: body["source"].as_str().map(str::to_owned),
            flag: text(&body["flag"]),
            channels: names("channels"),
            territories: names("territories"),
            exclude: names("exclude"),
            purposes: names("purposes"),
            period: body["period"].as_object().cloned().unwrap_or_default(),
            kind: text(&body["duty"]["kind"]),
            text: text(&body["duty"]["text"]),
            reason: row.reason.clone(),
        },
        summary: summary(Kind::DutyRule, &row.body),
        recorded_at: row.recorded_at,
        recorded_by: PersonRef::new(row.recorded_by, &row.recorded_by_name),
    })
}

/// A mark as it is shown.
pub fn flag(row: &fact::Model) -> Flag {
    let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
    Flag {
        id: row.entity_id,
        flag: body["flag"].as_str().unwrap_or_default().to_owned(),
        note: body["note"].as_str().map(str::to_owned),
        recorded_at: row.recorded_at,
        recorded_by: PersonRef::new(row.recorded_by, &row.recorded_by_name),
    }
}
