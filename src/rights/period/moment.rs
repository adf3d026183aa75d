//! Points in time as contracts name them, civil durations, and their conversion to instants under a clock.

use std::cell::RefCell;

use chrono::{DateTime, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

use crate::read::{Fields, ParseError, parse_day};

/// Seconds since 1970 in UTC; `i64::MIN` is "always was", `i64::MAX` is "for ever".
pub type Instant = i64;
pub const ALWAYS: Instant = i64::MIN;
pub const FOREVER: Instant = i64::MAX;

/// The last day the engine reckons with.
fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// A point a contract names: a whole civil day, a wall-clock time, or one instant everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    Day(NaiveDate),
    Local(NaiveDateTime),
    At(Instant),
}

/// Which instant a wall-clock time shown twice means. A permission takes the shorter reading, a ban the longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Caution {
    Permission,
    Ban,
}

/// An ISO 8601 duration; months and days are civil, seconds are exact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Span {
    pub months: u32,
    pub days: u64,
    pub seconds: i64,
}

impl Caution {
    pub(crate) fn opposite(self) -> Self {
        match self {
            Self::Permission => Self::Ban,
            Self::Ban => Self::Permission,
        }
    }
}

impl Fields<'_> {
    pub fn moment(&self, key: &str) -> Result<Option<Moment>, ParseError> {
        self.maybe(key)?.map(|text| Moment::parse(text).ok_or_else(|| self.bad_date(key, text))).transpose()
    }
}

impl Moment {
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(day) = parse_day(text) {
            return Some(Self::Day(day));
        }
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return Some(Self::At(instant.timestamp()));
        }
        let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
            .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"));
        local.ok().filter(|time| parse_day(&time.date().to_string()).is_some()).map(Self::Local)
    }

    /// The first instant of the moment.
    pub fn start(self, clock: &Clock, caution: Caution) -> Instant {
        let late = caution == Caution::Permission;
        match self {
            Self::Day(day) => clock.wall(day.and_time(NaiveTime::MIN), late),
            Self::Local(time) => clock.wall(time, late),
            Self::At(instant) => instant,
        }
    }

    /// The first instant after the moment: a day ends with its last second, a time is itself the end.
    pub fn end(self, clock: &Clock, caution: Caution) -> Instant {
        let late = caution == Caution::Ban;
        match self {
            Self::Day(day) => clock.wall(next_day(day).and_time(NaiveTime::MIN), late),
            Self::Local(time) => clock.wall(time, late),
            Self::At(instant) => instant,
        }
    }

    pub fn day(self, clock: &Clock) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Local(time) => time.date(),
            Self::At(instant) => clock.local(instant).date(),
        }
    }

    /// The moment a span later, as the excluded end of a term that starts here.
    pub(crate) fn plus(self, span: Span, clock: &Clock) -> Self {
        match self {
            Self::Day(day) if span.seconds == 0 => Self::Day(span.after(day)),
            Self::Day(day) => {
                Self::Local(span.after(day).and_time(NaiveTime::MIN) + chrono::TimeDelta::seconds(span.seconds))
            }
            Self::Local(time) => {
                Self::Local(span.after(time.date()).and_time(time.time()) + chrono::TimeDelta::seconds(span.seconds))
            }
            Self::At(instant) => {
                let time = clock.local(instant);
                let later = span.after(time.date()).and_time(time.time());
                Self::At(clock.wall(later, false).saturating_add(span.seconds))
            }
        }
    }

    /// As the excluded end: a day stands for the midnight that begins the next one.
    pub(crate) fn excluded(self) -> Self {
        match self {
            Self::Day(day) => Self::Day(next_day(day)),
            other => other,
        }
    }

    /// The instant of a moment that already is an excluded end.
    pub(crate) fn edge(self, clock: &Clock, caution: Caution) -> Instant {
        let late = caution == Caution::Ban;
        match self {
            Self::Day(day) => clock.wall(day.and_time(NaiveTime::MIN), late),
            Self::Local(time) => clock.wall(time, late),
            Self::At(instant) => instant,
        }
    }
}

