//! What an ICC profile says of itself: its name, maker's copyright, color space and class. Computes no colors.

use crate::container::{be16, be32};
use crate::metadata::block::Block;

/// Reads the header and the texts. None if it is no profile.
pub(super) fn read(bytes: &[u8]) -> Option<Block> {
    if bytes.get(36..40)? != b"acsp" {
        return None;
    }
    let mut block = Block::default();
    let four = |at: usize| bytes.get(at..at + 4).map(|text| super::iptc::text(text, false)).unwrap_or_default();
    block.add("ColorSpace", &four(16));
    block.add("ProfileClass", &four(12));
    if let (Some(major), Some(minor)) = (bytes.get(8), bytes.get(9)) {
        block.add("ProfileVersion", &format!("{major}.{}", minor >> 4));
    }
    let count = be32(bytes, 128)?.min(200) as usize;
    for index in 0..count {
        let at = 132 + index * 12;
        let (Some(name), Some(start), Some(size)) = (bytes.get(at..at + 4), be32(bytes, at + 4), be32(bytes, at + 8))
        else {
            break;
        };
        let name = match name {
            b"desc" => "ProfileDescription",
            b"cprt" => "ProfileCopyright",
            b"dmnd" => "DeviceManufacturer",
            b"dmdd" => "DeviceModel",
            _ => continue,
        };
        let end = (start as usize).saturating_add(size as usize).min(bytes.len());
        if let Some(text) = bytes.get(start as usize..end).and_then(text) {
            block.add(name, &text);
        }
    }
    Some(block)
}

fn text(tag: &[u8]) -> Option<String> {
    match tag.get(..4)? {
        b"desc" => {
            let length = be32(tag, 8)? as usize;
            Some(super::iptc::text(tag.get(12..(12 + length).min(tag.len()))?, false))
        }
        b"text" => Some(super::iptc::text(tag.get(8..)?, false)),
        // Several languages in UTF-16; the first is the maker's own.
        b"mluc" => {
            let (length, start) = (be32(tag, 20)? as usize, be32(tag, 24)? as usize);
            let units = tag.get(start..start.checked_add(length)?)?.chunks_exact(2);
            let units = units.filter_map(|pair| be16(pair, 0));
            Some(char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect())
        }
        _ => None,
    }
}
