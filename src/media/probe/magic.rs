//! Magic numbers. The file name is never believed; it only tells inert text formats apart.

use crate::container::Tiff;
use crate::probe::kind::{Kind, Sniffed};

/// How much of the head is searched for words, in bytes.
const TEXT_WINDOW: usize = 64 * 1024;

pub(super) fn sniff(head: &[u8], file_name: Option<&str>) -> Sniffed {
    let (mime, kind, extension) = by_own_magic(head)
        .or_else(|| by_library(head))
        .or_else(|| by_text(head, file_name))
        .unwrap_or(("application/octet-stream", Kind::Other, ""));
    Sniffed { mime: mime.to_owned(), kind, extension }
}

type Found = (&'static str, Kind, &'static str);

fn by_own_magic(head: &[u8]) -> Option<Found> {
    let starts = |magic: &[u8]| head.starts_with(magic);
    let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    Some(match () {
        () if starts(&[0xFF, 0xD8, 0xFF]) => ("image/jpeg", Kind::Image, "jpg"),
        () if starts(b"\x89PNG\r\n\x1a\n") => ("image/png", Kind::Image, "png"),
        () if starts(b"GIF87a") || starts(b"GIF89a") => ("image/gif", Kind::Image, "gif"),
        () if starts(b"RIFF") && at(8, b"WEBP") => ("image/webp", Kind::Image, "webp"),
        () if starts(b"RIFF") && at(8, b"WAVE") => ("audio/wav", Kind::Audio, "wav"),
        () if starts(b"8BPS") => ("image/vnd.adobe.photoshop", Kind::Image, "psd"),
        () if starts(b"II*\0") || starts(b"MM\0*") => tiff_family(head),
        () if starts(b"II+\0") || starts(b"MM\0+") => ("image/tiff", Kind::Image, "tif"),
        () if starts(b"%PDF-") || pdf_after_junk(head) => ("application/pdf", Kind::Document, "pdf"),
        () if starts(b"%!PS") || starts(&[0xC5, 0xD0, 0xD3, 0xC6]) => ("application/postscript", Kind::Vector, "eps"),
        () if starts(&[0x06, 0x06, 0xED, 0xF5, 0xD8, 0x1D]) => ("application/x-indesign", Kind::Document, "indd"),
        () if starts(b"\0\0\0\x0cJXL \r\n\x87\n") || starts(&[0xFF, 0x0A]) => ("image/jxl", Kind::Image, "jxl"),
        () if starts(b"\0\0\0\x0cjP  \r\n\x87\n") || starts(&[0xFF, 0x4F, 0xFF, 0x51]) => {
            ("image/jp2", Kind::Image, "jp2")
        }
        () if at(4, b"ftyp") => iso_media(head),
        () if starts(&[0x1A, 0x45, 0xDF, 0xA3]) => matroska(head),
        () if starts(b"wOF2") => ("font/woff2", Kind::Font, "woff2"),
        () if starts(b"wOFF") => ("font/woff", Kind::Font, "woff"),
        () if starts(b"OTTO") => ("font/otf", Kind::Font, "otf"),
        () if starts(b"ttcf") => ("font/collection", Kind::Font, "ttc"),
        () if starts(b"\0\x01\0\0") && is_font(head) => ("font/ttf", Kind::Font, "ttf"),
        () if starts(b"PK\x03\x04") => zip_family(head),
        () if starts(b"{\\rtf") => ("application/rtf", Kind::Document, "rtf"),
        _ => return None,
    })
}

fn pdf_after_junk(head: &[u8]) -> bool {
    let window = &head[..head.len().min(1024)];
    !window.starts_with(b"<") && window.windows(5).any(|piece| piece == b"%PDF-")
}

fn is_font(head: &[u8]) -> bool {
    let tables = crate::container::be16(head, 4).unwrap_or(0);
    (1..100).contains(&tables) && head.get(12..16).is_some_and(|tag| tag.iter().all(|byte| (0x20..0x7F).contains(byte)))
}

