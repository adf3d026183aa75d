//! Ids: time-ordered UUIDs (version 7), so that creation order is id order on both databases.

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

/// A new id for something created at `at`, with randomness from `random` (10 bytes).
pub fn new_id(at: DateTime<Utc>, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Reads an id from text; `None` when it is not a UUID.
pub fn parse(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text).ok()
}
