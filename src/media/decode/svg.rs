//! Draws SVG without letting it reach out or run away: no files, no network, no scripts, no system fonts, bounded work.
//!
//! Parsing and drawing happen on a thread of their own: its stack is large enough for the nesting allowed, and the
//! caller gets its answer at the deadline even if the drawing is slow.

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
use crate::decode::{svg_structure, svg_weight};
use crate::limits::Limits;
use crate::probe;
use crate::probe::svg::{declared_size, text_of};

const MAX_DEPTH: usize = 256;
const MAX_ELEMENTS: usize = 200_000;
/// Elements after every reference (`use`, pattern, mask, marker) has been followed.
const MAX_EXPANDED: u64 = 1_000_000;
/// Drawing cannot be called off, so what would take longer than there is time is not begun.
const STEPS_A_SECOND: f64 = 3e8;
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Draws with a transparent background so that the long side is `edge` pixels.
///
/// Errors: `TooLarge` for absurd declared sizes and for drawings that multiply themselves, `Damaged`, `TimedOut`.
pub fn draw(bytes: &[u8], edge: u32, limits: &Limits, left: Duration) -> Result<DynamicImage, MediaError> {
    declared_size(bytes)?.check_size(limits.max_pixels)?;
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
    let expanded = svg_structure::expanded(&document);
    if expanded.is_too_deep() {
        return Err(MediaError::too_large("its elements build on each other too deeply."));
    }
    if expanded.elements > MAX_EXPANDED {
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
    let weight = svg_weight::weigh(&tree, scale, (width, height));
    if weight.bytes > limits.max_bytes as f64 {
        return Err(MediaError::too_large("its layers would not fit into the memory allowed."));
    }
    if weight.steps > limits.deadline.as_secs_f64() * STEPS_A_SECOND {
        return Err(MediaError::too_large("its effects would take longer than is allowed."));
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
        declared.check_size(limits.max_pixels.min(40_000_000)).ok()?;
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
