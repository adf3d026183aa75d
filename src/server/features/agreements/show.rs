//! What the API says and hears about agreements and facts.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::header::{AgreementKind, Review, Status};
use crate::features::assets::show::AssetRef;
use crate::platform::auth::PersonRef;

pub mod answer;
pub mod exchange;
pub mod loaded;
pub mod names;
pub mod reference;
pub mod uses;
pub mod verdict;

/// A paper on record with everything that is read from it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Agreement {
    pub id: Uuid,
    pub reference: String,
    pub title: String,
    pub kind: AgreementKind,
    pub licensor: String,
    pub licensee: String,
    pub signed_on: Option<NaiveDate>,
    pub status: Status,
    pub review: Review,
    pub notes: String,
    pub clauses: Vec<Clause>,
    pub grants: Vec<Fact>,
    pub restrictions: Vec<Fact>,
    pub waivers: Vec<Fact>,
    pub revocations: Vec<Fact>,
    /// The interests its rules touch.
    pub interests: Vec<Interest>,
    pub assets: Vec<AssetRef>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub revision: i32,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgreementSummary {
    pub id: Uuid,
    pub reference: String,
    pub title: String,
    pub kind: AgreementKind,
    pub licensor: String,
    pub status: Status,
    pub review: Review,
    pub signed_on: Option<NaiveDate>,
    /// The latest end of its grants: a day, `PERPETUAL` or `UNKNOWN`; absent without grants.
    pub ends_on: Option<String>,
    pub asset_count: u64,
    pub updated_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAgreement {
    pub reference: String,
    pub title: String,
    pub kind: AgreementKind,
    pub licensor: Option<String>,
    pub licensee: Option<String>,
    pub signed_on: Option<NaiveDate>,
    pub status: Option<Status>,
    pub notes: Option<String>,
}

/// What is absent stays as it is; `signed_on: null` takes the day away.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AgreementChange {
    pub reference: Option<String>,
    pub title: Option<String>,
    pub kind: Option<AgreementKind>,
    pub licensor: Option<String>,
    pub licensee: Option<String>,
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<NaiveDate>)]
    pub signed_on: Option<Option<NaiveDate>>,
    pub status: Option<Status>,
    pub notes: Option<String>,
}

/// Tells `null` from absent.
fn said<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<NaiveDate>>, D::Error> {
    Option::<NaiveDate>::deserialize(from).map(Some)
}

/// The next step of review.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReview {
    pub to: Review,
}

/// Words of an agreement that rules stand on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Clause {
    pub id: Uuid,
    pub page: Option<u32>,
    pub quote: String,
    pub recorded_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClause {
    pub page: Option<u32>,
    pub quote: String,
}

/// A grant, restriction, waiver or revocation. `body` is the form the rights engine reads.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Fact {
    pub id: Uuid,
    pub kind: String,
    pub body: Map<String, Value>,
    pub clause_id: Option<Uuid>,
    /// In plain words.
    pub summary: String,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
    /// False when the stored body cannot be read: what it is about is then unknown.
    pub readable: bool,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFact {
    pub body: Map<String, Value>,
    pub clause_id: Option<Uuid>,
    /// Why there is no clause.
    pub no_document: Option<String>,
}

/// One thing that must be cleared in an asset.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Interest {
    pub id: Uuid,
    pub asset: AssetRef,
    pub kind: String,
    pub kind_name: String,
    /// Empty for readers who may not view agreements.
    pub holder: String,
    pub subject: String,
    /// `none`, `partial` or `complete`: whether everything granted for it is on record.
    pub completeness: String,
    /// Why nothing is needed.
    pub not_required: Option<String>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInterest {
    pub asset: Uuid,
    pub kind: String,
    pub holder: Option<String>,
    pub subject: Option<String>,
    pub completeness: Option<String>,
    pub not_required: Option<String>,
}

/// The same interest for many assets.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInterests {
    /// At most 1,000.
    pub assets: Vec<Uuid>,
    pub kind: String,
    pub holder: Option<String>,
    pub completeness: Option<String>,
}

/// One asset inside another.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Component {
    pub id: Uuid,
    pub parent: AssetRef,
    pub child: AssetRef,
    pub role: String,
    /// `confirmed`, `suspected` or `rejected`.
    pub status: String,
    pub embedding: Option<String>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewComponent {
    pub child: Uuid,
    pub role: Option<String>,
    /// `confirmed` unless told.
    pub status: Option<String>,
    /// `rendered`, `embedded`, `linked` or `streamed`.
    pub embedding: Option<String>,
    pub modifications: Option<Vec<String>>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComponentChange {
    pub status: String,
    /// Why.
    pub note: Option<String>,
}

/// Everything on record that bears on an asset, its components' included.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AssetRights {
    pub interests: Vec<InterestRights>,
    pub restrictions: Vec<Fact>,
    pub components: Vec<Component>,
}

/// An interest and what is granted for it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InterestRights {
    pub interest: Interest,
    /// From the asset down to the one whose interest it is, by title.
    pub path: Vec<String>,
    pub grants: Vec<AgreementFact>,
}

/// A fact with the agreement it stands in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgreementFact {
    #[serde(flatten)]
    pub fact: Fact,
    pub agreement_id: Uuid,
    pub agreement_reference: String,
    pub agreement_review: String,
}

/// A fact as it was recorded once, with until when it was believed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FactHistory {
    pub id: Uuid,
    pub entity_id: Uuid,
    pub kind: String,
    pub summary: String,
    pub recorded_at: DateTime<Utc>,
    pub superseded_at: Option<DateTime<Utc>>,
    pub recorded_by: PersonRef,
}
