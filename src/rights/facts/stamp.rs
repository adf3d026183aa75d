//! What every fact carries: when it was believed, the clause it stands on, its review, and its digest.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use crate::read::{Fields, ParseError};

/// The words of a contract a rule stands on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Clause {
    pub quote: Option<String>,
    pub page: Option<u32>,
}

/// When a fact was believed: from its recording to its correction.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Visibility {
    pub recorded: Option<DateTime<Utc>>,
    pub superseded: Option<DateTime<Utc>>,
}

/// Fields that tell one record from another but say nothing about what it allows.
pub(super) const NOT_SHAPE: &[&str] = &[
    "id",
    "interest",
    "asset",
    "agreement",
    "clause",
    "recorded_at",
    "superseded_at",
    "recorded_by",
    "source",
    "note",
    "title",
    "name",
    "label",
    "grant",
    "restriction",
    "upstream",
    "reference",
    "created_at",
    "updated_at",
];

impl Visibility {
    pub(crate) fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        Ok(Self { recorded: fields.instant("recorded_at")?, superseded: fields.instant("superseded_at")? })
    }

    pub fn at(&self, belief: DateTime<Utc>) -> bool {
        self.recorded.is_none_or(|recorded| recorded <= belief)
            && self.superseded.is_none_or(|superseded| belief < superseded)
    }
}

impl Clause {
    pub(super) fn read(fields: &Fields<'_>) -> Result<Option<Self>, ParseError> {
        let Some(clause) = fields.get("clause") else {
            return Ok(None);
        };
        if let Value::String(quote) = clause {
            return Ok(Some(Self { quote: Some(quote.clone()), page: None }));
        }
        let clause = Fields::of(clause, &fields.path("clause"))?;
        let page = clause.get("page").and_then(Value::as_u64).and_then(|page| u32::try_from(page).ok());
        Ok(Some(Self { quote: clause.owned("quote")?, page }))
    }
}

/// Only an approved review makes a rule certain. An unknown word of review is an error, not a guess.
pub(super) fn approved(fields: &Fields<'_>) -> Result<bool, ParseError> {
    match fields.maybe("review")? {
        None | Some("approved") => Ok(true),
        Some("draft" | "extracted" | "reviewed" | "proposed" | "rejected") => Ok(false),
        Some(_) => Err(fields.invalid("review", "draft, extracted, reviewed or approved is expected")),
    }
}

impl Fields<'_> {
    /// A hash of the object without the keys left out, independent of the order of its keys.
    pub(crate) fn digest(&self, left_out: &[&str]) -> [u8; 32] {
        let mut keys: Vec<&str> = self.keys().filter(|key| !left_out.contains(key)).collect();
        keys.sort_unstable();
        let mut hasher = blake3::Hasher::new();
        for key in keys {
            hasher.update(key.as_bytes());
            hasher.update(b"=");
            if let Some(value) = self.get(key) {
                hasher.update(value.to_string().as_bytes());
            }
            hasher.update(b";");
        }
        *hasher.finalize().as_bytes()
    }
}
