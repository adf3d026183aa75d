//! Assets that are known from a record of another system: what it said, kept word for word, and no file as yet.
//!
//! Such an asset has a version number 0 without bytes, so that everything that asks for the current version finds one;
//! the first file becomes version 1. Nothing that needs bytes goes past [`has_file`].

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbBackend, QuerySelect, Statement};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::row::{asset, record, version};
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

/// The kind of an asset and a version without a file.
pub const KIND: &str = "record";
/// The state of the preview of a version without a file.
pub const NO_PREVIEW: &str = "none";
const NOTE: &str = "Only a record so far: no file was given.";
/// Rows written by one statement: the more the fewer round trips, below the number of values a statement may have.
const ROWS: usize = 1_000;
/// Words of a record that the index takes, bytes.
const TEXT_LIMIT: usize = 64 * 1024;
/// Columns by whose whole value a record is found, beside its id.
const NAMES: [&str; 5] = ["accession_number", "object_number", "inventory_number", "identifier", "barcode"];

/// Whether the version has bytes.
pub fn has_file(version: &version::Model) -> bool {
    !version.storage_key.is_empty()
}

/// What is said to whoever asks for bytes that were never given.
pub fn refuse_no_file() -> Error {
    Error::new(Code::NoFile, "Only what another system says is on record. Add a version to give the file.")
}

/// A record to be added as an asset, already parsed.
#[derive(Clone, Debug)]
pub struct NewRecord {
    pub external_id: String,
    pub line: i64,
    pub title: String,
    pub description: String,
    pub keywords: Vec<String>,
    /// A JSON object.
    pub data: String,
}

/// A record that is here.
#[derive(Clone, Debug)]
pub struct Known {
    pub asset: Uuid,
    pub data: String,
}

/// The records of an organization with these ids.
pub async fn known(
    db: &impl ConnectionTrait,
    organization: Uuid,
    external_ids: &[&str],
) -> Result<HashMap<String, Known>> {
    let mut found = HashMap::new();
    for ids in external_ids.chunks(ROWS) {
        let rows: Vec<(String, Uuid, String)> = record::Entity::find()
            .select_only()
            .columns([record::Column::ExternalId, record::Column::AssetId, record::Column::Data])
            .filter(record::Column::OrganizationId.eq(organization))
            .filter(record::Column::ExternalId.is_in(ids.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(|(id, asset, data)| (id, Known { asset, data })));
    }
    Ok(found)
}

/// Adds assets without files, in order; answers their ids, which rise. The caller records the event.
pub async fn add_many(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    organization: Uuid,
    import: Uuid,
    records: Vec<NewRecord>,
) -> Result<Vec<Uuid>> {
    let mut ids = Vec::with_capacity(records.len());
    let mut assets = Rows::new("asset", ASSET, ASSET_SAME, shared_asset(ctx, who, organization));
    let mut versions = Rows::new("version", VERSION, VERSION_SAME, shared_version(ctx, who));
    let mut kept = Rows::new("record", RECORD, RECORD_SAME, vec![organization.into(), import.into()]);
    for record in records {
        let (id, version) = (ctx.new_id()?, ctx.new_id()?);
        let keywords = serde_json::to_string(&record.keywords)?;
        let row = [id.into(), version.into(), record.title.into(), record.description.into(), keywords.into()];
        assets.add(tx, row).await?;
        versions.add(tx, [version.into(), id.into()]).await?;
        kept.add(tx, [id.into(), record.external_id.into(), record.line.into(), record.data.into()]).await?;
        ids.push(id);
    }
    assets.flush(tx).await?;
    versions.flush(tx).await?;
    kept.flush(tx).await?;
    Ok(ids)
}

const ASSET: &[&str] = &["id", "current_version_id", "title", "description", "keywords"];
const ASSET_SAME: &[&str] = &[
    "organization_id",
    "kind",
    "created_at",
    "created_by",
    "created_by_name",
    "updated_at",
    "revision",
    "archived_at",
    "archived_by",
];

fn shared_asset(ctx: &Ctx, who: &Who, organization: Uuid) -> Vec<sea_orm::Value> {
    let now = ctx.now();
    vec![
        organization.into(),
        KIND.into(),
        now.into(),
        who.id.into(),
        who.name.clone().into(),
        now.into(),
        1_i32.into(),
        None::<DateTime<Utc>>.into(),
        None::<Uuid>.into(),
    ]
}

const VERSION: &[&str] = &["id", "asset_id"];
const VERSION_SAME: &[&str] = &[
    "number",
    "file_name",
    "mime",
    "kind",
    "size_bytes",
    "blake3",
    "sha256",
    "storage_key",
    "preview",
    "preview_note",
    "renditions",
    "properties",
    "created_at",
    "created_by",
    "created_by_name",
];

fn shared_version(ctx: &Ctx, who: &Who) -> Vec<sea_orm::Value> {
    vec![
        0_i32.into(),
        "".into(),
        "".into(),
        KIND.into(),
        0_i64.into(),
        "".into(),
        "".into(),
        "".into(),
        NO_PREVIEW.into(),
        NOTE.into(),
        "[]".into(),
        "{}".into(),
        ctx.now().into(),
        who.id.into(),
        who.name.clone().into(),
    ]
}

const RECORD: &[&str] = &["asset_id", "external_id", "line", "data"];
const RECORD_SAME: &[&str] = &["organization_id", "import_id"];

/// Rows of one table on their way in: what all have in common is sent once for each statement.
struct Rows {
    table: &'static str,
    own: &'static [&'static str],
    same: &'static [&'static str],
    shared: Vec<sea_orm::Value>,
    values: Vec<sea_orm::Value>,
}

