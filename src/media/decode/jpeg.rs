//! JPEG: to planes where nothing has to be known about color, to RGB by its profile elsewhere; always at the size wanted.
//!
//! The decoder gives a half picture and a warning where data are missing. A warning about data is a damaged file here,
//! so that nothing is shown half; what it merely finds untidy goes to a second decoder.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::{DynamicImage, GrayImage, RgbImage};
use turbojpeg::{
    Colorspace, DecompressHeader, Decompressor, Error, Image, PixelFormat, ScalingFactor, Subsamp, YuvImage,
};

use crate::MediaError;
use crate::color;
use crate::container::{Tiff, jpeg_icc, jpeg_is_complete, jpeg_segments};
use crate::decode::decoded::{Budget, Decoded};
use crate::decode::{cmyk, raster};
use crate::planes::{Plane, Planes};

/// Passes over the picture that a progressive file may have. Real ones have 10; a million would keep a decoder busy for hours.
const MAX_SCANS: u32 = 200;

const EXIF: u16 = 34665;
const INTEROPERABILITY: u16 = 40965;

/// What a JPEG becomes.
pub enum Picture {
    /// In sRGB as it stands: no profile, or one that says so.
    Planes(Planes),
    /// Everything else, with its profile.
    Pixels(Decoded),
}

/// Decodes at the smallest of 1/1, 1/2, 1/4, 1/8 whose long side has at least `edge` pixels; none for full size.
///
/// Errors: `Damaged` for what is cut off or corrupt, `TooLarge`, `Unsupported`.
pub fn decode_near(bytes: &[u8], edge: Option<u32>, budget: Budget) -> Result<Picture, MediaError> {
    if !jpeg_is_complete(bytes) {
        return Err(MediaError::damaged("it ends before the picture is complete."));
    }
    let segments = jpeg_segments(bytes);
    let icc = jpeg_icc(&segments).or_else(|| camera_profile(&segments));
    let opened = open(bytes, edge);
    let Ok((mut decoder, header)) = opened else {
        return second_opinion(bytes, icc, budget).map(Picture::Pixels);
    };
    let is_plain = header.colorspace == Colorspace::YCbCr && is_known(header.subsamp) && !header.is_lossless;
    let found = match header.colorspace {
        _ if is_plain && icc.as_deref().is_none_or(color::is_srgb) => {
            planes(bytes, &mut decoder, header, budget).map(Picture::Planes)
        }
        Colorspace::CMYK | Colorspace::YCCK => {
            let adobe = segments.iter().any(|(marker, payload)| *marker == 0xEE && payload.starts_with(b"Adobe"));
            inks(bytes, &mut decoder, header, adobe, icc.as_deref(), budget).map(Picture::Pixels)
        }
        _ => pixels(bytes, &mut decoder, header, icc.clone(), budget).map(Picture::Pixels),
    };
    match found {
        Err(Trouble::Untidy) => second_opinion(bytes, icc, budget).map(Picture::Pixels),
        Err(Trouble::Final(error)) => Err(error),
        Ok(picture) => Ok(picture),
    }
}

/// Cameras set to Adobe RGB embed no profile; they name it in a corner of Exif (DCF 2.0: "R03").
fn camera_profile(segments: &[(u8, &[u8])]) -> Option<Vec<u8>> {
    let exif =
        segments.iter().filter(|(marker, _)| *marker == 0xE1).find_map(|(_, all)| all.strip_prefix(b"Exif\0\0"))?;
    let space = Tiff::first(exif)?.below(EXIF)?.below(INTEROPERABILITY)?.data(1)?;
    space.starts_with(b"R03").then(color::adobe_rgb).flatten()
}

/// At full size, as pixels.
pub(super) fn decode(bytes: &[u8], budget: Budget) -> Result<Decoded, MediaError> {
    pixels_near(bytes, None, budget)
}

/// As [`decode_near`], as pixels.
pub(super) fn pixels_near(bytes: &[u8], edge: Option<u32>, budget: Budget) -> Result<Decoded, MediaError> {
    match decode_near(bytes, edge, budget)? {
        Picture::Pixels(decoded) => Ok(decoded),
        Picture::Planes(planes) => Ok(Decoded { image: DynamicImage::ImageRgb8(planes.to_rgb()?), icc: None }),
    }
}

enum Trouble {
    /// A decoder that is less strict, or knows more variants, may take it.
    Untidy,
    Final(MediaError),
}

impl From<MediaError> for Trouble {
    fn from(error: MediaError) -> Trouble {
        Trouble::Final(error)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        let Error::TurboJpegError(text) = error else {
            return Trouble::Untidy;
        };
        let is_missing_data = [
            "Premature end",
            "premature end",
            "bad Huffman code",
            "bad arithmetic code",
            "instead of RST",
            "Inconsistent progression sequence",
            "more than",
        ];
        if is_missing_data.iter().any(|words| text.contains(words)) {
            return Trouble::Final(MediaError::damaged("part of the picture data is missing or corrupt."));
        }
        Trouble::Untidy
    }
}

fn is_known(subsampling: Subsamp) -> bool {
    matches!(subsampling, Subsamp::None | Subsamp::Sub2x1 | Subsamp::Sub2x2 | Subsamp::Sub1x2)
}

