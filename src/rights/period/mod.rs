//! Periods of contracts: inclusive civil days, zone rules, durations, triggers, options; turned into half-open instants.
//! A contract says "until 31 January"; the engine needs `[start, end)` in seconds for each territory's own clock.

use chrono_tz::Tz;

use crate::read::{Fields, ParseError};
use crate::territory::parse_zone;

mod moment;

pub use moment::{ALWAYS, Caution, FOREVER, Instant, Moment, Span};
pub(crate) use moment::{Clock, local, parse_day};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ZoneRule {
    Territory,
    Fixed(Tz),
    /// The contract is silent; the readings that come into question beside the territory's own.
    Silent(Vec<Tz>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum End {
    At(Moment),
    Perpetual,
    Unknown,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Trigger {
    pub by_first_use: bool,
    pub at: Option<Moment>,
    pub longstop: Option<Moment>,
}

/// A right to extend the period.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionRight {
    pub extends: Span,
    pub exercised: bool,
    pub available: bool,
    pub exercise_by: Option<Moment>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    pub(crate) start: Option<Moment>,
    pub(crate) end: End,
    pub(crate) duration: Option<Span>,
    pub(crate) zone: ZoneRule,
    pub(crate) trigger: Option<Trigger>,
    pub options: Vec<OptionRight>,
    pub(crate) auto_renew: bool,
    pub(crate) blackout: Vec<(Moment, Moment)>,
}

/// Where an instant stands in a period. The middle group is possible but not certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Before,
    After,
    Blackout,
    EndUnknown,
    ZoneUnspecified,
    Renewal,
    Uncertain,
    Within,
}

/// What of the request a period may depend on: the day of first use.
#[derive(Debug, Clone, Copy, Default)]
pub struct FirstUse(pub Option<Moment>);

impl Period {
    /// A period without limits.
    pub fn always() -> Self {
        Self {
            start: None,
            end: End::Perpetual,
            duration: None,
            zone: ZoneRule::Territory,
            trigger: None,
            options: Vec::new(),
            auto_renew: false,
            blackout: Vec::new(),
        }
    }

    /// Reads a period. `open_end` says what a missing end means: for a permission it is unknown, for a ban perpetual.
    pub(crate) fn read(fields: &Fields<'_>, caution: Caution) -> Result<Self, ParseError> {
        let duration = Span::read(fields, "duration")?;
        let trigger = fields
            .child("trigger")?
            .map(|trigger| Trigger::read(&trigger))
            .transpose()?;
        let end = match fields.maybe("end")? {
            Some("PERPETUAL") => End::Perpetual,
            Some("UNKNOWN") => End::Unknown,
            Some(_) => fields.moment("end")?.map_or(End::Unknown, End::At),
            None if caution == Caution::Ban && duration.is_none() => End::Perpetual,
            None => End::Unknown,
        };
        let start = match fields.maybe("start")? {
            None | Some("none") => None,
            Some(_) => fields.moment("start")?,
        };
        let mut options = Vec::new();
        for key in ["option", "options"] {
            for option in fields.children(key)? {
                options.push(OptionRight::read(&option)?);
            }
        }
        let mut blackout = Vec::new();
        for hole in fields.children("blackout")? {
            match (hole.moment("start")?, hole.moment("end")?) {
                (Some(from), Some(until)) => blackout.push((from, until)),
                _ => return Err(hole.invalid("start", "a blackout needs a start and an end")),
            }
        }
        let auto_renew = match fields.get("auto_renew") {
            None | Some(serde_json::Value::Bool(false)) => false,
            Some(_) => true,
        };
        Ok(Self {
            start,
            end,
            duration,
            zone: ZoneRule::read(fields)?,
            trigger,
            options,
            auto_renew,
            blackout,
        })
    }

    /// Both ends are days and the end lies before the start.
    pub(crate) fn is_reversed(&self) -> bool {
        match (self.start, &self.end) {
            (Some(Moment::Day(start)), End::At(Moment::Day(end))) => *end < start,
            (Some(Moment::At(start)), End::At(Moment::At(end))) => *end < start,
            _ => false,
        }
    }

    pub(crate) fn awaits_first_use(&self) -> bool {
        self.trigger
            .as_ref()
            .is_some_and(|trigger| trigger.at.is_none())
    }
}

impl Trigger {
    fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        let event = fields.maybe("event")?.unwrap_or("first_use");
        let by_first_use = [
            "first_use",
            "first_publication",
            "first_air",
            "first_broadcast",
            "first_airing",
        ]
        .contains(&event);
        Ok(Self {
            by_first_use,
            at: fields.moment("at")?,
            longstop: fields.moment("longstop")?,
        })
    }
}

