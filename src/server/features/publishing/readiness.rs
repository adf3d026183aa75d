//! Whether a publication may go ahead: every fact it stands on, judged together, all reasons named. No I/O.

use chrono::{DateTime, Utc};
use rights::Headline;

use crate::platform::clock::said;
use crate::platform::error::Code;

const UNAPPROVED: &str = "No approval of exactly these bytes covers this channel, territory, window and purpose.";

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
        add(Code::NotApproved, UNAPPROVED);
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

/// What is known of the bytes another system would show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bytes {
    /// It did not say.
    NotTold,
    Current,
    /// Version numbers.
    Old {
        number: i32,
        current: i32,
    },
    /// No version of the asset has them.
    Unknown,
}

/// What the gate's answer about one asset is judged on.
#[derive(Clone, Debug)]
pub struct GateFacts {
    pub headline: Headline,
    pub sentence: String,
    pub stable_until: Option<DateTime<Utc>>,
    /// When the use is over everywhere at once; absent where there is no such time.
    pub window_ends: Option<DateTime<Utc>>,
    /// Whether a yes to the asset's current bytes covers the use.
    pub is_approved: bool,
    pub bytes: Bytes,
    pub asset_is_archived: bool,
}

/// Everything that speaks against it, in the words of [`judge`]: rights first, then people, then the bytes.
pub fn judge_gate(facts: &GateFacts, now: DateTime<Utc>) -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut add = |code: Code, message: String| missing.push(Missing { code, message });
    if !facts.headline.is_cleared() {
        add(Code::NotCleared, facts.sentence.clone());
    } else if let Some(changes) = facts.stable_until.filter(|until| facts.window_ends.is_none_or(|end| *until < end)) {
        let changes = said(changes);
        add(Code::NotCleared, format!("It is cleared, but on other terms from {changes} on: ask for each part."));
    }
    if !facts.is_approved {
        add(Code::NotApproved, UNAPPROVED.to_owned());
    }
    match facts.bytes {
        Bytes::NotTold | Bytes::Current => {}
        Bytes::Old { number, current } => {
            let why = format!("These bytes are version {number}; the asset now has version {current}.");
            add(Code::VersionChanged, why);
        }
        Bytes::Unknown => add(Code::VersionUnknown, "No version of this asset has these bytes.".to_owned()),
    }
    if facts.asset_is_archived {
        add(Code::AssetArchived, "The asset is archived.".to_owned());
    }
    if facts.window_ends.is_some_and(|end| now >= end) {
        add(Code::PublicationEnded, "The window is over.".to_owned());
    }
    missing
}
