//! The same doors, on real files: cameras, print shops, fuzzers and attackers.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::MediaError;
use crate::encode::Format;
use crate::metadata;
use crate::pipeline::{self, Rendered, placeholder};
use crate::probe;
use crate::probe::kind::Kind;
use crate::tests::{limits, pixels, recipe, render};

/// A folder of the corpus; none, with a word, where the corpus is not there. In CI it must be.
pub(super) fn folder(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(name);
    if path.is_dir() {
        return Some(path);
    }
    assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "the corpus folder {name} is missing");
    println!("skipped: the corpus folder {name} is not here");
    None
}

pub(super) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    found.sort();
    found
}

fn mime(bytes: &[u8]) -> String {
    probe::sniff(&bytes[..bytes.len().min(64 * 1024)], None).mime
}

fn draw(bytes: &[u8], edge: u32) -> Result<Rendered, MediaError> {
    render(bytes, &mime(bytes), recipe(edge, Format::Png))
}

pub(super) fn average(made: &Rendered) -> [i32; 3] {
    let text = placeholder(&made.bytes).unwrap();
    [1, 3, 5].map(|at| i32::from_str_radix(&text[at..at + 2], 16).unwrap())
}

#[test]
fn every_orientation_comes_out_upright() {
    let Some(folder) = folder("images/orientation") else {
        return;
    };
    for (shape, size) in [("Landscape", (1800, 1200)), ("Portrait", (1200, 1800))] {
        let reference = pixels(&draw(&fs::read(folder.join(format!("{shape}_1.jpg"))).unwrap(), 24).unwrap()).to_rgb8();
        for value in 0..=8 {
            let bytes = fs::read(folder.join(format!("{shape}_{value}.jpg"))).unwrap();
            let declared = probe::dimensions(&bytes, "image/jpeg").unwrap();
            assert_eq!((declared.width, declared.height), size, "{shape} {value}");
            let made = draw(&bytes, 24).unwrap();
            assert_eq!(made.width > made.height, shape == "Landscape", "{shape} {value}");
            let picture = pixels(&made).to_rgb8();
            let apart: u64 =
                picture.iter().zip(reference.iter()).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
            assert!(apart / (picture.len() as u64) < 8, "{shape} {value} differs by {}", apart / picture.len() as u64);
        }
    }
}

#[test]
fn colors_are_converted_to_what_people_should_see() {
    let Some(folder) = folder("images/colour") else {
        return;
    };
    let table: &[(&str, [i32; 3], i32)] = &[
        ("cmyk-fogra39-0-100-100-0.tif", [231, 30, 36], 8),
        ("cmyk-swop-icc.jpg", [246, 248, 247], 6),
        ("cmyk-no-icc.jpg", [245, 247, 246], 6),
        ("cmyk-adobe-inverted-small.jpg", [54, 35, 44], 10),
        ("cmyk-tiff-jpeg-compressed.tif", [54, 35, 44], 10),
        ("cmyk-tiff-jpeg-16-lines.tif", [54, 35, 44], 10),
        ("cmyk-16bit-flower.tif", [76, 68, 66], 10),
        ("lab-green.tif", [15, 150, 117], 20),
        ("lab-red.tif", [252, 12, 124], 16),
        ("lab-plain.tif", [250, 250, 250], 6),
        ("lab-hopper.tif", [87, 78, 92], 6),
        ("lab-cielab-dagams.tiff", [83, 111, 61], 6),
        ("display-p3-small.png", [255, 0, 0], 2),
        ("prophoto-small.png", [117, 160, 210], 6),
        ("adobergb-photo.webp", [221, 142, 23], 6),
        ("adobergb-tifftag-photoshop.tiff", [43, 44, 9], 6),
        ("adobergb-photo-canon-rebel-t6.jpg", [131, 128, 126], 6),
        ("icc-profile-larger-than-64k.jpg", [59, 114, 172], 9),
        ("16bit-gray-little-endian.tif", [1, 1, 1], 3),
        ("16bit-gray-big-endian.tif", [1, 1, 1], 3),
        ("gray-with-icc.jpg", [100, 100, 100], 6),
        ("tiny-rgb-with-icc.jpg", [254, 254, 254], 6),
    ];
    for (name, expected, tolerance) in table {
        let made = draw(&fs::read(folder.join(name)).unwrap(), 4000).unwrap_or_else(|error| panic!("{name}: {error}"));
        let found = average(&made);
        let close = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() <= *tolerance);
        assert!(close, "{name}: {found:?} instead of {expected:?}");
    }
    let gray = ["little", "big"].map(|order| {
        let bytes = fs::read(folder.join(format!("16bit-gray-{order}-endian.tif"))).unwrap();
        pixels(&draw(&bytes, 4000).unwrap())
    });
    assert_eq!(gray[0], gray[1], "the order of bytes makes no difference");
    for name in
        ["broken-iccp-chunk.png", "16bit-flag-netherlands.png", "16bit-rgb.tiff", "16bit-rgb-premultiplied-alpha.tiff"]
    {
        assert!(draw(&fs::read(folder.join(name)).unwrap(), 200).is_ok(), "{name}");
    }
    // Not drawn, or not drawn right, yet: 12 bits a sample are refused; the PQ curve of the HDR picture is not applied.
    let refused = draw(&fs::read(folder.join("12bit-gray.tif")).unwrap(), 200);
    assert!(matches!(refused, Err(MediaError::Unsupported { .. })), "{refused:?}");
    assert!(draw(&fs::read(folder.join("hdr-cicp-pq.png")).unwrap(), 200).is_ok());
}

