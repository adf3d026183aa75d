//! What sound and moving pictures say of themselves: ID3, RIFF lists and the user data of QuickTime and MP4.

use crate::container::{be32, le32};
use crate::metadata::block::Block;
use crate::metadata::iptc;

/// How many boxes, frames or chunks of one file are looked at.
const MAX_PARTS: usize = 5_000;
/// Seconds between 1904, where QuickTime counts from, and 1970.
const QUICKTIME_EPOCH: i64 = 2_082_844_800;

/// The standard, where it lies, and its values. None where there is nothing of the kind.
pub(super) fn read(bytes: &[u8], mime: &str) -> Option<(&'static str, &'static str, Block)> {
    if bytes.starts_with(b"ID3") {
        return Some(("id3", "ID3v2 tag", id3(bytes)?));
    }
    if bytes.starts_with(b"RIFF") && !mime.starts_with("image/") {
        return Some(("riff", "RIFF INFO list", riff(bytes)));
    }
    if bytes.get(4..8) == Some(b"ftyp") || mime == "video/quicktime" {
        let mut block = Block::default();
        boxes(bytes, &mut block, 0);
        return Some(("quicktime", "movie user data", block));
    }
    None
}

fn id3(bytes: &[u8]) -> Option<Block> {
    let version = *bytes.get(3)?;
    let short = |at: usize| -> Option<usize> {
        bytes.get(at..at + 4).map(|part| part.iter().fold(0, |sum, byte| sum << 7 | usize::from(byte & 0x7F)))
    };
    let end = (10 + short(6)?).min(bytes.len());
    let mut block = Block::default();
    let mut at = 10;
    for _ in 0..MAX_PARTS {
        let (name, size, head) = match version {
            2 => {
                let Some(part) = bytes.get(at..at + 6) else { break };
                (&part[..3], part[3..].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)), 6)
            }
            _ => {
                let Some(name) = bytes.get(at..at + 4) else { break };
                let size = if version >= 4 { short(at + 4) } else { be32(bytes, at + 4).map(|size| size as usize) };
                (name, size.unwrap_or(0), 10)
            }
        };
        let Some(body) = bytes.get(at + head..at + head + size).filter(|_| at < end && size > 0) else { break };
        if let (b'T', Some((name, body))) = (name[0], known_frame(name).zip(Some(body))) {
            block.add(name, &frame_text(body));
        } else if name.starts_with(b"COM") {
            // Language, a short description ended by zeros, then the text.
            let text = body.get(..1).into_iter().chain(body.get(4..)).flatten().copied().collect::<Vec<u8>>();
            block.add("Comment", frame_text(&text).trim_start_matches('\0'));
        }
        at += head + size;
    }
    Some(block)
}

fn known_frame(name: &[u8]) -> Option<&'static str> {
    Some(match name {
        b"TIT2" | b"TT2" => "Title",
        b"TIT3" | b"TT3" => "Subtitle",
        b"TPE1" | b"TP1" => "Artist",
        b"TPE2" | b"TP2" => "Band",
        b"TALB" | b"TAL" => "Album",
        b"TCOM" | b"TCM" => "Composer",
        b"TCON" | b"TCO" => "Genre",
        b"TCOP" | b"TCR" => "Copyright",
        b"TYER" | b"TYE" | b"TDRC" => "Year",
        b"TRCK" | b"TRK" => "Track",
        b"TPUB" | b"TPB" => "Publisher",
        b"TSRC" | b"TRC" => "ISRC",
        b"TENC" | b"TEN" => "EncodedBy",
        b"TSSE" | b"TSS" => "EncoderSettings",
        _ => return None,
    })
}

fn frame_text(body: &[u8]) -> String {
    let wide = |bytes: &[u8], decode: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| decode([pair[0], pair[1]]));
        char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect::<String>()
    };
    match body {
        [1, 0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes).replace('\u{feff}', ""),
        [1, 0xFE, 0xFF, rest @ ..] | [2, rest @ ..] => wide(rest, u16::from_be_bytes).replace('\u{feff}', ""),
        [3, rest @ ..] => iptc::text(rest, true),
        [_, rest @ ..] => iptc::text(rest, false),
        [] => String::new(),
    }
    .trim_end_matches('\0')
    .to_owned()
}

