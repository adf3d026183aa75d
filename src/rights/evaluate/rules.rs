//! Turns the rules on record into permits and bans with their tracks.

use super::plan::{Ban, Owed, OwedState, Permit, Plan, Revoked, Stand, positions};
use super::tracks::Track;
use crate::act::Act;
use crate::facts::{
    CapKind, Completeness, Consequence, DutyEvent, DutyState, Engagement, Grant, Interest, Reach, Revocation,
    Sublicense, Timing, Usage,
};
use crate::guards;
use crate::period::{Caution, Clock, Moment, Period};
use crate::reference::TerritoryTest;
use crate::scope::Scope;
use crate::territory::TerritoryAxis;

impl<'a> Plan<'a> {
    pub(crate) fn majority_rule(&self) -> guards::Majority {
        guards::Majority::parse(
            self.question.facts.minor_majority.as_deref().unwrap_or(&self.question.reference.defaults.minor_majority),
        )
    }

    pub(super) fn track(&mut self, track: Track<'a>) -> u32 {
        self.tracks.push(track);
        (self.tracks.len() - 1) as u32
    }

    /// A place track; equal territories share one.
    fn place(&mut self, axis: &'a TerritoryAxis) -> u32 {
        if let Some(known) = self.places.get(axis) {
            return *known;
        }
        let track = self.track(Track::Place(axis));
        self.places.insert(axis, track);
        track
    }

    /// A time track; equal periods share one.
    fn time(&mut self, period: &'a Period, caution: Caution) -> u32 {
        if let Some(known) = self.times.get(&(period, caution)) {
            return *known;
        }
        let track = self.track(Track::Time(period, caution));
        self.times.insert((period, caution), track);
        track
    }

    pub(super) fn stand(&mut self, scope: &'a Scope, caution: Caution) -> Stand {
        Stand { place: self.place(&scope.territories), time: self.time(&scope.period, caution) }
    }

    pub(super) fn permit(&mut self, at: usize) -> usize {
        if let Some(known) = self.permit_of.get(&at) {
            return *known;
        }
        let grant = &self.question.facts.grants[at];
        self.digests.push(grant.digest);
        let act = self.question.act();
        let term = grant.produce_window.as_ref().filter(|_| act == Act::Produce).unwrap_or(&grant.scope.period);
        let stand = Stand { place: self.place(&grant.scope.territories), time: self.time(term, Caution::Permission) };
        self.guarded |= guards::looks_at_request(grant);
        let permit = Permit {
            grant,
            stand,
            runoff: (act == Act::Continue && grant.runoff.is_some()).then(|| self.track(Track::Runoff(grant))),
            revoked: self.revocations(grant),
            engaged: self.engagements(grant),
            produced: match (&grant.produce_window, self.question.request) {
                (Some(window), Some(_)) if act != Act::Produce => Some(self.track(Track::Produced(window))),
                _ => None,
            },
            // Nobody sees what is only made.
            seen: (self.question.request.is_some()
                && act != Act::Produce
                && grant.territory_test != TerritoryTest::Targeted)
                .then(|| self.track(Track::Seen(grant))),
            full: Vec::new(),
            barred: guards::barred(&self.question, grant),
            bans: grant
                .agreement
                .clone()
                .map(|agreement| self.bans_on(&Reach::Agreement(agreement)))
                .unwrap_or_default(),
            upstream: Vec::new(),
            duties: Vec::new(),
            is_plain: false,
        };
        let number = self.permits.len();
        self.permit_of.insert(at, number);
        self.permits.push(permit);
        self.permits[number].full = self.concurrent(grant);
        self.permits[number].duties = self.duties(grant);
        let upstream = grant.upstream.iter().map(|head| self.heads(head)).collect();
        self.permits[number].upstream = upstream;
        self.permits[number].is_plain = self.permits[number].has_no_guard(self.question.request);
        number
    }

    fn heads(&mut self, id: &str) -> Vec<usize> {
        let facts = self.question.facts;
        let seen: Vec<usize> = positions(&facts.index.grants_called, id)
            .filter(|at| facts.grants[*at].seen.at(self.question.belief))
            .collect();
        seen.into_iter().map(|at| self.permit(at)).collect()
    }