/// Camera raws begin like a TIFF; what tells them apart lies in the first directory.
fn tiff_family(head: &[u8]) -> Found {
    let plain = ("image/tiff", Kind::Image, "tif");
    if head.get(8..10) == Some(b"CR") {
        return ("image/x-canon-cr2", Kind::Image, "cr2");
    }
    let Some(tiff) = Tiff::first(head) else {
        return plain;
    };
    if tiff.data(50706).is_some() {
        return ("image/x-adobe-dng", Kind::Image, "dng");
    }
    // A raw's first directory is a small preview, its sensor data hang below or carry a maker's own compression.
    let is_preview = tiff.number(254) == Some(1) && tiff.offset_of(330).is_some();
    let is_private = matches!(tiff.number(259), Some(32767 | 32769 | 34713 | 65535));
    if !is_preview && !is_private {
        return plain;
    }
    match tiff.data(271).unwrap_or_default() {
        make if make.starts_with(b"NIKON") => ("image/x-nikon-nef", Kind::Image, "nef"),
        make if make.starts_with(b"SONY") => ("image/x-sony-arw", Kind::Image, "arw"),
        // The maker's name since 2012.
        make if make.starts_with(b"PENTAX") || make.starts_with(b"RICOH IMAGING") => {
            ("image/x-pentax-pef", Kind::Image, "pef")
        }
        _ => plain,
    }
}

fn iso_media(head: &[u8]) -> Found {
    let size = crate::container::be32(head, 0).unwrap_or(0) as usize;
    let brands: Vec<&[u8]> =
        head.get(8..size.clamp(12, 256).min(head.len())).unwrap_or_default().chunks_exact(4).collect();
    let has = |brand: &[u8]| brands.contains(&brand);
    match brands.first().copied().unwrap_or_default() {
        b"avif" | b"avis" => ("image/avif", Kind::Image, "avif"),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" => ("image/heic", Kind::Image, "heic"),
        b"mif1" | b"msf1" if has(b"avif") => ("image/avif", Kind::Image, "avif"),
        b"mif1" | b"msf1" if has(b"heic") => ("image/heic", Kind::Image, "heic"),
        b"mif1" | b"msf1" => ("image/heif", Kind::Image, "heif"),
        b"crx " => ("image/x-canon-cr3", Kind::Image, "cr3"),
        b"qt  " => ("video/quicktime", Kind::Video, "mov"),
        b"M4A " | b"M4B " => ("audio/mp4", Kind::Audio, "m4a"),
        b"M4V " => ("video/x-m4v", Kind::Video, "m4v"),
        _ => ("video/mp4", Kind::Video, "mp4"),
    }
}

/// The document type stands in the first few elements of the header.
fn matroska(head: &[u8]) -> Found {
    let is_web = head[..head.len().min(96)].windows(4).any(|piece| piece == b"webm");
    if is_web { ("video/webm", Kind::Video, "webm") } else { ("video/x-matroska", Kind::Video, "mkv") }
}

/// Office files, EPUB and OpenDocument are zips; their first entries say which.
fn zip_family(head: &[u8]) -> Found {
    let window = &head[..head.len().min(TEXT_WINDOW)];
    let has = |word: &[u8]| window.windows(word.len()).any(|piece| piece == word);
    match () {
        () if has(b"mimetypeapplication/epub+zip") => ("application/epub+zip", Kind::Document, "epub"),
        () if has(b"mimetypeapplication/vnd.oasis.opendocument.text") => {
            ("application/vnd.oasis.opendocument.text", Kind::Document, "odt")
        }
        () if has(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") => {
            ("application/vnd.oasis.opendocument.spreadsheet", Kind::Document, "ods")
        }
        () if has(b"mimetypeapplication/vnd.oasis.opendocument.presentation") => {
            ("application/vnd.oasis.opendocument.presentation", Kind::Document, "odp")
        }
        () if has(b"word/document") => {
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Kind::Document, "docx")
        }
        () if has(b"xl/workbook") || has(b"xl/worksheets") => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Kind::Document, "xlsx")
        }
        () if has(b"ppt/") => {
            ("application/vnd.openxmlformats-officedocument.presentationml.presentation", Kind::Document, "pptx")
        }
        _ => by_library(head).unwrap_or(("application/zip", Kind::Archive, "zip")),
    }
}

