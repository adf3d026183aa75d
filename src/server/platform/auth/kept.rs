//! Sessions that were looked up already, used again only while the event trail has not moved: signing out, a new role and
//! a suspended person are events, so each of them is felt by the next request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::platform::auth::session::Standing;

/// How many are kept at most.
const MOST_KEPT: usize = 10_000;

#[derive(Clone)]
struct Kept {
    seq: i64,
    /// When the token itself ends.
    until: DateTime<Utc>,
    session: Uuid,
    standing: Arc<Standing>,
}

/// By token. Cheap to clone.
#[derive(Clone, Default)]
pub struct KeptSessions {
    kept: Arc<Mutex<HashMap<String, Kept>>>,
}

impl KeptSessions {
    /// The session of a token, as it was looked up when the trail had the number `seq`.
    pub fn find(&self, token: &str, seq: i64, now: DateTime<Utc>) -> Option<(Uuid, Arc<Standing>)> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get(token).filter(|kept| kept.seq == seq && now < kept.until)?;
        Some((found.session, found.standing.clone()))
    }

    /// `until` is when the token ends. `seq` was read before the session was.
    pub fn keep(&self, token: String, seq: i64, until: DateTime<Utc>, found: (Uuid, Arc<Standing>)) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(token, Kept { seq, until, session: found.0, standing: found.1 });
    }
}
