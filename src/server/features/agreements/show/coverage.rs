//! Coverage as the API says it: a matrix of channels and territories whose cells are courses of states over time.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::{Duty, Reason, Support};
use super::uses::Use;
use crate::features::assets::show::AssetRef;

/// What to draw. At most three years and 60 territories or groups.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CoverageRequest {
    /// Answer as of what was known then; now unless told.
    pub belief_at: Option<DateTime<Utc>>,
    /// All channels unless told.
    pub channels: Option<Vec<String>>,
    /// Codes and groups, a column each.
    pub territories: Vec<String>,
    /// First and last civil day, both included.
    pub start: String,
    pub end: String,
    pub purposes: Option<Vec<String>>,
    pub brand: Option<String>,
    pub category: Option<String>,
    pub actor: Option<String>,
}

/// Where and when, over a window.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Coverage {
    #[serde(rename = "use")]
    pub use_: Use,
    pub belief_at: DateTime<Utc>,
    /// What it is about; of several assets a cell has the state of the worst.
    pub assets: Vec<CoveredAsset>,
    /// How many more assets the collection has that were not looked at.
    pub assets_left_out: u64,
    /// Families of channels, each followed by its channels as far as they differ.
    pub rows: Vec<CoverageRow>,
    /// What was asked for, each followed by its territories as far as they differ.
    pub columns: Vec<CoverageColumn>,
    /// For every row the lane of every column.
    pub cells: Vec<Vec<u32>>,
    pub lanes: Vec<Vec<CoverageSlice>>,
    pub reasons: Vec<Reason>,
    pub supports: Vec<Support>,
    pub duties: Vec<Duty>,
}

/// An asset and the answer to the whole question about it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CoveredAsset {
    pub asset: AssetRef,
    pub headline: String,
    pub sentence: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CoverageRow {
    /// A channel or a family of channels.
    pub key: String,
    pub channels: Vec<String>,
    /// The row of the family it belongs to.
    pub parent: Option<u32>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CoverageColumn {
    /// A territory or a group.
    pub key: String,
    pub territories: Vec<String>,
    /// The column of the group it belongs to.
    pub parent: Option<u32>,
}

/// A stretch of time in which nothing changes. Times are those of the place, `YYYY-MM-DDTHH:MM:SS`, the end excluded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, ToSchema)]
pub struct CoverageSlice {
    pub from: String,
    pub until: String,
    /// As headlines are said; `PARTIAL` where a part of the cell is cleared and another is not.
    pub state: String,
    /// Positions in `reasons`, `supports` and `duties`.
    pub reasons: Vec<u32>,
    pub supports: Vec<u32>,
    pub duties: Vec<u32>,
    /// Positions in `assets`: those that have this state.
    pub assets: Vec<u32>,
}

/// What was worked out of one collection or asset, before names are given to it.
#[derive(Clone, Debug)]
pub struct Subject {
    pub assets: Vec<Uuid>,
    pub left_out: u64,
}
