//! What was changed about a vocabulary, by whom and when: one entry for each time it was saved, never changed afterwards.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::row::vocabulary_entry;
use super::terms::{Term, Vocabulary, english};
use crate::platform::auth::{PersonRef, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// Entries that are shown, and changes of each: a list of words may add thousands at once.
const ENTRIES: u64 = 100;
const CHANGES: usize = 200;

/// What became of a word, or of the vocabulary itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VocabularyAct {
    Added,
    /// It is called something else in one language. What assets say stays: they say its key.
    Named,
    /// It stands below another word.
    Moved,
    /// Offered no more.
    Retired,
    /// Offered again.
    Offered,
    TakenOut,
    /// The words stand in another order.
    Ordered,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VocabularyChange {
    pub act: VocabularyAct,
    /// The key of the word; absent where it is about the vocabulary itself.
    pub term: Option<String>,
    /// What the word was called in English at that time.
    pub name: Option<String>,
    /// The language of a name.
    pub language: Option<String>,
    /// A name, or the name of the word above it; absent is none.
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What was changed at one time.
#[derive(Debug, Serialize, ToSchema)]
pub struct VocabularyEntry {
    pub id: Uuid,
    /// The revision that came of it.
    pub revision: i32,
    /// At most 200.
    pub changes: Vec<VocabularyChange>,
    /// How many more there were.
    pub more: usize,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
}

/// What makes the one out of the other; everything is added where there was nothing.
pub fn between(before: Option<&Vocabulary>, after: &Vocabulary) -> Vec<VocabularyChange> {
    let Some(before) = before else {
        let own = VocabularyChange { after: Some(english(&after.labels)), ..change(VocabularyAct::Added, None) };
        return std::iter::once(own)
            .chain(after.terms.iter().map(|term| change(VocabularyAct::Added, Some(term))))
            .collect();
    };
    let (old, new) = (by_key(&before.terms), by_key(&after.terms));
    let mut found = named(None, &before.labels, &after.labels);
    for term in &after.terms {
        match old.get(term.key.as_str()) {
            None => found.push(change(VocabularyAct::Added, Some(term))),
            Some(earlier) => found.extend(of_term(earlier, term, (&old, &new))),
        }
    }
    let gone = before.terms.iter().filter(|term| !new.contains_key(term.key.as_str()));
    found.extend(gone.map(|term| change(VocabularyAct::TakenOut, Some(term))));
    let order = |terms: &[Term], others: &ByKey<'_>| -> Vec<String> {
        terms.iter().map(|term| term.key.clone()).filter(|key| others.contains_key(key.as_str())).collect()
    };
    if order(&before.terms, &new) != order(&after.terms, &old) {
        found.push(change(VocabularyAct::Ordered, None));
    }
    found
}

type ByKey<'a> = HashMap<&'a str, &'a Term>;

fn by_key(terms: &[Term]) -> ByKey<'_> {
    terms.iter().map(|term| (term.key.as_str(), term)).collect()
}

fn change(act: VocabularyAct, term: Option<&Term>) -> VocabularyChange {
    let name = term.map(|term| english(&term.labels));
    VocabularyChange { act, term: term.map(|term| term.key.clone()), name, language: None, before: None, after: None }
}

fn of_term(before: &Term, after: &Term, (old, new): (&ByKey<'_>, &ByKey<'_>)) -> Vec<VocabularyChange> {
    let mut found = named(Some(before), &before.labels, &after.labels);
    if before.parent != after.parent {
        let above = |term: &Term, among: &ByKey<'_>| {
            let parent = term.parent.as_deref()?;
            Some(among.get(parent).map_or_else(|| parent.to_owned(), |found| english(&found.labels)))
        };
        let (before, above) = (above(before, old), above(after, new));
        found.push(VocabularyChange { before, after: above, ..change(VocabularyAct::Moved, Some(after)) });
    }
    match (before.retired, after.retired) {
        (false, true) => found.push(change(VocabularyAct::Retired, Some(after))),
        (true, false) => found.push(change(VocabularyAct::Offered, Some(after))),
        _ => {}
    }
    found
}

type Labels = BTreeMap<String, String>;

fn named(term: Option<&Term>, before: &Labels, after: &Labels) -> Vec<VocabularyChange> {
    let languages: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing = languages.into_iter().filter(|language| before.get(*language) != after.get(*language));
    let each = differing.map(|language| VocabularyChange {
        language: Some(language.clone()),
        before: before.get(language).cloned(),
        after: after.get(language).cloned(),
        ..change(VocabularyAct::Named, term)
    });
    each.collect()
}

