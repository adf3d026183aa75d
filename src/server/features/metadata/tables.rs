//! Fields of many assets as a table: out, edited elsewhere, and back in with a look at what would change.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::bulk::{AssetDifference, FieldDifference};
use super::fields::{Field, FieldKind, Terms};
use super::values::{self, Change, Values};
use super::{csv, definitions, vocabularies};
use crate::features::assets;
use crate::features::assets::history::Cause;
use crate::features::assets::row::{asset, version};
use crate::platform::auth::{Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

/// Columns that name the asset and are not changed.
const ID: &str = "asset_id";
const FILE: &str = "file_name";

/// One row that cannot be taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowProblem {
    /// Counts from 1, the heading included, as a spreadsheet does.
    pub row: usize,
    /// The column it is about.
    pub column: Option<String>,
    pub message: String,
}

/// What a table would change, or has changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct TableOutcome {
    /// Only assets that differ.
    pub assets: Vec<AssetDifference>,
    pub problems: Vec<RowProblem>,
    pub changed: usize,
    pub unchanged: usize,
}

/// The table of these assets, in their order; those out of sight are left out.
pub async fn export(db: &impl ConnectionTrait, scope: Scope, ids: &[Uuid]) -> Result<String> {
    let fields = definitions::in_use(db).await?;
    let mut heading = vec![ID.to_owned(), FILE.to_owned()];
    heading.extend(fields.iter().map(|field| field.key.clone()));
    let mut out = format!("\u{feff}{}", csv::line(&heading)?);
    for part in ids.chunks(500) {
        let found = assets::visible_to(scope).filter(asset::Column::Id.is_in(part.iter().copied())).all(db).await?;
        let names = file_names(db, &found).await?;
        let said = values::of_assets(db, &found).await?;
        let found: HashMap<Uuid, &asset::Model> = found.iter().map(|asset| (asset.id, asset)).collect();
        for asset in part.iter().filter_map(|id| found.get(id)) {
            let mut cells =
                vec![asset.id.to_string(), names.get(&asset.current_version_id).cloned().unwrap_or_default()];
            let nothing = Values::new();
            let said = said.get(&asset.id).unwrap_or(&nothing);
            cells.extend(fields.iter().map(|field| cell(said.get(&field.key))));
            out.push_str(&csv::line(&cells)?);
        }
    }
    Ok(out)
}

async fn file_names(db: &impl ConnectionTrait, assets: &[asset::Model]) -> Result<HashMap<Uuid, String>> {
    let current = version::Column::Id.is_in(assets.iter().map(|asset| asset.current_version_id));
    let rows = version::Entity::find().filter(current).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.file_name)).collect())
}

/// A value as a cell.
pub fn cell(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(true)) => "yes".to_owned(),
        Some(Value::Bool(false)) => "no".to_owned(),
        Some(Value::Array(list)) => csv::joined(&list.iter().filter_map(Value::as_str).collect::<Vec<_>>()),
        _ => String::new(),
    }
}

/// A cell as a value, in the form of its field.
fn value(field: &Field, cell: &str, terms: &Terms) -> Result<Option<Value>> {
    let value = match field.kind {
        _ if cell.is_empty() => Value::Null,
        FieldKind::Number => cell.trim().parse::<f64>().map_or_else(|_| json!(cell), number),
        FieldKind::Boolean => match cell.trim().to_lowercase().as_str() {
            "yes" | "true" | "1" => json!(true),
            "no" | "false" | "0" => json!(false),
            _ => json!(cell),
        },
        FieldKind::List | FieldKind::MultiChoice => json!(csv::split(cell)),
        _ => json!(cell),
    };
    field.parse(&value, terms)
}

/// Whole numbers stay whole.
fn number(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 { json!(number as i64) } else { json!(number) }
}

