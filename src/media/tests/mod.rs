//! The crate tested through its doors, on pictures made here; `corpus` does the same on real files.
#![allow(clippy::unwrap_used)]

mod corpus;
mod credentials;
mod crops;
mod drawings;
mod items;
mod likeness;
mod likeness_of_files;
mod memory;
mod metadata;
mod metadata_reference;
mod moving;
mod packets;
mod photoshop;
mod planes;
mod signing;
mod sniffing;

use std::cell::Cell;
use std::io::Cursor;
use std::time::Duration;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use crate::encode::Format;
use crate::limits::Limits;
use crate::pipeline::{self, Recipe, Rendered};
use crate::probe::kind::Kind;
use crate::recipe::{Fit, Focus, Motion, fitted};
use crate::{MediaError, decode, probe};

/// Time enough for a machine that does other things too; tests of speed have clocks of their own.
pub(super) fn limits() -> Limits {
    Limits::new(100_000_000, 1 << 29, Duration::from_secs(240))
}

pub(super) fn recipe(max_edge: u32, format: Format) -> Recipe {
    Recipe::new(format!("{max_edge}"), max_edge, format, 80)
}

pub(super) fn render(bytes: &[u8], mime: &str, recipe: Recipe) -> Result<Rendered, MediaError> {
    pipeline::render(bytes, mime, &[recipe], &limits(), &|| true).map(|mut made| made.remove(0))
}

pub(super) fn pixels(rendered: &Rendered) -> DynamicImage {
    image::load_from_memory(&rendered.bytes).unwrap()
}

pub(super) fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// Left half red, right half blue.
pub(super) fn two_halves(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) }
    }))
}

/// Puts an Exif block with the given orientation right after the start marker.
fn turned(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0, 0]);
    let mut out = vec![0xFF, 0xD8, 0xFF, 0xE1];
    out.extend_from_slice(&(exif.len() as u16 + 2).to_be_bytes());
    out.extend_from_slice(&exif);
    out.extend_from_slice(&jpeg[2..]);
    out
}

#[test]
fn every_raster_format_becomes_a_rendition() {
    let picture = two_halves(400, 200);
    let formats = [
        (ImageFormat::Jpeg, "image/jpeg"),
        (ImageFormat::Png, "image/png"),
        (ImageFormat::Gif, "image/gif"),
        (ImageFormat::WebP, "image/webp"),
        (ImageFormat::Tiff, "image/tiff"),
        (ImageFormat::Bmp, "image/bmp"),
    ];
    for (format, mime) in formats {
        let bytes = encoded(&picture, format);
        assert_eq!(probe::sniff(&bytes, None).mime, mime);
        let declared = probe::dimensions(&bytes, mime).unwrap();
        assert_eq!((declared.width, declared.height, declared.orientation), (400, 200, 1), "{mime}");
        let made = render(&bytes, mime, recipe(100, Format::Jpeg)).unwrap();
        assert_eq!((made.width, made.height), (100, 50), "{mime}");
        let [r, _, b] = pixels(&made).to_rgb8().get_pixel(10, 25).0;
        assert!(r > 190 && b < 60, "{mime}: the left half is {r}, {b}");
    }
}

#[test]
fn one_decode_feeds_all_sizes_in_the_order_asked_for() {
    let bytes = encoded(&two_halves(1000, 500), ImageFormat::Png);
    let recipes = [recipe(64, Format::Jpeg), recipe(512, Format::WebP), recipe(256, Format::Png)];
    let made = pipeline::render(&bytes, "image/png", &recipes, &limits(), &|| true).unwrap();
    let shape: Vec<_> =
        made.iter().map(|made| (made.recipe.as_str(), made.mime.as_str(), made.width, made.height)).collect();
    assert_eq!(shape, [("64", "image/jpeg", 64, 32), ("512", "image/webp", 512, 256), ("256", "image/png", 256, 128)]);
    for made in &made {
        let picture = pixels(made);
        assert_eq!((picture.width(), picture.height()), (made.width, made.height));
        assert_eq!(probe::sniff(&made.bytes, None).mime, made.mime);
    }
}

