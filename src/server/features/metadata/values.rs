//! What the fields of assets say, and what they said before. Built-in fields live with the asset, the others here.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::fields::Field;
use super::row::field_value;
use super::{definitions, vocabularies};
use crate::features::assets;
use crate::features::assets::fields::{AssetChange, keywords};
use crate::features::assets::history::{self, Cause, Entry};
use crate::features::assets::row::{asset, field_entry};
use crate::platform::auth::{PersonRef, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

/// Values by field; a field that says nothing is not there.
pub type Values = BTreeMap<String, Value>;

/// The change of one field: its definition and what it is to say.
pub type Change<'a> = (&'a Field, Option<Value>);

/// What each of these assets says.
pub async fn of_assets(db: &impl ConnectionTrait, assets: &[asset::Model]) -> Result<HashMap<Uuid, Values>> {
    let mut all: HashMap<Uuid, Values> = assets.iter().map(|asset| (asset.id, built_in(asset))).collect();
    let ids = field_value::Column::AssetId.is_in(assets.iter().map(|asset| asset.id));
    for row in field_value::Entity::find().filter(ids).all(db).await? {
        all.entry(row.asset_id).or_default().insert(row.field, serde_json::from_str(&row.value)?);
    }
    Ok(all)
}

/// What one asset says.
pub async fn of_asset(db: &impl ConnectionTrait, asset: &asset::Model) -> Result<Values> {
    Ok(of_assets(db, std::slice::from_ref(asset)).await?.remove(&asset.id).unwrap_or_default())
}

fn built_in(asset: &asset::Model) -> Values {
    let mut values = Values::from([("title".to_owned(), json!(asset.title))]);
    if !asset.description.is_empty() {
        values.insert("description".to_owned(), json!(asset.description));
    }
    let words = keywords(&asset.keywords);
    if !words.is_empty() {
        values.insert("keywords".to_owned(), json!(words));
    }
    values
}

/// All texts in the searchable fields of these assets, beside the built-in ones.
pub async fn texts(db: &impl ConnectionTrait, assets: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>> {
    let searchable = definitions::in_use(db).await?;
    let searchable: Vec<&str> = searchable.iter().filter(|field| field.searchable).map(|field| &*field.key).collect();
    let rows = field_value::Entity::find()
        .filter(field_value::Column::AssetId.is_in(assets.iter().copied()))
        .filter(field_value::Column::Field.is_in(searchable))
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in rows {
        let value: Value = serde_json::from_str(&row.value)?;
        let texts = found.entry(row.asset_id).or_default();
        match value {
            Value::Array(list) => texts.extend(list.iter().filter_map(|each| each.as_str().map(str::to_owned))),
            Value::String(text) => texts.push(text),
            Value::Number(number) => texts.push(number.to_string()),
            _ => {}
        }
    }
    Ok(found)
}

/// Parses what somebody sent, field by field; the first that cannot be is refused with its name.
pub async fn parse<'a>(
    db: &impl ConnectionTrait,
    fields: &'a [Field],
    sent: &BTreeMap<String, Value>,
) -> Result<Vec<Change<'a>>> {
    let terms = vocabularies::terms_of(db, fields).await?;
    let mut changes = Vec::new();
    for (key, value) in sent {
        let unknown = || Error::field(Code::Invalid, key, "There is no such field.");
        let field = fields.iter().find(|field| field.key == *key).ok_or_else(unknown)?;
        let parsed = field.parse(value, terms.get(key).unwrap_or(&Default::default()))?;
        changes.push((field, parsed));
    }
    Ok(changes)
}

