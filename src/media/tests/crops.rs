//! Pictures cut to a shape around what matters in them.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::encode::Format;
use crate::pipeline::Recipe;
use crate::planes::Region;
use crate::recipe::{Fit, Focus};
use crate::tests::{encoded, pixels, recipe, render, turned};

/// A red, a green and a blue third, from left to right.
fn thirds(width: u32, height: u32) -> DynamicImage {
    const COLORS: [[u8; 3]; 3] = [[220, 20, 20], [20, 200, 20], [20, 20, 220]];
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| Rgb(COLORS[(x * 3 / width) as usize])))
}

fn cover(width: u32, height: u32, x: u16, y: u16, format: Format) -> Recipe {
    Recipe { fit: Fit::Cover { width, height, focus: Focus { x, y } }, ..recipe(9, format) }
}

fn strongest(picture: &DynamicImage) -> usize {
    let rgb = picture.to_rgb8();
    let middle = rgb.get_pixel(rgb.width() / 2, rgb.height() / 2).0;
    (0..3).max_by_key(|channel| middle[*channel]).unwrap()
}

#[test]
fn the_focus_stays_in_the_cut() {
    for (format, mime) in [(ImageFormat::Jpeg, "image/jpeg"), (ImageFormat::Png, "image/png")] {
        let bytes = encoded(&thirds(900, 300), format);
        for (x, wanted) in [(0, 0), (170, 0), (500, 1), (830, 2), (1000, 2)] {
            for to in [Format::Jpeg, Format::Png, Format::WebP] {
                let made = render(&bytes, mime, cover(60, 60, x, 500, to)).unwrap();
                assert_eq!((made.width, made.height), (60, 60), "{mime} {x}");
                assert_eq!(strongest(&pixels(&made)), wanted, "{mime} to {to:?} around {x}");
            }
        }
    }
}

#[test]
fn the_focus_is_in_the_upright_picture() {
    // Stored on its side: upright, red is on top.
    let bytes = turned(&encoded(&thirds(900, 300), ImageFormat::Jpeg), 6);
    for (y, wanted) in [(0, 0), (500, 1), (1000, 2)] {
        let made = render(&bytes, "image/jpeg", cover(60, 60, 500, y, Format::Png)).unwrap();
        assert_eq!(strongest(&pixels(&made)), wanted, "{y}");
    }
}

#[test]
fn a_small_picture_gives_a_smaller_cut_of_the_same_shape() {
    let plan = cover(400, 300, 500, 500, Format::Png).plan(100, 100);
    assert_eq!((plan.width, plan.height, plan.edge), (100, 75, 100));
    assert_eq!((plan.part.width, plan.part.height), (1.0, 0.75));
    let made =
        render(&encoded(&thirds(30, 30), ImageFormat::Png), "image/png", cover(400, 100, 0, 0, Format::Png)).unwrap();
    assert_eq!((made.width, made.height), (30, 8));
}

#[test]
fn a_cut_stays_inside_the_picture_whatever_the_focus() {
    for (x, y) in [(0, 0), (1000, 1000), (u16::MAX, 3), (333, 777)] {
        for (width, height) in [(1, 1), (4000, 10), (10, 4000), (333, 777), (0, 0)] {
            for picture in [(1, 1), (6000, 4000), (4000, 6000), (65_535, 2)] {
                let plan = cover(width, height, x, y, Format::Png).plan(picture.0, picture.1);
                let Region { left, top, width: across, height: down } = plan.part;
                assert!(
                    left >= 0.0 && top >= 0.0 && left + across <= 1.0 + 1e-9 && top + down <= 1.0 + 1e-9,
                    "{plan:?}"
                );
                assert!(
                    plan.width >= 1 && plan.height >= 1 && plan.width <= width.max(1) && plan.height <= height.max(1)
                );
            }
        }
    }
}
