//! Drawings of a few bytes that ask for more than there is: stacks, memory, hours. And sound ones that look like them.

use std::fmt::Write;
use std::time::Duration;

use crate::MediaError;
use crate::encode::Format;
use crate::limits::Limits;
use crate::pipeline;
use crate::tests::recipe;

/// As a server of a gigabyte would draw it at 1280 pixels.
fn drawn(drawing: &str) -> Result<Vec<u8>, MediaError> {
    let limits = Limits::new(400_000_000, 1 << 30, Duration::from_secs(120));
    let made = pipeline::render(drawing.as_bytes(), "image/svg+xml", &[recipe(1280, Format::Png)], &limits, &|| true);
    made.map(|mut made| made.remove(0).bytes)
}

fn refused(what: &str, inside: &str) {
    let drawing = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>{inside}</svg>");
    let answer = drawn(&drawing);
    assert!(matches!(answer, Err(MediaError::TooLarge { .. })), "{what}: {:?}", answer.map(|bytes| bytes.len()));
}

fn shown(what: &str, inside: &str) {
    let drawing = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>{inside}</svg>");
    let made = drawn(&drawing).unwrap_or_else(|error| panic!("{what}: {error}"));
    let picture = pipeline::decode_rendition(&made).unwrap().to_rgba8();
    assert!(picture.pixels().any(|pixel| pixel.0[3] > 0), "{what} is empty");
}

const RECT: &str = "<rect width='100' height='100' fill='#123'/>";

#[test]
fn a_chain_of_references_is_not_followed_for_ever() {
    for (order, step) in [("forwards", 1i64), ("backwards", -1)] {
        for (kind, name) in [("clipPath", "clip-path"), ("mask", "mask"), ("g", "filter")] {
            let mut chain = String::new();
            for at in 0..60_000i64 {
                let _ = write!(chain, "<{kind} id='c{at}' {name}='url(#c{})'>{RECT}</{kind}>", at + step);
            }
            refused(&format!("{kind} {order}"), &format!("{chain}<g {name}='url(#c30000)'>{RECT}</g>"));
        }
        let mut chain = String::new();
        for at in 0..100_000i64 {
            let _ = write!(chain, "<use id='u{at}' href='#u{}'/>", at + step);
        }
        refused(&format!("use {order}"), &chain);
    }
}

#[test]
fn copies_made_by_a_style_sheet_or_by_markers_are_counted() {
    let mut sheet = "<style>".to_owned();
    let mut layers = String::new();
    for at in 0..9 {
        let _ = write!(sheet, ".l{at} {{ fill: url( #p{} ) }} ", at + 1);
        let ten = format!("<rect class='l{at}' width='9' height='9'/>").repeat(10);
        let _ =
            write!(layers, "<pattern id='p{at}' width='9' height='9' patternUnits='userSpaceOnUse'>{ten}</pattern>");
    }
    refused("patterns by class", &format!("{sheet}</style>{layers}<rect class='l0' width='99' height='99'/>"));
    let line = "L1 1 2 2 ".repeat(20_000);
    let many = "<path d='M0 0h1v1z'/>".repeat(200);
    let marker = format!("<marker id='m' markerWidth='9' markerHeight='9'>{many}</marker>");
    refused("markers", &format!("{marker}<path d='M0 0{line}' stroke='#000' marker-mid='url(#m)'/>"));
    refused("markers above", &format!("{marker}<g style='marker:url(#m)'><path d='M0 0{line}' stroke='#000'/></g>"));
}

#[test]
fn effects_that_take_hours_are_not_begun() {
    for (what, effect) in [
        ("morphology", "<feMorphology radius='40'/>".to_owned()),
        ("octaves", "<feTurbulence baseFrequency='.1' numOctaves='4000000000'/>".to_owned()),
        ("matrix", format!("<feConvolveMatrix order='300' kernelMatrix='{}'/>", "1 ".repeat(90_000))),
    ] {
        let filter = format!("<filter id='f'>{effect}</filter>");
        refused(what, &format!("{filter}<g filter='url(#f)'>{RECT}</g>"));
        if what == "octaves" {
            continue; // takes hours for a single pixel
        }
        let scaled = format!("{filter}<g transform='scale(.001)'><g filter='url(#f)'>{RECT}</g></g>");
        shown(&format!("{what} on next to nothing"), &format!("{scaled}{RECT}"));
    }
}

#[test]
fn layers_and_tiles_larger_than_memory_are_not_begun() {
    let (open, close) = ("<g opacity='.9'>".repeat(200), "</g>".repeat(200));
    refused("layers in layers", &format!("{open}{RECT}{close}"));
    let huge = "<rect x='-900' y='-900' width='2000' height='2000'/>";
    let (open, close) = ("<g opacity='.9'>".repeat(20), "</g>".repeat(20));
    refused("layers beyond the picture", &format!("{open}{huge}{close}"));
    let tile =
        "<pattern id='p' width='1800' height='1800' patternUnits='userSpaceOnUse'><path d='M0 0h9v9z'/></pattern>";
    refused("a tile", &format!("{tile}<rect fill='url(#p)' width='99' height='99'/>"));
}

#[test]
fn what_designers_do_is_drawn() {
    let gradient = "<style>.cls-1{fill:url(#a);}.cls-2:first-child{fill:url(#a)}</style><linearGradient id='a'>\
                    <stop stop-color='#f00'/><stop offset='1' stop-color='#00f'/></linearGradient>";
    let many = "<path class='cls-1' d='M1 1h9v9z'/>".repeat(3_000);
    shown("gradients by class", &format!("{gradient}{many}"));
    let shadow = "<filter id='s'><feGaussianBlur stdDeviation='2'/><feOffset dx='1'/><feMerge><feMergeNode/>\
                  <feMergeNode in='SourceGraphic'/></feMerge></filter>";
    shown("shadows", &format!("{shadow}{}", format!("<g filter='url(#s)'>{RECT}</g>").repeat(5)));
    shown(
        "an outline",
        "<filter id='o'><feMorphology operator='dilate' radius='.5'/></filter>\
                                  <circle filter='url(#o)' cx='50' cy='50' r='20'/>",
    );
    let mask = "<mask id='m'><circle cx='50' cy='50' r='40' fill='#fff'/></mask>";
    shown("a mask", &format!("{mask}<g mask='url(#m)' opacity='.5'>{RECT}</g>"));
    let tile = "<pattern id='p' width='5' height='5' patternUnits='userSpaceOnUse'><path d='M0 0h2v2z'/></pattern>";
    shown("tiles", &format!("{tile}<rect fill='url(#p)' width='99' height='99'/>"));
    let arrow = "<marker id='m' markerWidth='9' markerHeight='9'><path d='M0 0h3v3z'/></marker>";
    shown("arrows", &format!("{arrow}<path d='M0 0L50 50 90 10' stroke='#000' marker-mid='url(#m)'/>"));
}
