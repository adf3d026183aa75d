//! Where one asset is allowed, over every channel, territory, time and purpose: to be read, compared and written down.

use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::bits::{AtomSet, LeafSet};
use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::Sweep;
use crate::facts::Facts;
use crate::period::{ALWAYS, FOREVER, Instant};
use crate::question::Question;
use crate::reference::Reference;
use crate::region::{Form, Region, join};
use crate::state::State;

/// From each point of time on, the state that holds.
pub(super) type StatesFrom<T> = Vec<(T, State)>;
pub(super) type Steps = StatesFrom<Instant>;
/// Leaves and atoms whose states change alike.
pub(super) type Part<T> = (LeafSet, LeafSet, AtomSet, StatesFrom<T>);

/// The states of an asset over every channel, territory, time and purpose, guards left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetRegions {
    form: Arc<Form<Steps>>,
    guarded: bool,
}

/// The states of an asset over the whole universe of uses, on the facts believed at `belief_at`.
pub fn regions_of(reference: &Reference, facts: &Facts, asset: &str, belief_at: DateTime<Utc>) -> AssetRegions {
    let plan = Plan::new(Question { reference, facts, request: None, belief: belief_at }, asset);
    AssetRegions { form: Arc::new(form_of(&plan)), guarded: plan.guarded }
}

/// The states by instants, each atom under its own clock.
pub(super) fn form_of(plan: &Plan<'_>) -> Form<Steps> {
    Form::new(parts(&Sweep::of_universe(plan), |instant| instant))
}

/// What a sweep of the universe finds, with its instants written as `point` says.
pub(super) fn parts<T>(sweep: &Sweep<'_, '_>, point: impl Fn(Instant) -> T) -> Vec<Part<T>> {
    let mut parts = Vec::new();
    for class in &sweep.classes {
        let mut columns: Vec<StatesFrom<T>> = Vec::new();
        columns.resize_with(sweep.channels.len() * sweep.purposes.len(), Vec::new);
        class.walk((ALWAYS, FOREVER), |from, _, values| {
            for (steps, decision) in columns.iter_mut().zip(sweep.table(values).iter()) {
                if steps.last().is_none_or(|last| last.1 != decision.state) {
                    steps.push((point(from), decision.state));
                }
            }
            ControlFlow::Continue(())
        });
        for ((channel, purpose), steps) in sweep.columns().zip(columns) {
            parts.push((channel.set, purpose.set, class.atoms, steps));
        }
    }
    parts
}

impl AssetRegions {
    /// Where the asset is allowed without duties.
    pub fn definite(&self, reference: &Reference) -> Region {
        self.at_least(State::Allowed, reference)
    }

    /// Where the asset is allowed, with or without duties.
    pub fn with_duties(&self, reference: &Reference) -> Region {
        self.at_least(State::AllowedWithDuties, reference)
    }

    /// Where the asset is not denied.
    pub fn possible(&self, reference: &Reference) -> Region {
        self.at_least(State::Unknown, reference)
    }

    fn at_least(&self, state: State, reference: &Reference) -> Region {
        let mut parts = Vec::new();
        for row in &self.form.rows {
            for (steps, atoms) in &row.groups {
                let spans = spans(steps, FOREVER).filter(|span| span.2 >= state).map(|span| (span.0, span.1));
                let intervals = join(spans.collect());
                if intervals.is_empty() {
                    continue;
                }
                for (purpose, channels) in &row.cells {
                    let purposes = [usize::from(*purpose)].into_iter().collect();
                    parts.push((*channels, purposes, *atoms, intervals.clone()));
                }
            }
        }
        Region::new(Form::new(parts), reference, true)
    }

    /// Whether rules look at more of a request than a region holds, so that only an exact verdict counts.
    pub fn needs_exact(&self) -> bool {
        self.guarded
    }
}

/// The stretches of steps, the last one until `end`.
pub(super) fn spans<T: Copy>(steps: &[(T, State)], end: T) -> impl Iterator<Item = (T, T, State)> {
    let ends = steps.iter().skip(1).map(|step| step.0).chain([end]);
    steps.iter().zip(ends).map(|(step, until)| (step.0, until, step.1))
}