fn next_day(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// One clock, with its conversions remembered: another zone that answers all of them alike gives the same result.
#[derive(Debug)]
pub(crate) struct Clock {
    zone: Tz,
    asked: RefCell<Vec<(Query, i64)>>,
}

/// Seconds on a wall or since 1970, and what is asked about them. Small, because it is compared all the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Query {
    seconds: i64,
    about: About,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    EarlyWall,
    LateWall,
    Local,
}

impl Query {
    fn wall(time: NaiveDateTime, late: bool) -> Self {
        Self { seconds: time.and_utc().timestamp(), about: if late { About::LateWall } else { About::EarlyWall } }
    }

    fn local(instant: Instant) -> Self {
        Self { seconds: instant, about: About::Local }
    }

    fn answer(self, zone: Tz) -> i64 {
        KNOWN.with_borrow_mut(|known| self.answer_from(known, zone))
    }

    /// Zones are asked the same things again and again, and looking a rule up is slow; so each thread keeps the answers.
    fn answer_from(self, known: &mut Known, zone: Tz) -> i64 {
        let place = (zone as u32) << 2 | self.about as u32;
        let slot = known.slot(self.seconds, place);
        let held = known.slots[slot];
        if held.place == place {
            return held.answer;
        }
        let answer = match self.about {
            About::EarlyWall => wall(time_of(self.seconds), zone, false),
            About::LateWall => wall(time_of(self.seconds), zone, true),
            About::Local => shown(self.seconds, zone).and_utc().timestamp(),
        };
        known.slots[slot] = Answer { seconds: self.seconds, place, answer };
        known.held += 1;
        answer
    }
}

/// An answer by the seconds asked about, and by the zone with what was asked.
#[derive(Clone, Copy)]
struct Answer {
    seconds: i64,
    place: u32,
    answer: i64,
}

/// No zone has this number.
const NOTHING: Answer = Answer { seconds: 0, place: u32::MAX, answer: 0 };

/// The answers a thread keeps: a plain table, because a general map takes longer than all the rest of a lookup.
struct Known {
    slots: Vec<Answer>,
    held: usize,
}

const SLOTS: usize = 1 << 15;

