//! The document information of a PDF: title, author, dates. Opens no pages, runs no scripts, breaks no passwords.

use memchr::memmem;

use crate::metadata::block::Block;
use crate::metadata::find::position;

/// How far back from the end the newest trailer is looked for, and how much of a file is searched for objects, bytes.
const MAX_SEARCH: usize = 64 * 1024 * 1024;
/// The largest dictionary read, bytes.
const MAX_DICTIONARY: usize = 256 * 1024;

/// The entries of the information dictionary. Of a protected file only that it is protected.
pub(super) fn read(bytes: &[u8]) -> Option<Block> {
    let bytes = &bytes[..bytes.len().min(MAX_SEARCH)];
    let mut block = Block::default();
    if let Some(version) = bytes.get(5..8) {
        block.add("Version", &String::from_utf8_lossy(version));
    }
    if last(bytes, b"/Encrypt").is_some() {
        block.add("Encrypted", "yes");
        return Some(block);
    }
    let Some(dictionary) = information(bytes) else { return Some(block) };
    let mut at = 0;
    while let Some((name, value, next)) = entry(dictionary, at) {
        at = next;
        if let Some(value) = value {
            let is_date = name.ends_with("Date");
            let value = if is_date { date(&value).unwrap_or(value) } else { value };
            block.add(&name, &value);
        }
    }
    Some(block)
}

/// The dictionary that the last `/Info` points to.
fn information(bytes: &[u8]) -> Option<&[u8]> {
    let at = last(bytes, b"/Info")? + 5;
    let rest = String::from_utf8_lossy(bytes.get(at..(at + 40).min(bytes.len()))?).into_owned();
    let mut numbers = rest.split_whitespace();
    let (object, generation) = (numbers.next()?, numbers.next()?);
    let (object, generation): (u32, u32) = (object.parse().ok()?, generation.parse().ok()?);
    let head = format!("{object} {generation} obj");
    // An edited file has several; the last one counts. `1 0 obj` must not be found in `11 0 obj`.
    let mut end = bytes.len();
    loop {
        let at = last(bytes.get(..end)?, head.as_bytes())?;
        if at == 0 || !bytes[at - 1].is_ascii_digit() {
            let start = at + head.len();
            let open = start + position(bytes.get(start..(start + 64).min(bytes.len()))?, b"<<")?;
            return bytes.get(open + 2..(open + MAX_DICTIONARY).min(bytes.len()));
        }
        end = at;
    }
}

fn last(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memmem::rfind(bytes, needle)
}

/// A name, its value if that is a text, and where the next entry begins.
fn entry(bytes: &[u8], from: usize) -> Option<(String, Option<String>, usize)> {
    let mut at = from;
    while *bytes.get(at)? != b'/' {
        if bytes.get(at..at + 2) == Some(b">>") {
            return None;
        }
        at += 1;
    }
    let start = at + 1;
    at = start;
    while !matches!(*bytes.get(at)?, b' ' | b'\r' | b'\n' | b'\t' | b'(' | b'<' | b'/' | b'[' | b'>') {
        at += 1;
    }
    let name = String::from_utf8_lossy(&bytes[start..at]).into_owned();
    while bytes.get(at)?.is_ascii_whitespace() {
        at += 1;
    }
    match (bytes.get(at)?, bytes.get(at + 1)) {
        (b'(', _) => {
            let (value, next) = literal(bytes, at + 1)?;
            Some((name, Some(text(&value)), next))
        }
        (b'<', Some(byte)) if *byte != b'<' => {
            let length = bytes.get(at..)?.iter().position(|byte| *byte == b'>')?;
            let digits: Vec<u32> =
                bytes[at + 1..at + length].iter().filter_map(|byte| char::from(*byte).to_digit(16)).collect();
            let value: Vec<u8> =
                digits.chunks(2).map(|pair| (pair[0] << 4 | pair.get(1).unwrap_or(&0)) as u8).collect();
            Some((name, Some(text(&value)), at + length + 1))
        }
        (b'/', _) => {
            let rest = bytes.get(at + 1..)?;
            let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric())?;
            Some((name, Some(String::from_utf8_lossy(&rest[..length]).into_owned()), at + 1 + length))
        }
        _ => Some((name, None, at)),
    }
}

/// A text in parentheses, which may nest, with its escapes.
fn literal(bytes: &[u8], from: usize) -> Option<(Vec<u8>, usize)> {
    let mut out = Vec::new();
    let mut depth = 1;
    let mut at = from;
    loop {
        match *bytes.get(at)? {
            b'\\' => {
                at += 1;
                match *bytes.get(at)? {
                    b'n' => out.push(b'\n'),
                    b'r' => out.push(b'\r'),
                    b't' => out.push(b'\t'),
                    b'\n' | b'b' | b'f' => {}
                    first @ b'0'..=b'7' => {
                        let mut code = u32::from(first - b'0');
                        for _ in 0..2 {
                            match bytes.get(at + 1) {
                                Some(next @ b'0'..=b'7') => {
                                    code = code * 8 + u32::from(next - b'0');
                                    at += 1;
                                }
                                _ => break,
                            }
                        }
                        out.push((code & 0xFF) as u8);
                    }
                    other => out.push(other),
                }
            }
            b'(' => {
                depth += 1;
                out.push(b'(');
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some((out, at + 1));
                }
                out.push(b')');
            }
            other => out.push(other),
        }
        at += 1;
    }
}

/// UTF-16 or UTF-8 with a mark, else the document's own one-byte letters.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => super::iptc::text(bytes, false),
    }
}

/// "D:20200102030405+01'00'" as "2020-01-02T03:04:05+01:00".
fn date(text: &str) -> Option<String> {
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let part = |from: usize| text.get(from..from + 2).filter(|_| digits >= from + 2);
    let day = format!("{}-{}-{}", text.get(..4).filter(|_| digits >= 4)?, part(4)?, part(6)?);
    let Some(hour) = part(8) else { return Some(day) };
    let zone = text.get(digits..).unwrap_or_default().replace('\'', "");
    let zone = match (zone.get(..1), zone.get(1..3), zone.get(3..5)) {
        (Some("Z"), ..) => "Z".to_owned(),
        (Some(sign @ ("+" | "-")), Some(hours), minutes) => format!("{sign}{hours}:{}", minutes.unwrap_or("00")),
        _ => String::new(),
    };
    Some(format!("{day}T{hour}:{}:{}{zone}", part(10).unwrap_or("00"), part(12).unwrap_or("00")))
}
