//! The work of an import of records: batch after batch, each in one transaction with the line it goes up to. So what was
//! broken off goes on behind the last batch, and nothing is taken twice.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, ExprTrait};
use serde_json::Value;

use super::batch::{self, Batch, Plan, Refused};
use super::mapping::{Filled, Mapped, Mapping};
use super::source;
use crate::features::assets::disk_work::blocking;
use crate::features::assets::record::{self, Known};
use crate::features::imports::row::{import, import_file};
use crate::features::imports::taking::uploader_of;
use crate::features::imports::{self, State, changed, move_to, state_of};
use crate::features::metadata::{definitions, taking_in, vocabularies};
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

/// Refused lines that are named; the rest is counted.
const NAMED: u64 = 100_000;
/// Rows written by one statement.
const ROWS: usize = 1_000;

/// Sets an import of records going; a file that is none of records ends it as failed, with the reason.
pub async fn begin(ctx: &Ctx, row: &import::Model) -> Result<import::Model> {
    let path = PathBuf::from(&row.source);
    let opened = blocking(move || Ok(source::open(&path).map(drop))).await?;
    let fields = fields_of(ctx.db.read(), &mapping_of(row)?).await;
    let (state, note) = match opened.and(fields.map(drop)) {
        Ok(()) => (State::Running, None),
        Err(error) if error.code == Code::Internal => return Err(error),
        Err(error) => (State::Failed, Some(error.detail)),
    };
    let tx = ctx.db.write().await?;
    let moved = move_to(ctx, &tx, row, state, note).await?;
    events::record(ctx, &tx, &uploader_of(row)?.who(), changed(&moved)).await?;
    ctx.commit(tx).await?;
    Ok(moved)
}

fn mapping_of(row: &import::Model) -> Result<Mapping> {
    Ok(row.mapping.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default())
}

/// The fields that a mapping fills; 422 when one is not there.
pub async fn fields_of(db: &impl ConnectionTrait, mapping: &Mapping) -> Result<Vec<Filled>> {
    let fields = definitions::in_use(db).await?;
    let mut terms = vocabularies::terms_of(db, &fields).await?;
    let mut filled = Vec::new();
    for (key, column) in &mapping.fields {
        let unknown = || Error::field(Code::ImportRecords, "mapping", format!("There is no field {key} to be filled."));
        let field = fields.iter().find(|field| field.key == *key && !field.built_in).ok_or_else(unknown)?;
        let terms = terms.remove(key).unwrap_or_default();
        filled.push(Filled { field: field.clone(), terms, column: column.clone() });
    }
    Ok(filled)
}

/// Takes records until `time` is over, the import stands still, or the file ends; then the files that records name.
/// Answers the import as it is then.
pub async fn take(ctx: &Ctx, id: Uuid, round: i32, time: Duration) -> Result<import::Model> {
    let begun = Instant::now();
    let row = imports::find(ctx.db.read(), id).await?;
    if state_of(&row)? != State::Running || row.round != round {
        return Ok(row);
    }
    if row.read_at.is_some() {
        return imports::taking::take(ctx, id, round, time).await;
    }
    let mapping = mapping_of(&row)?;
    let filled = fields_of(ctx.db.read(), &mapping).await?;
    let passed = u64::try_from(row.lines).unwrap_or(0);
    let mut batches = batch::read(Plan { path: PathBuf::from(&row.source), mapping, filled, passed });
    let mut row = row;
    while let Some(batch) = batches.recv().await {
        let written = match batch {
            Ok(batch) => write(ctx, &row, batch).await,
            Err(error) if error.code == Code::ImportRecords => end(ctx, &row, Err(error.detail)).await,
            Err(error) => Err(error),
        };
        row = match written {
            Err(error) if error.code == Code::StorageFull => return stand_still(ctx, &row, error.detail).await,
            other => other?,
        };
        let is_going = state_of(&row)? == State::Running && row.round == round;
        if !is_going || begun.elapsed() >= time {
            return Ok(row);
        }
    }
    imports::taking::take(ctx, id, round, time.saturating_sub(begun.elapsed())).await
}