#[test]
fn a_small_picture_is_never_enlarged() {
    let bytes = encoded(&two_halves(40, 20), ImageFormat::Png);
    let made = render(&bytes, "image/png", recipe(2048, Format::WebP)).unwrap();
    assert_eq!((made.width, made.height), (40, 20));
    assert_eq!(fitted(10_000, 1, 100), (100, 1));
}

#[test]
fn orientation_is_applied_once_and_not_passed_on() {
    let upright = encoded(&two_halves(400, 200), ImageFormat::Jpeg);
    // Where the red half ends up, as a point in a 100 pixel rendition.
    let cases = [
        (1, 100, 50, 10, 25),
        (2, 100, 50, 90, 25),
        (3, 100, 50, 90, 25),
        (6, 50, 100, 25, 10),
        (8, 50, 100, 25, 90),
        (0, 100, 50, 10, 25),
    ];
    for (orientation, width, height, x, y) in cases {
        let bytes = turned(&upright, orientation);
        let declared = probe::dimensions(&bytes, "image/jpeg").unwrap();
        assert_eq!(declared.width > declared.height, width > height, "orientation {orientation}");
        let made = render(&bytes, "image/jpeg", recipe(100, Format::Jpeg)).unwrap();
        assert_eq!((made.width, made.height), (width, height), "orientation {orientation}");
        let [r, _, b] = pixels(&made).to_rgb8().get_pixel(x, y).0;
        assert!(r > 190 && b < 60, "orientation {orientation}: {r}, {b}");
        assert_eq!(probe::dimensions(&made.bytes, "image/jpeg").unwrap().orientation, 1);
        assert!(crate::metadata::read(&made.bytes, "image/jpeg").raw.is_empty());
    }
}

#[test]
fn transparency_is_kept_where_it_can_be_and_white_elsewhere() {
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(64, 64, Rgba([255, 0, 0, 0])));
    let bytes = encoded(&clear, ImageFormat::Png);
    assert!(probe::dimensions(&bytes, "image/png").unwrap().has_alpha);
    for format in [Format::Png, Format::WebP] {
        let made = render(&bytes, "image/png", recipe(32, format)).unwrap();
        assert_eq!(pixels(&made).to_rgba8().get_pixel(16, 16).0[3], 0, "{format:?}");
    }
    let made = render(&bytes, "image/png", recipe(32, Format::Jpeg)).unwrap();
    assert!(pixels(&made).to_rgb8().get_pixel(16, 16).0.iter().all(|channel| *channel > 250));
}

