//! A use as the index reads it: which leaves and atoms, from which civil day to which, and which days of those begin
//! twice or never somewhere, so that only instants tell what happens on them.

use std::collections::{BTreeSet, HashMap};
use std::sync::{LazyLock, Mutex, PoisonError};

use chrono::{Datelike, NaiveDate, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::outline::Day;
use crate::bits::{AtomSet, LeafSet};
use crate::period::{Caution, Clock, Instant, Moment, local};
use crate::reference::Reference;
use crate::request::UseRequest;

/// 1970-01-01 in days since the first of the common era.
const EPOCH: i32 = 719_163;
/// From this year on every day counts as odd: nobody knows what clocks will do.
const UNKNOWN_YEARS: i32 = 2500;

/// Atoms for which the use has the same first and last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Days {
    pub atoms: AtomSet,
    pub first: Day,
    pub last: Day,
}

/// Atoms for which the use has the same instants.
pub(super) type Window = (AtomSet, Instant, Instant);

#[derive(Debug)]
pub(super) struct Asked {
    pub channels: LeafSet,
    pub purposes: LeafSet,
    pub atoms: AtomSet,
    pub days: Vec<Days>,
    pub windows: Vec<Window>,
    /// Days of the use that begin twice or never under some clock it is asked for.
    odd_days: BTreeSet<Day>,
    unknown_from: Day,
    /// No day can stand for what is asked.
    pub beyond_days: bool,
}

impl Asked {
    pub fn of(request: &UseRequest, reference: &Reference) -> Asked {
        let mut by_zone: HashMap<Tz, AtomSet> = HashMap::new();
        for atom in request.atoms.iter() {
            by_zone.entry(reference.territories.atoms[atom].zone).or_default().insert(atom);
        }
        let mut asked = Asked {
            channels: request.channels,
            purposes: request.purposes,
            atoms: request.atoms,
            days: Vec::new(),
            windows: Vec::new(),
            odd_days: BTreeSet::new(),
            unknown_from: 0,
            beyond_days: false,
        };
        for (zone, atoms) in by_zone {
            asked.add(zone, atoms, request.window(&Clock::new(zone)));
        }
        asked
    }

    fn add(&mut self, zone: Tz, atoms: AtomSet, (from, until): (Instant, Instant)) {
        match self.windows.iter_mut().find(|window| (window.1, window.2) == (from, until)) {
            Some(window) => window.0 = window.0.union(&atoms),
            None => self.windows.push((atoms, from, until)),
        }
        let (start, end) = (local(from, zone).date(), local(until.saturating_sub(1), zone).date());
        if from >= until {
            self.beyond_days = true;
            return;
        }
        let (first, last) = (number(start), number(end));
        match self.days.iter_mut().find(|days| (days.first, days.last) == (first, last)) {
            Some(days) => days.atoms = days.atoms.union(&atoms),
            None => self.days.push(Days { atoms, first, last }),
        }
        for year in start.year().max(1) - 1..=end.year().min(UNKNOWN_YEARS) + 1 {
            // The day after the last one counts: what changes with it may change within the last.
            let within = |day: &Day| (first..=last.saturating_add(1)).contains(day);
            self.odd_days.extend(odd_days(zone, year).into_iter().filter(within));
        }
        self.unknown_from = NaiveDate::from_ymd_opt(UNKNOWN_YEARS, 1, 1).map_or(0, number);
    }

    /// Whether instants alone tell what happens on a day.
    pub fn is_odd(&self, day: Day) -> bool {
        day >= self.unknown_from || self.odd_days.contains(&day)
    }
}

fn number(day: NaiveDate) -> Day {
    day.num_days_from_ce() - EPOCH
}

/// Days of a year whose midnight is shown twice under this clock, or which it leaves out. Few clocks have any.
fn odd_days(zone: Tz, year: i32) -> Vec<Day> {
    type Known = HashMap<(Tz, i32), Vec<Day>>;
    static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry((zone, year)).or_insert_with(|| look_for_odd_days(zone, year)).clone()
}

fn look_for_odd_days(zone: Tz, year: i32) -> Vec<Day> {
    let mut odd = Vec::new();
    let Some(mut day) = NaiveDate::from_ymd_opt(year, 1, 1) else { return odd };
    let offset = |day: NaiveDate| zone.offset_from_utc_datetime(&day.and_time(NaiveTime::MIN)).fix().local_minus_utc();
    // A clock changes at most once a week; only weeks in which it did are looked at day by day.
    while day.year() == year {
        let next = day + chrono::Days::new(7);
        if offset(day - chrono::Days::new(2)) != offset(next + chrono::Days::new(2)) {
            let start = |day: NaiveDate, caution| Moment::Day(day).start(&Clock::new(zone), caution);
            for each in day.iter_days().take(7) {
                let early = start(each, Caution::Ban);
                if early != start(each, Caution::Permission) {
                    odd.push(number(each));
                }
                if early == start(each + chrono::Days::new(1), Caution::Ban) {
                    odd.extend([number(each), number(each) + 1]);
                }
            }
        }
        day = next;
    }
    odd
}
