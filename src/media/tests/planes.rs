//! JPEGs that go from file to rendition as planes: every way of storing color, odd sizes, every turn, and damage.

use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};
use moxcms::ColorProfile;
use turbojpeg::{Compressor, Image, PixelFormat, Subsamp};

use crate::MediaError;
use crate::decode::decoded::Budget;
use crate::decode::jpeg::{Picture, decode_near};
use crate::encode::Format;
use crate::pipeline::{self, Recipe};
use crate::tests::{limits, pixels, recipe, render, turned};

/// Soft colors that change in both directions, so that a plane shifted or mirrored shows.
pub(super) fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (across, down) = (x * 255 / width, y * 255 / height);
        Rgb([across as u8, down as u8, if x * 3 < width && y * 2 < height { 220 } else { 60 }])
    })
}

fn jpeg(picture: &RgbImage, subsampling: Subsamp, in_passes: bool) -> Vec<u8> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut compressor = Compressor::new().unwrap();
    compressor.set_quality(95).unwrap();
    compressor.set_subsamp(subsampling).unwrap();
    compressor.set_progressive(in_passes).unwrap();
    let picture =
        Image { pixels: picture.as_raw().as_slice(), width, pitch: width * 3, height, format: PixelFormat::RGB };
    compressor.compress_to_vec(picture).unwrap()
}

/// The mean difference of a sample, and the largest.
pub(super) fn apart(one: &RgbImage, other: &RgbImage) -> (f64, u8) {
    assert_eq!(one.dimensions(), other.dimensions());
    let each = || one.iter().zip(other.iter()).map(|(one, other)| one.abs_diff(*other));
    let sum: u64 = each().map(u64::from).sum();
    (sum as f64 / one.len() as f64, each().max().unwrap_or(0))
}

fn near(bytes: &[u8], edge: u32) -> Picture {
    decode_near(bytes, Some(edge), Budget { max_bytes: 1 << 28 }).unwrap()
}

/// With an ICC profile in a segment after the start marker.
fn with_profile(jpeg: &[u8], profile: &ColorProfile) -> Vec<u8> {
    let profile = profile.encode().unwrap();
    let mut out = vec![0xFF, 0xD8, 0xFF, 0xE2];
    out.extend_from_slice(&(profile.len() as u16 + 16).to_be_bytes());
    out.extend_from_slice(b"ICC_PROFILE\0\x01\x01");
    out.extend_from_slice(&profile);
    out.extend_from_slice(&jpeg[2..]);
    out
}

#[test]
fn every_way_of_storing_color_comes_out_the_same_at_odd_sizes() {
    for (width, height) in [(301, 203), (300, 200), (97, 64), (17, 33)] {
        let picture = scene(width, height);
        let all = DynamicImage::ImageRgb8(picture.clone());
        for subsampling in [Subsamp::None, Subsamp::Sub2x1, Subsamp::Sub2x2, Subsamp::Sub1x2] {
            for in_passes in [false, true] {
                let bytes = jpeg(&picture, subsampling, in_passes);
                assert!(matches!(near(&bytes, 4000), Picture::Planes(_)), "{subsampling:?}");
                for (edge, format) in [(4000, Format::Png), (75, Format::Png), (75, Format::Jpeg), (61, Format::WebP)] {
                    let mut recipe = recipe(edge, format);
                    recipe.quality = 95;
                    let made = render(&bytes, "image/jpeg", recipe).unwrap();
                    let wanted = all.resize_exact(made.width, made.height, FilterType::Lanczos3).into_rgb8();
                    let (mean, _) = apart(&pixels(&made).into_rgb8(), &wanted);
                    assert!(mean < 6.0, "{width} x {height} {subsampling:?} {edge} {format:?}: {mean}");
                }
            }
        }
    }
}

#[test]
fn the_decoder_hands_out_no_more_pixels_than_are_needed() {
    let bytes = jpeg(&scene(1600, 800), Subsamp::Sub2x2, false);
    let size = |edge| match near(&bytes, edge) {
        Picture::Planes(planes) => planes.size(),
        Picture::Pixels(decoded) => (decoded.image.width(), decoded.image.height()),
    };
    assert_eq!(
        [200, 201, 400, 401, 800, 801, 5000].map(size),
        [(200, 100), (400, 200), (400, 200), (800, 400), (800, 400), (1600, 800), (1600, 800)]
    );
}

