//! What a file says about itself: Exif, IPTC-IIM and XMP, raw and boiled down to the fields people know. Never fails.

mod basics;
mod block;
mod exif;
mod iptc;
pub mod packet;
mod xmp;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use crate::container::{self, Tiff};

use block::{Block, MAX_VALUE, MAX_VALUES, MAX_WARNINGS, Values};

/// The largest XMP packet read, in bytes.
const MAX_PACKET: usize = 4 * 1024 * 1024;
/// How much of a file of an unknown structure is searched for an XMP packet, in bytes.
const MAX_SEARCH: usize = 64 * 1024 * 1024;

/// What was found. Everything is text as the file has it; nothing is invented.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The fields people know, chosen in the order XMP, IIM, Exif for text and Exif, XMP, IIM for the date taken:
    ///
    /// `title` `headline` `description` `description_writer` `creator` `creator_title` `credit` `source` `copyright`
    /// `usage_terms` `web_statement` `licensor` `keywords` `category` `event` `people_shown` `instructions` `job_id`
    /// `sublocation` `city` `state` `country` `country_code` `rating` `label` `digital_source_type` `model_release`
    /// `property_release` `captured_at` (ISO 8601, with offset only if the file states one) `camera` `lens`
    /// `exposure_time` `aperture` `iso` `focal_length` `software` `gps_latitude` `gps_longitude` (decimal degrees,
    /// south and west negative) `gps_altitude` (meters).
    ///
    /// Lists are joined with `"; "`.
    pub basics: Values,
    /// `"exif"`, `"iptc"`, `"xmp"` and, for PNG, `"png"` text chunks; only blocks that are there.
    pub raw: BTreeMap<String, Values>,
    /// Half-sentences about what was damaged or left out.
    pub warnings: Vec<String>,
}

/// Reads what it can. Damaged or oversized blocks become warnings; a reader that panics costs its own block only.
pub fn read(bytes: &[u8], mime: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let blocks = guarded(|| find(bytes, mime)).unwrap_or_default();
    if blocks.compressed {
        metadata.warn("compressed text in the PNG was not read");
    }
    let store = |name: &str, read: Option<Block>, metadata: &mut Metadata| match read {
        Some(block) => {
            block.warnings.into_iter().for_each(|warning| metadata.warn(&warning));
            if !block.values.is_empty() {
                metadata.raw.insert(name.to_owned(), block.values);
            }
        }
        None => metadata.warn(&format!("the {name} block is damaged and was left out")),
    };
    let mut facts = Values::new();
    if let Some(block) = blocks.exif {
        let read = guarded(|| exif::read(block)).flatten();
        facts = read.as_ref().map(|read| read.1.clone()).unwrap_or_default();
        store("exif", read.map(|read| read.0), &mut metadata);
    }
    if let Some(block) = blocks.iptc {
        store("iptc", guarded(|| iptc::read(block)), &mut metadata);
    }
    if let Some(packet) = blocks.xmp {
        store("xmp", guarded(|| xmp::read(packet)).flatten(), &mut metadata);
    }
    if !blocks.text.is_empty() {
        let mut block = Block::default();
        blocks.text.iter().take(MAX_VALUES).for_each(|(name, value)| block.add(name, value));
        store("png", Some(block), &mut metadata);
    }
    metadata.basics = basics::choose(&metadata.raw, &facts);
    metadata
}

impl Metadata {
    fn warn(&mut self, warning: &str) {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(warning.to_owned());
        }
    }
}

fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

/// The XMP packet of a file as it stands there, if it has one.
pub fn packet_of<'a>(bytes: &'a [u8], mime: &str) -> Option<&'a [u8]> {
    guarded(|| find(bytes, mime).xmp).flatten()
}

/// Where the blocks lie in the file.
#[derive(Default)]
struct Blocks<'a> {
    exif: Option<&'a [u8]>,
    iptc: Option<&'a [u8]>,
    xmp: Option<&'a [u8]>,
    text: Vec<(String, String)>,
    compressed: bool,
}

fn find<'a>(bytes: &'a [u8], mime: &str) -> Blocks<'a> {
    let mut blocks = match mime {
        "image/jpeg" => in_jpeg(bytes),
        "image/png" => in_png(bytes),
        "image/webp" => in_webp(bytes),
        "image/vnd.adobe.photoshop" => container::psd_resources(bytes).map(in_resources).unwrap_or_default(),
        _ if Tiff::first(bytes).is_some() => in_tiff(bytes),
        _ => Blocks { xmp: packet_in(bytes), ..Blocks::default() },
    };
    if blocks.xmp.is_some_and(|packet| packet.len() > MAX_PACKET) {
        blocks.xmp = None;
    }
    blocks
}

