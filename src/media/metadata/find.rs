//! Where the blocks of metadata lie in each kind of file. Interprets nothing.

use std::borrow::Cow;

use crate::container::{self, Tiff};
use crate::metadata::block::{MAX_VALUE, MAX_VALUES};
use crate::metadata::items::{self, Items};
use crate::metadata::{inflate, iptc};

/// The largest XMP packet read, in bytes.
const MAX_PACKET: usize = 4 * 1024 * 1024;
/// The largest extension of a packet put together, in bytes.
const MAX_EXTENSION: usize = 16 * 1024 * 1024;
/// The id every packet in use has.
const PACKET_ID: &[u8] = b"W5M0MpCehiHzreSzNTczkc9d";
/// How much of a file of an unknown structure is searched for an XMP packet, in bytes.
const MAX_SEARCH: usize = 64 * 1024 * 1024;
/// What all compressed texts of one file may hold together, in bytes.
const MAX_INFLATED: usize = 4 * 1024 * 1024;
/// The largest ICC profile read, in bytes.
const MAX_PROFILE: usize = 1024 * 1024;

/// One block and the name of the place it was found in.
pub(super) struct Placed<'a> {
    pub bytes: Cow<'a, [u8]>,
    pub place: &'static str,
}

fn placed<'a>(bytes: &'a [u8], place: &'static str) -> Option<Placed<'a>> {
    Some(Placed { bytes: Cow::Borrowed(bytes), place })
}

/// Where the blocks lie in the file.
#[derive(Default)]
pub(super) struct Blocks<'a> {
    pub exif: Option<Placed<'a>>,
    pub iptc: Option<Placed<'a>>,
    /// What the file says the MD5 of its IIM block was when XMP was written beside it.
    pub iptc_digest: Option<[u8; 16]>,
    pub xmp: Option<Placed<'a>>,
    /// The rest of a packet too long for one segment, in order.
    pub extension: Option<Vec<u8>>,
    pub icc: Option<Placed<'a>>,
    /// Texts of PNG chunks.
    pub text: Vec<(String, String)>,
    pub comments: Vec<String>,
    pub warnings: Vec<&'static str>,
}

/// Changes of one PDF that are told apart.
const MOST_CHANGES: usize = 100;

pub(super) fn find<'a>(bytes: &'a [u8], mime: &str) -> Blocks<'a> {
    let mut blocks = match mime {
        "image/jpeg" => in_jpeg(bytes),
        "image/png" => in_png(bytes),
        "image/webp" => in_webp(bytes),
        "image/vnd.adobe.photoshop" => {
            container::psd_resources(bytes).map(|found| in_resources(found, "image resource")).unwrap_or_default()
        }
        "application/pdf" => {
            Blocks { xmp: packet_in_pdf(bytes).and_then(|found| placed(found, "packet")), ..Blocks::default() }
        }
        "image/jxl" => in_items(items::in_jxl(bytes), "JPEG XL box"),
        _ if Tiff::first(bytes).is_some() => in_tiff(bytes),
        _ if bytes.get(4..8) == Some(b"ftyp") => {
            let mut blocks = items::in_heif(bytes).map(|found| in_items(found, "item")).unwrap_or_default();
            blocks.xmp = blocks.xmp.or_else(|| packet_in(bytes).and_then(|found| placed(found, "packet")));
            blocks
        }
        _ => Blocks { xmp: packet_in(bytes).and_then(|found| placed(found, "packet")), ..Blocks::default() },
    };
    if blocks.xmp.as_ref().is_some_and(|packet| packet.bytes.len() > MAX_PACKET) {
        blocks.xmp = None;
        blocks.warnings.push("the xmp block is larger than is read");
    }
    blocks
}

fn in_jpeg(bytes: &[u8]) -> Blocks<'_> {
    let mut blocks = Blocks::default();
    let mut resources: Vec<&[u8]> = Vec::new();
    let mut parts: Vec<&[u8]> = Vec::new();
    let segments = container::jpeg_segments(bytes);
    for (marker, payload) in &segments {
        match marker {
            0xE1 => {
                if let Some(found) = payload.strip_prefix(b"Exif\0\0") {
                    blocks.exif = blocks.exif.or_else(|| placed(found, "JPEG APP1"));
                } else if let Some(found) = payload.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
                    blocks.xmp = blocks.xmp.or_else(|| placed(found, "JPEG APP1"));
                } else if let Some(found) = payload.strip_prefix(b"http://ns.adobe.com/xmp/extension/\0") {
                    parts.push(found);
                }
            }
            0xED => resources.extend(payload.strip_prefix(b"Photoshop 3.0\0")),
            0xFE if blocks.comments.len() < 100 => {
                blocks.comments.push(iptc::text(&payload[..payload.len().min(MAX_VALUE)], false));
            }
            _ => {}
        }
    }
    // One list of resources may be spread over several segments.
    let whole = resources.concat();
    let found = in_resources(&whole, "JPEG APP13");
    blocks.iptc = found.iptc.map(|each| Placed { bytes: Cow::Owned(each.bytes.into_owned()), place: each.place });
    blocks.iptc_digest = found.iptc_digest;
    blocks.icc = container::jpeg_icc(&segments).map(|found| Placed { bytes: Cow::Owned(found), place: "JPEG APP2" });
    blocks.extension = extension(&parts, blocks.xmp.as_ref());
    blocks
}

