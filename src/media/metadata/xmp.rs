//! XMP: RDF in XML, flattened to `prefix:name` paths. Entities of the document are never expanded.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

use crate::metadata::block::{Block, MAX_VALUE, shorten};

const MAX_DEPTH: usize = 64;

/// One open element.
struct Open {
    /// Property path up to here; list and RDF elements add nothing to it.
    path: String,
    text: String,
    language: Option<String>,
    has_children: bool,
    is_property: bool,
}

/// Reads a packet. Lists become `"; "`-joined values; a language alternative keeps its default under the plain name and
/// the others under `name[language]`; fields of structures are `outer/inner`. None if the XML is broken from the start.
pub(super) fn read(packet: &[u8]) -> Option<Block> {
    let text = decoded(packet);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut block = Block::default();
    let mut prefixes = HashMap::new();
    let mut stack: Vec<Open> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                if stack.len() >= MAX_DEPTH {
                    block.warn("the xmp block is nested too deeply");
                    break;
                }
                let open = open(&start, &mut stack, &mut prefixes, &mut block);
                stack.push(open);
            }
            Ok(Event::Empty(start)) => {
                let open = open(&start, &mut stack, &mut prefixes, &mut block);
                close(open, &mut block);
            }
            Ok(Event::End(_)) => {
                if let Some(open) = stack.pop() {
                    close(open, &mut block);
                }
            }
            Ok(Event::Text(text)) => append(&mut stack, &text.decode().unwrap_or_default()),
            Ok(Event::CData(text)) => append(&mut stack, &text.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(reference)) => {
                let name = format!("&{};", reference.decode().unwrap_or_default());
                append(&mut stack, &unescape(&name).unwrap_or_default());
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) if block.values.is_empty() => return None,
            Err(_) => {
                block.warn("part of the xmp block is damaged");
                break;
            }
        }
    }
    Some(block)
}

/// UTF-8 in practice; the standard also allows UTF-16 and UTF-32.
pub(super) fn decoded(packet: &[u8]) -> String {
    let wide = |decode: fn([u8; 2]) -> u16| {
        let units = packet.chunks_exact(2).map(|pair| decode([pair[0], pair[1]]));
        char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect::<String>()
    };
    let text = match packet {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(packet).into_owned(),
    };
    text.trim_start_matches('\u{feff}').trim_end_matches('\0').to_owned()
}

fn append(stack: &mut [Open], text: &str) {
    if let Some(open) = stack.last_mut()
        && open.text.len() < MAX_VALUE
    {
        open.text.push_str(shorten(text, MAX_VALUE + 1));
    }
}

fn open(start: &BytesStart<'_>, stack: &mut [Open], prefixes: &mut HashMap<String, String>, block: &mut Block) -> Open {
    let attributes = note_prefixes(start, prefixes);
    let name = canonical(&String::from_utf8_lossy(start.name().as_ref()), prefixes);
    let is_property = !name.starts_with("rdf:") && !name.starts_with("x:");
    let above = stack.last().map(|open| open.path.clone()).unwrap_or_default();
    let path = if is_property { joined(&above, &name) } else { above };
    if let Some(parent) = stack.last_mut() {
        parent.has_children = true;
    }
    let mut language = stack.last().and_then(|open| open.language.clone());
    for (name, value) in attributes {
        match canonical(&name, prefixes).as_str() {
            "xml:lang" => language = Some(value),
            "rdf:resource" => block.add(&path, &value),
            "x:xmptk" => block.add("x:xmptk", &value),
            name if name.starts_with("xmlns")
                || name.starts_with("rdf:")
                || name.starts_with("x:")
                || !name.contains(':') => {}
            name => block.add(&joined(&path, name), &value),
        }
    }
    let is_property =
        is_property || start.name().as_ref().ends_with(b":li") || start.name().as_ref().ends_with(b":value");
    Open { path, text: String::new(), language, has_children: false, is_property }
}

/// The attributes; prefixes they declare are noted with the ones everybody uses.
pub(super) fn note_prefixes(start: &BytesStart<'_>, prefixes: &mut HashMap<String, String>) -> Vec<(String, String)> {
    let attributes = attributes_of(start);
    for (name, uri) in &attributes {
        if let Some(prefix) = name.strip_prefix("xmlns:")
            && prefixes.len() < 200
        {
            prefixes.insert(prefix.to_owned(), usual_prefix(uri).unwrap_or(prefix).to_owned());
        }
    }
    attributes
}

/// Names and values, with the five entities of XML and character references resolved and no others.
fn attributes_of(start: &BytesStart<'_>) -> Vec<(String, String)> {
    start
        .attributes()
        .with_checks(false)
        .flatten()
        .take(500)
        .map(|attribute| {
            let raw = String::from_utf8_lossy(&attribute.value).into_owned();
            let value = unescape(&raw).map_or_else(|_| raw.clone(), std::borrow::Cow::into_owned);
            (String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value)
        })
        .collect()
}

fn close(open: Open, block: &mut Block) {
    if open.has_children || !open.is_property {
        return;
    }
    match open.language.as_deref() {
        None | Some("x-default") => block.add(&open.path, &open.text),
        Some(language) => block.add(&format!("{}[{language}]", open.path), &open.text),
    }
}

fn joined(above: &str, name: &str) -> String {
    let path = if above.is_empty() { name.to_owned() } else { format!("{above}/{name}") };
    shorten(&path, 400).to_owned()
}

/// The name with the prefix everybody uses, whatever the file calls it.
pub(super) fn canonical(name: &str, prefixes: &HashMap<String, String>) -> String {
    match name.split_once(':') {
        Some((prefix, local)) => format!("{}:{local}", prefixes.get(prefix).map_or(prefix, String::as_str)),
        None => name.to_owned(),
    }
}

/// Namespaces and the prefixes everybody uses for them.
pub(super) const NAMESPACES: &[(&str, &str)] = &[
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
    ("adobe:ns:meta/", "x"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://ns.adobe.com/xap/1.0/", "xmp"),
    ("http://ns.adobe.com/xap/1.0/rights/", "xmpRights"),
    ("http://ns.adobe.com/xap/1.0/mm/", "xmpMM"),
    ("http://ns.adobe.com/photoshop/1.0/", "photoshop"),
    ("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore"),
    ("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt"),
    ("http://ns.useplus.org/ldf/xmp/1.0/", "plus"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://ns.adobe.com/tiff/1.0/", "tiff"),
    ("http://ns.adobe.com/exif/1.0/", "exif"),
    ("http://cipa.jp/exif/1.0/", "exifEX"),
    ("http://ns.adobe.com/exif/1.0/aux/", "aux"),
    ("http://ns.adobe.com/lightroom/1.0/", "lr"),
];

fn usual_prefix(uri: &str) -> Option<&'static str> {
    NAMESPACES.iter().find(|(known, _)| *known == uri).map(|(_, prefix)| *prefix)
}
