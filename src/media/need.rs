//! How much memory the making of a file's pictures takes, told from its header before anything is allocated.

use crate::container::{Tiff, be16, jpeg_segments};
use crate::decode::jpeg::shrunk_by;
use crate::probe::size::Probe;
use crate::recipe::Plan;

/// What every run takes beside its picture: decoders, encoders and scalers have tables of their own.
pub(crate) const BASE: u64 = 4 << 20;

/// An estimate in bytes, on the high side and with the file itself, for a file of `mime` that declares `declared`.
pub(crate) fn memory(bytes: &[u8], mime: &str, declared: &Probe, plans: &[Plan]) -> u64 {
    let pixels = u64::from(declared.width) * u64::from(declared.height);
    let made: u64 = plans.iter().map(|plan| u64::from(plan.width) * u64::from(plan.height)).sum();
    let edge = plans.iter().map(|plan| plan.edge).max().unwrap_or(1);
    let source = match mime {
        "image/jpeg" => jpeg(bytes, declared, edge),
        "image/svg+xml" => 0,
        // Relabeled in a copy.
        "image/tiff" => bytes.len() as u64 + pixels * 2 * tiff(bytes),
        "image/png" => pixels * png(bytes) * 3 / 2,
        "image/vnd.adobe.photoshop" => pixels * photoshop(bytes) * 2,
        _ => pixels * 4 * 2,
    };
    // An animation keeps its canvas, the picture before and the one that is made.
    let film = if declared.animated { pixels * 12 } else { 0 };
    // Each rendition as pixels, and once more while it is written; drawings are made at the largest size in between.
    let drawing = if mime == "image/svg+xml" { u64::from(edge).saturating_pow(2).saturating_mul(8) } else { 0 };
    [bytes.len() as u64, source, film, drawing, made * 8].into_iter().fold(0, u64::saturating_add)
}

/// Scaled pixels; files in several passes keep all their coefficients meanwhile.
fn jpeg(bytes: &[u8], declared: &Probe, edge: u32) -> u64 {
    let segments = jpeg_segments(bytes);
    let frame = segments
        .iter()
        .find(|(marker, _)| matches!(marker, 0xC0..=0xC3 | 0xC5..=0xCF) && !matches!(marker, 0xC8 | 0xCC));
    let channels = frame.and_then(|(_, payload)| payload.get(5)).map_or(3, |count| u64::from(*count));
    let in_passes = frame.is_some_and(|(marker, _)| !matches!(marker, 0xC0 | 0xC1));
    let (width, height) = (u64::from(declared.width), u64::from(declared.height));
    let scale = u64::from(shrunk_by(declared.width, declared.height, bytes.len(), edge));
    let pixels = width.div_ceil(scale) * height.div_ceil(scale);
    let coefficients = if in_passes { width * height * channels * 2 } else { 0 };
    // Four inks become three colors beside them.
    pixels * if channels > 3 { channels + 3 } else { channels } + coefficients
}

/// Bytes a pixel, decoded.
fn png(bytes: &[u8]) -> u64 {
    let channels = match bytes.get(25) {
        Some(0) => 1,
        Some(4) => 2,
        Some(6) => 4,
        // A palette may have transparency.
        Some(3) => 4,
        _ => 3,
    };
    channels * if bytes.get(24) == Some(&16) { 2 } else { 1 }
}

fn tiff(bytes: &[u8]) -> u64 {
    let Some(tiff) = Tiff::first(bytes) else { return 8 };
    let bits = u64::from(tiff.number(258).unwrap_or(8).clamp(8, 64));
    let samples = u64::from(tiff.number(277).unwrap_or(1).clamp(1, 8));
    (samples * bits.div_ceil(8)).max(3)
}

fn photoshop(bytes: &[u8]) -> u64 {
    let bits = u64::from(be16(bytes, 22).unwrap_or(8)).max(8);
    let channels = u64::from(be16(bytes, 12).unwrap_or(4)).clamp(1, 4);
    (channels + 1) * bits / 8
}
