//! The answer as a value: headline, cleared region, every reason, supports, remedies. How it is made is told in `explain`.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::facts::Clause;
use crate::forecast::Event;
use crate::region::Region;
use crate::state::{Headline, State};

/// The version of the engine's rules; part of every verdict.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Why a part of the request is not cleared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    pub code: String,
    /// From the asset asked about down to the right in question, e.g. `FILM`, `PHOTO`, `likeness`.
    pub path: Vec<String>,
    pub interest: Option<String>,
    pub rule: Option<String>,
    pub agreement: Option<String>,
    pub clause: Option<Clause>,
    /// The state this reason holds its cells at.
    pub state: State,
    /// The part of the request this reason holds back, in text.
    pub region: String,
    pub message: String,
    pub remedy: Option<Remedy>,
}

/// What would remove a reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Remedy {
    pub action: String,
    pub message: String,
}

/// A grant that could have been used instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Alternative {
    pub grant: String,
    pub agreement: Option<String>,
}

/// The grant an interest is cleared by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Support {
    pub path: Vec<String>,
    pub interest: String,
    pub grant: String,
    pub agreement: Option<String>,
    pub clause: Option<Clause>,
    pub alternatives: Vec<Alternative>,
}

/// The answer to one use request. It never changes; a later question gets a new verdict.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    pub asset: String,
    pub headline: Headline,
    pub cleared: Region,
    pub reasons: Vec<Reason>,
    pub supports: Vec<Support>,
    pub duties: Vec<String>,
    /// Exact particulars such as `CAP_EXCEEDED:remaining 5000`, sorted.
    pub details: Vec<String>,
    pub remedies: Vec<Remedy>,
    pub belief_at: DateTime<Utc>,
    pub stable_until: Option<DateTime<Utc>>,
    pub next_events: Vec<Event>,
    pub sentence: String,
    pub notes: Vec<String>,
    pub inputs_hash: String,
    pub engine_version: &'static str,
    pub reference_version: String,
    pub taxonomy_version: String,
    pub territory_data_version: String,
}

impl Verdict {
    /// The set of reason codes, sorted.
    pub fn codes(&self) -> Vec<&str> {
        self.reasons.iter().map(|reason| reason.code.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
    }
}
