//! Photoshop files, small (PSD) and large (PSB): the merged picture that Photoshop keeps beside the layers.
//!
//! Layers are not read, so a hidden one can never show.

use image::{DynamicImage, GrayImage, ImageBuffer, Luma, Rgb, RgbImage, Rgba, RgbaImage};

use crate::MediaError;
use crate::color;
use crate::decode::cmyk;
use crate::decode::decoded::{Budget, Decoded};
use crate::decode::psd_planes::Merged;

const MIME: &str = "image/vnd.adobe.photoshop";
const ICC: u16 = 1039;
const TRANSPARENT_INDEX: u16 = 1047;
const VERSION: u16 = 1057;

pub(super) fn decode(bytes: &[u8], budget: Budget) -> Result<Decoded, MediaError> {
    let Some(merged) = Merged::open(bytes) else {
        return Err(MediaError::damaged("its header is cut off or makes no sense."));
    };
    check(&merged, budget)?;
    let icc = merged.resource(ICC);
    let image = match merged.mode {
        0 => bitmap(&merged)?,
        1 | 8 => gray(&merged)?,
        2 => indexed(&merged)?,
        3 => return Ok(Decoded { image: rgb(&merged)?, icc: icc.map(<[u8]>::to_vec) }),
        4 => inks(&merged, icc)?,
        9 => lab(&merged)?,
        _ => return Err(unsupported("No preview for Photoshop's multichannel mode yet; the original is kept.")),
    };
    // Gray and Lab go by the numbers; a duotone's profile is about its inks.
    let icc = icc.filter(|_| merged.mode == 1);
    Ok(Decoded { image, icc: icc.map(<[u8]>::to_vec) })
}

fn unsupported(why: &str) -> MediaError {
    MediaError::unsupported(MIME, why)
}

/// How many channels of color there are.
fn colors(merged: &Merged<'_>) -> usize {
    match merged.mode {
        3 | 9 => 3,
        4 => 4,
        _ => 1,
    }
}

fn check(merged: &Merged<'_>, budget: Budget) -> Result<(), MediaError> {
    if merged.is_foreign() || !matches!((merged.mode, merged.depth), (0, 1) | (1..=9, 8 | 16 | 32)) {
        return Err(unsupported("No preview for this variant of Photoshop file yet; the original is kept."));
    }
    // Whether the merged picture is real stands after the version; without it there is only a white sheet.
    if merged.resource(VERSION).and_then(|info| info.get(4)) == Some(&0) {
        return Err(unsupported(
            "This Photoshop file was saved without a merged picture (\"maximize compatibility\"); the original is kept.",
        ));
    }
    if merged.channels < colors(merged) || merged.channels > 56 {
        return Err(MediaError::damaged("its header is cut off or makes no sense."));
    }
    // The channels, and the picture they are put together to.
    let samples = merged.width as u64 * merged.height as u64 * (colors(merged) as u64 + 1);
    if samples * (merged.depth as u64).div_ceil(8) * 2 > budget.max_bytes {
        return Err(MediaError::too_large("its pixels would not fit into the memory allowed."));
    }
    Ok(())
}

/// A channel in 8 bits. 32 bits are linear light.
fn bytes(merged: &Merged<'_>, index: usize) -> Result<Vec<u8>, MediaError> {
    let raw = merged.channel(index)?;
    Ok(match merged.depth {
        16 => raw
            .as_chunks::<2>()
            .0
            .iter()
            .map(|pair| ((u32::from(u16::from_be_bytes(*pair)) * 255 + 32_767) / 65_535) as u8)
            .collect(),
        32 => raw.as_chunks::<4>().0.iter().map(|four| color::encode_srgb(f32::from_be_bytes(*four))).collect(),
        _ => raw,
    })
}

fn words(merged: &Merged<'_>, index: usize) -> Result<Vec<u16>, MediaError> {
    let raw = merged.channel(index)?;
    Ok(raw.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect())
}

fn interleaved<T: Copy>(channels: &[Vec<T>]) -> Vec<T> {
    let count = channels.first().map_or(0, Vec::len);
    (0..count).flat_map(|at| channels.iter().map(move |channel| channel[at])).collect()
}

/// Width and height; the header's check has seen that they are small enough.
fn size(merged: &Merged<'_>) -> (u32, u32) {
    (merged.width as u32, merged.height as u32)
}

fn whole(image: Option<DynamicImage>) -> Result<DynamicImage, MediaError> {
    image.ok_or_else(|| MediaError::damaged("the picture data is shorter than its header says."))
}

