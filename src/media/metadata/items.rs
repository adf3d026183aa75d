//! Where HEIF, AVIF and JPEG XL files keep their blocks: items that a table places anywhere in the file, and boxes of
//! their own. Interprets no block; trusts no length, and follows no box deeper than the format has them.

use std::borrow::Cow;

use crate::container::{be16, be32};

/// How many boxes of one level are looked at.
const MAX_BOXES: usize = 4_000;
/// How many items and parts of one item are looked at.
const MAX_ITEMS: usize = 20_000;
const MAX_PARTS: usize = 1_000;
/// How many items with metadata are looked up: each look goes through the table.
const MAX_WANTED: usize = 100;
/// The largest block put together, bytes.
const MAX_BLOCK: usize = 16 * 1024 * 1024;

/// What was found.
#[derive(Default)]
pub(super) struct Items<'a> {
    /// From its byte order on.
    pub exif: Option<Cow<'a, [u8]>>,
    pub xmp: Option<Cow<'a, [u8]>>,
    pub icc: Option<&'a [u8]>,
    pub warnings: Vec<&'static str>,
}

type Kind = [u8; 4];

/// The boxes that follow each other in `bytes`: kind and content. One that runs past the end is left out.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = (Kind, &[u8])> {
    let mut at = 0usize;
    let next = move || {
        let kind: Kind = bytes.get(at.checked_add(4)?..at.checked_add(8)?)?.try_into().ok()?;
        let (head, size) = match be32(bytes, at)? {
            0 => (8, bytes.len().checked_sub(at)?),
            1 => (16, number(bytes, at + 8, 8)?),
            size => (8, size as usize),
        };
        let content = bytes.get(at + head..at.checked_add(size)?)?;
        at += size;
        Some((kind, content))
    };
    std::iter::from_fn(next).take(MAX_BOXES)
}

fn first<'a>(bytes: &'a [u8], kind: &Kind) -> Option<&'a [u8]> {
    boxes(bytes).find(|(found, _)| found == kind).map(|(_, content)| content)
}

/// A big-endian number of 0, 2, 4 or 8 bytes.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    match width {
        0 => Some(0),
        2 => be16(bytes, at).map(usize::from),
        4 => be32(bytes, at).map(|found| found as usize),
        8 => {
            let (high, low) = (be32(bytes, at)?, be32(bytes, at.checked_add(4)?)?);
            usize::try_from(u64::from(high) << 32 | u64::from(low)).ok()
        }
        _ => None,
    }
}

/// The items of a HEIF or AVIF file that hold metadata. `None` for files of this family that have no items.
pub(super) fn in_heif(bytes: &[u8]) -> Option<Items<'_>> {
    // A version and flags stand before what `meta` holds.
    let meta = first(bytes, b"meta")?.get(4..)?;
    let named = named(first(meta, b"iinf")?)?;
    let places = Places { file: bytes, own: first(meta, b"idat").unwrap_or_default(), table: first(meta, b"iloc")? };
    let mut found = Items { icc: profile(meta), ..Items::default() };
    let wanted = named.into_iter().filter_map(|(id, item)| Some((id, wanted(item)?)));
    for (id, wanted) in wanted.take(MAX_WANTED) {
        let Some(block) = places.content(id) else {
            found.warnings.push("an item with metadata lies outside the file");
            continue;
        };
        match wanted {
            Wanted::Exif if found.exif.is_none() => found.exif = without_head(block),
            Wanted::Xmp if found.xmp.is_none() => found.xmp = Some(block),
            Wanted::Packed => found.warnings.push("a compressed item with metadata is not read"),
            _ => {}
        }
    }
    Some(found)
}

enum Wanted {
    Exif,
    Xmp,
    /// An XMP packet in a compression that nobody is known to use.
    Packed,
}

/// Which block an entry of the list of items names: `Exif`, or `mime` with the type and the compression of its content.
fn wanted(entry: &[u8]) -> Option<Wanted> {
    match entry.get(..4)? {
        b"Exif" => Some(Wanted::Exif),
        b"mime" => {
            let mut texts = entry.get(4..)?.split(|byte| *byte == 0).skip(1);
            let is_packet = texts.next()? == b"application/rdf+xml";
            let is_packed = texts.next().is_some_and(|encoding| !encoding.is_empty());
            is_packet.then_some(if is_packed { Wanted::Packed } else { Wanted::Xmp })
        }
        _ => None,
    }
}

