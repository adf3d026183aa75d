//! Ids and randomness. Ids are time-ordered UUIDs (version 7), so that creation order is id order on both databases.

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

use crate::platform::error::{Error, Result};

/// A new id for something created at `at`, with randomness from `random` (10 bytes).
pub fn new_id(at: DateTime<Utc>, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Reads an id from text; `None` when it is not a UUID.
pub fn parse(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text).ok()
}

/// Random bytes from the operating system.
pub fn random_bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|why| Error::internal(anyhow::anyhow!("no randomness: {why}")))?;
    Ok(bytes)
}
