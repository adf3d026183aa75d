//! Declared size, orientation and transparency, read from headers only. Every number is checked before it is believed.

use crate::MediaError;
use crate::container::{self, Tiff, be16, be32, le16, le32};
use crate::decode;
use crate::probe::size::Probe;
use crate::probe::svg;

pub(super) fn dimensions(bytes: &[u8], mime: &str) -> Result<Probe, MediaError> {
    let probe = match mime {
        "image/jpeg" => jpeg(bytes),
        "image/png" => png(bytes),
        "image/gif" => gif(bytes),
        "image/webp" => webp(bytes),
        "image/tiff" => tiff(bytes),
        "image/bmp" => bmp(bytes),
        "image/vnd.adobe.photoshop" => psd(bytes),
        "image/svg+xml" => return svg::declared_size(bytes),
        _ => return Err(decode::no_decoder(mime)),
    };
    let probe = probe.ok_or_else(|| MediaError::damaged("its header is cut off or makes no sense."))?;
    if probe.width == 0 || probe.height == 0 {
        return Err(MediaError::damaged("it says that it has no width or no height."));
    }
    Ok(probe)
}

fn still(width: u32, height: u32) -> Probe {
    Probe { width, height, orientation: 1, pages: 1, has_alpha: false, animated: false }
}

/// Values outside 1 to 8 are illegal and read as upright.
fn turned(mut probe: Probe, orientation: Option<u32>) -> Probe {
    probe.orientation = orientation.filter(|value| (1..=8).contains(value)).unwrap_or(1) as u8;
    if probe.orientation >= 5 {
        std::mem::swap(&mut probe.width, &mut probe.height);
    }
    probe
}

/// The Exif orientation tag of a bare Exif block (TIFF bytes).
fn exif_orientation(block: &[u8]) -> Option<u32> {
    Tiff::first(block)?.number(274)
}

fn jpeg(bytes: &[u8]) -> Option<Probe> {
    let segments = container::jpeg_segments(bytes);
    let frame =
        segments.iter().find(|(marker, _)| matches!(marker, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF))?.1;
    let orientation = segments
        .iter()
        .filter(|(marker, _)| *marker == 0xE1)
        .find_map(|(_, payload)| exif_orientation(payload.strip_prefix(b"Exif\0\0")?));
    Some(turned(still(u32::from(be16(frame, 3)?), u32::from(be16(frame, 1)?)), orientation))
}

fn png(bytes: &[u8]) -> Option<Probe> {
    if bytes.get(12..16)? != b"IHDR" {
        return None;
    }
    let mut probe = still(be32(bytes, 16)?, be32(bytes, 20)?);
    probe.has_alpha = matches!(bytes.get(25)?, 4 | 6);
    let mut orientation = None;
    for (kind, payload) in container::png_chunks(bytes) {
        match kind {
            b"tRNS" => probe.has_alpha = true,
            b"acTL" => {
                probe.pages = be32(payload, 0).unwrap_or(1).max(1);
                probe.animated = probe.pages > 1;
            }
            b"eXIf" => orientation = exif_orientation(payload),
            _ => {}
        }
    }
    Some(turned(probe, orientation))
}

/// The first frame may lie outside the screen it claims to be part of, so its far corner counts too.
fn gif(bytes: &[u8]) -> Option<Probe> {
    let mut probe = still(u32::from(le16(bytes, 6)?), u32::from(le16(bytes, 8)?));
    let mut at = 13 + color_table(*bytes.get(10)?);
    let mut frames = 0;
    loop {
        match bytes.get(at) {
            Some(0x21) => {
                let transparent =
                    bytes.get(at + 1) == Some(&0xF9) && bytes.get(at + 3).is_some_and(|flags| flags & 1 == 1);
                probe.has_alpha |= transparent;
                at = skip_blocks(bytes, at + 2);
            }
            Some(0x2C) => {
                let edge = |from, size| Some(u32::from(le16(bytes, from)?) + u32::from(le16(bytes, size)?));
                let (Some(right), Some(bottom), Some(flags)) =
                    (edge(at + 1, at + 5), edge(at + 3, at + 7), bytes.get(at + 9))
                else {
                    break;
                };
                if frames == 0 {
                    probe.width = probe.width.max(right);
                    probe.height = probe.height.max(bottom);
                }
                frames += 1;
                at = skip_blocks(bytes, at + 11 + color_table(*flags));
            }
            _ => break,
        }
    }
    probe.pages = frames.max(1);
    probe.animated = frames > 1;
    Some(probe)
}

fn color_table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn skip_blocks(bytes: &[u8], mut at: usize) -> usize {
    while let Some(length) = bytes.get(at).map(|length| usize::from(*length)) {
        at += 1 + length;
        if length == 0 {
            break;
        }
    }
    at
}

fn webp(bytes: &[u8]) -> Option<Probe> {
    let kind = bytes.get(12..16)?;
    let mut probe = match kind {
        b"VP8X" => {
            let flags = *bytes.get(20)?;
            let edge = |at| Some((le32(bytes, at)? & 0xFF_FFFF) + 1);
            let mut probe = still(edge(24)?, edge(27).or_else(|| Some(u32::from(le16(bytes, 27)?) + 1))?);
            probe.has_alpha = flags & 0x10 != 0;
            probe.animated = flags & 0x02 != 0;
            probe
        }
        b"VP8L" => {
            let bits = le32(bytes, 21)?;
            let mut probe = still((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
            probe.has_alpha = bits & (1 << 28) != 0;
            probe
        }
        b"VP8 " => still(u32::from(le16(bytes, 26)? & 0x3FFF), u32::from(le16(bytes, 28)? & 0x3FFF)),
        _ => return None,
    };
    let chunks = if kind == b"VP8X" { container::riff_chunks(bytes) } else { Vec::new() };
    if probe.animated {
        probe.pages = chunks.iter().filter(|(kind, _)| *kind == b"ANMF").count().max(1) as u32;
        probe.animated = probe.pages > 1;
    }
    let exif = chunks.iter().find(|(kind, _)| *kind == b"EXIF").map(|(_, payload)| *payload);
    let exif = exif.map(|block| block.strip_prefix(b"Exif\0\0").unwrap_or(block));
    Some(turned(probe, exif.and_then(exif_orientation)))
}

fn tiff(bytes: &[u8]) -> Option<Probe> {
    let tiff = Tiff::first(bytes)?;
    let mut probe = still(tiff.number(256)?, tiff.number(257)?);
    probe.pages = tiff.page_count();
    probe.has_alpha = matches!(tiff.number(338), Some(1 | 2));
    Some(turned(probe, tiff.number(274)))
}

fn bmp(bytes: &[u8]) -> Option<Probe> {
    if le32(bytes, 14)? == 12 {
        return Some(still(u32::from(le16(bytes, 18)?), u32::from(le16(bytes, 20)?)));
    }
    // Signed: a negative height means "top row first"; a negative width is read as the huge number it looks like.
    let mut probe = still(le32(bytes, 18)?, (le32(bytes, 22)? as i32).unsigned_abs());
    probe.has_alpha = le16(bytes, 28)? == 32;
    Some(probe)
}

fn psd(bytes: &[u8]) -> Option<Probe> {
    let mut probe = still(be32(bytes, 18)?, be32(bytes, 14)?);
    probe.has_alpha = matches!((be16(bytes, 12)?, be16(bytes, 24)?), (4, 3) | (2, 1));
    Some(probe)
}
