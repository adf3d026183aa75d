//! The states a cell can have and the headline they add up to; nothing here knows how they came about.

use serde::{Deserialize, Serialize};

/// The state of one cell, from worst to best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    Denied,
    Unknown,
    Conditional,
    AllowedWithDuties,
    Allowed,
}

impl State {
    pub fn is_cleared(self) -> bool {
        self >= Self::AllowedWithDuties
    }
}

/// The answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Headline {
    Allowed,
    AllowedWithDuties,
    Partial,
    Conditional,
    Unknown,
    Denied,
}

impl Headline {
    /// Whether a publish gate may open: everything asked for is allowed, with or without duties.
    pub fn is_cleared(&self) -> bool {
        matches!(self, Self::Allowed | Self::AllowedWithDuties)
    }

    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Allowed => "ALLOWED",
            Self::AllowedWithDuties => "ALLOWED_WITH_DUTIES",
            Self::Partial => "PARTIAL",
            Self::Conditional => "CONDITIONAL",
            Self::Unknown => "UNKNOWN",
            Self::Denied => "DENIED",
        }
    }

    /// The headline of a set of cell states. No cell at all clears nothing.
    pub fn of(states: impl IntoIterator<Item = State>) -> Self {
        let (mut worst, mut best, mut any) = (State::Allowed, State::Denied, false);
        for state in states {
            worst = worst.min(state);
            best = best.max(state);
            any = true;
        }
        match (any, worst, best) {
            (false, ..) => Self::Unknown,
            (_, State::Allowed, _) => Self::Allowed,
            (_, State::AllowedWithDuties, _) => Self::AllowedWithDuties,
            (_, _, best) if best.is_cleared() => Self::Partial,
            (_, State::Conditional, _) => Self::Conditional,
            (_, State::Unknown, _) => Self::Unknown,
            (_, State::Denied, _) => Self::Denied,
        }
    }
}
