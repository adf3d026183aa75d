//! Stored bytes on their way out: where they lie, what they are and how they are presented.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use super::present::Disposition;
use crate::platform::storage::key::Key;

/// Stored bytes and how to present them.
#[derive(Clone, Debug)]
pub struct Source {
    pub key: Key,
    /// Of the whole object, bytes.
    pub size: u64,
    pub mime: String,
    /// As people know the file; sent with bytes that are saved.
    pub file_name: String,
    /// Names these very bytes; without quotes.
    pub etag: String,
    pub modified: DateTime<Utc>,
    pub disposition: Disposition,
    /// The `Cache-Control` header.
    pub cache: Cow<'static, str>,
}
