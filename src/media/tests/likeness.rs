//! What looks the same, on pictures made here: what a look leaves out, how it turns, and what its print leads to.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::encoded;
use crate::hash::{self, LOOK_BYTES, LOOKS_THE_SAME, Look, NEAR_PIECES, ORIENTATIONS, PIECES, Turned};

/// Fields of different brightness, none of them like its neighbors.
fn scene(seed: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(320, 240, |x, y| {
        let field = (x / 40 * 7 + y / 40 * 13 + seed).wrapping_mul(2_654_435_761) >> 24;
        Rgb([field as u8, (field / 2 + x / 8) as u8, 120])
    }))
}

pub(super) fn look(image: &DynamicImage) -> Option<Look> {
    Look::of(&encoded(image, ImageFormat::Png))
}

#[test]
fn a_rescaled_picture_looks_the_same_and_another_does_not() {
    let turned = Turned::of(&look(&scene(1)).unwrap());
    let smaller = scene(1).resize_exact(160, 120, image::imageops::FilterType::Triangle);
    let smaller = Look::of(&encoded(&smaller, ImageFormat::Jpeg)).unwrap();
    let (difference, orientation) = turned.compare(&smaller).unwrap();
    assert!(difference < 0.01 && orientation == 1, "{difference} in {orientation}");
    let other = look(&scene(2)).unwrap();
    assert!(turned.compare(&other).is_none_or(|(difference, _)| difference > 2.0 * LOOKS_THE_SAME));
    assert_eq!(Look::of(b"no picture"), None);
}

#[test]
fn a_picture_that_shows_too_little_has_no_look() {
    let plain = RgbImage::from_pixel(120, 120, Rgb([250, 250, 250]));
    let gradient = RgbImage::from_fn(120, 120, |x, y| Rgb([(x + y) as u8; 3]));
    let vignette = RgbImage::from_fn(120, 120, |x, y| {
        Rgb([230 - ((x as i32 - 60).pow(2) / 40 + (y as i32 - 60).pow(2) / 40) as u8; 3])
    });
    let bands = RgbImage::from_fn(120, 120, |_, y| Rgb([[255, 30, 30], [255, 255, 255], [20, 40, 200]][y as usize / 40]));
    // A page of text: even gray lines on white.
    let page = RgbImage::from_fn(120, 160, |x, y| {
        let is_ink = y % 8 < 2 && (8..112).contains(&x) && (8..152).contains(&y);
        Rgb([if is_ink { 90 } else { 255 }; 3])
    });
    for (name, flat) in
        [("plain", plain), ("gradient", gradient), ("vignette", vignette), ("bands", bands), ("page", page)]
    {
        assert_eq!(look(&DynamicImage::ImageRgb8(flat)), None, "{name}");
    }
}

#[test]
fn a_look_turns_as_the_picture_does() {
    let scene = scene(3);
    let upright = look(&scene).unwrap();
    let same = |index: usize, image: DynamicImage| {
        let difference = upright.turned(index).difference(&look(&image).unwrap());
        assert!(difference < 0.001, "orientation {}: {difference}", index + 1);
    };
    same(0, scene.clone());
    same(1, scene.fliph());
    same(2, scene.rotate180());
    same(3, scene.flipv());
    for image in [scene.rotate90(), scene.rotate270(), scene.rotate90().fliph(), scene.rotate270().fliph()] {
        let (difference, orientation) = Turned::of(&upright).compare(&look(&image).unwrap()).unwrap();
        assert!(difference < 0.001 && orientation > 4, "{difference} in {orientation}");
    }
}

#[test]
fn brightness_and_gray_do_not_count_and_other_colors_do() {
    let in_red = scene(4);
    let upright = look(&in_red).unwrap();
    let is_same = |image: &DynamicImage| upright.difference(&look(image).unwrap()) <= LOOKS_THE_SAME;
    assert!(is_same(&in_red.grayscale()));
    assert!(is_same(&in_red.adjust_contrast(-30.0)));
    // The same shirt in another color: red and green in each other's place, at the same brightness.
    let red = |x: u32, y: u32| (x / 40 * 7 + y / 40 * 13).wrapping_mul(2_654_435_761) >> 24;
    let shirt = |hue: [f32; 3]| {
        let light = 0.299 * hue[0] + 0.587 * hue[1] + 0.114 * hue[2];
        DynamicImage::ImageRgb8(RgbImage::from_fn(320, 240, |x, y| {
            Rgb(hue.map(|part| (part / light * (20.0 + red(x, y) as f32 / 4.0)) as u8))
        }))
    };
    let one = look(&shirt([0.9, 0.4, 0.4])).unwrap();
    let other = look(&shirt([0.4, 0.4, 0.9])).unwrap();
    assert!(one.difference(&other) > LOOKS_THE_SAME);
    assert!(one.difference(&look(&shirt([0.8, 0.45, 0.45])).unwrap()) <= LOOKS_THE_SAME, "the same, paler");
}

#[test]
fn what_is_stored_is_the_look() {
    let look = look(&scene(5)).unwrap();
    let bytes = look.to_bytes();
    assert_eq!(bytes.len(), LOOK_BYTES);
    assert_eq!(Look::from_bytes(&bytes), Some(look));
    assert_eq!(Look::from_bytes(&bytes[1..]), None);
}

#[test]
fn prints_that_differ_in_five_bits_always_share_a_piece_up_to_one_bit() {
    let print = look(&scene(6)).unwrap().print();
    let near: Vec<Vec<u32>> = (0..PIECES).map(|place| print.near(place)).collect();
    let mut state = 7_u64;
    for _ in 0..2_000 {
        let mut other = print.bits;
        while hash::distance(print.bits, other) < 5 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            other ^= 1 << ((state >> 33) % 63);
        }
        let is_found = (0..PIECES).any(|place| near[place].contains(&hash::piece(other, place)));
        assert!(is_found, "{:x} and {other:x}", print.bits);
    }
}

#[test]
fn the_values_near_a_piece_are_as_many_as_said_and_each_another() {
    for turned in Turned::of(&look(&scene(7)).unwrap()).prints {
        for place in 0..PIECES {
            let mut near = turned.near(place);
            assert!(near.contains(&turned.piece(place)));
            assert_eq!(near.len(), NEAR_PIECES);
            near.sort_unstable();
            near.dedup();
            assert_eq!(near.len(), NEAR_PIECES);
        }
    }
    assert_eq!(ORIENTATIONS, 8);
}
