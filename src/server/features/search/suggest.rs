//! What the beginning of a word may become: keywords, collections, titles, each only as far as the reader sees them.

use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;
use tantivy::Term;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::find::{self, Found};
use super::request::{Facet, SearchRequest, Sort};
use super::schema::{Fields, words_of};
use super::show::Suggestion;
use super::words::MOST_CHARACTERS;
use super::{SearchIndex, labels};
use crate::features::assets::row::{asset, collection};
use crate::features::assets::visible_to;
use crate::platform::auth::Scope;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// Suggestions of each kind at most.
const EACH: usize = 5;
/// Collections whose names are looked through.
const MOST_COLLECTIONS: u64 = 5000;

/// Suggestions for what was typed so far.
pub async fn suggest(ctx: &Ctx, index: &SearchIndex, scope: Scope, text: &str) -> Result<Vec<Suggestion>> {
    if text.chars().count() > MOST_CHARACTERS {
        return Err(Error::field(Code::Invalid, "q", format!("At most {MOST_CHARACTERS} characters.")));
    }
    let words = words_of(text);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut suggestions = keywords(index, scope, text.trim().to_lowercase()).await?;
    suggestions.extend(collections(ctx, index, scope, &words).await?);
    suggestions.extend(titles(ctx, index, scope, words).await?);
    Ok(suggestions)
}

fn active() -> SearchRequest {
    SearchRequest { states: vec!["active".to_owned()], limit: EACH, ..SearchRequest::default() }
}

/// Matches of `wanted` among what this scope may see.
async fn matches(
    index: &SearchIndex,
    scope: Scope,
    request: SearchRequest,
    wanted: Option<Box<dyn Query>>,
) -> Result<Found> {
    let fields = index.fields;
    index
        .look(move |view| {
            let seen = find::search(&fields, &view.names, &request, scope);
            find::find(view, &if let Some(wanted) = wanted { seen.and(wanted) } else { seen })
        })
        .await
}

async fn keywords(index: &SearchIndex, scope: Scope, beginning: String) -> Result<Vec<Suggestion>> {
    let term = Term::from_field_text(index.fields.keyword_key, &beginning);
    let found = matches(index, scope, active(), Some(Box::new(FuzzyTermQuery::new_prefix(term, 0, true)))).await?;
    let counts = super::blocking(move || Ok(found.count(Facet::Keyword, |_| true))).await?;
    let counted = labels::fold_case(counts).into_iter().filter(|each| each.value.starts_with(&beginning)).take(EACH);
    Ok(counted
        .map(|each| Suggestion { kind: "keyword".to_owned(), text: each.label, id: None, count: each.count })
        .collect())
}

async fn collections(ctx: &Ctx, index: &SearchIndex, scope: Scope, words: &[String]) -> Result<Vec<Suggestion>> {
    let named = labels::visible_collections(scope).limit(MOST_COLLECTIONS).all(ctx.db.read()).await?;
    let fitting = named.into_iter().filter(|row: &collection::Model| begins(&words_of(&row.name), words)).take(EACH);
    let mut suggestions = Vec::new();
    for row in fitting {
        let inside = SearchRequest { collections: vec![row.id], ..active() };
        let count = matches(index, scope, inside, None).await?.count_all();
        suggestions.push(Suggestion { kind: "collection".to_owned(), text: row.name, id: Some(row.id), count });
    }
    Ok(suggestions)
}

/// Whether every typed word occurs, the last one perhaps unfinished.
fn begins(name: &[String], typed: &[String]) -> bool {
    let Some((last, whole)) = typed.split_last() else { return false };
    whole.iter().all(|word| name.contains(word)) && name.iter().any(|word| word.starts_with(last.as_str()))
}

async fn titles(ctx: &Ctx, index: &SearchIndex, scope: Scope, words: Vec<String>) -> Result<Vec<Suggestion>> {
    let wanted = title_query(&index.fields, &words);
    let found = matches(index, scope, active(), Some(wanted)).await?;
    let newest = super::blocking(move || Ok(found.page(|_| true, Sort::Newest, None, EACH))).await?;
    let ids = newest.iter().map(|placed| placed.id);
    let rows = visible_to(scope).filter(asset::Column::Id.is_in(ids)).all(ctx.db.read()).await?;
    let in_order = newest.iter().filter_map(|placed| rows.iter().find(|row| row.id == placed.id));
    Ok(in_order
        .map(|row| Suggestion { kind: "title".to_owned(), text: row.title.clone(), id: Some(row.id), count: 1 })
        .collect())
}

fn title_query(fields: &Fields, words: &[String]) -> Box<dyn Query> {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let term = Term::from_field_text(fields.title, word);
        let query: Box<dyn Query> = if place + 1 == words.len() {
            Box::new(FuzzyTermQuery::new_prefix(term, 0, true))
        } else {
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        };
        clauses.push((Occur::Must, query));
    }
    Box::new(BooleanQuery::new(clauses))
}