/// Works out what a table would change; with `make`, changes it. Rows with problems are left out and named.
pub async fn import(ctx: &Ctx, tx: &Tx, who: &Who, scope: Scope, text: &str, make: bool) -> Result<TableOutcome> {
    let rows = csv::read(text)?;
    let fields = definitions::in_use(tx).await?;
    let terms = vocabularies::terms_of(tx, &fields).await?;
    let Some((heading, rows)) = rows.split_first() else {
        return Err(Error::new(Code::Malformed, "The table is empty."));
    };
    let columns = columns(heading, &fields)?;
    let mut outcome = TableOutcome { assets: Vec::new(), problems: Vec::new(), changed: 0, unchanged: 0 };
    let mut seen: HashMap<Uuid, usize> = HashMap::new();
    for (index, cells) in rows.iter().enumerate() {
        let row = index + 2;
        let found = match find(tx, scope, &columns, cells, &mut seen, row).await? {
            Ok(found) => found,
            Err(problem) => {
                outcome.problems.push(problem);
                continue;
            }
        };
        let now = values::of_asset(tx, &found).await?;
        let (changes, mut problems) = differing(&columns, cells, &now, &terms, row);
        if let (true, Err(error)) = (problems.is_empty() && !changes.is_empty(), assets::refuse_archived(&found)) {
            problems.push(RowProblem { row, column: None, message: error.detail });
        }
        if !problems.is_empty() {
            outcome.problems.extend(problems);
        } else if changes.is_empty() {
            outcome.unchanged += 1;
        } else {
            if make {
                values::write(ctx, tx, who, &found, &changes, Cause::Table).await?;
            }
            outcome.changed += 1;
            outcome.assets.push(shown(&found, &now, &changes));
        }
    }
    Ok(outcome)
}

/// What each column is: the asset's id, a field, or something that is not changed.
enum Column<'a> {
    Id,
    Ignored,
    Field(&'a Field),
}

fn columns<'a>(heading: &[String], fields: &'a [Field]) -> Result<Vec<Column<'a>>> {
    let columns = heading.iter().map(|name| match name.trim() {
        ID => Ok(Column::Id),
        FILE | "" => Ok(Column::Ignored),
        key => {
            let unknown = || Error::field(Code::Invalid, key, format!("There is no field \u{201c}{key}\u{201d}."));
            fields.iter().find(|field| field.key == key).map(Column::Field).ok_or_else(unknown)
        }
    });
    let columns = columns.collect::<Result<Vec<_>>>()?;
    if columns.iter().filter(|column| matches!(column, Column::Id)).count() != 1 {
        return Err(Error::field(Code::FieldMissing, ID, "One column must be called asset_id."));
    }
    Ok(columns)
}

async fn find(
    tx: &Tx,
    scope: Scope,
    columns: &[Column<'_>],
    cells: &[String],
    seen: &mut HashMap<Uuid, usize>,
    row: usize,
) -> Result<Result<asset::Model, RowProblem>> {
    let problem = |message: String| Ok(Err(RowProblem { row, column: Some(ID.to_owned()), message }));
    let at = columns.iter().position(|column| matches!(column, Column::Id)).unwrap_or(0);
    let said = cells.get(at).map_or("", |cell| cell.trim());
    let Ok(id) = Uuid::parse_str(said) else { return problem(format!("\u{201c}{said}\u{201d} is no id of an asset.")) };
    if let Some(earlier) = seen.insert(id, row) {
        return problem(format!("Row {earlier} is about the same asset."));
    }
    match assets::find_visible(tx, scope, id).await {
        Ok(found) => Ok(Ok(found)),
        Err(error) if error.code.status() == 404 => problem(error.detail),
        Err(error) => Err(error),
    }
}

/// A cell that reads as it would be written out is unchanged, whatever its field makes of it.
fn differing<'a>(
    columns: &[Column<'a>],
    cells: &[String],
    now: &Values,
    terms: &HashMap<String, Terms>,
    row: usize,
) -> (Vec<Change<'a>>, Vec<RowProblem>) {
    let (mut changes, mut problems) = (Vec::new(), Vec::new());
    let nothing = Terms::new();
    for (column, sent) in columns.iter().zip(cells) {
        let Column::Field(field) = column else { continue };
        // Spreadsheets write line ends in their own way.
        let is_same = cell(now.get(&field.key)).replace("\r\n", "\n") == sent.replace("\r\n", "\n");
        if is_same {
            continue;
        }
        match value(field, sent, terms.get(&field.key).unwrap_or(&nothing)) {
            Ok(value) if now.get(&field.key) != value.as_ref() => changes.push((*field, value)),
            Ok(_) => {}
            Err(error) => {
                problems.push(RowProblem { row, column: Some(field.key.clone()), message: error.detail });
            }
        }
    }
    if cells.len() > columns.len() {
        let message = "This row has more cells than the heading.".to_owned();
        problems.push(RowProblem { row, column: None, message });
    }
    (changes, problems)
}

fn shown(asset: &asset::Model, now: &Values, changes: &[Change<'_>]) -> AssetDifference {
    let changes = changes.iter().map(|(field, value)| FieldDifference {
        field: field.key.clone(),
        before: now.get(&field.key).cloned(),
        after: value.clone(),
    });
    AssetDifference { asset: asset.id, title: asset.title.clone(), changes: changes.collect(), refused: None }
}
