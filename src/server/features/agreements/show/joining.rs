//! Assets that come under an agreement, as the API takes and shows them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Assets to be brought under an agreement on terms it already has.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAssetsUnder {
    /// At most 200.
    pub assets: Vec<Uuid>,
    /// Grants of this agreement whose terms hold for these assets too: each gets an interest of the same kind and holder,
    /// and a grant that says the same.
    pub like: Vec<Uuid>,
    /// The first day on which they may be used at all: an embargo stands on each until then.
    pub not_before: Option<NaiveDate>,
}

/// What was recorded. A second request of the same kind records nothing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AssetsUnder {
    pub interests: usize,
    pub grants: usize,
    pub embargoes: usize,
    /// Whether the grants count: those of an agreement that was not approved, or is not in force, do not.
    pub counts: bool,
}
