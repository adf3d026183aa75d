//! TIFF, including inks, Lab, palettes and JPEG-compressed YCbCr, which the decoder in use does not color right by itself.
//!
//! For those the photometric tag is changed to "RGB" or "gray" in a copy, so that samples come out exactly as stored,
//! and the meaning is applied here.

use std::io::Cursor;

use image::codecs::tiff::TiffDecoder;
use image::{DynamicImage, GrayImage, RgbImage};

use crate::MediaError;
use crate::color;
use crate::container::Tiff;
use crate::decode::{Budget, Decoded, cmyk, raster};

const MIME: &str = "image/tiff";
const PHOTOMETRIC: u16 = 262;
const ICC: u16 = 34675;

pub(super) fn decode(bytes: &[u8], budget: Budget) -> Result<Decoded, MediaError> {
    let Some(tiff) = Tiff::first(bytes) else {
        return Err(MediaError::unsupported(
            MIME,
            "No preview for this variant of TIFF yet; the original is kept.",
        ));
    };
    let bits = tiff.number(258).unwrap_or(1);
    let samples = tiff.number(277).unwrap_or(1);
    match (tiff.number(PHOTOMETRIC), samples) {
        (Some(3), 1) if bits == 8 => palette(bytes, &tiff, budget),
        (Some(5), 4) => inks(bytes, &tiff, budget),
        (Some(6), 3) if tiff.number(259) == Some(7) => ycbcr(bytes, &tiff, budget),
        (Some(8), 3) => lab(bytes, &tiff, true, budget),
        (Some(9), 3) => lab(bytes, &tiff, false, budget),
        _ => raster::finish(open(bytes)?, MIME, budget),
    }
}

fn open(bytes: &[u8]) -> Result<TiffDecoder<Cursor<&[u8]>>, MediaError> {
    TiffDecoder::new(Cursor::new(bytes)).map_err(|error| raster::translate(error, MIME))
}

/// Decodes without a look at color: four samples come out as RGBA, three as RGB, one as gray.
pub(super) fn raw_samples(bytes: &[u8], budget: Budget) -> Result<DynamicImage, MediaError> {
    Ok(raster::finish(open(bytes)?, MIME, budget)?.image)
}

fn relabeled(
    bytes: &[u8],
    tiff: &Tiff<'_>,
    photometric: u16,
    budget: Budget,
) -> Result<DynamicImage, MediaError> {
    if bytes.len() as u64 > budget.max_bytes {
        return Err(MediaError::too_large(
            "the file would not fit into the memory allowed.",
        ));
    }
    let mut copy = bytes.to_vec();
    let value = if tiff.is_little() {
        photometric.to_le_bytes()
    } else {
        photometric.to_be_bytes()
    };
    if let Some(place) = tiff
        .offset_of(PHOTOMETRIC)
        .and_then(|at| copy.get_mut(at..at + 2))
    {
        place.copy_from_slice(&value);
    }
    raw_samples(&copy, budget)
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
    Ok(Decoded {
        image: rgb8(width, height, pixels.collect())?,
        icc: tiff.data(ICC).map(<[u8]>::to_vec),
    })
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
    Ok(Decoded {
        image: rgb8(width, height, pixels)?,
        icc: tiff.data(ICC).map(<[u8]>::to_vec),
    })
}

/// `signed` is TIFF's own Lab, where a and b are two's complement; the ICC flavor has them offset by 128.
fn lab(bytes: &[u8], tiff: &Tiff<'_>, signed: bool, budget: Budget) -> Result<Decoded, MediaError> {
    let raw = relabeled(bytes, tiff, 2, budget)?;
    let (width, height) = (raw.width(), raw.height());
    let pixels: Vec<u8> = match raw {
        DynamicImage::ImageRgb8(image) => {
            let ab = |byte: u8| {
                if signed {
                    f32::from(byte as i8)
                } else {
                    f32::from(byte) - 128.0
                }
            };
            let lab =
                |p: &[u8; 3]| color::lab_to_srgb([f32::from(p[0]) / 2.55, ab(p[1]), ab(p[2])]);
            image
                .as_raw()
                .as_chunks::<3>()
                .0
                .iter()
                .flat_map(lab)
                .collect()
        }
        DynamicImage::ImageRgb16(image) => {
            let ab = |word: u16| {
                if signed {
                    f32::from(word as i16) / 256.0
                } else {
                    f32::from(word) / 256.0 - 128.0
                }
            };
            let lab =
                |p: &[u16; 3]| color::lab_to_srgb([f32::from(p[0]) / 655.35, ab(p[1]), ab(p[2])]);
            image
                .as_raw()
                .as_chunks::<3>()
                .0
                .iter()
                .flat_map(lab)
                .collect()
        }
        _ => {
            return Err(MediaError::unsupported(
                MIME,
                "No preview for this kind of Lab TIFF yet; the original is kept.",
            ));
        }
    };
    Ok(Decoded {
        image: rgb8(width, height, pixels)?,
        icc: None,
    })
}

fn rgb8(width: u32, height: u32, pixels: Vec<u8>) -> Result<DynamicImage, MediaError> {
    RgbImage::from_raw(width, height, pixels)
        .map(DynamicImage::ImageRgb8)
        .ok_or_else(|| MediaError::damaged("the picture data is shorter than its header says."))
}

/// A TIFF header around a four-component JPEG: one strip, "RGB" with a fourth sample.
pub(super) fn wrap_jpeg(jpeg: &[u8], width: u32, height: u32) -> Vec<u8> {
    const SHORT: u16 = 3;
    const LONG: u16 = 4;
    let entries: [(u16, u16, u32, u32); 9] = [
        (256, LONG, 1, width),
        (257, LONG, 1, height),
        (258, SHORT, 4, 122),
        (259, SHORT, 1, 7),
        (262, SHORT, 1, 2),
        (273, LONG, 1, 130),
        (277, SHORT, 1, 4),
        (278, LONG, 1, height),
        (279, LONG, 1, jpeg.len() as u32),
    ];
    let mut file = Vec::with_capacity(130 + jpeg.len());
    file.extend_from_slice(b"II*\0\x08\0\0\0");
    file.extend_from_slice(&(entries.len() as u16).to_le_bytes());
    for (tag, kind, count, value) in entries {
        file.extend_from_slice(&tag.to_le_bytes());
        file.extend_from_slice(&kind.to_le_bytes());
        file.extend_from_slice(&count.to_le_bytes());
        file.extend_from_slice(&value.to_le_bytes());
    }
    file.extend_from_slice(&[0; 4]);
    for _ in 0..4 {
        file.extend_from_slice(&8u16.to_le_bytes());
    }
    file.extend_from_slice(jpeg);
    file
}
