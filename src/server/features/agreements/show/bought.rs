//! What an agreement grants beside what was used of it, as the API tells of it. A cell is a channel, a country and a
//! purpose, at any time, for any of its assets.

use sea_orm::entity::prelude::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

/// What was bought and what was used of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BoughtAndUsed {
    /// Signed and approved. Otherwise this is what it would grant once it is.
    pub is_definite: bool,
    pub total: BoughtCount,
    /// By channel, in the order of the reference.
    pub channels: Vec<BoughtLine>,
    /// By country where there are few, else by the groups the grants name and by continent.
    pub places: Vec<BoughtLine>,
    /// For every channel the count of every place.
    pub cells: Vec<Vec<BoughtCount>>,
    pub uses: Vec<UseMade>,
    /// Entries of the ledger that name a channel and no place: they count for their channel, not for a cell.
    pub entries: Vec<LedgerUse>,
    /// Assets with a grant, and how many of them were ever used.
    pub assets: u64,
    pub assets_used: u64,
    /// Assets whose rules differ too much to be looked at one by one; none unless there are hundreds of different ones.
    pub assets_left_out: u64,
}

/// So many cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct BoughtCount {
    /// Granted by the agreement.
    pub bought: u64,
    /// Of those, ever used.
    pub used: u64,
    /// Used, and not granted by this agreement: something else must allow it.
    pub beyond: u64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BoughtLine {
    /// A channel, a country or a group of countries.
    pub key: String,
    /// The family of a channel.
    pub family: Option<String>,
    pub count: BoughtCount,
    /// How many publications and entries of the ledger used it.
    pub uses: u64,
}

/// A publication that was live.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UseMade {
    pub publication: Uuid,
    pub asset: Uuid,
    /// `live` or `ended`.
    pub state: String,
    /// Cells it took up.
    pub cells: u64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerUse {
    pub fact: Uuid,
    pub channel: String,
}
