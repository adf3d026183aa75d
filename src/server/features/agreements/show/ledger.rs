//! Duties and caps of an agreement as the API shows them.

use sea_orm::entity::prelude::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::records::ledger::{CapStanding, DutyStanding};
use super::fact::{Fact, fact_shown};
use crate::platform::error::Result;

/// Something owed for the grants of an agreement, with what became of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DutyOwed {
    pub id: String,
    pub kind: String,
    /// `pre` (before the use), `concurrent` (with it) or `post` (after it).
    pub timing: String,
    pub text: String,
    pub due: Option<String>,
    /// What proof it asks for.
    pub evidence_needed: Option<String>,
    /// What a breach leads to: `none`, `suspend`, `terminate` or `fee`.
    pub consequence: String,
    /// `open`, `fulfilled`, `waived`, `refused` or `breached`: the gravest among its grants.
    pub state: String,
    /// The grants it is owed for.
    pub grants: Vec<Uuid>,
    /// For how many of them it is neither fulfilled nor waived.
    pub unsettled: u64,
    /// What became of it, oldest first.
    pub events: Vec<Fact>,
}

/// A limit and how much of it is used.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Cap {
    pub id: String,
    pub kind: String,
    pub metric: String,
    pub limit: f64,
    pub consumed: f64,
    pub reserved: f64,
    /// Below zero when more was used than allowed.
    pub remaining: f64,
    /// For a cap on different channels: which were used.
    pub channels: Vec<String>,
    pub grants: Vec<Uuid>,
    /// The ledger, oldest first.
    pub entries: Vec<Fact>,
}

pub fn duty(found: DutyStanding) -> Result<DutyOwed> {
    let text = |key: &str| found.duty[key].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    Ok(DutyOwed {
        id: text("id").unwrap_or_default(),
        kind: text("kind").unwrap_or_else(|| "duty".to_owned()),
        timing: text("timing").unwrap_or_else(|| "concurrent".to_owned()),
        text: text("text").unwrap_or_default(),
        due: text("due"),
        evidence_needed: text("evidence_needed"),
        consequence: text("consequence").unwrap_or_else(|| "none".to_owned()),
        state: found.state,
        grants: found.grants,
        unsettled: found.unsettled as u64,
        events: found.events.iter().map(fact_shown).collect::<Result<_>>()?,
    })
}

pub fn cap(found: CapStanding) -> Result<Cap> {
    let text = |key: &str| found.cap[key].as_str().map(str::to_owned);
    Ok(Cap {
        id: found.id().to_owned(),
        kind: text("kind").unwrap_or_else(|| "cumulative".to_owned()),
        metric: text("metric").unwrap_or_else(|| "uses".to_owned()),
        limit: found.cap["limit"].as_f64().unwrap_or_default(),
        consumed: found.consumed,
        reserved: found.reserved,
        remaining: found.remaining,
        entries: found.entries.iter().map(fact_shown).collect::<Result<_>>()?,
        channels: found.channels.into_iter().collect(),
        grants: found.grants,
    })
}