#[test]
fn planes_are_turned_like_pixels() {
    let upright = scene(301, 203);
    let bytes = jpeg(&upright, Subsamp::Sub2x2, false);
    for value in 1..=8 {
        let mut wanted = DynamicImage::ImageRgb8(upright.clone());
        wanted.apply_orientation(Orientation::from_exif(value).unwrap());
        let made = render(&turned(&bytes, value), "image/jpeg", recipe(120, Format::Png)).unwrap();
        assert_eq!(made.width > made.height, value < 5, "{value}");
        let wanted = wanted.resize_exact(made.width, made.height, FilterType::Lanczos3).into_rgb8();
        let (mean, _) = apart(&pixels(&made).into_rgb8(), &wanted);
        assert!(mean < 4.0, "{value}: {mean}");
    }
}

#[test]
fn a_profile_decides_between_planes_and_managed_color() {
    let bytes = jpeg(&scene(160, 80), Subsamp::Sub2x2, false);
    assert!(matches!(near(&with_profile(&bytes, &ColorProfile::new_srgb()), 80), Picture::Planes(_)));
    let wide = with_profile(&bytes, &ColorProfile::new_display_p3());
    let Picture::Pixels(decoded) = near(&wide, 50) else { panic!("a wide profile needs pixels") };
    assert!(decoded.icc.is_some());
    assert_eq!((decoded.image.width(), decoded.image.height()), (80, 40), "it is shrunk by the decoder too");
    let plain = jpeg(&RgbImage::from_pixel(64, 64, Rgb([200, 60, 60])), Subsamp::None, false);
    let level = |bytes: &[u8]| {
        pixels(&render(bytes, "image/jpeg", recipe(32, Format::Png)).unwrap()).to_rgb8().get_pixel(9, 9).0
    };
    let (plain, wide) = (level(&plain), level(&with_profile(&plain, &ColorProfile::new_display_p3())));
    assert!(wide[0] > plain[0] + 5 && wide[1] < plain[1], "{wide:?} is redder than {plain:?}");
    let broken = with_profile(&bytes, &ColorProfile::new_display_p3());
    let cut = broken.windows(4).position(|four| four == b"acsp").unwrap();
    let mut broken = broken;
    broken[cut..cut + 4].copy_from_slice(b"nope");
    assert!(render(&broken, "image/jpeg", recipe(32, Format::Png)).is_ok(), "a broken profile never costs the picture");
}

#[test]
fn a_camera_set_to_adobe_rgb_is_believed_without_a_profile() {
    let bytes = jpeg(&RgbImage::from_pixel(64, 64, Rgb([60, 180, 60])), Subsamp::None, false);
    // Three directories below each other, each with one entry: Exif, interoperability, its name.
    let space = |name: &[u8; 4]| {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
        for (tag, kind, count, value) in
            [(34665u16, 4u16, 1u32, 26u32.to_le_bytes()), (40965, 4, 1, 44u32.to_le_bytes()), (1, 2, 4, *name)]
        {
            exif.extend_from_slice(&[1, 0]);
            exif.extend_from_slice(&tag.to_le_bytes());
            exif.extend_from_slice(&kind.to_le_bytes());
            exif.extend_from_slice(&count.to_le_bytes());
            exif.extend_from_slice(&value);
            exif.extend_from_slice(&[0; 4]);
        }
        let mut out = vec![0xFF, 0xD8, 0xFF, 0xE1];
        out.extend_from_slice(&(exif.len() as u16 + 2).to_be_bytes());
        out.extend_from_slice(&exif);
        out.extend_from_slice(&bytes[2..]);
        pixels(&render(&out, "image/jpeg", recipe(32, Format::Png)).unwrap()).to_rgb8().get_pixel(9, 9).0
    };
    let (plain, wide) = (space(b"R98\0"), space(b"R03\0"));
    assert!(plain[0].abs_diff(60) < 4, "{plain:?}");
    assert!(wide[0] < 20 && wide[1] >= plain[1] - 2, "a purer green than sRGB has: {wide:?}");
}

