//! What comes when, over all agreements, as the API tells of it.

use chrono::NaiveDate;
use sea_orm::entity::prelude::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

use super::dates::Alert;

/// The dates of a window, one group for each agreement, the one whose first day comes first on top.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Timeline {
    pub today: NaiveDate,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub agreements: Vec<DatedAgreement>,
    /// How many more agreements have days in this window.
    pub left_out: u64,
}

/// An agreement with its terms as bars and what comes as days.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DatedAgreement {
    pub id: Uuid,
    pub reference: String,
    pub title: String,
    pub licensor: String,
    /// Approved and signed; otherwise nothing of it is certain.
    pub is_definite: bool,
    /// How many uses of its assets are live today.
    pub live_uses: u64,
    pub terms: Vec<TermBar>,
    pub dates: Vec<RightsDate>,
}

/// A time in which something is granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TermBar {
    pub from: Option<NaiveDate>,
    /// The last day; absent without end.
    pub until: Option<NaiveDate>,
    /// The last day on which what is live already may stay.
    pub run_off_until: Option<NaiveDate>,
    /// The end is not on record.
    pub is_end_unknown: bool,
    /// How many grants have this term.
    pub grants: u64,
}

/// A day on which something ends, begins or has to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RightsDate {
    /// `expiry`, `start`, `run_off`, `option`, `duty`, `embargo`, `restriction`, `blackout`, `exclusivity`, `revocation`,
    /// `notice`, `renewal` or `fee`.
    pub kind: String,
    /// The last day before it changes, or the last day to act.
    pub date: NaiveDate,
    /// In plain words.
    pub what: String,
    /// `renew_or_let_lapse`, `plan`, `take_down`, `exercise`, `settle`, `give_notice` or `pay`.
    pub action: String,
    /// The facts it comes from.
    pub facts: Vec<Uuid>,
    /// For what ends: how many uses that are live today are planned beyond it.
    pub live_beyond: u64,
    /// When people are told; for days to act only.
    pub alert: Option<Alert>,
}