fn in_jpeg(bytes: &[u8]) -> Blocks<'_> {
    let mut blocks = Blocks::default();
    for (marker, payload) in container::jpeg_segments(bytes) {
        match marker {
            0xE1 => {
                blocks.exif = blocks.exif.or_else(|| payload.strip_prefix(b"Exif\0\0"));
                blocks.xmp = blocks.xmp.or_else(|| payload.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0"));
            }
            0xED => {
                let resources = payload.strip_prefix(b"Photoshop 3.0\0").map(in_resources).unwrap_or_default();
                blocks.iptc = blocks.iptc.or(resources.iptc);
            }
            _ => {}
        }
    }
    blocks
}

fn in_resources(bytes: &[u8]) -> Blocks<'_> {
    let resources = container::photoshop_resources(bytes);
    let with = |id: u16| resources.iter().find(|(found, _)| *found == id).map(|(_, payload)| *payload);
    Blocks { exif: with(0x0422), iptc: with(0x0404), xmp: with(0x0424), ..Blocks::default() }
}

fn in_png(bytes: &[u8]) -> Blocks<'_> {
    let mut blocks = Blocks::default();
    for (kind, payload) in container::png_chunks(bytes) {
        match kind {
            b"eXIf" => blocks.exif = Some(payload),
            b"zTXt" => blocks.compressed = true,
            b"iTXt" => {
                let mut parts = payload.splitn(2, |byte| *byte == 0);
                let (Some(name), Some(rest)) = (parts.next(), parts.next()) else {
                    continue;
                };
                // Compression flag and method, then language and translated name, each ended by a zero.
                let text = rest.get(2..).and_then(|rest| rest.splitn(3, |byte| *byte == 0).nth(2));
                match (rest.first(), text) {
                    (Some(0), Some(text)) if name == b"XML:com.adobe.xmp" => blocks.xmp = Some(text),
                    (Some(0), Some(text)) => keep_text(&mut blocks, name, text),
                    _ => blocks.compressed = true,
                }
            }
            b"tEXt" => {
                let mut parts = payload.splitn(2, |byte| *byte == 0);
                if let (Some(name), Some(text)) = (parts.next(), parts.next()) {
                    keep_text(&mut blocks, name, text);
                }
            }
            _ => {}
        }
    }
    blocks
}

fn keep_text(blocks: &mut Blocks<'_>, name: &[u8], text: &[u8]) {
    // Raw profiles are other blocks in disguise, hex-coded by some tools.
    if blocks.text.len() <= MAX_VALUES && !name.starts_with(b"Raw profile") {
        blocks.text.push((iptc::text(name, false), iptc::text(&text[..text.len().min(MAX_VALUE + 1)], false)));
    }
}

fn in_webp(bytes: &[u8]) -> Blocks<'_> {
    let chunks = container::riff_chunks(bytes);
    let with = |kind: &[u8]| chunks.iter().find(|(found, _)| *found == kind).map(|(_, payload)| *payload);
    let exif = with(b"EXIF").map(|block| block.strip_prefix(b"Exif\0\0").unwrap_or(block));
    Blocks { exif, xmp: with(b"XMP "), ..Blocks::default() }
}

fn in_tiff(bytes: &[u8]) -> Blocks<'_> {
    let Some(tiff) = Tiff::first(bytes) else {
        return Blocks::default();
    };
    let resources = tiff.data(34377).map(in_resources).unwrap_or_default();
    Blocks {
        exif: Some(bytes),
        iptc: tiff.data(33723).or(resources.iptc),
        xmp: tiff.data(700).or(resources.xmp),
        ..Blocks::default()
    }
}

/// An XMP packet anywhere in a file: it was designed to be found without knowing the format around it.
/// Of several, the longest: the others belong to parts of the document.
fn packet_in(bytes: &[u8]) -> Option<&[u8]> {
    let window = &bytes[..bytes.len().min(MAX_SEARCH)];
    let wrapped = longest_between(window, b"<x:xmpmeta", b"</x:xmpmeta>");
    wrapped.or_else(|| longest_between(window, b"<rdf:RDF", b"</rdf:RDF>"))
}

fn longest_between<'a>(window: &'a [u8], open: &[u8], close: &[u8]) -> Option<&'a [u8]> {
    let mut longest: Option<&[u8]> = None;
    let mut at = 0;
    for _ in 0..100 {
        let Some(start) = position(&window[at..], open).map(|step| at + step) else {
            break;
        };
        let Some(end) = position(&window[start..], close).map(|step| start + step + close.len()) else {
            break;
        };
        if longest.is_none_or(|known| known.len() < end - start) {
            longest = Some(&window[start..end]);
        }
        at = end;
    }
    longest
}

fn position(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = 0;
    while let Some(step) = haystack.get(at..)?.iter().position(|byte| *byte == first) {
        at += step;
        if haystack[at..].starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
    None
}