    fn revocations(&mut self, grant: &'a Grant) -> Vec<Revoked<'a>> {
        let facts = self.question.facts;
        let mut found: Vec<usize> = [Some(&grant.id), Some(&grant.interest), grant.agreement.as_ref()]
            .into_iter()
            .flatten()
            .flat_map(|id| positions(&facts.index.revocations_of, id))
            .filter(|at| {
                let revocation = &facts.revocations[*at];
                revocation.seen.at(self.question.belief) && revocation.hits(grant)
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        self.revoked(found)
    }

    /// What was taken back of all consents to an interest, also of those nobody has on record. It says something new
    /// only where there may be such.
    pub(super) fn withdrawn(&mut self, interest: &'a Interest) -> Vec<Revoked<'a>> {
        if interest.completeness == Completeness::Complete {
            return Vec::new();
        }
        let facts = self.question.facts;
        let aimed = |at: &usize| {
            let revocation = &facts.revocations[*at];
            let of_all = revocation.grant.is_none() && revocation.interest.as_ref() == Some(&interest.id);
            revocation.seen.at(self.question.belief) && of_all
        };
        let found = positions(&facts.index.revocations_of, &interest.id).filter(aimed).collect();
        self.revoked(found)
    }

    fn revoked(&mut self, found: Vec<usize>) -> Vec<Revoked<'a>> {
        let facts = self.question.facts;
        let found = found.into_iter().map(|at| &facts.revocations[at]);
        let (limited, whole): (Vec<&'a Revocation>, Vec<_>) = found.partition(|revocation| revocation.limit.is_some());
        self.digests.extend(whole.iter().chain(&limited).map(|revocation| revocation.digest));
        let mut revoked = Vec::with_capacity(limited.len() + 1);
        if !whole.is_empty() {
            revoked.push(Revoked { track: self.track(Track::Revoked(whole)), limit: None });
        }
        for revocation in limited {
            let limit = revocation.limit.as_ref().map(|scope| (scope, self.stand(scope, Caution::Ban)));
            revoked.push(Revoked { track: self.track(Track::Revoked(vec![revocation])), limit });
        }
        revoked
    }

    fn engagements(&mut self, grant: &'a Grant) -> Vec<(&'a Engagement, u32)> {
        let asked = self.question.request.and_then(|request| Some((request, request.actor.as_ref()?)));
        let (Some((request, actor)), Sublicense::Listed(relations)) = (asked, &grant.sublicense) else {
            return Vec::new();
        };
        let facts = self.question.facts;
        let found: Vec<&'a Engagement> = positions(&facts.index.engagements_of, actor)
            .map(|at| &facts.engagements[at])
            .filter(|engagement| {
                engagement.seen.at(self.question.belief)
                    && relations.contains(&engagement.relation)
                    && guards::brand_listed(engagement.brands.as_deref(), request.brand.as_deref())
            })
            .collect();
        self.digests.extend(found.iter().map(|engagement| engagement.digest));
        found.into_iter().map(|engagement| (engagement, self.track(Track::Engaged(engagement)))).collect()
    }

    fn concurrent(&mut self, grant: &'a Grant) -> Vec<u32> {
        let Some(request) = self.question.request.filter(|request| request.act.is_counted()) else {
            return Vec::new();
        };
        let facts = self.question.facts;
        let mut tracks = Vec::new();
        for cap in &grant.caps {
            let usage: Vec<&'a Usage> = positions(&facts.index.usage_of, &cap.id)
                .map(|at| &facts.usage[at])
                .filter(|usage| usage.seen.at(self.question.belief) && !usage.released)
                .collect();
            self.digests.extend(usage.iter().map(|usage| usage.digest));
            let quantity = request.quantity_under(cap);
            if let (CapKind::Concurrent, Some(quantity)) = (cap.kind, quantity) {
                tracks.push(self.track(Track::Full(usage, cap.limit - quantity)));
            }
        }
        tracks
    }

    fn duties(&mut self, grant: &'a Grant) -> Vec<Owed<'a>> {
        let facts = self.question.facts;
        let mut owed = Vec::new();
        for duty in &grant.duties {
            let events = positions(&facts.index.events_of, &duty.id).map(|at| &facts.duty_events[at]).filter(|event| {
                event.seen.at(self.question.belief) && event.grant.as_ref().is_none_or(|other| *other == grant.id)
            });
            let events: Vec<&'a DutyEvent> = events.collect();
            self.digests.extend(events.iter().map(|event| event.digest));
            let utc = Clock::new(chrono_tz::UTC);
            let came = |event: &DutyEvent| event.at.map(|moment| moment.start(&utc, Caution::Ban));
            let last = events.into_iter().max_by_key(|event| (event.seen.recorded, came(event), event.state));
            let state = match (duty.timing, last.map_or(DutyState::Open, |event| event.state)) {
                (_, DutyState::Fulfilled | DutyState::Waived) => continue,
                (_, DutyState::Refused) => OwedState::Refused,
                (Timing::Pre, _) => OwedState::Open,
                _ => OwedState::Owed,
            };
            let breached = last.filter(|event| event.state == DutyState::Breached);
            let breach = breached.filter(|_| duty.consequence != Consequence::None).map(|event| {
                let recorded = event.seen.recorded.map(|time| Moment::At(time.timestamp()));
                let since = event.at.or(recorded).unwrap_or(Moment::At(crate::period::ALWAYS));
                (self.track(Track::Since(since)), duty.consequence)
            });
            let place = duty.territories.as_ref().map(|axis| self.place(axis));
            owed.push(Owed { id: &duty.id, state, place, breach });
        }
        owed
    }

    pub(super) fn bans_on(&mut self, reach: &Reach) -> Vec<usize> {
        let facts = self.question.facts;
        let Some(list) = facts.index.restrictions_on.get(reach) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for at in list {
            let restriction = &facts.restrictions[*at];
            if !restriction.seen.at(self.question.belief) {
                continue;
            }
            self.guarded |= restriction.is_selective();
            let applies = match self.question.request {
                Some(request) => guards::selects(self.question.reference, restriction, request),
                None => !restriction.is_selective(),
            };
            if applies {
                found.push(self.ban(*at));
            }
        }
        found
    }

    fn ban(&mut self, at: usize) -> usize {
        if let Some(known) = self.ban_of.get(&at) {
            return *known;
        }
        let facts = self.question.facts;
        let restriction = &facts.restrictions[at];
        self.digests.push(restriction.digest);
        let stand = self.stand(&restriction.scope, Caution::Ban);
        let mut waivers = Vec::new();
        for at in positions(&facts.index.waivers_of, &restriction.id) {
            let waiver = &facts.waivers[at];
            if waiver.seen.at(self.question.belief) && waiver.approved {
                self.digests.push(waiver.digest);
                waivers.push((waiver, self.stand(&waiver.scope, Caution::Permission)));
            }
        }
        self.bans.push(Ban { restriction, stand, waivers });
        self.ban_of.insert(at, self.bans.len() - 1);
        self.bans.len() - 1
    }
}
