//! TIFF, including inks, Lab, palettes and JPEG-compressed YCbCr, which the decoder in use does not color right by itself.
//!
//! For those the photometric tag is changed to "RGB" or "gray" in a copy, so that samples come out exactly as stored,
//! and the meaning is applied here.

use std::io::Cursor;

use image::codecs::tiff::TiffDecoder;
use image::{DynamicImage, GrayImage, RgbImage};

use crate::MediaError;
use crate::color;
use crate::container::{Tiff, be16, jpeg_segments};
use crate::decode::decoded::{Budget, Decoded};
use crate::decode::{cmyk, raster};

const MIME: &str = "image/tiff";
const PHOTOMETRIC: u16 = 262;
const COMPRESSION: u16 = 259;
const JPEG_COMPRESSION: u32 = 7;
/// How many strips or tiles are looked at.
const MAX_STRIPS: usize = 65_536;
/// Where in a strip its size has to stand, in bytes from the start.
const STRIP_HEAD: usize = 16 * 1024;
const ICC: u16 = 34675;
const EXTRA_SAMPLES: u16 = 338;

pub(super) fn decode(bytes: &[u8], budget: Budget) -> Result<Decoded, MediaError> {
    let Some(tiff) = Tiff::first(bytes) else {
        return Err(MediaError::unsupported(MIME, "No preview for this variant of TIFF yet; the original is kept."));
    };
    check_strips(bytes, &tiff, budget)?;
    let bits = tiff.number(258).unwrap_or(1);
    let samples = tiff.number(277).unwrap_or(1);
    match (tiff.number(PHOTOMETRIC), samples) {
        (Some(3), 1) if bits == 8 => palette(bytes, &tiff, budget),
        (Some(5), 4) => inks(bytes, &tiff, budget),
        (Some(6), 3) if tiff.number(COMPRESSION) == Some(JPEG_COMPRESSION) => ycbcr(bytes, &tiff, budget),
        (Some(8), 3) => lab(bytes, &tiff, true, budget),
        (Some(9), 3) => lab(bytes, &tiff, false, budget),
        _ => {
            let mut decoded = raster::finish(open(bytes)?, MIME, budget)?;
            if tiff.number(EXTRA_SAMPLES) == Some(1) {
                unmultiply(&mut decoded.image);
            }
            Ok(decoded)
        }
    }
}

fn open(bytes: &[u8]) -> Result<TiffDecoder<Cursor<&[u8]>>, MediaError> {
    TiffDecoder::new(Cursor::new(bytes)).map_err(|error| raster::translate(error, MIME))
}

/// Decodes without a look at color: four samples come out as RGBA, three as RGB, one as gray.
fn raw_samples(bytes: &[u8], budget: Budget) -> Result<DynamicImage, MediaError> {
    Ok(raster::finish(open(bytes)?, MIME, budget)?.image)
}

fn relabeled(bytes: &[u8], tiff: &Tiff<'_>, photometric: u16, budget: Budget) -> Result<DynamicImage, MediaError> {
    if bytes.len() as u64 > budget.max_bytes {
        return Err(MediaError::too_large("the file would not fit into the memory allowed."));
    }
    let mut copy = bytes.to_vec();
    let value = if tiff.is_little() { photometric.to_le_bytes() } else { photometric.to_be_bytes() };
    if let Some(place) = tiff.offset_of(PHOTOMETRIC).and_then(|at| copy.get_mut(at..at + 2)) {
        place.copy_from_slice(&value);
    }
    raw_samples(&copy, budget)
}

/// A JPEG strip states a size of its own, which the decoder believes before it compares it with the picture's.
fn check_strips(bytes: &[u8], tiff: &Tiff<'_>, budget: Budget) -> Result<(), MediaError> {
    if tiff.number(COMPRESSION) != Some(JPEG_COMPRESSION) {
        return Ok(());
    }
    let is_frame = |marker: u8| matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
    let frame_of = |data| jpeg_segments(data).into_iter().find(|(marker, _)| is_frame(*marker));
    let offsets = [273, 324].map(|tag| tiff.numbers(tag, MAX_STRIPS)).concat();
    let tables = tiff.data(347).unwrap_or_default();
    if offsets.len() >= MAX_STRIPS || tables.len() > STRIP_HEAD || frame_of(tables).is_some() {
        return Err(MediaError::damaged("its compressed strips make no sense."));
    }
    for start in offsets.iter().map(|offset| *offset as usize) {
        let Some(strip) = bytes.get(start..bytes.len().min(start.saturating_add(STRIP_HEAD))) else {
            continue;
        };
        let edges = frame_of(strip).and_then(|(_, frame)| Some((be16(frame, 1)?, be16(frame, 3)?)));
        let Some((height, width)) = edges else {
            return Err(MediaError::damaged("its compressed strips make no sense."));
        };
        if u64::from(height) * u64::from(width) * 4 > budget.max_bytes {
            return Err(MediaError::too_large("its pixels would not fit into the memory allowed."));
        }
    }
    Ok(())
}

