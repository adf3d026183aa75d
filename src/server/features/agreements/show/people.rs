//! People shown in assets as the API tells of them, to those who may know.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::super::records::row::fact;
use super::{AgreementSummary, Interest};
use crate::features::assets::show::AssetRef;
use crate::platform::auth::PersonRef;
use crate::platform::error::Result;

/// What is said of somebody shown.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NewPersonShown {
    #[schema(required = true)]
    pub name: String,
    /// Verdicts look at it (a guardian's consent ends with it); no verdict tells it.
    pub born_on: Option<NaiveDate>,
    pub guardian: Option<String>,
    /// Under which law their consent stands.
    pub jurisdiction: Option<String>,
    pub contact: Option<String>,
    pub note: Option<String>,
}

/// Somebody shown in assets: a record apart, for those who may approve agreements.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonShown {
    pub id: Uuid,
    pub name: String,
    pub born_on: Option<NaiveDate>,
    pub guardian: Option<String>,
    pub jurisdiction: Option<String>,
    pub contact: Option<String>,
    pub note: Option<String>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
    /// Present once everything else was erased.
    pub erased: Option<Tombstone>,
}

/// What stays where a person's record was.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Tombstone {
    pub at: DateTime<Utc>,
    pub by: Option<Uuid>,
    pub by_name: String,
    pub reason: String,
    /// BLAKE3 of the receipt followed by the record as it was: only who holds the receipt can show what it was of.
    pub hash: String,
    /// Verdicts looked at the birthday: without it the answer for these assets is unknown.
    pub needs_birthday: bool,
}

/// Wanted: what is known of somebody goes.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewErasure {
    /// The name exactly as it is on record.
    pub confirm: String,
    /// Why, without the name: it stays.
    pub reason: String,
}

/// What was erased, and where it may still stand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Erasure {
    pub person: PersonShown,
    /// Told this once and kept nowhere: with it the hash can be made again.
    pub receipt: String,
    /// The assets they are shown in.
    pub assets: Vec<AssetRef>,
    /// Those of them whose title still says the name.
    pub still_named: Vec<AssetRef>,
}

/// The same with what rests on them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonWithRights {
    #[serde(flatten)]
    pub person: PersonShown,
    /// Their rights in assets.
    pub interests: Vec<Interest>,
    /// The papers that grant something for them.
    pub releases: Vec<AgreementSummary>,
}

/// A record of a person as it is shown.
pub fn person(row: &fact::Model) -> Result<PersonShown> {
    let body: Value = serde_json::from_str(&row.body)?;
    let erased: Option<Tombstone> = serde_json::from_value(body["erased"].clone())?;
    let said = match &erased {
        Some(_) => NewPersonShown { name: "Erased person".to_owned(), ..NewPersonShown::default() },
        None => serde_json::from_value(body)?,
    };
    Ok(PersonShown {
        id: row.entity_id,
        name: said.name,
        born_on: said.born_on,
        guardian: said.guardian,
        jurisdiction: said.jurisdiction,
        contact: said.contact,
        note: said.note,
        recorded_at: row.recorded_at,
        recorded_by: PersonRef::new(row.recorded_by, &row.recorded_by_name),
        erased,
    })
}
