//! The days of agreements: what ends, begins or has to be done within a window. Pure: rows in, days out.
//!
//! A day is told as the paper says it, without a zone: whoever acts has to act before the first place is over.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use sea_orm::entity::prelude::Uuid;
use serde_json::Value;

use super::super::records::dates::{self, FEE, NOTICE, RENEWAL};
use super::super::records::header::Header;
use super::super::records::ledger;
use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::show::timeline::{RightsDate, TermBar};

/// A stretch of days, both included.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

impl Window {
    fn holds(&self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

/// First day, last day, last day of the run-off, and whether the end is not on record.
type Term = (Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>, bool);

/// What is on a day, before equal ones are joined: kind, day, action, words for one and for several.
type Mark = (&'static str, NaiveDate, &'static str, &'static str, &'static str);

/// The terms and the days of one agreement. `live_until` are the last days of the live uses of its assets.
pub fn of_agreement(rows: &[fact::Model], live_until: &[NaiveDate], window: Window) -> (Vec<TermBar>, Vec<RightsDate>) {
    let mut found: BTreeMap<Mark, Vec<Uuid>> = BTreeMap::new();
    let mut terms: BTreeMap<Term, u64> = BTreeMap::new();
    for row in rows {
        let body = body(row);
        for mark in marks(row, &body).into_iter().filter(|mark| window.holds(mark.1)) {
            found.entry(mark).or_default().push(row.entity_id);
        }
        if row.kind == Kind::Grant.name() {
            let term = term(&body);
            *terms.entry((term.from, term.until, term.run_off_until, term.is_end_unknown)).or_default() += 1;
        }
    }
    let mut dates: Vec<RightsDate> = found
        .into_iter()
        .map(|((kind, date, action, one, many), facts)| RightsDate {
            kind: kind.to_owned(),
            date,
            what: if facts.len() == 1 { one.to_owned() } else { many.replace("{}", &facts.len().to_string()) },
            action: action.to_owned(),
            live_beyond: beyond(kind, date, live_until),
            facts,
        })
        .collect();
    dates.extend(duties(rows, window));
    dates.sort_by(|one, other| (one.date, &one.kind, &one.what).cmp(&(other.date, &other.kind, &other.what)));
    let bar = |((from, until, run_off_until, is_end_unknown), grants)| TermBar {
        from,
        until,
        run_off_until,
        is_end_unknown,
        grants,
    };
    (terms.into_iter().map(bar).collect(), dates)
}

fn beyond(kind: &str, date: NaiveDate, live_until: &[NaiveDate]) -> u64 {
    match kind {
        "expiry" | "run_off" | "revocation" | "blackout" => {
            live_until.iter().filter(|until| **until > date).count() as u64
        }
        _ => 0,
    }
}

fn marks(row: &fact::Model, body: &Value) -> Vec<Mark> {
    let period = &body["period"];
    let mut found: Vec<Mark> = Vec::new();
    match Kind::parse(&row.kind) {
        Some(Kind::Grant) => found.extend(of_grant(body)),
        Some(Kind::Restriction) => {
            let is_embargo = body["code"] == "EMBARGO";
            if let Some(day) = day(&period["end"]) {
                let words = match is_embargo {
                    true => ("embargo", day, "plan", "An embargo is lifted", "{} embargoes are lifted"),
                    false => ("embargo", day, "plan", "A restriction ends", "{} restrictions end"),
                };
                found.push(words);
            }
        }
        Some(Kind::Exclusivity) => {
            if let Some(day) = day(&period["end"]) {
                let words = match body["direction"] == "ours" {
                    true => (
                        "exclusivity",
                        day,
                        "renew_or_let_lapse",
                        "What we have alone ends",
                        "What we have alone ends ({} rules)",
                    ),
                    false => (
                        "exclusivity",
                        day,
                        "plan",
                        "What somebody else has alone ends",
                        "What somebody else has alone ends ({} rules)",
                    ),
                };
                found.push(words);
            }
        }
        Some(Kind::Revocation) if body["kind"] != "ab_initio" => {
            let from = if body["effective"].is_null() { &body["effective_at"] } else { &body["effective"] };
            if let Some(day) = day(from) {
                found.push(("revocation", day, "take_down", "A revocation takes effect", "{} revocations take effect"));
            }
        }
        _ => {}
    }
    found
}

/// What a grant says of days: its beginning, its end, what may stay, options and blackouts.
fn of_grant(body: &Value) -> Vec<Mark> {
    let period = &body["period"];
    let mut found: Vec<Mark> = Vec::new();
    let term = term(body);
    if let Some(day) = term.from {
        found.push(("start", day, "plan", "What is granted begins", "What is granted begins ({} grants)"));
    }
    if let Some(day) = term.until {
        found.push(("expiry", day, "renew_or_let_lapse", "A grant ends", "{} grants end"));
    }
    if let Some(day) = term.run_off_until {
        let (one, many) = ("What was live may stay until here", "What was live may stay until here ({} grants)");
        found.push(("run_off", day, "take_down", one, many));
    }
    for option in options(period).filter(|option| is_open(option)) {
        if let Some(day) = day(&option["exercise_by"]) {
            let (one, many) = ("Last day to use an option", "Last day to use the options of {} grants");
            found.push(("option", day, "exercise", one, many));
        }
    }
    for hole in period["blackout"].as_array().into_iter().flatten() {
        if let Some(day) = day(&hole["start"]) {
            found.push(("blackout", day, "take_down", "A blackout begins", "A blackout begins ({} grants)"));
        }
    }
    found
}

/// Notices, renewals and money, as the terms of the paper say them. Money that is overdue is due today.
pub fn of_terms(header: &Header, rows: &[fact::Model], window: Window) -> Vec<RightsDate> {
    let acts =
        dates::earliest_first(header, rows).into_iter().filter(|date| [NOTICE, RENEWAL, FEE].contains(&date.kind));
    let due = |date: &dates::Date| if date.kind == FEE { date.on.max(window.from) } else { date.on };
    acts.map(|date| RightsDate {
        kind: date.kind.to_owned(),
        date: due(&date),
        what: if date.on < window.from { format!("{} Due since {}.", date.what, date.on) } else { date.what },
        action: date.action.to_owned(),
        facts: date.fact.into_iter().collect(),
        live_beyond: 0,
    })
    .filter(|date| window.holds(date.date))
    .collect()
}

/// What is owed by a day and not settled.
fn duties(rows: &[fact::Model], window: Window) -> Vec<RightsDate> {
    let owed = ledger::duties(rows).into_iter().filter(|owed| owed.unsettled > 0);
    let dated = owed.filter_map(|owed| Some((day(&owed.duty["due"])?, owed)));
    dated
        .filter(|(date, _)| window.holds(*date))
        .map(|(date, owed)| RightsDate {
            kind: "duty".to_owned(),
            date,
            what: format!("Due: {}", ledger::said_of(&owed.duty)),
            action: "settle".to_owned(),
            facts: owed.grants,
            live_beyond: 0,
        })
        .collect()
}

fn term(body: &Value) -> TermBar {
    let period = &body["period"];
    let from = day(&period["start"]);
    let until = last_day(period);
    TermBar {
        from,
        until,
        run_off_until: until.and_then(|until| after(until, body["runoff"]["for"].as_str()?)),
        is_end_unknown: until.is_none() && period["end"] != "PERPETUAL",
        grants: 1,
    }
}

/// The end as it stands on record: the day named, or the beginning with its duration; extended by options that were used.
fn last_day(period: &Value) -> Option<NaiveDate> {
    let named = day(&period["end"]).or_else(|| {
        let start = day(&period["start"])?;
        after(start, period["duration"].as_str()?)?.checked_sub_days(Days::new(1))
    })?;
    let used = options(period).filter(|option| option["status"] == "exercised");
    used.filter_map(|option| option["extends"].as_str()).try_fold(named, after)
}

fn options(period: &Value) -> impl Iterator<Item = &Value> {
    ["option", "options"].into_iter().flat_map(|key| match &period[key] {
        Value::Array(options) => options.iter().collect::<Vec<_>>(),
        Value::Null => Vec::new(),
        one => vec![one],
    })
}

fn is_open(option: &Value) -> bool {
    matches!(option["status"].as_str().unwrap_or("unexercised"), "unexercised" | "open" | "available")
}

/// A day a span later, `P1Y6M`, `P2W` or `P90D`. Nothing where the span cannot be read or counts hours.
fn after(from: NaiveDate, span: &str) -> Option<NaiveDate> {
    let mut day = from;
    let mut digits = String::new();
    for letter in span.strip_prefix('P')?.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let count: u32 = std::mem::take(&mut digits).parse().ok()?;
        day = match letter {
            'Y' => day.checked_add_months(Months::new(count.checked_mul(12)?))?,
            'M' => day.checked_add_months(Months::new(count))?,
            'W' => day.checked_add_days(Days::new(u64::from(count) * 7))?,
            'D' => day.checked_add_days(Days::new(u64::from(count)))?,
            _ => return None,
        };
    }
    digits.is_empty().then_some(day)
}

/// The civil day of a text that begins with one.
fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.get(..10)?.parse().ok()
}

