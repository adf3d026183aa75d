//! The pixels of a wish: one decode, kept as halves of halves by whoever asks often, and from the smallest half that
//! holds what is wanted the cut, the scaling, the turn, the tones and the file.

use std::panic::{AssertUnwindSafe, catch_unwind};

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, Rgb, RgbImage, Rgba, RgbaImage};

use super::{Placed, Quality};
use crate::MediaError;
use crate::decode::{self, decoded::Budget};
use crate::encode::{self, Format};
use crate::limits::Limits;
use crate::{color, probe};

/// Raised whenever the same wish would give other bytes.
pub const DRAW_VERSION: u32 = 1;

/// Whether [`Level::open`] can read files of this type. Vector art has no pixels to cut from.
pub fn opens(mime: &str) -> bool {
    matches!(mime, "image/jpeg" | "image/png" | "image/tiff" | "image/gif" | "image/webp" | "image/bmp")
}

/// A decoded picture, upright in 8-bit sRGB, at its own size or as one of its halves.
pub struct Level(DynamicImage);

impl From<DynamicImage> for Level {
    fn from(image: DynamicImage) -> Level {
        Level(image)
    }
}

impl Level {
    /// Decodes a raster picture. Its size is refused by the header, before anything is allocated.
    pub fn open(bytes: &[u8], mime: &str, limits: &Limits) -> Result<Level, MediaError> {
        if bytes.len() as u64 > limits.max_bytes {
            return Err(MediaError::too_large("the file would not fit into the memory allowed."));
        }
        guarded(|| {
            let declared = probe::dimensions(bytes, mime)?;
            declared.check_size(limits.max_pixels)?;
            let decoded = decode::decode(bytes, mime, Budget { max_bytes: limits.max_bytes })?;
            let mut image = color::to_srgb(decoded.image, decoded.icc.as_deref());
            image.apply_orientation(Orientation::from_exif(declared.orientation).unwrap_or(Orientation::NoTransforms));
            Ok(Level(image))
        })
    }

    /// The picture at half its size, rounded up; at least one pixel.
    pub fn half(&self) -> Result<Level, MediaError> {
        let (width, height) = self.size();
        let whole = (0.0, 0.0, f64::from(width), f64::from(height));
        guarded(|| scale(&self.0, whole, width.div_ceil(2), height.div_ceil(2)).map(Level))
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.0.width(), self.0.height())
    }

    /// Memory of the pixels, bytes.
    pub fn size_bytes(&self) -> usize {
        self.0.as_bytes().len()
    }

    /// Draws and encodes a wish. This level shows a picture of `full` pixels at its own, perhaps smaller size.
    pub fn draw(&self, full: (u32, u32), placed: &Placed) -> Result<Vec<u8>, MediaError> {
        guarded(|| {
            let cut = cut(&self.0, full, placed)?;
            let turned = turn(cut, placed);
            let toned = tone(turned, placed.quality);
            let quality = if placed.format == Format::Jpeg { 85 } else { 80 };
            encode::encode(&toned, placed.format, quality)
        })
    }
}

fn guarded<T>(work: impl FnOnce() -> Result<T, MediaError>) -> Result<T, MediaError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(MediaError::damaged("reading it made the decoder fail.")))
}

fn cut(level: &DynamicImage, full: (u32, u32), placed: &Placed) -> Result<DynamicImage, MediaError> {
    let ratio = (f64::from(level.width()) / f64::from(full.0), f64::from(level.height()) / f64::from(full.1));
    let (left, top) = (f64::from(placed.x) * ratio.0, f64::from(placed.y) * ratio.1);
    let (wide, high) = (f64::from(placed.region_width) * ratio.0, f64::from(placed.region_height) * ratio.1);
    let is_exact = |from: f64, length: f64, wanted: u32| {
        from.fract() == 0.0
            && (length - f64::from(wanted)).abs() < 1.0
            && from + f64::from(wanted) <= from + length + 1.0
    };
    let (x, y) = (left as u32, top as u32);
    let fits = x + placed.width <= level.width() && y + placed.height <= level.height();
    if fits && is_exact(left, wide, placed.width) && is_exact(top, high, placed.height) {
        return Ok(level.crop_imm(x, y, placed.width, placed.height));
    }
    // Rounding must not reach over the edge, and a region always has a pixel to be drawn from.
    let (room_wide, room_high) = (f64::from(level.width()), f64::from(level.height()));
    let (left, top) = (left.min(room_wide - 1.0).max(0.0), top.min(room_high - 1.0).max(0.0));
    let (wide, high) = (wide.max(1.0).min(room_wide - left), high.max(1.0).min(room_high - top));
    scale(level, (left, top, wide, high), placed.width, placed.height)
}

fn scale(
    image: &DynamicImage,
    (left, top, wide, high): (f64, f64, f64, f64),
    width: u32,
    height: u32,
) -> Result<DynamicImage, MediaError> {
    let mut target = DynamicImage::new(width, height, image.color());
    let lanczos = ResizeAlg::Convolution(FilterType::Lanczos3);
    let options = ResizeOptions::new().resize_alg(lanczos).crop(left, top, wide, high);
    Resizer::new()
        .resize(image, &mut target, &options)
        .map_err(|_| MediaError::damaged("its pixels could not be scaled."))?;
    Ok(target)
}

fn turn(mut image: DynamicImage, placed: &Placed) -> DynamicImage {
    if placed.rotation.mirrored {
        image = image.fliph();
    }
    match placed.rotation.quarters {
        1 => image.rotate90(),
        2 => image.rotate180(),
        3 => image.rotate270(),
        _ => image,
    }
}

fn tone(image: DynamicImage, quality: Quality) -> DynamicImage {
    let value: fn(u8) -> u8 = match quality {
        Quality::Default | Quality::Color => return image,
        Quality::Gray => |gray| gray,
        Quality::Bitonal => |gray| if gray < 128 { 0 } else { 255 },
    };
    let tones: GrayImage = image.to_luma8();
    let tone_at = |x, y| value(tones.get_pixel(x, y).0[0]);
    match &image {
        DynamicImage::ImageRgba8(pixels) => {
            let drawn = RgbaImage::from_fn(pixels.width(), pixels.height(), |x, y| {
                let tone = tone_at(x, y);
                Rgba([tone, tone, tone, pixels.get_pixel(x, y).0[3]])
            });
            DynamicImage::ImageRgba8(drawn)
        }
        _ => DynamicImage::ImageRgb8(RgbImage::from_fn(tones.width(), tones.height(), |x, y| Rgb([tone_at(x, y); 3]))),
    }
}
