//! A picture as one plane of brightness and two of color, the way JPEG and WebP store it: shrunk, turned and padded
//! without a detour over RGB. Knows no file format.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbImage;

use crate::MediaError;
use crate::color;

/// Samples in rows of `width`, of which the picture covers the part `covers` (from the left, from the top).
#[derive(Debug, Clone)]
pub struct Plane {
    pub width: usize,
    pub height: usize,
    pub samples: Vec<u8>,
    /// In samples; a fraction where a picture of odd size shares its last sample of color with nothing.
    pub covers: (f64, f64),
}

/// Luminance and the two color differences, full range as in JPEG. The color planes may have any size of their own.
#[derive(Debug, Clone)]
pub struct Planes {
    pub luma: Plane,
    pub blue: Plane,
    pub red: Plane,
}

/// How finely color is kept beside brightness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chroma {
    /// One sample of color for two by two of brightness.
    Half,
    /// As many as of brightness.
    Full,
}

/// A part of a picture, as shares of its width and height (0 to 1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Region {
    /// Everything.
    pub const WHOLE: Region = Region { left: 0.0, top: 0.0, width: 1.0, height: 1.0 };
}

impl Plane {
    /// A plane that the picture covers wholly.
    pub fn whole(width: usize, height: usize, samples: Vec<u8>) -> Plane {
        Plane { width, height, samples, covers: (width as f64, height as f64) }
    }

    fn resized(&self, width: usize, height: usize, part: Region) -> Result<Plane, MediaError> {
        let (left, top) = (part.left * self.covers.0, part.top * self.covers.1);
        let (across, down) = (part.width * self.covers.0, part.height * self.covers.1);
        if (left, top, across, down) == (0.0, 0.0, width as f64, height as f64) {
            return Ok(self.cropped(width, height));
        }
        let failed = || MediaError::damaged("its pixels could not be scaled.");
        let edge = |edge: usize| u32::try_from(edge).map_err(|_| failed());
        let source = ImageRef::new(edge(self.width)?, edge(self.height)?, &self.samples, PixelType::U8);
        let mut target = Image::new(edge(width)?, edge(height)?, PixelType::U8);
        let across = across.min(self.width as f64 - left);
        let down = down.min(self.height as f64 - top);
        let options =
            ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).crop(left, top, across, down);
        Resizer::new().resize(&source.map_err(|_| failed())?, &mut target, &options).map_err(|_| failed())?;
        Ok(Plane::whole(width, height, target.into_vec()))
    }

    fn cropped(&self, width: usize, height: usize) -> Plane {
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let mut samples = Vec::with_capacity(width * height);
        for row in self.samples.chunks_exact(self.width.max(1)).take(height) {
            samples.extend_from_slice(&row[..width]);
        }
        Plane::whole(width, height, samples)
    }

    /// The same with rows and columns made full by repeating the last sample.
    pub fn padded(&self, width: usize, height: usize) -> Plane {
        let mut samples = Vec::with_capacity(width * height);
        for row in self.samples.chunks_exact(self.width.max(1)) {
            samples.extend_from_slice(row);
            samples.resize(samples.len() + width - self.width, row.last().copied().unwrap_or_default());
        }
        for _ in self.height..height {
            samples.extend_from_within(samples.len() - width..);
        }
        Plane::whole(width, height, samples)
    }

    fn mirrored(mut self) -> Plane {
        self.samples.chunks_exact_mut(self.width.max(1)).for_each(<[u8]>::reverse);
        self
    }

    fn upside_down(mut self) -> Plane {
        self.samples.reverse();
        self.mirrored()
    }

    /// Rows become columns, in squares that fit the processor's cache.
    fn transposed(&self) -> Plane {
        const SQUARE: usize = 32;
        let (width, height) = (self.height, self.width);
        let mut samples = vec![0; self.samples.len()];
        for top in (0..self.height).step_by(SQUARE) {
            for left in (0..self.width).step_by(SQUARE) {
                for y in top..(top + SQUARE).min(self.height) {
                    for x in left..(left + SQUARE).min(self.width) {
                        samples[x * width + y] = self.samples[y * self.width + x];
                    }
                }
            }
        }
        Plane::whole(width, height, samples)
    }

    /// Turns and mirrors as Exif's value asks for; whatever the plane covers must be all of it.
    fn upright(self, orientation: u8) -> Plane {
        match orientation {
            2 => self.mirrored(),
            3 => self.upside_down().mirrored(),
            4 => self.upside_down(),
            5 => self.transposed(),
            6 => self.transposed().mirrored(),
            7 => self.transposed().upside_down().mirrored(),
            8 => self.transposed().upside_down(),
            _ => self,
        }
    }
}

