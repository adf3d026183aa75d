//! A period under one clock: from each instant on, the phase that holds.

use chrono_tz::Tz;

use super::{ALWAYS, Caution, Clock, End, FOREVER, FirstUse, Instant, Moment, Period, Phase, Trigger, ZoneRule};

/// The steps of a period under one clock: from each instant on, the phase that holds.
pub(crate) struct Steps {
    pub steps: Vec<(Instant, Phase)>,
    /// The definite and the possible window, for run-off and tests of single instants.
    pub sure: (Instant, Instant),
    pub may: (Instant, Instant),
}

impl Period {
    pub(crate) fn steps(&self, clock: &Clock, first_use: FirstUse, caution: Caution) -> Steps {
        if self.blackout.is_empty() && !matches!(self.zone, ZoneRule::Silent(_)) {
            let window = match &self.zone {
                ZoneRule::Fixed(fixed) => self.window(&Clock::new(*fixed), clock, first_use, caution),
                _ => self.window(clock, clock, first_use, caution),
            };
            let only = (window.start, window.end);
            return self.lay(only, only, window.doubt);
        }
        let read = |reading: &Clock| self.reading(reading, clock, first_use, caution);
        let zones = |zones: &[Tz]| zones.iter().map(|zone| read(&Clock::new(*zone))).collect::<Vec<_>>();
        let readings: Vec<Reading> = match &self.zone {
            ZoneRule::Territory => vec![read(clock)],
            ZoneRule::Fixed(fixed) => zones(&[*fixed]),
            ZoneRule::Silent(named) => {
                let named: &[Tz] = if named.is_empty() { &[Tz::Etc__GMTMinus14, Tz::Etc__GMTPlus12] } else { named };
                [vec![read(clock)], zones(named)].concat()
            }
        };
        let windows = || readings.iter().map(|reading| &reading.window);
        let sure_from = windows().map(|window| window.start).max().unwrap_or(FOREVER);
        let sure_until = windows().map(|window| window.end).min().unwrap_or(ALWAYS);
        let from = windows().map(|window| window.start).min().unwrap_or(FOREVER);
        let until = windows().map(|window| window.end).max().unwrap_or(ALWAYS);
        let doubt = windows().find_map(|window| window.doubt);
        let mut laid = self.lay((sure_from, sure_until), (from, until), doubt);
        for at in 0..self.blackout.len() {
            let holes = || readings.iter().map(|reading| reading.holes[at]);
            let may = (holes().map(|hole| hole.0).min(), holes().map(|hole| hole.1).max());
            let sure = (holes().map(|hole| hole.0).max(), holes().map(|hole| hole.1).min());
            if let ((Some(from), Some(until)), (Some(late), Some(early))) = (may, sure) {
                cut(&mut laid.steps, (from, until), |phase| {
                    if phase == Phase::Within { Phase::ZoneUnspecified } else { phase }
                });
                cut(&mut laid.steps, (late, early), |_| Phase::Blackout);
            }
        }
        laid
    }

    /// The period under one zone; `clock` is the territory's own.
    fn reading(&self, zone: &Clock, clock: &Clock, first_use: FirstUse, caution: Caution) -> Reading {
        let wide = caution.opposite();
        let holes = self.blackout.iter().map(|(from, to)| (from.start(zone, wide), to.end(zone, wide)));
        Reading { window: self.window(zone, clock, first_use, caution), holes: holes.collect() }
    }

    fn lay(&self, sure: (Instant, Instant), may: (Instant, Instant), doubt: Option<Phase>) -> Steps {
        if may.0 >= may.1 {
            // Nothing to be within: a start that never came, or an end before the start.
            let phase = if may.0 == FOREVER { Phase::Before } else { Phase::After };
            return Steps { steps: vec![(ALWAYS, phase)], sure: NEVER, may: NEVER };
        }
        let sure = if doubt.is_none() && sure.0 < sure.1 { sure } else { NEVER };
        let mut steps = Vec::with_capacity(4);
        steps.push((ALWAYS, Phase::Before));
        push(&mut steps, may.0, doubt.unwrap_or(Phase::ZoneUnspecified));
        if sure != NEVER {
            push(&mut steps, sure.0, Phase::Within);
            push(&mut steps, sure.1, Phase::ZoneUnspecified);
        }
        if may.1 < FOREVER {
            push(&mut steps, may.1, if self.auto_renew { Phase::Renewal } else { Phase::After });
        }
        let until = if self.auto_renew { FOREVER } else { may.1 };
        Steps { steps, sure, may: (may.0, until) }
    }

