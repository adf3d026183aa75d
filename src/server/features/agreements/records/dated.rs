//! Everything that has a day under an agreement: what begins, ends, has to be done or told. The one place where facts
//! become days. Pure.
//!
//! A day is told as the paper says it, without a zone: whoever acts has to act before the first place is over.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::entity::prelude::Uuid;
use serde_json::Value;

use super::ledger;
use super::record::Kind;
use super::row::fact;
use super::span::Span;
use super::summary::money;
use super::terms::{Fee, NoticeWindow};

/// What a day is about; the words of the API.
pub const EXPIRY: &str = "expiry";
pub const OPTION: &str = "option";
pub const NOTICE: &str = "notice";
pub const RENEWAL: &str = "renewal";
pub const FEE: &str = "fee";
pub const DUTY: &str = "duty";

/// The kinds of days by which somebody must act.
pub const TO_ACT: &[&str] = &[EXPIRY, OPTION, NOTICE, RENEWAL, FEE, DUTY];

/// What is on a day, over all facts that say the same of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    pub on: NaiveDate,
    pub kind: &'static str,
    /// What to do: `renew_or_let_lapse`, `plan`, `take_down`, `exercise`, `settle`, `give_notice` or `pay`.
    pub action: &'static str,
    /// In plain words.
    pub what: String,
    pub facts: Vec<Uuid>,
}

/// Before equal ones are joined: words for one fact, and for several (`{}`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    on: NaiveDate,
    kind: &'static str,
    action: &'static str,
    one: String,
    many: String,
}

fn mark(on: NaiveDate, kind: &'static str, action: &'static str, one: &str, many: &str) -> Mark {
    Mark { on, kind, action, one: one.to_owned(), many: many.to_owned() }
}

/// A time in which something is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    pub from: Option<NaiveDate>,
    /// The last day; none without end.
    pub until: Option<NaiveDate>,
    /// The last day on which what is live already may stay.
    pub run_off_until: Option<NaiveDate>,
    pub is_end_unknown: bool,
}

/// The days of an agreement, the earliest first.
pub fn days(rows: &[fact::Model]) -> Vec<Dated> {
    let mut found: BTreeMap<Mark, Vec<Uuid>> = BTreeMap::new();
    for row in rows {
        for mark in marks(row, rows) {
            found.entry(mark).or_default().push(row.entity_id);
        }
    }
    for (mark, facts) in duties(rows) {
        found.entry(mark).or_default().extend(facts);
    }
    let mut days: Vec<Dated> = found.into_iter().map(joined).collect();
    days.sort_by(|one, other| (one.on, one.kind, &one.what).cmp(&(other.on, other.kind, &other.what)));
    days
}

fn joined((mark, facts): (Mark, Vec<Uuid>)) -> Dated {
    let Mark { on, kind, action, one, many } = mark;
    let what = if facts.len() == 1 { one } else { many.replace("{}", &facts.len().to_string()) };
    Dated { on, kind, action, what, facts }
}

