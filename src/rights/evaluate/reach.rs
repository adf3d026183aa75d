//! How far a grant reaches: its own axes, minus its agreement's restrictions, within its chain of title.

use super::plan::{Permit, Plan, Revoked, Stand};
use super::tracks::value;
use crate::act::Act;
use crate::period::Phase;
use crate::scope::{Code, Membership, Scope, Standing};
use crate::territory::Place;

/// One combination of track values with one channel and one purpose.
#[derive(Clone, Copy)]
pub(crate) struct Cell<'s> {
    pub values: &'s [u8],
    pub channel: usize,
    pub purpose: usize,
}

const PHASES: [Phase; 8] = [
    Phase::Before,
    Phase::After,
    Phase::Blackout,
    Phase::EndUnknown,
    Phase::ZoneUnspecified,
    Phase::Renewal,
    Phase::Uncertain,
    Phase::Within,
];
const PLACES: [Place; 4] = [Place::Outside, Place::Excluded, Place::Possible, Place::Inside];

/// Chains of title longer than this are not followed; what lies beyond is unknown.
const LONGEST_CHAIN: usize = 16;

impl Cell<'_> {
    pub fn value(&self, track: u32) -> u8 {
        self.values[track as usize]
    }

    pub fn place(&self, track: u32) -> Place {
        PLACES[self.value(track) as usize]
    }

    pub fn standing(&self, stand: Stand) -> Standing {
        Standing { place: self.place(stand.place), phase: PHASES[self.value(stand.time) as usize] }
    }

    pub fn holds(&self, scope: &Scope, stand: Stand) -> (bool, bool) {
        scope.holds(self.channel, self.purpose, self.standing(stand))
    }
}

impl Permit<'_> {
    /// The revocations that hold a cell, as bits.
    pub fn revoked_at(&self, cell: Cell<'_>) -> u8 {
        revoked_at(&self.revoked, cell)
    }
}

/// Revocations at a cell, as bits. One that only may reach it only may have ended something there.
pub(super) fn revoked_at(revoked: &[Revoked<'_>], cell: Cell<'_>) -> u8 {
    revoked.iter().fold(0, |held, revoked| {
        let bits = cell.value(revoked.track);
        held | match revoked.limit.map_or((true, true), |(scope, stand)| cell.holds(scope, stand)) {
            (_, true) => bits,
            (true, false) => perhaps(bits),
            (false, false) => 0,
        }
    })
}

fn perhaps(bits: u8) -> u8 {
    let weaker = [(value::VOID, value::PERHAPS_VOID), (value::REVOKED, value::PERHAPS_REVOKED)];
    weaker
        .into_iter()
        .fold(bits & value::DISPUTED, |held, (sure, may)| if bits & sure != 0 { held | may } else { held })
}

impl<'a> Plan<'a> {
    /// Whether a restriction possibly and definitely hits a cell; only what is surely waived is waived.
    pub fn ban_hit(&self, ban: usize, cell: Cell<'_>) -> (bool, bool) {
        let ban = &self.bans[ban];
        let (may, sure) = cell.holds(&ban.restriction.scope, ban.stand);
        // A hold forbids new use and demands that everything is kept.
        let keeps = ban.restriction.code == Some(Code::LEGAL_HOLD) && self.question.act() == Act::Retain;
        if !may || keeps || ban.waivers.iter().any(|(waiver, stand)| cell.holds(&waiver.scope, *stand).1) {
            return (false, false);
        }
        (may, sure && ban.restriction.approved)
    }

    /// The effective scope of a grant: its own axes, minus its agreement's restrictions, within its head grants.
    pub fn reach(&self, number: usize, cell: Cell<'_>, depth: usize) -> Membership {
        let permit = &self.permits[number];
        let mut standing = cell.standing(permit.stand);
        if let (Some(track), Some(runoff)) = (permit.runoff, &permit.grant.runoff) {
            let (may, sure) = runoff.covers(cell.channel);
            match cell.value(track) {
                value::YES if sure => standing.phase = Phase::Within,
                value::YES | value::PERHAPS if may && matches!(standing.phase, Phase::Before | Phase::After) => {
                    standing.phase = Phase::Uncertain;
                }
                _ => {}
            }
        }
        let found = self.done(permit, cell, standing);
        if found.is_possible() { self.within(permit, cell, depth, found) } else { found }
    }

    /// The act and the four axes of a grant itself.
    fn done(&self, permit: &Permit<'a>, cell: Cell<'_>, mut standing: Standing) -> Membership {
        let (grant, act) = (permit.grant, self.question.act());
        let window = grant.produce_window.is_some();
        let allowed = grant.acts.allow(act, window);
        if allowed.is_none()
            && matches!((act, standing.phase), (Act::Produce, Phase::Before) | (Act::Retain, Phase::After))
        {
            // The period is that of publishing. Of making before it and keeping after it the grant says nothing.
            standing.phase = Phase::Within;
        }
        let mut found = grant.scope.membership(cell.channel, cell.purpose, standing);
        if act == Act::Produce && window {
            found.missing.say([Code::NOT_STARTED, Code::EXPIRED], Code::PRODUCED_OUTSIDE_TERM);
        }
        match allowed {
            Some(true) => {}
            Some(false) => found.missing.push(Code::ACT_NOT_GRANTED),
            None => found.unsure.push(Code::ACT_NOT_STATED),
        }
        found
    }

    /// What is left of a grant's own scope under its agreement's restrictions and within its head grants.
    fn within(&self, permit: &Permit<'a>, cell: Cell<'_>, depth: usize, mut found: Membership) -> Membership {
        if !permit.grant.approved {
            found.unsure.push(Code::UNREVIEWED_AGREEMENT);
        }
        for ban in &permit.bans {
            match self.ban_hit(*ban, cell) {
                // Whatever its own code: it narrows this licence only, and another may still cover the cell.
                (_, true) => found.missing.push(Code::EXCLUDED_BY_AGREEMENT),
                (true, false) => found.unsure.push(Code::POSSIBLE_RESTRICTION),
                (false, false) => {}
            }
        }
        for heads in &permit.upstream {
            match self.chain(permit, heads, cell, depth) {
                Some(true) => {}
                Some(false) => found.missing.push(Code::CHAIN_OF_TITLE_GAP),
                None => found.unsure.push(Code::CHAIN_OF_TITLE_UNKNOWN),
            }
        }
        found
    }

    /// Whether the head grants hold a cell: surely, surely not, or nobody knows.
    fn chain(&self, permit: &Permit<'a>, heads: &[usize], cell: Cell<'_>, depth: usize) -> Option<bool> {
        if heads.is_empty() || depth >= LONGEST_CHAIN {
            return None;
        }
        let mut best = Some(false);
        for head in heads {
            let found = self.reach(*head, cell, depth + 1);
            let revoked = self.permits[*head].revoked_at(cell);
            // Outliving the head's end is not outliving a head that never was.
            let ended = value::REVOKED | value::PERHAPS_REVOKED | value::DISPUTED;
            let outlived = if permit.grant.survives_head_termination { ended } else { 0 };
            let revoked = revoked & !outlived;
            if !found.is_possible() || revoked & (value::REVOKED | value::VOID) != 0 {
                continue;
            }
            if found.is_sure() && revoked == 0 {
                return Some(true);
            }
            best = None;
        }
        best
    }
}
