//! What a file says about itself: raw, by standard, and boiled down to the fields people know. Never fails.

mod block;
pub mod choose;
pub(crate) mod digest;
mod documents;
mod exif;
mod exif_change;
mod find;
mod icc;
mod iim_change;
mod inflate;
pub mod iptc;
mod items;
pub mod kept;
pub mod packet;
mod pdf;
mod recordings;
mod sidecar;
pub mod write_back;
mod xmp;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use crate::credentials;
use crate::embed;
use block::{Block, MAX_VALUES, MAX_WARNINGS, Values};
use choose::{Choice, Said};

/// What was found. Everything is text as the file has it; nothing is invented.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The fields people know, chosen by the rules of the Metadata Working Group (see `choose`):
    ///
    /// `title` `headline` `description` `description_writer` `alt_text` `extended_description` `creator`
    /// `creator_title` `credit` `source` `copyright` `usage_terms` `web_statement` `licensor` `data_mining` `keywords`
    /// `category` `event` `people_shown` `instructions` `job_id` `sublocation` `city` `state` `country` `country_code`
    /// `location_created` `location_shown` `rating` `label` `digital_source_type` `model_release` `property_release`
    /// `captured_at` `digitized_at` `modified_at` (ISO 8601, with fraction and offset only if the file states them)
    /// `camera` `lens` `exposure_time` `aperture` `iso` `focal_length` `software` `gps_latitude` `gps_longitude`
    /// (decimal degrees, south and west negative) `gps_altitude` (meters).
    ///
    /// Lists are joined with `"; "`.
    pub basics: Values,
    /// By standard: `exif`, `iptc`, `xmp`, `icc`, `png` (text chunks), `jpeg` (comments), `pdf`, `office`, `id3`,
    /// `riff`, `quicktime`, `c2pa` (what Content Credentials say, unchecked), and `sidecar` for what stands beside it;
    /// only blocks that are there.
    pub raw: BTreeMap<String, Values>,
    /// Where in the file each block of `raw` lies, such as `JPEG APP13`.
    pub places: BTreeMap<String, String>,
    /// For each basic field that could come from several standards: which one it came from, why, and what the others say.
    pub choices: Vec<Choice>,
    /// What is needed, beside `raw`, to choose again with other sources.
    pub said: Said,
    /// Whether the file holds Content Credentials (C2PA). Whether they hold, `seal` says.
    pub has_credentials: bool,
    /// Half-sentences about what was damaged or left out.
    pub warnings: Vec<String>,
}

/// Reads what it can. Damaged or oversized blocks become warnings; a reader that panics costs its own block only.
pub fn read(bytes: &[u8], mime: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let blocks = guarded(|| find::find(bytes, mime)).unwrap_or_default();
    blocks.warnings.iter().for_each(|warning| metadata.warn(warning));
    if let Some(block) = &blocks.exif {
        let read = guarded(|| exif::read(&block.bytes)).flatten();
        metadata.said.measured = read.as_ref().map(|read| read.1.clone()).unwrap_or_default();
        metadata.store("exif", block.place, read.map(|read| read.0));
    }
    if let Some(block) = &blocks.iptc {
        metadata.store("iptc", block.place, guarded(|| iptc::read(&block.bytes)));
        metadata.said.iim_changed = blocks.iptc_digest.is_some_and(|digest| digest != digest::md5(&block.bytes));
    }
    if let Some(packet) = &blocks.xmp {
        let mut read = guarded(|| xmp::read(&packet.bytes)).flatten();
        if let (Some(read), Some(more)) = (&mut read, &blocks.extension) {
            match guarded(|| xmp::read(more)).flatten() {
                Some(more) => more.values.iter().for_each(|(name, value)| read.add(name, value)),
                None => read.warn("the extension of the xmp block is damaged"),
            }
        }
        metadata.store("xmp", packet.place, read);
    }
    if let Some(profile) = &blocks.icc {
        metadata.store("icc", profile.place, guarded(|| icc::read(&profile.bytes)).flatten());
    }
    metadata.store_texts("png", "PNG text chunks", &blocks.text);
    let comments: Vec<_> = blocks.comments.into_iter().map(|text| ("Comment".to_owned(), text)).collect();
    metadata.store_texts("jpeg", "JPEG COM", &comments);
    read_properties(&mut metadata, bytes, mime);
    metadata.read_credentials(bytes, mime);
    (metadata.basics, metadata.choices) = choose::all(&metadata.raw, &metadata.said);
    metadata
}

/// As [`read`], with the XMP file that an editor wrote beside it.
pub fn read_with_sidecar(bytes: &[u8], mime: &str, sidecar: &[u8]) -> Metadata {
    let mut metadata = read(bytes, mime);
    metadata.store(choose::SIDECAR, "file beside it", guarded(|| xmp::read(sidecar)).flatten());
    metadata.said.sidecar_is_older = sidecar::is_older(&metadata.raw);
    (metadata.basics, metadata.choices) = choose::all(&metadata.raw, &metadata.said);
    metadata
}

/// The properties that documents and recordings have of their own.
fn read_properties(metadata: &mut Metadata, bytes: &[u8], mime: &str) {
    if bytes.starts_with(b"%PDF") {
        metadata.store("pdf", "document information", guarded(|| pdf::read(bytes)).flatten());
    } else if bytes.starts_with(b"PK\x03\x04") {
        metadata.store("office", "document properties", guarded(|| documents::read(bytes)).flatten());
    } else if let Some((name, place, block)) = guarded(|| recordings::read(bytes, mime)).flatten() {
        metadata.store(name, place, Some(block));
    }
}

impl Metadata {
    fn warn(&mut self, warning: &str) {
        if self.warnings.len() < MAX_WARNINGS && !self.warnings.iter().any(|known| known == warning) {
            self.warnings.push(warning.to_owned());
        }
    }

    fn read_credentials(&mut self, bytes: &[u8], mime: &str) {
        self.has_credentials = guarded(|| embed::is_signed(bytes, mime)).unwrap_or_default();
        let said = self.has_credentials.then(|| guarded(|| credentials::values(bytes, mime)).flatten());
        if let Some((place, values)) = said.flatten() {
            let mut block = Block::default();
            values.iter().for_each(|(name, value)| block.add(name, value));
            self.store(choose::CREDENTIALS, place, Some(block));
        }
    }

    fn store(&mut self, name: &str, place: &str, read: Option<Block>) {
        let Some(block) = read else {
            self.warn(&format!("the {name} block is damaged and was left out"));
            return;
        };
        block.warnings.iter().for_each(|warning| self.warn(warning));
        if !block.values.is_empty() {
            self.raw.insert(name.to_owned(), block.values);
            self.places.insert(name.to_owned(), place.to_owned());
        }
    }

    fn store_texts(&mut self, name: &str, place: &str, texts: &[(String, String)]) {
        if texts.is_empty() {
            return;
        }
        if texts.len() > MAX_VALUES {
            self.warn("there are more values than are read");
        }
        let mut block = Block::default();
        texts.iter().take(MAX_VALUES).for_each(|(name, value)| block.add(name, value));
        self.store(name, place, Some(block));
    }
}

fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

/// The XMP packet of a file as it stands there, if it has one; an extension in other segments is not part of it.
pub fn packet_of<'a>(bytes: &'a [u8], mime: &str) -> Option<Cow<'a, [u8]>> {
    guarded(|| find::find(bytes, mime).xmp).flatten().map(|found| found.bytes)
}
