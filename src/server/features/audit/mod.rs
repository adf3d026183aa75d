//! The event trail: who did what, in plain words, and whether the chain is whole.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use crate::platform::error::Result;
use crate::platform::events::{self, row};

pub mod names;
pub mod routes;
pub mod sentence;
pub mod show;
#[cfg(test)]
mod tests;

/// Rows that are checked at once.
const BATCH: u64 = 1000;

/// What a check of the chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainReport {
    /// Rows that were looked at.
    pub checked: u64,
    /// The first sequence number where the chain does not hold.
    pub first_bad: Option<i64>,
}

impl ChainReport {
    pub fn is_whole(&self) -> bool {
        self.first_bad.is_none()
    }
}

/// Where a check of the chain stands: the row before the next one.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    seq: i64,
    hash: String,
}

impl Chain {
    /// Whether `row` continues the chain: next number, the hash before it, its own hash.
    pub fn continues(&mut self, row: &row::Model) -> bool {
        let holds = row.seq == self.seq + 1 && row.previous_hash == self.hash && row.hash == events::chain_hash(row);
        self.seq = row.seq;
        self.hash.clone_from(&row.hash);
        holds
    }

    /// Whether it ends where the head says.
    pub fn ends_at(&self, head: &events::head::Model) -> bool {
        self.seq == head.seq && self.hash == head.hash
    }
}

/// Checks the whole chain up to its head, in batches.
pub async fn verify(db: &impl ConnectionTrait) -> Result<ChainReport> {
    let head = events::current_head(db).await?;
    let mut chain = Chain::default();
    let mut report = ChainReport { checked: 0, first_bad: None };
    while chain.seq < head.seq {
        let rows = events::after(db, chain.seq, BATCH).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows.iter().filter(|row| row.seq <= head.seq) {
            report.checked += 1;
            let expected = chain.seq + 1;
            if !chain.continues(row) {
                // A row that is missing is bad where it should be.
                report.first_bad = Some(expected.min(row.seq));
                return Ok(report);
            }
        }
        if rows.last().is_some_and(|row| row.seq > head.seq) {
            break;
        }
    }
    if !chain.ends_at(&head) {
        report.first_bad = Some(if chain.seq < head.seq { chain.seq + 1 } else { head.seq });
    }
    Ok(report)
}

/// Which entries of the trail.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub subjects: Vec<Uuid>,
    pub name: Option<String>,
    /// Only entries before this number.
    pub before: Option<i64>,
}

/// Entries, newest first.
pub async fn list(db: &impl ConnectionTrait, wanted: &Wanted, limit: u64) -> Result<Vec<row::Model>> {
    let mut query = row::Entity::find().order_by_desc(row::Column::Seq).limit(limit);
    if !wanted.subjects.is_empty() {
        query = query.filter(row::Column::SubjectId.is_in(wanted.subjects.iter().copied()));
    }
    if let Some(name) = &wanted.name {
        query = query.filter(row::Column::Name.eq(name));
    }
    if let Some(before) = wanted.before {
        query = query.filter(row::Column::Seq.lt(before));
    }
    Ok(query.all(db).await?)
}
