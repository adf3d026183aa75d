//! Periods of contracts: inclusive civil days, zone rules, durations, triggers, options; turned into half-open instants.
//! A contract says "until 31 January"; the engine needs `[start, end)` in seconds for each territory's own clock.

use chrono_tz::Tz;

use crate::read::{Fields, ParseError, parse_zone};

mod moment;
mod steps;

pub use moment::{ALWAYS, Caution, FOREVER, Instant, Moment, Span};
pub(crate) use moment::{Clock, local};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum ZoneRule {
    Territory,
    Fixed(Tz),
    /// The contract is silent; the readings that come into question beside the territory's own.
    Silent(Vec<Tz>),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum End {
    At(Moment),
    Perpetual,
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Trigger {
    pub by_first_use: bool,
    pub at: Option<Moment>,
    pub longstop: Option<Moment>,
}

/// A right to extend the period.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OptionRight {
    pub extends: Span,
    pub exercised: bool,
    pub available: bool,
    pub exercise_by: Option<Moment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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

/// What a period may say. A key we do not know might have been its start, and read past it would begin at once.
const KEYS: &[&str] =
    &["start", "end", "duration", "zone", "zones", "trigger", "option", "options", "auto_renew", "blackout", "note"];
const TRIGGER_KEYS: &[&str] = &["event", "at", "longstop", "evidence", "note"];

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
        fields.only(KEYS, "a period does not know this field")?;
        let duration = Span::read(fields, "duration")?;
        let trigger = fields.child("trigger")?.map(|trigger| Trigger::read(&trigger)).transpose()?;
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
        Ok(Self { start, end, duration, zone: ZoneRule::read(fields)?, trigger, options, auto_renew, blackout })
    }

    /// The end lies before the start, on whatever clock.
    pub(crate) fn is_reversed(&self) -> bool {
        match (self.start, &self.end) {
            (Some(Moment::Day(start)), End::At(Moment::Day(end))) => *end < start,
            (Some(Moment::At(start)), End::At(Moment::At(end))) => *end < start,
            (Some(start), End::At(end)) => {
                // Of two different kinds, only what no zone on earth could put right.
                let utc = Clock::new(Tz::UTC);
                let from = start.start(&utc, Caution::Permission);
                end.end(&utc, Caution::Permission).saturating_add(2 * 86_400) < from
            }
            (None, _) | (_, End::Perpetual | End::Unknown) => false,
        }
    }

    pub(crate) fn awaits_first_use(&self) -> bool {
        self.trigger.as_ref().is_some_and(|trigger| trigger.at.is_none())
    }
}

impl Trigger {
    fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        fields.only(TRIGGER_KEYS, "a trigger does not know this field")?;
        // Only what a use itself brings about can be answered by asking for a use.
        let brought_about = ["first_use", "first_publication", "first_air", "first_broadcast", "first_airing"];
        let by_first_use = fields.maybe("event")?.is_some_and(|event| brought_about.contains(&event));
        Ok(Self { by_first_use, at: fields.moment("at")?, longstop: fields.moment("longstop")? })
    }
}

impl OptionRight {
    fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        let status = fields.maybe("status")?.unwrap_or("unexercised");
        let extends = Span::read(fields, "extends")?
            .ok_or_else(|| ParseError::new("field.missing", fields.path("extends"), "this field is required"))?;
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
                let zones = zones.into_iter().map(|zone| parse_zone(zone, &fields.path("zones")));
                Ok(Self::Silent(zones.collect::<Result<_, _>>()?))
            }
            Some(name) => Ok(Self::Fixed(parse_zone(name, &fields.path("zone"))?)),
        }
    }
}
