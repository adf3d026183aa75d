//! Shrinks pictures, never enlarges them. Lanczos, vectorized.

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::DynamicImage;

use crate::MediaError;
use crate::planes::Region;
use crate::recipe::fitted;

/// Shrinks to fit `max_edge`; none if the picture already fits. Alpha is weighted in, so edges stay clean.
pub fn shrink(image: &DynamicImage, max_edge: u32) -> Result<Option<DynamicImage>, MediaError> {
    let (width, height) = fitted(image.width(), image.height(), max_edge);
    if (width, height) == (image.width(), image.height()) {
        return Ok(None);
    }
    cut(image, width, height, Region::WHOLE).map(Some)
}

/// `part` of a picture at the given size.
pub fn cut(image: &DynamicImage, width: u32, height: u32, part: Region) -> Result<DynamicImage, MediaError> {
    let (across, down) = (f64::from(image.width()), f64::from(image.height()));
    let mut target = DynamicImage::new(width, height, image.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).crop(
        part.left * across,
        part.top * down,
        (part.width * across).min(across - part.left * across),
        (part.height * down).min(down - part.top * down),
    );
    Resizer::new()
        .resize(image, &mut target, &options)
        .map_err(|_| MediaError::damaged("its pixels could not be scaled."))?;
    Ok(target)
}
