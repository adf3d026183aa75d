//! What a field is and what it may hold: parsed at the door, decided without a database.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::platform::error::{Code, Error, Result};

/// Longest text on one line, and longest text, in characters.
const TEXT_LENGTH: usize = 2_000;
const LONG_TEXT_LENGTH: usize = 20_000;
/// Most entries of a list, and the longest, in characters.
const LIST_COUNT: usize = 200;
const ENTRY_LENGTH: usize = 200;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line.
    Text,
    LongText,
    Number,
    /// A civil day, or a moment with as much of time, fraction and offset as is known.
    Date,
    Boolean,
    /// One term of a vocabulary.
    Choice,
    /// Terms of a vocabulary.
    MultiChoice,
    /// Words of one's own.
    List,
}

impl FieldKind {
    pub fn name(self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::LongText => "long_text",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::Boolean => "boolean",
            FieldKind::Choice => "choice",
            FieldKind::MultiChoice => "multi_choice",
            FieldKind::List => "list",
        }
    }

    /// Whether it holds several values.
    pub fn is_list(self) -> bool {
        matches!(self, FieldKind::MultiChoice | FieldKind::List)
    }

    pub fn needs_vocabulary(self) -> bool {
        matches!(self, FieldKind::Choice | FieldKind::MultiChoice)
    }
}

/// A field as it is defined.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Field {
    pub key: String,
    pub kind: FieldKind,
    /// By language tag; `en` is always there.
    pub labels: BTreeMap<String, String>,
    /// What to write here, by language tag.
    pub help: BTreeMap<String, String>,
    /// The vocabulary of a choice.
    pub vocabulary: Option<String>,
    pub required: bool,
    pub searchable: bool,
    /// Meant to be counted beside search results.
    pub facet: bool,
    /// Where its value is looked for in files: a standard and its property each, such as `xmp dc:title`.
    pub sources: Vec<String>,
    pub position: i32,
    pub revision: i32,
    /// Every asset has it; its kind stays as it is.
    pub built_in: bool,
    /// Kept for what is on record, offered no more.
    pub retired: bool,
}

/// What every asset has by itself.
pub const BUILT_IN: &[&str] = &["title", "description", "keywords"];

/// The terms that a choice may take; empty for other kinds.
pub type Terms = HashSet<String>;

impl Field {
    /// A value fit to be kept; `Null`, an empty text and an empty list are nothing. Texts stay as they were written,
    /// byte for byte, or are refused.
    pub fn parse(&self, value: &Value, terms: &Terms) -> Result<Option<Value>> {
        let refuse = |why: &str| Err(Error::field(Code::Invalid, &self.key, why));
        let parsed = match (self.kind, value) {
            (_, Value::Null) => None,
            (FieldKind::Text | FieldKind::LongText | FieldKind::Date | FieldKind::Choice, Value::String(text))
                if text.is_empty() =>
            {
                None
            }
            (FieldKind::Text, Value::String(text)) if is_text(text, TEXT_LENGTH, false) => Some(json!(text)),
            (FieldKind::Text, _) => return refuse("At most 2,000 characters on one line."),
            (FieldKind::LongText, Value::String(text)) if is_text(text, LONG_TEXT_LENGTH, true) => Some(json!(text)),
            (FieldKind::LongText, _) => return refuse("At most 20,000 characters of plain text."),
            (FieldKind::Number, Value::Number(number)) => Some(json!(number)),
            (FieldKind::Number, _) => return refuse("A number."),
            (FieldKind::Boolean, Value::Bool(value)) => Some(json!(value)),
            (FieldKind::Boolean, _) => return refuse("Yes or no."),
            (FieldKind::Date, Value::String(text)) if is_moment(text) => Some(json!(text)),
            (FieldKind::Date, _) => {
                return refuse("A day such as 2026-11-23, with a time behind a T where it is known.");
            }
            (FieldKind::Choice, Value::String(term)) if terms.contains(term) => Some(json!(term)),
            (FieldKind::Choice, _) => return refuse("A term of its vocabulary."),
            (FieldKind::MultiChoice | FieldKind::List, Value::Array(list)) => return self.parse_list(list, terms),
            (FieldKind::MultiChoice | FieldKind::List, _) => return refuse("A list."),
        };
        if parsed.is_none() && self.required {
            return refuse("This field must say something.");
        }
        Ok(parsed)
    }

