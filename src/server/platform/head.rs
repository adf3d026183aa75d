//! How far the event trail has come, read once for everybody who asks at the same time.
//!
//! Every change of who may do or see what is an event, so an answer that was worked out at some number of the trail holds
//! while the trail has that number. Asking for it is one small query; under load many requests share one. Each is answered
//! by a reading that began after it asked, so nobody gets an answer older than their question.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{ConnectionTrait, Statement};
use tokio::sync::Mutex;

use crate::platform::error::{Error, Result};

/// Where the trail stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The number of the last event.
    pub seq: i64,
    /// Raised by each event that changes rights.
    pub rights_epoch: i64,
}

/// Reads the head for many at once. Cheap to clone.
#[derive(Clone, Default)]
pub struct HeadReader {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    asked: AtomicU64,
    last: Mutex<Reading>,
}

/// A reading and the number of the last question that was asked before it began.
#[derive(Default)]
struct Reading {
    covers: u64,
    head: Head,
}

impl HeadReader {
    /// The head at some moment between the call and its return.
    pub async fn current(&self, db: &impl ConnectionTrait) -> Result<Head> {
        let question = self.shared.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let mut last = self.shared.last.lock().await;
        if last.covers >= question {
            return Ok(last.head);
        }
        let covers = self.shared.asked.load(Ordering::SeqCst);
        let head = read(db).await?;
        *last = Reading { covers, head };
        Ok(head)
    }
}

async fn read(db: &impl ConnectionTrait) -> Result<Head> {
    let query = "SELECT seq, rights_epoch FROM event_head WHERE id = 1";
    let found = db.query_one_raw(Statement::from_string(db.get_database_backend(), query)).await?;
    let row = found.ok_or_else(|| Error::internal(anyhow::anyhow!("the trail has no head")))?;
    Ok(Head { seq: row.try_get("", "seq")?, rights_epoch: row.try_get("", "rights_epoch")? })
}
