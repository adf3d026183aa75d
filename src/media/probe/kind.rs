//! The kinds of files there are, as far as the product tells them apart.

use serde::{Deserialize, Serialize};

/// The broad kind of a file, which decides how it is shown and searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Image,
    Vector,
    Video,
    Audio,
    Document,
    Font,
    Archive,
    Other,
}

/// What the first bytes of a file say it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sniffed {
    pub mime: String,
    pub kind: Kind,
    /// Without a dot; empty when unknown.
    pub extension: &'static str,
}
