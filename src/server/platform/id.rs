//! Ids and randomness. Ids are time-ordered UUIDs (version 7), so that creation order is id order on both databases.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

use crate::platform::error::{Error, Result};

/// A new id for something created at `at`, with randomness from `random` (10 bytes).
pub fn new_id(at: DateTime<Utc>, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// The last id a process gave: within one millisecond the next is greater still, so that what is recorded together
/// keeps its order. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Sequence(Arc<Mutex<Uuid>>);

impl Sequence {
    /// `drawn`, or, where the last id of the same millisecond is not smaller, one a random step after that.
    pub fn following(&self, drawn: Uuid) -> Uuid {
        const TAIL: u128 = (1 << 62) - 1;
        let mut last = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let (drawn_bits, last_bits) = (drawn.as_u128(), last.as_u128());
        let step = 1 + (drawn_bits & 0xffff_ffff);
        let same_millisecond = drawn_bits >> 80 == last_bits >> 80;
        // The tail starts at random, so that it is used up is next to impossible; the order is then lost, not the id.
        *last = match same_millisecond && drawn <= *last && (last_bits & TAIL) + step <= TAIL {
            true => Uuid::from_u128(last_bits + step),
            false => drawn,
        };
        *last
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_millisecond_come_in_their_order() {
        let (at, sequence) = (DateTime::UNIX_EPOCH + chrono::Duration::days(2), Sequence::default());
        let ids: Vec<Uuid> = (0..1000_u32)
            .map(|number| number.wrapping_mul(2_654_435_761).to_be_bytes())
            .map(|[a, b, c, d]| sequence.following(new_id(at, [a, b, c, d, a, b, c, d, a, b])))
            .collect();
        assert!(ids.is_sorted_by(|one, next| one < next));
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
        let earlier = sequence.following(new_id(at - chrono::Duration::days(1), [0; 10]));
        assert_eq!(earlier, new_id(at - chrono::Duration::days(1), [0; 10]), "time decides before order");
    }
}
