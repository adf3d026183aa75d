//! Civil time of the second opinion: midnights found by search, durations counted on the calendar, periods asked at one
//! instant. Nothing is laid out along a line here.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::Value;

use super::sets::{Held, names, objects};

pub const NEVER: i64 = i64::MAX;
pub const ALWAYS: i64 = i64::MIN;

/// Whose favor doubtful clock times are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    Permission,
    Ban,
}

fn local(at: i64, zone: Tz) -> NaiveDateTime {
    zone.timestamp_opt(at, 0).unwrap().naive_local()
}

pub fn civil_day(at: i64, zone: Tz) -> NaiveDate {
    local(at, zone).date()
}

thread_local! {
    static FOUND: RefCell<HashMap<(NaiveDateTime, Tz, bool), i64>> = RefCell::default();
}

/// Searching is slow, so what was found is kept.
fn wall(time: NaiveDateTime, zone: Tz, late: bool) -> i64 {
    let key = (time, zone, late);
    if let Some(at) = FOUND.with_borrow(|found| found.get(&key).copied()) {
        return at;
    }
    let at = search(time, zone, late);
    FOUND.with_borrow_mut(|found| found.insert(key, at));
    at
}

/// The instant a wall clock shows a time; the first instant past it where the time is skipped.
fn search(time: NaiveDateTime, zone: Tz, late: bool) -> i64 {
    let guess = time.and_utc().timestamp();
    let showing: Vec<i64> = (-26 * 4..=26 * 4)
        .flat_map(|quarter| {
            let at = guess + quarter * 900;
            let off = local(at, zone).and_utc().timestamp() - at;
            [guess - off]
        })
        .filter(|at| local(*at, zone) == time)
        .collect();
    let found = if late { showing.iter().max() } else { showing.iter().min() };
    found.copied().unwrap_or_else(|| {
        let (mut before, mut after) = (guess - 100_000, guess + 100_000);
        while after - before > 1 {
            let middle = (before + after) / 2;
            if local(middle, zone) < time { before = middle } else { after = middle }
        }
        after
    })
}

/// A day, a wall-clock time or an instant, in the form of the case file.
#[derive(Debug, Clone, Copy)]
pub enum When {
    Day(NaiveDate),
    Wall(NaiveDateTime),
    At(i64),
}

pub fn when(value: &Value) -> Option<When> {
    let text = value.as_str()?;
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(When::Day(day));
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(When::At(at.timestamp()));
    }
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok().map(When::Wall)
}

impl When {
    pub fn begins(self, zone: Tz, reading: For) -> i64 {
        let late = reading == For::Permission;
        match self {
            Self::Day(day) => wall(day.and_time(NaiveTime::MIN), zone, late),
            Self::Wall(time) => wall(time, zone, late),
            Self::At(at) => at,
        }
    }

    pub fn ends(self, zone: Tz, reading: For) -> i64 {
        self.excluded().edge(zone, reading)
    }

    /// The end as the first moment that no longer belongs to it.
    fn excluded(self) -> Self {
        match self {
            Self::Day(day) => Self::Day(day.succ_opt().unwrap()),
            other => other,
        }
    }

    fn edge(self, zone: Tz, reading: For) -> i64 {
        let late = reading == For::Ban;
        match self {
            Self::Day(day) => wall(day.and_time(NaiveTime::MIN), zone, late),
            Self::Wall(time) => wall(time, zone, late),
            Self::At(at) => at,
        }
    }

    fn day(self, zone: Tz) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Wall(time) => time.date(),
            Self::At(at) => civil_day(at, zone),
        }
    }

    fn plus(self, span: Span, zone: Tz) -> Self {
        match self {
            Self::Day(day) => Self::Day(span.after(day)),
            Self::Wall(time) => Self::Wall(span.after(time.date()).and_time(time.time())),
            Self::At(at) => {
                let time = local(at, zone);
                Self::At(wall(span.after(time.date()).and_time(time.time()), zone, false))
            }
        }
    }
}

/// Years, months, weeks and days of an ISO 8601 duration.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    months: i32,
    days: i64,
}

