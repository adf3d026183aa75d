//! The ledgers of the whole library as the API tells of them: what is left of caps, who has what alone.

use chrono::NaiveDate;
use sea_orm::entity::prelude::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::ClearedBox;

/// Every cap and every exclusivity on record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Ledgers {
    pub caps: Vec<CapLine>,
    pub exclusivities: Vec<ExclusivityLine>,
}

/// The agreement a line stands in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerPaper {
    pub id: Uuid,
    pub reference: String,
    pub title: String,
    pub licensor: String,
    pub is_definite: bool,
}

/// One cap and how it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CapLine {
    pub agreement: LedgerPaper,
    pub cap: String,
    pub kind: String,
    pub metric: String,
    pub limit: f64,
    pub consumed: f64,
    pub reserved: f64,
    /// Below zero when more was used than allowed.
    pub remaining: f64,
    pub entries: u64,
    /// What was consumed of it in the last 90 days, as much as a day. Absent where nothing was, and for caps that
    /// free up again.
    pub burn_per_day: Option<f64>,
    /// Days until it is reached if it goes on like that.
    pub days_left: Option<u64>,
    pub reached_on: Option<NaiveDate>,
}

/// What somebody has for themselves alone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExclusivityLine {
    pub agreement: LedgerPaper,
    pub fact: Uuid,
    /// `ours` (kept free for us) or `against_us`.
    pub direction: String,
    pub holder: String,
    /// In plain words.
    pub summary: String,
    pub from: Option<String>,
    /// A day or `PERPETUAL`; absent where it is not on record.
    pub until: Option<String>,
    /// The asset whose right it is about.
    pub asset: Option<Uuid>,
    pub conflicts: Vec<ExclusivityConflict>,
    /// Live publications that it forbids today.
    pub forbids_live: Vec<Uuid>,
}

/// Where it meets what is granted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExclusivityConflict {
    pub message: String,
    /// The other agreement.
    pub agreement: Option<Uuid>,
    pub region: Vec<ClearedBox>,
}