/// Number of each item, and its entry from its type on.
fn named(list: &[u8]) -> Option<Vec<(usize, &[u8])>> {
    let entries = list.get(if *list.first()? == 0 { 6 } else { 8 }..)?;
    let each = boxes(entries).filter(|(kind, _)| kind == b"infe").take(MAX_ITEMS);
    let read = each.filter_map(|(_, entry)| {
        let wide = match *entry.first()? {
            2 => 2,
            3 => 4,
            // Older entries have no types.
            _ => return None,
        };
        Some((number(entry, 4, wide)?, entry.get(4 + wide + 2..)?))
    });
    Some(read.collect())
}

/// The profile of the first picture that has one.
fn profile(meta: &[u8]) -> Option<&[u8]> {
    let properties = first(first(meta, b"iprp")?, b"ipco")?;
    let colors = boxes(properties).filter(|(kind, _)| kind == b"colr").map(|(_, content)| content);
    let mut profiles = colors.filter_map(|color| color.strip_prefix(b"prof").or_else(|| color.strip_prefix(b"rICC")));
    profiles.next()
}

/// Exif begins with how far before its byte order something else may stand.
fn without_head(block: Cow<'_, [u8]>) -> Option<Cow<'_, [u8]>> {
    let skip = number(&block, 0, 4)?.checked_add(4)?;
    match block {
        Cow::Borrowed(block) => block.get(skip..).map(Cow::Borrowed),
        Cow::Owned(block) => block.get(skip..).map(|rest| Cow::Owned(rest.to_vec())),
    }
}

/// The table of where items lie.
struct Places<'a> {
    file: &'a [u8],
    /// What the items box itself holds.
    own: &'a [u8],
    table: &'a [u8],
}

impl<'a> Places<'a> {
    /// The bytes of one item, put together where it lies in parts. `None` for what is not there or too large.
    fn content(&self, wanted: usize) -> Option<Cow<'a, [u8]>> {
        let version = *self.table.first()?;
        let widths = usize::from(be16(self.table, 4)?);
        let (offset, length, base, index) = (widths >> 12, widths >> 8 & 15, widths >> 4 & 15, widths & 15);
        let index = if version == 0 { 0 } else { index };
        let wide = if version == 2 { 4 } else { 2 };
        let mut read = Cursor { bytes: self.table, at: 6 };
        let count = read.number(wide)?;
        for _ in 0..count.min(MAX_ITEMS) {
            let id = read.number(wide)?;
            let method = if version == 0 { 0 } else { read.number(2)? & 15 };
            read.number(2)?; // in another file: never followed
            let from = read.number(base)?;
            let parts = read.number(2)?;
            if id != wanted {
                read.at = read.at.checked_add(parts.checked_mul(index + offset + length)?)?;
                continue;
            }
            let source = match method {
                0 => self.file,
                1 => self.own,
                _ => return None,
            };
            return put_together(source, from, parts.min(MAX_PARTS), (index, offset, length), &mut read);
        }
        None
    }
}

fn put_together<'a>(
    source: &'a [u8],
    from: usize,
    parts: usize,
    (index, offset, length): (usize, usize, usize),
    read: &mut Cursor<'_>,
) -> Option<Cow<'a, [u8]>> {
    let mut whole: Option<Cow<'a, [u8]>> = None;
    for _ in 0..parts {
        read.number(index)?;
        let start = from.checked_add(read.number(offset)?)?;
        let part = match read.number(length)? {
            // Without a length it is all there is.
            0 => source.get(start..)?,
            length => source.get(start..start.checked_add(length)?)?,
        };
        let known = whole.as_ref().map_or(0, |whole| whole.len());
        if known + part.len() > MAX_BLOCK {
            return None;
        }
        match &mut whole {
            None => whole = Some(Cow::Borrowed(part)),
            Some(whole) => whole.to_mut().extend_from_slice(part),
        }
    }
    whole
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn number(&mut self, width: usize) -> Option<usize> {
        let found = number(self.bytes, self.at, width)?;
        self.at += width;
        Some(found)
    }
}

/// The boxes of a JPEG XL file; a bare codestream has none.
pub(super) fn in_jxl(bytes: &[u8]) -> Items<'_> {
    let mut found = Items::default();
    for (kind, content) in boxes(bytes) {
        match &kind {
            b"Exif" if found.exif.is_none() => found.exif = without_head(Cow::Borrowed(content)),
            b"xml " if found.xmp.is_none() => found.xmp = Some(Cow::Borrowed(content)),
            b"brob" if matches!(content.get(..4), Some(b"Exif" | b"xml ")) => {
                found.warnings.push("a block that is compressed with Brotli is not read");
            }
            _ => {}
        }
    }
    found
}