impl Span {
    pub fn read(value: &Value) -> Option<Self> {
        let mut span = Self { months: 0, days: 0 };
        let mut count = 0i64;
        for letter in value.as_str()?.chars().skip(1) {
            match letter {
                'Y' => span.months += count as i32 * 12,
                'M' => span.months += count as i32,
                'W' => span.days += count * 7,
                'D' => span.days += count,
                digit => {
                    count = count * 10 + i64::from(digit.to_digit(10).unwrap());
                    continue;
                }
            }
            count = 0;
        }
        Some(span)
    }

    /// The first day a term that begins on `day` no longer covers: the corresponding day, or the one after the month's
    /// last where there is none.
    fn after(self, day: NaiveDate) -> NaiveDate {
        let month = day.month0() as i32 + self.months;
        let (year, month) = (day.year() + month.div_euclid(12), month.rem_euclid(12) as u32 + 1);
        let moved = NaiveDate::from_ymd_opt(year, month, day.day()).unwrap_or_else(|| {
            let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            NaiveDate::from_ymd_opt(next.0, next.1, 1).unwrap()
        });
        moved + TimeDelta::days(self.days)
    }
}

/// One reading of a period: from when to when, and what is doubtful about all of it.
#[derive(Debug, Clone, Copy)]
struct Window {
    from: i64,
    until: i64,
    doubt: Option<&'static str>,
}

/// What a period is asked under: the atom's clock, the request's first moment, whose favor.
#[derive(Clone, Copy)]
pub struct Clocked {
    pub zone: Tz,
    pub first_use: Option<When>,
    pub reading: For,
}

fn zones(period: &Value, own: Tz) -> Vec<Tz> {
    match period["zone"].as_str() {
        None | Some("territory") => vec![own],
        Some("silent") => {
            let mut zones: Vec<Tz> =
                names(period, "zones").unwrap_or_default().iter().map(|name| name.parse().unwrap()).collect();
            if zones.is_empty() {
                zones = vec![Tz::Etc__GMTMinus14, Tz::Etc__GMTPlus12];
            }
            zones.push(own);
            zones
        }
        Some(name) => vec![name.parse().unwrap()],
    }
}

/// The start of a period with a trigger: the event itself, the request as the event, never, or nobody knows.
fn triggered(trigger: &Value, clocked: Clocked) -> Result<When, Option<&'static str>> {
    let longstop = when(&trigger["longstop"]);
    let late = |moment: When| longstop.is_some_and(|stop| moment.day(clocked.zone) > stop.day(clocked.zone));
    let first = trigger["event"].as_str().is_some_and(|event| event.starts_with("first_"));
    let event = match when(&trigger["at"]) {
        Some(moment) => Some(moment),
        None if first => clocked.first_use,
        None => None,
    };
    match event {
        None => Err(Some("PERIOD_UNCERTAIN")),
        Some(moment) if late(moment) => Err(None),
        Some(moment) => Ok(moment),
    }
}

fn window(period: &Value, zone: Tz, clocked: Clocked) -> Option<Window> {
    let (mut start, mut doubt) = (when(&period["start"]), None);
    if period["trigger"].is_object() {
        match triggered(&period["trigger"], clocked) {
            Ok(moment) => start = Some(moment),
            Err(None) => return None,
            Err(unclear) => (start, doubt) = (None, unclear),
        }
    }
    let from = start.map_or(ALWAYS, |moment| moment.begins(zone, clocked.reading));
    let anchor = start.or_else(|| when(&period["trigger"]["longstop"]));
    let term = Span::read(&period["duration"]).zip(anchor).map(|(span, anchor)| anchor.plus(span, zone));
    let stated = when(&period["end"]).map(When::excluded);
    let end = match (stated, term) {
        (Some(one), Some(other)) if other.edge(zone, clocked.reading) < one.edge(zone, clocked.reading) => Some(other),
        (one, other) => one.or(other),
    };
    let Some(mut end) = end else {
        let open = clocked.reading == For::Ban && period["end"].is_null() && period["duration"].is_null();
        let perpetual = period["end"] == "PERPETUAL" || open;
        return Some(Window { from, until: NEVER, doubt: doubt.or((!perpetual).then_some("END_UNKNOWN")) });
    };
    for key in ["option", "options"] {
        for option in objects(period, key).into_iter().filter(|option| option["status"] == "exercised") {
            end = end.plus(Span::read(&option["extends"]).unwrap(), zone);
        }
    }
    Some(Window { from, until: end.edge(zone, clocked.reading), doubt })
}

