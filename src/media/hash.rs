//! A fingerprint of how a picture looks, for finding near-duplicates. Compare two by the number of differing bits.

use image::imageops::FilterType;

/// Two pictures whose prints differ in at most this many bits are probably the same picture, rescaled or recompressed.
pub const LOOKS_THE_SAME: u32 = 6;

/// The grid of brightness the print is taken from; comparing each field with its right and its lower neighbor gives 60 bits.
const GRID: u32 = 6;

/// The difference hash of an encoded small rendition, in both directions: one direction alone takes pictures
/// of different things on the same background for each other. None if it cannot be decoded.
pub fn perceptual(rendition: &[u8]) -> Option<u64> {
    let image = crate::pipeline::decode_rendition(rendition)?;
    let flat = image::DynamicImage::ImageRgb8(crate::color::flatten(&image));
    let fields = flat.resize_exact(GRID, GRID, FilterType::Triangle).into_luma8();
    let brightness = |x: u32, y: u32| fields.get_pixel(x, y).0[0];
    let mut hash = 0;
    for line in 0..GRID {
        for step in 1..GRID {
            hash = (hash << 1) | u64::from(brightness(step - 1, line) > brightness(step, line));
            hash = (hash << 1) | u64::from(brightness(line, step - 1) > brightness(line, step));
        }
    }
    Some(hash)
}

/// How many bits differ.
pub fn distance(one: u64, other: u64) -> u32 {
    (one ^ other).count_ones()
}
