//! What would become of a file of records, shown by its first lines before anything is taken.

use std::collections::BTreeMap;
use std::path::PathBuf;

use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::mapping::{Filled, Mapping};
use super::source;
use super::taking::fields_of;
use crate::features::assets::disk_work::blocking;
use crate::platform::error::Result;

/// Records that are shown, and lines by which columns are found.
const SHOWN: usize = 10;
const LOOKED_AT: usize = 200;
/// Letters of an example.
const EXAMPLE: usize = 120;

/// The first records of a file as they would be taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordsPreview {
    /// By which the rows were read: the usual names unless told.
    pub mapping: Mapping,
    pub columns: Vec<PreviewColumn>,
    pub rows: Vec<PreviewRow>,
    /// Lines that were looked at, and how many of them would be refused.
    pub lines: usize,
    pub refused: usize,
}

/// A column, and what becomes of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewColumn {
    pub name: String,
    /// `title`, `keywords`, … or a field's key; absent: it is kept with the record and found by its words.
    pub used_as: Option<String>,
    pub example: String,
}

/// One record as it would be taken.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct PreviewRow {
    pub line: u64,
    pub external_id: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub keywords: Vec<String>,
    pub file: Option<String>,
    /// Values of fields of the house by their keys.
    #[schema(value_type = BTreeMap<String, Object>)]
    pub fields: BTreeMap<String, Value>,
    /// Why it would be refused.
    pub refused: Option<String>,
}

/// Reads the first lines. 422 `import.records` when the file is none of records or the mapping names no field.
pub async fn preview(db: &impl ConnectionTrait, path: PathBuf, mapping: Mapping) -> Result<RecordsPreview> {
    let filled = fields_of(db, &mapping).await?;
    blocking(move || Ok(look(&path, mapping, &filled))).await?
}

fn look(path: &std::path::Path, mapping: Mapping, filled: &[Filled]) -> Result<RecordsPreview> {
    let mut source = source::open(path)?;
    let mut columns: Vec<PreviewColumn> = source.columns().iter().map(|name| column(&mapping, name)).collect();
    let (mut rows, mut lines, mut refused) = (Vec::new(), 0, 0);
    while lines < LOOKED_AT {
        let line = match source.next_line() {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(error) => {
                let refused = Some(source::damage(&error));
                rows.push(PreviewRow { line: source.lines_read(), refused, ..PreviewRow::default() });
                break;
            }
        };
        lines += 1;
        if let Ok(record) = &line.record {
            for (name, value) in &record.values {
                add_example(&mut columns, &mapping, name, value);
            }
        }
        let number = line.number;
        let mapped = line.record.and_then(|record| mapping.apply(number, record, filled));
        refused += usize::from(mapped.is_err());
        if rows.len() < SHOWN {
            rows.push(match mapped {
                Err(why) => PreviewRow { line: number, refused: Some(why), ..PreviewRow::default() },
                Ok(mapped) => PreviewRow {
                    line: number,
                    external_id: Some(mapped.new.external_id),
                    title: Some(mapped.new.title),
                    description: Some(mapped.new.description),
                    keywords: mapped.new.keywords,
                    file: mapped.file,
                    fields: mapped.fields.into_iter().collect(),
                    refused: None,
                },
            });
        }
    }
    Ok(RecordsPreview { mapping, columns, rows, lines, refused })
}

fn column(mapping: &Mapping, name: &str) -> PreviewColumn {
    PreviewColumn { name: name.to_owned(), used_as: mapping.use_of(name), example: String::new() }
}

fn add_example(columns: &mut Vec<PreviewColumn>, mapping: &Mapping, name: &str, value: &Value) {
    let index = columns.iter().position(|each| each.name == name).unwrap_or_else(|| {
        columns.push(column(mapping, name));
        columns.len() - 1
    });
    if let Some(column) = columns.get_mut(index).filter(|column| column.example.is_empty()) {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        column.example = text.chars().take(EXAMPLE).collect();
    }
}
