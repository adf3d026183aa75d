//! A file of records, packed as xz or not: JSON objects line by line, or CSV. Reading it is bounded whatever it holds.
//! Blocks.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use liblzma::bufread::XzDecoder;
use liblzma::stream::{CONCATENATED, Stream};
use serde_json::{Map, Value};

use super::lines::{LONGEST, Lines};
use crate::features::metadata::csv;
use crate::platform::error::{Code, Error, Result};

/// The memory that unpacking may take, bytes: the strongest usual level wants 65 MiB.
const UNPACK_MEMORY: u64 = 96 << 20;
/// What may be unpacked from any file, and how many times its own size beyond that.
const UNPACKED: u64 = if cfg!(test) { 8 << 20 } else { 1 << 30 };
const UNPACKED_TIMES: u64 = 200;
const XZ: &[u8] = &[0xFD, b'7', b'z', b'X', b'Z', 0];
/// The most columns of a CSV.
const COLUMNS: usize = 1_000;

/// One record as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// A JSON object: the very text of the line, or the cells of a row by their columns.
    pub data: String,
    pub values: Map<String, Value>,
}

/// What stands on a line: a record, or why there is none, as a sentence.
pub struct Line {
    pub number: u64,
    pub record: std::result::Result<Record, String>,
}

/// How records are written down.
enum Shape {
    Objects,
    Rows { delimiter: u8, columns: Vec<String> },
}

/// A file that is being read.
pub struct Source {
    lines: Lines<Box<dyn BufRead + Send>>,
    shape: Shape,
    /// The first record, where it had to be read to see what the file is.
    first: Option<Line>,
    buffer: Vec<u8>,
    read: Arc<AtomicU64>,
}

/// Opens a file. 422 `import.records` when it is none of what can be read.
pub fn open(path: &Path) -> Result<Source> {
    let read = Arc::new(AtomicU64::new(0));
    let file = File::open(path).map_err(|error| refuse(format!("It cannot be read: {error}.")))?;
    if !file.metadata()?.is_file() {
        return Err(refuse("It is no plain file.".to_owned()));
    }
    let counted = Counted { inner: file, read: read.clone() };
    begin(BufReader::with_capacity(256 * 1024, counted), read)
}

fn begin(mut input: BufReader<Counted<File>>, read: Arc<AtomicU64>) -> Result<Source> {
    let is_packed = input.fill_buf()?.starts_with(XZ);
    let input: Box<dyn BufRead + Send> = if is_packed {
        let stream = Stream::new_stream_decoder(UNPACK_MEMORY, CONCATENATED).map_err(io::Error::from)?;
        let bounded = Bounded { inner: XzDecoder::new_stream(input, stream), read: read.clone(), written: 0 };
        Box::new(BufReader::with_capacity(256 * 1024, bounded))
    } else {
        Box::new(input)
    };
    let mut source = Source { lines: Lines::new(input), shape: Shape::Objects, first: None, buffer: Vec::new(), read };
    source.look().map(|()| source)
}

impl Source {
    /// Reads the first line and knows by it what the file is.
    fn look(&mut self) -> Result<()> {
        let cut = self.lines.next(&mut self.buffer).map_err(|error| refuse(damage(&error)))?;
        let Some(cut) = cut else { return Err(refuse("There is nothing in it.".to_owned())) };
        match self.buffer.trim_ascii_start().first() {
            Some(b'{') => {
                let text = if cut.is_too_long { Err(too_long()) } else { object(&self.buffer) };
                self.first = Some(Line { number: cut.line, record: text });
                Ok(())
            }
            Some(b'[') => {
                Err(refuse("It is one JSON list. Write one object on each line (NDJSON) or a CSV.".to_owned()))
            }
            _ if cut.is_too_long => Err(refuse(too_long())),
            _ => {
                self.shape = header(&self.buffer)?;
                self.lines.keep_quotes();
                Ok(())
            }
        }
    }

    /// The columns that the first line of a CSV names; none for objects.
    pub fn columns(&self) -> &[String] {
        match &self.shape {
            Shape::Objects => &[],
            Shape::Rows { columns, .. } => columns,
        }
    }

