//! Writes JPEG, PNG and WebP from 8-bit sRGB or from planes; writes no metadata, so nothing private travels along.

use std::time::Instant;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};
use serde::{Deserialize, Serialize};
use turbojpeg::{Compressor, Image, OutputBuf, PixelFormat, Subsamp, YuvPlanesImage};
use webpx::{Encoder, EncoderConfig, Stop, StopReason, YuvPlanesRef};

use crate::MediaError;
use crate::color;
use crate::planes::{Chroma, Plane, Planes};

/// The largest edge libwebp takes, in pixels.
const WEBP_MAX_EDGE: u32 = 16_383;

/// From this JPEG quality on, color is kept as finely as brightness.
const FINE_CHROMA: u8 = 90;

/// What a rendition is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Jpeg,
    Png,
    WebP,
    /// Drawn here, and written by a program: see [`crate::tool::avif`].
    Avif,
}

impl Format {
    /// The media type of what is written.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
        }
    }

    /// What is written here of a picture that is to be of this format: the same, or pixels without loss that a program
    /// makes the format of.
    pub fn drawn(self) -> Format {
        match self {
            Self::Avif => Self::Png,
            other => other,
        }
    }

    /// The usual file extension, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Avif => "avif",
        }
    }
}

/// How a picture is written.
#[derive(Debug, Clone, Copy)]
pub struct Encoding {
    pub format: Format,
    /// 1 to 100; no effect on PNG.
    pub quality: u8,
    /// 0 (quick) to 6 (small), for WebP alone.
    pub effort: u8,
    /// When writing a WebP is given up; the others are quick.
    pub until: Option<Instant>,
    /// The color under what is transparent.
    pub ground: Option<[u8; 3]>,
}

impl Encoding {
    /// The usual effort, for as long as it takes.
    pub fn new(format: Format, quality: u8) -> Encoding {
        Encoding { format, quality, effort: 4, until: None, ground: None }
    }

    /// How finely color has to be there for this.
    pub(crate) fn chroma(&self) -> Chroma {
        match self.format {
            Format::Jpeg if self.quality < FINE_CHROMA => Chroma::Half,
            Format::WebP => Chroma::Half,
            _ => Chroma::Full,
        }
    }
}

/// Encodes; `quality` is 1 to 100 and does nothing for PNG.
pub fn encode(image: &DynamicImage, format: Format, quality: u8) -> Result<Vec<u8>, MediaError> {
    pixels(image, &Encoding::new(format, quality))
}

/// Writes 8-bit RGB or RGBA. JPEG, which has no alpha, gets a white ground where none is wanted.
pub fn pixels(image: &DynamicImage, how: &Encoding) -> Result<Vec<u8>, MediaError> {
    if let (Some(ground), DynamicImage::ImageRgba8(_)) = (how.ground, image) {
        let flat = DynamicImage::ImageRgb8(color::laid_on(image, ground));
        return pixels(&flat, &Encoding { ground: None, ..*how });
    }
    match how.format {
        Format::Jpeg => jpeg(image, how),
        Format::Png => png(image),
        Format::WebP => {
            let (width, height) = (image.width(), image.height());
            let encoder = match image {
                DynamicImage::ImageRgba8(pixels) => Encoder::new_rgba(pixels.as_raw(), width, height),
                DynamicImage::ImageRgb8(pixels) => Encoder::new_rgb(pixels.as_raw(), width, height),
                _ => return Err(MediaError::damaged("its colors were not converted.")),
            };
            webp(encoder, width.max(height), how)
        }
        Format::Avif => Err(not_written()),
    }
}

/// Writes planes; their color may be finer or coarser than wanted.
pub fn planes(planes: &Planes, how: &Encoding) -> Result<Vec<u8>, MediaError> {
    let (width, height) = planes.size();
    match how.format {
        Format::Png => png(&DynamicImage::ImageRgb8(planes.to_rgb()?)),
        Format::Jpeg => jpeg_from_planes(planes.clone().with_chroma(how.chroma())?, how),
        Format::WebP => {
            let planes = planes.clone().with_chroma(Chroma::Half)?.limited();
            let picture = YuvPlanesRef {
                y: &planes.luma.samples,
                y_stride: planes.luma.width,
                u: &planes.blue.samples,
                u_stride: planes.blue.width,
                v: &planes.red.samples,
                v_stride: planes.red.width,
                a: None,
                a_stride: 0,
                width,
                height,
            };
            webp(Encoder::new_yuv(picture), width.max(height), how)
        }
        Format::Avif => Err(not_written()),
    }
}

