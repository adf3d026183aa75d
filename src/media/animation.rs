//! Animations: GIF, APNG and WebP in, animated WebP out, with every picture, its time and the number of rounds.
//!
//! Each picture is written whole or as the rectangle that changed, so the count of pictures stays the same and one
//! picture at a time is in memory.

use std::io::Cursor;
use std::time::{Duration, Instant};

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::{LoopCount, Orientation};
use image::{AnimationDecoder, DynamicImage, Frames, ImageDecoder, ImageResult, RgbaImage};

use crate::color;
use crate::container::{le16, riff_chunks};
use crate::encode::{self, Encoding, Format};
use crate::limits::Limits;
use crate::probe::size::Probe;
use crate::recipe::Plan;
use crate::resize;

/// Animations with more pictures stay still: whoever wants to watch them has the original.
const MAX_FRAMES: u32 = 2_000;
/// All pictures together, at the size of the original, in pixels.
const MAX_PIXELS: u64 = 1_000_000_000;
/// The quickest effort that still looks alright; there are many pictures to write.
const EFFORT: u8 = 2;

/// The animation by the plan, as WebP. None where it cannot be kept: another format is asked for, it is too long, one of
/// its pictures is broken, or half of the time that is left is not enough; a still picture is shown then.
pub(crate) fn kept(
    bytes: &[u8],
    mime: &str,
    declared: &Probe,
    plan: &Plan,
    how: &Encoding,
    limits: &Limits,
) -> Option<Vec<u8>> {
    let pixels = u64::from(declared.width) * u64::from(declared.height) * u64::from(declared.pages);
    if how.format != Format::WebP || declared.pages > MAX_FRAMES || pixels > MAX_PIXELS {
        return None;
    }
    let left = how.until.map_or(limits.deadline, |until| until.saturating_duration_since(Instant::now()));
    let how = Encoding { until: Instant::now().checked_add(left / 2), effort: how.effort.min(EFFORT), ..*how };
    let film = open(bytes, mime, limits).ok()?;
    let turn = Orientation::from_exif(declared.orientation).unwrap_or(Orientation::NoTransforms);
    let mut writer = Writer { body: Vec::new(), last: None, how, alpha: false };
    for frame in film.frames {
        let frame = frame.ok()?;
        let time = Duration::from(frame.delay());
        let mut picture = color::to_srgb(DynamicImage::ImageRgba8(frame.into_buffer()), film.icc.as_deref());
        picture.apply_orientation(turn);
        let picture = resize::cut(&picture, plan.width, plan.height, plan.part).ok()?;
        writer.add(picture.into_rgba8(), time)?;
    }
    writer.finish(film.rounds)
}

/// The pictures, each complete, with what belongs to all of them.
struct Film<'a> {
    frames: Frames<'a>,
    icc: Option<Vec<u8>>,
    /// 0 for ever.
    rounds: u16,
}

fn open<'a>(bytes: &'a [u8], mime: &str, limits: &Limits) -> ImageResult<Film<'a>> {
    let mut allowed = image::Limits::no_limits();
    allowed.max_alloc = Some(limits.max_bytes.saturating_mul(2));
    let input = Cursor::new(bytes);
    match mime {
        "image/gif" => Ok(Film { rounds: rounds_of_gif(bytes), ..film(GifDecoder::new(input)?, allowed)? }),
        "image/webp" => film(WebPDecoder::new(input)?, allowed),
        _ => {
            let mut decoder = PngDecoder::with_limits(input, allowed)?;
            let icc = decoder.icc_profile().ok().flatten();
            let decoder = decoder.apng()?;
            Ok(Film { icc, rounds: rounds(decoder.loop_count()), frames: decoder.into_frames() })
        }
    }
}

fn film<'a, D: ImageDecoder + AnimationDecoder<'a>>(mut decoder: D, allowed: image::Limits) -> ImageResult<Film<'a>> {
    decoder.set_limits(allowed)?;
    let icc = decoder.icc_profile().ok().flatten();
    Ok(Film { icc, rounds: rounds(decoder.loop_count()), frames: decoder.into_frames() })
}

fn rounds(count: LoopCount) -> u16 {
    match count {
        LoopCount::Infinite => 0,
        LoopCount::Finite(rounds) => u16::try_from(rounds.get()).unwrap_or(u16::MAX),
    }
}

