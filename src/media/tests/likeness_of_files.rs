//! What looks the same, on real files: every picture of the corpus and of the demo brand, each with each; and pictures
//! that were changed, by how they were. The table of docs/decisions/0022 is printed by the last test.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, Rgb, RgbImage};

use super::corpus::{files, folder};
use super::{recipe, render};
use crate::encode::Format;
use crate::hash::{self, LOOKS_THE_SAME, Look, NEAR, PIECES, Turned};
use crate::probe;

/// Files that show one thing, by a part of their path; the first that fits counts. What fits none stands alone. Suites
/// of small patterns and pictures made of one another may be told as alike among themselves, but not with others.
const FAMILIES: &[(&str, &[&str])] = &[
    ("hopper", &["hopper"]),
    ("kimono", &["kimono"]),
    ("fox", &["/fox."]),
    ("landscape", &["orientation/Landscape"]),
    ("portrait", &["orientation/Portrait"]),
    ("reference photo", &["IPTC-Photometadata"]),
    ("blue square", &["BlueSquare"]),
    ("gray", &["gray-with-icc", "isobmff-container", "gray-dot-gain"]),
    ("rotated by 30 degrees", &["_rotation.jpg"]),
    ("ukbench00120", &["ukbench00120"]),
    ("ukbench08996", &["ukbench08996"]),
    ("ukbench09380", &["ukbench09380"]),
    ("cmyk flower", &["cmyk-no-icc", "cmyk-swop-icc"]),
    ("cmyk", &["cmyk-tiff-jpeg", "cmyk-adobe-inverted"]),
    ("16 bits", &["16bit-rgb"]),
    ("layers", &["images/psd/"]),
    ("squares", &["rotating-squares"]),
    ("loop", &["animated-loop"]),
    ("dispose", &["dispose-"]),
    ("made of one another", &["metadata/c2pa/"]),
    ("svg suite", &["images/svg/"]),
    ("png suite", &["images/png-suite/"]),
];

/// Pairs that must be found, the way they are turned against each other, and why a person says so.
const THE_SAME: &[(&str, &str, usize)] = &[
    ("near-duplicates/base/ukbench00120.jpg", "near-duplicates/variants/ukbench00120_resize.jpg", 1),
    ("near-duplicates/base/ukbench00120.jpg", "near-duplicates/variants/ukbench00120_gray.jpg", 1),
    ("near-duplicates/base/ukbench00120.jpg", "near-duplicates/variants/ukbench00120_hflip.jpg", 2),
    ("near-duplicates/variants/ukbench00120_gray.jpg", "near-duplicates/variants/ukbench00120_hflip.jpg", 2),
    ("near-duplicates/base/ukbench08996.jpg", "near-duplicates/variants/ukbench08996_exact-copy.jpg", 1),
    ("near-duplicates/base/ukbench09380.jpg", "near-duplicates/variants/ukbench09380_recompressed.webp", 1),
    ("orientation/Landscape_1.jpg", "orientation/Landscape_6.jpg", 1),
    ("orientation/Portrait_1.jpg", "orientation/Portrait_7.jpg", 1),
    ("psd/hopper.psd", "colour/lab-hopper.tif", 1),
    ("iptc/IPTC-PhotometadataRef-Std2019.1.jpg", "iptc/IPTC-PhotometadataRef-Std2021.1.jpg", 1),
    ("c2pa/adobe-20220124-A.jpg", "c2pa/adobe-20220124-CACA.jpg", 1),
    ("c2pa/adobe-20220124-CA.jpg", "c2pa/adobe-20220124-XCA.jpg", 1),
];

struct Seen {
    name: String,
    turned: Turned,
    look: Look,
}

/// As tiles are drawn.
fn thumbnail(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let mime = probe::sniff(&bytes[..bytes.len().min(64 * 1024)], Some(name)).mime;
    Some(render(bytes, &mime, recipe(480, Format::Jpeg)).ok()?.bytes)
}

fn under(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            under(&entry, found);
        } else {
            found.push(entry);
        }
    }
}

/// Every picture that this crate can draw and that shows enough.
fn everything() -> Option<Vec<Seen>> {
    let mut paths = Vec::new();
    for part in ["images", "metadata"] {
        under(&folder(part)?, &mut paths);
    }
    paths.retain(|path| ["hostile", "broken", "raw"].iter().all(|part| path.iter().all(|name| name != *part)));
    paths.extend(drawings().into_iter().map(|(path, _)| path));
    paths.sort();
    let seen = |path: PathBuf| {
        let look = Look::of(&thumbnail(&path.file_name()?.to_string_lossy(), &fs::read(&path).ok()?)?)?;
        Some(Seen { name: path.to_string_lossy().into_owned(), turned: Turned::of(&look), look })
    };
    let seen: Vec<_> = paths.into_iter().filter_map(seen).collect();
    println!("{} pictures with a look", seen.len());
    Some(seen)
}

