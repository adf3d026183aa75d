//! What changes over time under one clock, or from atom to atom: each is a track of small values, and a slice of time in
//! which no track changes is decided once for all atoms that share it.

use chrono::NaiveDate;

use crate::act::Act;
use crate::facts::{Engagement, Grant, Revocation, RevocationKind, Usage};
use crate::period::{ALWAYS, Caution, Clock, FOREVER, FirstUse, Instant, Moment, Period, Phase, Span};
use crate::reference::{Reference, TerritoryTest};
use crate::request::UseRequest;
use crate::territory::{AxisStep, Place, TerritoryAxis};

/// Values of the tracks that are not phases or places.
pub(crate) mod value {
    pub const NO: u8 = 0;
    pub const YES: u8 = 1;
    pub const PERHAPS: u8 = 2;

    pub const REVOKED: u8 = 1;
    pub const DISPUTED: u8 = 2;
    pub const VOID: u8 = 4;
    pub const PERHAPS_REVOKED: u8 = 8;
    pub const PERHAPS_VOID: u8 = 16;

    pub const NOT_ENGAGED: u8 = 0;
    pub const ENGAGED: u8 = 1;
    pub const ENGAGEMENT_PERHAPS: u8 = 2;
    pub const ENGAGEMENT_OVER: u8 = 3;

    pub const PRODUCED_IN_TIME: u8 = 0;
    pub const PRODUCED_OUTSIDE: u8 = 1;
    pub const PRODUCED_PERHAPS: u8 = 2;

    pub const STAYS: u8 = 0;
    pub const LEAKS: u8 = 1;
    pub const MAY_LEAK: u8 = 2;
    pub const TEST_UNKNOWN: u8 = 3;
}

