//! What a paper says beside its rights: money that is due, and by when somebody must be told. Checked before it is written.

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::header::check_text;
use super::record::{Draft, Kind};
use super::span::Span;
use super::wanted::{Wanted, check_clause};
use crate::platform::error::{Code, Error, Result};

/// What a notice can be about.
pub const NOTICE_KINDS: &[&str] = &["renewal", "non_renewal", "renegotiation", "termination", "option"];

/// Money that is due, in the smallest unit of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    pub amount_minor: i64,
    pub currency: String,
    pub what: String,
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// When it was paid.
    #[serde(default)]
    pub settled_on: Option<NaiveDate>,
}

/// From when until when, counted back from an end, a notice can be given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeWindow {
    pub kind: String,
    /// `P120D`: so long before the end it opens; any time before it closes unless told.
    #[serde(default)]
    pub opens: Option<String>,
    /// `P60D`: so long before the end is the last day.
    pub closes: String,
    /// The end it counts back from; the last end of the grants unless told.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    #[serde(default)]
    pub what: Option<String>,
}

impl NoticeWindow {
    /// The first and the last day of the window before `end`.
    pub fn days(&self, end: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let back = |length: &str| Span::parse(length)?.before(end);
        (self.opens.as_deref().and_then(back), back(&self.closes))
    }
}

/// The fact that is wanted.
pub async fn draft(db: &impl ConnectionTrait, kind: Kind, mut wanted: Wanted) -> Result<Draft> {
    check_clause(db, &mut wanted).await?;
    let why = wanted.body.remove("no_document");
    let mut body = match kind {
        Kind::Fee => fee(wanted.body)?,
        _ => notice_window(wanted.body)?,
    };
    if let Some(why) = why {
        body["no_document"] = why;
    }
    Ok(Draft { agreement: Some(wanted.agreement), clause: wanted.clause, body, ..Draft::default() })
}

fn read<T: for<'de> Deserialize<'de>>(body: Map<String, Value>) -> Result<T> {
    T::deserialize(Value::Object(body)).map_err(|why| Error::new(Code::FactInvalid, why.to_string()))
}

fn fee(body: Map<String, Value>) -> Result<Value> {
    let fee: Fee = read(body)?;
    check_text("what", &fee.what, 1, 500)?;
    if fee.amount_minor <= 0 {
        return Err(Error::field(Code::FactInvalid, "amount_minor", "A whole number of cents above zero is expected."));
    }
    let currency = fee.currency.trim().to_ascii_uppercase();
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(Error::field(Code::FactInvalid, "currency", "Three letters are expected, such as EUR."));
    }
    Ok(json!({ "amount_minor": fee.amount_minor, "currency": currency, "what": fee.what.trim(),
        "due_on": fee.due_on, "settled_on": fee.settled_on }))
}

fn notice_window(body: Map<String, Value>) -> Result<Value> {
    let window: NoticeWindow = read(body)?;
    if !NOTICE_KINDS.contains(&window.kind.as_str()) {
        return Err(Error::field(Code::FactInvalid, "kind", format!("One of {}.", NOTICE_KINDS.join(", "))));
    }
    check_text("what", window.what.as_deref().unwrap_or_default(), 0, 500)?;
    let length = |field: &str, text: &str| {
        let why = "A length such as P60D or P3M is expected.";
        Span::parse(text).map(|_| ()).ok_or_else(|| Error::field(Code::FactInvalid, field, why))
    };
    length("closes", &window.closes)?;
    if let Some(opens) = &window.opens {
        length("opens", opens)?;
        // Any end will do to see which comes first.
        let end = window.ends_on.or(NaiveDate::from_ymd_opt(2_100, 12, 31)).unwrap_or_default();
        if let (Some(first), Some(last)) = window.days(end)
            && first > last
        {
            return Err(Error::field(Code::PeriodBackwards, "opens", "It closes before it opens."));
        }
    }
    Ok(json!({ "kind": window.kind, "opens": window.opens, "closes": window.closes, "ends_on": window.ends_on,
        "what": window.what.as_deref().map(str::trim) }))
}
