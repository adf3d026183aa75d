//! Animations: every picture, its time and the number of rounds come along, or a whole first picture stands for them.

use std::fs;
use std::io::Cursor;
use std::time::Duration;

use image::codecs::gif::{GifDecoder, GifEncoder, Repeat};
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::LoopCount;
use image::{AnimationDecoder, Delay, Frame, Frames, Rgba, RgbaImage};

use crate::encode::Format;
use crate::pipeline::{Recipe, Rendered};
use crate::probe;
use crate::recipe::Motion;
use crate::tests::corpus::folder;
use crate::tests::{pixels, recipe, render};

/// Rounds (0 for ever), the time of each picture, and the pictures.
struct Film {
    rounds: u32,
    times: Vec<Duration>,
    pictures: Vec<RgbaImage>,
}

fn film(rounds: LoopCount, frames: Frames<'_>) -> Film {
    let frames = frames.collect_frames().unwrap();
    let rounds = match rounds {
        LoopCount::Infinite => 0,
        LoopCount::Finite(rounds) => rounds.get(),
    };
    let times = frames.iter().map(|frame| Duration::from(frame.delay())).collect();
    Film { rounds, times, pictures: frames.into_iter().map(Frame::into_buffer).collect() }
}

fn watched(bytes: &[u8], mime: &str) -> Film {
    let input = Cursor::new(bytes);
    match mime {
        "image/gif" => {
            let decoder = GifDecoder::new(input).unwrap();
            film(decoder.loop_count(), decoder.into_frames())
        }
        "image/webp" => {
            let decoder = WebPDecoder::new(input).unwrap();
            film(decoder.loop_count(), decoder.into_frames())
        }
        _ => {
            let decoder = PngDecoder::new(input).unwrap().apng().unwrap();
            film(decoder.loop_count(), decoder.into_frames())
        }
    }
}

fn moving(edge: u32) -> Recipe {
    Recipe { motion: Motion::Kept, ..recipe(edge, Format::WebP) }
}

/// Four pictures of a square that walks over a ground that is half clear, at uneven times, and `again` after that.
fn walk(again: Option<Repeat>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    if let Some(again) = again {
        encoder.set_repeat(again).unwrap();
    }
    for (step, time) in [100, 250, 40, 500].into_iter().enumerate() {
        let from = step as u32 * 20;
        let picture = RgbaImage::from_fn(96, 64, |x, y| match () {
            () if (from..from + 20).contains(&x) && (20..40).contains(&y) => Rgba([220, 30, 30, 255]),
            () if y < 10 => Rgba([0, 0, 0, 0]),
            () => Rgba([30, 60, 200, 255]),
        });
        encoder.encode_frame(Frame::from_parts(picture, 0, 0, Delay::from_numer_denom_ms(time, 1))).unwrap();
    }
    drop(encoder);
    bytes
}

#[test]
fn an_animation_keeps_pictures_times_and_rounds() {
    let made = render(&walk(Some(Repeat::Finite(2))), "image/gif", moving(48)).unwrap();
    assert_eq!((made.width, made.height, made.mime.as_str()), (48, 32, "image/webp"));
    let declared = probe::dimensions(&made.bytes, "image/webp").unwrap();
    assert_eq!((declared.animated, declared.pages, declared.width, declared.height), (true, 4, 48, 32));
    let seen = watched(&made.bytes, "image/webp");
    assert_eq!(seen.times, [100, 250, 40, 500].map(Duration::from_millis));
    assert_eq!(seen.rounds, 3);
    for (step, picture) in seen.pictures.iter().enumerate() {
        assert!(picture.get_pixel(20, 1).0[3] < 20, "what was clear stays clear");
        let red_at = |at: usize| picture.get_pixel(at as u32 * 10 + 5, 15).0[0];
        for at in 0..4 {
            assert_eq!(red_at(at) > 150, at == step, "picture {step}, place {at}: {}", red_at(at));
        }
    }
}

#[test]
fn a_gif_plays_once_again_or_for_ever() {
    for (again, rounds) in [(None, 1), (Some(Repeat::Finite(9)), 10), (Some(Repeat::Infinite), 0)] {
        let made = render(&walk(again), "image/gif", moving(48)).unwrap();
        assert_eq!(watched(&made.bytes, "image/webp").rounds, rounds);
    }
}

#[test]
fn where_motion_is_not_asked_for_or_cannot_be_kept_the_first_picture_stands() {
    for recipe in [recipe(48, Format::WebP), Recipe { motion: Motion::Kept, ..recipe(48, Format::Jpeg) }] {
        let made = render(&walk(None), "image/gif", recipe).unwrap();
        assert!(!probe::dimensions(&made.bytes, &made.mime).unwrap().animated);
        assert!(pixels(&made).to_rgb8().get_pixel(5, 15).0[0] > 150, "the first of the four");
    }
    let whole = walk(None);
    let cut = render(&whole[..whole.len() - 60], "image/gif", moving(48));
    let is_moving = |made: Rendered| probe::dimensions(&made.bytes, &made.mime).unwrap().animated;
    assert!(!cut.is_ok_and(is_moving), "a film that breaks off is not shown as whole");
}

#[test]
fn real_animations_come_through_whole() {
    let Some(folder) = folder("images/animated") else {
        return;
    };
    for name in [
        "animated-loop-3.gif",
        "animated-loop-3.webp",
        "dispose-background.gif",
        "dispose-previous.gif",
        "rotating-squares.gif",
        "rotating-squares.webp",
        "42-frames.webp",
        "apng-ball-20-frames.png",
        "apng-delay.png",
        "apng-dispose-previous-region.png",
        "apng-num-plays.png",
    ] {
        let bytes = fs::read(folder.join(name)).unwrap();
        let mime = probe::sniff(&bytes, None).mime;
        let made = render(&bytes, &mime, moving(128)).unwrap();
        let (before, after) = (watched(&bytes, &mime), watched(&made.bytes, "image/webp"));
        assert_eq!(after.times, before.times, "{name}");
        match name {
            "animated-loop-3.gif" | "animated-loop-3.webp" => assert_eq!(after.rounds, 3, "{name}"),
            _ if mime != "image/gif" => assert_eq!(after.rounds, before.rounds, "{name}"),
            _ => {}
        }
        for (index, (one, other)) in before.pictures.iter().zip(&after.pictures).enumerate() {
            let wanted = image::imageops::thumbnail(one, made.width, made.height);
            let weighed =
                |pixel: &Rgba<u8>| (0..3).map(|at| u32::from(pixel.0[at]) * u32::from(pixel.0[3]) / 255).sum::<u32>();
            let apart: u64 = wanted
                .pixels()
                .zip(other.pixels())
                .map(|(one, other)| u64::from(weighed(one).abs_diff(weighed(other))))
                .sum();
            let mean = apart / (u64::from(made.width) * u64::from(made.height) * 3);
            assert!(mean < 12, "{name}, picture {index}: {mean}");
        }
    }
}
