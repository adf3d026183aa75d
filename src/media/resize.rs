//! Shrinks pictures, never enlarges them. Lanczos, vectorized.

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::DynamicImage;

use crate::MediaError;

/// The size whose long edge is at most `max_edge` pixels, in the same proportion; at least 1 × 1.
pub fn fitted(width: u32, height: u32, max_edge: u32) -> (u32, u32) {
    let long = u64::from(width.max(height));
    let wanted = u64::from(max_edge.max(1));
    if long <= wanted {
        return (width, height);
    }
    let scaled = |edge: u32| ((u64::from(edge) * wanted + long / 2) / long).max(1) as u32;
    (scaled(width), scaled(height))
}

/// Shrinks to fit `max_edge`; none if the picture already fits. Alpha is weighted in, so edges stay clean.
pub fn shrink(image: &DynamicImage, max_edge: u32) -> Result<Option<DynamicImage>, MediaError> {
    let (width, height) = fitted(image.width(), image.height(), max_edge);
    if (width, height) == (image.width(), image.height()) {
        return Ok(None);
    }
    let mut target = DynamicImage::new(width, height, image.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new()
        .resize(image, &mut target, &options)
        .map_err(|_| MediaError::damaged("its pixels could not be scaled."))?;
    Ok(Some(target))
}
