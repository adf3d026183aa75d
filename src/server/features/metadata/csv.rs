//! Tables as text (RFC 4180), both ways, safe to open in a spreadsheet. Whatever reads or writes a table does it here. Pure.

use std::io::Read;

use ::csv::{ByteRecord, Position, ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use crate::platform::error::{Code, Error, Result};

/// Most rows and columns of one table.
pub const ROWS: usize = 10_000;
const COLUMNS: usize = 500;
/// Stands behind a table while it is read: where it is not found alone, a quotation mark was never closed.
const END: &str = "\0";

/// One line of cells. A text that a spreadsheet would take for a formula gets an apostrophe before it.
pub fn line(cells: &[String]) -> Result<String> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells.iter().map(|cell| neutral(cell))).map_err(Error::internal)?;
    let bytes = writer.into_inner().map_err(|error| Error::internal(anyhow::anyhow!("{error}")))?;
    String::from_utf8(bytes).map_err(Error::internal)
}

/// Whether a spreadsheet could run it, apostrophes before it apart.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// One apostrophe more than it had, so that taking one away gives it back, letter for letter.
pub fn neutral(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// The text before it was made harmless.
pub fn original(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(cell) => rest,
        _ => cell,
    }
}

/// Entries of a list in one cell: `; ` between them, a backslash before a semicolon or backslash inside one.
pub fn joined(entries: &[&str]) -> String {
    let escaped: Vec<String> = entries.iter().map(|entry| entry.replace('\\', "\\\\").replace(';', "\\;")).collect();
    escaped.join("; ")
}

/// The entries again. The one blank after a semicolon belongs to the cell, not to the entry.
pub fn split(cell: &str) -> Vec<String> {
    let mut entries = vec![String::new()];
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_between = letter == ';';
        if is_between {
            letters.next_if_eq(&' ');
            entries.push(String::new());
            continue;
        }
        let letter = if letter == '\\' { letters.next().unwrap_or('\\') } else { letter };
        if let Some(entry) = entries.last_mut() {
            entry.push(letter);
        }
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}

/// A row as it stands in a text.
pub struct Row {
    /// Its first line, from 1.
    pub line: u64,
    /// `None` when it is no UTF-8.
    pub cells: Option<Vec<String>>,
}

/// The rows of a text; empty lines are none, and a mark of UTF-8 at the start is no text.
pub fn rows(text: impl Read) -> impl Iterator<Item = Row> {
    let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    // What is in memory can be read, and rows of any length are rows: nothing but the end is left.
    let records = reader.into_byte_records().map_while(std::result::Result::ok);
    records.map(|record| Row { line: record.position().map_or(0, Position::line), cells: texts(record) })
}

fn texts(record: ByteRecord) -> Option<Vec<String>> {
    let record = StringRecord::from_byte_record(record).ok()?;
    Some(record.iter().map(str::to_owned).collect())
}

/// The cells of one row; `None` when it is no UTF-8.
pub fn cells(row: &[u8], delimiter: u8) -> Option<Vec<String>> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .buffer_capacity(row.len().clamp(64, 8 * 1024))
        .from_reader(row);
    let mut record = ByteRecord::new();
    reader.read_byte_record(&mut record).ok()?;
    texts(record)
}

/// The rows of a table, cells as they were before they were made harmless.
pub fn read(text: &str) -> Result<Vec<Vec<String>>> {
    let mut read: Vec<Vec<String>> = Vec::new();
    let mut found = rows(text.as_bytes().chain("\r\n".as_bytes()).chain(END.as_bytes())).peekable();
    while let Some(row) = found.next() {
        let cells = row.cells.unwrap_or_default();
        let is_last = found.peek().is_none();
        if is_last && cells == [END] {
            return Ok(read);
        }
        if is_last {
            break;
        }
        push_row(&mut read, cells.iter().map(|cell| original(cell).to_owned()).collect())?;
    }
    Err(Error::new(Code::Malformed, format!("A quotation mark in row {} is never closed.", read.len() + 1)))
}

/// Lines of empty cells are no rows.
fn push_row(rows: &mut Vec<Vec<String>>, row: Vec<String>) -> Result<()> {
    if row.len() > COLUMNS || rows.len() > ROWS {
        return Err(Error::new(Code::TooLarge, "At most 10,000 rows and 500 columns."));
    }
    if row.iter().any(|cell| !cell.is_empty()) {
        rows.push(row);
    }
    Ok(())
}
