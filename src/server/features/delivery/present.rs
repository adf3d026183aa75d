//! How stored bytes are presented so that a browser cannot run them on our origin: type, disposition, name, policy.

use actix_web::http::header::{
    CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
};

/// Whether a browser may show the bytes or must save them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    Inline,
    Attachment,
}

/// The policy of every answer with bytes: nothing is fetched, nothing runs, and no page of ours is near.
pub const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// The headers of a body of type `mime`, beside `nosniff`, which every answer has.
pub fn headers(mime: &str, wish: Disposition, file_name: &str) -> Vec<(HeaderName, HeaderValue)> {
    let (mime, disposition) = harmless(mime, wish);
    vec![
        (CONTENT_TYPE, header_value(mime, "application/octet-stream")),
        (CONTENT_DISPOSITION, header_value(&content_disposition(disposition, file_name), "attachment")),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ]
}

/// A text as a header's value; `otherwise` where it holds what no header may.
pub fn header_value(text: &str, otherwise: &'static str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(otherwise))
}

/// The type and disposition under which uploaded bytes cannot act on our origin: pictures, film and sound may show,
/// everything else is saved, and what a browser would run as a page loses its type.
///
/// A PDF is saved too: under a sandbox some browsers show nothing, and without one its forms and links act as ours.
pub fn harmless(mime: &str, wish: Disposition) -> (&str, Disposition) {
    let plain = mime.split(';').next().unwrap_or_default().trim();
    let shows = match plain.split_once('/') {
        Some(("image", kind)) => !kind.contains("svg") && !kind.contains("xml"),
        Some(("video" | "audio", _)) => true,
        _ => false,
    };
    let runs = plain.is_empty()
        || plain.starts_with("text/")
        || plain.contains("html")
        || plain.contains("javascript")
        || plain.contains("ecmascript")
        || plain.contains("wasm")
        || plain.contains("flash")
        || (plain.contains("xml") && plain != "image/svg+xml");
    match (runs, shows) {
        (true, _) => ("application/octet-stream", Disposition::Attachment),
        (false, true) => (plain, wish),
        (false, false) => (plain, Disposition::Attachment),
    }
}

/// RFC 6266 and 8187: a plain name for old readers, the real one in UTF-8. Neither holds a path, and characters that
/// hide or turn the order of letters are left out: `cod\u{202e}gpj.exe` must not read as a picture.
pub fn content_disposition(disposition: Disposition, file_name: &str) -> String {
    let kind = match disposition {
        Disposition::Inline => "inline",
        Disposition::Attachment => "attachment",
    };
    let name: String = file_name.chars().filter(|c| !hides(*c)).take(200).collect();
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let name = if name.is_empty() { "file" } else { name };
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '/' | '%' | ':') || c == ' ' { c } else { '_' })
        .collect();
    let mut encoded = String::new();
    for byte in name.replace(['/', '\\'], "_").bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

fn hides(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && !matches!(c, '\r' | '\n' | '\t'))
}
