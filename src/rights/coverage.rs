//! A wide question drawn over time: the state of every channel and territory from boundary to boundary, each slice with
//! the reasons, supports and duties it has in the verdict on the whole.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};

use crate::bits::{AtomSet, LeafSet};
use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::{Class, Sweep};
use crate::explain::{self, Positions};
use crate::facts::Facts;
use crate::period::{Instant, local};
use crate::question::Question;
use crate::reference::Reference;
use crate::request::UseRequest;
use crate::state::State;
use crate::verdict::Verdict;

/// The verdict on a use, and the same answer drawn over its window.
#[derive(Debug, Clone)]
pub struct Coverage {
    pub verdict: Verdict,
    /// The courses the states take over the window, each held once.
    pub lanes: Vec<Vec<Slice>>,
    /// Which lane holds where. The parts are disjoint and together are all that was asked.
    pub parts: Vec<Part>,
}

/// A stretch of time in which nothing changes. Times are local, `YYYY-MM-DDTHH:MM:SS`, the end excluded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slice {
    pub from: String,
    pub until: String,
    pub state: State,
    /// Positions in the verdict's lists.
    pub reasons: Vec<usize>,
    pub supports: Vec<usize>,
    pub duties: Vec<usize>,
}

/// Uses that share a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub channels: Vec<String>,
    pub purposes: Vec<String>,
    /// Codes; one whose clocks differ may stand in several parts.
    pub territories: Vec<String>,
    pub lane: usize,
}

/// Answers a use request, however wide, with the course of its states over time.
pub fn coverage(
    reference: &Reference,
    facts: &Facts,
    request: &UseRequest,
    belief_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Coverage {
    let question = Question { reference, facts, request: Some(request), belief: belief_at };
    let plan = Plan::new(question, &request.asset);
    let sweep = Sweep::of_request(&plan, request);
    let verdict = explain::verdict(&plan, &sweep, request, now);
    let positions = explain::positions(&plan, &sweep, request, &verdict, now);
    let mut lanes: BTreeMap<Vec<Slice>, usize> = BTreeMap::new();
    let mut parts: BTreeMap<(usize, LeafSet, LeafSet), AtomSet> = BTreeMap::new();
    for class in &sweep.classes {
        let columns = courses(&sweep, class, &positions);
        for (times, atoms) in clocks(reference, class, &columns) {
            for ((channel, purpose), course) in sweep.columns().zip(&columns) {
                let lane: Vec<Slice> = course.iter().map(|step| step.told(&times)).collect();
                let next = lanes.len();
                let number = *lanes.entry(lane).or_insert(next);
                let held = parts.entry((number, channel.set, purpose.set)).or_default();
                *held = held.union(&atoms);
            }
        }
    }
    let mut numbered: Vec<(usize, Vec<Slice>)> = lanes.into_iter().map(|(lane, number)| (number, lane)).collect();
    numbered.sort_by_key(|(number, _)| *number);
    Coverage {
        verdict,
        lanes: numbered.into_iter().map(|(_, lane)| lane).collect(),
        parts: parts.into_iter().map(|part| named(reference, part)).collect(),
    }
}

/// A slice before its times are said in anybody's clock.
#[derive(PartialEq)]
struct Step {
    from: Instant,
    until: Instant,
    state: State,
    reasons: Vec<usize>,
    supports: Vec<usize>,
    duties: Vec<usize>,
}

impl Step {
    fn is_like(&self, other: &Step) -> bool {
        (self.state, &self.reasons, &self.supports, &self.duties)
            == (other.state, &other.reasons, &other.supports, &other.duties)
    }

    fn told(&self, times: &BTreeMap<Instant, String>) -> Slice {
        let time = |at: &Instant| times.get(at).cloned().unwrap_or_default();
        Slice {
            from: time(&self.from),
            until: time(&self.until),
            state: self.state,
            reasons: self.reasons.clone(),
            supports: self.supports.clone(),
            duties: self.duties.clone(),
        }
    }
}

/// For each channel and purpose class, what happens over the window of a class of atoms; equal neighbors are one step.
fn courses(sweep: &Sweep<'_, '_>, class: &Class, positions: &Positions<'_>) -> Vec<Vec<Step>> {
    let mut columns: Vec<Vec<Step>> = sweep.columns().map(|_| Vec::new()).collect();
    class.walk(class.window, |from, until, values| {
        let (from, until) = (from.max(class.window.0), until.min(class.window.1));
        for (course, decision) in columns.iter_mut().zip(sweep.table(values).iter()) {
            let step = Step {
                from,
                until,
                state: decision.state,
                reasons: positions.reasons(decision),
                supports: positions.supports(decision),
                duties: positions.duties(decision),
            };
            match course.last_mut() {
                Some(last) if last.until == from && last.is_like(&step) => last.until = until,
                _ => course.push(step),
            }
        }
        ControlFlow::Continue(())
    });
    columns
}

type Times = BTreeMap<Instant, String>;

/// The atoms of a class by what the boundaries read on their clocks.
fn clocks(reference: &Reference, class: &Class, columns: &[Vec<Step>]) -> Vec<(Times, AtomSet)> {
    let mut bounds: Vec<Instant> = columns.iter().flatten().flat_map(|step| [step.from, step.until]).collect();
    bounds.sort_unstable();
    bounds.dedup();
    let mut found: Vec<(Times, AtomSet)> = Vec::new();
    for atom in class.atoms.iter() {
        let zone = reference.territories.atoms[atom].zone;
        let read = |at: &Instant| (*at, local(*at, zone).format("%Y-%m-%dT%H:%M:%S").to_string());
        let times: Times = bounds.iter().map(read).collect();
        match found.iter_mut().find(|(known, _)| *known == times) {
            Some((_, atoms)) => atoms.insert(atom),
            None => found.push((times, [atom].into_iter().collect())),
        }
    }
    found
}

fn named(reference: &Reference, ((lane, channels, purposes), atoms): ((usize, LeafSet, LeafSet), AtomSet)) -> Part {
    let mut territories: Vec<String> =
        atoms.iter().map(|atom| reference.territories.atoms[atom].code.clone()).collect();
    territories.dedup();
    Part {
        channels: channels.iter().map(|leaf| reference.channels.name(leaf).to_owned()).collect(),
        purposes: purposes.iter().map(|leaf| reference.purposes.name(leaf).to_owned()).collect(),
        territories,
        lane,
    }
}