impl OptionRight {
    fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        let status = fields.maybe("status")?.unwrap_or("unexercised");
        let extends = Span::read(fields, "extends")?.ok_or_else(|| {
            ParseError::new(
                "field.missing",
                fields.path("extends"),
                "this field is required",
            )
        })?;
        Ok(Self {
            extends,
            exercised: status == "exercised",
            available: ["unexercised", "open", "available"].contains(&status),
            exercise_by: fields.moment("exercise_by")?,
        })
    }
}

impl ZoneRule {
    fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        match fields.maybe("zone")? {
            None | Some("territory") => Ok(Self::Territory),
            Some("silent") => {
                let zones = fields.names("zones")?.unwrap_or_default();
                let zones = zones
                    .into_iter()
                    .map(|zone| parse_zone(zone, &fields.path("zones")));
                Ok(Self::Silent(zones.collect::<Result<_, _>>()?))
            }
            Some(name) => Ok(Self::Fixed(parse_zone(name, &fields.path("zone"))?)),
        }
    }
}

/// The steps of a period under one clock: from each instant on, the phase that holds.
pub(crate) struct Steps {
    pub steps: Vec<(Instant, Phase)>,
    /// The definite and the possible window, for run-off and tests of single instants.
    pub sure: (Instant, Instant),
    pub may: (Instant, Instant),
}

impl Period {
    pub(crate) fn steps(&self, clock: &Clock, first_use: FirstUse, caution: Caution) -> Steps {
        let windows: Vec<Window> = match &self.zone {
            ZoneRule::Territory => vec![self.window(clock, clock, first_use, caution)],
            ZoneRule::Fixed(fixed) => {
                vec![self.window(&Clock::new(*fixed), clock, first_use, caution)]
            }
            ZoneRule::Silent(zones) if zones.is_empty() => self.readings(
                &[Tz::Etc__GMTMinus14, Tz::Etc__GMTPlus12],
                clock,
                first_use,
                caution,
            ),
            ZoneRule::Silent(zones) => self.readings(zones, clock, first_use, caution),
        };
        let sure_from = windows
            .iter()
            .map(|window| window.start)
            .max()
            .unwrap_or(FOREVER);
        let sure_until = windows
            .iter()
            .map(|window| window.end)
            .min()
            .unwrap_or(ALWAYS);
        let from = windows
            .iter()
            .map(|window| window.start)
            .min()
            .unwrap_or(FOREVER);
        let until = windows
            .iter()
            .map(|window| window.end)
            .max()
            .unwrap_or(ALWAYS);
        let doubt = windows.iter().find_map(|window| window.doubt);
        self.lay(
            clock,
            caution,
            (sure_from, sure_until),
            (from, until),
            doubt,
        )
    }

    /// The territory's own reading beside those of the zones that come into question.
    fn readings(
        &self,
        zones: &[Tz],
        clock: &Clock,
        first_use: FirstUse,
        caution: Caution,
    ) -> Vec<Window> {
        let own = self.window(clock, clock, first_use, caution);
        let others = zones
            .iter()
            .map(|zone| self.window(&Clock::new(*zone), clock, first_use, caution));
        std::iter::once(own).chain(others).collect()
    }