/// Some programs store colors already weighted by alpha, and say so in the extra samples tag.
fn unmultiply(image: &mut DynamicImage) {
    match image {
        DynamicImage::ImageRgba8(pixels) => {
            for pixel in pixels.pixels_mut().filter(|pixel| pixel.0[3] != 0) {
                let [r, g, b, a] = pixel.0;
                let plain = |channel: u8| (u32::from(channel) * 255 / u32::from(a)).min(255) as u8;
                pixel.0 = [plain(r), plain(g), plain(b), a];
            }
        }
        DynamicImage::ImageRgba16(pixels) => {
            for pixel in pixels.pixels_mut().filter(|pixel| pixel.0[3] != 0) {
                let [r, g, b, a] = pixel.0;
                let plain = |channel: u16| (u32::from(channel) * 65_535 / u32::from(a)).min(65_535) as u16;
                pixel.0 = [plain(r), plain(g), plain(b), a];
            }
        }
        _ => {}
    }
}

fn palette(bytes: &[u8], tiff: &Tiff<'_>, budget: Budget) -> Result<Decoded, MediaError> {
    let map = tiff.numbers(320, 768);
    if map.len() != 768 {
        return Err(MediaError::damaged("its color table is missing."));
    }
    let indices: GrayImage = relabeled(bytes, tiff, 1, budget)?.into_luma8();
    let (width, height) = indices.dimensions();
    let channel = |index: usize| (map[index] >> 8) as u8;
    let pixels = indices.as_raw().iter().flat_map(|index| {
        let index = usize::from(*index);
        [channel(index), channel(index + 256), channel(index + 512)]
    });
    Ok(Decoded { image: rgb8(width, height, pixels.collect())?, icc: tiff.data(ICC).map(<[u8]>::to_vec) })
}

fn inks(bytes: &[u8], tiff: &Tiff<'_>, budget: Budget) -> Result<Decoded, MediaError> {
    let raw = relabeled(bytes, tiff, 2, budget)?;
    let (width, height) = (raw.width(), raw.height());
    let image = cmyk::to_srgb(raw.into_rgba8().into_raw(), width, height, tiff.data(ICC))?;
    Ok(Decoded { image, icc: None })
}

fn ycbcr(bytes: &[u8], tiff: &Tiff<'_>, budget: Budget) -> Result<Decoded, MediaError> {
    let raw = relabeled(bytes, tiff, 2, budget)?.into_rgb8();
    let (width, height) = raw.dimensions();
    let mut pixels = raw.into_raw();
    for pixel in pixels.as_chunks_mut::<3>().0 {
        *pixel = color::ycbcr_to_rgb(*pixel);
    }
    Ok(Decoded { image: rgb8(width, height, pixels)?, icc: tiff.data(ICC).map(<[u8]>::to_vec) })
}

/// `signed` is TIFF's own Lab, where a and b are two's complement; the ICC flavor has them offset by 128.
fn lab(bytes: &[u8], tiff: &Tiff<'_>, signed: bool, budget: Budget) -> Result<Decoded, MediaError> {
    let raw = relabeled(bytes, tiff, 2, budget)?;
    let (width, height) = (raw.width(), raw.height());
    let pixels: Vec<u8> = match raw {
        DynamicImage::ImageRgb8(image) => {
            let ab = |byte: u8| {
                if signed { f32::from(byte as i8) } else { f32::from(byte) - 128.0 }
            };
            let lab = |p: &[u8; 3]| color::lab_to_srgb([f32::from(p[0]) / 2.55, ab(p[1]), ab(p[2])]);
            image.as_raw().as_chunks::<3>().0.iter().flat_map(lab).collect()
        }
        DynamicImage::ImageRgb16(image) => {
            let ab = |word: u16| {
                if signed { f32::from(word as i16) / 256.0 } else { f32::from(word) / 256.0 - 128.0 }
            };
            let lab = |p: &[u16; 3]| color::lab_to_srgb([f32::from(p[0]) / 655.35, ab(p[1]), ab(p[2])]);
            image.as_raw().as_chunks::<3>().0.iter().flat_map(lab).collect()
        }
        _ => {
            return Err(MediaError::unsupported(
                MIME,
                "No preview for this kind of Lab TIFF yet; the original is kept.",
            ));
        }
    };
    Ok(Decoded { image: rgb8(width, height, pixels)?, icc: None })
}

fn rgb8(width: u32, height: u32, pixels: Vec<u8>) -> Result<DynamicImage, MediaError> {
    RgbImage::from_raw(width, height, pixels)
        .map(DynamicImage::ImageRgb8)
        .ok_or_else(|| MediaError::damaged("the picture data is shorter than its header says."))
}
