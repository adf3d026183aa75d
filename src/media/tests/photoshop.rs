//! Photoshop's merged picture: files made here byte by byte, and real ones.

use std::fs;

use crate::MediaError;
use crate::encode::Format;
use crate::pipeline::Rendered;
use crate::tests::corpus::{average, folder};
use crate::tests::{pixels, recipe, render};

const MIME: &str = "image/vnd.adobe.photoshop";

/// What a made file is like.
struct Sheet<'a> {
    large: bool,
    mode: u16,
    depth: u16,
    width: u32,
    height: u32,
    channels: u16,
    palette: &'a [u8],
    resources: &'a [u8],
    /// Negative when the merged picture has transparency.
    layers: i16,
    packed: u16,
    data: &'a [u8],
}

const PLAIN: Sheet<'static> = Sheet {
    large: false,
    mode: 3,
    depth: 8,
    width: 2,
    height: 2,
    channels: 3,
    palette: &[],
    resources: &[],
    layers: 1,
    packed: 0,
    data: &[],
};

fn file(sheet: &Sheet<'_>) -> Vec<u8> {
    let mut out = b"8BPS".to_vec();
    out.extend_from_slice(&(if sheet.large { 2u16 } else { 1 }).to_be_bytes());
    out.extend_from_slice(&[0; 6]);
    out.extend_from_slice(&sheet.channels.to_be_bytes());
    out.extend_from_slice(&sheet.height.to_be_bytes());
    out.extend_from_slice(&sheet.width.to_be_bytes());
    out.extend_from_slice(&sheet.depth.to_be_bytes());
    out.extend_from_slice(&sheet.mode.to_be_bytes());
    for part in [sheet.palette, sheet.resources] {
        out.extend_from_slice(&(part.len() as u32).to_be_bytes());
        out.extend_from_slice(part);
    }
    let long = |out: &mut Vec<u8>, value: u32| {
        if sheet.large {
            out.extend_from_slice(&[0; 4]);
        }
        out.extend_from_slice(&value.to_be_bytes());
    };
    long(&mut out, if sheet.large { 12 } else { 8 });
    long(&mut out, 4);
    out.extend_from_slice(&sheet.layers.to_be_bytes());
    out.extend_from_slice(&[0; 2]);
    out.extend_from_slice(&sheet.packed.to_be_bytes());
    out.extend_from_slice(sheet.data);
    out
}

fn draw(sheet: &Sheet<'_>) -> Result<Rendered, MediaError> {
    render(&file(sheet), MIME, recipe(4000, Format::Png))
}

fn corners(sheet: &Sheet<'_>) -> Vec<[u8; 4]> {
    pixels(&draw(sheet).unwrap()).to_rgba8().pixels().map(|pixel| pixel.0).collect()
}

#[test]
fn every_mode_and_depth_shows_its_colors() {
    let red_first = [255, 0, 0, 9, 0, 255, 0, 9, 0, 0, 255, 9];
    let wanted = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [9, 9, 9, 255]];
    assert_eq!(corners(&Sheet { data: &red_first, ..PLAIN }), wanted);
    let deep: Vec<u8> = red_first.iter().flat_map(|byte| [*byte, *byte]).collect();
    assert_eq!(corners(&Sheet { depth: 16, data: &deep, ..PLAIN }), wanted);
    let linear: Vec<u8> = red_first.iter().flat_map(|byte| f32::from(*byte / 128).to_be_bytes()).collect();
    assert_eq!(corners(&Sheet { depth: 32, data: &linear, ..PLAIN })[0], [255, 0, 0, 255]);
    let gray = corners(&Sheet { mode: 1, channels: 1, data: &[0, 80, 160, 255], ..PLAIN });
    assert_eq!(gray.iter().map(|pixel| pixel[0]).collect::<Vec<_>>(), [0, 80, 160, 255]);
    let dots = corners(&Sheet { mode: 0, depth: 1, channels: 1, data: &[0b1000_0000, 0b0100_0000], ..PLAIN });
    assert_eq!(dots.iter().map(|pixel| pixel[0]).collect::<Vec<_>>(), [0, 255, 255, 0]);
    let mut palette = vec![0; 768];
    (palette[1], palette[1 + 256], palette[1 + 512]) = (10, 200, 30);
    let indexed = corners(&Sheet { mode: 2, channels: 1, palette: &palette, data: &[1, 0, 0, 1], ..PLAIN });
    assert_eq!((indexed[0], indexed[1]), ([10, 200, 30, 255], [0, 0, 0, 255]));
    // Inks are stored upside down: 0 is full coverage.
    let inks = [255, 255, 255, 255, 0, 255, 0, 255, 0, 255, 0, 255, 255, 255, 255, 255];
    let printed = corners(&Sheet { mode: 4, channels: 4, data: &inks, ..PLAIN });
    assert!(printed[0][0] > 200 && printed[0][1] < 80, "{printed:?}");
    assert_eq!(printed[1], [255, 255, 255, 255]);
    let lab = corners(&Sheet { mode: 9, data: &[255, 0, 137, 137, 128, 128, 208, 128, 128, 128, 195, 128], ..PLAIN });
    assert_eq!((lab[0], lab[1]), ([255, 255, 255, 255], [0, 0, 0, 255]));
    assert!(lab[2][0] > 200 && lab[2][1] < 60, "{lab:?}");
}

