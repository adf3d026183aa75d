//! Changes texts in an Exif block where they stand; adds nothing that was not there, moves nothing else.

use crate::container::{be16, be32, le16, le32};

/// A text tag and what it is to say; empty leaves the tag blank.
pub struct Change {
    pub tag: u16,
    pub text: String,
}

/// The block with these texts. Tags it does not have are left out. `None` when it cannot be walked.
pub fn changed(block: &[u8], changes: &[Change]) -> Option<Vec<u8>> {
    let mut out = block.to_vec();
    let little = match block.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let walker = Walker { little };
    let first = walker.u32(block, 4)? as usize;
    let below = walker.entries(block, first)?.into_iter().find(|(tag, _)| *tag == 34665);
    let exif = below.and_then(|(_, at)| walker.u32(block, at + 8)).map(|at| at as usize);
    for start in [Some(first), exif].into_iter().flatten() {
        for (tag, at) in walker.entries(block, start)? {
            if let Some(change) = changes.iter().find(|change| change.tag == tag) {
                walker.write(&mut out, at, &change.text)?;
            }
        }
    }
    Some(out)
}

struct Walker {
    little: bool,
}

impl Walker {
    fn u16(&self, bytes: &[u8], at: usize) -> Option<u16> {
        if self.little { le16(bytes, at) } else { be16(bytes, at) }
    }

    fn u32(&self, bytes: &[u8], at: usize) -> Option<u32> {
        if self.little { le32(bytes, at) } else { be32(bytes, at) }
    }

    /// Tags of one directory and where their entries lie.
    fn entries(&self, bytes: &[u8], start: usize) -> Option<Vec<(u16, usize)>> {
        let count = usize::from(self.u16(bytes, start)?);
        (0..count)
            .map(|index| {
                let at = start + 2 + index * 12;
                bytes.get(at..at + 12)?;
                Some((self.u16(bytes, at)?, at))
            })
            .collect()
    }

    /// In the old place where the new text fits, else at the end of the block.
    fn write(&self, out: &mut Vec<u8>, at: usize, text: &str) -> Option<()> {
        if self.u16(out, at + 2)? != 2 {
            return Some(());
        }
        let old = self.u32(out, at + 4)? as usize;
        let mut value = text.replace('\0', " ").into_bytes();
        value.push(0);
        let place = if old <= 4 { at + 8 } else { self.u32(out, at + 8)? as usize };
        if value.len() <= old.max(4) && (old > 4 || value.len() <= 4) {
            let room = out.get_mut(place..place + old.max(value.len()))?;
            room.fill(0);
            room.get_mut(..value.len())?.copy_from_slice(&value);
        } else {
            out.extend((out.len() % 2 == 1).then_some(0));
            let end = u32::try_from(out.len()).ok()?;
            out.extend_from_slice(&value);
            self.put(out, at + 8, end)?;
        }
        self.put(out, at + 4, u32::try_from(value.len()).ok()?)
    }

    fn put(&self, out: &mut [u8], at: usize, number: u32) -> Option<()> {
        let bytes = if self.little { number.to_le_bytes() } else { number.to_be_bytes() };
        out.get_mut(at..at + 4)?.copy_from_slice(&bytes);
        Some(())
    }
}