    fn lay(
        &self,
        clock: &Clock,
        caution: Caution,
        sure: (Instant, Instant),
        may: (Instant, Instant),
        doubt: Option<Phase>,
    ) -> Steps {
        if may.0 >= may.1 {
            // Nothing to be within: a start that never came, or an end before the start.
            let phase = if may.0 == FOREVER {
                Phase::Before
            } else {
                Phase::After
            };
            return Steps {
                steps: vec![(ALWAYS, phase)],
                sure: (FOREVER, ALWAYS),
                may: (FOREVER, ALWAYS),
            };
        }
        let mut steps = vec![(ALWAYS, Phase::Before)];
        let sure = if doubt.is_some() {
            (FOREVER, ALWAYS)
        } else {
            sure
        };
        push(&mut steps, may.0, doubt.unwrap_or(Phase::ZoneUnspecified));
        if sure.0 < sure.1 {
            push(&mut steps, sure.0, Phase::Within);
            push(&mut steps, sure.1, Phase::ZoneUnspecified);
        }
        if may.1 < FOREVER {
            push(
                &mut steps,
                may.1,
                if self.auto_renew {
                    Phase::Renewal
                } else {
                    Phase::After
                },
            );
        }
        let until = if self.auto_renew { FOREVER } else { may.1 };
        for (from, to) in &self.blackout {
            let wide = if caution == Caution::Permission {
                Caution::Ban
            } else {
                Caution::Permission
            };
            cut(&mut steps, from.start(clock, wide), to.end(clock, wide));
        }
        let sure = if sure.0 < sure.1 {
            sure
        } else {
            (FOREVER, ALWAYS)
        };
        Steps {
            steps,
            sure,
            may: (may.0, until),
        }
    }

    fn window(
        &self,
        reading: &Clock,
        clock: &Clock,
        first_use: FirstUse,
        caution: Caution,
    ) -> Window {
        let never = Window {
            start: FOREVER,
            end: ALWAYS,
            doubt: None,
        };
        let mut doubt = None;
        let start = match &self.trigger {
            None => self.start,
            Some(trigger) => match trigger.start(first_use, clock) {
                Started::On(moment) => Some(moment),
                Started::Never => return never,
                Started::Unclear => {
                    doubt = Some(Phase::Uncertain);
                    None
                }
            },
        };
        let from = start.map_or(ALWAYS, |moment| moment.start(reading, caution));
        let by_duration = self.duration.and_then(|span| {
            let anchor =
                start.or_else(|| self.trigger.as_ref().and_then(|trigger| trigger.longstop))?;
            Some(anchor.plus(span, reading))
        });
        let mut end = match (&self.end, by_duration) {
            (End::At(moment), Some(other)) => {
                let moment = moment.excluded();
                if moment.edge(reading, caution) <= other.edge(reading, caution) {
                    moment
                } else {
                    other
                }
            }
            (End::At(moment), None) => moment.excluded(),
            (_, Some(other)) => other,
            (End::Perpetual, None) => {
                return Window {
                    start: from,
                    end: FOREVER,
                    doubt,
                };
            }
            (End::Unknown, None) => {
                return Window {
                    start: from,
                    end: FOREVER,
                    doubt: Some(doubt.unwrap_or(Phase::EndUnknown)),
                };
            }
        };
        for option in self.options.iter().filter(|option| option.exercised) {
            end = end.plus(option.extends, reading);
        }
        Window {
            start: from,
            end: end.edge(reading, caution),
            doubt,
        }
    }
}

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
        let late = |moment: Moment| {
            self.longstop
                .is_some_and(|stop| moment.day(clock) > stop.day(clock))
        };
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

/// Puts a blackout `[from, to)` over the steps, where something would otherwise be possible.
fn cut(steps: &mut Vec<(Instant, Phase)>, from: Instant, to: Instant) {
    let old = std::mem::take(steps);
    let phase_at = |at: Instant| {
        old.iter()
            .rev()
            .find(|step| step.0 <= at)
            .map_or(Phase::Before, |step| step.1)
    };
    let mut points: Vec<Instant> = old.iter().map(|step| step.0).chain([from, to]).collect();
    points.sort_unstable();
    points.dedup();
    for at in points {
        let phase = phase_at(at);
        let inside = at >= from && at < to && !matches!(phase, Phase::Before | Phase::After);
        push(steps, at, if inside { Phase::Blackout } else { phase });
    }
}
