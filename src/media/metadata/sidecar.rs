//! Which of two packets is the later word: the one inside a file, or the one that an editor wrote beside it.
//!
//! The Metadata Working Group has no rule for files beside files. Editors write one where they leave the original alone,
//! so it is the later word unless the packet inside says that it was changed after it.

use crate::metadata::choose::{Raw, SIDECAR};

/// When a packet was last changed.
const CHANGED: &str = "xmp:MetadataDate";

/// Whether the packet inside says that it is newer. Where either says nothing, the file beside is the later word.
pub(super) fn is_older(raw: &Raw) -> bool {
    let changed = |standard: &str| seconds(raw.get(standard)?.get(CHANGED)?);
    matches!((changed(SIDECAR), changed("xmp")), (Some(beside), Some(inside)) if inside > beside)
}

/// `2026-11-23T05:10:00+01:00` in seconds of one clock; a moment without an offset counts as UTC.
fn seconds(text: &str) -> Option<i64> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok().filter(|number| *number >= 0);
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    if !text.is_ascii() || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let time = text.get(11..).unwrap_or_default();
    let (hour, minute) = (number(11, 13).unwrap_or(0), number(14, 16).unwrap_or(0));
    let second = if time.as_bytes().get(5) == Some(&b':') { number(17, 19).unwrap_or(0) } else { 0 };
    let offset = time.rfind(['+', '-']).and_then(|at| {
        let (sign, rest) = time.get(at..)?.split_at(1);
        let (hours, minutes) = rest.split_once(':')?;
        let away = i64::from(hours.parse::<u16>().ok()?) * 60 + i64::from(minutes.parse::<u16>().ok()?);
        Some(if sign == "-" { -away } else { away })
    });
    // Days since the first of March of the year 0: leap days come last in such years.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days =
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day;
    Some(((days * 24 + hour) * 60 + minute - offset.unwrap_or(0).clamp(-1_440, 1_440)) * 60 + second)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn moments_are_compared_across_zones_and_years() {
        let order = [
            "2024-02-29T23:59:59Z",
            "2024-03-01T00:30:00+00:15",
            "2024-03-01T00:20",
            "2024-12-31T23:00:00-02:00",
            "2025-01-01T01:00:01",
            "2025-01-02",
        ];
        assert!(order.windows(2).all(|pair| seconds(pair[0]).unwrap() < seconds(pair[1]).unwrap()));
        assert_eq!(seconds("2024-02-29T23:00:00-01:00"), seconds("2024-03-01T00:00:00Z"));
        for nonsense in ["", "yesterday", "2024-13-01", "2024-00-10", "-024-01-01", "2024\u{e9}1-01"] {
            assert_eq!(seconds(nonsense), None, "{nonsense}");
        }
    }
}
