//! Everything a file may say about itself: any bytes, taken for any kind of file, are read without falling over, what is
//! found stays within its bounds, and what a rendition keeps says nothing private.
#![no_main]

use fuzz::{embed, files, metadata};
use libfuzzer_sys::fuzz_target;

/// What one block may hold, bytes, whatever the file claims.
const MOST: usize = 8 << 20;

fuzz_target!(init: files::write("file_metadata"), |data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else { return };
    let mime = files::KINDS[usize::from(*kind) % files::KINDS.len()].1;
    let found = metadata::read(bytes, mime);
    for (name, values) in &found.raw {
        let held: usize = values.iter().map(|(name, value)| name.len() + value.len()).sum();
        assert!(held <= MOST, "{name} holds {held} bytes");
    }
    assert!(found.basics.values().all(|value| !value.is_empty()), "a field says nothing");
    let again = metadata::read(bytes, mime);
    assert!(again == found, "the same file says something else");
    if let Some(packet) = metadata::kept::kept(bytes, mime) {
        let kept = metadata::read(packet.as_bytes(), "application/rdf+xml");
        let xmp = kept.raw.get("xmp");
        let private = |name: &String| ["exif:GPS", "aux:", "exifEX:", "mwg-rs:"].iter().any(|each| name.starts_with(each));
        assert!(!xmp.is_some_and(|values| values.keys().any(private)), "a rendition says something private: {packet}");
    }
    if embed::is_signed(bytes, mime) {
        let bare = embed::without_credentials(bytes, mime);
        assert!(!bare.is_some_and(|bare| embed::is_signed(&bare, mime)), "credentials were left");
    }
});
