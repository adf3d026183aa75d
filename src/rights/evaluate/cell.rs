//! Decides one cell: a channel, a purpose and one combination of track values. Nothing here knows about time or atoms
//! any more; both have become values of tracks.

use super::State;
use super::plan::{Held, Instance, OwedState, Permit, Plan, Stand, Subject};
use super::tracks::value;
use crate::facts::{Completeness, Consequence};
use crate::guards::{Blocker, Detail, actor_named};
use crate::period::Phase;
use crate::scope::{Membership, Scope, Standing};
use crate::territory::Place;

/// One combination of track values with one channel and one purpose.
#[derive(Clone, Copy)]
pub(crate) struct Cell<'s> {
    pub values: &'s [u8],
    pub channel: usize,
    pub purpose: usize,
}

/// The rule a blame stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    None,
    Permit(usize),
    Ban(usize),
}

/// One reason against a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Blame<'a> {
    pub instance: usize,
    pub rule: Rule,
    pub code: &'static str,
    pub detail: Option<Detail<'a>>,
}

/// The grants that clear an interest; the first is the one chosen, the others are alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Supported {
    pub instance: usize,
    pub permits: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Decision<'a> {
    pub state: State,
    pub blames: Vec<Blame<'a>>,
    pub duties: Vec<&'a str>,
    pub supports: Vec<Supported>,
}

/// What one instance says about a cell.
struct Finding<'a> {
    state: State,
    blames: Vec<Blame<'a>>,
    duties: Vec<&'a str>,
    permits: Vec<usize>,
}

/// What one grant says about a cell it reaches.
struct Judged<'a> {
    permit: usize,
    state: State,
    blockers: Vec<Blocker<'a>>,
    duties: Vec<&'a str>,
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
const PLACES: [Place; 4] = [
    Place::Outside,
    Place::Excluded,
    Place::Possible,
    Place::Inside,
];

/// Chains of title longer than this are not followed; what lies beyond is unknown.
const LONGEST_CHAIN: usize = 16;

impl Cell<'_> {
    fn value(&self, track: u32) -> u8 {
        self.values[track as usize]
    }

    fn place(&self, track: u32) -> Place {
        PLACES[self.value(track) as usize]
    }

    fn standing(&self, stand: Stand) -> Standing {
        Standing {
            place: self.place(stand.place),
            phase: PHASES[self.value(stand.time) as usize],
        }
    }

    fn holds(&self, scope: &Scope, stand: Stand) -> (bool, bool) {
        scope.holds(self.channel, self.purpose, self.standing(stand))
    }
}