async fn end(ctx: &Ctx, row: &import::Model, how: std::result::Result<(), String>) -> Result<import::Model> {
    let Err(why) = how else { return Ok(row.clone()) };
    let tx = ctx.db.write().await?;
    let moved = move_to(ctx, &tx, row, State::Failed, Some(why)).await?;
    events::record(ctx, &tx, &uploader_of(row)?.who(), changed(&moved)).await?;
    ctx.commit(tx).await?;
    Ok(moved)
}

async fn stand_still(ctx: &Ctx, row: &import::Model, why: String) -> Result<import::Model> {
    let tx = ctx.db.write().await?;
    let moved = move_to(ctx, &tx, row, State::Paused, Some(why)).await?;
    events::record(ctx, &tx, &uploader_of(row)?.who(), changed(&moved)).await?;
    ctx.commit(tx).await?;
    Ok(moved)
}

/// One transaction: records, results, and how far the import is.
async fn write(ctx: &Ctx, row: &import::Model, batch: Batch) -> Result<import::Model> {
    let uploader = uploader_of(row)?;
    let tx = ctx.db.write().await?;
    let now = imports::find(&tx, row.id).await?;
    if state_of(&now)? != State::Running || now.round != row.round || now.lines != row.lines {
        return Ok(now);
    }
    let Batch { records, mut refused, lines, bytes, end: how } = batch;
    let ids: Vec<&str> = records.iter().map(|each| each.new.external_id.as_str()).collect();
    let known = record::known(&tx, uploader.organization, &ids).await?;
    let Sorted { new, duplicates } = sort(records, &known, &mut refused);
    let added = new.len();
    add(ctx, &tx, &uploader.who(), uploader.organization, row.id, new).await?;
    let unnamed = tell(ctx, &tx, row, refused).await?;
    let going_on = Going { lines, bytes, added, duplicates, unnamed, is_read: how.is_some() };
    if !move_on(ctx, &tx, &now, going_on).await? {
        return Ok(now);
    }
    let moved = imports::find(&tx, row.id).await?;
    ctx.commit(tx).await?;
    end(ctx, &moved, how.unwrap_or(Ok(()))).await
}

struct Going {
    lines: u64,
    bytes: u64,
    added: usize,
    duplicates: usize,
    unnamed: usize,
    is_read: bool,
}

/// Writes how far the import is; `false` when somebody else has gone on meanwhile.
async fn move_on(ctx: &Ctx, tx: &Tx, now: &import::Model, going: Going) -> Result<bool> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let plus = |column: import::Column, more: usize| Expr::col(column).add(number(more as u64));
    let mut update = import::Entity::update_many()
        .col_expr(import::Column::Lines, Expr::value(number(going.lines)))
        .col_expr(import::Column::BytesDone, Expr::value(std::cmp::Ord::min(number(going.bytes), now.bytes_total)))
        .col_expr(import::Column::Added, plus(import::Column::Added, going.added))
        .col_expr(import::Column::Duplicate, plus(import::Column::Duplicate, going.duplicates))
        .col_expr(import::Column::Unnamed, plus(import::Column::Unnamed, going.unnamed));
    if going.is_read {
        update = update.col_expr(import::Column::ReadAt, Expr::value(Some(ctx.now())));
    }
    let unchanged = update.filter(import::Column::Id.eq(now.id)).filter(import::Column::Lines.eq(now.lines));
    Ok(unchanged.exec(tx).await?.rows_affected == 1)
}

struct Sorted {
    new: Vec<Mapped>,
    duplicates: usize,
}