#[test]
fn a_bomb_is_refused_by_what_its_header_says() {
    let mut bytes = encoded(&two_halves(8, 8), ImageFormat::Png);
    bytes[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
    let refused = render(&bytes, "image/png", recipe(100, Format::Jpeg)).unwrap_err();
    assert!(matches!(refused, MediaError::TooLarge { .. }));
    assert!(refused.to_string().contains("65535 × 65535 pixels"), "{refused}");
    let tight = Limits { max_bytes: 100_000, ..limits() };
    let bytes = encoded(&two_halves(300, 300), ImageFormat::Png);
    let refused = pipeline::render(&bytes, "image/png", &[recipe(100, Format::Jpeg)], &tight, &|| true);
    assert!(matches!(refused, Err(MediaError::TooLarge { .. })));
}

/// A TIFF header around a four-component JPEG: one strip, "RGB" with a fourth sample.
fn wrap_jpeg(jpeg: &[u8], width: u32, height: u32) -> Vec<u8> {
    const SHORT: u16 = 3;
    const LONG: u16 = 4;
    let entries: [(u16, u16, u32, u32); 9] = [
        (256, LONG, 1, width),
        (257, LONG, 1, height),
        (258, SHORT, 4, 122),
        (259, SHORT, 1, 7),
        (262, SHORT, 1, 2),
        (273, LONG, 1, 130),
        (277, SHORT, 1, 4),
        (278, LONG, 1, height),
        (279, LONG, 1, jpeg.len() as u32),
    ];
    let mut file = Vec::with_capacity(130 + jpeg.len());
    file.extend_from_slice(b"II*\0\x08\0\0\0");
    file.extend_from_slice(&(entries.len() as u16).to_le_bytes());
    for (tag, kind, count, value) in entries {
        file.extend_from_slice(&tag.to_le_bytes());
        file.extend_from_slice(&kind.to_le_bytes());
        file.extend_from_slice(&count.to_le_bytes());
        file.extend_from_slice(&value.to_le_bytes());
    }
    file.extend_from_slice(&[0; 4]);
    for _ in 0..4 {
        file.extend_from_slice(&8u16.to_le_bytes());
    }
    file.extend_from_slice(jpeg);
    file
}

#[test]
fn a_strip_that_lies_about_its_size_is_refused() {
    let mut jpeg = encoded(&two_halves(8, 8), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0, 0xFF, 0]);
    let bytes = wrap_jpeg(&jpeg, 8, 8);
    let refused = render(&bytes, "image/tiff", recipe(100, Format::Jpeg));
    assert!(matches!(refused, Err(MediaError::TooLarge { .. })), "{refused:?}");
}

#[test]
fn a_half_picture_is_damaged_and_never_shown_as_whole() {
    for (format, mime) in
        [(ImageFormat::Jpeg, "image/jpeg"), (ImageFormat::Png, "image/png"), (ImageFormat::WebP, "image/webp")]
    {
        let noise = RgbImage::from_fn(200, 200, |x, y| Rgb([(x * y) as u8, (x * 7 + y * 13) as u8, (x ^ y) as u8]));
        let bytes = encoded(&DynamicImage::ImageRgb8(noise), format);
        let refused = render(&bytes[..bytes.len() / 2], mime, recipe(100, Format::Jpeg));
        assert!(matches!(refused, Err(MediaError::Damaged { .. })), "{mime}: {refused:?}");
    }
}

#[test]
fn no_prefix_of_a_file_makes_anything_panic() {
    for (format, mime) in [
        (ImageFormat::Jpeg, "image/jpeg"),
        (ImageFormat::Png, "image/png"),
        (ImageFormat::Gif, "image/gif"),
        (ImageFormat::Tiff, "image/tiff"),
        (ImageFormat::Bmp, "image/bmp"),
        (ImageFormat::WebP, "image/webp"),
    ] {
        let bytes = encoded(&two_halves(16, 16), format);
        for end in 0..bytes.len() {
            let _ = probe::dimensions(&bytes[..end], mime);
            let _ = probe::sniff(&bytes[..end], Some("x.jpg"));
            let _ = crate::metadata::read(&bytes[..end], mime);
        }
    }
}

#[test]
fn work_stops_when_the_checkpoint_or_the_clock_says_so() {
    let bytes = encoded(&two_halves(100, 100), ImageFormat::Png);
    let calls = Cell::new(0);
    let stop_at_third = || {
        calls.set(calls.get() + 1);
        calls.get() < 3
    };
    let recipes = [recipe(50, Format::Jpeg)];
    assert_eq!(
        pipeline::render(&bytes, "image/png", &recipes, &limits(), &stop_at_third).unwrap_err(),
        MediaError::TimedOut
    );
    assert_eq!(calls.get(), 3);
    let at_once = Limits { deadline: Duration::ZERO, ..limits() };
    assert_eq!(pipeline::render(&bytes, "image/png", &recipes, &at_once, &|| true).unwrap_err(), MediaError::TimedOut);
}