    fn window(&self, reading: &Clock, clock: &Clock, first_use: FirstUse, caution: Caution) -> Window {
        let (start, doubt) = match self.trigger.as_ref().map(|trigger| trigger.start(first_use, clock)) {
            None => (self.start, None),
            Some(Started::On(moment)) => (Some(moment), None),
            Some(Started::Never) => {
                return Window { start: FOREVER, end: ALWAYS, doubt: None };
            }
            Some(Started::Unclear) => (None, Some(Phase::Uncertain)),
        };
        let from = start.map_or(ALWAYS, |moment| moment.start(reading, caution));
        let Some(mut end) = self.last(start, reading, caution) else {
            let unknown = (self.end == End::Unknown).then_some(Phase::EndUnknown);
            return Window { start: from, end: FOREVER, doubt: doubt.or(unknown) };
        };
        for option in self.options.iter().filter(|option| option.exercised) {
            end = end.plus(option.extends, reading);
        }
        Window { start: from, end: end.edge(reading, caution), doubt }
    }

    /// The excluded end by date or by duration, whichever comes first; nothing where the period has no stated end.
    fn last(&self, start: Option<Moment>, reading: &Clock, caution: Caution) -> Option<Moment> {
        let anchor = start.or_else(|| self.trigger.as_ref().and_then(|trigger| trigger.longstop));
        let by_duration = self.duration.zip(anchor).map(|(span, anchor)| anchor.plus(span, reading));
        let by_date = match &self.end {
            End::At(moment) => Some(moment.excluded()),
            End::Perpetual | End::Unknown => None,
        };
        match (by_date, by_duration) {
            (Some(date), Some(other)) if date.edge(reading, caution) > other.edge(reading, caution) => Some(other),
            (date, other) => date.or(other),
        }
    }
}

/// A window nothing lies in.
const NEVER: (Instant, Instant) = (FOREVER, ALWAYS);

/// A period under one of the zones that come into question.
#[derive(Clone)]
struct Reading {
    window: Window,
    holes: Vec<(Instant, Instant)>,
}

#[derive(Clone, Copy)]
struct Window {
    start: Instant,
    end: Instant,
    doubt: Option<Phase>,
}

enum Started {
    On(Moment),
    Never,
    Unclear,
}

impl Trigger {
    fn start(&self, first_use: FirstUse, clock: &Clock) -> Started {
        let late = |moment: Moment| self.longstop.is_some_and(|stop| moment.day(clock) > stop.day(clock));
        match (self.at, first_use.0) {
            (Some(moment), _) if late(moment) => Started::Never,
            (Some(moment), _) => Started::On(moment),
            (None, _) if !self.by_first_use => Started::Unclear,
            (None, None) => Started::Unclear,
            (None, Some(moment)) if late(moment) => Started::Never,
            (None, Some(moment)) => Started::On(moment),
        }
    }
}

/// Appends a step; a step at the same instant replaces the one before.
fn push(steps: &mut Vec<(Instant, Phase)>, at: Instant, phase: Phase) {
    while steps.last().is_some_and(|last| last.0 >= at) {
        steps.pop();
    }
    if steps.last().is_none_or(|last| last.1 != phase) {
        steps.push((at, phase));
    }
}

/// Changes the phases of a stretch, where something would otherwise be possible.
fn cut(steps: &mut Vec<(Instant, Phase)>, (from, to): (Instant, Instant), change: impl Fn(Phase) -> Phase) {
    if from >= to {
        return;
    }
    let old = std::mem::take(steps);
    let phase_at = |at: Instant| old.iter().rev().find(|step| step.0 <= at).map_or(Phase::Before, |step| step.1);
    let mut points: Vec<Instant> = old.iter().map(|step| step.0).chain([from, to]).collect();
    points.sort_unstable();
    points.dedup();
    for at in points {
        let phase = phase_at(at);
        let inside = at >= from && at < to && !matches!(phase, Phase::Before | Phase::After);
        push(steps, at, if inside { change(phase) } else { phase });
    }
}
