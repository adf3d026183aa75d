//! What every room is handed: mechanisms only, no noun.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::platform::auth::kept::KeptSessions;
use crate::platform::auth::token::Tokens;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::{Db, Tx};
use crate::platform::error::Result;
use crate::platform::event::Event;
use crate::platform::head::HeadReader;
use crate::platform::id;
use crate::platform::job::NewJob;
use crate::platform::storage::Storage;
use crate::platform::tools::Tools;

/// Mechanisms: database, storage, clock, randomness, settings, and what follows an event.
#[derive(Clone)]
pub struct Ctx {
    pub db: Db,
    pub storage: Storage,
    /// Programs of others, run as children with limits.
    pub tools: Tools,
    pub clock: Clock,
    pub config: Arc<Config>,
    pub tokens: Tokens,
    pub sessions: KeptSessions,
    pub head: HeadReader,
    pub ids: id::Sequence,
    /// Which jobs follow an event; handed down by `app/reactions.rs`.
    pub reactions: fn(&Event) -> Vec<NewJob>,
    /// Woken after each commit: workers and the search feed look again.
    pub changed: Arc<Notify>,
}

impl Ctx {
    /// Now, UTC, to the millisecond.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A new time-ordered id.
    pub fn new_id(&self) -> Result<Uuid> {
        Ok(self.ids.following(id::new_id(self.now(), id::random_bytes()?)))
    }

    /// Commits and wakes whoever waits for changes.
    pub async fn commit(&self, tx: Tx) -> Result<()> {
        tx.commit().await?;
        self.changed.notify_waiters();
        Ok(())
    }
}
