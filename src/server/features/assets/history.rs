//! What was said about assets before: one entry for each change of a field, never changed afterwards.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use serde_json::Value;

use super::row::field_entry;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// How a change came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    Edit,
    Bulk,
    /// A table (CSV) that was sent.
    Table,
    /// The file says so.
    File,
    Undo,
    /// Two assets became one.
    Merge,
}

impl Cause {
    pub fn name(self) -> &'static str {
        match self {
            Cause::Edit => "edit",
            Cause::Bulk => "bulk",
            Cause::Table => "table",
            Cause::File => "file",
            Cause::Undo => "undo",
            Cause::Merge => "merge",
        }
    }
}

/// One field before and after; `None` is nothing.
pub struct Entry<'a> {
    pub field: &'a str,
    pub before: Option<&'a Value>,
    pub after: Option<&'a Value>,
    pub cause: Cause,
}

/// Records a change that is made in the same transaction; one that changes nothing is left out.
pub async fn record(ctx: &Ctx, tx: &Tx, who: &Who, asset: Uuid, entry: Entry<'_>) -> Result<()> {
    if entry.before == entry.after {
        return Ok(());
    }
    let row = field_entry::ActiveModel {
        id: Set(ctx.new_id()?),
        asset_id: Set(asset),
        field: Set(entry.field.to_owned()),
        before: Set(entry.before.map(Value::to_string)),
        after: Set(entry.after.map(Value::to_string)),
        cause: Set(entry.cause.name().to_owned()),
        recorded_at: Set(ctx.now()),
        recorded_by: Set(who.id),
        recorded_by_name: Set(who.name.clone()),
    };
    field_entry::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
