//! Whether a publication may go ahead: every fact it stands on, judged together, all reasons named. No I/O.

use chrono::{DateTime, Utc};
use rights::Headline;

use crate::platform::error::Code;

/// What planning and going live are judged on.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The verdict on the planned use, asked just now.
    pub headline: Headline,
    /// The verdict's sentence.
    pub sentence: String,
    /// Whether a yes to exactly these bytes covers the use.
    pub is_approved: bool,
    /// Whether the bytes the channel wants are in the store.
    pub has_bytes: bool,
    /// The bytes the channel wants, for the reader: `original`, `large` …
    pub preset: String,
    pub channel_is_active: bool,
    pub asset_is_archived: bool,
    /// When the window is over.
    pub ends_at: DateTime<Utc>,
}

/// One reason why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub code: Code,
    pub message: String,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Readiness {
    Go,
    /// At least one reason; the weightiest first.
    Not(Vec<Missing>),
}

/// Judges all facts; a missing right does not hide a missing approval.
pub fn judge(facts: &Facts, now: DateTime<Utc>) -> Readiness {
    let mut missing = Vec::new();
    let mut add = |code: Code, message: &str| missing.push(Missing { code, message: message.to_owned() });
    if !facts.headline.is_cleared() {
        add(Code::NotCleared, &facts.sentence);
    }
    if !facts.is_approved {
        add(
            Code::NotApproved,
            "No approval of exactly these bytes covers this channel, territory, window and purpose.",
        );
    }
    if !facts.has_bytes {
        add(Code::NoRendition, &format!("The channel takes \"{}\", and this version has none.", facts.preset));
    }
    if !facts.channel_is_active {
        add(Code::ChannelRetired, "The channel is retired.");
    }
    if facts.asset_is_archived {
        add(Code::AssetArchived, "The asset is archived.");
    }
    if now >= facts.ends_at {
        add(Code::PublicationEnded, "The window is over.");
    }
    if missing.is_empty() { Readiness::Go } else { Readiness::Not(missing) }
}

/// What the gate answers about one asset: cleared, and nothing changes before the window ends.
pub fn judge_gate(
    headline: Headline,
    sentence: &str,
    stable_until: Option<DateTime<Utc>>,
    window_ends: Option<DateTime<Utc>>,
) -> Option<Missing> {
    if !headline.is_cleared() {
        return Some(Missing { code: Code::NotCleared, message: sentence.to_owned() });
    }
    let changes = stable_until.filter(|until| window_ends.is_none_or(|end| *until < end))?;
    let message = format!("It is cleared, but on other terms from {} on: ask for each part.", changes.to_rfc3339());
    Some(Missing { code: Code::NotCleared, message })
}
