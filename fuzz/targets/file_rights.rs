//! What files say about themselves: any bytes are read without falling over, and no statement clears anything,
//! and what is written into a copy is what is read out of it.
#![no_main]

use fuzz::exchange::{fields, stated};
use fuzz::features::metadata::writing::Packet;
use fuzz::{laws, metadata, seeds};
use libfuzzer_sys::fuzz_target;

/// By the first byte of an input: the kind of file the rest is.
const KINDS: &[&str] =
    &["application/rdf+xml", "image/jpeg", "image/png", "image/webp", "image/tiff", "image/vnd.adobe.photoshop"];

fuzz_target!(init: seeds::write("file_rights", seeds::file), |data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else { return };
    let mime = KINDS[usize::from(*kind) % KINDS.len()];
    let found = metadata::read(bytes, mime);
    let stated = stated::read(&fields::of_raw(&found.raw), &found.warnings, laws::small());
    let rules: Vec<_> = stated.into_iter().flat_map(|statement| statement.rules).collect();
    laws::a_proposal_clears_nothing(laws::small(), &rules, data.len());
    let mut packet = Packet::default();
    packet.text("plus:LicenseID", "<L-1>");
    if let Ok(copy) = packet.inside(bytes, mime, &["plus:LicenseID"]) {
        let read = metadata::read(&copy, mime);
        let id = read.raw.get("xmp").and_then(|block| block.get("plus:LicenseID"));
        assert_eq!(id.map(String::as_str), Some("<L-1>"), "what was written is not what is read");
    }
});
