//! What people may write about an asset: titles, descriptions, keywords and file names, parsed at the door.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::platform::error::{Code, Error, Result};

/// Longest title, characters.
pub const TITLE_LENGTH: usize = 300;
/// Longest description, characters.
pub const DESCRIPTION_LENGTH: usize = 10_000;
/// Most keywords of one asset, and the longest, in characters.
pub const KEYWORD_COUNT: usize = 100;
pub const KEYWORD_LENGTH: usize = 100;
/// Longest file name that is kept, characters.
const FILE_NAME_LENGTH: usize = 255;

/// What somebody wants to say differently about an asset. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssetChange {
    /// 1 to 300 characters.
    pub title: Option<String>,
    /// At most 10,000 characters.
    pub description: Option<String>,
    /// At most 100 words or short phrases of at most 100 characters; replaces the former ones.
    pub keywords: Option<Vec<String>>,
}

impl AssetChange {
    /// Trims and checks every given field.
    pub fn parse(self) -> Result<AssetChange> {
        Ok(AssetChange {
            title: self.title.map(|text| parse_title(&text)).transpose()?,
            description: self.description.map(|text| parse_description(&text)).transpose()?,
            keywords: self.keywords.map(parse_keywords).transpose()?,
        })
    }

    pub fn is_empty(&self) -> bool {
        *self == AssetChange::default()
    }
}

fn parse_title(text: &str) -> Result<String> {
    let text = text.trim();
    let good = !text.is_empty() && text.chars().count() <= TITLE_LENGTH && !text.chars().any(char::is_control);
    let refuse = || Error::field(Code::Invalid, "title", "1 to 300 characters on one line.");
    good.then(|| text.to_owned()).ok_or_else(refuse)
}

/// Several lines are fine, other control characters are not. Nothing is an empty text.
pub fn parse_description(text: &str) -> Result<String> {
    let text = text.trim();
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.chars().count() > DESCRIPTION_LENGTH || text.chars().any(is_odd) {
        return Err(Error::field(Code::Invalid, "description", "At most 10,000 characters of plain text."));
    }
    Ok(text.to_owned())
}

/// Trimmed, without empty and repeated ones (upper and lower case are the same word), in the given order.
fn parse_keywords(words: Vec<String>) -> Result<Vec<String>> {
    let refuse = |why: &str| Err(Error::field(Code::Invalid, "keywords", why));
    let mut kept: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for word in words {
        let word = word.trim();
        if word.chars().count() > KEYWORD_LENGTH || word.chars().any(char::is_control) {
            return refuse("A keyword has at most 100 characters on one line.");
        }
        if !word.is_empty() && seen.insert(word.to_lowercase()) {
            kept.push(word.to_owned());
        }
        if kept.len() > KEYWORD_COUNT {
            return refuse("At most 100 keywords.");
        }
    }
    Ok(kept)
}

/// A file name fit to be shown and offered for download: the last part of a path, any script, no control or
/// direction-changing characters, at most 255 characters with the extension kept.
pub fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    let clean: String = last.chars().filter(|c| !is_hidden(*c)).collect();
    let clean = clean.trim();
    if clean.is_empty() || clean.chars().all(|c| c == '.') {
        return "unnamed".to_owned();
    }
    let length = clean.chars().count();
    if length <= FILE_NAME_LENGTH {
        return clean.to_owned();
    }
    let (stem, extension) = split(clean);
    let room = FILE_NAME_LENGTH.saturating_sub(extension.chars().count() + 1);
    let stem: String = stem.chars().take(room).collect();
    if extension.is_empty() { stem } else { format!("{stem}.{extension}") }
}

/// The title of an asset nobody has named: its file's name without the extension.
pub fn title_of(file_name: &str) -> String {
    let (stem, _) = split(file_name);
    stem.trim().chars().take(TITLE_LENGTH).collect()
}

/// Name and extension; what follows the last dot is an extension only if it is short.
fn split(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && (1..=16).contains(&extension.chars().count()) => {
            (stem, extension)
        }
        _ => (name, ""),
    }
}

/// The keywords column as a list.
pub fn keywords(column: &str) -> Vec<String> {
    serde_json::from_str(column).unwrap_or_default()
}
