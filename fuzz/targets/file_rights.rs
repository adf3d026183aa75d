//! What files say about themselves: any bytes are read without falling over, and no field of a file clears anything.
#![no_main]

use fuzz::exchange::plus::{self, Fields};
use fuzz::exchange::summary_code::{self, Dates};
use fuzz::{laws, metadata, seeds};
use libfuzzer_sys::fuzz_target;

/// By the first byte of an input: the kind of file the rest is.
const KINDS: &[&str] =
    &["application/rdf+xml", "image/jpeg", "image/png", "image/webp", "image/tiff", "image/vnd.adobe.photoshop"];

fuzz_target!(init: seeds::write("file_rights", seeds::file), |data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else { return };
    let found = metadata::read(bytes, KINDS[usize::from(*kind) % KINDS.len()]);
    let mut fields = Fields::new();
    for (name, value) in found.raw.get("xmp").into_iter().flatten() {
        fields.insert(name.clone(), value.split("; ").map(str::to_owned).collect());
    }
    if let Some(found) = plus::read(&fields) {
        laws::a_proposal_clears_nothing(laws::small(), &found.agreement.rules, data.len());
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(rules) = summary_code::read(text, Dates::default())
    {
        laws::a_proposal_clears_nothing(laws::small(), &rules, data.len());
    }
});
