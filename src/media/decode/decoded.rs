//! What every decoder gives and what it may use.

use image::DynamicImage;

/// Pixels as the file stores them: not turned, and in the color space of `icc` (sRGB when there is none).
pub struct Decoded {
    pub image: DynamicImage,
    pub icc: Option<Vec<u8>>,
}

/// What a decoder may use.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    /// Memory for decoded pixels, in bytes.
    pub max_bytes: u64,
}
