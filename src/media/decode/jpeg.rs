//! JPEG, including the four-ink pictures of print shops, which ordinary decoders flatten without their profile.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;

use crate::MediaError;
use crate::container::{be16, jpeg_icc, jpeg_is_complete, jpeg_segments};
use crate::decode::decoded::{Budget, Decoded};
use crate::decode::{cmyk, raster, tiff};

pub(super) fn decode(bytes: &[u8], budget: Budget) -> Result<Decoded, MediaError> {
    // The decoder paints what is missing gray and says nothing; a half picture must not pass as whole.
    if !jpeg_is_complete(bytes) {
        return Err(MediaError::damaged("it ends before the picture is complete."));
    }
    let segments = jpeg_segments(bytes);
    let frame = segments.iter().find(|(marker, _)| matches!(marker, 0xC0..=0xC2)).map(|(_, payload)| *payload);
    if frame.and_then(|frame| frame.get(5)) == Some(&4) {
        return four_inks(bytes, frame.unwrap_or_default(), &segments, budget);
    }
    let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(|error| raster::translate(error, "image/jpeg"))?;
    let mut decoded = raster::finish(decoder, "image/jpeg", budget)?;
    decoded.icc = jpeg_icc(&segments);
    Ok(decoded)
}

/// Reads the raw inks. The JPEG decoder in use converts them to RGB on its own, but a JPEG inside a TIFF
/// is handed out as stored, so the picture is wrapped in a TIFF header of a few bytes.
fn four_inks(bytes: &[u8], frame: &[u8], segments: &[(u8, &[u8])], budget: Budget) -> Result<Decoded, MediaError> {
    let (Some(height), Some(width)) = (be16(frame, 1), be16(frame, 3)) else {
        return Err(MediaError::damaged("its header is cut off."));
    };
    let wrapped = tiff::wrap_jpeg(bytes, u32::from(width), u32::from(height));
    let mut inks = tiff::raw_samples(&wrapped, budget)?.into_rgba8().into_raw();
    let adobe = segments
        .iter()
        .find(|(marker, payload)| *marker == 0xEE && payload.starts_with(b"Adobe"))
        .map(|(_, payload)| *payload);
    if adobe.and_then(|payload| payload.get(11)) == Some(&2) {
        cmyk::ycck_to_cmyk(&mut inks);
    }
    // Adobe writes inks upside down: 255 is bare paper.
    if adobe.is_some() {
        inks.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    let image = cmyk::to_srgb(inks, u32::from(width), u32::from(height), jpeg_icc(segments).as_deref())?;
    Ok(Decoded { image, icc: None })
}
