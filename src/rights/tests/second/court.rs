//! What the second opinion is asked, and what it says.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::sets::Atom;
use crate::State;

/// One point of a use.
#[derive(Debug, Clone, Copy)]
pub struct Point<'a> {
    pub channel: &'a str,
    pub purpose: &'a str,
    pub atom: Atom<'a>,
    pub at: i64,
}

/// What is asked, on which records, and the point it is asked about.
#[derive(Clone, Copy)]
pub struct Court<'a> {
    pub fixture: &'a Value,
    pub given: &'a Value,
    pub request: &'a Value,
    pub belief: DateTime<Utc>,
    pub point: Point<'a>,
}

/// The state of a point with every code that holds it there, or every duty it is cleared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    pub state: State,
    pub codes: BTreeSet<String>,
    pub duties: BTreeSet<String>,
}

impl Opinion {
    pub fn at(state: State, code: &str) -> Self {
        let codes = [code.to_owned()].into_iter().filter(|code| !code.is_empty()).collect();
        Self { state, codes, duties: BTreeSet::new() }
    }

    /// The lower of two; at the same state both are blamed, and duties add up.
    pub fn and(self, other: Self) -> Self {
        let state = self.state.min(other.state);
        let blamed = [&self, &other].into_iter().filter(|one| one.state == state);
        let codes = blamed.flat_map(|one| one.codes.iter().cloned()).collect();
        Self { state, codes, duties: self.duties.union(&other.duties).cloned().collect() }
    }
}
