//! The days of agreements over a window: all of them, with what is live beyond them and when people are told. Pure: rows
//! in, days out. Which days there are is said in one place, `records/dated.rs`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::records::dated::{self, Dated, FEE, NOTICE, RENEWAL, TO_ACT, Term};
use super::super::records::dates::{self, Date};
use super::super::records::header::Header;
use super::super::records::leads;
use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::show::dates::Alert;
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

/// An agreement as the timeline looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    pub header: &'a Header,
    pub rows: &'a [fact::Model],
    /// The last days of the live uses of its assets.
    pub live_until: &'a [NaiveDate],
}

impl Paper<'_> {
    /// When its grants run, equal terms once.
    pub fn terms(&self) -> Vec<TermBar> {
        let mut terms: BTreeMap<Term, u64> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.kind == Kind::Grant.name()) {
            *terms.entry(dated::term(&serde_json::from_str(&row.body).unwrap_or_default())).or_default() += 1;
        }
        let bar = |(term, grants): (Term, u64)| TermBar {
            from: term.from,
            until: term.until,
            run_off_until: term.run_off_until,
            is_end_unknown: term.is_end_unknown,
            grants,
        };
        terms.into_iter().map(bar).collect()
    }

    /// What is on the days of a window. Money that is overdue is due on its first day.
    pub fn days(&self, window: Window, today: NaiveDate) -> Vec<RightsDate> {
        let acts = dates::earliest_first(self.header, self.rows);
        // Nobody gives notice or pays under a paper that binds nobody.
        let binds = dates::binds(self.header);
        let days = dated::days(self.rows).into_iter();
        let days = days.filter(|day| binds || ![NOTICE, RENEWAL, FEE].contains(&day.kind));
        let mut shown: Vec<RightsDate> =
            days.map(|day| self.shown(day, &acts, window, today)).filter(|day| window.holds(day.date)).collect();
        shown.sort_by(|one, other| (one.date, &one.kind, &one.what).cmp(&(other.date, &other.kind, &other.what)));
        shown
    }

    fn shown(&self, day: Dated, acts: &[Date], window: Window, today: NaiveDate) -> RightsDate {
        let is_overdue = day.kind == FEE && day.on < window.from;
        let own = acts.iter().find(|act| act.on == day.on && act.kind == day.kind && act.what == day.what);
        let alert = own.filter(|_| TO_ACT.contains(&day.kind)).map(|act| leads::alert(act, acts, today));
        RightsDate {
            kind: day.kind.to_owned(),
            date: if is_overdue { window.from } else { day.on },
            what: if is_overdue { format!("{}. Due since {}", day.what, day.on) } else { day.what },
            action: day.action.to_owned(),
            facts: day.facts,
            live_beyond: self.beyond(day.kind, day.on),
            alert: alert.map(Alert::of),
        }
    }

    fn beyond(&self, kind: &str, date: NaiveDate) -> u64 {
        match kind {
            "expiry" | "run_off" | "revocation" | "blackout" => {
                self.live_until.iter().filter(|until| **until > date).count() as u64
            }
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use sea_orm::entity::prelude::Uuid;
    use serde_json::{Value, json};

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

    fn header() -> Header {
        let head = json!({ "reference": "LIC-1", "title": "Pictures", "kind": "licence", "status": "executed",
            "review": "approved" });
        serde_json::from_value(head).unwrap()
    }

    fn of_agreement(rows: &[fact::Model], live_until: &[NaiveDate], window: Window) -> (Vec<TermBar>, Vec<RightsDate>) {
        let header = header();
        let paper = Paper { header: &header, rows, live_until };
        (paper.terms(), paper.days(window, on("2026-12-01")))
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
    fn a_restriction_that_ends_is_no_embargo() {
        let rows = [row(Kind::Restriction, json!({ "code": "PROHIBITED", "period": { "end": "2027-01-31" } }))];
        assert_eq!(told(&rows), ["2027-01-31 restriction plan 0"]);
    }

    #[test]
    fn the_days_to_act_are_those_of_the_list_of_dates() {
        let grant = json!({ "period": { "start": "2026-01-01", "end": "2027-03-31", "auto_renew": { "notice": "P60D" } },
            "duties": [{ "id": "report", "timing": "post", "text": "Report of sales", "due": "P30D" },
                { "id": "ask", "timing": "pre", "text": "Show the layout" }] });
        let rows = [row(Kind::Grant, grant)];
        let (_, shown) = of_agreement(&rows, &[], Window { from: on("2025-12-01"), until: on("2027-12-31") });
        let to_act = shown.iter().filter(|day| TO_ACT.contains(&day.kind.as_str()));
        let shown: Vec<_> = to_act.map(|day| (day.date, day.kind.as_str(), day.what.as_str())).collect();
        let listed = dates::earliest_first(&header(), &rows);
        assert_eq!(shown, listed.iter().map(|date| (date.on, date.kind, date.what.as_str())).collect::<Vec<_>>());
        let days: Vec<String> = shown.iter().map(|(on, kind, _)| format!("{on} {kind}")).collect();
        assert_eq!(days, ["2026-01-01 duty", "2027-01-30 renewal", "2027-03-31 expiry", "2027-04-30 duty"]);
    }

    #[test]
    fn an_end_is_told_by_the_day_somebody_must_act_before_it() {
        let grant = json!({ "period": { "end": "2027-03-31", "auto_renew": { "notice": "P60D" } } });
        let (_, dates) = of_agreement(&[row(Kind::Grant, grant)], &[], year());
        let expiry = dates.iter().find(|date| date.kind == "expiry").unwrap();
        let alert = expiry.alert.clone().unwrap();
        assert_eq!((alert.act_by, alert.lead_days, alert.next_lead_days), (on("2027-01-30"), Some(60), Some(30)));
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
