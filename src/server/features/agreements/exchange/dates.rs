//! Constraints on `dateTime` as a period: bare days are inclusive civil days in a zone the policy does not name.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};

use super::constraint::{Bound, Literal};
use super::proposal::{Note, RuleKind};

/// A point a policy names.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Point {
    Day(NaiveDate),
    Local(NaiveDateTime),
    At(DateTime<Utc>),
}

/// From when until when, put together bound by bound.
#[derive(Debug)]
pub struct Window<'a> {
    kind: RuleKind,
    zones: &'a [String],
    start: Option<Point>,
    end: Option<Point>,
    duration: Option<String>,
    blackout: Vec<(Point, Point)>,
    pub unread: Vec<Note>,
    pub is_empty: bool,
}

impl<'a> Window<'a> {
    /// `zones` are the zones that come into question beside each territory's own for days without one.
    pub fn new(kind: RuleKind, zones: &'a [String]) -> Window<'a> {
        let blackout = Vec::new();
        Window { kind, zones, start: None, end: None, duration: None, blackout, unread: Vec::new(), is_empty: false }
    }

    /// Takes in one bound on `dateTime`.
    pub fn add(&mut self, bound: &Bound) {
        let point = match bound.values.as_slice() {
            [one] => point(one),
            _ => None,
        };
        let Some(point) = point else { return self.doubt(bound, "is no day or time that can be read") };
        match (bound.operator.as_str(), point) {
            ("gteq", point) => self.not_before(bound, self.from(point, false)),
            ("gt", point) => self.not_before(bound, self.from(point, true)),
            ("lteq", point) => self.not_after(bound, Some(self.until(point))),
            ("lt", Point::Day(day)) => self.not_after(bound, day.pred_opt().map(Point::Day)),
            ("lt", point) => self.not_after(bound, Some(self.until(point))),
            ("eq", Point::Day(day)) => {
                self.not_before(bound, Some(Point::Day(day)));
                self.not_after(bound, Some(Point::Day(day)));
            }
            ("eq", Point::At(at)) => {
                // A moment without length lies within one second, which is the least that is told apart here.
                let floor = whole(at, false);
                self.not_before(bound, Some(Point::At(floor)));
                self.not_after(bound, Some(Point::At(floor + chrono::TimeDelta::seconds(1))));
                self.doubt(bound, "is a single moment, and nothing shorter than a second is followed");
            }
            ("neq", Point::Day(day)) => self.blackout.push((Point::Day(day), Point::Day(day))),
            ("neq", Point::At(at)) => {
                let floor = whole(at, false);
                self.blackout.push((Point::At(floor), Point::At(floor + chrono::TimeDelta::seconds(1))));
            }
            _ => self.doubt(bound, "with this operator is not followed"),
        }
    }

    /// Takes in a length of time counted from an event that is not on record here.
    pub fn add_elapsed(&mut self, bound: &Bound) {
        let span = bound.values.first().map(|value| value.text.clone()).filter(|text| text.starts_with('P'));
        match (span, bound.operator.as_str(), &self.duration) {
            (Some(span), "lteq" | "lt" | "eq", None) => self.duration = Some(span),
            _ => self.doubt(bound, "is not followed"),
        }
    }

    fn doubt(&mut self, bound: &Bound, why: &str) {
        let value = bound.values.first().map(|value| value.text.as_str()).unwrap_or_default();
        let message = format!("{} {} {value:?} {why}.", bound.operand, bound.operator);
        self.unread.push(Note::new("time_unread", &bound.at, message));
    }

    /// The first moment allowed. A permission never begins early, a ban never late.
    fn from(&self, point: Point, is_excluded: bool) -> Option<Point> {
        let second = chrono::TimeDelta::seconds(1);
        let late = self.kind == RuleKind::Grant;
        match point {
            Point::Day(day) if is_excluded => day.succ_opt().map(Point::Day),
            Point::At(at) if is_excluded && late => Some(Point::At(whole(at, false) + second)),
            Point::At(at) => Some(Point::At(whole(at, late))),
            Point::Local(at) if is_excluded && late => Some(Point::Local(at + second)),
            other => Some(other),
        }
    }

    /// The end: a day is included, a time is not.
    fn until(&self, point: Point) -> Point {
        match point {
            Point::At(at) => Point::At(whole(at, self.kind == RuleKind::Restriction)),
            other => other,
        }
    }

    fn not_before(&mut self, bound: &Bound, point: Option<Point>) {
        let tighter = match (self.start, point) {
            (_, None) => None,
            (None, point) => point,
            (Some(held), Some(point)) => pick(held, point, |one, other| one >= other),
        };
        match tighter {
            Some(point) => self.start = Some(point),
            None => self.doubt(bound, "cannot be compared with another bound of the same rule"),
        }
    }

    fn not_after(&mut self, bound: &Bound, point: Option<Point>) {
        let tighter = match (self.end, point) {
            (_, None) => None,
            (None, point) => point,
            (Some(held), Some(point)) => pick(held, point, |one, other| one <= other),
        };
        match tighter {
            Some(point) => self.end = Some(point),
            None => self.doubt(bound, "cannot be compared with another bound of the same rule"),
        }
    }

    /// The period in the engine's form. Without an end the policy sets none: that is what it says.
    pub fn period(&mut self) -> Map<String, Value> {
        let mut period = Map::new();
        self.is_empty = match (self.start, self.end) {
            (Some(Point::Day(start)), Some(Point::Day(end))) => end < start,
            (Some(Point::At(start)), Some(Point::At(end))) => end <= start,
            (Some(Point::Local(start)), Some(Point::Local(end))) => end <= start,
            _ => false,
        };
        if let Some(start) = self.start {
            period.insert("start".to_owned(), written(start));
        }
        match (&self.duration, self.end) {
            (Some(span), _) => {
                period.insert("duration".to_owned(), json!(span));
                period.insert("trigger".to_owned(), json!({ "event": "policy_event" }));
                if let Some(end) = self.end {
                    period.insert("end".to_owned(), written(end));
                }
            }
            (None, Some(end)) => {
                period.insert("end".to_owned(), written(end));
            }
            (None, None) => {
                period.insert("end".to_owned(), json!("PERPETUAL"));
            }
        }
        if !self.blackout.is_empty() {
            let holes = self.blackout.iter().map(|(from, to)| json!({ "start": written(*from), "end": written(*to) }));
            period.insert("blackout".to_owned(), holes.collect());
        }
        let points = self.blackout.iter().flat_map(|(from, to)| [*from, *to]).chain(self.start).chain(self.end);
        if points.into_iter().any(|point| !matches!(point, Point::At(_))) {
            period.insert("zone".to_owned(), json!("silent"));
            period.insert("zones".to_owned(), json!(self.zones));
        }
        period
    }
}

/// The tighter of two points of one sort.
fn pick(one: Point, other: Point, first: impl Fn(NaiveDateTime, NaiveDateTime) -> bool) -> Option<Point> {
    let wall = |point: Point| match point {
        Point::Day(day) => day.and_time(chrono::NaiveTime::MIN),
        Point::Local(at) => at,
        Point::At(at) => at.naive_utc(),
    };
    let alike = std::mem::discriminant(&one) == std::mem::discriminant(&other);
    alike.then(|| if first(wall(one), wall(other)) { one } else { other })
}

fn whole(at: DateTime<Utc>, up: bool) -> DateTime<Utc> {
    let seconds = at.timestamp() + i64::from(up && at.timestamp_subsec_nanos() > 0);
    DateTime::from_timestamp(seconds, 0).unwrap_or(at)
}

fn written(point: Point) -> Value {
    Value::String(match point {
        Point::Day(day) => day.to_string(),
        Point::Local(at) => at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        Point::At(at) => at.to_rfc3339_opts(SecondsFormat::Secs, true),
    })
}

fn point(literal: &Literal) -> Option<Point> {
    let text = literal.text.trim();
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(Point::Day(day));
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(Point::At(at.with_timezone(&Utc)));
    }
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"));
    local.ok().map(Point::Local)
}
