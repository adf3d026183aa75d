//! What a grant says about a cell it reaches: guards, revocations, minors, caps and duties.

use super::plan::{Held, OwedState, Permit, Plan};
use super::reach::Cell;
use super::tracks::value;
use crate::facts::{Consequence, Engagement, Sublicense};
use crate::guards::{Blocker, Detail, Majority, actor_named};
use crate::scope::Membership;
use crate::state::State;
use crate::territory::Place;

/// The outcome of one grant for a cell.
pub(crate) struct Judged<'a> {
    pub permit: usize,
    pub state: State,
    pub blockers: Vec<Blocker<'a>>,
    pub duties: Vec<&'a str>,
}

impl<'a> Plan<'a> {
    pub fn judge(&self, held: &Held<'a>, membership: Membership, cell: Cell<'_>) -> Judged<'a> {
        let permit = &self.permits[held.grant];
        let unsure = membership.unsure.iter().map(|code| Blocker::new(State::Unknown, code.name()));
        let mut blockers: Vec<Blocker<'a>> = unsure.chain(held.fixed.iter().cloned()).collect();
        if held.adult.is_some_and(|track| cell.value(track) == value::YES) {
            let ends = self.majority_rule() == Majority::Ends;
            let state = if ends { State::Denied } else { State::Unknown };
            blockers.push(Blocker::new(state, "MINOR_MAJORITY_RECONSENT"));
        }
        changing(self, permit, cell, &mut blockers);
        let duties = duties(permit, cell, &mut blockers);
        let cleared = if duties.is_empty() { State::Allowed } else { State::AllowedWithDuties };
        let state = blockers.iter().map(|blocker| blocker.state).min().unwrap_or(cleared);
        blockers.retain(|blocker| blocker.state == state);
        Judged { permit: held.grant, state, blockers, duties }
    }
}
/// The duties owed for a cell; those that gate or were refused are blockers instead.
fn duties<'a>(permit: &Permit<'a>, cell: Cell<'_>, blockers: &mut Vec<Blocker<'a>>) -> Vec<&'a str> {
    let mut owed = Vec::new();
    for duty in &permit.duties {
        if duty.place.is_some_and(|track| matches!(cell.place(track), Place::Outside | Place::Excluded)) {
            continue;
        }
        let about = |state, code| Blocker { state, code, detail: Some(Detail::Name(duty.id)) };
        match duty.state {
            OwedState::Open => blockers.push(about(State::Conditional, "PRE_DUTY_OPEN")),
            OwedState::Refused => blockers.push(about(State::Denied, "DUTY_REFUSED")),
            OwedState::Owed => owed.push(duty.id),
        }
        if let Some((track, consequence)) = duty.breach
            && cell.value(track) == value::YES
        {
            let code = if consequence == Consequence::Terminate { "REVOKED" } else { "PROHIBITED" };
            blockers.push(about(State::Denied, code));
        }
    }
    owed.sort_unstable();
    owed.dedup();
    owed
}

/// Guards whose outcome changes over time, territory or channel.
fn changing<'a>(plan: &Plan<'a>, permit: &Permit<'a>, cell: Cell<'_>, blockers: &mut Vec<Blocker<'a>>) {
    let revoked = permit.revoked_at(cell);
    for (bit, state, code) in [
        (value::VOID, State::Denied, "REVOKED_AB_INITIO"),
        (value::REVOKED, State::Denied, "REVOKED"),
        (value::DISPUTED, State::Unknown, "REVOCATION_DISPUTED"),
        (value::PERHAPS_REVOKED | value::PERHAPS_VOID, State::Unknown, "POSSIBLE_RESTRICTION"),
    ] {
        if revoked & bit != 0 {
            blockers.push(Blocker::new(state, code));
        }
    }
    blockers.extend(engagement(plan, permit, cell));
    match permit.produced.map_or(value::PRODUCED_IN_TIME, |track| cell.value(track)) {
        value::PRODUCED_OUTSIDE => blockers.push(Blocker::new(State::Denied, "PRODUCED_OUTSIDE_TERM")),
        value::PRODUCED_PERHAPS => blockers.push(Blocker::new(State::Unknown, "PRODUCED_AT_UNKNOWN")),
        _ => {}
    }
    if plan.question.reference.channels.is_online(cell.channel) {
        match permit.seen.map_or(value::STAYS, |track| cell.value(track)) {
            value::LEAKS => blockers.push(Blocker::new(State::Denied, "TERRITORY_SPILL")),
            value::TEST_UNKNOWN => blockers.push(Blocker::new(State::Unknown, "TERRITORY_SPILL")),
            value::MAY_LEAK => blockers.push(Blocker::new(State::Unknown, "TERRITORY_GROUP_AMBIGUOUS")),
            _ => {}
        }
    }
    if permit.barred.contains(cell.channel) || permit.full.iter().any(|track| cell.value(*track) == value::YES) {
        blockers.push(Blocker::new(State::Denied, "CAP_REACHED"));
    }
}

/// Whoever acts for the licensee needs an engagement the grant's sub-licence names.
fn engagement<'a>(plan: &Plan<'a>, permit: &Permit<'a>, cell: Cell<'_>) -> Option<Blocker<'a>> {
    let actor = plan.question.request?.actor.as_deref()?;
    if !matches!(permit.grant.sublicense, Sublicense::Listed(_)) || actor_named(permit.grant, actor) {
        return None;
    }
    let held: Vec<u8> = permit.engaged.iter().map(|(engagement, track)| engaged(engagement, cell, *track)).collect();
    let best = [value::ENGAGED, value::ENGAGEMENT_PERHAPS, value::ENGAGEMENT_OVER];
    match best.into_iter().find(|value| held.contains(value)).unwrap_or(value::NOT_ENGAGED) {
        value::ENGAGED => None,
        value::ENGAGEMENT_PERHAPS => Some(Blocker::new(State::Unknown, "PERIOD_UNCERTAIN")),
        value::ENGAGEMENT_OVER => Some(Blocker::new(State::Denied, "ENGAGEMENT_ENDED")),
        _ => Some(Blocker::new(State::Denied, "ACTOR_NOT_LICENSED")),
    }
}

/// What an engagement's track says, where the engagement reaches the channel and the purpose.
fn engaged(engagement: &Engagement, cell: Cell<'_>, track: u32) -> u8 {
    let axes = [(&engagement.scope.channels, cell.channel), (&engagement.scope.purposes, cell.purpose)];
    let held = cell.value(track);
    if !axes.iter().all(|(axis, leaf)| axis.possible.contains(*leaf)) {
        return value::NOT_ENGAGED;
    }
    let is_sure = axes.iter().all(|(axis, leaf)| axis.definite.contains(*leaf));
    if held == value::ENGAGED && !is_sure { value::ENGAGEMENT_PERHAPS } else { held }
}
