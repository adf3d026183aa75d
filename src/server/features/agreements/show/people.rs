//! People shown in assets as the API tells of them, to those who may know.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::records::row::fact;
use super::{AgreementSummary, Interest};
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
    let said: NewPersonShown = serde_json::from_str(&row.body)?;
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
    })
}
