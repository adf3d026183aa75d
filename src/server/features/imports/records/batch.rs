//! Some records at once: read and understood on a thread of its own while the database writes the ones before.

use std::path::PathBuf;

use tokio::sync::mpsc;

use super::mapping::{Filled, Mapped, Mapping};
use super::source::{self, Source};
use crate::platform::error::Result;

/// Records of one transaction.
pub const RECORDS: usize = 2_000;
/// Bytes of one transaction: long records make it shorter.
const BYTES: usize = 8 << 20;
/// Batches that wait to be written.
const AHEAD: usize = 2;

/// A line that is refused: a sentence.
#[derive(Debug)]
pub struct Refused {
    pub line: u64,
    pub why: String,
}

/// What was read between two moments.
#[derive(Debug, Default)]
pub struct Batch {
    pub records: Vec<Mapped>,
    pub refused: Vec<Refused>,
    /// Lines read from the beginning of the file.
    pub lines: u64,
    pub bytes: u64,
    /// Set by the last one: the end of the file, or why it cannot be read on.
    pub end: Option<std::result::Result<(), String>>,
}

/// What is read, and from where on.
pub struct Plan {
    pub path: PathBuf,
    pub mapping: Mapping,
    pub filled: Vec<Filled>,
    /// Lines that earlier rounds have done.
    pub passed: u64,
}

/// Begins to read; the thread ends with the file, or when nobody takes batches any more.
pub fn read(plan: Plan) -> mpsc::Receiver<Result<Batch>> {
    let (sender, receiver) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        let mut source = match source::open(&plan.path) {
            Ok(source) => source,
            Err(error) => return drop(sender.blocking_send(Err(error))),
        };
        if let Err(error) = source.pass(plan.passed) {
            let end = Some(Err(source::damage(&error)));
            return drop(sender.blocking_send(Ok(Batch { lines: plan.passed, end, ..Batch::default() })));
        }
        loop {
            let batch = gather(&mut source, &plan);
            let is_last = batch.end.is_some();
            if sender.blocking_send(Ok(batch)).is_err() || is_last {
                return;
            }
        }
    });
    receiver
}

fn gather(source: &mut Source, plan: &Plan) -> Batch {
    let mut batch = Batch { records: Vec::with_capacity(RECORDS), ..Batch::default() };
    let mut bytes = 0;
    while batch.records.len() + batch.refused.len() < RECORDS && bytes < BYTES {
        match source.next_line() {
            Ok(Some(line)) => {
                let number = line.number;
                let mapped = line.record.and_then(|record| {
                    bytes += record.data.len();
                    plan.mapping.apply(number, record, &plan.filled)
                });
                match mapped {
                    Ok(mapped) => batch.records.push(mapped),
                    Err(why) => batch.refused.push(Refused { line: number, why }),
                }
            }
            Ok(None) => batch.end = Some(Ok(())),
            Err(error) => batch.end = Some(Err(source::damage(&error))),
        }
        if batch.end.is_some() {
            break;
        }
    }
    batch.lines = source.lines_read();
    batch.bytes = source.bytes_read();
    batch
}
