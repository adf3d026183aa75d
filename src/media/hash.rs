//! A fingerprint of how a picture looks, for finding near-duplicates. Compare two by the number of differing bits.

use image::imageops::FilterType;

/// The 64-bit difference hash of an encoded small rendition: whether each of 8 × 8 fields is brighter than
/// its right neighbor. Up to about 10 differing bits mean "probably the same picture". None if it cannot be decoded.
pub fn perceptual(rendition: &[u8]) -> Option<u64> {
    let image = crate::pipeline::decode_rendition(rendition)?;
    let flat = image::DynamicImage::ImageRgb8(crate::color::flatten(&image));
    let fields = flat.resize_exact(9, 8, FilterType::Triangle).into_luma8();
    let mut hash = 0;
    for row in fields.rows() {
        let row: Vec<u8> = row.map(|pixel| pixel.0[0]).collect();
        for pair in row.windows(2) {
            hash = (hash << 1) | u64::from(pair[0] > pair[1]);
        }
    }
    Some(hash)
}

/// How many of 64 bits differ.
pub fn distance(one: u64, other: u64) -> u32 {
    (one ^ other).count_ones()
}
