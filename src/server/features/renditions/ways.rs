//! Which way a file is looked at: drawn here, or by a child program. Decided from its type alone, without I/O.

/// How a version's picture is made. What is drawn here goes through `media`; the others make a stand-in first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Drawn in this process; what it does not know of the format is tried by libvips when `or_outside`.
    Here { or_outside: bool },
    /// libvips turns it upright and into sRGB; then FFmpeg's reader where one is named, for sequences.
    Outside { or_frame: Option<&'static str> },
    /// The preview that the camera put into the file.
    Raw,
    /// Page one of a PDF.
    Paper,
    /// LibreOffice makes a PDF of it.
    Office,
    /// A frame; FFmpeg's reader of it is named.
    Film(&'static str),
    /// A waveform; FFmpeg's reader of it is named.
    Sound(&'static str),
    /// Kept without preview, and said so.
    Nothing,
}

/// The way of a media type.
pub fn way(mime: &str) -> Way {
    match mime {
        "image/jpeg" | "image/png" | "image/gif" | "image/webp" | "image/bmp" | "image/svg+xml" => {
            Way::Here { or_outside: false }
        }
        "image/tiff" | "image/vnd.adobe.photoshop" => Way::Here { or_outside: true },
        "image/avif" | "image/heic" => Way::Outside { or_frame: media::tool::demuxer(mime) },
        "image/heif" | "image/jxl" | "image/jp2" => Way::Outside { or_frame: None },
        "image/x-canon-cr2" | "image/x-canon-cr3" | "image/x-adobe-dng" | "image/x-nikon-nef" | "image/x-sony-arw"
        | "image/x-pentax-pef" => Way::Raw,
        "application/pdf" => Way::Paper,
        "application/msword"
        | "application/vnd.ms-excel"
        | "application/vnd.ms-powerpoint"
        | "application/rtf"
        | "application/x-ole-storage" => Way::Office,
        _ if mime.starts_with("application/vnd.oasis.opendocument.") => Way::Office,
        _ if mime.starts_with("application/vnd.openxmlformats-officedocument.") => Way::Office,
        _ => match (mime.split('/').next(), media::tool::demuxer(mime)) {
            (Some("video"), Some(reader)) => Way::Film(reader),
            (Some("audio"), Some(reader)) => Way::Sound(reader),
            // Whatever else is a picture gets the pipeline's own word for why it is not drawn.
            (Some("image"), _) => Way::Here { or_outside: false },
            _ => Way::Nothing,
        },
    }
}
