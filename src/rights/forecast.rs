//! When the answer will change, and what is coming up: expiries, starts, options, notice dates.

use std::ops::ControlFlow;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::evaluate::plan::{Plan, Subject};
use crate::evaluate::sweep::{Class, Sweep, Table};
use crate::period::{ALWAYS, Caution, Clock, FOREVER, Instant, Moment};

/// Something that will happen to the rules of a verdict.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Event {
    pub at: DateTime<Utc>,
    /// `ends`, `starts`, `option`, `changes`.
    pub kind: &'static str,
    pub rule: Option<String>,
    pub message: String,
}

/// The first instant, at or after the placement's start and after now, at which a cell changes its state.
pub(crate) fn stable_until(sweep: &Sweep<'_, '_>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let now = now.timestamp();
    let soonest = |soonest, class| next_change(sweep, class, (now, soonest)).unwrap_or(soonest);
    let first = sweep.classes.iter().fold(FOREVER, soonest);
    if first == FOREVER { None } else { DateTime::from_timestamp(first, 0) }
}

/// The first change of a class after `now` and before another class has changed.
fn next_change(sweep: &Sweep<'_, '_>, class: &Class, (now, soonest): (Instant, Instant)) -> Option<Instant> {
    let mut held: Option<Table<'_>> = None;
    let mut found = None;
    class.walk((class.window.0.max(now), soonest), |from, _, values| {
        let table = sweep.table(values);
        let first = held.get_or_insert_with(|| Rc::clone(&table));
        if first.iter().map(|cell| cell.state).eq(table.iter().map(|cell| cell.state)) {
            return ControlFlow::Continue(());
        }
        found = Some(from);
        ControlFlow::Break(())
    });
    found
}

/// What the grants of the asset's interests have coming, after now, soonest first. Times are those of the first atom asked.
pub(crate) fn next_events(plan: &Plan<'_>, now: DateTime<Utc>) -> Vec<Event> {
    let Some(atom) = plan.question.request.and_then(|request| request.atoms.iter().next()) else {
        return Vec::new();
    };
    let clock = Clock::new(plan.question.reference.territories.atoms[atom].zone);
    let mut events = Vec::new();
    for instance in &plan.instances {
        let Subject::Interest(_) = instance.subject else {
            continue;
        };
        for held in &instance.grants {
            let grant = plan.permits[held.grant].grant;
            let laid = grant.scope.period.steps(&clock, plan.laying().first_use, Caution::Permission);
            let mut add = |at: Instant, kind: &'static str, message: String| {
                if at == ALWAYS || at == FOREVER || at <= now.timestamp() {
                    return;
                }
                if let Some(at) = DateTime::from_timestamp(at, 0) {
                    events.push(Event { at, kind, rule: Some(grant.id.clone()), message });
                }
            };
            add(laid.may.0, "starts", format!("Grant {} starts.", grant.id));
            add(laid.may.1, "ends", format!("Grant {} ends.", grant.id));
            if laid.sure.1 != laid.may.1 {
                add(laid.sure.1, "changes", format!("Grant {} is certain only until here.", grant.id));
            }
            for option in grant.scope.period.options.iter().filter(|option| option.available) {
                if let Some(by) = option.exercise_by {
                    let message = format!("Last day to exercise the option of grant {}.", grant.id);
                    add(by.end(&clock, Caution::Permission), "option", message);
                }
            }
        }
    }
    events.sort();
    events.dedup();
    events
}

/// The day an option must be exercised by, in text, where it still can be.
pub(crate) fn exercise_by(moment: Option<Moment>, now: DateTime<Utc>) -> Option<String> {
    let clock = Clock::new(chrono_tz::UTC);
    match moment {
        None => Some("no date stated".to_owned()),
        Some(moment) if moment.end(&clock, Caution::Ban) <= now.timestamp() => None,
        Some(moment) => Some(moment.day(&clock).format("%Y-%m-%d").to_string()),
    }
}
