//! Writes JPEG, PNG and WebP. Takes 8-bit sRGB only; writes no metadata, so nothing private travels along.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};
use serde::{Deserialize, Serialize};

use crate::MediaError;
use crate::color;

/// The largest edge libwebp takes, in pixels.
const WEBP_MAX_EDGE: u32 = 16_383;

/// What a rendition is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Jpeg,
    Png,
    WebP,
}

impl Format {
    /// The media type of what is written.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }

    /// The usual file extension, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }
}

/// Encodes; `quality` is 1 to 100 and does nothing for PNG.
pub fn encode(image: &DynamicImage, format: Format, quality: u8) -> Result<Vec<u8>, MediaError> {
    let quality = quality.clamp(1, 100);
    match format {
        Format::Jpeg => jpeg(image, quality),
        Format::Png => png(image),
        Format::WebP => webp(image, quality),
    }
}

fn jpeg(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, MediaError> {
    let flat = color::flatten(image);
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality).encode_image(&flat).map_err(failed)?;
    Ok(out)
}

fn png(image: &DynamicImage) -> Result<Vec<u8>, MediaError> {
    let mut out = Vec::new();
    PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
        .write_image(image.as_bytes(), image.width(), image.height(), image.color().into())
        .map_err(failed)?;
    Ok(out)
}

fn webp(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, MediaError> {
    let (width, height) = (image.width(), image.height());
    if width.max(height) > WEBP_MAX_EDGE {
        return Err(MediaError::too_large("WebP ends at 16,383 pixels an edge."));
    }
    let encoder = match image {
        DynamicImage::ImageRgba8(pixels) => webp::Encoder::from_rgba(pixels.as_raw(), width, height),
        DynamicImage::ImageRgb8(pixels) => webp::Encoder::from_rgb(pixels.as_raw(), width, height),
        _ => return Err(MediaError::damaged("its colors were not converted.")),
    };
    let written = encoder.encode_simple(false, f32::from(quality));
    written.map(|memory| memory.to_vec()).map_err(|_| MediaError::damaged("the preview could not be written."))
}

fn failed(_: image::ImageError) -> MediaError {
    MediaError::damaged("the preview could not be written.")
}
