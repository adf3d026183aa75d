//! Taking over the reference data a release ships: its content is recorded once, so that what was believed under an
//! older release can be asked again.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::super::records::row::reference_change as row;
use super::{RELEASE, build, refresh, shipped};
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::events::{self, Event};

/// Records the data of this release unless it is the last one on record. A new house begins with it; in an older
/// one every right is read again.
pub async fn take_over(ctx: &Ctx) -> Result<()> {
    let version = shipped()?.version();
    let last = row::Entity::find().filter(row::Column::Kind.eq(RELEASE)).order_by_desc(row::Column::Number);
    let last = last.select_only().column(row::Column::Key).limit(1);
    if last.clone().into_tuple::<String>().one(ctx.db.read()).await?.as_deref() != Some(version) {
        let tx = ctx.db.write().await?;
        events::hold(&tx).await?;
        // Another process that starts beside this one may have been first.
        let last = last.into_tuple::<String>().one(&tx).await?;
        if last.as_deref() != Some(version) {
            let id = ctx.new_id()?;
            if last.is_some() {
                let (kind, key) = (RELEASE.to_owned(), version.to_owned());
                let event = Event::ReferenceChanged { change: id, kind, key, assets: Vec::new(), everywhere: true };
                events::record(ctx, &tx, &Who::system(), event).await?;
            }
            record(ctx, &tx, id, version).await?;
        }
        ctx.commit(tx).await?;
    }
    refresh(ctx.db.read()).await
}

async fn record(ctx: &Ctx, tx: &crate::platform::db::Tx, id: Uuid, version: &str) -> Result<()> {
    let mut rows = row::Entity::find().order_by_asc(row::Column::Number).all(tx).await?;
    let mut new = row::Model {
        id,
        number: rows.last().map_or(0, |row| row.number) + 1,
        kind: RELEASE.to_owned(),
        key: version.to_owned(),
        body: shipped()?.data().to_string(),
        reason: "Shipped with the release.".to_owned(),
        version: String::new(),
        recorded_at: rows.last().map_or(ctx.now(), |row| row.recorded_at.max(ctx.now())),
        recorded_by: None,
        recorded_by_name: Who::system().name,
    };
    rows.push(new.clone());
    new.version = build(&rows)?.version().to_owned();
    insert(tx, new).await
}

/// Writes a row of the record of changes.
pub(super) async fn insert(tx: &crate::platform::db::Tx, new: row::Model) -> Result<()> {
    let row::Model { id, number, kind, key, body, reason, version, recorded_at, recorded_by, recorded_by_name } = new;
    let model = row::ActiveModel {
        id: Set(id),
        number: Set(number),
        kind: Set(kind),
        key: Set(key),
        body: Set(body),
        reason: Set(reason),
        version: Set(version),
        recorded_at: Set(recorded_at),
        recorded_by: Set(recorded_by),
        recorded_by_name: Set(recorded_by_name),
    };
    row::Entity::insert(model).exec_without_returning(tx).await?;
    Ok(())
}
