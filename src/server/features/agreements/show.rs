//! What the API says and hears about agreements and facts.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use self::dates::AgreementDate;
use self::document::{Document, DocumentRef};
use self::fact::Fact;
use self::ledger::{Cap, DutyOwed};
use super::records::header::{AgreementKind, Review, Status};
use crate::features::assets::show::AssetRef;
use crate::platform::auth::PersonRef;

pub mod answer;
pub mod bought;
pub mod calendar;
pub mod coverage;
pub mod dates;
pub mod document;
pub mod exchange;
pub mod fact;
pub mod findings;
pub mod history;
pub mod house_rules;
pub mod joining;
pub mod ledger;
pub mod loaded;
pub mod names;
pub mod people;
pub mod preview;
pub mod questions;
pub mod reference;
pub mod standings;
pub mod statements;
pub mod timeline;
pub mod unanswered;
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
    /// Who else gives and takes rights under it, beside the two named first.
    pub co_licensors: Vec<String>,
    pub co_licensees: Vec<String>,
    /// Who may rely on it without having signed it.
    pub beneficiaries: Vec<String>,
    pub governing_law: String,
    /// The files of the paper, each in its newest version.
    pub documents: Vec<Document>,
    pub fees: Vec<Fact>,
    pub notice_windows: Vec<Fact>,
    /// By when somebody must act, the earliest first.
    pub dates: Vec<AgreementDate>,
    /// The earliest of them that is still to come, or money that is overdue.
    pub next_date: Option<AgreementDate>,
    pub clauses: Vec<Clause>,
    pub grants: Vec<Fact>,
    pub restrictions: Vec<Fact>,
    pub waivers: Vec<Fact>,
    pub revocations: Vec<Fact>,
    pub engagements: Vec<Fact>,
    pub exclusivities: Vec<Fact>,
    /// What is owed for its grants, with what became of it.
    pub duties: Vec<DutyOwed>,
    /// How much of its caps is used.
    pub caps: Vec<Cap>,
    /// The agreement this one changes in parts, and the one it stands in place of.
    pub amends: Option<Uuid>,
    pub replaces: Option<Uuid>,
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
    pub co_licensors: Option<Vec<String>>,
    pub co_licensees: Option<Vec<String>>,
    pub beneficiaries: Option<Vec<String>>,
    pub governing_law: Option<String>,
    /// The agreement it changes in parts.
    pub amends: Option<Uuid>,
    /// The agreement it stands in place of.
    pub replaces: Option<Uuid>,
}

/// As known at which moment.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AsKnown {
    /// Answer as of what was on record then; now unless told.
    pub belief_at: Option<DateTime<Utc>>,
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
    /// Each list stands in place of the one before.
    pub co_licensors: Option<Vec<String>>,
    pub co_licensees: Option<Vec<String>>,
    pub beneficiaries: Option<Vec<String>>,
    pub governing_law: Option<String>,
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<Uuid>)]
    pub amends: Option<Option<Uuid>>,
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<Uuid>)]
    pub replaces: Option<Option<Uuid>>,
}

/// Tells `null` from absent.
fn said<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
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
    /// The file the words stand in, as it was when they were quoted.
    pub document: Option<DocumentRef>,
    pub recorded_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClause {
    pub page: Option<u32>,
    pub quote: String,
    /// A file of the agreement the words stand in.
    pub document: Option<Uuid>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFact {
    pub body: Map<String, Value>,
    pub clause_id: Option<Uuid>,
    /// Why there is no clause.
    pub no_document: Option<String>,
    /// The fact it changes by agreement, of this agreement or of the one it amends. That one stays on record.
    pub amends: Option<Uuid>,
    /// With `amends`, for a grant: from that day on the amended grant counts no longer.
    pub effective_on: Option<NaiveDate>,
    /// Why an earlier record is corrected or amended.
    pub reason: Option<String>,
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
    /// The record of the person whose right it is; absent for readers who may not view agreements.
    pub person: Option<Uuid>,
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
    /// The record of the person whose right it is; stays when an interest is corrected without it.
    pub person: Option<Uuid>,
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
    /// What or who it is about.
    pub subject: Option<String>,
    /// The record of the person whose right it is.
    pub person: Option<Uuid>,
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
