//! What was recorded about an asset since a moment: facts that came, and facts that went.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;

use super::super::facts::{self, OnRecord};
use super::super::records::record::Kind;
use super::super::records::row::fact;
use crate::platform::error::Result;

/// Rows known then and no longer, and rows known now and not then, that bear on the asset; the oldest change first. A
/// row that only took the place of another is told with the one it replaced. What `publication` itself took of caps is
/// not among them.
pub async fn changes(
    db: &impl ConnectionTrait,
    asset: Uuid,
    then: DateTime<Utc>,
    publication: Uuid,
) -> Result<Vec<fact::Model>> {
    let (before, after) = (facts::load(db, &[asset], Some(then)).await?, facts::load(db, &[asset], None).await?);
    let known: BTreeSet<Uuid> = rows(&before).map(|row| row.id).collect();
    let still: BTreeSet<Uuid> = rows(&after).map(|row| row.id).collect();
    let gone = rows(&before).filter(|row| !still.contains(&row.id));
    let came = rows(&after).filter(|row| !known.contains(&row.id));
    // What stands in place of a row that was known then is told with that row.
    let came = came.filter(|row| row.predecessor_id.is_none_or(|old| !known.contains(&old)));
    let own = |row: &&fact::Model| row.kind == Kind::Usage.name() && row.target_id == Some(publication);
    let mut changed: Vec<fact::Model> = gone.chain(came).filter(|row| !own(row)).cloned().collect();
    changed.sort_by_key(|row| (changed_at(row, then), row.id));
    changed.dedup_by_key(|row| row.id);
    Ok(changed)
}

/// When the row came or went after `then`.
pub fn changed_at(row: &fact::Model, then: DateTime<Utc>) -> DateTime<Utc> {
    if row.recorded_at > then { row.recorded_at } else { row.superseded_at.unwrap_or(row.recorded_at) }
}

fn rows(record: &OnRecord) -> impl Iterator<Item = &fact::Model> {
    record.rows.iter().chain(record.headers.values())
}