/// The definite and the possible window of a period.
pub struct Windows {
    pub sure: (i64, i64),
    pub may: (i64, i64),
    doubt: Option<&'static str>,
}

pub fn windows(period: &Value, clocked: Clocked) -> Option<Windows> {
    let readings: Vec<Window> =
        zones(period, clocked.zone).into_iter().filter_map(|zone| window(period, zone, clocked)).collect();
    let from = readings.iter().map(|window| window.from);
    let until = readings.iter().map(|window| window.until);
    Some(Windows {
        sure: (from.clone().max()?, until.clone().min()?),
        may: (from.min()?, until.max()?),
        doubt: readings.iter().find_map(|window| window.doubt),
    })
}

/// Whether a period holds an instant.
pub fn during(period: &Value, at: i64, clocked: Clocked) -> Held {
    if period.is_null() {
        return Held::Yes;
    }
    let Some(windows) = windows(period, clocked) else {
        return Held::No("NOT_STARTED");
    };
    if windows.may.0 >= windows.may.1 {
        return Held::No("EXPIRED");
    }
    let held = match windows.doubt {
        _ if at < windows.may.0 => return Held::No("NOT_STARTED"),
        _ if at >= windows.may.1 && period["auto_renew"] != true => return Held::No("EXPIRED"),
        _ if at >= windows.may.1 => Held::Maybe("AUTO_RENEWAL_ASSUMED"),
        Some(doubt) => Held::Maybe(doubt),
        None if windows.sure.0 <= at && at < windows.sure.1 => Held::Yes,
        None => Held::Maybe("ZONE_UNSPECIFIED"),
    };
    let hole = hole(period, at, clocked);
    match hole {
        Held::Yes => Held::No("BLACKOUT"),
        Held::Maybe(why) if held.is_sure() => Held::Maybe(why),
        _ => held,
    }
}

/// Whether an instant lies in a blackout of the period, read in the period's own zones.
fn hole(period: &Value, at: i64, clocked: Clocked) -> Held {
    let wide = if clocked.reading == For::Permission { For::Ban } else { For::Permission };
    let mut held = Held::No("");
    for hole in objects(period, "blackout") {
        let (from, until) = (when(&hole["start"]).unwrap(), when(&hole["end"]).unwrap());
        let inside: Vec<bool> = zones(period, clocked.zone)
            .into_iter()
            .map(|zone| from.begins(zone, wide) <= at && at < until.ends(zone, wide))
            .collect();
        if inside.iter().all(|inside| *inside) {
            return Held::Yes;
        }
        if inside.contains(&true) {
            held = Held::Maybe("ZONE_UNSPECIFIED");
        }
    }
    held
}

/// Run-off: a placement published within the period may stay for a while after it.
pub fn runoff(period: &Value, span: &Value, published: When, at: i64, clocked: Clocked) -> Held {
    let Some(windows) = windows(period, clocked) else {
        return Held::No("EXPIRED");
    };
    let day = (published.begins(clocked.zone, For::Permission), published.ends(clocked.zone, For::Permission));
    let day = (day.0, day.1.max(day.0 + 1));
    let span = Span::read(span).unwrap();
    let later = |end: i64| match When::At(end).plus(span, clocked.zone) {
        When::At(at) => at,
        _ => NEVER,
    };
    let sure = windows.doubt.is_none() && windows.sure.0 < windows.sure.1;
    let (from, until) = windows.sure;
    if sure && from <= day.0 && day.1 <= until && until < NEVER && until <= at && at < later(until) {
        return Held::Yes;
    }
    let (from, until) = windows.may;
    if day.0 < until && from < day.1 && until < NEVER && until <= at && at < later(until) {
        return Held::Maybe("PERIOD_UNCERTAIN");
    }
    Held::No("EXPIRED")
}

/// The moment a record was written down, where it says so.
pub fn recorded(value: &Value) -> Option<DateTime<Utc>> {
    value.as_str().map(|text| text.parse().unwrap())
}
