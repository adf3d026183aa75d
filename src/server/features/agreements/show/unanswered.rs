//! What an agreement leaves open, as the API tells of it, and the answers people give.

use chrono::NaiveDate;
use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::ClearedBox;

/// What an agreement leaves open, the question that leaves most unknown first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpenQuestions {
    pub items: Vec<OpenQuestion>,
    /// How many assets the agreement grants something for. All of them are counted below.
    pub assets: u64,
    /// Assets whose rules differ too much to be counted one by one; none unless there are hundreds of different ones.
    pub assets_left_out: u64,
}

/// Something the agreement does not say. Unanswered it never counts as yes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpenQuestion {
    /// Names the question within its agreement.
    pub key: String,
    /// `agreement.signature`, `period.end`, `period.renewal`, `period.zone`, `territory.binding`, `territory.group`,
    /// `territory.undefined`, `territory.test`, `taxonomy.later`, `chain.open`, `duty.before_use` or
    /// `revocation.disputed`.
    pub code: String,
    pub message: String,
    /// The facts it is about.
    pub facts: Vec<Uuid>,
    /// The clause they stand on.
    pub clause_id: Option<Uuid>,
    /// The duty it is about.
    pub duty: Option<String>,
    /// Channels times territories times purposes that stay unknown from today on as long as this alone is open, summed
    /// over assets; absent where it hangs on each single use.
    pub cells: Option<u64>,
    /// The same times days; absent where there is no end to them.
    pub cell_days: Option<u64>,
    /// For how many assets.
    pub assets: u64,
    /// The largest of what stays unknown, for one asset.
    pub unknown: Vec<ClearedBox>,
    /// What can be answered here; empty where the rule itself has to be looked at.
    pub answers: Vec<PossibleAnswer>,
}

/// An answer people can give.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PossibleAnswer {
    pub choice: String,
    pub label: String,
    /// What has to be said with it: `day` or `zone`.
    pub asks: Option<String>,
}

/// The answer to a question of an agreement: a correction of all rules it is about.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAnswer {
    /// The key of the question.
    pub question: String,
    pub choice: String,
    pub day: Option<NaiveDate>,
    pub zone: Option<String>,
    /// How it is known, such as who was asked.
    pub reason: Option<String>,
}
