//! Opens compressed text, never further than asked: a file of a few kilobytes may claim to hold gigabytes.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

/// At most `most` bytes of a zlib stream, and whether there was more. None if it cannot be opened at all.
pub(super) fn zlib(bytes: &[u8], most: usize) -> Option<(Vec<u8>, bool)> {
    bounded(ZlibDecoder::new(bytes), most)
}

/// The same for a bare deflate stream, as in zip files.
pub(super) fn deflate(bytes: &[u8], most: usize) -> Option<(Vec<u8>, bool)> {
    bounded(DeflateDecoder::new(bytes), most)
}

fn bounded(reader: impl Read, most: usize) -> Option<(Vec<u8>, bool)> {
    let mut out = Vec::new();
    let read = reader.take(most as u64 + 1).read_to_end(&mut out);
    if read.is_err() && out.is_empty() {
        return None;
    }
    let is_more = out.len() > most;
    out.truncate(most);
    Some((out, is_more))
}
