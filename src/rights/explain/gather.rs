//! Walks all slices once and gathers what a verdict needs: the cleared region, and where each blocker lies.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::rc::Rc;

use crate::bits::{AtomSet, LeafSet};
use crate::evaluate::book::Decision;
use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::{Sweep, Table};
use crate::period::Instant;
use crate::quick::QuickMap;
use crate::region::{Intervals, from_text, join, territory_names, until_text};
use crate::state::State;

pub(super) type Part = (LeafSet, LeafSet, AtomSet, Intervals);

/// A blame's part of the request, summed up: channels, territories, and the span of time it lies in.
#[derive(Clone)]
pub(super) struct Extent {
    channels: LeafSet,
    atoms: AtomSet,
    from: Instant,
    until: Instant,
}

/// What the walk over all slices gathers; extents and supports by the numbers of the book.
pub(super) struct Gathered<'a> {
    pub states: BTreeSet<State>,
    pub cleared: Vec<Part>,
    pub extents: BTreeMap<(u32, State), Extent>,
    pub duties: BTreeSet<&'a str>,
    pub supports: BTreeSet<u32>,
}

/// Where one table of decisions is used.
struct Used<'a> {
    table: Table<'a>,
    atoms: AtomSet,
    from: Instant,
    until: Instant,
}

pub(super) fn gather<'a>(sweep: &Sweep<'_, 'a>) -> Gathered<'a> {
    let columns: Vec<(LeafSet, LeafSet)> =
        sweep.columns().map(|(channel, purpose)| (channel.set, purpose.set)).collect();
    let mut used: QuickMap<*const Vec<Decision<'a>>, Used<'a>> = QuickMap::default();
    let mut cleared = Vec::new();
    for class in &sweep.classes {
        let mut spans: Vec<Intervals> = vec![Vec::new(); columns.len()];
        class.walk(class.window, |from, until, values| {
            let (from, until) = (from.max(class.window.0), until.min(class.window.1));
            let table = sweep.table(values);
            for (spans, decision) in spans.iter_mut().zip(table.iter()) {
                if decision.state.is_cleared() {
                    spans.push((from, until));
                }
            }
            let held = used.entry(Rc::as_ptr(&table)).or_insert(Used { table, atoms: AtomSet::EMPTY, from, until });
            held.atoms = held.atoms.union(&class.atoms);
            held.from = held.from.min(from);
            held.until = held.until.max(until);
            ControlFlow::Continue(())
        });
        for (intervals, (channels, purposes)) in spans.into_iter().zip(&columns) {
            if !intervals.is_empty() {
                cleared.push((*channels, *purposes, class.atoms, join(intervals)));
            }
        }
    }
    let mut gathered = Gathered {
        states: BTreeSet::new(),
        cleared,
        extents: BTreeMap::new(),
        duties: BTreeSet::new(),
        supports: BTreeSet::new(),
    };
    used.values().for_each(|used| gathered.add(used, &columns));
    gathered
}

impl<'a> Gathered<'a> {
    fn add(&mut self, used: &Used<'a>, columns: &[(LeafSet, LeafSet)]) {
        for (decision, (channels, _)) in used.table.iter().zip(columns) {
            self.states.insert(decision.state);
            self.duties.extend(decision.duties.iter());
            self.supports.extend(&decision.supports);
            for blame in &decision.blames {
                let here = Extent { channels: *channels, atoms: used.atoms, from: used.from, until: used.until };
                match self.extents.get_mut(&(*blame, decision.state)) {
                    None => drop(self.extents.insert((*blame, decision.state), here)),
                    Some(extent) => extent.join(&here),
                }
            }
        }
    }
}

impl Extent {
    fn join(&mut self, other: &Self) {
        self.channels = self.channels.union(&other.channels);
        self.atoms = self.atoms.union(&other.atoms);
        self.from = self.from.min(other.from);
        self.until = self.until.max(other.until);
    }

    /// `channels | territories | dates`, in the clock of the first territory.
    pub fn text(&self, plan: &Plan<'_>) -> String {
        let atoms = &plan.question.reference.territories.atoms;
        let zone = self.atoms.iter().next().map_or(chrono_tz::UTC, |atom| atoms[atom].zone);
        let dates = format!("{}..{}", from_text(self.from, zone), until_text(self.until, zone));
        let names: Vec<&str> = self.channels.iter().map(|leaf| plan.question.reference.channels.name(leaf)).collect();
        format!("{} | {} | {dates}", names.join("+"), territory_names(&self.atoms, plan.question.reference).join(","))
    }
}
