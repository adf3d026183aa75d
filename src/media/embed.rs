//! Puts an XMP packet into a picture: JPEG, PNG and WebP. Every byte that is not the packet stays as it was.

use crate::container;

const JPEG_HEAD: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// What fits into one segment of a JPEG beside its head, bytes.
const JPEG_MOST: usize = 65_533 - JPEG_HEAD.len();
/// By these 16 bytes MP4, HEIF and AVIF files know the box that holds content credentials.
pub(crate) const CREDENTIALS_BOX: [u8; 16] =
    [0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81];
const PNG_HEAD: &[u8] = b"XML:com.adobe.xmp\0\0\0\0\0";

/// Whether packets can be put into files of this type.
pub fn takes_packets(mime: &str) -> bool {
    matches!(mime, "image/jpeg" | "image/png" | "image/webp")
}

/// Whether the file holds content credentials (C2PA): they are about its bytes, and would be wrong about others.
pub fn is_signed(bytes: &[u8], mime: &str) -> bool {
    match mime {
        "image/jpeg" => container::jpeg_segments(bytes).iter().any(|(marker, payload)| is_jumbf(*marker, payload)),
        "image/png" => container::png_chunks(bytes).iter().any(|(kind, _)| *kind == b"caBX"),
        "application/pdf" => memchr::memmem::find(bytes, b"C2PA_Manifest").is_some(),
        _ if bytes.starts_with(b"RIFF") => container::riff_chunks(bytes).iter().any(|(kind, _)| *kind == b"C2PA"),
        _ if bytes.get(4..8) == Some(b"ftyp") => has_credential_box(bytes),
        _ => container::Tiff::first(bytes).is_some_and(|tiff| tiff.data(0xCD41).is_some()),
    }
}

fn is_jumbf(marker: u8, payload: &[u8]) -> bool {
    // Blocks of the same form hold other things too: a description says what.
    let begins = |what: &[u8]| payload.windows(4).take(64).any(|part| part == what);
    marker == 0xEB && begins(b"jumb") && begins(b"c2pa")
}

fn has_credential_box(bytes: &[u8]) -> bool {
    let mut at = 0usize;
    for _ in 0..1_000 {
        let Some(size) = container::be32(bytes, at) else { return false };
        if bytes.get(at + 4..at + 8) == Some(b"uuid") && bytes.get(at + 8..at + 24) == Some(&CREDENTIALS_BOX) {
            return true;
        }
        let size = match size {
            1 => container::be32(bytes, at + 12).unwrap_or(0),
            size => size,
        };
        if size < 8 {
            return false;
        }
        at = at.saturating_add(size as usize);
    }
    false
}

/// The file without its content credentials (JPEG, PNG and WebP). `None` where that cannot be done.
pub fn without_credentials(bytes: &[u8], mime: &str) -> Option<Vec<u8>> {
    match mime {
        "image/jpeg" => {
            rewritten(bytes, |marker, payload| !is_jumbf(marker, payload) && !is_jumbf_part(marker, payload))
        }
        "image/png" => {
            let mut out = bytes.get(..8)?.to_vec();
            let mut at = 8;
            while at < bytes.len() {
                let end = at.checked_add(12)?.checked_add(container::be32(bytes, at)? as usize)?;
                if bytes.get(at + 4..at + 8)? != b"caBX" {
                    out.extend_from_slice(bytes.get(at..end)?);
                }
                at = end;
            }
            Some(out)
        }
        "image/webp" => {
            let mut body = b"WEBP".to_vec();
            for (kind, payload) in container::riff_chunks(bytes).iter().filter(|(kind, _)| *kind != b"C2PA") {
                body.extend_from_slice(kind);
                body.extend_from_slice(&u32::try_from(payload.len()).ok()?.to_le_bytes());
                body.extend_from_slice(payload);
                body.extend((payload.len() % 2 == 1).then_some(0));
            }
            Some([b"RIFF", &u32::try_from(body.len()).ok()?.to_le_bytes()[..], &body].concat())
        }
        _ => None,
    }
}

/// A store of credentials larger than one segment goes on in others that begin in the same way.
fn is_jumbf_part(marker: u8, payload: &[u8]) -> bool {
    marker == 0xEB && payload.starts_with(b"JP")
}

/// Whether other pictures in the file are found by counting bytes from a segment before them (multi-picture format).
pub fn counts_bytes(bytes: &[u8]) -> bool {
    container::jpeg_segments(bytes).iter().any(|(marker, payload)| *marker == 0xE2 && payload.starts_with(b"MPF\0"))
}