    fn parse_list(&self, list: &[Value], terms: &Terms) -> Result<Option<Value>> {
        let refuse = |why: &str| Err(Error::field(Code::Invalid, &self.key, why));
        let mut kept: Vec<&str> = Vec::new();
        for each in list {
            let Some(text) = each.as_str().filter(|text| is_text(text, ENTRY_LENGTH, false)) else {
                return refuse("Each entry has at most 200 characters on one line.");
            };
            if self.kind == FieldKind::MultiChoice && !terms.contains(text) {
                return refuse("Only terms of its vocabulary.");
            }
            if !text.is_empty() && !kept.contains(&text) {
                kept.push(text);
            }
        }
        if kept.len() > LIST_COUNT {
            return refuse("At most 200 entries.");
        }
        if kept.is_empty() && self.required {
            return refuse("This field must say something.");
        }
        Ok((!kept.is_empty()).then(|| json!(kept)))
    }

    /// What a file says, in the form of this field; `None` where it does not fit.
    pub fn from_file(&self, text: &str, terms: &Terms) -> Option<Value> {
        let list = || text.split("; ").map(str::trim).filter(|each| !each.is_empty());
        let value = match self.kind {
            FieldKind::Number => json!(text.trim().parse::<f64>().ok()?),
            FieldKind::Boolean => json!(matches!(text.to_lowercase().as_str(), "true" | "yes" | "1")),
            FieldKind::List => json!(list().collect::<Vec<_>>()),
            FieldKind::MultiChoice => json!(list().filter(|each| terms.contains(*each)).collect::<Vec<_>>()),
            // Lines of a file become one line; the file keeps its own.
            FieldKind::Text => json!(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            _ => json!(text.trim()),
        };
        self.parse(&value, terms).ok().flatten()
    }
}

fn is_text(text: &str, most: usize, has_lines: bool) -> bool {
    let is_odd = |c: char| c.is_control() && !(has_lines && matches!(c, '\n' | '\r' | '\t'));
    text.chars().count() <= most && !text.chars().any(is_odd)
}

/// A day, or a day and a time with a fraction and an offset where they are known.
fn is_moment(text: &str) -> bool {
    let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
    if chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_err() || day.len() != 10 {
        return false;
    }
    let Some(time) = time else { return true };
    let zone_at = time.find(['+', '-', 'Z']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let is_clock = chrono::NaiveTime::parse_from_str(clock, "%H:%M:%S%.f").is_ok()
        || chrono::NaiveTime::parse_from_str(clock, "%H:%M").is_ok();
    is_clock && (matches!(zone, "" | "Z") || (zone.len() == 6 && zone.parse::<chrono::FixedOffset>().is_ok()))
}

/// A key people and programs name a field or vocabulary by: lower-case letters, digits and underscores.
pub fn parse_key(key: &str) -> Result<String> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let is_good = key.len() <= 60 && key.starts_with(|c: char| c.is_ascii_lowercase()) && key.chars().all(good);
    let refuse = || Error::field(Code::Invalid, "key", "1 to 60 lower-case letters, digits and underscores.");
    is_good.then(|| key.to_owned()).ok_or_else(refuse)
}

/// Names by language; English is the one that everybody falls back to.
pub fn parse_labels(labels: BTreeMap<String, String>) -> Result<BTreeMap<String, String>> {
    let refuse = |why: &str| Err(Error::field(Code::Invalid, "labels", why));
    if labels.get("en").is_none_or(|label| label.trim().is_empty()) {
        return refuse("Say it in English (en) at least.");
    }
    let is_tag =
        |tag: &str| (2..=12).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if labels.len() > 50 || !labels.iter().all(|(tag, label)| is_tag(tag) && is_text(label, 200, false)) {
        return refuse("Language tags such as de, and at most 200 characters each.");
    }
    Ok(labels)
}

/// Places in files, `standard property` each.
pub fn parse_sources(sources: Vec<String>) -> Result<Vec<String>> {
    let standards = ["exif", "iptc", "xmp", "png", "jpeg", "pdf", "office", "id3", "riff", "quicktime", "icc", "c2pa"];
    let is_source = |source: &String| {
        source.split_once(' ').is_some_and(|(standard, property)| {
            standards.contains(&standard) && !property.trim().is_empty() && is_text(property, 200, false)
        })
    };
    if sources.len() > 30 || !sources.iter().all(is_source) {
        let why = format!("A standard ({}) and its property each, such as `xmp dc:title`.", standards.join(", "));
        return Err(Error::field(Code::Invalid, "sources", why));
    }
    Ok(sources)
}