/// The pictures of the demo brand.
fn drawings() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/samples/pictures");
    let drawings = files(&folder).into_iter().filter(|(name, _)| name.ends_with(".svg"));
    drawings.map(|(name, bytes)| (folder.join(name), bytes)).collect()
}

fn family(name: &str) -> &str {
    let fits = |(_, parts): &&(&str, &[&str])| parts.iter().any(|part| name.contains(part));
    FAMILIES.iter().find(fits).map_or(name, |(family, _)| family)
}

/// Whether one piece of its print leads to the other, as the index does.
fn leads_to(one: &Turned, other: &Look) -> bool {
    let bits = other.print().bits;
    one.prints.iter().any(|print| (0..PIECES).any(|place| print.near(place).contains(&hash::piece(bits, place))))
}

/// How different and in which orientation, if the other is found and looks the same.
fn told(one: &Turned, other: &Look) -> Option<(f32, usize)> {
    one.compare(other).filter(|(difference, _)| *difference <= LOOKS_THE_SAME && leads_to(one, other))
}

#[test]
fn what_shows_the_same_is_found_and_nothing_else_is_told() {
    let Some(seen) = everything() else { return };
    let of = |end: &str| seen.iter().find(|each| each.name.ends_with(end)).unwrap_or_else(|| panic!("no look: {end}"));
    for (one, other, orientation) in THE_SAME {
        for (one, other) in [(one, other), (other, one)] {
            let told = told(&of(one).turned, &of(other).look);
            assert_eq!(told.map(|(_, turn)| turn), Some(*orientation), "{one} and {other}");
        }
    }
    let mut wrong = Vec::new();
    for (index, one) in seen.iter().enumerate() {
        for other in seen[..index].iter().filter(|other| family(&other.name) != family(&one.name)) {
            // Not only what is led to: which pieces two prints share is a matter of chance.
            if let Some((difference, _)) = one.turned.compare(&other.look).filter(|each| each.0 <= LOOKS_THE_SAME) {
                wrong.push(format!("{difference:.3}: {} and {}", one.name, other.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // A poster of two words on a gradient may show too little; the others are told apart, not left out.
    let brand = seen.iter().filter(|each| each.name.contains("samples/pictures")).count();
    assert!(brand + 1 >= drawings().len(), "only {brand} pictures of the demo brand have a look");
}

#[test]
fn a_copy_turned_by_thirty_degrees_is_another_picture() {
    let Some(folder) = folder("images/near-duplicates") else { return };
    let look = |name: &str| Look::of(&thumbnail(name, &fs::read(folder.join(name)).unwrap()).unwrap()).unwrap();
    let turned = Turned::of(&look("variants/ukbench00120_rotation.jpg"));
    // It is turned freely, with black corners: none of the eight orientations. Should it ever be found, say so.
    assert_eq!(turned.compare(&look("base/ukbench00120.jpg")), None);
}

type Change = (&'static str, fn(&DynamicImage) -> DynamicImage);

/// Changes after which a picture must be found again, and those after which only some are.
const CHANGES: &[Change] = &[
    ("JPEG of quality 20", |image| jpeg(image, 20)),
    ("120 pixels wide", |image| image.resize(120, 120, FilterType::Triangle)),
    ("squeezed to 80 %", |image| image.resize_exact(image.width() * 4 / 5, image.height(), FilterType::Triangle)),
    ("gray", |image| DynamicImage::ImageRgb8(image.grayscale().to_rgb8())),
    ("blurred", |image| image.blur(4.0)),
    ("mirrored, quality 40", |image| jpeg(&image.fliph(), 40)),
    ("turned by 90°, quality 40", |image| jpeg(&image.rotate90(), 40)),
    ("brighter by 30", |image| image.brighten(30)),
    ("contrast less by a third", |image| image.adjust_contrast(-20.0)),
    ("contrast more by a half", |image| image.adjust_contrast(22.0)),
    ("cropped by 2 % all around", |image| cropped(image, [2, 2, 2, 2])),
    ("cropped by 3 % all around", |image| cropped(image, [3, 3, 3, 3])),
    ("cropped by 5 % all around", |image| cropped(image, [5, 5, 5, 5])),
    ("cropped by 10 % all around", |image| cropped(image, [10, 10, 10, 10])),
    ("cropped by 5 % on the left", |image| cropped(image, [5, 0, 0, 0])),
    ("cropped by 10 % on top", |image| cropped(image, [0, 10, 0, 0])),
    ("rotated by 1°", |image| rotated(image, 1.0)),
    ("rotated by 2°", |image| rotated(image, 2.0)),
    ("rotated by 3°", |image| rotated(image, 3.0)),
    ("rotated by 5°", |image| rotated(image, 5.0)),
    ("words over it, 8 % high", |image| lettered(image, 8)),
    ("words over it, 15 % high", |image| lettered(image, 15)),
    ("a pale mark all over", marked),
    ("a white band of 10 % below", banded),
    ("a white border of 2 %", |image| bordered(image, 2)),
    ("a white border of 5 %", |image| bordered(image, 5)),
];
/// The first of them leave the layout as it is.
const HARMLESS: usize = 8;

fn jpeg(image: &DynamicImage, quality: u8) -> DynamicImage {
    let mut bytes = Vec::new();
    image.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).unwrap();
    image::load_from_memory(&bytes).unwrap()
}

/// Without so many hundredths on the left, on top, on the right, below.
fn cropped(image: &DynamicImage, [left, top, right, below]: [u32; 4]) -> DynamicImage {
    let (width, height) = (image.width(), image.height());
    let of = |whole: u32, part: u32| whole * part / 100;
    let size = (width - of(width, left + right), height - of(height, top + below));
    image.crop_imm(of(width, left), of(height, top), size.0, size.1)
}

/// About the middle, in its own size, with black corners.
fn rotated(image: &DynamicImage, degrees: f32) -> DynamicImage {
    let image = image.to_rgb8();
    let (sin, cos) = degrees.to_radians().sin_cos();
    let middle = (image.width() as f32 / 2.0, image.height() as f32 / 2.0);
    DynamicImage::ImageRgb8(RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let (x, y) = (x as f32 - middle.0, y as f32 - middle.1);
        let (x, y) = (cos * x + sin * y + middle.0, cos * y - sin * x + middle.1);
        imageops::interpolate_bilinear(&image, x, y).unwrap_or(Rgb([0; 3]))
    }))
}

/// A line of white blocks like letters, so many hundredths high.
fn lettered(image: &DynamicImage, hundredths: u32) -> DynamicImage {
    let mut image = image.to_rgb8();
    let high = image.height() * hundredths / 100;
    let (top, wide) = (image.height() * 2 / 5, high / 2);
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let letter = x / wide.max(1);
        let is_inside = (top..top + high).contains(&y) && (2..12).contains(&letter) && letter != 7;
        if is_inside && x % wide.max(1) < wide * 3 / 5 {
            *pixel = Rgb([255; 3]);
        }
    }
    DynamicImage::ImageRgb8(image)
}

/// Slanted stripes at two fifths of white over a third of the picture, as previews carry them.
fn marked(image: &DynamicImage) -> DynamicImage {
    let mut image = image.to_rgb8();
    let step = image.height() / 4;
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        if (x / 2 + y) % step < step / 3 && (x / 6) % 3 != 0 {
            *pixel = Rgb(pixel.0.map(|channel| (u16::from(channel) * 3 / 5 + 102) as u8));
        }
    }
    DynamicImage::ImageRgb8(image)
}

fn banded(image: &DynamicImage) -> DynamicImage {
    let mut image = image.to_rgb8();
    let from = image.height() * 9 / 10;
    image.enumerate_pixels_mut().filter(|(_, y, _)| *y >= from).for_each(|(_, _, pixel)| *pixel = Rgb([255; 3]));
    DynamicImage::ImageRgb8(image)
}

fn bordered(image: &DynamicImage, hundredths: u32) -> DynamicImage {
    let margin = image.width().min(image.height()) * hundredths / 100;
    let size = (image.width() + 2 * margin, image.height() + 2 * margin);
    let mut out = RgbImage::from_pixel(size.0, size.1, Rgb([255; 3]));
    imageops::overlay(&mut out, &image.to_rgb8(), i64::from(margin), i64::from(margin));
    DynamicImage::ImageRgb8(out)
}

/// Photographs of the corpus and the pictures of the demo brand, as tiles.
fn originals() -> Option<Vec<(String, DynamicImage, Look)>> {
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    for part in ["images/near-duplicates/base", "images/photos"] {
        found.extend(files(&folder(part)?).into_iter().filter(|(name, _)| name.ends_with(".jpg")));
    }
    found.extend(drawings().into_iter().map(|(path, bytes)| (path.to_string_lossy().into_owned(), bytes)));
    let originals = found.into_iter().filter_map(|(name, bytes)| {
        let tile = thumbnail(&name, &bytes).unwrap();
        let look = Look::of(&tile);
        if look.is_none() {
            println!("no look: {name}");
        }
        Some((name, image::load_from_memory(&tile).unwrap(), look?))
    });
    Some(originals.collect())
}

fn look_of_changed(image: &DynamicImage) -> Option<Look> {
    let mut bytes = Vec::new();
    image.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 80)).unwrap();
    Look::of(&bytes)
}

