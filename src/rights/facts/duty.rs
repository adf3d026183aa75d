//! What became of duties, and the duties law or house policy attach to flagged assets.

use super::stamp::Visibility;
use crate::period::Moment;
use crate::read::{Fields, ParseError};
use crate::reference::FactContext;
use crate::scope::Scope;

/// What is known of a duty; ordered from harmless to grave, so that of two at the same time the graver counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DutyState {
    Waived,
    Fulfilled,
    Open,
    Breached,
    Refused,
}

#[derive(Debug, Clone)]
pub struct DutyEvent {
    pub(crate) duty: String,
    pub(crate) grant: Option<String>,
    pub(crate) state: DutyState,
    pub(crate) at: Option<Moment>,
    pub(crate) seen: Visibility,
    pub(crate) digest: [u8; 32],
}

/// A duty of law or house policy, for assets with a flag.
#[derive(Debug, Clone)]
pub struct DutyRule {
    pub(crate) id: String,
    pub(crate) flag: String,
    pub(crate) scope: Scope,
    pub(crate) seen: Visibility,
    pub(crate) digest: [u8; 32],
    pub(crate) shape: [u8; 32],
}

impl DutyEvent {
    pub(crate) fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        let state = match fields.text("state")? {
            "open" => DutyState::Open,
            "fulfilled" | "approved" => DutyState::Fulfilled,
            "waived" => DutyState::Waived,
            "refused" => DutyState::Refused,
            "breached" => DutyState::Breached,
            _ => {
                return Err(fields.invalid("state", "open, fulfilled, waived, refused or breached is expected"));
            }
        };
        Ok(Self {
            duty: fields.text("duty")?.to_owned(),
            grant: fields.owned("grant")?,
            state,
            at: fields.moment("at")?,
            seen: Visibility::read(fields)?,
            digest: fields.digest(&[]),
        })
    }
}

impl DutyRule {
    pub(crate) fn read(id: &str, fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        Ok(Self {
            id: id.to_owned(),
            flag: fields.text("flag")?.to_owned(),
            scope: Scope::of_ban(fields, ctx)?,
            seen: Visibility::read(fields)?,
            digest: fields.digest(&[]),
            shape: fields.digest(&["id", "recorded_at", "superseded_at", "clause", "title", "text"]),
        })
    }
}
