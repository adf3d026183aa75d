//! What a file is, told from its content alone, and how large its picture says it is. Allocates nothing in proportion to the picture.

mod headers;
pub mod kind;
mod magic;
pub mod size;
pub(crate) mod svg;

use crate::MediaError;

use kind::Sniffed;
use size::Probe;

/// What the first bytes say the file is. Give at least 4 kB, better 64 kB.
///
/// HTML is never a picture, whatever it is called. `file_name` only tells kinds of inert plain text
/// apart (CSV, Markdown, JSON); unknown content is `application/octet-stream`.
pub fn sniff(head: &[u8], file_name: Option<&str>) -> Sniffed {
    magic::sniff(head, file_name)
}

/// Reads the declared size from the header of a JPEG, PNG, GIF, WebP, TIFF, BMP, PSD or SVG.
///
/// Errors: `Unsupported` for other formats, `Damaged` when the header makes no sense.
pub fn dimensions(bytes: &[u8], mime: &str) -> Result<Probe, MediaError> {
    headers::dimensions(bytes, mime)
}
