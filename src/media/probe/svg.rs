//! The size an SVG drawing states, read from its first element.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::MediaError;
use crate::probe::size::Probe;

const MIME: &str = "image/svg+xml";
/// Used where a drawing states no size of its own.
const DEFAULT_EDGE: f32 = 100.0;

/// The size the drawing states, in CSS pixels rounded up; never fails for a missing size.
pub fn declared_size(bytes: &[u8]) -> Result<Probe, MediaError> {
    let text = text_of(bytes)?;
    let mut reader = Reader::from_str(text);
    let attribute = loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                let find = |name: &[u8]| {
                    let found = start
                        .attributes()
                        .with_checks(false)
                        .flatten()
                        .find(|attribute| attribute.key.as_ref() == name);
                    found.map(|attribute| String::from_utf8_lossy(&attribute.value).into_owned())
                };
                break [find(b"width"), find(b"height"), find(b"viewBox")];
            }
            Ok(Event::Eof) | Err(_) => {
                return Err(MediaError::damaged("it is not well-formed XML."));
            }
            Ok(_) => {}
        }
    };
    let [width, height, view_box] = attribute;
    let view: Vec<f32> =
        view_box.unwrap_or_default().split([' ', ',', '\t', '\n', '\r']).filter_map(|part| part.parse().ok()).collect();
    let edge = |stated: Option<String>, index: usize| {
        let stated = stated.as_deref().and_then(length).or_else(|| view.get(index).copied());
        stated.unwrap_or(DEFAULT_EDGE).clamp(1.0, u32::MAX as f32).ceil() as u32
    };
    Ok(Probe {
        width: edge(width, 2),
        height: edge(height, 3),
        orientation: 1,
        pages: 1,
        has_alpha: true,
        animated: false,
    })
}

/// A CSS length in pixels; percentages and relative units say nothing without a page.
fn length(text: &str) -> Option<f32> {
    let text = text.trim();
    let split = text.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(text.len());
    let number: f32 = text[..split].trim().parse().ok()?;
    let factor = match &text[split..] {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        _ => return None,
    };
    Some(number * factor)
}

/// The drawing as text, without a byte order mark; other encodings than UTF-8 are not read.
pub fn text_of(bytes: &[u8]) -> Result<&str, MediaError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|_| {
        MediaError::unsupported(MIME, "No preview for SVG that is not written in UTF-8 yet; the original is kept.")
    })
}
