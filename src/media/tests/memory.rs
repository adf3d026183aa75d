//! The memory that runs share, and what each is expected to need.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use image::{DynamicImage, ImageFormat, RgbImage};

use crate::MediaError;
use crate::encode::Format;
use crate::limits::{Limits, Memory};
use crate::need;
use crate::pipeline;
use crate::probe;
use crate::tests::{encoded, limits, recipe};

const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn many_runs_together_never_hold_more_than_there_is() {
    let memory = Memory::new(100);
    let (held, most) = (AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        for lane in 0..6u64 {
            let (memory, held, most) = (&memory, &held, &most);
            scope.spawn(move || {
                for round in 0..20 {
                    let bytes = 20 + (lane * 7 + round * 13) % 70;
                    let share = memory.take(bytes, PATIENCE).unwrap();
                    let now = held.fetch_add(bytes, Ordering::SeqCst) + bytes;
                    most.fetch_max(now, Ordering::SeqCst);
                    thread::yield_now();
                    held.fetch_sub(bytes, Ordering::SeqCst);
                    drop(share);
                }
            });
        }
    });
    assert!(most.load(Ordering::SeqCst) <= 100, "{most:?}");
    assert_eq!(memory.free(), 100);
}

#[test]
fn a_large_one_is_not_overtaken_and_an_impatient_one_leaves_the_line() {
    let memory = Memory::new(100);
    let first = memory.take(50, PATIENCE).unwrap();
    thread::scope(|scope| {
        let large = scope.spawn(|| memory.take(1_000, PATIENCE).map(|_share| memory.free()));
        while memory.take(1, Duration::from_millis(5)).is_some() {
            thread::yield_now();
        }
        drop(first);
        assert_eq!(large.join().unwrap(), Some(0), "more than there is means all of it");
    });
    assert!(memory.take(100, Duration::ZERO).is_some());
}

#[test]
fn a_run_waits_for_its_memory_and_gives_it_back() {
    static SHARED: std::sync::LazyLock<Memory> = std::sync::LazyLock::new(|| Memory::new(1 << 26));
    let bytes = encoded(&DynamicImage::ImageRgb8(RgbImage::new(300, 200)), ImageFormat::Png);
    let limits = Limits { shared: Some(&SHARED), deadline: Duration::from_millis(1), ..limits() };
    let everything = SHARED.take(u64::MAX, PATIENCE).unwrap();
    let made = pipeline::render(&bytes, "image/png", &[recipe(20, Format::Png)], &limits, &|| true);
    assert_eq!(made.unwrap_err(), MediaError::TimedOut);
    drop(everything);
    let limits = Limits { deadline: PATIENCE, ..limits };
    assert!(pipeline::render(&bytes, "image/png", &[recipe(20, Format::Png)], &limits, &|| true).is_ok());
    assert_eq!(SHARED.free(), 1 << 26);
}

#[test]
fn a_bomb_of_any_format_is_refused_by_its_header() {
    let (wide, high) = (60_000u32, 50_000u32);
    let gif = [&b"GIF89a"[..], &(wide as u16).to_le_bytes(), &(high as u16).to_le_bytes(), &[0, 0, 0, 0x3B]].concat();
    let bmp = [&b"BM"[..], &[0; 12], &40u32.to_le_bytes(), &wide.to_le_bytes(), &high.to_le_bytes(), &[0; 28]].concat();
    let entry = |tag: u16, value: u32| {
        [&tag.to_le_bytes()[..], &4u16.to_le_bytes(), &1u32.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let tiff = [&b"II*\0\x08\0\0\0\x02\0"[..], &entry(256, wide), &entry(257, high), &[0; 4]].concat();
    let photoshop =
        [&b"8BPS\0\x01"[..], &[0; 7], &[3], &high.to_be_bytes(), &wide.to_be_bytes(), &[0, 8, 0, 3], &[0; 64]].concat();
    let canvas = [&(wide - 1).to_le_bytes()[..3], &(high - 1).to_le_bytes()[..3]].concat();
    let webp = [&b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0"[..], &canvas].concat();
    let frame =
        [&[0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8][..], &(high as u16).to_be_bytes(), &(wide as u16).to_be_bytes(), &[3; 20]]
            .concat();
    let bombs = [
        ("image/gif", gif),
        ("image/bmp", bmp),
        ("image/tiff", tiff),
        ("image/vnd.adobe.photoshop", photoshop),
        ("image/webp", webp),
        ("image/jpeg", frame),
    ];
    for (mime, bytes) in bombs {
        let refused = pipeline::render(&bytes, mime, &[recipe(100, Format::Png)], &limits(), &|| true);
        let text = refused.as_ref().map_err(ToString::to_string).unwrap_err();
        assert!(text.contains("60000 × 50000 pixels"), "{mime}: {text}");
    }
}

#[test]
fn the_estimate_follows_the_header_and_is_a_limit() {
    let picture = DynamicImage::ImageRgb8(RgbImage::new(1000, 800));
    let needed = |bytes: &[u8], mime: &str, edge: u32| {
        let declared = probe::dimensions(bytes, mime).unwrap();
        need::memory(bytes, mime, &declared, &[recipe(edge, Format::Jpeg).plan(declared.width, declared.height)])
    };
    let png = encoded(&picture, ImageFormat::Png);
    let jpeg = encoded(&picture, ImageFormat::Jpeg);
    let pixels = 1000 * 800 * 3;
    assert!((pixels..pixels * 2).contains(&needed(&png, "image/png", 100)));
    assert!(needed(&jpeg, "image/jpeg", 100) < pixels / 8, "a JPEG is shrunk while it is decoded");
    assert!(needed(&jpeg, "image/jpeg", 1000) > pixels);
    let deep = encoded(&DynamicImage::ImageRgba16(image::ImageBuffer::new(1000, 800)), ImageFormat::Png);
    assert!(needed(&deep, "image/png", 100) > 1000 * 800 * 8);
    let tight = Limits { max_bytes: pixels - 1, ..limits() };
    let refused = pipeline::render(&png, "image/png", &[recipe(100, Format::Jpeg)], &tight, &|| true);
    assert!(matches!(refused, Err(MediaError::TooLarge { .. })), "{refused:?}");
}