impl Rows {
    fn new(
        table: &'static str,
        own: &'static [&'static str],
        same: &'static [&'static str],
        shared: Vec<sea_orm::Value>,
    ) -> Rows {
        Rows { table, own, same, values: shared.clone(), shared }
    }

    async fn add<const N: usize>(&mut self, tx: &Tx, row: [sea_orm::Value; N]) -> Result<()> {
        self.values.extend(row);
        if self.count() == ROWS { self.flush(tx).await } else { Ok(()) }
    }

    fn count(&self) -> usize {
        (self.values.len() - self.shared.len()) / self.own.len()
    }

    async fn flush(&mut self, tx: &Tx) -> Result<()> {
        if self.count() == 0 {
            return Ok(());
        }
        let sql = self.sql(tx.get_database_backend());
        let values = std::mem::replace(&mut self.values, self.shared.clone());
        tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
        Ok(())
    }

    fn sql(&self, backend: DbBackend) -> String {
        let head = format!("INSERT INTO \"{}\" ({}, {}) ", self.table, self.same.join(", "), self.own.join(", "));
        head + &if backend == DbBackend::Sqlite { self.unnumbered() } else { self.numbered() }
    }

    /// SQLite looks numbered places up one by one, which takes minutes for a million rows.
    fn unnumbered(&self) -> String {
        let places = |count: usize| vec!["?"; count].join(",");
        let row = format!("({})", places(self.own.len()));
        let rows = vec![row.as_str(); self.count()].join(",");
        format!("SELECT * FROM (SELECT {}), (VALUES {rows})", places(self.same.len()))
    }

    fn numbered(&self) -> String {
        let same: Vec<String> = (1..=self.same.len()).map(|number| format!("${number}")).collect();
        let same = same.join(",");
        let mut next = self.same.len();
        let mut sql = "VALUES ".to_owned();
        for row in 0..self.count() {
            sql.push_str(if row == 0 { "(" } else { ",(" });
            sql.push_str(&same);
            for _ in self.own {
                next += 1;
                sql.push_str(",$");
                sql.push_str(&next.to_string());
            }
            sql.push(')');
        }
        sql
    }
}