/// A GIF counts the rounds after the first, and plays once when it says nothing; the decoder does not tell that from for ever.
fn rounds_of_gif(bytes: &[u8]) -> u16 {
    const SAYS: &[u8] = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01";
    let said = bytes.windows(SAYS.len()).position(|piece| piece == SAYS);
    match said.and_then(|at| le16(bytes, at + SAYS.len())) {
        None => 1,
        Some(0) => 0,
        Some(again) => again.saturating_add(1),
    }
}

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

struct Writer {
    body: Vec<u8>,
    last: Option<RgbaImage>,
    how: Encoding,
    alpha: bool,
}

impl Writer {
    fn add(&mut self, picture: RgbaImage, time: Duration) -> Option<()> {
        let area = match &self.last {
            None => Area { left: 0, top: 0, width: picture.width(), height: picture.height() },
            Some(last) => changed(last, &picture),
        };
        let piece = image::imageops::crop_imm(&picture, area.left, area.top, area.width, area.height).to_image();
        self.alpha |= piece.pixels().any(|pixel| pixel.0[3] != 255);
        let still = encode::pixels(&DynamicImage::ImageRgba8(piece), &self.how).ok()?;
        let parts: Vec<_> =
            riff_chunks(&still).into_iter().filter(|(kind, _)| matches!(*kind, b"ALPH" | b"VP8 " | b"VP8L")).collect();
        let mut frame = Vec::with_capacity(still.len() + 16);
        for edge in [area.left / 2, area.top / 2, area.width - 1, area.height - 1] {
            frame.extend_from_slice(&edge.to_le_bytes()[..3]);
        }
        let time = u32::try_from(time.as_millis()).unwrap_or(u32::MAX).min(0xFF_FFFF);
        frame.extend_from_slice(&time.to_le_bytes()[..3]);
        // In place of what was there, and staying there.
        frame.push(0b10);
        for (kind, payload) in parts {
            chunk(&mut frame, kind, payload);
        }
        chunk(&mut self.body, b"ANMF", &frame);
        self.last = Some(picture);
        Some(())
    }

    fn finish(self, rounds: u16) -> Option<Vec<u8>> {
        let size = self.last?;
        let mut file = b"WEBP".to_vec();
        let mut head = vec![if self.alpha { 0x12 } else { 0x02 }, 0, 0, 0];
        head.extend_from_slice(&(size.width() - 1).to_le_bytes()[..3]);
        head.extend_from_slice(&(size.height() - 1).to_le_bytes()[..3]);
        chunk(&mut file, b"VP8X", &head);
        let [low, high] = rounds.to_le_bytes();
        chunk(&mut file, b"ANIM", &[0, 0, 0, 0, low, high]);
        file.extend_from_slice(&self.body);
        let mut whole = Vec::with_capacity(file.len() + 8);
        chunk(&mut whole, b"RIFF", &file);
        Some(whole)
    }
}

fn chunk(out: &mut Vec<u8>, kind: &[u8], payload: &[u8]) {
    out.extend_from_slice(kind);
    out.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    out.extend_from_slice(payload);
    if payload.len() % 2 == 1 {
        out.push(0);
    }
}

/// The smallest rectangle outside of which two pictures of one size are the same, its corner on even numbers as the format
/// demands; a corner of two by two where nothing changed, because each picture has to stand for its time.
fn changed(one: &RgbaImage, other: &RgbaImage) -> Area {
    let (width, height) = other.dimensions();
    let row = width as usize * 4;
    let differs = |y: &u32| {
        let at = *y as usize * row;
        one.as_raw()[at..at + row] != other.as_raw()[at..at + row]
    };
    let (Some(top), Some(bottom)) = ((0..height).find(differs), (0..height).rev().find(differs)) else {
        return Area { left: 0, top: 0, width: width.min(2), height: height.min(2) };
    };
    let column = |x: &u32| (top..=bottom).any(|y| one.get_pixel(*x, y) != other.get_pixel(*x, y));
    let left = (0..width).find(column).unwrap_or(0);
    let right = (0..width).rev().find(column).unwrap_or(width - 1);
    let (left, top) = (left & !1, top & !1);
    Area { left, top, width: right + 1 - left, height: bottom + 1 - top }
}