impl Known {
    /// Where an answer is held, or would be: nothing else is held there.
    fn slot(&mut self, seconds: i64, place: u32) -> usize {
        if self.slots.is_empty() || self.held > SLOTS / 2 {
            self.slots.clear();
            self.slots.resize(SLOTS, NOTHING);
            self.held = 0;
        }
        let mixed = (seconds as u64 ^ u64::from(place).rotate_left(40)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut slot = (mixed >> (64 - SLOTS.trailing_zeros())) as usize;
        loop {
            let held = &self.slots[slot];
            if held.place == NOTHING.place || (held.seconds, held.place) == (seconds, place) {
                return slot;
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

thread_local! {
    static KNOWN: RefCell<Known> = const { RefCell::new(Known { slots: Vec::new(), held: 0 }) };
}

impl Clock {
    pub fn new(zone: Tz) -> Self {
        Self { zone, asked: RefCell::new(Vec::with_capacity(32)) }
    }

    /// Whether another zone would have given every answer this clock has given so far.
    pub fn agrees_with(&self, zone: Tz) -> bool {
        self.agrees_since(0, zone)
    }

    /// The same of the answers after the first so many.
    pub fn agrees_since(&self, first: usize, zone: Tz) -> bool {
        let agrees = |known: &mut Known| {
            self.asked.borrow()[first..].iter().all(|(query, answer)| query.answer_from(known, zone) == *answer)
        };
        zone == self.zone || KNOWN.with_borrow_mut(agrees)
    }

    /// Whether it was asked for nothing but when days begin.
    pub fn only_begins_days(&self) -> bool {
        let midnight = |query: &Query| query.about != About::Local && query.seconds % 86_400 == 0;
        self.asked.borrow().iter().all(|(query, _)| midnight(query))
    }

    /// How many different answers this clock has given.
    pub fn answers(&self) -> usize {
        self.asked.borrow().len()
    }

    fn ask(&self, query: Query) -> i64 {
        let known = self.asked.borrow().iter().find(|(other, _)| *other == query).map(|(_, answer)| *answer);
        known.unwrap_or_else(|| {
            let answer = query.answer(self.zone);
            self.asked.borrow_mut().push((query, answer));
            answer
        })
    }

    fn wall(&self, time: NaiveDateTime, late: bool) -> Instant {
        self.ask(Query::wall(time, late))
    }

    /// The wall-clock time of an instant.
    pub fn local(&self, instant: Instant) -> NaiveDateTime {
        time_of(self.ask(Query::local(instant)))
    }
}

fn time_of(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0).map_or(NaiveDateTime::MAX, |time| time.naive_utc())
}

/// The wall-clock time of an instant.
pub(crate) fn local(instant: Instant, zone: Tz) -> NaiveDateTime {
    time_of(Query::local(instant).answer(zone))
}

/// What a clock shows; far beyond the calendar it stays at the calendar's edge.
fn shown(instant: Instant, zone: Tz) -> NaiveDateTime {
    match zone.timestamp_opt(instant, 0) {
        chrono::LocalResult::Single(time) => time.naive_local(),
        _ if instant < 0 => NaiveDateTime::MIN,
        _ => NaiveDateTime::MAX,
    }
}

/// The instant of a wall-clock time. A time that is skipped means the instant of the jump.
fn wall(time: NaiveDateTime, zone: Tz, late: bool) -> Instant {
    match zone.from_local_datetime(&time) {
        chrono::LocalResult::Single(one) => one.timestamp(),
        chrono::LocalResult::Ambiguous(early, later) => {
            if late {
                later.timestamp()
            } else {
                early.timestamp()
            }
        }
        chrono::LocalResult::None => {
            let before = time - chrono::TimeDelta::hours(3);
            let offset = match zone.from_local_datetime(&before) {
                chrono::LocalResult::None => zone.offset_from_utc_datetime(&before).fix(),
                found => found
                    .earliest()
                    .map_or_else(|| zone.offset_from_utc_datetime(&before).fix(), |time| time.offset().fix()),
            };
            time.and_utc().timestamp() - i64::from(offset.local_minus_utc())
        }
    }
}

impl Span {
    pub fn parse(text: &str) -> Option<Self> {
        let mut span = Self::default();
        let mut rest = text.strip_prefix('P')?;
        let mut timed = false;
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('T') {
                timed = true;
                rest = after;
                continue;
            }
            let digits = rest.find(|letter: char| !letter.is_ascii_digit())?;
            let count: u32 = rest[..digits].parse().ok()?;
            match (rest.as_bytes()[digits], timed) {
                (b'Y', false) => span.months = span.months.checked_add(count.checked_mul(12)?)?,
                (b'M', false) => span.months = span.months.checked_add(count)?,
                (b'W', false) => span.days += u64::from(count) * 7,
                (b'D', false) => span.days += u64::from(count),
                (b'H', true) => span.seconds += i64::from(count) * 3600,
                (b'M', true) => span.seconds += i64::from(count) * 60,
                (b'S', true) => span.seconds += i64::from(count),
                _ => return None,
            }
            rest = &rest[digits + 1..];
        }
        Some(span)
    }

    pub(crate) fn read(fields: &Fields<'_>, key: &str) -> Result<Option<Self>, ParseError> {
        fields
            .maybe(key)?
            .map(|text| Self::parse(text).ok_or_else(|| fields.invalid(key, "an ISO 8601 duration is expected")))
            .transpose()
    }

    /// The corresponding day; where the month has no such day, the first after that month, so that a term ends with the
    /// month's last day.
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        use chrono::Datelike;
        let moved = day.checked_add_months(Months::new(self.months)).unwrap_or(last_day());
        let moved = if moved.day() == day.day() { moved } else { next_day(moved) };
        moved.checked_add_days(Days::new(self.days)).map_or(last_day(), |day| day.min(last_day()))
    }
}
