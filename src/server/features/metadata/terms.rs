//! What a vocabulary is: words in order and as a tree, each with a key that stays. Pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fields::parse_labels;
use crate::platform::error::{Code, Error, Result};

/// Most terms of one vocabulary, and the deepest tree.
const TERM_COUNT: usize = 5_000;
const DEPTH: usize = 12;

/// One allowed word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub key: String,
    pub labels: BTreeMap<String, String>,
    /// The key of the term above it.
    pub parent: Option<String>,
    /// Kept for what is on record, offered no more.
    #[serde(default)]
    pub retired: bool,
}

/// Allowed words, in order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Vocabulary {
    pub key: String,
    pub labels: BTreeMap<String, String>,
    pub terms: Vec<Term>,
    pub revision: i32,
}

/// What it is called in English.
pub fn english(labels: &BTreeMap<String, String>) -> String {
    labels.get("en").cloned().unwrap_or_default()
}

/// Every key once, every parent there, no circles.
pub fn parse_terms(terms: Vec<Term>) -> Result<Vec<Term>> {
    let refuse = |why: String| Err(Error::field(Code::Invalid, "terms", why));
    if terms.len() > TERM_COUNT {
        return refuse("At most 5,000 terms.".to_owned());
    }
    let mut seen = HashSet::new();
    let parents: HashMap<&str, Option<&str>> =
        terms.iter().map(|term| (term.key.as_str(), term.parent.as_deref())).collect();
    for term in &terms {
        if term.key.is_empty() || term.key.chars().count() > 100 || term.key.chars().any(char::is_control) {
            return refuse("A key has 1 to 100 characters on one line.".to_owned());
        }
        if !seen.insert(term.key.as_str()) {
            return refuse(format!("\u{201c}{}\u{201d} stands there twice.", term.key));
        }
        parse_labels(term.labels.clone())?;
        let mut above = term.parent.as_deref();
        for depth in 0.. {
            let Some(parent) = above else { break };
            let Some(next) = parents.get(parent) else {
                return refuse(format!(
                    "\u{201c}{}\u{201d} is below \u{201c}{parent}\u{201d}, which is not there.",
                    term.key
                ));
            };
            if depth >= DEPTH {
                return refuse(format!("\u{201c}{}\u{201d} is below itself, or deeper than 12 steps.", term.key));
            }
            above = *next;
        }
    }
    Ok(terms)
}
