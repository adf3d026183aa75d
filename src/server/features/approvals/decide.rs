//! Who may decide an approval and when. No I/O.

use uuid::Uuid;

use crate::platform::error::{Code, Error, Result};

/// What somebody says to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Approve,
    Decline,
    Changes,
}

impl Outcome {
    pub fn parse(text: &str) -> Result<Outcome> {
        match text {
            "approve" => Ok(Outcome::Approve),
            "decline" => Ok(Outcome::Decline),
            "changes" => Ok(Outcome::Changes),
            _ => Err(Error::field(Code::Invalid, "outcome", "`approve`, `decline` or `changes`.")),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Outcome::Approve => "approve",
            Outcome::Decline => "decline",
            Outcome::Changes => "changes",
        }
    }

    /// The state it puts the request in.
    pub fn state(self) -> &'static str {
        match self {
            Outcome::Approve => "approved",
            Outcome::Decline => "declined",
            Outcome::Changes => "changes_wanted",
        }
    }
}

/// What the decision is judged on.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The row's state.
    pub state: &'a str,
    pub requested_by: Uuid,
    /// Whether the approval's version is still what people see when they open the asset.
    pub is_current_version: bool,
    pub decider: Uuid,
    /// Whether the decider's role includes deciding.
    pub may_decide: bool,
}

/// Whether this person may decide this request now. Whether a yes is possible is the rights' matter, asked after.
pub fn judge(facts: Facts<'_>) -> Result<()> {
    if !facts.may_decide {
        return Err(Error::new(Code::PermissionDenied, "Your role does not decide approvals."));
    }
    if facts.state != "open" {
        let how = facts.state.replace('_', " ");
        return Err(Error::new(Code::ApprovalClosed, format!("This request is closed: {how}.")));
    }
    if !facts.is_current_version {
        let why = "The asset has a newer version. Ask for an approval of that one.";
        return Err(Error::new(Code::VersionChanged, why));
    }
    if facts.requested_by == facts.decider {
        return Err(Error::new(Code::FourEyes, "You asked for this yourself, so somebody else decides it."));
    }
    Ok(())
}
