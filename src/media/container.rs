//! Walks the blocks of JPEG, PNG, RIFF, TIFF and Photoshop files without copying and without trusting a length. Decodes no pixels.

/// How many blocks of one file are looked at; more than this is an attack or useless.
const MAX_BLOCKS: usize = 20_000;

/// Big-endian 16 bits at `at`, or none past the end.
pub fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Big-endian 32 bits at `at`, or none past the end.
pub fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Little-endian 16 bits at `at`, or none past the end.
pub fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Little-endian 32 bits at `at`, or none past the end.
pub fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// JPEG marker segments (marker, payload) up to and including the first start of scan.
pub fn jpeg_segments(bytes: &[u8]) -> Vec<(u8, &[u8])> {
    let mut found = Vec::new();
    let mut at = 2;
    while found.len() < MAX_BLOCKS {
        // Fill bytes and small gaps of garbage before a marker are common in the wild.
        while bytes.get(at).is_some_and(|byte| *byte != 0xFF) {
            at += 1;
        }
        while bytes.get(at) == Some(&0xFF) {
            at += 1;
        }
        let Some(&marker) = bytes.get(at) else { break };
        at += 1;
        if matches!(marker, 0x00 | 0x01 | 0xD0..=0xD8) {
            continue;
        }
        if marker == 0xD9 {
            break;
        }
        let Some(length) = be16(bytes, at).map(usize::from) else {
            break;
        };
        let Some(payload) = bytes.get(at + 2..at + length.max(2)) else {
            break;
        };
        found.push((marker, payload));
        if marker == 0xDA {
            break;
        }
        at += length.max(2);
    }
    found
}

/// Whether the entropy-coded data of a JPEG runs to its end marker. Lenient decoders paint the missing part gray.
pub fn jpeg_is_complete(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(step) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xFF)) {
        at += step + 1;
        match bytes.get(at) {
            Some(0xD9) => return true,
            Some(0x00 | 0x01 | 0xD0..=0xD8 | 0xFF) => {}
            Some(_) => match be16(bytes, at + 1) {
                Some(length) => at += 1 + usize::from(length.max(2)),
                None => return false,
            },
            None => return false,
        }
    }
    false
}

/// The ICC profile of a JPEG, put together from its numbered parts; none when a part is missing.
pub fn jpeg_icc(segments: &[(u8, &[u8])]) -> Option<Vec<u8>> {
    let mut parts: Vec<(u8, &[u8])> = segments
        .iter()
        .filter(|(marker, _)| *marker == 0xE2)
        .filter_map(|(_, payload)| payload.strip_prefix(b"ICC_PROFILE\0"))
        .filter_map(|rest| Some((*rest.first()?, rest.get(2..)?)))
        .collect();
    parts.sort_by_key(|(number, _)| *number);
    let numbered = parts.iter().zip(1u8..).all(|((number, _), expected)| *number == expected);
    (!parts.is_empty() && numbered).then(|| parts.iter().flat_map(|(_, part)| part.iter().copied()).collect())
}

/// PNG chunks (type, payload), checksums not looked at.
pub fn png_chunks(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut found = Vec::new();
    let mut at = 8;
    while found.len() < MAX_BLOCKS {
        let Some(length) = be32(bytes, at).map(|length| length as usize) else {
            break;
        };
        let Some(kind) = bytes.get(at + 4..at + 8) else {
            break;
        };
        let Some(payload) = (at + 8).checked_add(length).and_then(|end| bytes.get(at + 8..end)) else {
            break;
        };
        found.push((kind, payload));
        at += 12 + length;
    }
    found
}

/// Chunks (type, payload) of a RIFF file such as WebP; a last chunk that is cut short is left out.
pub fn riff_chunks(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut found = Vec::new();
    let mut at = 12;
    while found.len() < MAX_BLOCKS {
        let Some(kind) = bytes.get(at..at + 4) else {
            break;
        };
        let Some(length) = le32(bytes, at + 4).map(|length| length as usize) else {
            break;
        };
        let Some(payload) = bytes.get(at + 8..at + 8 + length) else {
            break;
        };
        found.push((kind, payload));
        at += 8 + length + (length & 1);
    }
    found
}

/// Photoshop image resources (id, payload), as found in JPEG APP13, TIFF tag 34377 and PSD.
pub fn photoshop_resources(bytes: &[u8]) -> Vec<(u16, &[u8])> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < MAX_BLOCKS && bytes.get(at..at + 4) == Some(b"8BIM") {
        let Some(id) = be16(bytes, at + 4) else { break };
        let Some(name) = bytes.get(at + 6).map(|length| usize::from(*length)) else {
            break;
        };
        let size_at = at + 6 + ((name + 2) & !1);
        let Some(size) = be32(bytes, size_at).map(|size| size as usize) else {
            break;
        };
        let Some(payload) = bytes.get(size_at + 4..size_at + 4 + size) else {
            break;
        };
        found.push((id, payload));
        at = size_at + 4 + size + (size & 1);
    }
    found
}