/// The ids of assets from `first` to `last`, both among them.
pub async fn assets_between(db: &impl ConnectionTrait, first: Uuid, last: Uuid) -> Result<Vec<Uuid>> {
    let query = asset::Entity::find().select_only().column(asset::Column::Id);
    Ok(query.filter(asset::Column::Id.between(first, last)).into_tuple().all(db).await?)
}

/// What another system says about an asset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AssetRecord {
    /// What the other system calls it.
    pub external_id: String,
    pub import_id: Uuid,
    /// Of the imported file, from 1.
    pub line: i64,
    /// The record itself, a JSON object, word for word.
    pub data: String,
}

/// The record an asset comes from.
pub async fn find(db: &impl ConnectionTrait, asset: Uuid) -> Result<Option<AssetRecord>> {
    let found = record::Entity::find_by_id(asset).one(db).await?;
    let show = |row: record::Model| AssetRecord {
        external_id: row.external_id,
        import_id: row.import_id,
        line: row.line,
        data: row.data,
    };
    Ok(found.map(show))
}

/// What a record gives the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// By which the asset is found when they are typed whole.
    pub names: Vec<String>,
    pub texts: Vec<String>,
}

/// The words of the records of these assets.
pub async fn words(db: &impl ConnectionTrait, assets: &[Uuid]) -> Result<HashMap<Uuid, Words>> {
    let rows: Vec<(Uuid, String, String)> = record::Entity::find()
        .select_only()
        .columns([record::Column::AssetId, record::Column::ExternalId, record::Column::Data])
        .filter(record::Column::AssetId.is_in(assets.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(asset, external_id, data)| (asset, words_of(external_id, &data))).collect())
}

/// Texts anywhere in the record; what another system calls its things inside is no word.
fn words_of(external_id: String, data: &str) -> Words {
    let parsed: Value = serde_json::from_str(data).unwrap_or_default();
    let mut words = Words { names: vec![external_id], texts: Vec::new() };
    for name in NAMES {
        words.names.extend(parsed.get(name).and_then(Value::as_str).map(str::to_owned));
    }
    let mut left = TEXT_LIMIT;
    gather(parsed, &mut words.texts, &mut left);
    words
}

fn gather(value: Value, texts: &mut Vec<String>, left: &mut usize) {
    match value {
        Value::String(text) if !text.is_empty() && Uuid::try_parse(&text).is_err() => {
            if let Some(rest) = left.checked_sub(text.len()) {
                *left = rest;
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
        }
        Value::Array(list) => list.into_iter().for_each(|each| gather(each, texts, left)),
        Value::Object(map) => map.into_iter().for_each(|(_, each)| gather(each, texts, left)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_found_by_its_words_and_whole_names_but_not_by_inner_ids() {
        let data = r#"{"id":"x1","accession_number":"79.66.115","size":{"width":5},
            "creators":[{"name":"A. Maker","id":"43e25ea5-cb8b-4a3d-a5e5-d0362d4bd031"},{"name":"A. Maker"}]}"#;
        let mut words = words_of("x1".to_owned(), data);
        words.texts.sort();
        assert_eq!(words.names, ["x1", "79.66.115"]);
        assert_eq!(words.texts, ["79.66.115", "A. Maker", "x1"]);
    }

    #[test]
    fn a_statement_names_each_value_and_what_is_common_once() {
        let mut rows = Rows::new("record", RECORD, RECORD_SAME, vec![1.into(), 2.into()]);
        rows.values.extend((0..8).map(sea_orm::Value::from));
        let head = "INSERT INTO \"record\" (organization_id, import_id, asset_id, external_id, line, data) ";
        assert_eq!(rows.sql(DbBackend::Postgres), format!("{head}VALUES ($1,$2,$3,$4,$5,$6),($1,$2,$7,$8,$9,$10)"));
        assert_eq!(
            rows.sql(DbBackend::Sqlite),
            format!("{head}SELECT * FROM (SELECT ?,?), (VALUES (?,?,?,?),(?,?,?,?))")
        );
    }
}