#[test]
fn broken_files_end_as_the_corpus_expects() {
    let Some(folder) = folder("images/broken") else {
        return;
    };
    let expectations = fs::read_to_string(folder.join("EXPECT.tsv")).unwrap();
    for line in expectations.lines().skip(1) {
        let mut columns = line.split('\t');
        let (name, expected) = (columns.next().unwrap(), columns.next().unwrap());
        let bytes = fs::read(folder.join(name)).unwrap();
        let sniffed = probe::sniff(&bytes[..bytes.len().min(64 * 1024)], Some(name));
        let started = Instant::now();
        let found = render(&bytes, &sniffed.mime, recipe(320, Format::Jpeg));
        let facts = metadata::read(&bytes, &sniffed.mime);
        assert!(started.elapsed() < Duration::from_secs(10), "{name} took {:?}", started.elapsed());
        let weight: usize = facts.raw.values().flatten().map(|(name, value)| name.len() + value.len()).sum();
        assert!(weight < 4_000_000, "{name} gave {weight} bytes of metadata");
        let as_expected = match expected {
            "refuse-undecodable" | "damaged" => found.is_err(),
            "refuse-too-many-pixels" => {
                matches!(found, Err(MediaError::TooLarge { .. })) || (name.ends_with(".ico") && found.is_err())
            }
            "limit" | "accept-as-real-type" => found.is_ok(),
            "not-a-picture" => !matches!(sniffed.kind, Kind::Image | Kind::Vector) && found.is_err(),
            "treat-as-svg-or-refuse" => sniffed.mime == "image/svg+xml" || found.is_err(),
            "either" => true,
            other => panic!("{name}: unknown expectation {other}"),
        };
        assert!(
            as_expected,
            "{name} should be {expected}: {} {:?}",
            sniffed.mime,
            found.map(|made| (made.width, made.height))
        );
    }
}

#[test]
fn every_sound_png_is_drawn_and_every_broken_one_refused() {
    let Some(folder) = folder("images/png-suite") else {
        return;
    };
    for (name, bytes) in files(&folder).into_iter().filter(|(name, _)| name.ends_with(".png")) {
        let made = render(&bytes, "image/png", recipe(32, Format::Png));
        assert_eq!(made.is_err(), name.starts_with('x'), "{name}: {:?}", made.map(|made| made.width));
    }
}

#[test]
fn animations_are_counted_and_give_their_first_frame() {
    let Some(folder) = folder("images/animated") else {
        return;
    };
    let counts = [
        ("rotating-squares.gif", 30),
        ("rotating-squares.webp", 9),
        ("animated-loop-3.gif", 10),
        ("animated-loop-3.webp", 10),
        ("42-frames.webp", 42),
        ("dispose-background.gif", 5),
        ("apng-ball-20-frames.png", 20),
        ("apng-dispose-previous-region.png", 3),
    ];
    for (name, pages) in counts {
        let bytes = fs::read(folder.join(name)).unwrap();
        let declared = probe::dimensions(&bytes, &mime(&bytes)).unwrap();
        assert_eq!((declared.animated, declared.pages), (true, pages), "{name}");
        let made = draw(&bytes, 64).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(made.width.max(made.height) <= 64, "{name}");
    }
}