/// The image resources of a PSD or PSB, which follow header and color mode data.
pub fn psd_resources(bytes: &[u8]) -> Option<&[u8]> {
    let mode = be32(bytes, 26)? as usize;
    let length = be32(bytes, 30 + mode)? as usize;
    let start = 34 + mode;
    bytes.get(start..start.checked_add(length)?)
}

/// One directory of a TIFF (also the inside of an Exif block): where each tag's value lies.
pub struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
    entries: Vec<Entry>,
    next: usize,
}

struct Entry {
    tag: u16,
    kind: u16,
    count: usize,
    at: usize,
}

impl<'a> Tiff<'a> {
    /// The first directory, or none if this is no classic TIFF (BigTIFF included).
    pub fn first(bytes: &'a [u8]) -> Option<Self> {
        let little = match bytes.get(..4)? {
            b"II*\0" | b"IIRO" | b"IIU\0" => true,
            b"MM\0*" => false,
            _ => return None,
        };
        let mut tiff = Self { bytes, little, entries: Vec::new(), next: 0 };
        let start = tiff.u32(4)? as usize;
        tiff.read(start)?;
        Some(tiff)
    }

    /// The directory a pointer tag such as Exif (34665) or GPS (34853) leads to.
    pub fn below(&self, tag: u16) -> Option<Self> {
        self.at(self.number(tag)? as usize)
    }

    /// The directory after this one in the chain.
    pub fn following(&self) -> Option<Self> {
        if self.next == 0 { None } else { self.at(self.next) }
    }

    fn at(&self, start: usize) -> Option<Self> {
        let mut tiff = Self { bytes: self.bytes, little: self.little, entries: Vec::new(), next: 0 };
        tiff.read(start)?;
        Some(tiff)
    }

    /// What reading every value of this directory would cost, in bytes. Values may overlap, so it can exceed the file.
    pub fn weight(&self) -> usize {
        self.entries
            .iter()
            .fold(0, |sum: usize, entry| sum.saturating_add(entry.count.saturating_mul(unit(entry.kind))))
    }

    /// How many directories are chained to this one, itself included; a chain that loops ends.
    pub fn page_count(&self) -> u32 {
        let mut seen = vec![];
        let mut next = self.next;
        while next != 0 && !seen.contains(&next) && seen.len() < 1000 {
            seen.push(next);
            let Some(count) = self.u16(next).map(usize::from) else {
                break;
            };
            next = self.u32(next + 2 + count * 12).unwrap_or(0) as usize;
        }
        1 + seen.len() as u32
    }

    fn read(&mut self, start: usize) -> Option<()> {
        let count = usize::from(self.u16(start)?).min(4096);
        for index in 0..count {
            let at = start + 2 + index * 12;
            let (Some(tag), Some(kind), Some(count)) = (self.u16(at), self.u16(at + 2), self.u32(at + 4)) else {
                break;
            };
            let size = (count as usize).saturating_mul(unit(kind));
            let value_at = if size <= 4 { at + 8 } else { self.u32(at + 8)? as usize };
            self.entries.push(Entry { tag, kind, count: count as usize, at: value_at });
        }
        self.next = self.u32(start + 2 + count * 12).unwrap_or(0) as usize;
        Some(())
    }

    fn u16(&self, at: usize) -> Option<u16> {
        if self.little { le16(self.bytes, at) } else { be16(self.bytes, at) }
    }

    fn u32(&self, at: usize) -> Option<u32> {
        if self.little { le32(self.bytes, at) } else { be32(self.bytes, at) }
    }

    fn entry(&self, tag: u16) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }

    /// Whether numbers in this file are little-endian.
    pub fn is_little(&self) -> bool {
        self.little
    }

    /// The first number of a byte, short or long tag.
    pub fn number(&self, tag: u16) -> Option<u32> {
        self.numbers(tag, 1).first().copied()
    }

    /// Up to `most` numbers of a byte, short or long tag.
    pub fn numbers(&self, tag: u16, most: usize) -> Vec<u32> {
        let Some(entry) = self.entry(tag) else {
            return Vec::new();
        };
        (0..entry.count.min(most))
            .map_while(|index| match entry.kind {
                1 | 6 | 7 => self.bytes.get(entry.at + index).map(|byte| u32::from(*byte)),
                3 | 8 => self.u16(entry.at + index * 2).map(u32::from),
                4 | 9 => self.u32(entry.at + index * 4),
                _ => None,
            })
            .collect()
    }

    /// The bytes of a tag, whatever its type.
    pub fn data(&self, tag: u16) -> Option<&'a [u8]> {
        let entry = self.entry(tag)?;
        let size = entry.count.checked_mul(unit(entry.kind))?;
        self.bytes.get(entry.at..entry.at.checked_add(size)?)
    }

    /// Where the value of a tag lies in the file.
    pub fn offset_of(&self, tag: u16) -> Option<usize> {
        self.entry(tag).map(|entry| entry.at)
    }
}

fn unit(kind: u16) -> usize {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 | 16..=18 => 8,
        _ => 1,
    }
}
