//! PNG, GIF (first frame), WebP (first frame), BMP, and the decoder settings every format shares.

use std::io::Cursor;

use image::codecs::{bmp::BmpDecoder, gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use image::error::ImageError;
use image::{DynamicImage, ImageDecoder};

use crate::MediaError;
use crate::decode::decoded::{Budget, Decoded};

pub(super) fn decode(bytes: &[u8], mime: &str, budget: Budget) -> Result<Decoded, MediaError> {
    let input = Cursor::new(bytes);
    let limits = limits(budget);
    let open = |error| translate(error, mime);
    match mime {
        "image/png" => finish(PngDecoder::with_limits(input, limits).map_err(open)?, mime, budget),
        "image/gif" => finish(GifDecoder::new(input).map_err(open)?, mime, budget),
        "image/webp" => finish(WebPDecoder::new(input).map_err(open)?, mime, budget),
        _ => finish(BmpDecoder::new(input).map_err(open)?, mime, budget),
    }
}

fn limits(budget: Budget) -> image::Limits {
    let mut limits = image::Limits::no_limits();
    // Twice, because some decoders keep a second buffer while they unfilter or compose.
    limits.max_alloc = Some(budget.max_bytes.saturating_mul(2));
    limits
}

/// Checks the size of the pixel buffer, then reads profile and pixels. A profile that cannot be read is as good as none.
pub(super) fn finish(mut decoder: impl ImageDecoder, mime: &str, budget: Budget) -> Result<Decoded, MediaError> {
    if decoder.total_bytes() > budget.max_bytes {
        return Err(MediaError::too_large("its pixels would not fit into the memory allowed."));
    }
    decoder.set_limits(limits(budget)).map_err(|error| translate(error, mime))?;
    let icc = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(|error| translate(error, mime))?;
    Ok(Decoded { image, icc })
}

/// Turns a decoder's complaint into plain words; its own text names types and offsets that help nobody.
pub(super) fn translate(error: ImageError, mime: &str) -> MediaError {
    match error {
        ImageError::Unsupported(_) => {
            MediaError::unsupported(mime, "No preview for this variant of the format yet; the original is kept.")
        }
        ImageError::Limits(_) => MediaError::too_large("its pixels would not fit into the memory allowed."),
        ImageError::IoError(_) => MediaError::damaged("it ends before the picture is complete."),
        _ => MediaError::damaged("the picture data is corrupt."),
    }
}
