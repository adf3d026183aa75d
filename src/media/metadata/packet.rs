//! Writes XMP: a packet of properties, alone or merged into the packet a file has. What is not replaced stays as it was.

use std::collections::HashMap;
use std::fmt::Write;

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use crate::metadata::xmp::{NAMESPACES, canonical, decoded, note_prefixes};

/// What a property holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    Text(String),
    /// A text in no particular language.
    Language(String),
    /// A text in several languages; the first is the default.
    Languages(Vec<(String, String)>),
    Bag(Vec<String>),
    /// A list in order.
    Seq(Vec<String>),
    /// Structures in order, each a list of fields.
    Structures(Vec<Vec<(&'static str, String)>>),
    /// The same without an order.
    BagOfStructures(Vec<Vec<(&'static str, String)>>),
}

/// A property with its usual prefix, such as `plus:DataMining`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    pub name: &'static str,
    pub shape: Shape,
}

const OPEN: &str =
    "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// A whole packet of these properties.
pub fn packet(properties: &[Property]) -> String {
    let body = description(properties);
    format!("{OPEN}<rdf:RDF xmlns:rdf=\"{RDF}\">\n{body}</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>")
}

/// The packet `existing` with these properties in place of all that are named in `replaced`. `None` when it cannot be
/// read to its end: then nothing of it can be kept safely.
pub fn merged(existing: &[u8], properties: &[Property], replaced: &[&str]) -> Option<String> {
    rewritten(existing, properties, &|name| replaced.contains(&name), false)
}

/// Of the packet `existing` only the properties named in `kept`, word for word, and these new ones. `None` when it cannot
/// be read to its end.
pub fn reduced(existing: &[u8], properties: &[Property], kept: &[&str]) -> Option<String> {
    rewritten(existing, properties, &|name| !kept.contains(&name), true)
}

/// Leaves out the properties that `goes` names; with `is_bare` also comments, instructions and blanks between properties.
fn rewritten(existing: &[u8], properties: &[Property], goes: &dyn Fn(&str) -> bool, is_bare: bool) -> Option<String> {
    let text = decoded(existing);
    let mut reader = Reader::from_str(&text);
    let mut out = String::with_capacity(text.len() + 4096);
    let mut prefixes = HashMap::new();
    let mut above: Vec<String> = Vec::new();
    let mut skipping: Option<usize> = None;
    let mut is_written = false;
    let mut at = 0;
    loop {
        let event = reader.read_event().ok()?;
        let end = usize::try_from(reader.buffer_position()).ok()?;
        let piece = text.get(at..end)?;
        at = end;
        match event {
            Event::Start(start) => {
                let name = opened(&start, &mut prefixes);
                if skipping.is_none() && is_property(&above) && goes(&name) {
                    skipping = Some(above.len());
                }
                if skipping.is_none() {
                    push_tag(&mut out, piece, &start, &name, &prefixes, goes);
                }
                above.push(name);
            }
            Event::Empty(start) => {
                let name = opened(&start, &mut prefixes);
                if skipping.is_none() && !(is_property(&above) && goes(&name)) {
                    push_tag(&mut out, piece, &start, &name, &prefixes, goes);
                }
            }
            Event::End(_) => {
                let name = above.pop()?;
                if skipping == Some(above.len()) {
                    skipping = None;
                    continue;
                }
                if skipping.is_none() {
                    if name == "rdf:RDF" && !is_written {
                        out.push_str(&description(properties));
                        is_written = true;
                    }
                    out.push_str(piece);
                }
            }
            Event::Eof => break,
            // What a person could hide between properties does not travel; inside a kept one everything does.
            _ if is_bare && above.len() <= 3 => {}
            _ if skipping.is_none() => out.push_str(piece),
            _ => {}
        }
    }
    (is_written && above.is_empty()).then_some(out)
}

fn opened(start: &BytesStart<'_>, prefixes: &mut HashMap<String, String>) -> String {
    note_prefixes(start, prefixes);
    canonical(&String::from_utf8_lossy(start.name().as_ref()), prefixes)
}

/// Whether what opens next is a property of the file itself.
fn is_property(above: &[String]) -> bool {
    matches!(above, [.., rdf, description] if rdf == "rdf:RDF" && description == "rdf:Description")
}

/// Properties may be attributes of the description, too.
fn push_tag(
    out: &mut String,
    piece: &str,
    start: &BytesStart<'_>,
    name: &str,
    prefixes: &HashMap<String, String>,
    is_gone: &dyn Fn(&str) -> bool,
) {
    let goes = |raw: &[u8]| {
        let name = canonical(&String::from_utf8_lossy(raw), prefixes);
        let is_own = name.starts_with("xmlns") || name.starts_with("rdf:") || name.starts_with("xml:");
        !is_own && is_gone(&name)
    };
    let mut attributes = start.attributes();
    let all: Vec<_> = attributes.with_checks(false).flatten().collect();
    if name != "rdf:Description" || !all.iter().any(|each| goes(each.key.as_ref())) {
        out.push_str(piece);
        return;
    }
    out.push('<');
    out.push_str(&String::from_utf8_lossy(start.name().as_ref()));
    for each in all.iter().filter(|each| !goes(each.key.as_ref())) {
        let value = String::from_utf8_lossy(&each.value).replace('"', "&quot;");
        // Writing into a text cannot fail.
        let _ = write!(out, " {}=\"{value}\"", String::from_utf8_lossy(each.key.as_ref()));
    }
    out.push_str(if piece.ends_with("/>") { "/>" } else { ">" });
}

/// One description with the namespaces it needs.
fn description(properties: &[Property]) -> String {
    let mut out = format!("<rdf:Description xmlns:rdf=\"{RDF}\" rdf:about=\"\"");
    let used = |prefix: &str| {
        let own = |name: &str| name.split_once(':').is_some_and(|(own, _)| own == prefix);
        properties.iter().any(|property| own(property.name))
    };
    for (uri, prefix) in NAMESPACES.iter().filter(|(_, prefix)| *prefix != "rdf" && used(prefix)) {
        let _ = write!(out, " xmlns:{prefix}=\"{uri}\"");
    }
    out.push_str(">\n");
    for property in properties {
        let _ = writeln!(out, " <{0}{1}</{0}>", property.name, content(&property.shape));
    }
    out.push_str("</rdf:Description>\n");
    out
}

/// What stands between the name of a property and its end, the closing sign of its tag included.
fn content(shape: &Shape) -> String {
    let items =
        |texts: &[String]| texts.iter().map(|text| format!("<rdf:li>{}</rdf:li>", plain(text))).collect::<String>();
    let structures = |list: &[Vec<(&'static str, String)>]| {
        let fields = |fields: &[(&'static str, String)]| -> String {
            fields.iter().map(|(name, value)| format!("<{name}>{}</{name}>", plain(value))).collect()
        };
        list.iter()
            .map(|each| format!("<rdf:li rdf:parseType=\"Resource\">{}</rdf:li>", fields(each)))
            .collect::<String>()
    };
    match shape {
        Shape::Text(text) => format!(">{}", plain(text)),
        Shape::Language(text) => {
            format!("><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt>", plain(text))
        }
        Shape::Languages(texts) => {
            let each = |(language, text): &(String, String)| {
                format!("<rdf:li xml:lang=\"{}\">{}</rdf:li>", plain(language), plain(text))
            };
            format!("><rdf:Alt>{}</rdf:Alt>", texts.iter().map(each).collect::<String>())
        }
        Shape::Seq(texts) => format!("><rdf:Seq>{}</rdf:Seq>", items(texts)),
        Shape::Bag(texts) => format!("><rdf:Bag>{}</rdf:Bag>", items(texts)),
        Shape::Structures(list) => format!("><rdf:Seq>{}</rdf:Seq>", structures(list)),
        Shape::BagOfStructures(list) => format!("><rdf:Bag>{}</rdf:Bag>", structures(list)),
    }
}

/// A text without what XML cannot hold.
fn plain(text: &str) -> String {
    let held: String = text.chars().filter(|letter| matches!(letter, '\t' | '\n' | '\r') || *letter >= ' ').collect();
    escape(held.as_str()).into_owned()
}
