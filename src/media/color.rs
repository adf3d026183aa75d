//! Everything to 8-bit sRGB: embedded profiles, Lab and luminance-chrominance samples. A broken profile never costs the picture.

use image::{DynamicImage, GrayImage, Rgb, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, TransformOptions};

/// Relative colorimetric, the habit of every viewer: paper white becomes screen white.
pub fn options() -> TransformOptions {
    TransformOptions { rendering_intent: RenderingIntent::RelativeColorimetric, ..TransformOptions::default() }
}

/// Whether colors by this profile are sRGB, give or take what rounding does. A profile that cannot be read, or is not for
/// RGB, changes nothing and counts as sRGB too.
pub fn is_srgb(icc: &[u8]) -> bool {
    const STEPS: u8 = 5;
    let Ok(profile) = ColorProfile::new_from_slice(icc) else {
        return true;
    };
    if profile.color_space != DataColorSpace::Rgb {
        return true;
    }
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) = profile.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, options()) else {
        return true;
    };
    let level = |step: u8| step * (255 / (STEPS - 1));
    let probes: Vec<u8> = (0..STEPS)
        .flat_map(|red| (0..STEPS).flat_map(move |green| (0..STEPS).map(move |blue| [red, green, blue])))
        .flat_map(|steps| steps.map(level))
        .collect();
    let mut seen = vec![0; probes.len()];
    transform.transform(&probes, &mut seen).is_ok()
        && probes.iter().zip(&seen).all(|(one, other)| one.abs_diff(*other) <= 3)
}

/// The profile of Adobe RGB (1998).
pub fn adobe_rgb() -> Option<Vec<u8>> {
    ColorProfile::new_adobe_rgb().encode().ok()
}

/// Converts to sRGB with 8 bits a channel, gray included, keeping alpha. Without a usable profile samples count as sRGB.
pub fn to_srgb(image: DynamicImage, icc: Option<&[u8]>) -> DynamicImage {
    let profile = icc.and_then(|icc| ColorProfile::new_from_slice(icc).ok());
    let alpha = image.color().has_alpha();
    let converted = match profile {
        Some(profile) if profile.color_space == DataColorSpace::Rgb => convert_rgb(&image, alpha, &profile),
        Some(profile) if profile.color_space == DataColorSpace::Gray => convert_gray(&image, alpha, &profile),
        _ => None,
    };
    match converted {
        Some(converted) => converted,
        None if alpha => DynamicImage::ImageRgba8(image.into_rgba8()),
        None => DynamicImage::ImageRgb8(image.into_rgb8()),
    }
}

/// In 16 bits, so that dark tones of deep pictures do not band before they are rounded once at the end.
fn convert_rgb(image: &DynamicImage, alpha: bool, profile: &ColorProfile) -> Option<DynamicImage> {
    let layout = if alpha { Layout::Rgba } else { Layout::Rgb };
    let srgb = ColorProfile::new_srgb();
    let (width, height) = (image.width(), image.height());
    if matches!(image, DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_)) {
        let transform = profile.create_transform_8bit(layout, &srgb, layout, options()).ok()?;
        let mut out = vec![0; image.as_bytes().len()];
        transform.transform(image.as_bytes(), &mut out).ok()?;
        return from_8bit(width, height, alpha, out);
    }
    let transform = profile.create_transform_16bit(layout, &srgb, layout, options()).ok()?;
    let source = if alpha { image.to_rgba16().into_raw() } else { image.to_rgb16().into_raw() };
    let mut out = vec![0u16; source.len()];
    transform.transform(&source, &mut out).ok()?;
    from_8bit(width, height, alpha, out.iter().map(|word| ((u32::from(*word) * 255 + 32_767) / 65_535) as u8).collect())
}

fn convert_gray(image: &DynamicImage, alpha: bool, profile: &ColorProfile) -> Option<DynamicImage> {
    if image.color().has_color() {
        return None;
    }
    let (source, target) = if alpha { (Layout::GrayAlpha, Layout::Rgba) } else { (Layout::Gray, Layout::Rgb) };
    let transform = profile.create_transform_8bit(source, &ColorProfile::new_srgb(), target, options()).ok()?;
    let gray = if alpha { image.to_luma_alpha8().into_raw() } else { GrayImage::into_raw(image.to_luma8()) };
    let mut out = vec![0; gray.len() / if alpha { 2 } else { 1 } * if alpha { 4 } else { 3 }];
    transform.transform(&gray, &mut out).ok()?;
    from_8bit(image.width(), image.height(), alpha, out)
}

fn from_8bit(width: u32, height: u32, alpha: bool, pixels: Vec<u8>) -> Option<DynamicImage> {
    if alpha {
        RgbaImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgba8)
    } else {
        RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8)
    }
}

/// Lays a picture with alpha on white, as JPEG needs it.
pub fn flatten(image: &DynamicImage) -> RgbImage {
    laid_on(image, [255; 3])
}

/// Lays a picture with alpha on one color.
pub fn laid_on(image: &DynamicImage, ground: [u8; 3]) -> RgbImage {
    let DynamicImage::ImageRgba8(layered) = image else {
        return image.to_rgb8();
    };
    let mut flat = RgbImage::new(layered.width(), layered.height());
    for (target, source) in flat.pixels_mut().zip(layered.pixels()) {
        let [r, g, b, a] = source.0.map(u32::from);
        let over = |channel: u32, under: u8| ((channel * a + u32::from(under) * (255 - a) + 127) / 255) as u8;
        *target = Rgb([over(r, ground[0]), over(g, ground[1]), over(b, ground[2])]);
    }
    flat
}

/// Full-range BT.601, the coding of JPEG.
pub fn ycbcr_to_rgb([y, cb, cr]: [u8; 3]) -> [u8; 3] {
    let (y, cb, cr) = (f32::from(y), f32::from(cb) - 128.0, f32::from(cr) - 128.0);
    [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb]
        .map(|value| value.round().clamp(0.0, 255.0) as u8)
}

/// CIE Lab under D50 (L 0 to 100, a and b about -128 to 127) to sRGB, clipped at the edge of the gamut.
pub fn lab_to_srgb([l, a, b]: [f32; 3]) -> [u8; 3] {
    let inverse = |t: f32| {
        if t > 6.0 / 29.0 { t * t * t } else { 3.0 * (6.0f32 / 29.0).powi(2) * (t - 4.0 / 29.0) }
    };
    let fy = (l + 16.0) / 116.0;
    let x = 0.9642 * inverse(fy + a / 500.0);
    let y = inverse(fy);
    let z = 0.8249 * inverse(fy - b / 200.0);
    // D50 XYZ to linear sRGB, Bradford-adapted.
    let linear = [
        3.133_856 * x - 1.616_867 * y - 0.490_615 * z,
        -0.978_768 * x + 1.916_142 * y + 0.033_454 * z,
        0.071_945 * x - 0.228_991 * y + 1.405_243 * z,
    ];
    linear.map(encode_srgb)
}

/// A linear light value (0 to 1) as an sRGB byte.
pub fn encode_srgb(linear: f32) -> u8 {
    let value = linear.clamp(0.0, 1.0);
    let encoded = if value <= 0.003_130_8 { 12.92 * value } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
    (encoded * 255.0).round() as u8
}