impl<'a> Plan<'a> {
    /// The state of a cell with every blocker of the state that decides it.
    pub fn decide(&self, cell: Cell<'_>) -> Decision<'a> {
        let mut decision = Decision {
            state: State::Allowed,
            blames: Vec::new(),
            duties: Vec::new(),
            supports: Vec::new(),
        };
        for (number, instance) in self.instances.iter().enumerate() {
            let mut finding = self.find(number, instance, cell);
            if instance.suspected && !finding.state.is_cleared() {
                finding.state = State::Unknown;
                finding.blames = vec![Blame {
                    instance: number,
                    rule: Rule::None,
                    code: "SUSPECTED_COMPONENT",
                    detail: None,
                }];
            }
            if finding.state < decision.state {
                decision.state = finding.state;
                decision.blames.clear();
            }
            if finding.state == decision.state {
                decision.blames.append(&mut finding.blames);
            }
            decision.duties.append(&mut finding.duties);
            if !finding.permits.is_empty() {
                decision.supports.push(Supported {
                    instance: number,
                    permits: finding.permits,
                });
            }
        }
        if !decision.state.is_cleared() {
            decision.duties.clear();
            return decision;
        }
        for template in &self.templates {
            if cell.holds(&template.rule.scope, template.stand).0 {
                decision.duties.push(&template.rule.id);
                decision.state = State::AllowedWithDuties;
            }
        }
        decision.duties.sort_unstable();
        decision.duties.dedup();
        decision
    }

    fn find(&self, number: usize, instance: &Instance<'a>, cell: Cell<'_>) -> Finding<'a> {
        let mut finding = match instance.subject {
            Subject::Bans => Finding::new(State::Allowed),
            Subject::Nothing => Finding::blamed(State::Unknown, number, "NO_RIGHTS_INFO"),
            Subject::Interest(interest) if interest.not_required => Finding::new(State::Allowed),
            Subject::Interest(_) => self.coverage(number, instance, cell),
        };
        let blame = |rule: Rule, code: &'static str| Blame {
            instance: number,
            rule,
            code,
            detail: None,
        };
        for ban in &instance.bans {
            match self.ban_hit(*ban, cell) {
                (_, true) => {
                    let code = self.bans[*ban].restriction.code.unwrap_or("PROHIBITED");
                    finding.lower(State::Denied, blame(Rule::Ban(*ban), code));
                }
                (true, false) => finding.lower(
                    State::Unknown,
                    blame(Rule::Ban(*ban), "POSSIBLE_RESTRICTION"),
                ),
                (false, false) => {}
            }
        }
        if let Some(why) = instance.unread {
            let mut unread = blame(Rule::None, "FACT_UNREADABLE");
            unread.detail = Some(Detail::Name(why));
            if instance.unread_grant && finding.state < State::Unknown && instance.bans.is_empty() {
                finding = Finding::new(State::Unknown);
            }
            finding.lower(State::Unknown, unread);
        }
        finding
    }

    /// The best any grant can do for an interest.
    fn coverage(&self, number: usize, instance: &Instance<'a>, cell: Cell<'_>) -> Finding<'a> {
        let mut reached: Vec<Judged<'a>> = Vec::new();
        let mut near: Option<(usize, Membership)> = None;
        for held in &instance.grants {
            let membership = self.reach(held.grant, cell, 0);
            if membership.is_possible() {
                reached.push(self.judge(held, membership, cell));
            } else if near
                .as_ref()
                .is_none_or(|(_, best)| membership.missing.len() < best.missing.len())
            {
                near = Some((held.grant, membership));
            }
        }
        let best = reached.iter().map(|judged| judged.state).max();
        let complete = instance.subject.is_complete();
        let Some(best) = best else {
            return match near {
                Some((permit, membership)) if complete => {
                    Finding::missed(number, permit, &membership)
                }
                None if complete => Finding::blamed(State::Denied, number, "NO_GRANT"),
                _ => Finding::blamed(State::Unknown, number, nothing_known(instance)),
            };
        };
        if best < State::Unknown && !complete {
            return Finding::blamed(State::Unknown, number, "INCOMPLETE_RECORD");
        }
        let mut chosen: Vec<Judged<'a>> = reached
            .into_iter()
            .filter(|judged| judged.state == best)
            .collect();
        chosen.sort_by_key(|judged| judged.duties.len());
        let mut finding = Finding::new(best);
        if best.is_cleared() {
            finding.permits = chosen.iter().map(|judged| judged.permit).collect();
            finding.duties = chosen.swap_remove(0).duties;
            return finding;
        }
        for judged in chosen {
            let rule = Rule::Permit(judged.permit);
            finding
                .blames
                .extend(judged.blockers.into_iter().map(|blocker| Blame {
                    instance: number,
                    rule,
                    code: blocker.code,
                    detail: blocker.detail,
                }));
        }
        finding
    }

    /// Whether a restriction possibly and definitely hits a cell; only what is surely waived is waived.
    fn ban_hit(&self, ban: usize, cell: Cell<'_>) -> (bool, bool) {
        let ban = &self.bans[ban];
        let (may, sure) = cell.holds(&ban.restriction.scope, ban.stand);
        if !may
            || ban
                .waivers
                .iter()
                .any(|(waiver, stand)| cell.holds(&waiver.scope, *stand).1)
        {
            return (false, false);
        }
        (may, sure && ban.restriction.approved)
    }

    /// The effective scope of a grant: its own axes, minus its agreement's restrictions, within its head grants.
    fn reach(&self, number: usize, cell: Cell<'_>, depth: usize) -> Membership {
        let permit = &self.permits[number];
        let mut standing = cell.standing(permit.stand);
        if let (Some(track), Some(runoff)) = (permit.runoff, &permit.grant.runoff) {
            let (may, sure) = runoff.covers(cell.channel);
            match cell.value(track) {
                value::YES if sure => standing.phase = Phase::Within,
                value::YES | value::PERHAPS if may && standing.phase != Phase::Within => {
                    standing.phase = Phase::Uncertain;
                }
                _ => {}
            }
        }
        let mut found = permit
            .grant
            .scope
            .membership(cell.channel, cell.purpose, standing);
        if !found.is_possible() {
            return found;
        }
        if !permit.grant.approved {
            found.unsure.push("UNREVIEWED_AGREEMENT");
        }
        for ban in &permit.bans {
            match self.ban_hit(*ban, cell) {
                (_, true) => {
                    found.missing.push(
                        self.bans[*ban]
                            .restriction
                            .code
                            .unwrap_or("EXCLUDED_BY_AGREEMENT"),
                    );
                }
                (true, false) => found.unsure.push("POSSIBLE_RESTRICTION"),
                (false, false) => {}
            }
        }
        for heads in &permit.upstream {
            match self.chain(permit, heads, cell, depth) {
                Some(true) => {}
                Some(false) => found.missing.push("CHAIN_OF_TITLE_GAP"),
                None => found.unsure.push("CHAIN_OF_TITLE_UNKNOWN"),
            }
        }
        found
    }

    /// Whether the head grants hold a cell: surely, surely not, or nobody knows.
    fn chain(
        &self,
        permit: &Permit<'a>,
        heads: &[usize],
        cell: Cell<'_>,
        depth: usize,
    ) -> Option<bool> {
        if heads.is_empty() || depth >= LONGEST_CHAIN {
            return None;
        }
        let mut best = Some(false);
        for head in heads {
            let found = self.reach(*head, cell, depth + 1);
            let revoked = self.permits[*head]
                .revoked
                .map_or(0, |track| cell.value(track));
            let revoked = if permit.grant.survives_head_termination {
                0
            } else {
                revoked
            };
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

    fn judge(&self, held: &Held<'a>, membership: Membership, cell: Cell<'_>) -> Judged<'a> {
        let permit = &self.permits[held.grant];
        let mut blockers: Vec<Blocker<'a>> = membership
            .unsure
            .into_iter()
            .map(|code| Blocker::new(State::Unknown, code))
            .collect();
        blockers.extend(held.fixed.iter().cloned());
        if held
            .adult
            .is_some_and(|track| cell.value(track) == value::YES)
        {
            let ends = self.majority_rule() == crate::guards::Majority::Ends;
            let state = if ends { State::Denied } else { State::Unknown };
            blockers.push(Blocker::new(state, "MINOR_MAJORITY_RECONSENT"));
        }
        changing(self, permit, cell, &mut blockers);
        let mut duties = Vec::new();
        for duty in &permit.duties {
            if duty
                .place
                .is_some_and(|track| matches!(cell.place(track), Place::Outside | Place::Excluded))
            {
                continue;
            }
            let about = |state, code| Blocker {
                state,
                code,
                detail: Some(Detail::Name(duty.id)),
            };
            match duty.state {
                OwedState::Open => blockers.push(about(State::Conditional, "PRE_DUTY_OPEN")),
                OwedState::Refused => blockers.push(about(State::Denied, "DUTY_REFUSED")),
                OwedState::Owed => duties.push(duty.id),
            }
            if let Some((track, consequence)) = duty.breach
                && cell.value(track) == value::YES
            {
                let code = if consequence == Consequence::Terminate {
                    "REVOKED"
                } else {
                    "PROHIBITED"
                };
                blockers.push(about(State::Denied, code));
            }
        }
        duties.sort_unstable();
        duties.dedup();
        let cleared = if duties.is_empty() {
            State::Allowed
        } else {
            State::AllowedWithDuties
        };
        let state = blockers
            .iter()
            .map(|blocker| blocker.state)
            .min()
            .unwrap_or(cleared);
        blockers.retain(|blocker| blocker.state == state);
        Judged {
            permit: held.grant,
            state,
            blockers,
            duties,
        }
    }
}

