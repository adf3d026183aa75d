//! Any wish for a part of a picture is read and laid on any picture within its bounds, or refused; its canonical form is
//! the same wish, and small ones come out as large as they say.
#![no_main]

use fuzz_pictures::{let_decoders_panic, write_files};
use libfuzzer_sys::fuzz_target;
use media::transform::draw::Level;
use media::transform::{Bounds, Placed, Transform};
use media::{limits::Limits, pipeline, probe};

const WISHES: &[&[u8]] = &[
    b"\x40\x02\x80\x01\x00full/max/0/default.jpg",
    b"\x20\x00\x20\x00\x01square/^max/!90/gray.png",
    b"\x07\x00\x09\x00\x021,2,3,4/^pct:150.5/180/bitonal.webp",
    b"\xff\xff\xff\xff\x00pct:10,20.5,30,.5/!50,60/270/color.jpg",
    b"\x10\x00\x10\x00\x0f0,0,99999999999999999,1/^,5/360/default.png",
    b"\x01\x00\x01\x00\x10square/12,/!0/default.webp",
];
/// The largest picture cut here, pixels of width and height.
const DRAWN: u32 = 64;

fuzz_target!(
    init: {
        write_files("transform_cut", &[], WISHES);
        let_decoders_panic();
    },
    |data: &[u8]| {
        let Some(([w0, w1, h0, h1, edge], wish)) = data.split_first_chunk::<5>() else { return };
        let Ok(text) = std::str::from_utf8(wish) else { return };
        let Ok(read) = Transform::parse(text) else { return };
        let size = |low: u8, high: u8| u32::from(u16::from_le_bytes([low, high])).max(1);
        lay(&read, size(*w0, *w1), size(*h0, *h1), Bounds { edge: u32::from(*edge) * 16 + 1 });
    }
);

fn lay(wish: &Transform, width: u32, height: u32, bounds: Bounds) {
    let Ok(placed) = wish.place(width, height, bounds) else { return };
    let within = |from: u32, length: u32, edge: u32| length > 0 && from.checked_add(length).is_some_and(|end| end <= edge);
    assert!(within(placed.x, placed.region_width, width), "the region leaves the picture");
    assert!(within(placed.y, placed.region_height, height), "the region leaves the picture");
    assert!((1..=bounds.edge).contains(&placed.width) && (1..=bounds.edge).contains(&placed.height), "over the bounds");
    let canonical = placed.canonical();
    let again = Transform::parse(&canonical).and_then(|wish| wish.place(width, height, bounds));
    assert_eq!(again.map(|again| again.canonical()), Ok(canonical), "the canonical form is another wish");
    let is_small = width <= DRAWN && height <= DRAWN && placed.width <= DRAWN && placed.height <= DRAWN;
    if is_small {
        cut(&placed, width, height);
    }
}

fn cut(placed: &Placed, width: u32, height: u32) {
    let limits = Limits::new(1 << 16, 1 << 24, std::time::Duration::from_secs(5));
    let drawing = format!("<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'/>");
    let picture = pipeline::picture(drawing.as_bytes(), "image/svg+xml", Some(width.max(height)), &limits);
    let whole = Level::from(picture.expect("a drawing of nothing"));
    assert_eq!(whole.size(), (width, height), "a drawing is as large as it is wanted");
    for level in [whole.half().expect("half of a picture"), whole] {
        let made = level.draw((width, height), placed).expect("a wish that was placed can be drawn");
        check(&made, placed);
    }
}

fn check(made: &[u8], placed: &Placed) {
    let read = probe::dimensions(made, placed.format.mime()).expect("what was drawn can be read");
    let turned = placed.rotation.quarters % 2 == 1;
    let wanted = if turned { (placed.height, placed.width) } else { (placed.width, placed.height) };
    assert_eq!((read.width, read.height), wanted, "not as large as was asked");
}
