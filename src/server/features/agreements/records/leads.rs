//! How long before a day people are told of it. What counts is the earliest day on which somebody must act, not the end
//! itself: an end whose notice has to be given two months before is late when it is told two months before. Pure.

use chrono::{Days, NaiveDate};

use super::dated::{EXPIRY, TO_ACT};
use super::dates::Date;

/// So many days before: renew or replace, plan the replacement, plan the takedown, last call, the day itself.
pub const LEADS: &[u32] = &[90, 60, 30, 7, 0];

/// Where a day stands among its alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The day by which somebody must act.
    pub act_by: NaiveDate,
    /// The alert that was reached last: its lead in days, and since when.
    pub reached: Option<(u32, NaiveDate)>,
    /// The alert that comes next.
    pub next: Option<(u32, NaiveDate)>,
}

/// The alert of one of the dates of an agreement.
pub fn alert(date: &Date, of_agreement: &[Date], today: NaiveDate) -> Alert {
    let act_by = act_by(date, of_agreement, today);
    let at = |lead: &u32| Some((*lead, act_by.checked_sub_days(Days::new(u64::from(*lead)))?));
    let all = || LEADS.iter().filter_map(at);
    Alert { act_by, reached: all().rfind(|(_, on)| *on <= today), next: all().find(|(_, on)| *on > today) }
}

/// An end is decided by the first option, notice, renewal or fee before it that is not over.
fn act_by(date: &Date, of_agreement: &[Date], today: NaiveDate) -> NaiveDate {
    if date.kind != EXPIRY {
        return date.on;
    }
    let decides = |other: &&Date| other.kind != EXPIRY && other.kind != "duty" && TO_ACT.contains(&other.kind);
    let earlier = of_agreement.iter().filter(decides).map(|other| other.on);
    earlier.filter(|on| (today..=date.on).contains(on)).min().unwrap_or(date.on)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn date(on: &str, kind: &'static str) -> Date {
        Date { on: on.parse().unwrap(), kind, what: String::new(), action: "look", fact: None }
    }

    fn told(date: &Date, all: &[Date], today: &str) -> (String, Option<u32>, Option<u32>) {
        let alert = alert(date, all, today.parse().unwrap());
        (alert.act_by.to_string(), alert.reached.map(|lead| lead.0), alert.next.map(|lead| lead.0))
    }

    #[test]
    fn an_end_is_told_by_the_day_of_its_notice_and_not_by_itself() {
        let all = [date("2027-01-31", "notice"), date("2027-03-31", EXPIRY)];
        // Sixty days before the end the window would just be closed.
        assert_eq!(told(&all[1], &all, "2026-11-23"), ("2027-01-31".to_owned(), Some(90), Some(60)));
        assert_eq!(told(&all[1], &all, "2027-01-30"), ("2027-01-31".to_owned(), Some(7), Some(0)));
        assert_eq!(told(&all[1], &all, "2027-02-01"), ("2027-03-31".to_owned(), Some(60), Some(30)), "what is over");
    }

    #[test]
    fn leads_are_reached_on_their_day() {
        let end = date("2027-03-31", EXPIRY);
        let lead = |today: &str| told(&end, std::slice::from_ref(&end), today);
        assert_eq!(lead("2026-12-30"), ("2027-03-31".to_owned(), None, Some(90)));
        assert_eq!(lead("2026-12-31").1, Some(90));
        assert_eq!(lead("2027-03-31"), ("2027-03-31".to_owned(), Some(0), None));
        assert_eq!(lead("2027-05-01"), ("2027-03-31".to_owned(), Some(0), None));
    }
}
