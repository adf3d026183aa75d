//! Four inks to sRGB: by the picture's own profile, or by a model of ordinary coated web offset when it has none.

use image::{DynamicImage, RgbImage};
use moxcms::{ColorProfile, DataColorSpace, Layout};

use crate::MediaError;
use crate::color;

/// `inks` are C, M, Y, K with 255 for full coverage.
pub(super) fn to_srgb(inks: Vec<u8>, width: u32, height: u32, icc: Option<&[u8]>) -> Result<DynamicImage, MediaError> {
    let mut pixels = vec![0; inks.len() / 4 * 3];
    if !by_profile(&inks, &mut pixels, icc) {
        by_model(&inks, &mut pixels);
    }
    RgbImage::from_raw(width, height, pixels)
        .map(DynamicImage::ImageRgb8)
        .ok_or_else(|| MediaError::damaged("the picture data is shorter than its header says."))
}

fn by_profile(inks: &[u8], pixels: &mut [u8], icc: Option<&[u8]>) -> bool {
    let Some(profile) = icc.and_then(|icc| ColorProfile::new_from_slice(icc).ok()) else {
        return false;
    };
    if profile.color_space != DataColorSpace::Cmyk {
        return false;
    }
    let transform =
        profile.create_transform_8bit(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb, color::options());
    transform.is_ok_and(|transform| transform.transform(inks, pixels).is_ok())
}

/// Neighboring pixels are mostly alike, so the last answer is kept.
fn by_model(inks: &[u8], pixels: &mut [u8]) {
    let mut last = ([0; 4], model([0; 4]));
    for (ink, pixel) in inks.as_chunks::<4>().0.iter().zip(pixels.as_chunks_mut::<3>().0) {
        if *ink != last.0 {
            last = (*ink, model(*ink));
        }
        *pixel = last.1;
    }
}

/// How the sixteen solid overprints of coated web offset look in sRGB, cyan counting fastest, then magenta, yellow, black.
const OVERPRINTS: [[f32; 3]; 16] = [
    [255.0, 255.0, 255.0],
    [0.0, 176.0, 240.0],
    [237.0, 40.0, 144.0],
    [63.0, 64.0, 150.0],
    [255.0, 242.0, 21.0],
    [0.0, 168.0, 90.0],
    [238.0, 51.0, 56.0],
    [68.0, 68.0, 70.0],
    [55.0, 53.0, 53.0],
    [18.0, 45.0, 55.0],
    [55.0, 26.0, 37.0],
    [34.0, 25.0, 41.0],
    [51.0, 50.0, 32.0],
    [20.0, 47.0, 35.0],
    [55.0, 31.0, 29.0],
    [32.0, 31.0, 31.0],
];

/// Mixes the overprints by the share of paper each would cover (Demichel's weights). About 3 levels from the real
/// press profile on average; good enough where the file does not say which press it was made for.
fn model(ink: [u8; 4]) -> [u8; 3] {
    let cover = ink.map(|value| f32::from(value) / 255.0);
    let mut mixed = [0.0f32; 3];
    for (index, color) in OVERPRINTS.iter().enumerate() {
        let share = |ink: usize| {
            if index >> ink & 1 == 1 { cover[ink] } else { 1.0 - cover[ink] }
        };
        let weight = share(0) * share(1) * share(2) * share(3);
        for (sum, channel) in mixed.iter_mut().zip(color) {
            *sum += weight * channel;
        }
    }
    mixed.map(|value| value.round().clamp(0.0, 255.0) as u8)
}
