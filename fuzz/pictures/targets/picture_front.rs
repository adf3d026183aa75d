//! Any file is told, measured and drawn within small limits, or refused: on the stack it has in the product, without more
//! memory or time than it was given, and what is drawn can be read and is as large as was asked.
#![no_main]

use std::time::{Duration, Instant};

use fuzz_pictures::{LIMITS, let_decoders_panic, on_a_small_stack, write_files};
use libfuzzer_sys::fuzz_target;
use media::encode::Format;
use media::pipeline::{self, Recipe};
use media::probe;

const EDGE: u32 = 48;
const EXTENSIONS: &[&str] =
    &["jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "bmp", "psd", "psb", "svg", "ico", "pdf", "heic", "avif"];
/// Drawings that ask for more than they look like.
const DRAWINGS: &[&[u8]] = &[
    b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><filter id='f'><feTurbulence numOctaves='9' \
      baseFrequency='.1'/><feGaussianBlur stdDeviation='9'/><feMorphology radius='3'/></filter><rect filter='url(#f)' \
      width='9' height='9'/></svg>",
    b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><style>.a{mask:url(#m)}</style><mask id='m'><rect \
      class='a' width='4' height='4' fill='#fff'/></mask><pattern id='p' width='1' height='1' \
      patternUnits='userSpaceOnUse'><path d='M0 0L1 1'/></pattern><rect class='a' fill='url(#p)' width='9' height='9'/>\
      </svg>",
];

fuzz_target!(
    init: {
        write_files("picture_front", EXTENSIONS, DRAWINGS);
        let_decoders_panic();
    },
    |data: &[u8]| on_a_small_stack(|| draw(data))
);

fn draw(data: &[u8]) {
    let mime = probe::sniff(data, None).mime;
    let started = Instant::now();
    let declared = probe::dimensions(data, &mime);
    if mime.starts_with("text/") && declared.is_ok() {
        panic!("text is no picture");
    }
    let recipes = [Recipe::new("small", EDGE, Format::Jpeg, 80), Recipe::new("fine", EDGE / 2, Format::WebP, 95)];
    let made = pipeline::render(data, &mime, &recipes, &LIMITS, &|| true);
    assert!(started.elapsed() < Duration::from_secs(10), "it took longer than it was given");
    let Ok(made) = made else { return };
    assert!(declared.is_ok(), "a picture without a size was drawn");
    for (picture, recipe) in made.iter().zip(&recipes) {
        assert!(picture.width <= recipe.max_edge && picture.height <= recipe.max_edge, "larger than was asked");
        let read = probe::dimensions(&picture.bytes, &picture.mime).expect("what was made can be read");
        assert_eq!((read.width, read.height), (picture.width, picture.height), "not as large as it says");
    }
    pipeline::placeholder(&made[0].bytes).expect("what was made can be drawn");
}