/// The source of one track.
#[derive(Debug)]
pub(crate) enum Track<'a> {
    Time(&'a Period, Caution),
    Place(&'a TerritoryAxis),
    Runoff(&'a Grant),
    Revoked(Vec<&'a Revocation>),
    /// From this birthday on.
    Adult(NaiveDate),
    Engaged(&'a Engagement),
    /// Whether a concurrent cap with this much room is full.
    Full(Vec<&'a Usage>, f64),
    Produced(&'a Period),
    Seen(&'a Grant),
    Since(Moment),
}

/// A change of one track: when, which, to what.
pub(crate) type Change = (Instant, u32, u8);

/// What tracks are laid with.
pub(crate) struct Laying<'a> {
    pub reference: &'a Reference,
    pub request: Option<&'a UseRequest>,
    pub first_use: FirstUse,
}

impl Track<'_> {
    /// Whether the track differs between atoms of one clock.
    pub fn is_local(&self) -> bool {
        matches!(self, Self::Place(_) | Self::Engaged(_))
    }

    /// The value at the beginning of time; later changes are appended.
    pub fn lay(&self, at: u32, atom: usize, clock: &Clock, laying: &Laying<'_>, changes: &mut Vec<Change>) -> u8 {
        let since = |from: Instant| vec![(ALWAYS, value::NO), (from, value::YES)];
        let steps = match self {
            // Nearly all tracks are of these two.
            Self::Time(period, caution) => {
                let laid = period.steps(clock, laying.first_use, *caution).steps;
                return lay(laid.into_iter().map(|(from, phase)| (from, phase as u8)), at, changes);
            }
            Self::Place(axis) => {
                return lay(places(axis, atom, clock).map(|(from, place)| (from, place as u8)), at, changes);
            }
            Self::Runoff(grant) => runoff(grant, clock, laying),
            Self::Revoked(revocations) => revoked(revocations, clock, laying.request),
            Self::Adult(birthday) => since(Moment::Day(*birthday).start(clock, Caution::Ban)),
            Self::Engaged(engagement) => engaged(engagement, atom, clock, laying),
            Self::Full(usage, room) => full(usage, *room, clock),
            Self::Produced(window) => return produced(window, clock, laying),
            Self::Seen(grant) => seen(grant, clock, laying),
            Self::Since(moment) => since(moment.start(clock, Caution::Ban)),
        };
        lay(steps.into_iter(), at, changes)
    }
}

/// The first value of a step function; its later steps are appended as changes of the track.
fn lay(mut steps: impl Iterator<Item = (Instant, u8)>, at: u32, changes: &mut Vec<Change>) -> u8 {
    let first = steps.next().map_or(0, |step| step.1);
    changes.extend(steps.map(|(from, to)| (from, at, to)));
    first
}

/// From each instant on, where an atom stands to an axis.
fn places(axis: &TerritoryAxis, atom: usize, clock: &Clock) -> impl Iterator<Item = (Instant, Place)> {
    let mut last = None;
    axis.steps.iter().filter_map(move |step| {
        let place = step.place(atom);
        if last.replace(place) == Some(place) {
            return None;
        }
        let from = match step.from {
            NaiveDate::MIN => ALWAYS,
            day => Moment::Day(day).start(clock, Caution::Permission),
        };
        Some((from, place))
    })
}

/// Run-off holds after the period, for a placement published within it.
fn runoff(grant: &Grant, clock: &Clock, laying: &Laying<'_>) -> Vec<(Instant, u8)> {
    let mut steps = vec![(ALWAYS, value::NO)];
    let published = laying.request.and_then(|request| request.published_at);
    let (Some(runoff), Some(published)) = (&grant.runoff, published) else {
        return steps;
    };
    let laid = grant.scope.period.steps(clock, laying.first_use, Caution::Permission);
    let from = published.start(clock, Caution::Permission);
    let until = published.end(clock, Caution::Permission).max(from.saturating_add(1));
    let stay = |end: Instant| Moment::At(end).plus(runoff.span, clock).edge(clock, Caution::Permission);
    let mut possible = ALWAYS;
    if laid.sure.0 <= from && until <= laid.sure.1 && laid.sure.1 < FOREVER {
        possible = stay(laid.sure.1);
        steps.push((laid.sure.1, value::YES));
        steps.push((possible, value::NO));
    }
    if from < laid.may.1 && laid.may.0 < until && laid.may.1 < FOREVER && possible < stay(laid.may.1) {
        // Published on a day only partly inside, or the end is not certain: it may stay, nobody knows.
        steps.push((laid.may.1.max(possible), value::PERHAPS));
        steps.push((stay(laid.may.1), value::NO));
    }
    merge(steps)
}

/// Grace belongs to placements that were live when the revocation took effect.
fn revoked(revocations: &[&Revocation], clock: &Clock, request: Option<&UseRequest>) -> Vec<(Instant, u8)> {
    let mut points: Vec<(Instant, u8)> = Vec::new();
    for revocation in revocations {
        let bit = match revocation.kind {
            RevocationKind::AbInitio => {
                points.push((ALWAYS, value::VOID));
                continue;
            }
            RevocationKind::Prospective => value::REVOKED,
            RevocationKind::Disputed => value::DISPUTED,
        };
        let effective = revocation.effective.map_or(ALWAYS, |moment| moment.start(clock, Caution::Ban));
        let live = request.is_some_and(|request| {
            request.act == Act::Continue
                && request.published_at.is_none_or(|moment| moment.start(clock, Caution::Permission) < effective)
        });
        let grace = if live { revocation.grace_days } else { 0 };
        points.push((after_grace(revocation.effective, effective, grace, clock), bit));
    }
    points.sort_unstable();
    let mut held = 0;
    let mut steps = vec![(ALWAYS, 0)];
    for (from, bit) in points {
        held |= bit;
        steps.push((from, held));
    }
    merge(steps)
}

/// Days of grace are civil where the revocation names a day, and exact where it names an instant.
fn after_grace(moment: Option<Moment>, effective: Instant, days: u64, clock: &Clock) -> Instant {
    match moment {
        None => effective,
        Some(Moment::At(_)) => effective.saturating_add(i64::try_from(days).unwrap_or(0).saturating_mul(86_400)),
        Some(civil) => civil.plus(Span { days, ..Span::default() }, clock).start(clock, Caution::Ban),
    }
}

fn engaged(engagement: &Engagement, atom: usize, clock: &Clock, laying: &Laying<'_>) -> Vec<(Instant, u8)> {
    let places: Vec<(Instant, Place)> = places(&engagement.scope.territories, atom, clock).collect();
    let phases = engagement.scope.period.steps(clock, laying.first_use, Caution::Permission).steps;
    let mut points: Vec<Instant> = places.iter().map(|step| step.0).chain(phases.iter().map(|step| step.0)).collect();
    points.sort_unstable();
    points.dedup();
    let steps = points.into_iter().map(|at| {
        let held = match (standing(&places, at), standing(&phases, at)) {
            (None | Some(Place::Outside | Place::Excluded), _) => value::NOT_ENGAGED,
            (_, None | Some(Phase::Before | Phase::After | Phase::Blackout)) => value::ENGAGEMENT_OVER,
            (Some(Place::Inside), Some(Phase::Within)) => value::ENGAGED,
            _ => value::ENGAGEMENT_PERHAPS,
        };
        (at, held)
    });
    steps.collect()
}

/// The value a step function has at an instant.
fn standing<T: Copy>(steps: &[(Instant, T)], at: Instant) -> Option<T> {
    steps.iter().rev().find(|step| step.0 <= at).map(|step| step.1)
}

/// Keeps the last value at each instant and drops steps that change nothing.
fn merge(steps: Vec<(Instant, u8)>) -> Vec<(Instant, u8)> {
    let mut merged: Vec<(Instant, u8)> = Vec::with_capacity(steps.len());
    for (from, to) in steps {
        if merged.last().is_some_and(|last| last.0 == from) {
            merged.pop();
        }
        if merged.last().is_none_or(|last| last.1 != to) {
            merged.push((from, to));
        }
    }
    merged
}

fn full(usage: &[&Usage], room: f64, clock: &Clock) -> Vec<(Instant, u8)> {
    let spans: Vec<(Instant, Instant, f64)> = usage
        .iter()
        .map(|usage| {
            let from = usage.from.map_or(ALWAYS, |moment| moment.start(clock, Caution::Ban));
            let until = usage.until.map_or(FOREVER, |moment| moment.end(clock, Caution::Ban));
            (from, until, usage.quantity.unwrap_or(1.0))
        })
        .collect();
    let mut points: Vec<Instant> = spans.iter().flat_map(|span| [span.0, span.1]).chain([ALWAYS]).collect();
    points.sort_unstable();
    points.dedup();
    let steps = points.into_iter().filter(|at| *at < FOREVER).map(|at| {
        let used: f64 = spans.iter().filter(|span| span.0 <= at && at < span.1).map(|span| span.2).sum();
        (at, if used > room { value::YES } else { value::NO })
    });
    merge(steps.collect())
}

fn produced(window: &Period, clock: &Clock, laying: &Laying<'_>) -> u8 {
    let Some(moment) = laying.request.and_then(|request| request.produced_at) else {
        return value::PRODUCED_PERHAPS;
    };
    let laid = window.steps(clock, laying.first_use, Caution::Permission);
    let from = moment.start(clock, Caution::Permission);
    let until = moment.end(clock, Caution::Permission).max(from.saturating_add(1));
    if laid.sure.0 <= from && until <= laid.sure.1 {
        value::PRODUCED_IN_TIME
    } else if from < laid.may.1 && laid.may.0 < until {
        value::PRODUCED_PERHAPS
    } else {
        value::PRODUCED_OUTSIDE
    }
}

/// Whether a placement that can be seen beyond its target stays inside the grant's territories.
fn seen(grant: &Grant, clock: &Clock, laying: &Laying<'_>) -> Vec<(Instant, u8)> {
    let all = &laying.reference.territories;
    let axis = &grant.scope.territories;
    let accessible = laying.request.and_then(|request| request.accessible).unwrap_or_else(|| all.world());
    let judge = |step: &AxisStep| match grant.territory_test {
        _ if accessible.is_subset(&step.inside) => value::STAYS,
        TerritoryTest::Unspecified => value::TEST_UNKNOWN,
        _ if accessible.is_subset(&step.possible) => value::MAY_LEAK,
        _ => value::LEAKS,
    };
    let mut steps = vec![(ALWAYS, value::LEAKS)];
    for step in &axis.steps {
        let from = match step.from {
            NaiveDate::MIN => ALWAYS,
            day => Moment::Day(day).start(clock, Caution::Permission),
        };
        steps.push((from, judge(step)));
    }
    merge(steps)
}
