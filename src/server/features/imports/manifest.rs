//! The manifest of a folder: a CSV that says more about its files. Pure.
//!
//! The first line names the columns: `file` (the path below the folder), `title`, `description`, `keywords` (with `;`
//! between them). A manifest with one fault is refused whole, with every fault and its line, before any file is read.

use std::collections::BTreeMap;

use crate::features::assets::fields::AssetChange;
use crate::features::metadata::csv::{self, Row};
use crate::platform::error::{Code, Error, Result};

/// The longest manifest, bytes.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// So many faults are named; the rest is counted.
const FAULTS_NAMED: usize = 20;
const COLUMNS: [&str; 4] = ["file", "title", "description", "keywords"];

/// What is said about files, by their paths below the folder.
pub type Said = BTreeMap<String, AssetChange>;

/// Reads a manifest. 422 `import.manifest` names what is wrong with it.
pub fn parse(bytes: &[u8]) -> Result<Said> {
    let mut rows = csv::rows(bytes);
    let columns = columns_of(rows.next())?;
    let (mut said, mut faults) = (Said::new(), Faults::default());
    for Row { line, cells } in rows {
        let Some(cells) = cells else {
            faults.add(line, "it cannot be read as CSV in UTF-8");
            continue;
        };
        if cells.len() != columns.len() {
            faults.add(line, &format!("it has {} cells, the first line names {}", cells.len(), columns.len()));
            continue;
        }
        let cell = |name: &str| {
            let index = columns.iter().position(|column| column == name)?;
            cells.get(index).map(|text| text.trim()).filter(|text| !text.is_empty())
        };
        let Some(file) = cell("file") else {
            faults.add(line, "it names no file");
            continue;
        };
        let change = AssetChange {
            title: cell("title").map(str::to_owned),
            description: cell("description").map(str::to_owned),
            keywords: cell("keywords").map(|words| words.split(';').map(str::to_owned).collect()),
        };
        match change.parse() {
            Err(error) => faults.add(line, &format!("{}: {}", error.field.unwrap_or_default(), error.detail)),
            Ok(change) => {
                if said.insert(plain(file), change).is_some() {
                    faults.add(line, &format!("{file} is named twice"));
                }
            }
        }
    }
    faults.none().map(|()| said)
}

/// A path as the folder's list has it.
fn plain(file: &str) -> String {
    file.replace('\\', "/").trim_start_matches("./").to_owned()
}

fn columns_of(heading: Option<Row>) -> Result<Vec<String>> {
    let unreadable = || refuse("Its first line cannot be read as CSV in UTF-8.");
    let names = heading.and_then(|row| row.cells).ok_or_else(unreadable)?;
    let names: Vec<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
    let known = COLUMNS.join(", ");
    if let Some(odd) = names.iter().find(|name| !COLUMNS.contains(&name.as_str())) {
        return Err(refuse(format!("There is no column “{odd}”. Columns are {known}.")));
    }
    if !names.iter().any(|name| name == "file") {
        return Err(refuse(format!("The first line names the columns, “file” among them. Columns are {known}.")));
    }
    Ok(names)
}

fn refuse(detail: impl Into<String>) -> Error {
    Error::field(Code::ImportManifest, "manifest", detail)
}

#[derive(Default)]
struct Faults {
    named: Vec<String>,
    count: usize,
}

impl Faults {
    fn add(&mut self, line: u64, what: &str) {
        self.count += 1;
        if self.named.len() < FAULTS_NAMED {
            self.named.push(format!("Line {line}: {what}."));
        }
    }

    fn none(self) -> Result<()> {
        if self.count == 0 {
            return Ok(());
        }
        let more = match self.count - self.named.len() {
            0 => String::new(),
            more => format!(" And {more} more."),
        };
        Err(refuse(format!("{}{more}", self.named.join(" "))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        parse(text.as_bytes()).expect_err("a fault").detail
    }

    #[test]
    fn a_manifest_says_titles_descriptions_and_keywords() {
        let said = parse(
            "\u{FEFF}File,Title,Keywords\n.\\a\\dawn.png,Dawn over Lisbon,sea; sky ;sea\n\"b,c.png\",,\n".as_bytes(),
        );
        let said = said.expect("a manifest");
        let dawn = &said["a/dawn.png"];
        assert_eq!(dawn.title.as_deref(), Some("Dawn over Lisbon"));
        assert_eq!(dawn.keywords, Some(vec!["sea".to_owned(), "sky".to_owned()]));
        assert_eq!(said["b,c.png"], AssetChange::default());
    }

    #[test]
    fn every_fault_is_named_with_its_line() {
        let long = "x".repeat(301);
        let text = format!("file,title\na.png,{long}\n,Nothing\nb.png,B\nb.png,B\n");
        let told = fault(&text);
        assert!(told.contains("Line 2: title") && told.contains("Line 3: it names no file"), "{told}");
        assert!(told.contains("Line 5: b.png is named twice"), "{told}");
    }

    #[test]
    fn unknown_columns_and_a_missing_file_column_are_refused() {
        assert!(fault("file,colour\na.png,red\n").contains("“colour”"));
        assert!(fault("title\nA\n").contains("“file”"));
    }

    #[test]
    fn a_line_with_too_few_or_too_many_cells_is_a_fault() {
        let told = fault("file,title\na.png\nb.png,B,C\n");
        assert!(told.contains("Line 2: it has 1 cells") && told.contains("Line 3: it has 3 cells"), "{told}");
    }

    #[test]
    fn bytes_that_are_no_text_are_a_fault() {
        assert!(parse(b"file,title\na.png,\xFF\xFE\n").is_err());
    }

    #[test]
    fn many_faults_are_counted() {
        let text = format!("file\n{}", "\"\"\n".repeat(30));
        assert!(fault(&text).ends_with("And 10 more."), "{}", fault(&text));
    }
}
