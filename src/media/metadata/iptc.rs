//! IPTC-IIM, the older of the two ways captions and credits travel: numbered datasets in one flat block.

use crate::container::{be16, be32};
use crate::metadata::block::{Block, MAX_VALUES};

/// One dataset as it stands in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset<'a> {
    pub record: u8,
    pub number: u8,
    pub value: &'a [u8],
}

/// What the block says its letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    Utf8,
    /// ISO 8859-1, said so.
    Latin1,
    /// Nothing is said, or something nobody reads: guessed value by value.
    Unsaid,
}

/// The datasets in order, and whether the block ends well.
pub fn datasets(bytes: &[u8]) -> (Vec<Dataset<'_>>, bool) {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < MAX_VALUES {
        // Padding after the last dataset is zeros.
        if bytes.get(at) != Some(&0x1C) {
            return (found, true);
        }
        let (Some(&record), Some(&number), Some(size)) = (bytes.get(at + 1), bytes.get(at + 2), be16(bytes, at + 3))
        else {
            return (found, false);
        };
        let Some((start, length)) = extent(bytes, at + 5, usize::from(size)) else { return (found, false) };
        let Some(value) = start.checked_add(length).and_then(|end| bytes.get(start..end)) else {
            return (found, false);
        };
        found.push(Dataset { record, number, value });
        at = start + length;
    }
    (found, false)
}

/// Where a value lies. From 32 kB on, the size says how many bytes the real size has.
fn extent(bytes: &[u8], at: usize, size: usize) -> Option<(usize, usize)> {
    match size {
        0..0x8000 => Some((at, size)),
        0x8004 => Some((at + 4, be32(bytes, at)? as usize)),
        0x8002 => Some((at + 2, usize::from(be16(bytes, at)?))),
        _ => None,
    }
}

/// The letters of the whole block (dataset 1:90).
pub fn charset(datasets: &[Dataset<'_>]) -> Charset {
    match datasets.iter().find(|each| each.record == 1 && each.number == 90).map(|each| each.value) {
        Some(b"\x1B%G" | b"\x1B%/G" | b"\x1B%/H" | b"\x1B%/I") => Charset::Utf8,
        Some(b"\x1B.A" | b"\x1B-A") => Charset::Latin1,
        _ => Charset::Unsaid,
    }
}

/// Reads every dataset. Those of the application record go by the names of the standard, the rest as `record:number`.
pub(super) fn read(bytes: &[u8]) -> Block {
    let mut block = Block::default();
    let (datasets, is_whole) = datasets(bytes);
    if !is_whole {
        block.warn("the iptc block is cut off");
    }
    let charset = charset(&datasets);
    for Dataset { record, number, value } in datasets {
        let name = if record == 2 { name(number) } else { envelope(record, number) };
        let name = name.map_or_else(|| format!("{record}:{number}"), str::to_owned);
        block.add(&name, &shown(record, number, value, charset));
    }
    block
}

fn shown(record: u8, number: u8, value: &[u8], charset: Charset) -> String {
    match (record, number) {
        (1 | 2, 0) | (1, 20 | 22) => be16(value, 0).map(|number| number.to_string()).unwrap_or_default(),
        (1, 90) => match charset {
            Charset::Utf8 => "UTF-8".to_owned(),
            Charset::Latin1 => "ISO 8859-1".to_owned(),
            Charset::Unsaid => "not known".to_owned(),
        },
        // Pictures of the caption and of the object: not text.
        (2, 125 | 202) | (7..=9, _) => format!("({} bytes)", value.len()),
        _ => decoded(value, charset),
    }
}

/// A value in the letters its block says.
pub fn decoded(value: &[u8], charset: Charset) -> String {
    match charset {
        Charset::Utf8 => text(value, true),
        Charset::Latin1 => value.iter().map(|byte| char::from(*byte)).collect(),
        Charset::Unsaid => text(value, false),
    }
}

/// UTF-8 if it is (or must be), else Windows' western code page, which is what files without a mark are in practice.
pub(super) fn text(bytes: &[u8], is_utf8: bool) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if is_utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => bytes.iter().map(|byte| western(*byte)).collect(),
    }
}

fn western(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn envelope(record: u8, number: u8) -> Option<&'static str> {
    Some(match (record, number) {
        (1, 0) => "EnvelopeRecordVersion",
        (1, 5) => "Destination",
        (1, 20) => "FileFormat",
        (1, 22) => "FileVersion",
        (1, 30) => "ServiceIdentifier",
        (1, 40) => "EnvelopeNumber",
        (1, 50) => "ProductID",
        (1, 60) => "EnvelopePriority",
        (1, 70) => "DateSent",
        (1, 80) => "TimeSent",
        (1, 90) => "CodedCharacterSet",
        (1, 100) => "UniqueObjectName",
        _ => return None,
    })
}

const NAMES: &[(u8, &str)] = &[
    (0, "ApplicationRecordVersion"),
    (3, "ObjectTypeReference"),
    (4, "IntellectualGenre"),
    (5, "ObjectName"),
    (7, "EditStatus"),
    (8, "EditorialUpdate"),
    (10, "Urgency"),
    (12, "SubjectReference"),
    (15, "Category"),
    (20, "SupplementalCategories"),
    (22, "FixtureIdentifier"),
    (25, "Keywords"),
    (26, "ContentLocationCode"),
    (27, "ContentLocationName"),
    (30, "ReleaseDate"),
    (35, "ReleaseTime"),
    (37, "ExpirationDate"),
    (38, "ExpirationTime"),
    (40, "SpecialInstructions"),
    (42, "ActionAdvised"),
    (45, "ReferenceService"),
    (47, "ReferenceDate"),
    (50, "ReferenceNumber"),
    (55, "DateCreated"),
    (60, "TimeCreated"),
    (62, "DigitalCreationDate"),
    (63, "DigitalCreationTime"),
    (65, "OriginatingProgram"),
    (70, "ProgramVersion"),
    (75, "ObjectCycle"),
    (80, "Byline"),
    (85, "BylineTitle"),
    (90, "City"),
    (92, "Sublocation"),
    (95, "ProvinceState"),
    (100, "CountryCode"),
    (101, "CountryName"),
    (103, "OriginalTransmissionReference"),
    (105, "Headline"),
    (110, "Credit"),
    (115, "Source"),
    (116, "CopyrightNotice"),
    (118, "Contact"),
    (120, "Caption"),
    (121, "LocalCaption"),
    (122, "CaptionWriter"),
    (125, "RasterizedCaption"),
    (130, "ImageType"),
    (131, "ImageOrientation"),
    (135, "LanguageIdentifier"),
    (202, "ObjectPreviewData"),
];

fn name(number: u8) -> Option<&'static str> {
    NAMES.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}

/// The number of a dataset of the application record by its name.
pub fn number(name: &str) -> Option<u8> {
    NAMES.iter().find(|(_, known)| *known == name).map(|(number, _)| *number)
}

/// How many bytes the standard allows a dataset of the application record.
pub fn longest(number: u8) -> usize {
    match number {
        5 | 25 | 101 => 64,
        40 | 105 => 256,
        55 => 8,
        60 => 11,
        100 => 3,
        116 | 118 => 128,
        120 => 2_000,
        _ => 32,
    }
}
