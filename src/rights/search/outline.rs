//! What the index keeps of an asset: the states of its regions by civil days, which are the same in every time zone.
//!
//! Nearly all rights begin and end with whole days of the territory's own calendar. Such a rule needs no instants: it
//! is laid under two clocks at the ends of the world, and where everything it changes is a midnight on both, it
//! changes at that midnight everywhere. Rules with times of day, or with the clock of one zone, keep their instants.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::regions::{StatesFrom, Steps, form_of, parts};
use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::Sweep;
use crate::facts::Facts;
use crate::period::{ALWAYS, FOREVER, Instant};
use crate::question::Question;
use crate::reference::Reference;
use crate::region::Form;
use crate::state::State;

/// A civil day: days since 1970-01-01; [`FIRST`] is "always was", [`LAST`] is "for ever".
pub(super) type Day = i32;
pub(super) const FIRST: Day = i32::MIN;
pub(super) const LAST: Day = i32::MAX;

/// Seconds of a day without a change of the clock.
const DAY: i64 = 86_400;
/// The clock that is last to begin a day, and how many seconds after the day of UTC.
const WEST: (Tz, i64) = (Tz::Etc__GMTPlus12, 12 * 3600);
/// The clock that is first.
const EAST: Tz = Tz::Etc__GMTMinus14;
const BETWEEN: i64 = 26 * 3600;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum States {
    Days(Arc<Form<StatesFrom<Day>>>),
    Instants(Arc<Form<Steps>>),
}

/// The states of an asset over the whole universe of uses, guards left out, as the index keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    pub(super) states: States,
    pub(super) guarded: bool,
}

/// The outline of an asset on the facts believed at `belief_at`.
pub fn outline_of(reference: &Reference, facts: &Facts, asset: &str, belief_at: DateTime<Utc>) -> Outline {
    from_plan(&Plan::new(Question { reference, facts, request: None, belief: belief_at }, asset))
}

pub(super) fn from_plan(plan: &Plan<'_>) -> Outline {
    let states = match by_days(plan) {
        Some(form) => States::Days(Arc::new(form)),
        None => States::Instants(Arc::new(form_of(plan))),
    };
    Outline { states, guarded: plan.guarded }
}

fn by_days(plan: &Plan<'_>) -> Option<Form<StatesFrom<Day>>> {
    let (west, east) = (Sweep::under_one_clock(plan, WEST.0), Sweep::under_one_clock(plan, EAST));
    let alike = west.asked_for_days
        && east.asked_for_days
        && west.classes.len() == east.classes.len()
        && west.classes.iter().zip(&east.classes).all(|(west, east)| west.follows(east, BETWEEN));
    if !alike || !west.classes.iter().all(|class| class.instants().all(|at| day(at).is_some())) {
        return None;
    }
    Some(Form::new(parts(&west, |instant| day(instant).unwrap_or(LAST))))
}

/// The day that begins at this instant under the western clock.
fn day(instant: Instant) -> Option<Day> {
    match instant {
        ALWAYS => Some(FIRST),
        FOREVER => Some(LAST),
        _ => {
            let since = instant.checked_sub(WEST.1)?;
            (since % DAY == 0).then(|| Day::try_from(since / DAY).ok()).flatten()
        }
    }
}

impl Outline {
    /// A name for everything in it: equal outlines have equal names.
    pub(super) fn name(&self) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new();
        match &self.states {
            States::Days(form) => write(&mut hasher, b'd', form, |day| i64::from(*day)),
            States::Instants(form) => write(&mut hasher, b'i', form, |instant| *instant),
        }
        hasher.update(&[u8::from(self.guarded)]);
        let mut name = [0; 16];
        hasher.finalize_xof().fill(&mut name);
        name
    }
}

fn write<T>(hasher: &mut blake3::Hasher, kind: u8, form: &Form<StatesFrom<T>>, number: impl Fn(&T) -> i64) {
    let count = |hasher: &mut blake3::Hasher, length: usize| {
        hasher.update(&(length as u64).to_le_bytes());
    };
    hasher.update(&[kind]);
    for row in &form.rows {
        count(hasher, row.cells.len());
        for (purpose, channels) in &row.cells {
            hasher.update(&purpose.to_le_bytes());
            channels.words().iter().for_each(|word| {
                hasher.update(&word.to_le_bytes());
            });
        }
        count(hasher, row.groups.len());
        for (steps, atoms) in &row.groups {
            count(hasher, steps.len());
            for (from, state) in steps {
                hasher.update(&number(from).to_le_bytes());
                hasher.update(&[*state as u8]);
            }
            atoms.words().iter().for_each(|word| {
                hasher.update(&word.to_le_bytes());
            });
        }
    }
}

/// The one state of steps that never change.
pub(super) fn constant<T>(steps: &[(T, State)]) -> Option<State> {
    match steps {
        [(_, state)] => Some(*state),
        _ => None,
    }
}
