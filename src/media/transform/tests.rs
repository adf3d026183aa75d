//! The grammar, the geometry and the pixels of wishes, on pictures made here.
#![allow(clippy::unwrap_used)]

use std::io::Cursor;
use std::time::Duration;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::draw::{Level, opens};
use super::{Bounds, Placed, Transform, TransformError};
use crate::MediaError;
use crate::limits::Limits;

const BOUNDS: Bounds = Bounds { edge: 1000 };

fn placed(wish: &str, width: u32, height: u32) -> Result<Placed, TransformError> {
    Transform::parse(wish)?.place(width, height, BOUNDS)
}

fn box_of(region: &str, size: &str) -> Option<[u32; 6]> {
    let placed = placed(&format!("{region}/{size}/0/default.jpg"), 400, 200).ok()?;
    Some([placed.x, placed.y, placed.region_width, placed.region_height, placed.width, placed.height])
}

#[test]
fn a_region_is_cut_at_the_edge_and_refused_beyond_it() {
    for (region, expected) in [
        ("full", Some([0, 0, 400, 200])),
        ("square", Some([100, 0, 200, 200])),
        ("10,20,30,40", Some([10, 20, 30, 40])),
        ("390,190,100,100", Some([390, 190, 10, 10])),
        ("pct:25,50,25,25", Some([100, 100, 100, 50])),
        ("pct:0,0,200,200", Some([0, 0, 400, 200])),
        ("400,0,10,10", None),
        ("0,0,0,10", None),
        ("pct:0,0,0.01,10", None),
        ("-1,0,10,10", None),
        ("1,2,3", None),
        ("1,2,3,4,5", None),
        ("999999999999999999,0,1,1", None),
        ("pct:1e1,0,10,10", None),
        ("pct:NaN,0,10,10", None),
        ("", None),
    ] {
        assert_eq!(box_of(region, "max").map(|all| [all[0], all[1], all[2], all[3]]), expected, "{region}");
    }
}

#[test]
fn a_size_larger_than_the_region_needs_the_caret_and_stays_inside_the_bounds() {
    for (size, expected) in [
        ("max", Some([400, 200])),
        ("^max", Some([1000, 500])),
        ("100,", Some([100, 50])),
        (",100", Some([200, 100])),
        ("pct:50", Some([200, 100])),
        ("30,70", Some([30, 70])),
        ("!100,100", Some([100, 50])),
        ("!900,900", Some([400, 200])),
        ("^!900,900", Some([900, 450])),
        ("^800,", Some([800, 400])),
        ("^pct:200", Some([800, 400])),
        ("^!2000,3000", Some([1000, 500])),
        ("401,", None),
        ("pct:101", None),
        ("^1001,", None),
        ("^1,99999999999999999", None),
        ("0,", None),
        ("0,10", None),
        ("!0,10", None),
        ("!10,", None),
        ("pct:0", None),
        (",", None),
        ("full", None),
        ("10", None),
        ("+10,", None),
        ("^^10,", None),
    ] {
        assert_eq!(box_of("full", size).map(|all| [all[4], all[5]]), expected, "{size}");
    }
}

#[test]
fn what_is_understood_but_not_done_is_told_apart_from_nonsense() {
    for (wish, done) in [
        ("full/max/22.5/default.jpg", false),
        ("full/max/0/default.tif", false),
        ("full/max/361/default.jpg", true),
        ("full/max/x/default.jpg", true),
        ("full/max/0/native.jpg", true),
        ("full/max/0/default.exe", true),
        ("full/max/0/default", true),
        ("full/max/0", true),
        ("full/max/0/default.jpg/x", true),
    ] {
        let error = placed(wish, 10, 10).unwrap_err();
        assert_eq!(matches!(error, TransformError::Malformed(_)), done, "{wish}: {error}");
    }
}

#[test]
fn the_same_picture_has_one_canonical_address() {
    for (wish, expected) in [
        ("0,0,400,200/400,200/0/color.jpg", "full/max/0/default.jpg"),
        ("pct:0,0,100,100/pct:100/360/default.jpg", "full/max/0/default.jpg"),
        ("square/!50,50/!90.0/gray.png", "100,0,200,200/50,50/!90/gray.png"),
        ("full/^800,/0/bitonal.webp", "full/^800,400/0/bitonal.webp"),
        ("full/^max/0/default.jpg", "full/^max/0/default.jpg"),
    ] {
        let canonical = placed(wish, 400, 200).unwrap().canonical();
        assert_eq!(canonical, expected, "{wish}");
        assert_eq!(placed(&canonical, 400, 200).unwrap().canonical(), expected, "again");
    }
}

#[test]
fn a_tile_is_drawn_from_the_smallest_level_that_holds_it() {
    for (wish, expected) in [
        ("full/max/0/default.jpg", 0),
        ("0,0,400,200/200,/0/default.jpg", 1),
        ("0,0,399,199/200,100/0/default.jpg", 1),
        ("full/100,/0/default.jpg", 2),
        ("full/101,/0/default.jpg", 1),
        ("full/150,/0/default.jpg", 1),
        ("full/^800,/0/default.jpg", 0),
    ] {
        let halvings = placed(wish, 400, 200).unwrap().halvings((400, 200), (400, 200));
        // What is wanted larger than it is comes from the picture itself.
        assert_eq!(halvings.unwrap_or(0), expected, "{wish}");
    }
}

