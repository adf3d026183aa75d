//! Where the blames, supports and duties of single cells stand in the lists of the verdict.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{gather, reasons};
use crate::evaluate::book::Decision;
use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::Sweep;
use crate::request::UseRequest;
use crate::state::State;
use crate::verdict::{Reason, Verdict};

/// Positions in a verdict, by the numbers of the book.
pub(crate) struct Positions<'a> {
    reasons: HashMap<(u32, State), usize>,
    supports: HashMap<u32, usize>,
    duties: HashMap<&'a str, usize>,
}

pub(crate) fn positions<'a>(
    plan: &Plan<'a>,
    sweep: &Sweep<'_, 'a>,
    request: &UseRequest,
    verdict: &Verdict,
    now: DateTime<Utc>,
) -> Positions<'a> {
    let gathered = gather::gather(sweep);
    let book = sweep.book.borrow();
    let mut found = Positions { reasons: HashMap::new(), supports: HashMap::new(), duties: HashMap::new() };
    for ((number, state), extent) in &gathered.extents {
        let reason: Reason = reasons::reason(plan, &book.blames[*number as usize], *state, extent, request, now);
        if let Some(at) = verdict.reasons.iter().position(|known| *known == reason) {
            found.reasons.insert((*number, *state), at);
        }
    }
    for number in &gathered.supports {
        let supported = std::iter::once(&book.supports[*number as usize]);
        let Some(support) = reasons::supports(plan, supported).pop() else { continue };
        let same = |known: &crate::verdict::Support| {
            (&known.path, &known.interest, &known.grant) == (&support.path, &support.interest, &support.grant)
        };
        if let Some(at) = verdict.supports.iter().position(same) {
            found.supports.insert(*number, at);
        }
    }
    for duty in &gathered.duties {
        if let Some(at) = verdict.duties.iter().position(|known| known == duty) {
            found.duties.insert(duty, at);
        }
    }
    found
}

impl Positions<'_> {
    pub fn reasons(&self, decision: &Decision<'_>) -> Vec<usize> {
        sorted(decision.blames.iter().filter_map(|number| self.reasons.get(&(*number, decision.state))))
    }

    pub fn supports(&self, decision: &Decision<'_>) -> Vec<usize> {
        sorted(decision.supports.iter().filter_map(|number| self.supports.get(number)))
    }

    pub fn duties(&self, decision: &Decision<'_>) -> Vec<usize> {
        sorted(decision.duties.iter().filter_map(|duty| self.duties.get(duty)))
    }
}

fn sorted<'a>(found: impl Iterator<Item = &'a usize>) -> Vec<usize> {
    let mut found: Vec<usize> = found.copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}
