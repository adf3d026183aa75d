//! The properties of office documents and books (zip files with XML inside): title, author, dates, counts.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::container::{le16, le32};
use crate::metadata::block::Block;
use crate::metadata::inflate;

/// The parts that hold properties, and the largest read, bytes.
const PARTS: &[&str] = &["docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml"];
const MAX_PART: usize = 1024 * 1024;
/// How many parts of a zip file are looked at.
const MAX_PARTS: usize = 20_000;

/// Every property in the known parts. None if nothing can be found.
pub(super) fn read(bytes: &[u8]) -> Option<Block> {
    let mut block = Block::default();
    for (name, at) in parts(bytes)? {
        let is_known = PARTS.contains(&name.as_str()) || name.ends_with(".opf");
        if !is_known {
            continue;
        }
        match content(bytes, at) {
            Some(xml) => properties(&String::from_utf8_lossy(&xml), &mut block),
            None => block.warn("a part with document properties is damaged"),
        }
    }
    Some(block)
}

/// Names of all parts and where their entries in the directory lie.
fn parts(bytes: &[u8]) -> Option<Vec<(String, usize)>> {
    let tail = bytes.len().saturating_sub(66_000);
    let end = tail + bytes.get(tail..)?.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let mut at = le32(bytes, end + 16)? as usize;
    let mut found = Vec::new();
    while found.len() < MAX_PARTS && bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        let name = usize::from(le16(bytes, at + 28)?);
        let beside = usize::from(le16(bytes, at + 30)?) + usize::from(le16(bytes, at + 32)?);
        found.push((String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name)?).into_owned(), at));
        at += 46 + name + beside;
    }
    Some(found)
}

/// One part, opened; none when it is damaged or larger than is read.
fn content(bytes: &[u8], entry: usize) -> Option<Vec<u8>> {
    let packed = le32(bytes, entry + 20)? as usize;
    let start = le32(bytes, entry + 42)? as usize;
    let head = 30 + usize::from(le16(bytes, start + 26)?) + usize::from(le16(bytes, start + 28)?);
    let from = start.checked_add(head)?;
    let data = bytes.get(from..from.checked_add(packed)?)?;
    match le16(bytes, entry + 10)? {
        0 => Some(data.get(..data.len().min(MAX_PART))?.to_vec()),
        8 => inflate::deflate(data, MAX_PART).filter(|(_, is_more)| !is_more).map(|(data, _)| data),
        _ => None,
    }
}

/// Elements with a text go by their own name; entities of the document are never expanded.
fn properties(xml: &str, block: &mut Block) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut open: Vec<(String, String)> = Vec::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) if open.len() < 32 => {
                let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
                let mut attributes = start.attributes();
                let named = attributes.with_checks(false).flatten();
                let named = named.filter(|each| each.key.local_name().as_ref() == b"name").last();
                let named = named.map(|each| String::from_utf8_lossy(&each.value).into_owned());
                open.push((named.unwrap_or(name), String::new()));
            }
            Event::Start(_) => return,
            Event::Text(text) => {
                if let Some((_, value)) = open.last_mut() {
                    value.push_str(&text.decode().unwrap_or_default());
                }
            }
            Event::GeneralRef(reference) => {
                let name = format!("&{};", reference.decode().unwrap_or_default());
                if let Some((_, value)) = open.last_mut() {
                    value.push_str(&quick_xml::escape::unescape(&name).unwrap_or_default());
                }
            }
            Event::End(_) => {
                if let Some((name, value)) = open.pop() {
                    // A custom property is a named element around one with its type.
                    let name = match open.last() {
                        Some((outer, _)) if name.starts_with("lpw") || name == "i4" || name == "bool" => outer.clone(),
                        _ => name,
                    };
                    block.add(usual(&name), &value);
                }
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

/// The different families call the same by different names.
fn usual(name: &str) -> &str {
    match name {
        "keyword" => "keywords",
        "creation-date" | "date" => "created",
        "generator" | "Application" => "application",
        "initial-creator" => "initial_creator",
        other => other,
    }
}