#[test]
fn a_smaller_copy_serves_only_what_it_holds() {
    for (wish, expected) in [
        ("full/200,/0/default.jpg", Some(0)),
        ("full/100,/0/default.jpg", Some(1)),
        ("full/201,/0/default.jpg", None),
        ("0,0,100,100/50,50/0/default.jpg", Some(0)),
        ("0,0,100,100/100,100/0/default.jpg", None),
    ] {
        assert_eq!(placed(wish, 400, 200).unwrap().halvings((200, 100), (400, 200)), expected, "{wish}");
    }
}

/// Red on the left, blue on the right, and a green corner at the top left.
fn flag(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        match (x < width / 4 && y < height / 4, x < width / 2) {
            (true, _) => Rgb([0, 200, 0]),
            (false, true) => Rgb([200, 0, 0]),
            (false, false) => Rgb([0, 0, 200]),
        }
    }))
}

fn drawn(level: &Level, full: (u32, u32), wish: &str) -> RgbImage {
    let placed = Transform::parse(wish).unwrap().place(full.0, full.1, BOUNDS).unwrap();
    image::load_from_memory(&level.draw(full, &placed).unwrap()).unwrap().to_rgb8()
}

#[test]
fn turning_mirroring_and_cutting_put_each_corner_where_it_belongs() {
    let picture = Level::from(flag(400, 200));
    let is_green = |image: &RgbImage, x: u32, y: u32| {
        let apart = image.get_pixel(x, y).0.iter().zip([0, 200, 0]).map(|(one, other)| one.abs_diff(other)).max();
        apart <= Some(2)
    };
    for (wish, size, corner) in [
        ("full/max/0/default.png", (400, 200), (5, 5)),
        ("full/max/90/default.png", (200, 400), (194, 5)),
        ("full/max/180/default.png", (400, 200), (394, 194)),
        ("full/max/270/default.png", (200, 400), (5, 394)),
        ("full/max/!0/default.png", (400, 200), (394, 5)),
        ("full/max/!90/default.png", (200, 400), (194, 394)),
        ("50,25,100,100/max/0/default.png", (100, 100), (5, 5)),
        ("full/40,20/0/default.png", (40, 20), (2, 2)),
    ] {
        let made = drawn(&picture, (400, 200), wish);
        assert_eq!(made.dimensions(), size, "{wish}");
        assert!(is_green(&made, corner.0, corner.1), "{wish}: {:?}", made.get_pixel(corner.0, corner.1));
        let elsewhere = (size.0 - 1 - corner.0, size.1 - 1 - corner.1);
        assert!(!is_green(&made, elsewhere.0, elsewhere.1), "{wish}");
    }
}

#[test]
fn a_tile_from_a_half_shows_what_the_whole_shows() {
    let (whole, full) = (Level::from(flag(400, 200)), (400, 200));
    let half = whole.half().unwrap();
    assert_eq!(half.size(), (200, 100));
    for wish in ["200,100,128,100/64,50/0/default.png", "101,51,99,99/50,50/0/default.png", "full/200,/0/default.png"] {
        let (one, other) = (drawn(&whole, full, wish), drawn(&half, full, wish));
        assert_eq!(one.dimensions(), other.dimensions(), "{wish}");
        let apart = one.pixels().zip(other.pixels()).map(|(a, b)| u64::from(a.0[0].abs_diff(b.0[0]))).sum::<u64>();
        assert!(apart / u64::from(one.width() * one.height()) < 4, "{wish}: {apart}");
    }
}

#[test]
fn gray_has_no_color_and_bitonal_has_two_tones() {
    let picture = Level::from(flag(40, 20));
    let gray = drawn(&picture, (40, 20), "full/max/0/gray.png");
    assert!(gray.pixels().all(|pixel| pixel.0[0] == pixel.0[1] && pixel.0[1] == pixel.0[2]));
    assert!(gray.pixels().any(|pixel| (1..255).contains(&pixel.0[0])));
    let bitonal = drawn(&picture, (40, 20), "full/max/0/bitonal.png");
    assert!(bitonal.pixels().all(|pixel| [0, 255].contains(&pixel.0[0])));
    let clear = Level::from(DynamicImage::ImageRgba8(RgbaImage::from_pixel(4, 4, Rgba([9, 9, 9, 0]))));
    let placed = Transform::parse("full/max/0/gray.png").unwrap().place(4, 4, BOUNDS).unwrap();
    let made = image::load_from_memory(&clear.draw((4, 4), &placed).unwrap()).unwrap();
    assert_eq!(made.to_rgba8().get_pixel(0, 0).0[3], 0, "what was clear stays clear");
}

#[test]
fn opening_refuses_by_the_header_and_survives_nonsense() {
    let mut png = Cursor::new(Vec::new());
    flag(64, 64).write_to(&mut png, ImageFormat::Png).unwrap();
    let png = png.into_inner();
    let limits = |max_pixels| Limits::new(max_pixels, 1 << 24, Duration::from_secs(5));
    assert_eq!(Level::open(&png, "image/png", &limits(5000)).unwrap().size(), (64, 64));
    assert!(matches!(Level::open(&png, "image/png", &limits(4000)), Err(MediaError::TooLarge { .. })));
    assert!(Level::open(&png[..80], "image/png", &limits(5000)).is_err());
    assert!(Level::open(b"<svg/>", "image/svg+xml", &limits(5000)).is_err());
    assert!(!opens("image/svg+xml") && opens("image/tiff"));
}