fn by_library(head: &[u8]) -> Option<Found> {
    let found = infer::get(head)?;
    let (mime, extension) = (found.mime_type(), found.extension());
    let kind = match found.matcher_type() {
        // Its text guesses include HTML and shell scripts; those are judged by `by_text`.
        infer::MatcherType::Text => return None,
        infer::MatcherType::Image if mime == "image/vnd.dwg" => Kind::Vector,
        infer::MatcherType::Image => Kind::Image,
        infer::MatcherType::Video => Kind::Video,
        infer::MatcherType::Audio => Kind::Audio,
        infer::MatcherType::Font => Kind::Font,
        infer::MatcherType::Doc | infer::MatcherType::Book => Kind::Document,
        infer::MatcherType::Archive if mime == "application/pdf" || mime == "application/rtf" => Kind::Document,
        infer::MatcherType::Archive if mime == "application/postscript" => Kind::Vector,
        infer::MatcherType::Archive => Kind::Archive,
        _ => Kind::Other,
    };
    Some((mime, kind, extension))
}

fn by_text(head: &[u8], file_name: Option<&str>) -> Option<Found> {
    let window = &head[..head.len().min(TEXT_WINDOW)];
    let text = as_text(window)?;
    let lower = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).to_ascii_lowercase();
    if lower.starts_with('<') {
        return Some(markup(&lower));
    }
    let extension =
        file_name.and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension.to_ascii_lowercase());
    Some(match extension.as_deref() {
        Some("csv") => ("text/csv", Kind::Document, "csv"),
        Some("md") => ("text/markdown", Kind::Document, "md"),
        Some("json") if lower.starts_with(['{', '[']) => ("application/json", Kind::Document, "json"),
        _ if text.starts_with("WEBVTT") => ("text/vtt", Kind::Document, "vtt"),
        _ if lower.is_empty() => return None,
        _ => ("text/plain", Kind::Document, "txt"),
    })
}

/// UTF-8 (a character cut at the end of the window is fine) or UTF-16 with a mark; none for binary content.
fn as_text(window: &[u8]) -> Option<String> {
    let wide = |decode: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = window[2..].chunks_exact(2).map(|pair| decode([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match window {
        [0xFF, 0xFE, ..] => return wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => return wide(u16::from_be_bytes),
        _ => {}
    }
    if window.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)) {
        return None;
    }
    match std::str::from_utf8(window) {
        Ok(text) => Some(text.to_owned()),
        Err(error) if error.error_len().is_none() => {
            Some(String::from_utf8_lossy(&window[..error.valid_up_to()]).into_owned())
        }
        // Older text is in an 8-bit code page; the markup in it is ASCII all the same.
        Err(_) => Some(window.iter().map(|byte| char::from(*byte)).collect()),
    }
}

fn markup(lower: &str) -> Found {
    match root_name(lower).as_str() {
        "svg" => ("image/svg+xml", Kind::Vector, "svg"),
        name if name.ends_with(":svg") => ("image/svg+xml", Kind::Vector, "svg"),
        "html" | "head" | "body" | "script" | "iframe" | "div" | "p" | "a" | "img" | "table" | "title" | "meta"
        | "style" => ("text/html", Kind::Document, "html"),
        "x:xmpmeta" | "rdf:rdf" => ("application/rdf+xml", Kind::Document, "xmp"),
        _ if lower.starts_with("<!doctype html") => ("text/html", Kind::Document, "html"),
        _ if lower.starts_with("<?xml")
            || lower.starts_with("<!doctype")
            || lower.contains("</")
            || lower.contains("/>") =>
        {
            ("application/xml", Kind::Document, "xml")
        }
        _ => ("text/plain", Kind::Document, "txt"),
    }
}

/// The name of the first element after declarations, comments and a document type with its internal subset.
fn root_name(text: &str) -> String {
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        let skip = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("<?") {
            rest.find("?>").map(|end| end + 2)
        } else if rest.starts_with("<!doctype") {
            let close = rest.find('>');
            let subset = rest.find('[').filter(|open| close.is_some_and(|close| *open < close));
            match subset {
                Some(_) => rest.find("]>").or_else(|| rest.find(']')).map(|end| end + 1),
                None => close.map(|end| end + 1),
            }
        } else {
            let name = &rest[1..];
            let end = name.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(name.len());
            return name[..end].to_owned();
        };
        match skip {
            Some(skip) => rest = &rest[skip..],
            None => break,
        }
    }
    String::new()
}