    /// The next record; `None` at the end. Errors: the file is damaged from here on.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        if let Some(first) = self.first.take() {
            return Ok(Some(first));
        }
        let Some(cut) = self.lines.next(&mut self.buffer)? else { return Ok(None) };
        let record = match &self.shape {
            _ if cut.is_too_long => Err(too_long()),
            Shape::Objects => object(&self.buffer),
            Shape::Rows { delimiter, columns } => row(&self.buffer, *delimiter, columns),
        };
        Ok(Some(Line { number: cut.line, record }))
    }

    /// Passes over records up to this line.
    pub fn pass(&mut self, line: u64) -> io::Result<()> {
        while self.lines.read < line {
            self.first = None;
            if self.lines.next(&mut self.buffer)?.is_none() {
                break;
            }
        }
        if line >= 1 && self.lines.read <= line {
            self.first = None;
        }
        Ok(())
    }

    /// Lines read so far.
    pub fn lines_read(&self) -> u64 {
        self.lines.read
    }

    /// Bytes of the file read so far.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

fn refuse(why: String) -> Error {
    Error::field(Code::ImportRecords, "file", why)
}

/// A sentence about a file that cannot be read on.
pub fn damage(error: &io::Error) -> String {
    format!("The file cannot be read on: {error}.")
}

fn too_long() -> String {
    format!("It is longer than {} MiB.", LONGEST >> 20)
}

fn object(line: &[u8]) -> std::result::Result<Record, String> {
    let text = std::str::from_utf8(line).map_err(|_| "It is no UTF-8.".to_owned())?.trim();
    match serde_json::from_str(text) {
        Ok(Value::Object(values)) => Ok(Record { data: text.to_owned(), values }),
        Ok(_) => Err("It is no JSON object.".to_owned()),
        Err(error) => Err(format!("It cannot be read as JSON: {error}.")),
    }
}

fn header(line: &[u8]) -> Result<Shape> {
    let text = std::str::from_utf8(line).map_err(|_| refuse("Its first line is no UTF-8.".to_owned()))?;
    let count = |delimiter: char| text.matches(delimiter).count();
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(|each| (count(*each), *each == ',')).unwrap_or(',');
    let cells = cells(line, delimiter as u8).map_err(refuse)?;
    let mut columns: Vec<String> = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        let name = if cell.trim().is_empty() { format!("column {}", index + 1) } else { cell.trim().to_owned() };
        if columns.contains(&name) {
            return Err(refuse(format!("Two of its columns are called “{name}”.")));
        }
        columns.push(name);
    }
    if columns.len() > COLUMNS {
        return Err(refuse(format!("It has more than {COLUMNS} columns.")));
    }
    Ok(Shape::Rows { delimiter: delimiter as u8, columns })
}

fn row(line: &[u8], delimiter: u8, columns: &[String]) -> std::result::Result<Record, String> {
    let cells = cells(line, delimiter)?;
    if cells.len() != columns.len() {
        return Err(format!("It has {} cells, the first line names {}.", cells.len(), columns.len()));
    }
    // Written in the order of the columns.
    let mut data = String::from("{");
    let mut values = Map::new();
    for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        let (key, value) = (Value::from(column.as_str()), Value::from(cell));
        data.push_str(if data.len() > 1 { "," } else { "" });
        data.push_str(&format!("{key}:{value}"));
        values.insert(column.clone(), value);
    }
    data.push('}');
    Ok(Record { data, values })
}

fn cells(line: &[u8], delimiter: u8) -> std::result::Result<Vec<String>, String> {
    csv::cells(line, delimiter).ok_or_else(|| "It is no CSV in UTF-8.".to_owned())
}