fn body(row: &fact::Model) -> Value {
    serde_json::from_str(&row.body).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::super::super::records::record::Draft;
    use super::super::hypothesis::imagined;
    use super::*;

    fn row(kind: Kind, body: Value) -> fact::Model {
        let draft = Draft { body, ..Draft::default() };
        imagined(kind, (Uuid::from_u128(1), Uuid::from_u128(2)), draft, chrono::DateTime::UNIX_EPOCH)
    }

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn year() -> Window {
        Window { from: on("2026-12-01"), until: on("2027-11-30") }
    }

    fn told(rows: &[fact::Model]) -> Vec<String> {
        let (_, dates) = of_agreement(rows, &[on("2027-06-30")], year());
        dates.iter().map(|date| format!("{} {} {} {}", date.date, date.kind, date.action, date.live_beyond)).collect()
    }

    #[test]
    fn a_grant_ends_on_its_last_day_and_what_is_live_may_stay_for_its_run_off() {
        let grant = json!({ "period": { "start": "2026-01-01", "end": "2027-01-31" }, "runoff": { "for": "P30D" } });
        let rows = [row(Kind::Grant, grant.clone()), row(Kind::Grant, grant)];
        assert_eq!(told(&rows), ["2027-01-31 expiry renew_or_let_lapse 1", "2027-03-02 run_off take_down 1"]);
        let (terms, dates) = of_agreement(&rows, &[], year());
        assert_eq!((terms.len(), terms[0].grants), (1, 2));
        assert_eq!(dates[0].what, "2 grants end");
    }

    #[test]
    fn a_used_option_moves_the_end_and_an_open_one_is_a_day_to_act() {
        let used = json!({ "period": { "start": "2026-01-01", "end": "2026-12-31",
            "option": { "extends": "P6M", "status": "exercised", "exercise_by": "2026-12-15" } } });
        assert_eq!(told(&[row(Kind::Grant, used)]), ["2027-06-30 expiry renew_or_let_lapse 0"]);
        let open = json!({ "period": { "start": "2026-01-01", "end": "2026-12-31",
            "option": { "extends": "P6M", "exercise_by": "2026-12-15" } } });
        let expected = ["2026-12-15 option exercise 0", "2026-12-31 expiry renew_or_let_lapse 1"];
        assert_eq!(told(&[row(Kind::Grant, open)]), expected);
    }

    #[test]
    fn a_term_of_a_year_ends_on_the_day_before_its_anniversary() {
        let grant = json!({ "period": { "start": "2026-06-15", "duration": "P1Y" } });
        let expected = ["2027-06-14 expiry renew_or_let_lapse 1"];
        assert_eq!(told(&[row(Kind::Grant, grant)]), expected);
    }

    #[test]
    fn an_end_that_nobody_knows_is_no_day_and_is_said() {
        let (terms, dates) = of_agreement(&[row(Kind::Grant, json!({ "period": { "end": "UNKNOWN" } }))], &[], year());
        assert!(dates.is_empty());
        assert!(terms[0].is_end_unknown);
        let (terms, _) = of_agreement(&[row(Kind::Grant, json!({ "period": { "end": "PERPETUAL" } }))], &[], year());
        assert!(!terms[0].is_end_unknown && terms[0].until.is_none());
    }

    #[test]
    fn embargoes_exclusivities_revocations_and_duties_have_their_days_and_settled_duties_none() {
        let due = json!({ "period": { "end": "PERPETUAL" },
            "duties": [{ "id": "report", "timing": "post", "text": "Report of sales", "due": "2027-02-01" }] });
        let mut rows = vec![
            row(Kind::Restriction, json!({ "code": "EMBARGO", "period": { "end": "2026-12-24" } })),
            row(Kind::Exclusivity, json!({ "direction": "ours", "period": { "end": "2027-05-01" } })),
            row(Kind::Revocation, json!({ "kind": "prospective", "effective": "2027-01-10T00:00:00Z" })),
            row(Kind::Grant, due),
        ];
        let expected = [
            "2026-12-24 embargo plan 0",
            "2027-01-10 revocation take_down 1",
            "2027-02-01 duty settle 0",
            "2027-05-01 exclusivity renew_or_let_lapse 0",
        ];
        assert_eq!(told(&rows), expected);
        rows.push(row(Kind::DutyEvent, json!({ "duty": "report", "state": "fulfilled" })));
        assert_eq!(told(&rows).len(), 3);
    }
}