fn bitmap(merged: &Merged<'_>) -> Result<DynamicImage, MediaError> {
    let (width, height) = size(merged);
    let raw = merged.channel(0)?;
    let rows = raw.chunks_exact(merged.width.div_ceil(8).max(1));
    let dots = rows.flat_map(|row| (0..merged.width).map(|x| if row[x / 8] >> (7 - x % 8) & 1 == 1 { 0 } else { 255 }));
    whole(GrayImage::from_raw(width, height, dots.collect()).map(DynamicImage::ImageLuma8))
}

fn gray(merged: &Merged<'_>) -> Result<DynamicImage, MediaError> {
    let (width, height) = size(merged);
    whole(if merged.depth == 16 {
        ImageBuffer::<Luma<u16>, _>::from_raw(width, height, words(merged, 0)?).map(DynamicImage::ImageLuma16)
    } else {
        GrayImage::from_raw(width, height, bytes(merged, 0)?).map(DynamicImage::ImageLuma8)
    })
}

fn indexed(merged: &Merged<'_>) -> Result<DynamicImage, MediaError> {
    let (width, height) = size(merged);
    if merged.palette.len() < 768 {
        return Err(MediaError::damaged("its color table is missing."));
    }
    let clear = merged.resource(TRANSPARENT_INDEX).and_then(|index| index.get(1));
    let color = |index: &u8| {
        let at = usize::from(*index);
        let alpha = if clear == Some(index) { 0 } else { 255 };
        [merged.palette[at], merged.palette[at + 256], merged.palette[at + 512], alpha]
    };
    let pixels = bytes(merged, 0)?.iter().flat_map(color).collect();
    whole(RgbaImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgba8))
}

fn rgb(merged: &Merged<'_>) -> Result<DynamicImage, MediaError> {
    let (width, height) = size(merged);
    let used = if merged.is_clear && merged.channels > 3 { 4 } else { 3 };
    if merged.depth == 16 {
        let channels: Result<Vec<_>, _> = (0..used).map(|index| words(merged, index)).collect();
        let mut pixels = interleaved(&channels?);
        if used == 3 {
            return whole(ImageBuffer::<Rgb<u16>, _>::from_raw(width, height, pixels).map(DynamicImage::ImageRgb16));
        }
        for pixel in pixels.as_chunks_mut::<4>().0 {
            let alpha = u32::from(pixel[3]);
            pixel.iter_mut().take(3).for_each(|level| *level = without_white(u32::from(*level), alpha, 65_535) as u16);
        }
        return whole(ImageBuffer::<Rgba<u16>, _>::from_raw(width, height, pixels).map(DynamicImage::ImageRgba16));
    }
    let channels: Result<Vec<_>, _> = (0..used).map(|index| bytes(merged, index)).collect();
    let mut pixels = interleaved(&channels?);
    if used == 3 {
        return whole(RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8));
    }
    for pixel in pixels.as_chunks_mut::<4>().0 {
        let alpha = u32::from(pixel[3]);
        pixel.iter_mut().take(3).for_each(|level| *level = without_white(u32::from(*level), alpha, 255) as u8);
    }
    whole(RgbaImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgba8))
}

/// Photoshop stores what is half clear as it looks on white paper; this is the color without the paper.
fn without_white(level: u32, alpha: u32, most: u32) -> u32 {
    if alpha == 0 {
        return level;
    }
    let white = u64::from(most - alpha) * u64::from(most);
    let mixed = u64::from(level) * u64::from(most);
    (mixed.saturating_sub(white) / u64::from(alpha)).min(u64::from(most)) as u32
}

fn inks(merged: &Merged<'_>, icc: Option<&[u8]>) -> Result<DynamicImage, MediaError> {
    let (width, height) = size(merged);
    let channels: Result<Vec<_>, _> = (0..4).map(|index| bytes(merged, index)).collect();
    // Stored upside down: 255 is bare paper.
    let inks = interleaved(&channels?).into_iter().map(|level| 255 - level).collect();
    cmyk::to_srgb(inks, width, height, icc)
}

fn lab(merged: &Merged<'_>) -> Result<DynamicImage, MediaError> {
    let (width, height) = size(merged);
    let channels: Result<Vec<_>, _> = (0..3).map(|index| bytes(merged, index)).collect();
    let mut pixels = interleaved(&channels?);
    for pixel in pixels.as_chunks_mut::<3>().0 {
        let [light, a, b] = pixel.map(f32::from);
        *pixel = color::lab_to_srgb([light / 2.55, a - 128.0, b - 128.0]);
    }
    whole(RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8))
}