/// The parts of the extension that the main packet names, put together. Each begins with the 32 letters of the name,
/// the full length and where it belongs.
fn extension(parts: &[&[u8]], packet: Option<&Placed<'_>>) -> Option<Vec<u8>> {
    let packet = packet?;
    let named = parts
        .iter()
        .copied()
        .filter(|part| part.get(..32).is_some_and(|name| position(&packet.bytes, name).is_some()) && part.len() > 40);
    let mut named: Vec<(usize, &[u8])> =
        named.filter_map(|part| Some((container::be32(part, 36)? as usize, part.get(40..)?))).collect();
    named.sort_by_key(|(at, _)| *at);
    let mut whole = Vec::new();
    for (at, part) in named {
        if at != whole.len() || whole.len() + part.len() > MAX_EXTENSION {
            break;
        }
        whole.extend_from_slice(part);
    }
    (!whole.is_empty()).then_some(whole)
}

fn in_items<'a>(found: Items<'a>, place: &'static str) -> Blocks<'a> {
    Blocks {
        exif: found.exif.map(|bytes| Placed { bytes, place }),
        xmp: found.xmp.map(|bytes| Placed { bytes, place }),
        icc: found.icc.filter(|profile| profile.len() <= MAX_PROFILE).and_then(|profile| placed(profile, "colr box")),
        warnings: found.warnings,
        ..Blocks::default()
    }
}

fn in_resources<'a>(bytes: &'a [u8], place: &'static str) -> Blocks<'a> {
    let resources = container::photoshop_resources(bytes);
    let with = |id: u16| resources.iter().find(|(found, _)| *found == id).map(|(_, payload)| *payload);
    Blocks {
        exif: with(0x0422).and_then(|found| placed(found, place)),
        iptc: with(0x0404).and_then(|found| placed(found, place)),
        iptc_digest: with(0x0425).and_then(|found| found.try_into().ok()),
        xmp: with(0x0424).and_then(|found| placed(found, place)),
        icc: with(0x040F).and_then(|found| placed(found, place)),
        ..Blocks::default()
    }
}

fn in_png(bytes: &[u8]) -> Blocks<'_> {
    let mut blocks = Blocks::default();
    let mut room = MAX_INFLATED;
    for (kind, payload) in container::png_chunks(bytes) {
        let named = || {
            let mut parts = payload.splitn(2, |byte| *byte == 0);
            Some((parts.next()?, parts.next()?))
        };
        match (kind, named()) {
            (b"eXIf", _) => blocks.exif = placed(payload, "PNG eXIf"),
            (b"iCCP", Some((_, rest))) => {
                let open = rest.get(1..).and_then(|rest| inflate::zlib(rest, MAX_PROFILE));
                blocks.icc = open.map(|(found, _)| Placed { bytes: Cow::Owned(found), place: "PNG iCCP" });
            }
            (b"tEXt", Some((name, text))) => keep_text(&mut blocks, name, text),
            (b"zTXt", Some((name, rest))) => {
                let rest = rest.get(1..).unwrap_or_default();
                keep_compressed(&mut blocks, name, rest, &mut room);
            }
            (b"iTXt", Some((name, rest))) => in_itxt(&mut blocks, name, rest, &mut room),
            _ => {}
        }
    }
    blocks
}

/// Compression flag and method, then language and translated name, each ended by a zero.
fn in_itxt<'a>(blocks: &mut Blocks<'a>, name: &[u8], rest: &'a [u8], room: &mut usize) {
    let Some(text) = rest.get(2..).and_then(|rest| rest.splitn(3, |byte| *byte == 0).nth(2)) else { return };
    let is_packet = name == b"XML:com.adobe.xmp";
    match (rest.first(), is_packet) {
        (Some(0), true) => blocks.xmp = placed(text, "PNG iTXt"),
        (Some(0), false) => keep_text(blocks, name, text),
        (_, true) => {
            let open = inflate::zlib(text, MAX_PACKET).filter(|(_, is_more)| !is_more);
            blocks.xmp = open.map(|(found, _)| Placed { bytes: Cow::Owned(found), place: "PNG iTXt" });
        }
        (_, false) => keep_compressed(blocks, name, text, room),
    }
}

