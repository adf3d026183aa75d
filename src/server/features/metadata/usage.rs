//! How many assets say each word of a vocabulary.

use std::collections::{BTreeMap, HashSet};

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::row::{field, field_value};
use crate::platform::error::Result;

/// How a vocabulary is used.
#[derive(Debug, Serialize, ToSchema)]
pub struct VocabularyUsage {
    /// Keys of the fields that take its words, retired ones too.
    pub fields: Vec<String>,
    /// By the key of a word, how many assets say it, archived ones too. A word that none says is not there.
    pub terms: BTreeMap<String, u64>,
}

/// Counts the words of a vocabulary. An asset that says a word in several fields counts once.
pub async fn of(db: &impl ConnectionTrait, vocabulary: &str) -> Result<VocabularyUsage> {
    let fields = field::Entity::find()
        .select_only()
        .column(field::Column::Key)
        .filter(field::Column::Vocabulary.eq(vocabulary))
        .order_by_asc(field::Column::Position)
        .into_tuple::<String>()
        .all(db)
        .await?;
    let terms = match fields.as_slice() {
        [] => BTreeMap::new(),
        [only] => in_one(db, only).await?,
        several => in_several(db, several).await?,
    };
    Ok(VocabularyUsage { fields, terms })
}

/// Each asset has one value of a field: equal values can be counted where they lie.
async fn in_one(db: &impl ConnectionTrait, field: &str) -> Result<BTreeMap<String, u64>> {
    let rows = field_value::Entity::find()
        .select_only()
        .column(field_value::Column::Value)
        .column_as(field_value::Column::Id.count(), "count")
        .filter(field_value::Column::Field.eq(field))
        .group_by(field_value::Column::Value)
        .into_tuple::<(String, i64)>()
        .all(db)
        .await?;
    let mut counted = BTreeMap::new();
    for (value, count) in rows {
        for word in words(&value)? {
            *counted.entry(word).or_default() += u64::try_from(count).unwrap_or(0);
        }
    }
    Ok(counted)
}

async fn in_several(db: &impl ConnectionTrait, fields: &[String]) -> Result<BTreeMap<String, u64>> {
    let rows = field_value::Entity::find()
        .select_only()
        .columns([field_value::Column::AssetId, field_value::Column::Value])
        .filter(field_value::Column::Field.is_in(fields.iter().map(String::as_str)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?;
    let mut saying: BTreeMap<String, HashSet<Uuid>> = BTreeMap::new();
    for (asset, value) in rows {
        for word in words(&value)? {
            saying.entry(word).or_default().insert(asset);
        }
    }
    Ok(saying.into_iter().map(|(word, assets)| (word, assets.len() as u64)).collect())
}

/// The words of a value as it is kept, each once.
fn words(value: &str) -> Result<HashSet<String>> {
    Ok(match serde_json::from_str(value)? {
        Value::String(word) => HashSet::from([word]),
        Value::Array(list) => list.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect(),
        _ => HashSet::new(),
    })
}