impl Planes {
    /// Width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.luma.covers.0 as u32, self.luma.covers.1 as u32)
    }

    /// `part` of the picture at the given size, each plane on its own.
    pub fn resized(&self, width: u32, height: u32, part: Region, chroma: Chroma) -> Result<Planes, MediaError> {
        let (width, height) = (width as usize, height as usize);
        let (across, down) = match chroma {
            Chroma::Half => (width.div_ceil(2), height.div_ceil(2)),
            Chroma::Full => (width, height),
        };
        Ok(Planes {
            luma: self.luma.resized(width, height, part)?,
            blue: self.blue.resized(across, down, part)?,
            red: self.red.resized(across, down, part)?,
        })
    }

    /// Color as finely as asked for, brightness as it is.
    pub fn with_chroma(self, chroma: Chroma) -> Result<Planes, MediaError> {
        let (width, height) = self.size();
        let kept = match chroma {
            Chroma::Half => (width.div_ceil(2), height.div_ceil(2)),
            Chroma::Full => (width, height),
        };
        if (self.blue.width, self.blue.height) == (kept.0 as usize, kept.1 as usize) {
            return Ok(self);
        }
        self.resized(width, height, Region::WHOLE, chroma)
    }

    /// Turned and mirrored as Exif's value (1 to 8) asks for. For planes that came out of [`Planes::resized`].
    pub fn upright(self, orientation: u8) -> Planes {
        Planes {
            luma: self.luma.upright(orientation),
            blue: self.blue.upright(orientation),
            red: self.red.upright(orientation),
        }
    }

    /// The same in RGB.
    pub fn to_rgb(&self) -> Result<RgbImage, MediaError> {
        let (width, height) = self.size();
        let full = self.clone().with_chroma(Chroma::Full)?;
        let mut pixels = Vec::with_capacity(full.luma.samples.len() * 3);
        for ((luma, blue), red) in full.luma.samples.iter().zip(&full.blue.samples).zip(&full.red.samples) {
            pixels.extend_from_slice(&color::ycbcr_to_rgb([*luma, *blue, *red]));
        }
        RgbImage::from_raw(width, height, pixels).ok_or_else(|| MediaError::damaged("its planes do not fit together."))
    }

    /// The same in the limited range that video and WebP use (16 to 235 and 16 to 240).
    pub fn limited(mut self) -> Planes {
        let scaled = |value: usize, base: f32, span: f32| (base + value as f32 * span / 255.0).round() as u8;
        let luma: Vec<u8> = (0..256).map(|value| scaled(value, 16.0, 219.0)).collect();
        // The middle, 128, must stay 128, so that gray stays gray.
        let chroma: Vec<u8> =
            (0..256).map(|value: i32| (128.0 + (value - 128) as f32 * 224.0 / 255.0).round() as u8).collect();
        self.luma.samples.iter_mut().for_each(|sample| *sample = luma[usize::from(*sample)]);
        for plane in [&mut self.blue, &mut self.red] {
            plane.samples.iter_mut().for_each(|sample| *sample = chroma[usize::from(*sample)]);
        }
        self
    }
}
