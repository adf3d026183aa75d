//! One decoder per format, each giving pixels as stored plus what is needed to show them right. Scaling and color come later.

pub mod cmyk;
pub mod decoded;
pub mod jpeg;
mod psd;
mod psd_planes;
pub mod raster;
pub mod svg;
mod svg_structure;
mod svg_weight;
pub mod tiff;

use crate::MediaError;

use decoded::{Budget, Decoded};

/// Decodes a raster format that this crate draws. Vector art goes through [`svg::draw`].
///
/// Errors: `Unsupported` for formats and variants without a decoder, `Damaged`, `TooLarge`.
pub fn decode(bytes: &[u8], mime: &str, budget: Budget) -> Result<Decoded, MediaError> {
    match mime {
        "image/jpeg" => jpeg::decode(bytes, budget),
        "image/vnd.adobe.photoshop" => psd::decode(bytes, budget),
        "image/tiff" => tiff::decode(bytes, budget),
        "image/png" | "image/gif" | "image/webp" | "image/bmp" => raster::decode(bytes, mime, budget),
        _ => Err(no_decoder(mime)),
    }
}

/// As [`decode`], at the smallest size that is cheap to get and whose long side has at least `edge` pixels.
pub fn decode_near(bytes: &[u8], mime: &str, edge: u32, budget: Budget) -> Result<Decoded, MediaError> {
    match mime {
        "image/jpeg" => jpeg::pixels_near(bytes, Some(edge), budget),
        _ => decode(bytes, mime, budget),
    }
}

/// The honest answer for a format without a decoder.
pub fn no_decoder(mime: &str) -> MediaError {
    let name = match mime {
        "image/heic" | "image/heif" => "HEIC",
        "image/avif" => "AVIF",
        "image/jxl" => "JPEG XL",
        "image/jp2" => "JPEG 2000",
        "application/pdf" => "PDF",
        "application/postscript" => "EPS",
        "image/x-canon-cr2" | "image/x-canon-cr3" | "image/x-adobe-dng" | "image/x-nikon-nef" | "image/x-sony-arw"
        | "image/x-pentax-pef" => "camera raw files",
        _ if mime.starts_with("video/") => "video",
        _ if mime.starts_with("audio/") => "audio",
        _ => "this kind of file",
    };
    MediaError::unsupported(mime, format!("No preview for {name} yet; the original is kept."))
}
