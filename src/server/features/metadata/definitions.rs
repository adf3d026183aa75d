//! The definitions of fields: added, changed and retired by an administrator; never deleted, because values name them.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::Deserialize;
use utoipa::ToSchema;

use super::fields::{BUILT_IN, Field, FieldKind, parse_key, parse_labels, parse_sources};
use super::row::field;
use super::vocabularies;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

/// A field to be defined.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewField {
    /// 1 to 60 lower-case letters, digits and underscores; never changes.
    pub key: String,
    pub kind: FieldKind,
    pub labels: BTreeMap<String, String>,
    #[serde(default)]
    pub help: BTreeMap<String, String>,
    pub vocabulary: Option<String>,
    #[serde(default)]
    pub required: bool,
    #[serde(default = "yes")]
    pub searchable: bool,
    #[serde(default)]
    pub facet: bool,
    #[serde(default)]
    pub sources: Vec<String>,
}

fn yes() -> bool {
    true
}

/// What is to be different about a field. What is absent stays as it is; the kind never changes.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldChange {
    pub labels: Option<BTreeMap<String, String>>,
    pub help: Option<BTreeMap<String, String>>,
    pub required: Option<bool>,
    pub searchable: Option<bool>,
    pub facet: Option<bool>,
    pub sources: Option<Vec<String>>,
    pub position: Option<i32>,
    /// `true` offers it no more, `false` offers it again.
    pub retired: Option<bool>,
}

/// All fields in order, retired ones last.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Field>> {
    let rows =
        field::Entity::find().order_by_asc(field::Column::Position).order_by_asc(field::Column::Key).all(db).await?;
    let mut fields = rows.into_iter().map(show).collect::<Result<Vec<_>>>()?;
    fields.sort_by_key(|field| field.retired);
    Ok(fields)
}

/// The fields that are in use.
pub async fn in_use(db: &impl ConnectionTrait) -> Result<Vec<Field>> {
    let mut fields = list(db).await?;
    fields.retain(|field| !field.retired);
    Ok(fields)
}

fn show(row: field::Model) -> Result<Field> {
    Ok(Field {
        kind: serde_json::from_value(serde_json::Value::String(row.kind))?,
        labels: serde_json::from_str(&row.labels)?,
        help: serde_json::from_str(&row.help)?,
        vocabulary: row.vocabulary,
        required: row.is_required != 0,
        searchable: row.is_searchable != 0,
        facet: row.is_facet != 0,
        sources: serde_json::from_str(&row.sources)?,
        position: row.position,
        revision: row.revision,
        built_in: BUILT_IN.contains(&row.key.as_str()),
        retired: row.retired_at.is_some(),
        key: row.key,
    })
}

async fn find(db: &impl ConnectionTrait, key: &str) -> Result<field::Model> {
    let found = field::Entity::find().filter(field::Column::Key.eq(key)).one(db).await?;
    found.ok_or_else(|| Error::not_found(Code::FieldNotFound))
}

/// One field by its key; else 404.
pub async fn show_one(db: &impl ConnectionTrait, key: &str) -> Result<Field> {
    show(find(db, key).await?)
}

/// Defines a field.
pub async fn add(ctx: &Ctx, tx: &Tx, who: &Who, new: NewField) -> Result<Field> {
    let key = parse_key(&new.key)?;
    if field::Entity::find().filter(field::Column::Key.eq(&key)).one(tx).await?.is_some() {
        return Err(Error::field(Code::Taken, "key", "There is a field with this key."));
    }
    match (&new.vocabulary, new.kind.needs_vocabulary()) {
        (Some(vocabulary), true) => {
            vocabularies::find(tx, vocabulary).await.map_err(|_| unknown_vocabulary())?;
        }
        (None, false) => {}
        (None, true) => return Err(Error::field(Code::FieldMissing, "vocabulary", "A choice needs a vocabulary.")),
        (Some(_), false) => return Err(Error::field(Code::Invalid, "vocabulary", "Only choices have a vocabulary.")),
    }
    let row = field::ActiveModel {
        id: Set(ctx.new_id()?),
        key: Set(key.clone()),
        kind: Set(new.kind.name().to_owned()),
        labels: Set(serde_json::to_string(&parse_labels(new.labels)?)?),
        help: Set(serde_json::to_string(&new.help)?),
        vocabulary: Set(new.vocabulary),
        is_required: Set(i32::from(new.required)),
        is_searchable: Set(i32::from(new.searchable)),
        is_facet: Set(i32::from(new.facet)),
        sources: Set(serde_json::to_string(&parse_sources(new.sources)?)?),
        position: Set(1_000),
        revision: Set(1),
        retired_at: Set(None),
    };
    field::Entity::insert(row).exec_without_returning(tx).await?;
    events::record(ctx, tx, who, Event::FieldChanged { key: key.clone() }).await?;
    show_one(tx, &key).await
}

fn unknown_vocabulary() -> Error {
    Error::field(Code::ReferenceUnknown, "vocabulary", "There is no such vocabulary.")
}

/// Changes a definition. `check` refuses when somebody else changed it meanwhile.
pub async fn change(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    key: &str,
    change: FieldChange,
    check: impl Fn(i32) -> Result<()>,
) -> Result<Field> {
    let found = find(tx, key).await?;
    check(found.revision)?;
    if change.retired == Some(true) && BUILT_IN.contains(&key) {
        return Err(Error::field(Code::Invalid, "retired", "Every asset has this field; it cannot be retired."));
    }
    let mut row = field::ActiveModel { id: Set(found.id), revision: Set(found.revision + 1), ..Default::default() };
    if let Some(labels) = change.labels {
        row.labels = Set(serde_json::to_string(&parse_labels(labels)?)?);
    }
    if let Some(help) = change.help {
        row.help = Set(serde_json::to_string(&help)?);
    }
    if let Some(sources) = change.sources {
        row.sources = Set(serde_json::to_string(&parse_sources(sources)?)?);
    }
    row.is_required = change.required.map_or(row.is_required, |is| Set(i32::from(is)));
    row.is_searchable = change.searchable.map_or(row.is_searchable, |is| Set(i32::from(is)));
    row.is_facet = change.facet.map_or(row.is_facet, |is| Set(i32::from(is)));
    row.position = change.position.map_or(row.position, Set);
    if let Some(retired) = change.retired {
        row.retired_at = Set(retired.then(|| ctx.now()));
    }
    field::Entity::update(row).exec(tx).await?;
    events::record(ctx, tx, who, Event::FieldChanged { key: key.to_owned() }).await?;
    show_one(tx, key).await
}