#[test]
fn packed_rows_and_large_files_are_read() {
    // Two rows of four, three channels: repeated, plain and mixed, with a pad byte that says nothing.
    let rows: [&[u8]; 6] =
        [&[0xFD, 7], &[3, 1, 2, 3, 4], &[0x80, 0xFD, 9], &[0xFF, 5, 1, 6, 7], &[0xFD, 0], &[0xFD, 255]];
    for large in [false, true] {
        let mut data = Vec::new();
        for row in rows {
            if large {
                data.extend_from_slice(&(row.len() as u32).to_be_bytes());
            } else {
                data.extend_from_slice(&(row.len() as u16).to_be_bytes());
            }
        }
        data.extend_from_slice(&rows.concat());
        let seen = corners(&Sheet { large, width: 4, packed: 1, data: &data, ..PLAIN });
        assert_eq!(seen[0], [7, 9, 0, 255]);
        assert_eq!(seen[7], [4, 7, 255, 255]);
        data.truncate(data.len() - 1);
        let cut = draw(&Sheet { large, width: 4, packed: 1, data: &data, ..PLAIN });
        assert!(matches!(cut, Err(MediaError::Damaged { .. })));
    }
}

#[test]
fn transparency_is_read_without_the_white_it_was_mixed_with() {
    let data = [255, 128, 255, 0, 128, 128, 255, 0, 128, 128, 255, 0, 128, 255, 0, 255];
    let clear = corners(&Sheet { channels: 4, layers: -1, data: &data, ..PLAIN });
    assert_eq!(clear[0][3], 128);
    assert!(clear[0][0] == 255 && clear[0][1] < 3, "half clear red, not pink: {:?}", clear[0]);
    assert_eq!((clear[1], clear[2][3]), ([128, 128, 128, 255], 0));
    let spot = corners(&Sheet { channels: 4, layers: 1, data: &data, ..PLAIN });
    assert_eq!(spot[2], [255, 255, 255, 255], "a channel for a special ink is no transparency");
}

#[test]
fn what_is_not_there_is_not_made_up() {
    let short = draw(&Sheet { data: &[1, 2, 3], ..PLAIN });
    assert!(matches!(short, Err(MediaError::Damaged { .. })));
    let vast = draw(&Sheet { width: 9_000, height: 9_000, packed: 1, data: &[0; 64], ..PLAIN });
    assert!(vast.is_err());
    // Resource 1057 with "no merged picture".
    let version = [&b"8BIM"[..], &1057u16.to_be_bytes(), &[0, 0], &6u32.to_be_bytes(), &[0, 0, 0, 1, 0, 0]].concat();
    let empty = draw(&Sheet { resources: &version, data: &[255; 12], ..PLAIN });
    assert!(matches!(empty, Err(MediaError::Unsupported { .. })), "{:?}", empty.map(|made| made.width));
    let zipped = draw(&Sheet { packed: 2, data: &[0; 12], ..PLAIN });
    assert!(matches!(zipped, Err(MediaError::Unsupported { .. })));
}

#[test]
fn real_files_look_as_their_merged_picture() {
    let Some(folder) = folder("images/psd") else {
        return;
    };
    // Means over all channels, as libvips reads them; none where it does not read the file.
    let table = [
        ("16bit5x5.psd", (5, 5), Some(160)),
        ("1layer.psb", (101, 55), Some(114)),
        ("2layers.psd", (101, 55), Some(127)),
        ("300dpi.psd", (100, 150), None),
        ("32bit5x5.psd", (5, 5), None),
        ("4x4_1bit_bitmap.psd", (4, 4), None),
        ("4x4_8bit_cmyk.psd", (4, 4), None),
        ("4x4_8bit_duotone.psd", (4, 4), None),
        ("4x4_8bit_lab.psd", (4, 4), None),
        ("five_channels.psd", (1, 1), Some(85)),
        ("hidden-layer.psd", (100, 150), Some(230)),
        ("hopper.psd", (128, 128), Some(88)),
        ("hopper_merged.psd", (128, 128), Some(88)),
    ];
    for (name, size, mean) in table {
        let bytes = fs::read(folder.join(name)).unwrap();
        let made = render(&bytes, MIME, recipe(4000, Format::Png)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((made.width, made.height), size, "{name}");
        let seen = average(&made).iter().sum::<i32>() / 3;
        println!("{name}: {:?}", average(&made));
        assert!(mean.is_none_or(|mean: i32| (mean - seen).abs() <= 6), "{name}: {seen} instead of {mean:?}");
    }
    for name in ["smartobject-layer.psd", "type-layer.psd"] {
        let bytes = fs::read(folder.join(name)).unwrap();
        let refused = render(&bytes, MIME, recipe(64, Format::Png));
        assert!(matches!(refused, Err(MediaError::Unsupported { .. })), "{name} says that it has no merged picture");
    }
}
