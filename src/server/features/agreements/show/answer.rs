//! What a verdict says, piece by piece, as the API shows it, and as the engine's own text is read back.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::super::records::row::verdict;
use super::uses::Use;
use crate::platform::auth::{Actor, Permission, Scope};
use crate::platform::error::Result;

/// The answer to one use of one asset; never changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Verdict {
    pub id: Uuid,
    pub asset: Uuid,
    #[serde(rename = "use")]
    pub use_: Use,
    /// `ALLOWED`, `ALLOWED_WITH_DUTIES`, `PARTIAL`, `CONDITIONAL`, `UNKNOWN` or `DENIED`.
    pub headline: String,
    pub sentence: String,
    /// What is cleared of what was asked, in canonical lines.
    pub cleared: Vec<String>,
    pub boxes: Vec<ClearedBox>,
    pub reasons: Vec<Reason>,
    pub supports: Vec<Support>,
    pub duties: Vec<Duty>,
    /// Exact particulars by reason code, for example `CAP_EXCEEDED:remaining 5000`.
    pub details: Vec<String>,
    pub remedies: Vec<Remedy>,
    pub notes: Vec<String>,
    /// Until then the answer stays the same unless a fact changes; absent: for ever.
    pub stable_until: Option<DateTime<Utc>>,
    pub next_events: Vec<NextEvent>,
    pub asked_at: DateTime<Utc>,
    pub belief_at: DateTime<Utc>,
    pub inputs_hash: String,
    pub engine_version: String,
    pub reference_version: String,
    pub taxonomy_version: String,
    pub territory_data_version: String,
}

/// Several verdicts, in the order of the assets asked about.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Verdicts {
    pub items: Vec<Verdict>,
}

/// A part of what is cleared. `from` and `until` are inclusive civil days, or local times.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ClearedBox {
    pub channels: Vec<String>,
    pub territories: Vec<String>,
    pub from: String,
    pub until: String,
    pub purposes: Vec<String>,
}

/// Why a part is not cleared.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Reason {
    pub code: String,
    pub message: String,
    /// From the asset down to the right in question.
    pub path: Vec<String>,
    pub interest: Option<String>,
    pub rule: Option<String>,
    pub agreement_id: Option<Uuid>,
    pub agreement_reference: Option<String>,
    pub clause: Option<ClauseQuote>,
    pub region: String,
    pub remedy: Option<String>,
}

/// The words a rule stands on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ClauseQuote {
    #[serde(default)]
    pub quote: String,
    #[serde(default)]
    pub page: Option<u32>,
}

/// The grant that clears a right.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Support {
    pub path: Vec<String>,
    pub interest: String,
    pub rule: String,
    pub agreement_id: Option<Uuid>,
    pub agreement_reference: Option<String>,
    pub clause: Option<ClauseQuote>,
    pub until: Option<String>,
}

/// What has to be kept by whoever uses it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Duty {
    pub id: String,
    /// `pre`, `concurrent` or `post`.
    pub timing: String,
    pub kind: String,
    pub text: String,
    pub state: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Remedy {
    pub code: String,
    pub text: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NextEvent {
    pub at: DateTime<Utc>,
    pub what: String,
}

/// Who reads.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    pub scope: Scope,
    pub sees_agreements: bool,
}

impl Reader {
    pub fn of<P>(actor: &Actor<P>) -> Reader {
        Reader { scope: actor.scope, sees_agreements: actor.may(Permission::ViewAgreements) }
    }
}

/// A verdict to be shown: as stored, or just given.
#[derive(Clone, Debug)]
pub struct Given {
    pub id: Uuid,
    pub asset: Uuid,
    pub use_: Value,
    pub asked_at: DateTime<Utc>,
    pub belief_at: DateTime<Utc>,
    pub verdict: Value,
}

impl Given {
    /// A stored verdict.
    pub fn of(row: verdict::Model) -> Result<Given> {
        Ok(Given {
            id: row.id,
            asset: row.asset_id,
            use_: serde_json::from_str(&row.request)?,
            asked_at: row.asked_at,
            belief_at: row.belief_at,
            verdict: serde_json::from_str(&row.body)?,
        })
    }

    /// A verdict that was just given and, where it was kept, its id.
    pub fn fresh(id: Uuid, asset: Uuid, use_: Value, now: DateTime<Utc>, verdict: &rights::Verdict) -> Result<Given> {
        let belief_at = verdict.belief_at;
        Ok(Given { id, asset, use_, asked_at: now, belief_at, verdict: serde_json::to_value(verdict)? })
    }
}

/// The engine's words, read back.
#[derive(Debug, Deserialize)]
pub(super) struct Told {
    pub asset: String,
    pub headline: String,
    pub cleared: ToldRegion,
    pub reasons: Vec<ToldReason>,
    pub supports: Vec<ToldSupport>,
    pub duties: Vec<String>,
    #[serde(default)]
    pub details: Vec<String>,
    pub remedies: Vec<ToldRemedy>,
    pub stable_until: Option<DateTime<Utc>>,
    pub next_events: Vec<ToldEvent>,
    pub sentence: String,
    pub notes: Vec<String>,
    pub inputs_hash: String,
    pub engine_version: String,
    pub reference_version: String,
    #[serde(default)]
    pub taxonomy_version: String,
    #[serde(default)]
    pub territory_data_version: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct ToldRegion {
    pub lines: Vec<String>,
    pub boxes: Vec<ToldBox>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ToldBox {
    pub channels: Vec<String>,
    pub territories: Vec<String>,
    pub from: Option<String>,
    pub until: Option<String>,
    pub purposes: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ToldClause {
    pub quote: Option<String>,
    pub page: Option<u32>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ToldReason {
    pub code: String,
    pub path: Vec<String>,
    pub interest: Option<String>,
    pub rule: Option<String>,
    pub clause: Option<ToldClause>,
    pub region: String,
    pub message: String,
    pub remedy: Option<ToldRemedy>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ToldSupport {
    pub path: Vec<String>,
    pub interest: String,
    pub grant: String,
    pub clause: Option<ToldClause>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ToldRemedy {
    pub action: String,
    pub message: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct ToldEvent {
    pub at: DateTime<Utc>,
    pub message: String,
}

impl From<ToldBox> for ClearedBox {
    fn from(told: ToldBox) -> ClearedBox {
        ClearedBox {
            channels: told.channels,
            territories: told.territories,
            from: told.from.unwrap_or_default(),
            until: told.until.unwrap_or_default(),
            purposes: told.purposes,
        }
    }
}
