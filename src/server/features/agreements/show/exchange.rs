//! Rights to and from the outside as the API shows them.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::super::exchange::presets::Preset;
use super::super::exchange::proposal::Proposal;

/// A policy to be taken in, and what it is about.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewImport {
    /// ODRL 2.2 in JSON-LD.
    pub policy: Value,
    /// For whatever the policy is about, where it is about one thing.
    #[serde(default)]
    pub interests: Vec<Uuid>,
    /// By the policy's own name of what it is about. A name with no interests is left out.
    #[serde(default)]
    pub targets: BTreeMap<String, Vec<Uuid>>,
    /// Leaves out the rules about everything that no interest is named for, instead of asking.
    #[serde(default)]
    pub skip_unknown_targets: bool,
    /// Time zones a day without one may be meant in; any zone unless told.
    pub zones: Option<Vec<String>>,
}

/// What was read in a policy, and what was recorded of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Imported {
    /// The recorded agreements, one for each policy; none while something is missing.
    pub agreements: Vec<Uuid>,
    /// What no interest was named for, by the policy's own names; empty text: rules that do not say what they are about.
    pub missing: Vec<String>,
    /// What was left out on demand, by the policy's own names, and how many rules were about it.
    pub left_out: BTreeMap<String, usize>,
    pub proposals: Vec<Proposal>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Presets {
    pub items: Vec<Preset>,
}

/// An open licence or statement found somewhere.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFromPreset {
    pub preset: String,
    pub reference: String,
    pub licensor: Option<String>,
    pub interests: Vec<Uuid>,
    /// Where it was seen; kept in the clause as proof.
    pub seen_at: Option<String>,
}
