//! Lengths of time as papers write them (`P90D`, `P3M`, `P1Y6M`), counted in civil days.

use chrono::{Days, Months, NaiveDate};

/// Whole months and days; a week is seven days, a year twelve months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    months: u32,
    days: u64,
}

/// No paper counts further than this.
const LONGEST_MONTHS: u32 = 1_200;
const LONGEST_DAYS: u64 = 36_500;

impl Span {
    /// Reads an ISO 8601 duration of years, months, weeks and days; nothing else is a civil length.
    pub fn parse(text: &str) -> Option<Span> {
        let rest = text.strip_prefix('P').filter(|rest| !rest.is_empty())?;
        let mut span = Span { months: 0, days: 0 };
        let (mut number, mut last) = (String::new(), 0);
        for letter in rest.chars() {
            if letter.is_ascii_digit() {
                number.push(letter);
                continue;
            }
            let count: u32 = std::mem::take(&mut number).parse().ok()?;
            let place = "YMWD".find(letter)? + 1;
            // Each unit once, the larger first.
            if place <= last {
                return None;
            }
            last = place;
            match letter {
                'Y' => span.months = span.months.checked_add(count.checked_mul(12)?)?,
                'M' => span.months = span.months.checked_add(count)?,
                'W' => span.days += u64::from(count) * 7,
                _ => span.days += u64::from(count),
            }
        }
        (number.is_empty() && span.months <= LONGEST_MONTHS && span.days <= LONGEST_DAYS).then_some(span)
    }

    /// So much earlier. A day the month does not have is its last.
    pub fn before(self, day: NaiveDate) -> Option<NaiveDate> {
        day.checked_sub_months(Months::new(self.months))?.checked_sub_days(Days::new(self.days))
    }

    /// So much later. A day the month does not have is its last.
    pub fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        day.checked_add_months(Months::new(self.months))?.checked_add_days(Days::new(self.days))
    }

    /// The last day of a time that begins on `start`: the day before the corresponding one, or the last day of a month
    /// that does not have it.
    pub fn last_day_from(self, start: NaiveDate) -> Option<NaiveDate> {
        use chrono::Datelike;
        let corresponding = start.checked_add_months(Months::new(self.months))?;
        let is_short = corresponding.day() != start.day();
        let after = corresponding.checked_add_days(Days::new(self.days))?;
        if is_short && self.days == 0 { Some(after) } else { after.pred_opt() }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_time_that_begins_ends_the_day_before_the_corresponding_one() {
        let ends = |length: &str, from: &str| Span::parse(length).unwrap().last_day_from(day(from)).unwrap();
        assert_eq!(ends("P1Y", "2024-02-29"), day("2025-02-28"));
        assert_eq!(ends("P1M", "2026-01-31"), day("2026-02-28"));
        assert_eq!(ends("P13W", "2026-01-01"), day("2026-04-01"));
        assert_eq!(ends("P1Y", "2026-12-01"), day("2027-11-30"));
    }

    #[test]
    fn so_much_before_an_end_is_a_civil_day() {
        let before = |length: &str, end: &str| Span::parse(length).unwrap().before(day(end)).unwrap();
        assert_eq!(before("P60D", "2027-01-31"), day("2026-12-02"));
        assert_eq!(before("P3M", "2027-05-31"), day("2027-02-28"));
        assert_eq!(before("P1M1W", "2027-01-31"), day("2026-12-24"));
    }

    #[test]
    fn what_is_no_civil_length_is_not_read() {
        for text in ["", "P", "60", "P60", "PT5H", "P1D1M", "P1M1M", "P-1D", "P9999Y", "P99999999999D", "p60d"] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }
}