/// Guards whose outcome changes over time, territory or channel.
fn changing<'a>(
    plan: &Plan<'a>,
    permit: &Permit<'a>,
    cell: Cell<'_>,
    blockers: &mut Vec<Blocker<'a>>,
) {
    let revoked = permit.revoked.map_or(0, |track| cell.value(track));
    for (bit, state, code) in [
        (value::VOID, State::Denied, "REVOKED_AB_INITIO"),
        (value::REVOKED, State::Denied, "REVOKED"),
        (value::DISPUTED, State::Unknown, "REVOCATION_DISPUTED"),
    ] {
        if revoked & bit != 0 {
            blockers.push(Blocker::new(state, code));
        }
    }
    if let Some(actor) = plan.request.and_then(|request| request.actor.as_deref())
        && matches!(permit.grant.sublicense, crate::facts::Sublicense::Listed(_))
        && !actor_named(permit.grant, actor)
    {
        match permit
            .engaged
            .map_or(value::NOT_ENGAGED, |track| cell.value(track))
        {
            value::ENGAGED => {}
            value::ENGAGEMENT_PERHAPS => {
                blockers.push(Blocker::new(State::Unknown, "PERIOD_UNCERTAIN"))
            }
            value::ENGAGEMENT_OVER => {
                blockers.push(Blocker::new(State::Denied, "ENGAGEMENT_ENDED"))
            }
            _ => blockers.push(Blocker::new(State::Denied, "ACTOR_NOT_LICENSED")),
        }
    }
    match permit
        .produced
        .map_or(value::PRODUCED_IN_TIME, |track| cell.value(track))
    {
        value::PRODUCED_OUTSIDE => {
            blockers.push(Blocker::new(State::Denied, "PRODUCED_OUTSIDE_TERM"))
        }
        value::PRODUCED_PERHAPS => {
            blockers.push(Blocker::new(State::Unknown, "PRODUCED_AT_UNKNOWN"))
        }
        _ => {}
    }
    if plan.reference.channels.is_online(cell.channel) {
        match permit.seen.map_or(value::STAYS, |track| cell.value(track)) {
            value::LEAKS => blockers.push(Blocker::new(State::Denied, "TERRITORY_SPILL")),
            value::TEST_UNKNOWN => blockers.push(Blocker::new(State::Unknown, "TERRITORY_SPILL")),
            value::MAY_LEAK => {
                blockers.push(Blocker::new(State::Unknown, "TERRITORY_GROUP_AMBIGUOUS"))
            }
            _ => {}
        }
    }
    if permit.barred.contains(cell.channel)
        || permit
            .full
            .iter()
            .any(|track| cell.value(*track) == value::YES)
    {
        blockers.push(Blocker::new(State::Denied, "CAP_REACHED"));
    }
}

