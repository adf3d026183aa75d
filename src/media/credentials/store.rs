//! Where in a file its content credentials lie: the block itself, and the bytes of the file that hold it. Knows formats,
//! reads no credentials.

use std::borrow::Cow;
use std::ops::Range;

use crate::container;
use crate::embed;

/// The largest block that is put together, bytes.
const MAX_STORE: usize = 64 * 1024 * 1024;
/// What the block begins with behind its sizes: a description whose type is the one of content credentials.
const DESCRIBED: &[u8] = b"jumdc2pa\0\x11\0\x10\x80\0\0\xAA\08\x9Bq";

/// The block of content credentials of a file.
pub struct Store<'a> {
    pub bytes: Cow<'a, [u8]>,
    /// The bytes of the file that hold it, in order: what a seal over the file must leave out.
    pub held_by: Vec<Range<usize>>,
    /// Such as `JPEG APP11`.
    pub place: &'static str,
}

/// What there is in a file.
pub enum Found<'a> {
    Nothing,
    /// There is a block, and it cannot be put together.
    Broken(&'static str),
    Store(Store<'a>),
}

/// Finds the block of content credentials.
pub fn find<'a>(bytes: &'a [u8], mime: &str) -> Found<'a> {
    // Documents are long to look through, and few are signed.
    if mime == "application/pdf" && !embed::is_signed(bytes, mime) {
        return Found::Nothing;
    }
    let (place, found) = match mime {
        "image/jpeg" => ("JPEG APP11", in_jpeg(bytes)),
        "image/png" => ("PNG caBX", one(chunk(bytes, container::png_chunks(bytes), b"caBX", 8, 4))),
        "application/pdf" => ("PDF attachment", one(in_pdf(bytes))),
        _ if bytes.starts_with(b"RIFF") => {
            ("RIFF C2PA", one(chunk(bytes, container::riff_chunks(bytes), b"C2PA", 8, 0)))
        }
        _ if bytes.get(4..8) == Some(b"ftyp") => ("box uuid", one(in_boxes(bytes))),
        _ => ("TIFF 52545", one(in_tiff(bytes))),
    };
    match found {
        Some((bytes, held_by)) if bytes.len() <= MAX_STORE => Found::Store(Store { bytes, held_by, place }),
        _ if embed::is_signed(bytes, mime) => Found::Broken(place),
        _ => Found::Nothing,
    }
}

type Parts<'a> = Option<(Cow<'a, [u8]>, Vec<Range<usize>>)>;

fn one(found: Option<(&[u8], Range<usize>)>) -> Parts<'_> {
    found.map(|(bytes, range)| (Cow::Borrowed(bytes), vec![range]))
}

/// Where `part` begins in `whole`, of which it is a part.
fn offset(whole: &[u8], part: &[u8]) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

/// The first chunk of this kind; `before` and `after` bytes around its content belong to it.
fn chunk<'a>(
    whole: &'a [u8],
    chunks: Vec<(&'a [u8], &'a [u8])>,
    wanted: &[u8],
    before: usize,
    after: usize,
) -> Option<(&'a [u8], Range<usize>)> {
    let (_, content) = chunks.into_iter().find(|(kind, _)| *kind == wanted)?;
    let at = offset(whole, content);
    // RIFF fills up to an even length.
    let filled = if after == 0 { content.len() % 2 } else { 0 };
    Some((content, at.saturating_sub(before)..at + content.len() + after + filled))
}

/// A block larger than one segment goes on in others that repeat its sizes and count up.
fn in_jpeg(bytes: &[u8]) -> Parts<'_> {
    let mut whole: Vec<u8> = Vec::new();
    let mut held_by = Vec::new();
    let mut wanted: Option<(&[u8], u32)> = None;
    for (marker, payload) in container::jpeg_segments(bytes) {
        if marker != 0xEB || !payload.starts_with(b"JP") {
            continue;
        }
        let (Some(instance), Some(number)) = (payload.get(2..4), container::be32(payload, 4)) else { continue };
        let part = match wanted {
            None if payload.get(12..16) == Some(b"jumb")
                && payload.get(20..).is_some_and(|it| it.starts_with(DESCRIBED)) =>
            {
                payload.get(8..)?
            }
            Some((of, last)) if of == instance && number == last.checked_add(1)? => payload.get(16..)?,
            _ => continue,
        };
        wanted = Some((instance, number));
        if whole.len() + part.len() > MAX_STORE {
            return None;
        }
        whole.extend_from_slice(part);
        let at = offset(bytes, payload);
        held_by.push(at.saturating_sub(4)..at + payload.len());
    }
    (!whole.is_empty()).then_some((Cow::Owned(whole), held_by))
}

fn in_tiff(bytes: &[u8]) -> Option<(&[u8], Range<usize>)> {
    let content = container::Tiff::first(bytes)?.data(0xCD41)?;
    let at = offset(bytes, content);
    Some((content, at..at + content.len()))
}

/// An attachment that is not compressed stands in the file as it is; the last one counts, for changes are appended.
fn in_pdf(bytes: &[u8]) -> Option<(&[u8], Range<usize>)> {
    let described = memchr::memmem::rfind(bytes, DESCRIBED)?;
    let at = described.checked_sub(12)?;
    let size = container::be32(bytes, at)? as usize;
    let content = bytes.get(at..at.checked_add(size)?)?;
    (content.get(4..8)? == b"jumb").then_some((content, at..at + size))
}

/// Behind the name of the box: version and flags, what it holds as a text, and a number, then the block.
fn in_boxes(bytes: &[u8]) -> Option<(&[u8], Range<usize>)> {
    let mut at = 0usize;
    for _ in 0..1_000 {
        let (head, size) = match container::be32(bytes, at)? {
            0 => (8, bytes.len().checked_sub(at)?),
            1 => (16, (container::be32(bytes, at + 8)? as usize) << 32 | container::be32(bytes, at + 12)? as usize),
            size => (8, size as usize),
        };
        let end = at.checked_add(size.max(8))?;
        let content = bytes.get(at + head..end)?;
        if bytes.get(at + 4..at + 8) == Some(b"uuid") && content.starts_with(&embed::CREDENTIALS_BOX) {
            let rest = content.get(20..)?.strip_prefix(b"manifest\0")?;
            return Some((rest.get(8..)?, at..end));
        }
        at = end;
    }
    None
}