fn not_written() -> MediaError {
    MediaError::unsupported(Format::Avif.mime(), "AVIF is written by another program.")
}

fn compressor(how: &Encoding) -> Result<Compressor, turbojpeg::Error> {
    let mut compressor = Compressor::new()?;
    compressor.set_quality(i32::from(how.quality.clamp(1, 100)))?;
    compressor.set_optimize(true)?;
    compressor.set_subsamp(subsampling(how.chroma()))?;
    Ok(compressor)
}

fn subsampling(chroma: Chroma) -> Subsamp {
    match chroma {
        Chroma::Half => Subsamp::Sub2x2,
        Chroma::Full => Subsamp::None,
    }
}

fn jpeg(image: &DynamicImage, how: &Encoding) -> Result<Vec<u8>, MediaError> {
    let flat = color::flatten(image);
    let (width, height) = (flat.width() as usize, flat.height() as usize);
    let picture = Image { pixels: flat.as_raw().as_slice(), width, pitch: width * 3, height, format: PixelFormat::RGB };
    compressor(how).and_then(|mut compressor| compressor.compress_to_vec(picture)).map_err(|_| failed())
}

fn jpeg_from_planes(planes: Planes, how: &Encoding) -> Result<Vec<u8>, MediaError> {
    let (width, height) = planes.size();
    // Rows and columns of brightness have to be even where color is half as fine.
    let even = |plane: Plane, chroma| match chroma {
        Chroma::Half if plane.width % 2 + plane.height % 2 > 0 => {
            plane.padded(plane.width.next_multiple_of(2), plane.height.next_multiple_of(2))
        }
        _ => plane,
    };
    let luma = even(planes.luma, how.chroma());
    let picture = YuvPlanesImage {
        y_plane: luma.samples.as_slice(),
        u_plane: planes.blue.samples.as_slice(),
        v_plane: planes.red.samples.as_slice(),
        width: width as usize,
        height: height as usize,
        y_stride: luma.width,
        u_stride: planes.blue.width,
        v_stride: planes.red.width,
        subsamp: subsampling(how.chroma()),
    };
    let mut out = OutputBuf::new_owned();
    compressor(how)
        .and_then(|mut compressor| compressor.compress_yuv_planes(&picture, &mut out))
        .map_err(|_| failed())?;
    Ok(out.to_vec())
}

fn png(image: &DynamicImage) -> Result<Vec<u8>, MediaError> {
    let mut out = Vec::new();
    PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
        .write_image(image.as_bytes(), image.width(), image.height(), image.color().into())
        .map_err(|_| failed())?;
    Ok(out)
}

/// Says stop when time is over; asked many times while a WebP is written.
struct Until(Option<Instant>);

impl Stop for Until {
    fn check(&self) -> Result<(), StopReason> {
        match self.0 {
            Some(until) if Instant::now() > until => Err(StopReason::TimedOut),
            _ => Ok(()),
        }
    }
}

fn webp(encoder: Encoder<'_>, edge: u32, how: &Encoding) -> Result<Vec<u8>, MediaError> {
    if edge > WEBP_MAX_EDGE {
        return Err(MediaError::too_large("WebP ends at 16,383 pixels an edge."));
    }
    let settings = EncoderConfig::new().quality(f32::from(how.quality.clamp(1, 100))).method(how.effort.min(6));
    let until = Until(how.until);
    encoder.config(settings).encode(&until).map_err(|_| match until.check() {
        Err(_) => MediaError::TimedOut,
        Ok(()) => failed(),
    })
}

fn failed() -> MediaError {
    MediaError::damaged("the preview could not be written.")
}
