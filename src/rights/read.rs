//! Reading facts and requests from JSON, with an error that names the field and what is wrong with it.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Serialize;
use serde_json::{Map, Value};

/// Why a fact or a request could not be read. `code` is stable, `field` is a dotted path, `message` is for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParseError {
    pub code: &'static str,
    pub field: String,
    pub message: String,
}

impl ParseError {
    pub fn new(code: &'static str, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, field: field.into(), message: message.into() }
    }
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {} ({})", self.field, self.message, self.code)
    }
}

impl std::error::Error for ParseError {}

/// One JSON object being read, and where it stands.
#[derive(Clone)]
pub(crate) struct Fields<'a> {
    map: &'a Map<String, Value>,
    place: String,
}

impl<'a> Fields<'a> {
    pub fn of(value: &'a Value, place: &str) -> Result<Self, ParseError> {
        match value {
            Value::Object(map) => Ok(Self { map, place: place.to_owned() }),
            _ => Err(ParseError::new("field.invalid", place, "an object is expected here")),
        }
    }

    pub fn path(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    pub fn invalid(&self, key: &str, message: &str) -> ParseError {
        ParseError::new("field.invalid", self.path(key), message)
    }

    pub fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.map.keys().map(String::as_str)
    }

    /// Refuses a key that is not listed: read past, it might have said less than what is then allowed.
    pub fn only(&self, known: &[&str], message: &str) -> Result<(), ParseError> {
        match self.keys().find(|key| !known.contains(key)) {
            Some(unknown) => Err(self.invalid(unknown, message)),
            None => Ok(()),
        }
    }

    /// The value under a key; `null` counts as absent.
    pub fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    pub fn text(&self, key: &str) -> Result<&'a str, ParseError> {
        self.maybe(key)?.ok_or_else(|| ParseError::new("field.missing", self.path(key), "this field is required"))
    }

    pub fn maybe(&self, key: &str) -> Result<Option<&'a str>, ParseError> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.invalid(key, "a text is expected")),
        }
    }

    pub fn owned(&self, key: &str) -> Result<Option<String>, ParseError> {
        Ok(self.maybe(key)?.map(str::to_owned))
    }

    /// A list of names; a single text counts as a list of one.
    pub fn names(&self, key: &str) -> Result<Option<Vec<&'a str>>, ParseError> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(vec![text])),
            Some(Value::Array(items)) => items
                .iter()
                .map(|item| item.as_str().ok_or_else(|| self.invalid(key, "a list of texts is expected")))
                .collect::<Result<Vec<_>, _>>()
                .map(Some),
            Some(_) => Err(self.invalid(key, "a list of texts is expected")),
        }
    }

    /// The same where a list of nothing says no more than no list.
    pub fn some_names(&self, key: &str) -> Result<Option<Vec<&'a str>>, ParseError> {
        Ok(self.names(key)?.filter(|names| !names.is_empty()))
    }

    pub fn owned_names(&self, key: &str) -> Result<Option<Vec<String>>, ParseError> {
        Ok(self.names(key)?.map(|names| names.into_iter().map(str::to_owned).collect()))
    }

    pub fn flag(&self, key: &str) -> Result<bool, ParseError> {
        match self.get(key) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(self.invalid(key, "true or false is expected")),
        }
    }

    pub fn number(&self, key: &str) -> Result<Option<f64>, ParseError> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Number(number)) => Ok(number.as_f64()),
            Some(_) => Err(self.invalid(key, "a number is expected")),
        }
    }

    pub fn date(&self, key: &str) -> Result<Option<NaiveDate>, ParseError> {
        self.maybe(key)?
            .map(|text| {
                let ends = matches!(text.as_bytes().get(10), None | Some(b'T' | b' '));
                text.get(..10).filter(|_| ends).and_then(parse_day).ok_or_else(|| self.bad_date(key, text))
            })
            .transpose()
    }

    /// A recording time: an instant, or a day read as its midnight in UTC.
    pub fn instant(&self, key: &str) -> Result<Option<DateTime<Utc>>, ParseError> {
        let Some(text) = self.maybe(key)? else {
            return Ok(None);
        };
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return Ok(Some(instant.with_timezone(&Utc)));
        }
        let day = parse_day(text).ok_or_else(|| self.bad_date(key, text))?;
        Ok(Some(day.and_time(chrono::NaiveTime::MIN).and_utc()))
    }

    pub fn bad_date(&self, key: &str, text: &str) -> ParseError {
        ParseError::new("date.invalid", self.path(key), format!("{text:?} is not an ISO date or date-time"))
    }

    pub fn child(&self, key: &str) -> Result<Option<Fields<'a>>, ParseError> {
        self.get(key).map(|value| Fields::of(value, &self.path(key))).transpose()
    }

    /// The objects of a list; absent is an empty list, a single object counts as a list of one.
    pub fn children(&self, key: &str) -> Result<Vec<Fields<'a>>, ParseError> {
        match self.get(key) {
            None => Ok(Vec::new()),
            Some(Value::Array(items)) => items
                .iter()
                .enumerate()
                .map(|(at, item)| Fields::of(item, &format!("{}[{at}]", self.path(key))))
                .collect(),
            Some(value) => Ok(vec![Fields::of(value, &self.path(key))?]),
        }
    }
}

/// An IANA zone by name.
pub(crate) fn parse_zone(name: &str, field: &str) -> Result<Tz, ParseError> {
    name.parse().map_err(|_| ParseError::new("zone.unknown", field, format!("{name:?} is no IANA time zone")))
}

/// A day within the years 1 to 9999.
pub(crate) fn parse_day(text: &str) -> Option<NaiveDate> {
    use chrono::Datelike;
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| (1..=9999).contains(&day.year()))
}