/// A JPEG with only those segments before its first scan that `stays` says yes to.
fn rewritten(bytes: &[u8], stays: impl Fn(u8, &[u8]) -> bool) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        let (marker, end) = jpeg_segment(bytes, at)?;
        if marker == 0xDA {
            out.extend_from_slice(bytes.get(at..)?);
            return Some(out);
        }
        if stays(marker, bytes.get((at + 4).min(end)..end)?) {
            out.extend_from_slice(bytes.get(at..end)?);
        }
        at = end;
    }
}

/// A JPEG with this Exif block and these Photoshop resources in place of its own; what is `None` stays as it is.
/// `None` when a block does not fit or the file cannot be walked.
pub fn with_blocks(bytes: &[u8], exif: Option<&[u8]>, resources: Option<&[u8]>) -> Option<Vec<u8>> {
    const EXIF: &[u8] = b"Exif\0\0";
    const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
    let mut out = bytes.get(..2)?.to_vec();
    let (mut exif, mut left) = (exif, resources);
    let mut at = 2;
    loop {
        let (marker, end) = jpeg_segment(bytes, at)?;
        let payload = bytes.get((at + 4).min(end)..end)?;
        let is_exif = marker == 0xE1 && payload.starts_with(EXIF);
        let is_resources = marker == 0xED && payload.starts_with(PHOTOSHOP);
        // After JFIF, Exif and XMP, and before everything else, unless there were resources further on.
        let comes_first = matches!(marker, 0xE0 | 0xE1);
        if let Some(new) = left.filter(|_| !comes_first) {
            for part in new.chunks(65_000) {
                push_segment(&mut out, 0xED, PHOTOSHOP, part)?;
            }
            left = None;
        }
        if marker == 0xDA {
            out.extend_from_slice(bytes.get(at..)?);
            return Some(out);
        }
        match exif.filter(|_| is_exif) {
            Some(new) => {
                push_segment(&mut out, 0xE1, EXIF, new)?;
                exif = None;
            }
            None if is_resources && resources.is_some() => {}
            None => out.extend_from_slice(bytes.get(at..end)?),
        }
        at = end;
    }
}

fn push_segment(out: &mut Vec<u8>, marker: u8, head: &[u8], payload: &[u8]) -> Option<()> {
    out.extend_from_slice(&[0xFF, marker]);
    out.extend_from_slice(&u16::try_from(head.len() + payload.len() + 2).ok()?.to_be_bytes());
    out.extend_from_slice(head);
    out.extend_from_slice(payload);
    Some(())
}

/// The file with `packet` in place of the one it had. `None` where the type or the file does not allow it.
pub fn with_packet(bytes: &[u8], mime: &str, packet: &str) -> Option<Vec<u8>> {
    match mime {
        "image/jpeg" => in_jpeg(bytes, packet.as_bytes()),
        "image/png" => in_png(bytes, packet.as_bytes()),
        "image/webp" => in_webp(bytes, packet.as_bytes()),
        _ => None,
    }
}

fn in_jpeg(bytes: &[u8], packet: &[u8]) -> Option<Vec<u8>> {
    if packet.len() > JPEG_MOST || bytes.get(..2)? != [0xFF, 0xD8] {
        return None;
    }
    let mut segment = vec![0xFF, 0xE1];
    segment.extend_from_slice(&u16::try_from(packet.len() + JPEG_HEAD.len() + 2).ok()?.to_be_bytes());
    segment.extend_from_slice(JPEG_HEAD);
    segment.extend_from_slice(packet);
    let mut out = Vec::with_capacity(bytes.len() + segment.len());
    out.extend_from_slice(&[0xFF, 0xD8]);
    let mut segment = Some(segment);
    let mut at = 2;
    loop {
        let (marker, end) = jpeg_segment(bytes, at)?;
        // JFIF and Exif are read by some programs only where they come first.
        let comes_first = marker == 0xE0 || (marker == 0xE1 && bytes.get(at + 4..)?.starts_with(b"Exif\0\0"));
        if !comes_first {
            out.extend(segment.take().into_iter().flatten());
        }
        if marker == 0xDA {
            out.extend_from_slice(bytes.get(at..)?);
            return Some(out);
        }
        let is_packet = marker == 0xE1 && bytes.get(at + 4..end)?.starts_with(JPEG_HEAD);
        if !is_packet {
            out.extend_from_slice(bytes.get(at..end)?);
        }
        at = end;
    }
}

/// The marker at `at` and where its segment ends.
fn jpeg_segment(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    if *bytes.get(at)? != 0xFF {
        return None;
    }
    let marker = *bytes.get(at + 1)?;
    if marker == 0xFF {
        return Some((marker, at + 1));
    }
    if matches!(marker, 0x01 | 0xD0..=0xD8) {
        return Some((marker, at + 2));
    }
    let length = usize::from(container::be16(bytes, at + 2)?);
    let end = at.checked_add(2)?.checked_add(length)?;
    (length >= 2 && end <= bytes.len()).then_some((marker, end))
}

