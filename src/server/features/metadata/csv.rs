//! Tables as text (RFC 4180), both ways, safe to open in a spreadsheet. Pure.

use crate::platform::error::{Code, Error, Result};

/// Most rows and columns of one table.
pub const ROWS: usize = 10_000;
const COLUMNS: usize = 500;

/// One line of cells. A text that a spreadsheet would take for a formula gets an apostrophe before it.
pub fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(&neutral(cell))).collect();
    cells.join(",") + "\r\n"
}

fn quoted(cell: &str) -> String {
    let is_plain = !cell.contains(['"', ',', '\n', '\r']) && cell.trim() == cell;
    if is_plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
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

/// The rows of a table, cells as they were before they were made harmless. A mark of UTF-8 at the start is no text.
pub fn read(text: &str) -> Result<Vec<Vec<String>>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut is_quoted = false;
    let mut was_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() && !was_quoted => (is_quoted, was_quoted) = (true, true),
            ',' | '\n' | '\r' if !is_quoted => {
                row.push(original(&std::mem::take(&mut cell)).to_owned());
                was_quoted = false;
                if letter != ',' {
                    if letter == '\r' {
                        letters.next_if_eq(&'\n');
                    }
                    push_row(&mut rows, std::mem::take(&mut row))?;
                }
            }
            other => cell.push(other),
        }
    }
    if is_quoted {
        return Err(Error::new(
            Code::Malformed,
            format!("A quotation mark in row {} is never closed.", rows.len() + 1),
        ));
    }
    if !cell.is_empty() || was_quoted || !row.is_empty() {
        row.push(original(&cell).to_owned());
        push_row(&mut rows, row)?;
    }
    Ok(rows)
}

/// Empty lines are no rows.
fn push_row(rows: &mut Vec<Vec<String>>, row: Vec<String>) -> Result<()> {
    if row.len() > COLUMNS || rows.len() > ROWS {
        return Err(Error::new(Code::TooLarge, "At most 10,000 rows and 500 columns."));
    }
    if row.iter().any(|cell| !cell.is_empty()) {
        rows.push(row);
    }
    Ok(())
}
