//! How far the event trail has come, read once for everybody who asks at the same time.
//!
//! Every change of who may do or see what is an event, so an answer that was worked out at some number of the trail holds
//! while the trail has that number. Asking for it is one small query; under load many requests share one. Each is answered
//! by a reading that began after it asked, so nobody gets an answer older than their question. On SQLite a look at the log
//! says whether anything was committed since the last reading; while nothing was, that reading is still the answer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, Statement};
use tokio::sync::Mutex;

use crate::platform::error::{Error, Result};
use crate::platform::log_mark::{LogMark, Mark};

/// Where the trail stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The number of the last event.
    pub seq: i64,
    /// Raised by each event that changes rights.
    pub rights_epoch: i64,
}

/// Without a commit the trail is read again after so long all the same: should a file system ever show an old log, its
/// word counts no longer than this.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// Reads the head for many at once. Cheap to clone.
#[derive(Clone, Default)]
pub struct HeadReader {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    asked: AtomicU64,
    last: Mutex<Reading>,
    known: RwLock<Option<Known>>,
}

/// A reading and the number of the last question that was asked before it began.
#[derive(Default)]
struct Reading {
    covers: u64,
    head: Head,
    log: Option<Arc<LogMark>>,
}

/// A reading and how the log stood before it.
struct Known {
    log: Arc<LogMark>,
    mark: Mark,
    read_at: Instant,
    head: Head,
}

impl HeadReader {
    /// The head at some moment between the call and its return.
    pub async fn current(&self, db: &impl ConnectionTrait) -> Result<Head> {
        if let Some(head) = self.unchanged() {
            return Ok(head);
        }
        let question = self.shared.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let mut last = self.shared.last.lock().await;
        if last.covers >= question {
            return Ok(last.head);
        }
        let covers = self.shared.asked.load(Ordering::SeqCst);
        // The log is looked at before the trail is read: a commit in between makes the reading seem older, never newer.
        let mark = match &last.log {
            Some(log) => log.look(),
            None => None,
        };
        let head = read(db).await?;
        self.remember(last.log.clone(), mark, head);
        if mark.is_none() {
            last.log = LogMark::of(db).await.map(Arc::new);
        }
        (last.covers, last.head) = (covers, head);
        Ok(head)
    }

    /// The last reading, if nothing was committed since.
    fn unchanged(&self) -> Option<Head> {
        let known = self.shared.known.read().unwrap_or_else(PoisonError::into_inner);
        let known = known.as_ref().filter(|known| known.read_at.elapsed() < TRUSTED_FOR)?;
        (known.log.look() == Some(known.mark)).then_some(known.head)
    }

    fn remember(&self, log: Option<Arc<LogMark>>, mark: Option<Mark>, head: Head) {
        let known = log.zip(mark).map(|(log, mark)| Known { log, mark, read_at: Instant::now(), head });
        *self.shared.known.write().unwrap_or_else(PoisonError::into_inner) = known;
    }
}

async fn read(db: &impl ConnectionTrait) -> Result<Head> {
    let query = "SELECT seq, rights_epoch FROM event_head WHERE id = 1";
    let found = db.query_one_raw(Statement::from_string(db.get_database_backend(), query)).await?;
    let row = found.ok_or_else(|| Error::internal(anyhow::anyhow!("the trail has no head")))?;
    Ok(Head { seq: row.try_get("", "seq")?, rights_epoch: row.try_get("", "rights_epoch")? })
}