fn riff(bytes: &[u8]) -> Block {
    let mut block = Block::default();
    for (kind, payload) in crate::container::riff_chunks(bytes) {
        if kind == b"LIST" && payload.starts_with(b"INFO") {
            let mut at = 4;
            while let (Some(name), Some(size)) = (payload.get(at..at + 4), le32(payload, at + 4)) {
                let Some(text) = payload.get(at + 8..(at + 8).saturating_add(size as usize)) else { break };
                block.add(info_name(name).unwrap_or(&iptc::text(name, false)), &iptc::text(text, false));
                at += 8 + size as usize + (size as usize & 1);
            }
        } else if kind == b"bext" {
            let text = |from: usize, to: usize| {
                let field = payload.get(from..to.min(payload.len())).unwrap_or_default();
                iptc::text(field.split(|byte| *byte == 0).next().unwrap_or_default(), false)
            };
            block.add("BroadcastDescription", &text(0, 256));
            block.add("Originator", &text(256, 288));
            block.add("OriginatorReference", &text(288, 320));
            block.add("OriginationDate", &text(320, 330));
            block.add("OriginationTime", &text(330, 338));
        }
    }
    block
}

fn info_name(name: &[u8]) -> Option<&'static str> {
    Some(match name {
        b"INAM" => "Title",
        b"IART" => "Artist",
        b"ICOP" => "Copyright",
        b"ICMT" => "Comment",
        b"ICRD" => "Created",
        b"IGNR" => "Genre",
        b"IKEY" => "Keywords",
        b"IPRD" => "Album",
        b"ISFT" => "Software",
        b"ISBJ" => "Subject",
        _ => return None,
    })
}

/// The boxes of a movie; only those that hold user data are gone into.
fn boxes(bytes: &[u8], block: &mut Block, depth: usize) {
    let mut at = 0;
    for _ in 0..MAX_PARTS {
        let (Some(size), Some(kind)) = (be32(bytes, at), bytes.get(at + 4..at + 8)) else { return };
        let (head, size) = match size {
            0 => (8, bytes.len() - at),
            1 => match be32(bytes, at + 12) {
                Some(low) if be32(bytes, at + 8) == Some(0) => (16, low as usize),
                _ => return,
            },
            size => (8, size as usize),
        };
        let Some(body) = at.checked_add(size).and_then(|end| bytes.get(at + head..end)) else { return };
        match kind {
            b"moov" | b"udta" | b"ilst" if depth < 6 => boxes(body, block, depth + 1),
            b"meta" if depth < 6 => {
                // In MP4 four bytes of version and flags come first, in QuickTime they do not.
                let body = if body.get(4..8) == Some(b"hdlr") { body } else { body.get(4..).unwrap_or_default() };
                boxes(body, block, depth + 1);
            }
            b"mvhd" => created(body, block),
            _ => user_text(kind, body, block),
        }
        at += size;
    }
}

fn created(body: &[u8], block: &mut Block) {
    let seconds = match body.first() {
        Some(0) => be32(body, 4).map(i64::from),
        Some(1) => be32(body, 8).map(i64::from),
        _ => None,
    };
    if let Some(seconds) = seconds.filter(|seconds| *seconds > QUICKTIME_EPOCH) {
        block.add("Created", &utc(seconds - QUICKTIME_EPOCH));
    }
}

/// Seconds since 1970 as a date and time (civil calendar by Hinnant's algorithm).
fn utc(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3_600, rest / 60 % 60, rest % 60)
}

fn user_text(kind: &[u8], body: &[u8], block: &mut Block) {
    let name = match kind {
        b"\xA9nam" | b"titl" => "Title",
        b"\xA9ART" | b"\xA9aut" | b"auth" | b"perf" => "Artist",
        b"\xA9cpy" | b"cprt" => "Copyright",
        b"\xA9des" | b"desc" | b"dscp" => "Description",
        b"\xA9cmt" => "Comment",
        b"\xA9day" => "Date",
        b"\xA9too" | b"\xA9swr" => "Software",
        b"\xA9key" => "Keywords",
        b"\xA9xyz" => "GPSCoordinates",
        b"\xA9mak" => "Make",
        b"\xA9mod" => "Model",
        _ => return,
    };
    // MP4 wraps the text in a `data` box, QuickTime puts a length and a language before it.
    let text = match body.get(4..8) {
        Some(b"data") => body.get(16..),
        _ if kind[0] == 0xA9 => body.get(4..),
        _ => body.get(6..),
    };
    block.add(name, &iptc::text(text.unwrap_or_default(), false));
}
