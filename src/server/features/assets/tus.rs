//! What the headers of the upload protocol (tus 1.0) say.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::fields::{self, AssetChange};
use super::receive::Purpose;
use super::writer::Check;
use crate::platform::error::{Code, Error, Result};

/// Longest `Upload-Metadata`, bytes.
const METADATA_BYTES: usize = 64 * 1024;

/// What `Upload-Metadata` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub file_name: String,
    pub purpose: Purpose,
}

/// Reads `Upload-Metadata`: `filename`, `title`, `collection_id` and `asset_id` count, other keys are let be.
pub fn parse_metadata(header: &str) -> Result<Wish> {
    let wrong = |why: &str| Error::field(Code::Malformed, "Upload-Metadata", why);
    if header.len() > METADATA_BYTES {
        return Err(Error::field(Code::TooLarge, "Upload-Metadata", "At most 64 KiB."));
    }
    let mut values: BTreeMap<&str, String> = BTreeMap::new();
    for pair in header.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
        let bytes = BASE64.decode(value.trim()).map_err(|_| wrong("Values are Base64."))?;
        let text = String::from_utf8(bytes).map_err(|_| wrong("Values are UTF-8 in Base64."))?;
        if values.insert(key, text).is_some() {
            return Err(wrong("A key may stand there once."));
        }
    }
    let id = |key: &str| -> Result<Option<Uuid>> {
        let Some(text) = values.get(key).filter(|text| !text.is_empty()) else { return Ok(None) };
        let parsed = Uuid::parse_str(text);
        parsed.map(Some).map_err(|_| Error::field(Code::Invalid, key, "This is not an id."))
    };
    let title = values.get("title").filter(|title| !title.trim().is_empty()).cloned();
    let purpose = match id("asset_id")? {
        Some(asset) => Purpose::NewVersion { asset },
        None => Purpose::NewAsset {
            fields: AssetChange { title, ..AssetChange::default() }.parse()?,
            collection: id("collection_id")?,
        },
    };
    let file_name = fields::file_name(values.get("filename").map(String::as_str).unwrap_or_default());
    Ok(Wish { file_name, purpose })
}

/// The checksum a sender gives for one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checksum {
    is_sha1: bool,
    expected: Vec<u8>,
}

impl Checksum {
    /// Reads `Upload-Checksum: sha256 BASE64`.
    pub fn parse(header: &str) -> Result<Checksum> {
        let wrong = |why: &str| Error::field(Code::Malformed, "Upload-Checksum", why);
        let (algorithm, value) = header.trim().split_once(' ').unwrap_or((header, ""));
        let (is_sha1, length) = match algorithm {
            "sha1" => (true, 20),
            "sha256" => (false, 32),
            _ => return Err(wrong("Checksums are sha1 or sha256.")),
        };
        let expected = BASE64.decode(value.trim()).ok().filter(|bytes| bytes.len() == length);
        Ok(Checksum { is_sha1, expected: expected.ok_or_else(|| wrong("The value is not a checksum in Base64."))? })
    }

    /// A fresh computation of it.
    pub fn check(&self) -> Check {
        if self.is_sha1 { Check::Sha1(Sha1::new()) } else { Check::Sha256(Sha256::new()) }
    }

    /// Whether these are the bytes of the checksum that was sent.
    pub fn is(&self, computed: Option<&[u8]>) -> bool {
        computed == Some(self.expected.as_slice())
    }
}
