//! Draws SVG without letting it reach out or run away: no files, no network, no scripts, no system fonts, bounded work.
//!
//! Parsing and drawing happen on a thread of their own: its stack is large enough for the nesting allowed, and the
//! caller gets its answer at the deadline even if the drawing is slow.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use image::{DynamicImage, RgbaImage};
use quick_xml::Reader;
use quick_xml::events::Event;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, ImageHrefResolver, ImageKind, Options, Tree, roxmltree};

use crate::MediaError;
use crate::pipeline::{Limits, check_size};
use crate::probe::{self, Probe};

const MIME: &str = "image/svg+xml";
const MAX_DEPTH: usize = 256;
const MAX_ELEMENTS: usize = 200_000;
/// Elements after every reference (`use`, pattern, mask, marker) has been followed.
const MAX_EXPANDED: u64 = 1_000_000;
const STACK_BYTES: usize = 64 * 1024 * 1024;
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

/// Draws with a transparent background so that the long side is `edge` pixels.
///
/// Errors: `TooLarge` for absurd declared sizes and for drawings that multiply themselves, `Damaged`, `TimedOut`.
pub fn draw(bytes: &[u8], edge: u32, limits: &Limits, left: Duration) -> Result<DynamicImage, MediaError> {
    check_size(&declared_size(bytes)?, limits.max_pixels)?;
    let text = text_of(bytes)?.to_owned();
    check_structure(&text)?;
    let limits = *limits;
    let (sender, receiver) = channel();
    let work = move || {
        let drawn = catch_unwind(AssertUnwindSafe(|| parse_and_draw(&text, edge, limits)));
        // The receiver is gone when the deadline has passed; then nobody wants the picture.
        let _ = sender.send(drawn.unwrap_or_else(|_| Err(MediaError::damaged("drawing it failed."))));
    };
    let spawned = std::thread::Builder::new().name("svg".to_owned()).stack_size(STACK_BYTES).spawn(work);
    if spawned.is_err() {
        return Err(MediaError::TimedOut);
    }
    receiver.recv_timeout(left).unwrap_or_else(|error| match error {
        RecvTimeoutError::Timeout => Err(MediaError::TimedOut),
        RecvTimeoutError::Disconnected => Err(MediaError::damaged("drawing it failed.")),
    })
}

fn text_of(bytes: &[u8]) -> Result<&str, MediaError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|_| {
        MediaError::unsupported(MIME, "No preview for SVG that is not written in UTF-8 yet; the original is kept.")
    })
}

/// Nesting and number of elements, before a parser that recurses sees them. Entities that carry markup could hide both.
fn check_structure(text: &str) -> Result<(), MediaError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut depth, mut elements) = (0usize, 0usize);
    loop {
        match reader.read_event().map_err(|_| MediaError::damaged("it is not well-formed XML."))? {
            Event::Start(_) => (depth, elements) = (depth + 1, elements + 1),
            Event::Empty(_) => elements += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::DocType(doctype) => {
                let subset = String::from_utf8_lossy(&doctype).into_owned();
                if subset
                    .split("<!ENTITY")
                    .skip(1)
                    .any(|entity| entity.contains('&') || entity.matches('<').count() > entity.matches("<!").count())
                {
                    return Err(MediaError::damaged("it defines entities that build on each other."));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(MediaError::too_large("its elements are nested too deeply."));
        }
        if elements > MAX_ELEMENTS {
            return Err(MediaError::too_large("it has too many elements."));
        }
    }
}

fn parse_and_draw(text: &str, edge: u32, limits: Limits) -> Result<DynamicImage, MediaError> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 2_000_000, entity_resolver: None };
    let document = roxmltree::Document::parse_with_options(text, options)
        .map_err(|_| MediaError::damaged("it is not well-formed XML."))?;
    if expanded_size(&document) > MAX_EXPANDED {
        return Err(MediaError::too_large("its elements repeat each other too often."));
    }
    let tree = Tree::from_xmltree(&document, &sealed_options(limits)).map_err(|error| match error {
        usvg::Error::InvalidSize => MediaError::damaged("it says that it has no width or no height."),
        _ => MediaError::damaged("it is not a drawing that can be read."),
    })?;
    let size = tree.size();
    let scale = edge as f32 / size.width().max(size.height());
    let (width, height) =
        ((size.width() * scale).round().max(1.0) as u32, (size.height() * scale).round().max(1.0) as u32);
    if u64::from(width) * u64::from(height) * 4 > limits.max_bytes {
        return Err(MediaError::too_large("its pixels would not fit into the memory allowed."));
    }
    let Some(mut canvas) = Pixmap::new(width, height) else {
        return Err(MediaError::too_large("its pixels would not fit into the memory allowed."));
    };
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut canvas.as_mut());
    let pixels = canvas.pixels().iter().flat_map(|pixel| {
        let plain = pixel.demultiply();
        [plain.red(), plain.green(), plain.blue(), plain.alpha()]
    });
    RgbaImage::from_raw(width, height, pixels.collect())
        .map(DynamicImage::ImageRgba8)
        .ok_or_else(|| MediaError::damaged("drawing it failed."))
}

/// Nothing outside the file itself can be named. Pictures inside it are checked like uploads; drawings inside it are left out,
/// because they would escape the checks made on the outer one.
fn sealed_options(limits: Limits) -> Options<'static> {
    let resolve_data = move |_: &str, data: Arc<Vec<u8>>, _: &Options<'_>| {
        let sniffed = probe::sniff(&data, None);
        let declared = probe::dimensions(&data, &sniffed.mime).ok()?;
        check_size(&declared, limits.max_pixels.min(40_000_000)).ok()?;
        match sniffed.mime.as_str() {
            "image/jpeg" => Some(ImageKind::JPEG(data)),
            "image/png" => Some(ImageKind::PNG(data)),
            "image/gif" => Some(ImageKind::GIF(data)),
            "image/webp" => Some(ImageKind::WEBP(data)),
            _ => None,
        }
    };
    Options {
        resources_dir: None,
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(resolve_data),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// How many elements there are once all references are followed. References that go in circles count once; the drawing
/// library breaks those by itself.
fn expanded_size(document: &roxmltree::Document<'_>) -> u64 {
    let by_id: HashMap<&str, roxmltree::Node<'_, '_>> =
        document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let mut known = HashMap::new();
    cost(document.root(), &by_id, &mut known)
}

type Ids<'a, 'input> = HashMap<&'a str, roxmltree::Node<'a, 'input>>;

fn cost<'a>(node: roxmltree::Node<'a, '_>, by_id: &Ids<'a, '_>, known: &mut HashMap<roxmltree::NodeId, u64>) -> u64 {
    if let Some(total) = known.get(&node.id()) {
        return *total;
    }
    known.insert(node.id(), 1);
    let mut total: u64 = 1;
    for child in node.children().filter(roxmltree::Node::is_element) {
        total = total.saturating_add(cost(child, by_id, known));
    }
    for attribute in node.attributes() {
        for target in references(attribute.value()).filter_map(|id| by_id.get(id)) {
            total = total.saturating_add(cost(*target, by_id, known));
        }
    }
    known.insert(node.id(), total);
    total
}

/// The ids an attribute names: `#id` on its own, or any number of `url(#id)`.
fn references(value: &str) -> impl Iterator<Item = &str> {
    let whole = value.trim().strip_prefix('#').into_iter();
    let inside = value.split("url(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']).strip_prefix('#')?;
        rest.split([')', '"', '\'', ' ']).next()
    });
    whole.chain(inside)
}
