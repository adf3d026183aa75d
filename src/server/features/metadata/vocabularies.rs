//! Vocabularies: allowed words as a tree, each with a key that stays and names that may change.

use std::collections::{BTreeMap, HashMap, HashSet};

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::Deserialize;
use utoipa::ToSchema;

use super::fields::{Field, Terms, parse_key, parse_labels};
use super::row::vocabulary;
use super::terms::{Term, Vocabulary, parse_terms};
use super::{usage, vocabulary_history};
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

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
    let added = find(tx, &key).await?;
    vocabulary_history::record(ctx, tx, who, None, &added).await?;
    Ok(added)
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
    let before = show(row.clone())?;
    let kept: HashSet<&str> = terms.iter().map(|term| term.key.as_str()).collect();
    let mut gone = before.terms.iter().map(|term| &term.key).filter(|old| !kept.contains(old.as_str())).peekable();
    let said = match gone.peek() {
        Some(_) => usage::of(tx, key).await?.terms,
        None => BTreeMap::new(),
    };
    if let Some(used) = gone.find(|old| said.contains_key(*old)) {
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
    let after = find(tx, key).await?;
    vocabulary_history::record(ctx, tx, who, Some(&before), &after).await?;
    Ok(after)
}