#[test]
fn hostile_drawings_neither_reach_out_nor_run_away() {
    let Some(folder) = folder("images/svg/hostile") else {
        return;
    };
    let must_fail =
        ["made-entity-expansion-bomb", "made-use-expansion-bomb", "made-huge-declared-size", "made-deep-nesting-5000"];
    for (name, bytes) in files(&folder).into_iter().filter(|(name, _)| name.ends_with(".svg")) {
        let started = Instant::now();
        let made = render(&bytes, "image/svg+xml", recipe(256, Format::Png));
        assert!(started.elapsed() < Duration::from_secs(5), "{name} took {:?}", started.elapsed());
        if must_fail.iter().any(|bad| name.starts_with(bad)) {
            assert!(made.is_err(), "{name} was drawn");
        }
    }
}

#[test]
fn reference_photos_give_up_every_field_that_matters() {
    let Some(folder) = folder("metadata/iptc") else {
        return;
    };
    for (name, bytes) in files(&folder) {
        let found = metadata::read(&bytes, "image/jpeg");
        assert_eq!(found.warnings, Vec::<String>::new(), "{name}");
        for field in [
            "title",
            "headline",
            "description",
            "creator",
            "credit",
            "copyright",
            "keywords",
            "usage_terms",
            "city",
            "country",
            "captured_at",
        ] {
            let value = found.basics.get(field).unwrap_or_else(|| panic!("{name} has no {field}: {:?}", found.basics));
            println!("{name} {field}: {value}");
        }
        assert!(found.basics["creator"].starts_with("Creator1"), "{}", found.basics["creator"]);
        assert!(found.basics["copyright"].contains("Copyright (Notice)"), "{}", found.basics["copyright"]);
        assert!(found.basics["credit"].starts_with("Credit Line"), "{}", found.basics["credit"]);
        assert!(found.basics["keywords"].contains("Keyword2"), "{}", found.basics["keywords"]);
        assert!(found.raw["xmp"].keys().any(|key| key.starts_with("plus:")), "{name}");
    }
}

#[test]
fn the_same_packet_is_found_in_many_formats() {
    let Some(folder) = folder("metadata/xmp") else {
        return;
    };
    for (name, bytes) in files(&folder).into_iter().filter(|(name, _)| name.starts_with("BlueSquare")) {
        let found = metadata::read(&bytes, &mime(&bytes));
        assert!(
            found.basics.get("title").is_some_and(|title| title.contains("Blue Square")),
            "{name}: {:?}",
            found.basics
        );
    }
}

#[test]
fn photos_from_many_cameras_are_read_and_drawn() {
    let Some(folder) = folder("images/photos") else {
        return;
    };
    for (name, bytes) in files(&folder).into_iter().filter(|(name, _)| name.ends_with(".jpg")) {
        let made = draw(&bytes, 320).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(made.width.max(made.height), 320, "{name}");
        let found = metadata::read(&bytes, "image/jpeg");
        assert_eq!(found.basics.contains_key("camera"), !name.starts_with("no-"), "{name}: {:?}", found.basics);
        if ["apple-iphone-6", "nikon-d70s", "canon-600d"].iter().any(|start| name.starts_with(start)) {
            assert!(found.basics.contains_key("gps_latitude"), "{name}: {:?}", found.basics);
        }
    }
}

#[test]
#[ignore = "a measurement: run with --ignored --nocapture"]
fn how_long_three_renditions_take() {
    let Some(folder) = folder("images/photos") else {
        return;
    };
    let recipes = [recipe(320, Format::Jpeg), recipe(1280, Format::Jpeg), recipe(2048, Format::WebP)];
    for (name, bytes) in files(&folder).into_iter().filter(|(name, _)| name.ends_with(".jpg")) {
        let started = Instant::now();
        pipeline::render(&bytes, "image/jpeg", &recipes, &limits(), &|| true).unwrap();
        let all = started.elapsed();
        let started = Instant::now();
        pipeline::render(&bytes, "image/jpeg", &recipes[..2], &limits(), &|| true).unwrap();
        println!("{name}: {all:?}, without the large one {:?}", started.elapsed());
    }
}
