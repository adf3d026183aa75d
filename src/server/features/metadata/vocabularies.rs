//! Vocabularies: allowed words as a tree, each with a key that stays and names that may change.

use std::collections::{BTreeMap, HashMap, HashSet};

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fields::{Field, Terms, parse_key, parse_labels};
use super::row::{field, field_value, vocabulary};
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

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

/// A vocabulary as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VocabularyContent {
    pub labels: BTreeMap<String, String>,
    pub terms: Vec<Term>,
}

/// A vocabulary to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVocabulary {
    pub key: String,
    pub labels: BTreeMap<String, String>,
    #[serde(default)]
    pub terms: Vec<Term>,
}

/// All vocabularies by key.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Vocabulary>> {
    let rows = vocabulary::Entity::find().order_by_asc(vocabulary::Column::Key).all(db).await?;
    rows.into_iter().map(show).collect()
}

/// One vocabulary; else 404.
pub async fn find(db: &impl ConnectionTrait, key: &str) -> Result<Vocabulary> {
    show(find_row(db, key).await?)
}

async fn find_row(db: &impl ConnectionTrait, key: &str) -> Result<vocabulary::Model> {
    let found = vocabulary::Entity::find().filter(vocabulary::Column::Key.eq(key)).one(db).await?;
    found.ok_or_else(|| Error::not_found(Code::VocabularyNotFound))
}

fn show(row: vocabulary::Model) -> Result<Vocabulary> {
    let (labels, terms) = (serde_json::from_str(&row.labels)?, serde_json::from_str(&row.terms)?);
    Ok(Vocabulary { key: row.key, labels, terms, revision: row.revision })
}

/// The terms each of these fields may take, by the field's key.
pub async fn terms_of(db: &impl ConnectionTrait, fields: &[Field]) -> Result<HashMap<String, Terms>> {
    let all: HashMap<String, Vocabulary> = list(db).await?.into_iter().map(|each| (each.key.clone(), each)).collect();
    let of = |field: &Field| {
        let found = field.vocabulary.as_ref().and_then(|key| all.get(key));
        found.into_iter().flat_map(|each| each.terms.iter()).map(|term| term.key.clone()).collect()
    };
    Ok(fields.iter().map(|field| (field.key.clone(), of(field))).collect())
}

/// Adds a vocabulary.
pub async fn add(ctx: &Ctx, tx: &Tx, who: &Who, new: NewVocabulary) -> Result<Vocabulary> {
    let key = parse_key(&new.key)?;
    if find_row(tx, &key).await.is_ok() {
        return Err(Error::field(Code::Taken, "key", "There is a vocabulary with this key."));
    }
    let row = vocabulary::ActiveModel {
        id: Set(ctx.new_id()?),
        key: Set(key.clone()),
        labels: Set(serde_json::to_string(&parse_labels(new.labels)?)?),
        terms: Set(serde_json::to_string(&parse_terms(new.terms)?)?),
        revision: Set(1),
        updated_at: Set(ctx.now()),
    };
    vocabulary::Entity::insert(row).exec_without_returning(tx).await?;
    events::record(ctx, tx, who, Event::FieldChanged { key: key.clone() }).await?;
    find(tx, &key).await
}

/// Replaces names and terms. A term that an asset says stays; it may be retired.
pub async fn replace(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    key: &str,
    content: VocabularyContent,
    check: impl Fn(i32) -> Result<()>,
) -> Result<Vocabulary> {
    let row = find_row(tx, key).await?;
    check(row.revision)?;
    let terms = parse_terms(content.terms)?;
    let before = show(row.clone())?.terms;
    let gone: Vec<&str> = before
        .iter()
        .filter(|old| !terms.iter().any(|term| term.key == old.key))
        .map(|term| term.key.as_str())
        .collect();
    if let Some(used) = used_term(tx, key, &gone).await? {
        let why = format!("Assets say \u{201c}{used}\u{201d}: retire it instead of taking it out.");
        return Err(Error::field(Code::VocabularyInUse, "terms", why));
    }
    let change = vocabulary::ActiveModel {
        id: Set(row.id),
        labels: Set(serde_json::to_string(&parse_labels(content.labels)?)?),
        terms: Set(serde_json::to_string(&terms)?),
        revision: Set(row.revision + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    vocabulary::Entity::update(change).exec(tx).await?;
    events::record(ctx, tx, who, Event::FieldChanged { key: key.to_owned() }).await?;
    find(tx, key).await
}

async fn used_term(tx: &Tx, vocabulary: &str, terms: &[&str]) -> Result<Option<String>> {
    if terms.is_empty() {
        return Ok(None);
    }
    let fields = field::Entity::find().filter(field::Column::Vocabulary.eq(vocabulary)).all(tx).await?;
    for field in fields {
        let values = field_value::Entity::find().filter(field_value::Column::Field.eq(&field.key)).all(tx).await?;
        for row in values {
            let value: serde_json::Value = serde_json::from_str(&row.value)?;
            let one = value.as_str().into_iter();
            let mut said = value.as_array().into_iter().flatten().filter_map(serde_json::Value::as_str).chain(one);
            if let Some(used) = said.find(|said| terms.contains(said)) {
                return Ok(Some(used.to_owned()));
            }
        }
    }
    Ok(None)
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