/// Makes these changes, already parsed, and records each. Answers the asset's new revision; the old one when nothing
/// is different.
pub async fn write(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    asset: &asset::Model,
    changes: &[Change<'_>],
    cause: Cause,
) -> Result<i32> {
    match write_own(ctx, tx, who, asset, changes, cause).await? {
        Some(built_in) => assets::change(ctx, tx, who, asset, built_in, cause).await,
        None => Ok(asset.revision),
    }
}

/// The same as a part of something larger, which records its own event.
pub async fn rewrite(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    asset: &asset::Model,
    changes: &[Change<'_>],
    cause: Cause,
) -> Result<i32> {
    match write_own(ctx, tx, who, asset, changes, cause).await? {
        Some(built_in) => assets::rewrite(ctx, tx, who, asset, built_in, cause).await,
        None => Ok(asset.revision),
    }
}

/// Writes the fields that are kept here and answers what is to change about those of every asset; `None` when nothing
/// is different.
async fn write_own(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    asset: &asset::Model,
    changes: &[Change<'_>],
    cause: Cause,
) -> Result<Option<AssetChange>> {
    let now = of_asset(tx, asset).await?;
    let different: Vec<_> = changes.iter().filter(|(field, value)| now.get(&field.key) != value.as_ref()).collect();
    if different.is_empty() {
        return Ok(None);
    }
    let mut own = AssetChange::default();
    for (field, value) in different {
        match field.key.as_str() {
            "title" => own.title = Some(text_of(value)),
            "description" => own.description = Some(text_of(value)),
            "keywords" => own.keywords = Some(list_of(value)),
            key => {
                let entry = Entry { field: key, before: now.get(key), after: value.as_ref(), cause };
                history::record(ctx, tx, who, asset.id, entry).await?;
                set(ctx, tx, asset.id, key, value.as_ref(), cause).await?;
            }
        }
    }
    Ok(Some(own.parse()?))
}

fn text_of(value: &Option<Value>) -> String {
    value.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list_of(value: &Option<Value>) -> Vec<String> {
    let list = value.as_ref().and_then(Value::as_array);
    list.into_iter().flatten().filter_map(|each| each.as_str().map(str::to_owned)).collect()
}

async fn set(ctx: &Ctx, tx: &Tx, asset: Uuid, key: &str, value: Option<&Value>, cause: Cause) -> Result<()> {
    field_value::Entity::delete_many()
        .filter(field_value::Column::AssetId.eq(asset))
        .filter(field_value::Column::Field.eq(key))
        .exec(tx)
        .await?;
    let Some(value) = value else { return Ok(()) };
    let row = field_value::ActiveModel {
        id: Set(ctx.new_id()?),
        asset_id: Set(asset),
        field: Set(key.to_owned()),
        value: Set(value.to_string()),
        cause: Set(cause.name().to_owned()),
    };
    field_value::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes what a file says into fields about which nobody has said anything yet.
pub async fn fill_from_file(ctx: &Ctx, tx: &Tx, asset: &asset::Model, said: &[(&Field, Value)]) -> Result<()> {
    let of_asset = field_entry::Column::AssetId.eq(asset.id);
    let entries = field_entry::Entity::find().filter(of_asset).all(tx).await?;
    let by_people = |key: &str| entries.iter().any(|entry| entry.field == key && entry.cause != "file");
    let now = self::of_asset(tx, asset).await?;
    for (field, value) in said.iter().filter(|(field, _)| !field.built_in && !by_people(&field.key)) {
        let entry = Entry { field: &field.key, before: now.get(&field.key), after: Some(value), cause: Cause::File };
        if entry.before != entry.after {
            history::record(ctx, tx, &Who::system(), asset.id, entry).await?;
            set(ctx, tx, asset.id, &field.key, Some(value), Cause::File).await?;
        }
    }
    Ok(())
}

/// One change on record.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldEntry {
    pub id: Uuid,
    pub field: String,
    /// What it said before and after; absent is nothing.
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// `edit`, `bulk`, `table`, `file`, `undo` or `merge`.
    pub cause: String,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
}

/// The latest 200 changes of an asset's fields, newest first.
pub async fn past(db: &impl ConnectionTrait, asset: Uuid) -> Result<Vec<FieldEntry>> {
    let rows = field_entry::Entity::find()
        .filter(field_entry::Column::AssetId.eq(asset))
        .order_by_desc(field_entry::Column::Id)
        .limit(200)
        .all(db)
        .await?;
    rows.into_iter().map(show_entry).collect()
}

fn show_entry(row: field_entry::Model) -> Result<FieldEntry> {
    let read = |text: Option<String>| text.map(|text| serde_json::from_str(&text)).transpose();
    Ok(FieldEntry {
        id: row.id,
        field: row.field,
        before: read(row.before)?,
        after: read(row.after)?,
        cause: row.cause,
        recorded_at: row.recorded_at,
        recorded_by: PersonRef::new(row.recorded_by, &row.recorded_by_name),
    })
}

/// Takes one change back, if the field still says what the change made it say.
pub async fn undo(ctx: &Ctx, tx: &Tx, who: &Who, asset: &asset::Model, entry: Uuid) -> Result<i32> {
    let found = field_entry::Entity::find_by_id(entry).one(tx).await?.filter(|row| row.asset_id == asset.id);
    let entry = show_entry(found.ok_or_else(|| Error::not_found(Code::FactNotFound))?)?;
    let says_nothing = |value: &Value| matches!(value, Value::String(text) if text.is_empty()) || *value == json!([]);
    let after = entry.after.filter(|value| !says_nothing(value));
    if of_asset(tx, asset).await?.get(&entry.field) != after.as_ref() {
        return Err(Error::new(Code::FieldStale, "It says something else by now; change it by hand."));
    }
    let field = definitions::show_one(tx, &entry.field).await?;
    let before = entry.before.filter(|value| !says_nothing(value));
    write(ctx, tx, who, asset, &[(&field, before)], Cause::Undo).await
}