fn in_png(bytes: &[u8], packet: &[u8]) -> Option<Vec<u8>> {
    if bytes.get(..8)? != b"\x89PNG\r\n\x1a\n" {
        return None;
    }
    let mut out = bytes.get(..8)?.to_vec();
    let mut at = 8;
    let mut is_first = true;
    while at < bytes.len() {
        let length = container::be32(bytes, at)? as usize;
        let end = at.checked_add(12)?.checked_add(length)?;
        let whole = bytes.get(at..end)?;
        let (kind, payload) = (whole.get(4..8)?, whole.get(8..8 + length)?);
        if !(kind == b"iTXt" && payload.starts_with(b"XML:com.adobe.xmp\0")) {
            out.extend_from_slice(whole);
        }
        // Right behind the header: before the pixels, where readers that stop there find it.
        if is_first {
            png_chunk(&mut out, b"iTXt", &[PNG_HEAD, packet].concat())?;
            is_first = false;
        }
        at = end;
    }
    (!is_first).then_some(out)
}

pub(crate) fn png_chunk(out: &mut Vec<u8>, kind: &[u8; 4], payload: &[u8]) -> Option<()> {
    out.extend_from_slice(&u32::try_from(payload.len()).ok()?.to_be_bytes());
    let from = out.len();
    out.extend_from_slice(kind);
    out.extend_from_slice(payload);
    let sum = crc32(out.get(from..)?);
    out.extend_from_slice(&sum.to_be_bytes());
    Some(())
}

/// The checksum of PNG.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}

fn in_webp(bytes: &[u8], packet: &[u8]) -> Option<Vec<u8>> {
    if bytes.get(..4)? != b"RIFF" || bytes.get(8..12)? != b"WEBP" {
        return None;
    }
    let mut chunks: Vec<([u8; 4], &[u8])> = Vec::new();
    let mut at = 12;
    while at + 8 <= bytes.len() {
        let kind: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        let length = container::le32(bytes, at + 4)? as usize;
        let payload = bytes.get(at + 8..at.checked_add(8)?.checked_add(length)?)?;
        chunks.push((kind, payload));
        at += 8 + length + (length & 1);
    }
    let head = extended(&chunks)?;
    let mut body = b"WEBP".to_vec();
    let mut put = |kind: &[u8; 4], payload: &[u8]| {
        body.extend_from_slice(kind);
        body.extend_from_slice(&u32::try_from(payload.len()).ok()?.to_le_bytes());
        body.extend_from_slice(payload);
        if payload.len() % 2 == 1 {
            body.push(0);
        }
        Some(())
    };
    put(b"VP8X", &head)?;
    for (kind, payload) in chunks.iter().filter(|(kind, _)| kind != b"VP8X" && kind != b"XMP ") {
        put(kind, payload)?;
    }
    put(b"XMP ", packet)?;
    let mut out = b"RIFF".to_vec();
    out.extend_from_slice(&u32::try_from(body.len()).ok()?.to_le_bytes());
    out.extend_from_slice(&body);
    Some(out)
}

/// The extended header with the mark that a packet follows; made from the picture's own header where there is none.
fn extended(chunks: &[([u8; 4], &[u8])]) -> Option<[u8; 10]> {
    const HAS_PACKET: u8 = 0b0000_0100;
    const HAS_ALPHA: u8 = 0b0001_0000;
    if let Some((_, payload)) = chunks.iter().find(|(kind, _)| kind == b"VP8X") {
        let mut head: [u8; 10] = payload.get(..10)?.try_into().ok()?;
        head[0] |= HAS_PACKET;
        return Some(head);
    }
    let (kind, payload) = chunks.first()?;
    let (width, height, alpha) = match kind {
        b"VP8 " => {
            let size = |at| container::le16(payload, at).map(|size| u32::from(size & 0x3FFF));
            (size(6)?, size(8)?, false)
        }
        b"VP8L" => {
            let bits = container::le32(payload, 1)?;
            ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bits >> 28 & 1 == 1)
        }
        _ => return None,
    };
    let mut head = [0; 10];
    head[0] = HAS_PACKET | if alpha { HAS_ALPHA } else { 0 };
    head[4..7].copy_from_slice(&(width.checked_sub(1)?).to_le_bytes()[..3]);
    head[7..10].copy_from_slice(&(height.checked_sub(1)?).to_le_bytes()[..3]);
    Some(head)
}
