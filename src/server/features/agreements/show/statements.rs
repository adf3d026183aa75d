//! What files say about their rights, and what machines are told, as the API shows them.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::exchange::statement::Statement;
use super::super::records::row::{fact, file_statement};
use crate::platform::auth::PersonRef;

/// What the file of an asset says about its rights.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FileRights {
    /// The version whose file was read.
    pub version: Uuid,
    /// `false` until the file has been read.
    pub read: bool,
    /// Whether rights can be written into copies of this file (`GET /assets/{id}/original?rights=embedded`).
    pub holds_rights: bool,
    pub items: Vec<StatementShown>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatementShown {
    pub statement: Statement,
    /// Whether there is anything in it to record.
    pub records_something: bool,
    /// What somebody decided about it; absent while it is open.
    pub decision: Option<StatementDecision>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatementDecision {
    /// `accepted` or `dismissed`.
    pub outcome: String,
    /// Where its rules were recorded.
    pub agreement: Option<Uuid>,
    pub reason: Option<String>,
    pub decided_at: DateTime<Utc>,
    pub decided_by: PersonRef,
}

impl StatementDecision {
    pub fn of(row: &file_statement::Model) -> StatementDecision {
        StatementDecision {
            outcome: row.outcome.clone(),
            agreement: row.agreement_id,
            reason: row.reason.clone(),
            decided_at: row.decided_at,
            decided_by: PersonRef::new(row.decided_by, &row.decided_by_name),
        }
    }
}

/// Statements to take in, by their keys; without any, all that are open.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAcceptance {
    #[serde(default)]
    pub keys: Vec<String>,
}

/// Statements to leave out, and why.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDismissal {
    pub keys: Vec<String>,
    pub reason: String,
}

/// Whether machines are told that mining and training are reserved.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AiReservation {
    /// The switch of this asset; absent where the answer is about the whole house.
    pub asset: Option<Reserved>,
    /// The switch of the whole house.
    pub house: Option<Reserved>,
    /// What machines are told to be reserved, whoever reserved it: `ai.tdm`, `ai.training`, `ai.generative_training`.
    pub purposes: Vec<&'static str>,
    /// The same as a value of `plus:DataMining`.
    pub data_mining: String,
}

/// What is said with the switch.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReservation {
    /// Why it is reserved; at most 500 characters.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A switch that is on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Reserved {
    pub agreement: Option<Uuid>,
    pub since: DateTime<Utc>,
    pub by: PersonRef,
    /// Why, where somebody said so.
    pub reason: Option<String>,
}

impl Reserved {
    pub fn of(row: &fact::Model) -> Reserved {
        Reserved {
            agreement: row.agreement_id,
            since: row.recorded_at,
            by: PersonRef::new(row.recorded_by, &row.recorded_by_name),
            reason: row.reason.clone(),
        }
    }
}
