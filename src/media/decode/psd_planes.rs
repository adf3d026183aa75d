//! The merged picture of a Photoshop file as it is stored: where it lies, and one channel at a time, unpacked.

use crate::MediaError;
use crate::container::{be16, be32, photoshop_resources, psd_resources};

/// What the header says, and where the pixels begin.
pub(super) struct Merged<'a> {
    /// The large variant (PSB), with wider lengths.
    large: bool,
    pub channels: usize,
    pub width: usize,
    pub height: usize,
    /// Bits a sample: 1, 8, 16 or 32.
    pub depth: usize,
    /// Photoshop's number: 0 bitmap, 1 gray, 2 indexed, 3 RGB, 4 CMYK, 7 multichannel, 8 duotone, 9 Lab.
    pub mode: u16,
    /// The palette of an indexed picture.
    pub palette: &'a [u8],
    /// Whether the first channel after the colors is the transparency of the whole.
    pub is_clear: bool,
    compression: u16,
    data: &'a [u8],
    resources: Vec<(u16, &'a [u8])>,
}

impl<'a> Merged<'a> {
    pub fn open(bytes: &'a [u8]) -> Option<Merged<'a>> {
        let large = be16(bytes, 4)? == 2;
        let palette_size = be32(bytes, 26)? as usize;
        let resources_at = 30usize.checked_add(palette_size)?;
        let resources_size = be32(bytes, resources_at)? as usize;
        let layers_at = resources_at.checked_add(4)?.checked_add(resources_size)?;
        let (layers, wide) = if large {
            (
                usize::try_from((u64::from(be32(bytes, layers_at)?) << 32) | u64::from(be32(bytes, layers_at + 4)?))
                    .ok()?,
                8,
            )
        } else {
            (be32(bytes, layers_at)? as usize, 4)
        };
        let data_at = layers_at.checked_add(wide)?.checked_add(layers)?;
        // A negative count of layers says that the merged picture has transparency.
        let count = if layers >= wide + 2 { be16(bytes, layers_at + 2 * wide) } else { None };
        Some(Merged {
            large,
            channels: usize::from(be16(bytes, 12)?),
            height: be32(bytes, 14)? as usize,
            width: be32(bytes, 18)? as usize,
            depth: usize::from(be16(bytes, 22)?),
            mode: be16(bytes, 24)?,
            palette: bytes.get(30..resources_at)?,
            is_clear: count.is_some_and(|count| (count as i16) < 0),
            compression: be16(bytes, data_at)?,
            data: bytes.get(data_at + 2..)?,
            resources: photoshop_resources(psd_resources(bytes)?),
        })
    }

    /// An image resource by its number.
    pub fn resource(&self, id: u16) -> Option<&'a [u8]> {
        self.resources.iter().find(|(found, _)| *found == id).map(|(_, payload)| *payload)
    }

    /// Whether pixels are packed in a way that is not read here (with zip).
    pub fn is_foreign(&self) -> bool {
        self.compression > 1
    }

    /// Bytes of one row of one channel.
    fn row(&self) -> usize {
        (self.width * self.depth).div_ceil(8)
    }

    /// The samples of a channel, row by row, big-endian as stored.
    pub fn channel(&self, index: usize) -> Result<Vec<u8>, MediaError> {
        let size = self.row() * self.height;
        if self.compression == 0 {
            let raw = self.data.get(index * size..(index + 1) * size);
            return raw.map(<[u8]>::to_vec).ok_or_else(cut_off);
        }
        let before = index * self.height;
        let mut at = self.height * self.channels * if self.large { 4 } else { 2 };
        at += (0..before)
            .map(|row| self.packed(row))
            .try_fold(0usize, |sum, size| Some(sum + size?))
            .ok_or_else(cut_off)?;
        let lengths: Option<Vec<usize>> = (before..before + self.height).map(|row| self.packed(row)).collect();
        let lengths = lengths.ok_or_else(cut_off)?;
        // No allocation on the word of the header: a byte unpacks to at most 64.
        let packed: usize = lengths.iter().sum();
        if at + packed > self.data.len() || packed.saturating_mul(64) < size {
            return Err(cut_off());
        }
        let mut samples = Vec::with_capacity(size);
        for length in lengths {
            unpack(&self.data[at..at + length], self.row(), &mut samples)?;
            at += length;
        }
        Ok(samples)
    }

    /// The packed length of a row, counted over all channels.
    fn packed(&self, row: usize) -> Option<usize> {
        if self.large {
            be32(self.data, row * 4).map(|size| size as usize)
        } else {
            be16(self.data, row * 2).map(usize::from)
        }
    }
}

/// PackBits: a count and that many bytes, or a count and a byte to repeat.
fn unpack(packed: &[u8], size: usize, out: &mut Vec<u8>) -> Result<(), MediaError> {
    let end = out.len() + size;
    let mut at = 0;
    while out.len() < end {
        let left = end - out.len();
        match packed.get(at).map(|count| *count as i8).ok_or_else(cut_off)? {
            -128 => at += 1,
            count if count < 0 => {
                let byte = packed.get(at + 1).ok_or_else(cut_off)?;
                out.resize(out.len() + usize::from(1 + count.unsigned_abs()).min(left), *byte);
                at += 2;
            }
            count => {
                let run = 1 + usize::from(count.unsigned_abs());
                let plain = packed.get(at + 1..at + 1 + run).ok_or_else(cut_off)?;
                out.extend_from_slice(&plain[..run.min(left)]);
                at += 1 + run;
            }
        }
    }
    Ok(())
}

fn cut_off() -> MediaError {
    MediaError::damaged("it ends before the picture is complete.")
}