fn keep_compressed(blocks: &mut Blocks<'_>, name: &[u8], bytes: &[u8], room: &mut usize) {
    let is_profile = name.starts_with(b"Raw profile");
    let most = if is_profile { *room } else { (MAX_VALUE + 1).min(*room) };
    let Some((text, is_more)) = inflate::zlib(bytes, most) else {
        blocks.warnings.push("a compressed text in the PNG is damaged");
        return;
    };
    *room = room.saturating_sub(text.len());
    if is_more {
        blocks.warnings.push("a compressed text in the PNG is longer than is read");
    }
    keep_text(blocks, name, &text);
}

fn keep_text(blocks: &mut Blocks<'_>, name: &[u8], text: &[u8]) {
    // Raw profiles are other blocks in disguise, hex-coded by some tools.
    if let Some(kind) = name.strip_prefix(b"Raw profile type ") {
        in_profile(blocks, kind, text);
        return;
    }
    if blocks.text.len() <= MAX_VALUES {
        blocks.text.push((iptc::text(name, false), iptc::text(&text[..text.len().min(MAX_VALUE + 1)], false)));
    }
}

/// A line with the kind, one with the length, then the bytes in hexadecimal.
fn in_profile(blocks: &mut Blocks<'_>, kind: &[u8], text: &[u8]) {
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).skip(2);
    let digits: Vec<u8> = lines
        .flatten()
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .filter_map(|d| u8::try_from(d).ok())
        .collect();
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    let own = |bytes: &[u8]| Some(Placed { bytes: Cow::Owned(bytes.to_vec()), place: "PNG raw profile" });
    match kind {
        b"exif" | b"APP1" if bytes.starts_with(b"Exif\0\0") && blocks.exif.is_none() => blocks.exif = own(&bytes[6..]),
        b"xmp" if blocks.xmp.is_none() => blocks.xmp = own(&bytes),
        b"iptc" | b"8bim" if blocks.iptc.is_none() => {
            let found = in_resources(&bytes, "PNG raw profile");
            let inside = found.iptc.map(|each| each.bytes.into_owned());
            blocks.iptc_digest = found.iptc_digest;
            blocks.iptc = inside.as_deref().map_or_else(|| own(&bytes), own);
        }
        _ => {}
    }
}

fn in_webp(bytes: &[u8]) -> Blocks<'_> {
    let chunks = container::riff_chunks(bytes);
    let with = |kind: &[u8]| chunks.iter().find(|(found, _)| *found == kind).map(|(_, payload)| *payload);
    let exif = with(b"EXIF").map(|block| block.strip_prefix(b"Exif\0\0").unwrap_or(block));
    Blocks {
        exif: exif.and_then(|found| placed(found, "WebP EXIF")),
        xmp: with(b"XMP ").and_then(|found| placed(found, "WebP XMP")),
        icc: with(b"ICCP").and_then(|found| placed(found, "WebP ICCP")),
        ..Blocks::default()
    }
}

fn in_tiff(bytes: &[u8]) -> Blocks<'_> {
    let Some(tiff) = Tiff::first(bytes) else {
        return Blocks::default();
    };
    let resources = tiff.data(34377).map(|found| in_resources(found, "TIFF tag 34377")).unwrap_or_default();
    Blocks {
        exif: placed(bytes, "TIFF"),
        iptc: tiff.data(33723).and_then(|found| placed(found, "TIFF tag 33723")).or(resources.iptc),
        iptc_digest: resources.iptc_digest,
        xmp: tiff.data(700).and_then(|found| placed(found, "TIFF tag 700")).or(resources.xmp),
        icc: tiff.data(34675).and_then(|found| placed(found, "TIFF tag 34675")).or(resources.icc),
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

/// A changed PDF has each change behind what was there before, and the last packet is the one that holds.
fn packet_in_pdf(bytes: &[u8]) -> Option<&[u8]> {
    let mut changes: Vec<&[u8]> = Vec::new();
    let mut rest = bytes;
    while let Some(end) = position(rest, b"%%EOF").filter(|_| changes.len() < MOST_CHANGES) {
        let (change, after) = rest.split_at(end + 5);
        changes.push(change);
        rest = after;
    }
    changes.iter().rev().find_map(|change| packet_in(change)).or_else(|| packet_in(bytes))
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
        // A packet out of use has another id in the instruction before it: that is how programs put old ones away.
        let before = &window[start.saturating_sub(100)..start];
        let is_put_away = position(before, b"<?xpacket").is_some() && position(before, PACKET_ID).is_none();
        if !is_put_away && longest.is_none_or(|known| known.len() < end - start) {
            longest = Some(&window[start..end]);
        }
        at = end;
    }
    longest
}

/// Where `needle` begins for the first time.
pub(super) fn position(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(haystack, needle)
}