/// Nothing at all on file, or a record somebody has begun.
fn nothing_known(instance: &Instance<'_>) -> &'static str {
    let untouched = matches!(instance.subject, Subject::Interest(interest) if interest.completeness == Completeness::Nothing);
    if untouched && instance.grants.is_empty() {
        "NO_RIGHTS_INFO"
    } else {
        "INCOMPLETE_RECORD"
    }
}

impl<'a> Finding<'a> {
    fn new(state: State) -> Self {
        Self {
            state,
            blames: Vec::new(),
            duties: Vec::new(),
            permits: Vec::new(),
        }
    }

    fn blamed(state: State, instance: usize, code: &'static str) -> Self {
        let mut finding = Self::new(state);
        finding.blames.push(Blame {
            instance,
            rule: Rule::None,
            code,
            detail: None,
        });
        finding
    }

    /// The grant that fails on the fewest axes explains a denial.
    fn missed(instance: usize, permit: usize, membership: &Membership) -> Self {
        let mut finding = Self::new(State::Denied);
        let rule = Rule::Permit(permit);
        let blames = membership.missing.iter().map(|code| Blame {
            instance,
            rule,
            code,
            detail: None,
        });
        finding.blames.extend(blames);
        finding
    }

    /// Puts a restriction over the finding: the lower state decides, at the same state both are blamed.
    fn lower(&mut self, state: State, blame: Blame<'a>) {
        if state > self.state {
            return;
        }
        if state < self.state {
            self.state = state;
            self.blames.clear();
            self.permits.clear();
            self.duties.clear();
        }
        self.blames.push(blame);
    }
}
