//! Walks DER (ITU-T X.690) as certificates and time stamps use it. Copies nothing and trusts no length.

/// One value: its tag, what it holds, and all its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Der<'a> {
    pub tag: u8,
    pub content: &'a [u8],
    pub whole: &'a [u8],
}

pub const INTEGER: u8 = 0x02;
pub const BIT_STRING: u8 = 0x03;
pub const OCTET_STRING: u8 = 0x04;
pub const OID: u8 = 0x06;
pub const SEQUENCE: u8 = 0x30;
pub const SET: u8 = 0x31;

impl<'a> Der<'a> {
    /// The value that `bytes` begin with, and what follows it.
    pub fn first(bytes: &'a [u8]) -> Option<(Der<'a>, &'a [u8])> {
        let tag = *bytes.first()?;
        // Tags of several bytes occur in nothing that is read here.
        if tag & 31 == 31 {
            return None;
        }
        let short = *bytes.get(1)?;
        let (head, size) = match short {
            0..=127 => (2, usize::from(short)),
            129..=132 => {
                let width = usize::from(short & 127);
                let size = bytes.get(2..2 + width)?.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
                (2 + width, size)
            }
            _ => return None,
        };
        let end = head.checked_add(size)?;
        Some((Der { tag, content: bytes.get(head..end)?, whole: bytes.get(..end)? }, bytes.get(end..)?))
    }

    /// The value that `bytes` begin with, if it has this tag.
    pub fn of(bytes: &'a [u8], tag: u8) -> Option<Der<'a>> {
        Der::first(bytes).map(|(found, _)| found).filter(|found| found.tag == tag)
    }

    /// The values inside, up to one that cannot be read.
    pub fn inside(self) -> impl Iterator<Item = Der<'a>> {
        let mut rest = self.content;
        std::iter::from_fn(move || {
            let (found, after) = Der::first(rest)?;
            rest = after;
            Some(found)
        })
    }

    /// The value inside at this place.
    pub fn nth(self, index: usize) -> Option<Der<'a>> {
        self.inside().nth(index)
    }

    /// Content of a value with this tag.
    pub fn content_of(self, tag: u8) -> Option<&'a [u8]> {
        (self.tag == tag).then_some(self.content)
    }

    /// A time of either kind, in seconds since 1970. Fractions are left out.
    pub fn time(self) -> Option<i64> {
        let text = std::str::from_utf8(self.content).ok()?;
        if !text.is_ascii() {
            return None;
        }
        let (year, rest) = match self.tag {
            0x17 => {
                let year: i64 = text.get(..2)?.parse().ok()?;
                (if year < 50 { 2000 + year } else { 1900 + year }, text.get(2..)?)
            }
            0x18 => (text.get(..4)?.parse().ok()?, text.get(4..)?),
            _ => return None,
        };
        let number = |at: usize| rest.get(at..at + 2)?.parse::<u8>().ok().map(i64::from);
        let (month, day) = (number(0)?, number(2)?);
        let (hour, minute, second) = (number(4)?, number(6)?, number(8)?);
        let is_utc = rest.ends_with('Z');
        if !is_utc || !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 60
        {
            return None;
        }
        Some(days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second)
    }
}

/// Days since 1970 of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // The year begins with March here: leap days come last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Seconds since 1970 as RFC 3339 in UTC.
pub fn rfc3339(seconds: i64) -> String {
    let (day, of_day) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * shifted + 2) / 5 + 1, if shifted < 10 { shifted + 3 } else { shifted - 9 });
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", of_day / 3_600, of_day / 60 % 60, of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(tag: u8, text: &str) -> Option<i64> {
        Der { tag, content: text.as_bytes(), whole: &[] }.time()
    }

    #[test]
    fn times_of_both_kinds_come_back_as_they_were() {
        for (tag, text, shown) in [
            (0x17, "700101000000Z", "1970-01-01T00:00:00Z"),
            (0x17, "240229235959Z", "2024-02-29T23:59:59Z"),
            (0x18, "20240301000000.25Z", "2024-03-01T00:00:00Z"),
            (0x18, "20991231120000Z", "2099-12-31T12:00:00Z"),
        ] {
            assert_eq!(time(tag, text).map(rfc3339).as_deref(), Some(shown));
        }
        assert_eq!(time(0x17, "240229235959+0100"), None);
        assert_eq!(time(0x18, "20241301000000Z"), None);
        assert_eq!(time(0x18, "2024"), None);
    }

    #[test]
    fn lengths_that_lie_end_the_walk() {
        assert_eq!(Der::first(&[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]), None);
        assert_eq!(Der::first(&[0x30, 0x80, 0, 0]), None);
        assert_eq!(Der::first(&[0x30]), None);
        let sound = [0x30, 3, 2, 1, 7];
        assert_eq!(Der::of(&sound, SEQUENCE).and_then(|it| it.nth(0)).map(|it| it.content), Some(&[7][..]));
    }
}