/// By how much a JPEG of `size` bytes is to be decoded smaller, so that its long side is still `edge` pixels: 8, 4, 2 or 1.
pub(crate) fn shrunk_by(width: u32, height: u32, size: usize, edge: u32) -> u32 {
    let long = width.max(height);
    // Blocks decoded smaller lose the finest detail. That shows where a file is full of it, which its size tells, and
    // where little scaling follows: 0.01 of SSIM on detailed photos of 24 megapixels at 2048, 0.002 on others.
    let is_detailed = size as u64 * 9 > u64::from(width) * u64::from(height) * 2;
    let least = if is_detailed { edge.saturating_add(edge / 2) } else { edge };
    [8, 4, 2].into_iter().find(|scale| long.div_ceil(*scale) >= least).unwrap_or(1)
}

fn open(bytes: &[u8], edge: Option<u32>) -> Result<(Decompressor, DecompressHeader), Error> {
    let mut decoder = Decompressor::new()?;
    decoder.set_scan_limit(MAX_SCANS)?;
    let header = decoder.read_header(bytes)?;
    let (width, height) = size_of(header);
    let scale = match edge.filter(|_| !header.is_lossless).map(|edge| shrunk_by(width, height, bytes.len(), edge)) {
        Some(8) => ScalingFactor::ONE_EIGHTH,
        Some(4) => ScalingFactor::ONE_QUARTER,
        Some(2) => ScalingFactor::ONE_HALF,
        _ => ScalingFactor::ONE,
    };
    decoder.set_scaling_factor(scale)?;
    Ok((decoder, header.scaled(scale)))
}

fn within(size: usize, budget: Budget) -> Result<(), MediaError> {
    if size as u64 > budget.max_bytes {
        return Err(MediaError::too_large("its pixels would not fit into the memory allowed."));
    }
    Ok(())
}

fn planes(
    bytes: &[u8],
    decoder: &mut Decompressor,
    header: DecompressHeader,
    budget: Budget,
) -> Result<Planes, Trouble> {
    let (width, height, subsamp) = (header.width, header.height, header.subsamp);
    let size = turbojpeg::yuv_pixels_len(width, 1, height, subsamp)?;
    within(size, budget)?;
    let mut image = YuvImage { pixels: vec![0; size], width, align: 1, height, subsamp };
    decoder.decompress_to_yuv(bytes, image.as_deref_mut())?;
    let (luma, chroma) = (image.y_size(), image.uv_size());
    let mut samples = image.pixels;
    let mut blue = samples.split_off(luma.0 * luma.1);
    let red = blue.split_off(chroma.0 * chroma.1);
    let covers = (width as f64 / subsamp.width() as f64, height as f64 / subsamp.height() as f64);
    let color = |samples| Plane { width: chroma.0, height: chroma.1, samples, covers };
    let covers = (width as f64, height as f64);
    Ok(Planes { luma: Plane { width: luma.0, height: luma.1, samples, covers }, blue: color(blue), red: color(red) })
}

fn samples(
    bytes: &[u8],
    decoder: &mut Decompressor,
    header: DecompressHeader,
    format: PixelFormat,
    budget: Budget,
) -> Result<Vec<u8>, Trouble> {
    let pitch = header.width * format.size();
    within(pitch * header.height, budget)?;
    let (width, height) = (header.width, header.height);
    let mut image = Image { pixels: vec![0; pitch * height], width, pitch, height, format };
    decoder.decompress(bytes, image.as_deref_mut())?;
    Ok(image.pixels)
}

fn size_of(header: DecompressHeader) -> (u32, u32) {
    // A JPEG ends at 65,535 pixels an edge.
    (header.width as u32, header.height as u32)
}

fn pixels(
    bytes: &[u8],
    decoder: &mut Decompressor,
    header: DecompressHeader,
    icc: Option<Vec<u8>>,
    budget: Budget,
) -> Result<Decoded, Trouble> {
    let (width, height) = size_of(header);
    let image = if header.colorspace == Colorspace::Gray {
        let gray = samples(bytes, decoder, header, PixelFormat::GRAY, budget)?;
        GrayImage::from_raw(width, height, gray).map(DynamicImage::ImageLuma8)
    } else {
        let rgb = samples(bytes, decoder, header, PixelFormat::RGB, budget)?;
        RgbImage::from_raw(width, height, rgb).map(DynamicImage::ImageRgb8)
    };
    let image = image.ok_or_else(|| MediaError::damaged("the picture data is shorter than its header says."))?;
    Ok(Decoded { image, icc })
}

/// Four inks, by their profile or by that of an ordinary press.
fn inks(
    bytes: &[u8],
    decoder: &mut Decompressor,
    header: DecompressHeader,
    adobe: bool,
    icc: Option<&[u8]>,
    budget: Budget,
) -> Result<Decoded, Trouble> {
    let mut inks = samples(bytes, decoder, header, PixelFormat::CMYK, budget)?;
    // Adobe writes inks upside down: 255 is bare paper.
    if adobe {
        inks.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    let (width, height) = size_of(header);
    Ok(Decoded { image: cmyk::to_srgb(inks, width, height, icc)?, icc: None })
}

/// The decoder in Rust: knows fewer variants of coding, and is calmer about what stands between the parts of a file.
fn second_opinion(bytes: &[u8], icc: Option<Vec<u8>>, budget: Budget) -> Result<Decoded, MediaError> {
    let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(|error| raster::translate(error, "image/jpeg"))?;
    let decoded = raster::finish(decoder, "image/jpeg", budget)?;
    Ok(Decoded { image: decoded.image, icc })
}