/// Counts what is read from the file itself.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Ends what unpacks to far more than any record says.
struct Bounded<R> {
    inner: R,
    read: Arc<AtomicU64>,
    written: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.written += read as u64;
        let most = UNPACKED.saturating_add(self.read.load(Ordering::Relaxed).saturating_mul(UNPACKED_TIMES));
        if self.written > most {
            return Err(io::Error::other(format!("it unpacks to more than {UNPACKED_TIMES} times its size")));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Result<Vec<(u64, std::result::Result<String, String>)>> {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("records");
        std::fs::write(&path, bytes).expect("a file");
        let mut source = open(&path)?;
        let mut found = Vec::new();
        while let Some(line) = source.next_line().expect("readable") {
            found.push((line.number, line.record.map(|record| record.data)));
        }
        Ok(found)
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        use std::io::Write;
        let mut encoder = liblzma::write::XzEncoder::new(Vec::new(), 6);
        encoder.write_all(bytes).expect("packs");
        encoder.finish().expect("packs")
    }

    #[test]
    fn objects_are_kept_word_for_word_and_bad_lines_are_told_of() {
        let text = b"{\"b\": 1,  \"a\":\"x\\u0000\"}\nnonsense\n[1]\n{\"a\":\"\xFF\"}\n{}\n";
        for bytes in [text.to_vec(), packed(text)] {
            let found = of(&bytes).expect("records");
            assert_eq!(found[0], (1, Ok("{\"b\": 1,  \"a\":\"x\\u0000\"}".to_owned())));
            assert!(found[1].1.as_ref().is_err_and(|why| why.starts_with("It cannot be read as JSON")));
            assert_eq!(found[2].1, Err("It is no JSON object.".to_owned()));
            assert_eq!(found[3].1, Err("It is no UTF-8.".to_owned()));
            assert_eq!(found[4], (5, Ok("{}".to_owned())));
        }
    }

    #[test]
    fn rows_of_a_table_are_objects_in_the_order_of_its_columns() {
        let text = "\u{FEFF}Title;id;note\n\"Boat; red\";7;\n=1+1;8;\"two\nlines\"\nshort;9\n";
        let found = of(text.as_bytes()).expect("records");
        assert_eq!(found[0], (2, Ok("{\"Title\":\"Boat; red\",\"id\":\"7\"}".to_owned())));
        assert_eq!(found[1], (3, Ok("{\"Title\":\"=1+1\",\"id\":\"8\",\"note\":\"two\\nlines\"}".to_owned())));
        assert_eq!(found[2], (5, Err("It has 2 cells, the first line names 3.".to_owned())));
    }

    #[test]
    fn what_is_no_list_of_records_is_refused_at_once() {
        for bytes in [&b""[..], b"[{\"a\":1}]", b"a,a\n1,2\n", b"\xFF\xFE\n", &packed(b"")] {
            assert!(of(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn a_line_of_a_hundred_megabytes_is_passed_over() {
        let mut text = b"{\"id\":\"1\"}\n{\"id\":\"".to_vec();
        text.extend(std::iter::repeat_n(b'x', 100_000_000));
        text.extend(b"\"}\n{\"id\":\"3\"}\n");
        let found = of(&text).expect("records");
        assert_eq!(found.len(), 3);
        assert_eq!(found[1], (2, Err("It is longer than 1 MiB.".to_owned())));
    }

    #[test]
    fn unpacking_ends_before_a_bomb_fills_anything() {
        // 1.6 GiB of one letter pack to a quarter of a megabyte.
        use std::io::Write;
        let mut encoder = liblzma::write::XzEncoder::new(Vec::new(), 0);
        encoder.write_all(b"{\"id\":\"1\"}\n").expect("packs");
        let block = vec![b'x'; 16 << 20];
        (0..100).for_each(|_| encoder.write_all(&block).expect("packs"));
        let bomb = encoder.finish().expect("packs");
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("bomb.xz");
        std::fs::write(&path, &bomb).expect("a file");
        let mut source = open(&path).expect("a first record");
        assert!(source.next_line().expect("the first").is_some());
        let end = source.next_line().err().map(|error| error.to_string()).unwrap_or_default();
        assert!(end.contains("more than 200 times"), "{end:?}");
    }

    #[test]
    fn records_up_to_a_line_are_passed_over() {
        let dir = tempfile::tempdir().expect("a folder");
        for (text, firsts) in [("{\"id\":1}\n\n{\"id\":2}\n{\"id\":3}\n", [1, 3, 4]), ("id\n1\n\n2\n3\n", [2, 4, 5])] {
            let path = dir.path().join("records");
            std::fs::write(&path, text).expect("a file");
            for (passed, wanted) in [(0, 0), (firsts[0], 1), (firsts[1], 2)] {
                let mut source = open(&path).expect("records");
                source.pass(passed).expect("passes");
                let next = source.next_line().expect("readable").expect("a record");
                assert_eq!(next.number, firsts[wanted], "after {passed} of {text:?}");
            }
        }
    }
}