/// Tells new records from those that are here; a known id that says something else is refused.
fn sort(records: Vec<Mapped>, known: &HashMap<String, Known>, refused: &mut Vec<Refused>) -> Sorted {
    let mut here: HashMap<String, (i64, usize)> = HashMap::new();
    let mut sorted = Sorted { new: Vec::with_capacity(records.len()), duplicates: 0 };
    for each in records {
        let id = &each.new.external_id;
        let earlier = here.get(id).map(|(line, index)| (Some(*line), sorted.new[*index].new.data.as_str()));
        match earlier.or_else(|| known.get(id).map(|known| (None, known.data.as_str()))) {
            None => {
                here.insert(id.clone(), (each.new.line, sorted.new.len()));
                sorted.new.push(each);
            }
            Some((_, data)) if data == each.new.data => sorted.duplicates += 1,
            Some((line, _)) => {
                let place = line.map_or("in the library".to_owned(), |line| format!("on line {line}"));
                let why = format!("Its id {id} is {place} already and says something else there. Nothing was changed.");
                refused.push(Refused { line: u64::try_from(each.new.line).unwrap_or(0), why });
            }
        }
    }
    refused.sort_by_key(|each| each.line);
    sorted
}

async fn add(ctx: &Ctx, tx: &Tx, who: &Who, organization: Uuid, import: Uuid, new: Vec<Mapped>) -> Result<()> {
    let (mut records, mut said) = (Vec::with_capacity(new.len()), Vec::with_capacity(new.len()));
    for each in new {
        said.push((each.fields, each.file));
        records.push(each.new);
    }
    let ids = record::add_many(ctx, tx, who, organization, import, records).await?;
    let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max()) else { return Ok(()) };
    let (first, last, count) = (*first, *last, ids.len() as u64);
    let mut values: Vec<(Uuid, &str, &Value)> = Vec::new();
    let mut files = Vec::new();
    for (id, (fields, file)) in ids.iter().zip(&said) {
        values.extend(fields.iter().map(|(key, value)| (*id, key.as_str(), value)));
        if let Some(path) = file {
            files.push(waiting(ctx, import, *id, path)?);
        }
    }
    taking_in::add_many(ctx, tx, who, &values).await?;
    insert(tx, files).await?;
    events::record(ctx, tx, who, Event::RecordsImported { import, count, first, last }).await?;
    Ok(())
}

/// A file that a record names: it becomes the first version of its asset once all records are here.
fn waiting(ctx: &Ctx, import: Uuid, asset: Uuid, path: &str) -> Result<import_file::ActiveModel> {
    Ok(import_file::ActiveModel {
        id: Set(ctx.new_id()?),
        import_id: Set(import),
        path: Set(path.replace('\\', "/").trim_start_matches("./").to_owned()),
        size_bytes: Set(0),
        state: Set("waiting".to_owned()),
        fields: Set("{}".to_owned()),
        version_id: Set(ctx.new_id()?),
        asset_id: Set(Some(asset)),
        code: Set(None),
        message: Set(None),
        sidecar: Set(None),
        ended_at: Set(None),
    })
}

/// Names refused lines, as many as are named; answers how many are only counted.
async fn tell(ctx: &Ctx, tx: &Tx, row: &import::Model, refused: Vec<Refused>) -> Result<usize> {
    if refused.is_empty() {
        return Ok(0);
    }
    let named = imports::count(tx, &[row.id]).await?.remove(&row.id).unwrap_or_default().refused;
    let room = usize::try_from(NAMED.saturating_sub(named)).unwrap_or(0);
    let unnamed = refused.len().saturating_sub(room);
    let mut rows = Vec::new();
    for each in refused.into_iter().take(room) {
        rows.push(import_file::ActiveModel {
            id: Set(ctx.new_id()?),
            import_id: Set(row.id),
            path: Set(format!("line {}", each.line)),
            size_bytes: Set(0),
            state: Set("refused".to_owned()),
            fields: Set("{}".to_owned()),
            version_id: Set(ctx.new_id()?),
            asset_id: Set(None),
            code: Set(Some(Code::RecordInvalid.name().to_owned())),
            message: Set(Some(each.why)),
            sidecar: Set(None),
            ended_at: Set(Some(ctx.now())),
        });
    }
    insert(tx, rows).await?;
    Ok(unnamed)
}

async fn insert(tx: &Tx, rows: Vec<import_file::ActiveModel>) -> Result<()> {
    for some in rows.chunks(ROWS) {
        import_file::Entity::insert_many(some.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}
