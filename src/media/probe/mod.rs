//! What a file is, told from its content alone, and how large its picture says it is. Allocates nothing in proportion to the picture.

mod headers;
mod magic;

use serde::{Deserialize, Serialize};

use crate::MediaError;

/// The broad kind of a file, which decides how it is shown and searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Image,
    Vector,
    Video,
    Audio,
    Document,
    Font,
    Archive,
    Other,
}

/// What the first bytes of a file say it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sniffed {
    pub mime: String,
    pub kind: Kind,
    /// Without a dot; empty when unknown.
    pub extension: &'static str,
}

/// What a picture's header declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// Pixels, after `orientation` has been applied: what a viewer sees.
    pub width: u32,
    pub height: u32,
    /// Exif value 1 to 8; illegal values read as 1.
    pub orientation: u8,
    /// Pages of a TIFF, frames of an animation where they can be counted cheaply, else 1.
    pub pages: u32,
    pub has_alpha: bool,
    pub animated: bool,
}

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
