//! What looks the same, on pictures made here: what a look leaves out, how it turns, and what its print leads to.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::encoded;
use crate::hash::{self, LOOK_BYTES, LOOKS_THE_SAME, Look, NEAR_PIECES, ORIENTATIONS, PIECES, Turned};

/// A number of 0 to 255 for each field of 40 pixels, as if by chance.
fn field(seed: u32, x: u32, y: u32) -> u32 {
    let mixed = (seed * 1_024 + x / 40 * 32 + y / 40).wrapping_mul(2_654_435_761);
    (mixed ^ (mixed >> 15)).wrapping_mul(2_246_822_519) >> 24
}

/// Fields of different brightness, none of them like its neighbors.
fn scene(seed: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(320, 240, |x, y| {
        let field = field(seed, x, y);
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
    let bands =
        RgbImage::from_fn(120, 120, |_, y| Rgb([[255, 30, 30], [255, 255, 255], [20, 40, 200]][y as usize / 40]));
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
    assert!(is_same(&in_red.adjust_contrast(-20.0)));
    // The same shirt in another color: red and green in each other's place, at the same brightness.
    let shirt = |hue: [f32; 3]| {
        let light = 0.299 * hue[0] + 0.587 * hue[1] + 0.114 * hue[2];
        DynamicImage::ImageRgb8(RgbImage::from_fn(320, 240, |x, y| {
            Rgb(hue.map(|part| (part / light * (20.0 + field(8, x, y) as f32 / 4.0)) as u8))
        }))
    };
    let one = look(&shirt([0.9, 0.4, 0.4])).unwrap();
    let other = look(&shirt([0.4, 0.4, 0.9])).unwrap();
    assert!(one.difference(&other) > LOOKS_THE_SAME);
    assert!(one.difference(&look(&shirt([0.8, 0.45, 0.45])).unwrap()) <= LOOKS_THE_SAME, "the same, paler");
}

/// Letters of three by five fields, row by row.
const LETTERS: [u16; 8] = [
    0b010_101_111_101_101,
    0b110_101_110_101_110,
    0b011_100_100_100_011,
    0b111_100_110_100_111,
    0b101_101_111_101_101,
    0b100_100_100_100_111,
    0b111_010_010_010_010,
    0b101_101_010_101_101,
];

/// Whether there is ink where a word of six letters is written `size` pixels a field, its corner at 0, 0.
fn is_ink(word: [usize; 6], size: i32, (x, y): (i32, i32)) -> bool {
    if x < 0 || y < 0 || y >= 5 * size {
        return false;
    }
    let (column, row) = (x / size, y / size);
    let (letter, column) = ((column / 4) as usize, column % 4);
    letter < word.len() && column < 3 && (LETTERS[word[letter]] >> (14 - (row * 3 + column))) & 1 == 1
}

fn words() -> Vec<[usize; 6]> {
    let mut state = 11_usize;
    let mut letter = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) % LETTERS.len()
    };
    (0..12).map(|_| std::array::from_fn(|_| letter())).collect()
}

/// Word marks, and badges with a word, twelve of each.
fn signs() -> [(&'static str, Vec<DynamicImage>); 2] {
    let drawn = |size: (u32, u32), color: &dyn Fn([usize; 6], i32, i32) -> [u8; 3]| {
        let picture = |word| {
            DynamicImage::ImageRgb8(RgbImage::from_fn(size.0, size.1, |x, y| Rgb(color(word, x as i32, y as i32))))
        };
        words().into_iter().map(picture).collect::<Vec<_>>()
    };
    let mark = |word, x, y| if is_ink(word, 18, (x - 24, y - 45)) { [20; 3] } else { [255; 3] };
    let badge = |word, x: i32, y: i32| match (
        is_ink(word, 14, (x - 80, y - 55)),
        (40..440).contains(&x) && (30..150).contains(&y),
    ) {
        (true, _) => [250; 3],
        (false, true) => [20, 60, 140],
        (false, false) => [255; 3],
    };
    [("word marks", drawn((480, 180), &mark)), ("badges", drawn((480, 180), &badge))]
}

#[test]
fn signs_that_share_an_outline_are_not_told() {
    for (kind, pictures) in signs() {
        let looks: Vec<Look> = pictures.iter().filter_map(look).collect();
        assert!(looks.len() > 8, "{kind}: only {} show enough", looks.len());
        for (index, one) in looks.iter().enumerate() {
            for other in &looks[..index] {
                let compared = Turned::of(one).compare(other);
                assert!(compared.is_none_or(|(difference, _)| difference > LOOKS_THE_SAME), "{kind}: {compared:?}");
            }
        }
    }
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