/// Records a change that is made in the same transaction; one that changes nothing is left out.
pub async fn record(ctx: &Ctx, tx: &Tx, who: &Who, before: Option<&Vocabulary>, after: &Vocabulary) -> Result<()> {
    let changes = between(before, after);
    if changes.is_empty() {
        return Ok(());
    }
    let row = vocabulary_entry::ActiveModel {
        id: Set(ctx.new_id()?),
        vocabulary: Set(after.key.clone()),
        revision: Set(after.revision),
        changes: Set(serde_json::to_string(&changes)?),
        recorded_at: Set(ctx.now()),
        recorded_by: Set(who.id),
        recorded_by_name: Set(who.name.clone()),
    };
    vocabulary_entry::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The latest 100 entries of a vocabulary, newest first.
pub async fn past(db: &impl ConnectionTrait, vocabulary: &str) -> Result<Vec<VocabularyEntry>> {
    let rows = vocabulary_entry::Entity::find()
        .filter(vocabulary_entry::Column::Vocabulary.eq(vocabulary))
        .order_by_desc(vocabulary_entry::Column::Id)
        .limit(ENTRIES)
        .all(db)
        .await?;
    rows.into_iter().map(show).collect()
}

fn show(row: vocabulary_entry::Model) -> Result<VocabularyEntry> {
    let mut changes: Vec<VocabularyChange> = serde_json::from_str(&row.changes)?;
    let more = changes.len().saturating_sub(CHANGES);
    changes.truncate(CHANGES);
    let recorded_by = PersonRef::new(row.recorded_by, &row.recorded_by_name);
    Ok(VocabularyEntry { id: row.id, revision: row.revision, changes, more, recorded_at: row.recorded_at, recorded_by })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(key: &str, name: &str, parent: Option<&str>) -> Term {
        let labels = BTreeMap::from([("en".to_owned(), name.to_owned())]);
        Term { key: key.to_owned(), labels, parent: parent.map(str::to_owned), retired: false }
    }

    fn vocabulary(terms: Vec<Term>) -> Vocabulary {
        let labels = BTreeMap::from([("en".to_owned(), "Places".to_owned())]);
        Vocabulary { key: "places".to_owned(), labels, terms, revision: 1 }
    }

    fn told(before: Option<&Vocabulary>, after: &Vocabulary) -> Vec<(VocabularyAct, String)> {
        let text = |text: Option<String>| text.unwrap_or_default();
        let each = between(before, after).into_iter();
        each.map(|one| (one.act, format!("{}: {} > {}", text(one.term), text(one.before), text(one.after)))).collect()
    }

    #[test]
    fn each_change_is_told_once_and_nothing_where_nothing_differs() {
        let before = vocabulary(vec![term("sea", "Sea", None), term("bay", "Bay", None), term("gone", "Gone", None)]);
        assert!(told(Some(&before), &before).is_empty());
        let mut bay = term("bay", "Bight", Some("sea"));
        bay.retired = true;
        bay.labels.insert("de".to_owned(), "Bucht".to_owned());
        let after = vocabulary(vec![term("sea", "Sea", None), bay, term("new", "New", None)]);
        let wanted = [
            (VocabularyAct::Named, "bay:  > Bucht"),
            (VocabularyAct::Named, "bay: Bay > Bight"),
            (VocabularyAct::Moved, "bay:  > Sea"),
            (VocabularyAct::Retired, "bay:  > "),
            (VocabularyAct::Added, "new:  > "),
            (VocabularyAct::TakenOut, "gone:  > "),
        ];
        assert_eq!(told(Some(&before), &after), wanted.map(|(act, text)| (act, text.to_owned())));
        assert_eq!(told(None, &before).len(), 4, "itself and its words");
    }

    #[test]
    fn another_order_is_one_change_and_new_words_between_are_none() {
        let (a, b, c) = (term("a", "A", None), term("b", "B", None), term("c", "C", None));
        let before = vocabulary(vec![a.clone(), b.clone()]);
        let between = vocabulary(vec![a.clone(), c, b.clone()]);
        assert_eq!(told(Some(&before), &between).len(), 1, "one is added");
        assert_eq!(told(Some(&before), &vocabulary(vec![b, a])), [(VocabularyAct::Ordered, ":  > ".to_owned())]);
    }
}
