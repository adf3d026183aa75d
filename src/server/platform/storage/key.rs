//! Names of stored objects: what a name may look like, and how originals and renditions are named.
//!
//! A key can never leave the place it is stored in: it has no `..`, no empty segment and no character that a file
//! system or an object store treats specially.

use std::fmt;
use std::io;

use uuid::Uuid;

/// Longest key in bytes, short enough for every store together with a bucket prefix.
pub const LONGEST_KEY: usize = 300;
/// Longest segment in bytes: what the usual file systems take for one name.
pub const LONGEST_SEGMENT: usize = 255;

/// A checked object name: segments of `[a-z0-9._-]` separated by `/`, at most 300 bytes.
///
/// Keys order by their bytes, which is also the order in which both stores list them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

/// Why a text is not a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key:?} is not a storage key: {why}")]
pub struct KeyError {
    pub key: String,
    pub why: &'static str,
}

impl Key {
    /// Checks a key that came from outside, from a row or from a listing.
    pub fn parse(text: &str) -> Result<Key, KeyError> {
        match fault(text) {
            None => Ok(Key(text.to_owned())),
            Some(why) => Err(KeyError { key: text.chars().take(LONGEST_KEY).collect(), why }),
        }
    }

    /// Where the uploaded bytes of a version are kept. The last two digits spread the folders evenly: the first
    /// digits of a time-ordered id hardly change from one upload to the next.
    pub fn original(version: Uuid) -> Key {
        let name = version.hyphenated().to_string();
        let shard = &name[name.len() - 2..];
        Key(format!("original/{shard}/{name}"))
    }

    /// Where a made file is kept: the same bytes and the same recipe always give the same key.
    /// Both hashes are lower-case hexadecimal, `extension` comes without its dot.
    pub fn rendition(content_hash: &str, recipe_hash: &str, extension: &str) -> Result<Key, KeyError> {
        let text =
            format!("rendition/{}/{content_hash}-{recipe_hash}.{extension}", content_hash.get(..2).unwrap_or(""));
        let is_hex = |hash: &str| hash.len() >= 8 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hex(content_hash) || !is_hex(recipe_hash) {
            return Err(KeyError { key: text, why: "a hash is at least eight lower-case hexadecimal digits" });
        }
        if extension.is_empty() || !extension.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return Err(KeyError { key: text, why: "an extension is lower-case letters and digits" });
        }
        Key::parse(&text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn fault(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        return Some("it is empty");
    }
    if text.len() > LONGEST_KEY {
        return Some("it is longer than 300 bytes");
    }
    for segment in text.split('/') {
        if segment.is_empty() {
            return Some("it has an empty segment");
        }
        if segment.len() > LONGEST_SEGMENT {
            return Some("a segment is longer than 255 bytes");
        }
        if segment == "." || segment.contains("..") {
            return Some("a segment is \".\" or contains \"..\"");
        }
        if !segment.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-')) {
            return Some("only a-z, 0-9, dot, underscore and hyphen are allowed");
        }
    }
    None
}

/// A name that nobody else takes: 32 hexadecimal digits of chance.
pub fn unique_name() -> io::Result<String> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    Ok(Uuid::from_bytes(random).simple().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_leave_the_folder_is_not_a_key() {
        for text in [
            "",
            "/",
            "/etc/passwd",
            "a//b",
            "a/",
            "..",
            "../a",
            "a/../b",
            "a/..",
            ".",
            "a/./b",
            "a..b",
            "a\\b",
            "a\0b",
            "a b",
            "A",
            "~incoming/x",
            "ä",
            "a%2e%2e",
            "a\n",
        ] {
            assert!(Key::parse(text).is_err(), "{text:?} was taken");
        }
    }

    #[test]
    fn plain_names_are_keys_up_to_the_longest() {
        for text in ["a", "a/b.c_d-e", "0/1/2", ".hidden", "original/ff/x.tar.gz"] {
            assert_eq!(Key::parse(text).expect(text).as_str(), text);
        }
        let longest = format!("{}/{}", "a".repeat(200), "b".repeat(99));
        assert!(Key::parse(&longest).is_ok());
        assert!(Key::parse(&format!("{longest}b")).is_err());
        assert!(Key::parse(&"a".repeat(256)).is_err());
    }

    #[test]
    fn an_original_is_spread_by_the_random_end_of_its_id() {
        let version = Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_00ab);
        let key = Key::original(version);
        assert_eq!(key.as_str(), "original/ab/01930000-0000-7000-8000-0000000000ab");
        assert_eq!(Key::parse(key.as_str()), Ok(key));
    }

    #[test]
    fn a_rendition_is_named_by_what_it_was_made_from_and_how() {
        let content = "ab".repeat(32);
        let recipe = "01".repeat(32);
        let key = Key::rendition(&content, &recipe, "webp").expect("a key");
        assert_eq!(key.as_str(), format!("rendition/ab/{content}-{recipe}.webp"));
        assert!(Key::rendition(&content.to_uppercase(), &recipe, "webp").is_err());
        assert!(Key::rendition(&content, "../../../x", "webp").is_err());
        assert!(Key::rendition(&content, &recipe, "we/bp").is_err());
        assert!(Key::rendition("é", &recipe, "webp").is_err());
    }
}
