//! What comes out of a foreign paper: a proposed agreement, its rules in the engine's form, and what was not understood.

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// A key the engine does not know on a grant: whatever carries it is possible at most, until a person corrects it.
pub const NOT_UNDERSTOOD: &str = "not_understood";

/// Something a person has to look at. `code` is stable, `at` points into the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Note {
    pub code: &'static str,
    pub at: String,
    pub message: String,
}

impl Note {
    pub fn new(code: &'static str, at: &str, message: impl Into<String>) -> Note {
        Note { code, at: at.to_owned(), message: message.into() }
    }
}

/// Why a document was not taken at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: &'static str,
    pub message: String,
}

impl Refusal {
    pub fn new(code: &'static str, message: impl Into<String>) -> Refusal {
        Refusal { code, message: message.into() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    Grant,
    Restriction,
}

/// One rule in the engine's form, without the interest or asset it will be about.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProposedRule {
    pub kind: RuleKind,
    /// What the paper says it is about, by the paper's own name; absent: everything it is about.
    pub target: Option<String>,
    /// The words of the paper.
    pub quote: String,
    pub body: Map<String, Value>,
}

impl ProposedRule {
    /// Whether it may ever be certain: nothing in it was left ununderstood.
    pub fn is_understood(&self) -> bool {
        match self.kind {
            RuleKind::Grant => !self.body.contains_key(NOT_UNDERSTOOD),
            RuleKind::Restriction => self.body.get("period").is_none_or(|period| period["end"] != "UNKNOWN"),
        }
    }
}

/// A proposed agreement.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Proposal {
    pub reference: String,
    pub title: String,
    /// A kind of agreement: `licence`, `house_policy`, `open_licence`.
    pub kind: &'static str,
    /// `executed`, or `draft` for what is an offer or a request only.
    pub status: &'static str,
    /// `extracted`, or `draft` for what is an offer or a request only.
    pub review: &'static str,
    pub licensor: String,
    pub licensee: String,
    pub rules: Vec<ProposedRule>,
    pub notes: Vec<Note>,
}

impl Proposal {
    /// The things the rules are about, by the paper's own names.
    pub fn targets(&self) -> Vec<String> {
        let mut named: Vec<String> = self.rules.iter().filter_map(|rule| rule.target.clone()).collect();
        named.sort();
        named.dedup();
        named
    }
}

/// Marks a rule as not fully understood: a grant by a key that the engine does not know, a restriction by an end
/// that nobody knows, so that each is possible and never certain, whoever approves it.
pub fn doubt(kind: RuleKind, body: &mut Map<String, Value>, why: &[Note]) {
    if why.is_empty() {
        return;
    }
    let words: Vec<Value> = why.iter().map(|note| Value::from(format!("{}: {}", note.code, note.message))).collect();
    match kind {
        RuleKind::Grant => {
            body.insert(NOT_UNDERSTOOD.to_owned(), Value::Array(words));
        }
        RuleKind::Restriction => {
            let start = body.get("period").and_then(|period| period.get("start")).cloned().unwrap_or_default();
            let zone = body.get("period").and_then(|period| period.get("zone")).cloned().unwrap_or("territory".into());
            let zones = body.get("period").and_then(|period| period.get("zones")).cloned();
            let mut period = serde_json::json!({ "start": start, "end": "UNKNOWN", "zone": zone });
            if let (Some(zones), Some(period)) = (zones, period.as_object_mut()) {
                period.insert("zones".to_owned(), zones);
            }
            body.insert("period".to_owned(), period);
            let note = words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ");
            body.insert("note".to_owned(), Value::from(note));
        }
    }
}
