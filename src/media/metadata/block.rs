//! The values of one block while it is read, within limits that no file can move.

use std::collections::BTreeMap;

/// The longest value kept, in bytes; longer ones are cut with a warning.
pub const MAX_VALUE: usize = 32 * 1024;
/// The most values kept of one block.
pub const MAX_VALUES: usize = 2_000;
pub const MAX_WARNINGS: usize = 20;

/// One block of raw values by name.
pub type Values = BTreeMap<String, String>;

/// The values of one block while it is read, within the limits.
#[derive(Default)]
pub struct Block {
    pub values: Values,
    pub warnings: Vec<String>,
}

impl Block {
    /// Adds a value; a name that is there already becomes a list.
    pub fn add(&mut self, name: &str, value: &str) {
        let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        if value.is_empty() || name.is_empty() {
            return;
        }
        let known = self.values.contains_key(name);
        if !known && self.values.len() >= MAX_VALUES {
            self.warn("there are more values than are read");
            return;
        }
        let entry = self.values.entry(name.to_owned()).or_default();
        let separator = if known { "; " } else { "" };
        let room = MAX_VALUE.saturating_sub(entry.len() + separator.len());
        let kept = shorten(value, room);
        let is_cut = kept.len() < value.len();
        if !kept.is_empty() {
            entry.push_str(separator);
            entry.push_str(kept);
        }
        if is_cut {
            self.warn(&format!("{name} is too long and was cut"));
        }
    }

    pub fn warn(&mut self, warning: &str) {
        if self.warnings.len() < MAX_WARNINGS && !self.warnings.iter().any(|known| known == warning) {
            self.warnings.push(warning.to_owned());
        }
    }
}

/// At most `room` bytes, never half a character.
pub fn shorten(text: &str, room: usize) -> &str {
    let mut end = room.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