fn marks(row: &fact::Model, rows: &[fact::Model]) -> Vec<Mark> {
    let body = body(row);
    let end = |words: &dyn Fn(NaiveDate) -> Mark| day(&body["period"]["end"]).map(words).into_iter().collect();
    match Kind::parse(&row.kind) {
        Some(Kind::Grant) => {
            let gone = gone_from(row, rows);
            let mut found = of_grant(&body);
            found.retain(|mark| gone.is_none_or(|gone| mark.on < gone));
            found
        }
        Some(Kind::Restriction) if body["code"] == "EMBARGO" => {
            end(&|day| mark(day, "embargo", "plan", "An embargo is lifted", "{} embargoes are lifted"))
        }
        Some(Kind::Restriction) => {
            end(&|day| mark(day, "restriction", "plan", "A restriction ends", "{} restrictions end"))
        }
        Some(Kind::Exclusivity) if body["direction"] == "ours" => {
            let many = "What we have alone ends ({} rules)";
            end(&|day| mark(day, "exclusivity", "renew_or_let_lapse", "What we have alone ends", many))
        }
        Some(Kind::Exclusivity) => {
            let (one, many) = ("What somebody else has alone ends", "What somebody else has alone ends ({} rules)");
            end(&|day| mark(day, "exclusivity", "plan", one, many))
        }
        Some(Kind::Revocation) if body["kind"] != "ab_initio" => {
            let (one, many) = ("A revocation takes effect", "{} revocations take effect");
            effective(&body).map(|day| mark(day, "revocation", "take_down", one, many)).into_iter().collect()
        }
        Some(Kind::Fee) => fee(&body).into_iter().collect(),
        Some(Kind::NoticeWindow) => notice(&body, last_end(rows)).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// From when on a grant is taken back for certain; the beginning of time where it never counted.
fn gone_from(grant: &fact::Model, rows: &[fact::Model]) -> Option<NaiveDate> {
    let back = rows.iter().filter(|row| row.kind == Kind::Revocation.name());
    let back = back.filter(|row| row.target_id == Some(grant.entity_id)).map(body);
    let sure = back.filter(|body| body["kind"] != "disputed");
    sure.map(|body| effective(&body).filter(|_| body["kind"] != "ab_initio").unwrap_or(NaiveDate::MIN)).min()
}

fn effective(revocation: &Value) -> Option<NaiveDate> {
    day(&revocation["effective"]).or_else(|| day(&revocation["effective_at"]))
}

/// What a grant says of days: its beginning, its end, what may stay, options, renewal and blackouts.
fn of_grant(body: &Value) -> Vec<Mark> {
    let period = &body["period"];
    let mut found: Vec<Mark> = Vec::new();
    let term = term(body);
    if let Some(day) = term.from {
        found.push(mark(day, "start", "plan", "What is granted begins", "What is granted begins ({} grants)"));
    }
    if let Some(day) = term.until {
        found.push(mark(day, EXPIRY, "renew_or_let_lapse", "A grant ends", "{} grants end"));
    }
    if let Some(day) = term.run_off_until {
        let (one, many) = ("What was live may stay until here", "What was live may stay until here ({} grants)");
        found.push(mark(day, "run_off", "take_down", one, many));
    }
    for option in options(period).filter(|option| is_open(option)) {
        if let Some(day) = day(&option["exercise_by"]) {
            let price = match &option["price"] {
                Value::String(price) => format!(", for {price}"),
                Value::Number(price) => format!(", for {price}"),
                _ => String::new(),
            };
            let (one, many) = ("Last day to use an option", "Last day to use the options of {} grants");
            found.push(mark(day, OPTION, "exercise", &format!("{one}{price}"), &format!("{many}{price}")));
        }
    }
    found.extend(renewal(period, term.until));
    for hole in period["blackout"].as_array().into_iter().flatten() {
        if let Some(day) = day(&hole["start"]) {
            found.push(mark(day, "blackout", "take_down", "A blackout begins", "A blackout begins ({} grants)"));
        }
    }
    found
}

/// A grant that goes on by itself unless somebody says no in time: `auto_renew` may say how long before its end.
fn renewal(period: &Value, end: Option<NaiveDate>) -> Option<Mark> {
    let renew = &period["auto_renew"];
    if renew.is_null() || *renew == Value::Bool(false) {
        return None;
    }
    let notice = renew["notice"].as_str().and_then(Span::parse);
    let on = notice.map_or(end, |notice| notice.before(end?))?;
    let (one, many) = (
        "It renews itself unless somebody says no by then",
        "{} grants renew themselves unless somebody says no by then",
    );
    Some(mark(on, RENEWAL, "give_notice", one, many))
}

fn fee(body: &Value) -> Option<Mark> {
    let fee: Fee = read(body)?;
    let on = fee.due_on.filter(|_| fee.settled_on.is_none())?;
    let what = format!("{} is due: {}", money(fee.amount_minor, &fee.currency), fee.what.trim_end_matches('.'));
    Some(mark(on, FEE, "pay", &what, &format!("{what} ({{}} times)")))
}

fn notice(body: &Value, last_end: Option<NaiveDate>) -> Option<Mark> {
    let window: NoticeWindow = read(body)?;
    let (first, last) = window.days(window.ends_on.or(last_end)?);
    let name = window.kind.replace('_', "-");
    let from = first.map(|first| format!(", possible from {}", first.format("%-d %b %Y"))).unwrap_or_default();
    let more = window.what.filter(|what| !what.is_empty()).map(|what| format!(": {what}")).unwrap_or_default();
    let what = format!("Last day of notice for {name}{from}{more}");
    Some(mark(last?, NOTICE, "give_notice", &what, &what))
}

fn read<T: for<'de> serde::Deserialize<'de>>(body: &Value) -> Option<T> {
    let mut said = body.clone();
    said.as_object_mut()?.remove("no_document");
    serde_json::from_value(said).ok()
}

fn last_end(rows: &[fact::Model]) -> Option<NaiveDate> {
    let grants = rows.iter().filter(|row| row.kind == Kind::Grant.name());
    let ends = |row: &fact::Model| of_grant(&body(row)).into_iter().find(|mark| mark.kind == EXPIRY);
    let counting = grants.filter(|row| gone_from(row, rows).is_none());
    counting.filter_map(ends).map(|mark| mark.on).max()
}

/// What is owed by a day and not settled, each duty once a day.
fn duties(rows: &[fact::Model]) -> Vec<(Mark, Vec<Uuid>)> {
    let mut found = Vec::new();
    for owed in ledger::duties(rows).into_iter().filter(|owed| owed.unsettled > 0) {
        let mut by_day: BTreeMap<NaiveDate, Vec<Uuid>> = BTreeMap::new();
        for row in rows.iter().filter(|row| owed.grants.contains(&row.entity_id) && row.kind == Kind::Grant.name()) {
            if let Some(on) = deadline(&owed.duty, term(&body(row))) {
                by_day.entry(on).or_default().push(row.entity_id);
            }
        }
        let when = match owed.duty["timing"].as_str() {
            Some("pre") => "before any use",
            Some("concurrent") => "with the use",
            _ => "after the use",
        };
        let what = format!("Due {when}: {}", ledger::said_of(&owed.duty));
        found.extend(by_day.into_iter().map(|(on, grants)| (mark(on, DUTY, "settle", &what, &what), grants)));
    }
    found
}

/// By when a duty has to be met: the day it names; what comes before any use, by the first day of the grant; what comes
/// a length of time after, so long after its last day.
fn deadline(duty: &Value, term: Term) -> Option<NaiveDate> {
    if let Some(day) = day(&duty["due"]) {
        return Some(day);
    }
    let length = duty["due"].as_str().and_then(Span::parse);
    match (duty["timing"].as_str()?, length) {
        ("pre", Some(length)) => length.before(term.from?),
        ("pre", None) => term.from,
        ("post", Some(length)) => length.after(term.until?),
        _ => None,
    }
}

/// When a grant runs.
pub fn term(body: &Value) -> Term {
    let period = &body["period"];
    let until = last_day(period);
    let run_off = || Span::parse(body["runoff"]["for"].as_str()?)?.after(until?);
    Term {
        from: day(&period["start"]),
        until,
        run_off_until: run_off(),
        is_end_unknown: until.is_none() && period["end"] != "PERPETUAL",
    }
}

/// The end as it stands on record: the day named, or the beginning with its duration; extended by options that were used.
fn last_day(period: &Value) -> Option<NaiveDate> {
    let named = match period["end"].as_str() {
        Some(_) => day(&period["end"]),
        None => Span::parse(period["duration"].as_str()?)?.last_day_from(day(&period["start"])?),
    }?;
    let used = options(period).filter(|option| option["status"] == "exercised");
    used.filter_map(|option| option["extends"].as_str()).try_fold(named, |end, span| Span::parse(span)?.after(end))
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

/// The civil day of a text that begins with one.
fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.get(..10)?.parse().ok()
}

fn body(row: &fact::Model) -> Value {
    serde_json::from_str(&row.body).unwrap_or_default()
}