#[test]
fn gray_and_four_inks_take_the_managed_way() {
    let gray = GrayImage::from_fn(200, 100, |x, _| Luma([(x / 2) as u8 + 50]));
    let mut compressor = Compressor::new().unwrap();
    compressor.set_subsamp(Subsamp::Gray).unwrap();
    let picture =
        Image { pixels: gray.as_raw().as_slice(), width: 200, pitch: 200, height: 100, format: PixelFormat::GRAY };
    let bytes = compressor.compress_to_vec(picture).unwrap();
    assert!(matches!(near(&bytes, 50), Picture::Pixels(_)));
    let made = pixels(&render(&bytes, "image/jpeg", recipe(100, Format::Jpeg)).unwrap()).to_rgb8();
    let [r, g, b] = made.get_pixel(50, 25).0;
    assert!(r.abs_diff(100) < 4 && g.abs_diff(r) < 3 && b.abs_diff(r) < 3, "{r} {g} {b}");
    let inks: Vec<u8> = (0..64 * 64).flat_map(|_| [255, 0, 0, 255]).collect();
    let mut compressor = Compressor::new().unwrap();
    compressor.set_colorspace(turbojpeg::Colorspace::CMYK).unwrap();
    let picture = Image { pixels: inks.as_slice(), width: 64, pitch: 256, height: 64, format: PixelFormat::CMYK };
    let bytes = compressor.compress_to_vec(picture).unwrap();
    let made = pixels(&render(&bytes, "image/jpeg", recipe(32, Format::Png)).unwrap()).to_rgb8();
    let [r, g, b] = made.get_pixel(9, 9).0;
    assert!(r > 200 && g < 80 && b < 90, "magenta and yellow make red, not {r} {g} {b}");
}

#[test]
fn color_is_as_fine_as_the_quality_asks_for() {
    let bytes = jpeg(&scene(300, 200), Subsamp::None, false);
    for (quality, wanted) in [(80, Subsamp::Sub2x2), (92, Subsamp::None)] {
        let recipe = Recipe::new("fine", 100, Format::Jpeg, quality);
        let made = pipeline::render(&bytes, "image/jpeg", &[recipe], &limits(), &|| true).unwrap();
        assert_eq!(turbojpeg::read_header(&made[0].bytes).unwrap().subsamp, wanted);
    }
}

#[test]
fn a_jpeg_with_a_hole_in_its_data_is_not_shown_half() {
    let noise = RgbImage::from_fn(400, 300, |x, y| Rgb([(x * y) as u8, (x * 7 + y * 13) as u8, (x ^ y) as u8]));
    for in_passes in [false, true] {
        let bytes = jpeg(&noise, Subsamp::Sub2x2, in_passes);
        let mut holed = bytes.clone();
        holed.drain(bytes.len() / 2..bytes.len() / 2 + bytes.len() / 4);
        let refused = render(&holed, "image/jpeg", recipe(100, Format::Jpeg));
        assert!(matches!(refused, Err(MediaError::Damaged { .. })), "{:?}", refused.map(|made| made.width));
    }
}

#[test]
fn small_renditions_are_there_before_large_ones_are_written() {
    let bytes = jpeg(&scene(900, 600), Subsamp::Sub2x2, false);
    let recipes = [recipe(100, Format::Jpeg), recipe(300, Format::Jpeg), recipe(800, Format::WebP)];
    let mut seen = Vec::new();
    pipeline::render_each(&bytes, "image/jpeg", &recipes, &limits(), &|| true, &mut |made| seen.push(made.width))
        .unwrap();
    assert_eq!(seen, [100, 300, 800]);
    let whole = pipeline::picture(&turned(&bytes, 6), "image/jpeg", Some(200), &limits()).unwrap();
    assert_eq!((whole.width(), whole.height()), (150, 225), "upright, and no smaller than asked for");
}