#[test]
fn formats_without_a_decoder_say_so_in_a_sentence() {
    let refused = render(b"\0\0\0\x18ftypheic", "image/heic", recipe(100, Format::Jpeg)).unwrap_err();
    assert_eq!(refused.to_string(), "No preview for HEIC yet; the original is kept.");
    let refused = decode::no_decoder("application/x-thing").to_string();
    assert_eq!(refused, "No preview for this kind of file yet; the original is kept.");
}

#[test]
fn a_recipe_hash_depends_on_every_field_and_only_on_them() {
    let base = recipe(320, Format::Jpeg);
    assert_eq!(base.hash(), base.clone().hash());
    assert_eq!(base.hash().len(), 32);
    let others = [
        Recipe { name: "other".to_owned(), ..base.clone() },
        Recipe { max_edge: 321, ..base.clone() },
        Recipe { format: Format::WebP, ..base.clone() },
        Recipe { quality: 81, ..base.clone() },
        Recipe { effort: 5, ..base.clone() },
        Recipe { fit: Fit::Cover { width: 1, height: 1, focus: Focus::CENTER }, ..base.clone() },
        Recipe { fit: Fit::Cover { width: 1, height: 1, focus: Focus { x: 1, y: 500 } }, ..base.clone() },
        Recipe { motion: Motion::Kept, ..base.clone() },
        Recipe { ground: Some([0, 0, 0]), ..base.clone() },
    ];
    assert!(others.iter().all(|other| other.hash() != base.hash()));
}

#[test]
fn the_placeholder_is_the_average_color() {
    let plain = DynamicImage::ImageRgb8(RgbImage::from_pixel(20, 20, Rgb([16, 32, 240])));
    assert_eq!(pipeline::placeholder(&encoded(&plain, ImageFormat::Png)).as_deref(), Some("#1020f0"));
    assert_eq!(pipeline::placeholder(b"no picture"), None);
}

#[test]
fn vector_art_is_drawn_at_the_size_asked_for_with_a_clear_background() {
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="10" height="10" fill="#0000ff"/><text x="1" y="5">words</text></svg>"##;
    assert_eq!(probe::sniff(svg, Some("logo.png")).kind, Kind::Vector);
    let declared = probe::dimensions(svg, "image/svg+xml").unwrap();
    assert_eq!((declared.width, declared.height), (20, 10));
    let made = render(svg, "image/svg+xml", recipe(400, Format::Png)).unwrap();
    assert_eq!((made.width, made.height), (400, 200));
    let picture = pixels(&made).to_rgba8();
    assert_eq!(picture.get_pixel(150, 150).0, [0, 0, 255, 255]);
    assert_eq!(picture.get_pixel(300, 100).0[3], 0);
}

#[test]
fn a_drawing_cannot_name_files_or_multiply_itself() {
    let outside = br#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10"><image width="10" height="10" xlink:href="/etc/hostname"/><image width="10" height="10" href="file:///etc/passwd"/></svg>"#;
    let made = render(outside, "image/svg+xml", recipe(10, Format::Png)).unwrap();
    assert!(pixels(&made).to_rgba8().pixels().all(|pixel| pixel.0[3] == 0));
    let mut bomb = String::from(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><g id="a0"><rect width="1" height="1"/></g>"#,
    );
    for level in 1..30 {
        let below = level - 1;
        bomb += &format!(r##"<g id="a{level}"><use href="#a{below}"/><use href="#a{below}"/></g>"##);
    }
    bomb += r##"<use href="#a29"/></svg>"##;
    let refused = render(bomb.as_bytes(), "image/svg+xml", recipe(10, Format::Png));
    assert!(matches!(refused, Err(MediaError::TooLarge { .. })), "{refused:?}");
    let deep =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}{}</svg>", "<g>".repeat(9_000), "</g>".repeat(9_000));
    let refused = render(deep.as_bytes(), "image/svg+xml", recipe(10, Format::Png));
    assert!(matches!(refused, Err(MediaError::TooLarge { .. })), "{refused:?}");
}
