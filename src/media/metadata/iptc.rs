//! IPTC-IIM, the older of the two ways captions and credits travel: numbered datasets in one flat block.

use crate::container::be16;
use crate::metadata::block::{Block, MAX_VALUES};

/// Reads the application record (2). Names are those of the IPTC standard, in the spelling this crate's raw maps use.
pub(super) fn read(bytes: &[u8]) -> Block {
    let mut block = Block::default();
    let mut at = 0;
    let mut is_utf8 = false;
    for _ in 0..MAX_VALUES {
        // Padding after the last dataset is zeros.
        if bytes.get(at) != Some(&0x1C) {
            break;
        }
        let (Some(&record), Some(&number), Some(size)) = (bytes.get(at + 1), bytes.get(at + 2), be16(bytes, at + 3))
        else {
            block.warn("the iptc block is cut off");
            break;
        };
        // Sizes over 32 kB are written in a longer form that no caption needs.
        let value = (size < 0x8000).then(|| bytes.get(at + 5..at + 5 + usize::from(size))).flatten();
        let Some(value) = value else {
            block.warn("the iptc block is cut off");
            break;
        };
        match (record, number) {
            (1, 90) => is_utf8 = value == b"\x1B%G",
            (2, number) => {
                if let Some(name) = name(number) {
                    block.add(name, &text(value, is_utf8));
                }
            }
            _ => {}
        }
        at += 5 + usize::from(size);
    }
    block
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

fn name(number: u8) -> Option<&'static str> {
    Some(match number {
        4 => "IntellectualGenre",
        5 => "ObjectName",
        7 => "EditStatus",
        10 => "Urgency",
        12 => "SubjectReference",
        15 => "Category",
        20 => "SupplementalCategories",
        25 => "Keywords",
        30 => "ReleaseDate",
        35 => "ReleaseTime",
        37 => "ExpirationDate",
        38 => "ExpirationTime",
        40 => "SpecialInstructions",
        55 => "DateCreated",
        60 => "TimeCreated",
        62 => "DigitalCreationDate",
        63 => "DigitalCreationTime",
        65 => "OriginatingProgram",
        80 => "Byline",
        85 => "BylineTitle",
        90 => "City",
        92 => "Sublocation",
        95 => "ProvinceState",
        100 => "CountryCode",
        101 => "CountryName",
        103 => "OriginalTransmissionReference",
        105 => "Headline",
        110 => "Credit",
        115 => "Source",
        116 => "CopyrightNotice",
        118 => "Contact",
        120 => "Caption",
        122 => "CaptionWriter",
        _ => return None,
    })
}
