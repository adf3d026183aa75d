//! Cuts a text into records with bounded memory: one line each, or in CSV as many as a quoted cell has. Blocks.

use std::io::{self, BufRead, Read};

/// The longest record, bytes. What is longer is passed over and told of.
pub const LONGEST: usize = 1024 * 1024;

/// One record as it stands in the file.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    /// Its first line, from 1.
    pub line: u64,
    /// Whether it is longer than [`LONGEST`]: only its beginning is there.
    pub is_too_long: bool,
}

/// The records of a text.
pub struct Lines<R> {
    input: R,
    /// Whether a line may go on behind its end, inside quotes.
    has_quotes: bool,
    /// Lines read so far.
    pub read: u64,
}

impl<R: BufRead> Lines<R> {
    pub fn new(input: R) -> Lines<R> {
        Lines { input, has_quotes: false, read: 0 }
    }

    /// From now on quotes keep lines together.
    pub fn keep_quotes(&mut self) {
        self.has_quotes = true;
    }

    /// Reads the next record into `text`, without the end of its line; `None` at the end. Empty lines count as lines
    /// but are passed over.
    pub fn next(&mut self, text: &mut Vec<u8>) -> io::Result<Option<Cut>> {
        loop {
            text.clear();
            let line = self.read + 1;
            let Some(is_too_long) = self.gather(text)? else { return Ok(None) };
            if line == 1 && text.starts_with(b"\xEF\xBB\xBF") {
                text.drain(..3);
            }
            while text.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
                text.pop();
            }
            if is_too_long || !text.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(Cut { line, is_too_long }));
            }
        }
    }

    /// Reads lines until quotes are closed; `None` at the end, `true` when it is too long.
    fn gather(&mut self, text: &mut Vec<u8>) -> io::Result<Option<bool>> {
        let mut is_open = false;
        loop {
            let begin = text.len();
            let room = (LONGEST + 2).saturating_sub(begin) as u64;
            let read = (&mut self.input).take(room).read_until(b'\n', text)?;
            if read == 0 {
                return Ok((begin > 0).then_some(false));
            }
            self.read += 1;
            if text.len() >= LONGEST + 2 {
                if text.last() != Some(&b'\n') {
                    self.pass_over()?;
                }
                text.truncate(256);
                return Ok(Some(true));
            }
            if self.has_quotes {
                is_open ^= text[begin..].iter().filter(|byte| **byte == b'"').count() % 2 == 1;
            }
            if !is_open {
                return Ok(Some(false));
            }
        }
    }

    /// Reads to the end of the line and keeps nothing.
    fn pass_over(&mut self) -> io::Result<()> {
        let mut rest = Vec::new();
        loop {
            rest.clear();
            let read = (&mut self.input).take(64 * 1024).read_until(b'\n', &mut rest)?;
            if read == 0 || rest.last() == Some(&b'\n') {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &[u8], has_quotes: bool) -> Vec<(u64, bool, String)> {
        let mut lines = Lines::new(text);
        lines.has_quotes = has_quotes;
        let (mut found, mut record) = (Vec::new(), Vec::new());
        while let Some(cut) = lines.next(&mut record).expect("a text") {
            found.push((cut.line, cut.is_too_long, String::from_utf8_lossy(&record).into_owned()));
        }
        found
    }

    fn whole(line: u64, text: &str) -> (u64, bool, String) {
        (line, false, text.to_owned())
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let text = b"\xEF\xBB\xBFa\r\n\n  \nb\nc";
        assert_eq!(cut(text, false), [whole(1, "a"), whole(4, "b"), whole(5, "c")]);
    }

    #[test]
    fn a_quoted_cell_may_have_lines_of_its_own() {
        let text = b"a,\"b\nc \"\"d\"\"\ne\",f\ng\n";
        assert_eq!(cut(text, true), [whole(1, "a,\"b\nc \"\"d\"\"\ne\",f"), whole(4, "g")]);
    }

    #[test]
    fn a_line_without_end_takes_no_memory_and_hides_nothing_behind_it() {
        let mut text = vec![b'x'; 3 * LONGEST];
        text.extend(b"\nnext\n");
        let found = cut(&text, false);
        assert_eq!((found[0].0, found[0].1, found[0].2.len()), (1, true, 256));
        assert_eq!(found[1], whole(2, "next"));
        let exact = vec![b'y'; LONGEST];
        assert!(!cut(&exact, false)[0].1);
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_at_the_longest_record() {
        let mut text = b"a,\"open\n".to_vec();
        text.extend(b"0123456789\n".repeat(LONGEST / 5));
        let found = cut(&text, true);
        assert!(found[0].1 && found.len() > 1);
    }
}
