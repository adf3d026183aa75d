//! Days to act as an iCalendar text (RFC 5545): one event a day long for each, with a reminder for every alert. Pure.

use chrono::{DateTime, Utc};

use super::super::records::leads::LEADS;
use super::dates::AgreementDate;

/// A line holds at most so many octets, its end not counted.
const MOST_OCTETS: usize = 75;

/// The calendar of these dates. `public_url` is where people reach the product.
pub fn written(dates: &[AgreementDate], public_url: &str, now: DateTime<Utc>) -> String {
    let mut text = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Placet//Dates//EN", "CALSCALE:GREGORIAN"] {
        put(&mut text, line);
    }
    put(&mut text, "X-WR-CALNAME:Placet: dates of agreements");
    for date in dates {
        event(&mut text, date, public_url, now);
    }
    put(&mut text, "END:VCALENDAR");
    text
}

fn event(text: &mut String, date: &AgreementDate, public_url: &str, now: DateTime<Utc>) {
    let agreement = &date.agreement;
    let day = date.date.format("%Y%m%d");
    let next = date.date.succ_opt().unwrap_or(date.date).format("%Y%m%d");
    // The same date keeps its name when the calendar is read again, so that it is changed and not doubled.
    let source = date.fact.map(|fact| fact.simple().to_string()).unwrap_or_default();
    put(text, "BEGIN:VEVENT");
    put(text, &format!("UID:{}-{}-{day}-{source}@placet", agreement.id.simple(), date.kind));
    put(text, &format!("DTSTAMP:{}", now.format("%Y%m%dT%H%M%SZ")));
    put(text, &format!("DTSTART;VALUE=DATE:{day}"));
    put(text, &format!("DTEND;VALUE=DATE:{next}"));
    put(text, &format!("SUMMARY:{}", escaped(&format!("{}: {}", agreement.reference, date.what))));
    let act_by = date.alert.act_by.format("%-d %b %Y");
    let words = format!("{}\n{}. Act by {act_by}.", agreement.title, action(&date.action));
    put(text, &format!("DESCRIPTION:{}", escaped(&words)));
    put(text, &format!("URL:{}/agreements/{}", public_url.trim_end_matches('/'), agreement.id));
    put(text, "TRANSP:TRANSPARENT");
    let earlier = (date.date - date.alert.act_by).num_days();
    for lead in LEADS {
        put(text, "BEGIN:VALARM");
        put(text, "ACTION:DISPLAY");
        put(text, &format!("DESCRIPTION:{}", escaped(&format!("{}: {}", agreement.reference, date.what))));
        put(text, &format!("TRIGGER:-P{}D", earlier + i64::from(*lead)));
        put(text, "END:VALARM");
    }
    put(text, "END:VEVENT");
}

fn action(action: &str) -> &'static str {
    match action {
        "renew_or_let_lapse" => "Renew it or let it lapse",
        "exercise" => "Use the option or let it go",
        "give_notice" => "Give notice",
        "settle" => "Settle the duty",
        "pay" => "Pay",
        _ => "Look at the agreement",
    }
}

/// Text with what separates values taken literally.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(letter);
            }
            '\n' => safe.push_str("\\n"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

/// A line, folded where it is too long: what goes on begins with a space. No letter is cut in two.
fn put(text: &mut String, line: &str) {
    let mut room = MOST_OCTETS;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            text.push_str("\r\n ");
            room = MOST_OCTETS - 1;
        }
        room -= letter.len_utf8();
        text.push(letter);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use sea_orm::entity::prelude::Uuid;

    use super::super::dates::{AgreementRef, Alert};
    use super::*;

    fn date(what: &str) -> AgreementDate {
        let agreement = AgreementRef {
            id: Uuid::from_u128(7),
            reference: "LIC-1".to_owned(),
            title: "Chairs; red, blue".to_owned(),
        };
        let on = "2027-03-31".parse().unwrap();
        let act_by = "2027-01-30".parse().unwrap();
        let alert = Alert { act_by, lead_days: None, since: None, next_lead_days: Some(90), next_on: None };
        AgreementDate {
            agreement,
            kind: "expiry".to_owned(),
            date: on,
            what: what.to_owned(),
            action: "renew_or_let_lapse".to_owned(),
            fact: None,
            alert,
        }
    }

    fn calendar(what: &str) -> String {
        written(&[date(what)], "https://placet.test/", DateTime::UNIX_EPOCH)
    }

    #[test]
    fn a_date_is_a_day_long_and_reminds_by_the_day_somebody_must_act() {
        let text = calendar("A grant ends");
        let lines: Vec<&str> = text.split("\r\n").collect();
        for line in [
            "DTSTART;VALUE=DATE:20270331",
            "DTEND;VALUE=DATE:20270401",
            "SUMMARY:LIC-1: A grant ends",
            "TRIGGER:-P150D",
            "TRIGGER:-P60D",
            "URL:https://placet.test/agreements/00000000-0000-0000-0000-000000000007",
        ] {
            assert!(lines.contains(&line), "{line} in {text}");
        }
        let whole = text.replace("\r\n ", "");
        assert!(whole.contains("DESCRIPTION:Chairs\\; red\\, blue\\nRenew it or let it lapse. Act by 30 Jan 2027."));
        assert!(text.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn long_lines_are_folded_between_letters_and_read_as_they_were() {
        let what = "Überlänge — ".repeat(20);
        let text = calendar(&what);
        assert!(text.split("\r\n").all(|line| line.len() <= MOST_OCTETS), "{text}");
        assert!(text.replace("\r\n ", "").contains(&format!("SUMMARY:LIC-1: {what}")));
    }

    #[test]
    fn what_somebody_wrote_cannot_end_a_line() {
        let text = calendar("x\r\nEND:VEVENT");
        assert_eq!(text.matches("\r\nEND:VEVENT").count(), 1, "{text}");
    }
}
