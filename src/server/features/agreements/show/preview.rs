//! What a change of an agreement would lead to, as the API says and shows it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::uses::Use;
use super::verdict::{ClearedBox, Verdict};
use crate::features::assets::show::AssetRef;

/// What would be done to the agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PreviewedChange {
    Approve,
    Execute,
    Suspend,
    Terminate,
    Void,
    Revoke,
    /// Only the facts named.
    Facts,
}

/// A change to look at before it is made. Nothing of it is stored.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPreview {
    pub change: PreviewedChange,
    /// From which day an end or a revocation counts; now unless told.
    pub effective: Option<NaiveDate>,
    /// To revoke: `prospective` unless told, `ab_initio`, `breach` or `disputed`.
    pub revocation: Option<String>,
    /// To revoke only this grant.
    pub grant: Option<Uuid>,
    /// To revoke everything for this interest.
    pub interest: Option<Uuid>,
    /// Facts as they would be recorded, with any change.
    #[serde(default)]
    pub add: Vec<PreviewedFact>,
    /// Facts of the agreement that would be taken away, with any change.
    #[serde(default)]
    pub remove: Vec<Uuid>,
}

/// A fact as it would be recorded.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewedFact {
    /// `grant`, `restriction`, `waiver`, `revocation`, `engagement`, `exclusivity`, `usage` or `duty_event`.
    pub kind: String,
    /// The fact it would correct.
    pub id: Option<Uuid>,
    /// The fact it would amend: that one stays, as an amendment stands beside what it changes.
    pub amends: Option<Uuid>,
    /// With `amends`, for a grant: from that day on the amended grant would count no longer.
    pub effective_on: Option<NaiveDate>,
    pub body: Map<String, Value>,
}

/// What would follow.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Impact {
    pub change: PreviewedChange,
    pub as_of: DateTime<Utc>,
    /// Assets the agreement or the change touches.
    pub assets: u64,
    /// Of those, how many were compared in `regions`.
    pub assets_compared: u64,
    /// Live and planned publications and approvals that would be cleared, or would be no longer.
    pub gained: u64,
    pub lost: u64,
    /// Those whose answer stays.
    pub unchanged: u64,
    /// Those whose answer changes, lost ones first.
    pub uses: Vec<UseImpact>,
    /// Where assets would be cleared or be no longer, whatever the use; assets alike stand together.
    pub regions: Vec<RegionImpact>,
    pub notes: Vec<String>,
}

/// A publication or approval whose answer would change.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UseImpact {
    /// `publication` or `approval`.
    pub kind: String,
    pub id: Uuid,
    pub state: String,
    pub asset: AssetRef,
    /// What is left of the use from now on.
    #[serde(rename = "use")]
    pub use_: Use,
    /// `lost`, `gained` or `changed`.
    pub effect: String,
    pub before: Foreseen,
    pub after: Foreseen,
}

/// An answer in short.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Foreseen {
    pub headline: String,
    pub sentence: String,
    /// The codes of what holds it back.
    pub reasons: Vec<String>,
    /// What of the use is cleared.
    pub cleared: Vec<String>,
}

impl From<Verdict> for Foreseen {
    fn from(verdict: Verdict) -> Foreseen {
        let codes: BTreeSet<String> = verdict.reasons.into_iter().map(|reason| reason.code).collect();
        Foreseen {
            headline: verdict.headline,
            sentence: verdict.sentence,
            reasons: codes.into_iter().collect(),
            cleared: verdict.cleared,
        }
    }
}

/// Assets that gain or lose the same uses.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegionImpact {
    pub asset_count: u64,
    /// The first of them.
    pub assets: Vec<AssetRef>,
    pub gained: Vec<ClearedBox>,
    pub lost: Vec<ClearedBox>,
}