#[test]
fn a_picture_that_was_saved_resized_or_turned_is_found_again() {
    let Some(originals) = originals() else { return };
    let mut missed = Vec::new();
    for (name, image, look) in &originals {
        for (change, make) in &CHANGES[..HARMLESS] {
            let changed = look_of_changed(&make(image));
            if changed.and_then(|changed| told(&Turned::of(&changed), look)).is_none() {
                missed.push(format!("{change}: {name}"));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
#[ignore = "a measurement: run with --ignored --nocapture"]
fn the_table_of_true_and_wrong_pairs() {
    let Some(seen) = everything() else { return };
    let started = Instant::now();
    let mut pairs = Vec::new();
    for (index, one) in seen.iter().enumerate() {
        for other in &seen[..index] {
            let bits = one.turned.distance(other.look.print().bits);
            let anyhow = (0..8).map(|index| one.look.turned(index).difference(&other.look)).fold(2.0, f32::min);
            let least = one.turned.compare(&other.look).map_or(2.0, |(difference, _)| difference);
            let is_one = family(&one.name) == family(&other.name);
            pairs.push((least, anyhow, bits, is_one, &one.name, &other.name));
        }
    }
    println!("{} pairs in {:?}", pairs.len(), started.elapsed());
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    let told: Vec<_> = pairs.iter().filter(|pair| pair.0 <= LOOKS_THE_SAME).collect();
    println!("told {}, of one family {}", told.len(), told.iter().filter(|pair| pair.3).count());
    let short = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    let print = |title: &str, some: &mut dyn Iterator<Item = &(f32, f32, u32, bool, &String, &String)>| {
        println!("{title}");
        for (least, anyhow, bits, _, one, other) in some.take(16) {
            println!("  {least:.3} {anyhow:.3} {bits:2} bits  {}  {}", short(one), short(other));
        }
    };
    print("nearest of two families, prints near:", &mut pairs.iter().filter(|pair| !pair.3));
    print("furthest told:", &mut told.iter().rev().copied());
    print("nearest not told:", &mut pairs.iter().filter(|pair| pair.0 > LOOKS_THE_SAME));
    pairs.sort_by(|one, other| one.1.total_cmp(&other.1));
    print("nearest of two families, whatever their prints:", &mut pairs.iter().filter(|pair| !pair.3));
    pairs.sort_by_key(|pair| pair.2);
    print("fewest bits of two families:", &mut pairs.iter().filter(|pair| !pair.3));
    table_of_changes();
}

fn table_of_changes() {
    let Some(originals) = originals() else { return };
    println!("{} pictures, changed:", originals.len());
    println!("found, look the same, prints near, missed by the index; difference in the middle and of 9 in 10");
    for (change, make) in CHANGES {
        let (mut differences, mut counts) = (Vec::new(), [0; 4]);
        for (_, image, look) in &originals {
            let Some(changed) = look_of_changed(&make(image)) else { continue };
            let turned = Turned::of(&changed);
            let difference = (0..8).map(|index| changed.turned(index).difference(look)).fold(2.0, f32::min);
            differences.push(difference);
            let is = [
                told(&turned, look).is_some(),
                difference <= LOOKS_THE_SAME,
                turned.distance(look.print().bits) <= NEAR,
                told(&turned, look).is_none()
                    && turned.compare(look).is_some_and(|(difference, _)| difference <= LOOKS_THE_SAME),
            ];
            counts.iter_mut().zip(is).for_each(|(count, is)| *count += usize::from(is));
        }
        differences.sort_by(f32::total_cmp);
        let at = |part: usize| differences[(differences.len() - 1) * part / 10];
        println!("  {change:28} {counts:?} {:.3} {:.3}", at(5), at(9));
    }
}
