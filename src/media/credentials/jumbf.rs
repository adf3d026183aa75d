//! The boxes in which content credentials lie (JUMBF, ISO 19566-5): each with a description, a label, and boxes inside.
//! Copies nothing and trusts no length.

use crate::container::be32;

/// How deep boxes may lie in each other; content credentials need four.
const MAX_DEPTH: usize = 6;
/// How many boxes of one file are looked at.
const MAX_BOXES: usize = 20_000;

/// A box with a description.
#[derive(Debug)]
pub struct Described<'a> {
    /// What it is for: the first four letters of its type, such as `c2ma`.
    pub purpose: &'a [u8],
    pub label: &'a str,
    /// Everything inside, the description too: what hashes are made of.
    pub content: &'a [u8],
    pub below: Vec<Described<'a>>,
    /// The first block inside that is no box with a description: kind and content.
    pub block: Option<(&'a [u8], &'a [u8])>,
}

impl<'a> Described<'a> {
    /// The first box of this name inside.
    pub fn named(&self, label: &str) -> Option<&Described<'a>> {
        self.below.iter().find(|each| each.label == label)
    }
}

/// The one box that `bytes` begin with. `None` where any box inside is cut, and for too many or too deep ones.
pub fn read(bytes: &[u8]) -> Option<Described<'_>> {
    let mut left = MAX_BOXES;
    let first = Boxes { bytes, at: 0 }.next()??;
    (first.0 == b"jumb").then(|| described(first.1, 0, &mut left)).flatten()
}

fn described<'a>(content: &'a [u8], depth: usize, left: &mut usize) -> Option<Described<'a>> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut boxes = Boxes { bytes: content, at: 0 };
    let (kind, description) = boxes.next()??;
    if kind != b"jumd" {
        return None;
    }
    let has_label = description.get(16)? & 2 != 0;
    let label = description.get(17..).filter(|_| has_label).unwrap_or_default();
    let label = label.split(|byte| *byte == 0).next().unwrap_or_default();
    let label = std::str::from_utf8(label).ok()?;
    let mut found = Described { purpose: description.get(..4)?, label, content, below: Vec::new(), block: None };
    for each in boxes {
        *left = left.checked_sub(1)?;
        let (kind, inside) = each?;
        match kind {
            b"jumb" => found.below.push(described(inside, depth + 1, left)?),
            _ if found.block.is_none() => found.block = Some((kind, inside)),
            // What stands behind a thumbnail's type, say, is the thumbnail: only hashed.
            _ => {}
        }
    }
    Some(found)
}

/// Boxes that follow each other; `Some(None)` once for one that runs past the end.
struct Boxes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Boxes<'a> {
    type Item = Option<(&'a [u8], &'a [u8])>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.bytes.len() {
            return None;
        }
        let found = self.one();
        if found.is_none() {
            self.at = self.bytes.len();
        }
        Some(found)
    }
}

impl<'a> Boxes<'a> {
    fn one(&mut self) -> Option<(&'a [u8], &'a [u8])> {
        let (bytes, at) = (self.bytes, self.at);
        let kind = bytes.get(at.checked_add(4)?..at.checked_add(8)?)?;
        let (head, size) = match be32(bytes, at)? {
            0 => (8, bytes.len().checked_sub(at)?),
            1 => {
                let (high, low) = (be32(bytes, at + 8)?, be32(bytes, at + 12)?);
                (16, usize::try_from(u64::from(high) << 32 | u64::from(low)).ok()?)
            }
            size => (8, size as usize),
        };
        let end = at.checked_add(size)?;
        let content = bytes.get(at.checked_add(head)?..end)?;
        self.at = end;
        Some((kind, content))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absurd_sizes_and_depths_are_refused_without_reading_on() {
        let description = |label: &str| {
            let content = [&b"c2pa\0\x11\0\x10\x80\0\0\xAA\08\x9Bq\x03"[..], label.as_bytes(), b"\0"].concat();
            [&u32::try_from(content.len() + 8).unwrap_or_default().to_be_bytes()[..], b"jumd", &content].concat()
        };
        let wrap = |inside: &[u8]| {
            [&u32::try_from(inside.len() + 8).unwrap_or_default().to_be_bytes()[..], b"jumb", inside].concat()
        };
        let whole = wrap(&description("c2pa"));
        assert_eq!(read(&whole).map(|found| found.label), Some("c2pa"));
        for size in [2_u32, 7, 9, u32::MAX] {
            let mut odd = whole.clone();
            odd[8..12].copy_from_slice(&size.to_be_bytes());
            assert!(read(&odd).is_none(), "{size}");
        }
        let mut wide = wrap(&[&description("c2pa")[..], b"\0\0\0\x01cbor\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"].concat());
        assert!(read(&wide).is_none());
        wide.truncate(12);
        assert!(read(&wide).is_none());
        let deep = (0..500).fold(Vec::new(), |inside, _| wrap(&[description("x"), inside].concat()));
        assert!(read(&deep).is_none());
    }
}
