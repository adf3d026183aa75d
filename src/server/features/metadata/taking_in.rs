//! What records of another system say in fields of the house, written for many new assets at once.

use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use sea_orm::prelude::Uuid;
use serde_json::Value;

use super::row::field_value;
use crate::features::assets::history::Cause;
use crate::features::assets::row::field_entry;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// Rows written by one statement.
const ROWS: usize = 1_000;

/// Writes values, already parsed, of assets that had none; each is on record as said by `who`, so that no file
/// overwrites it later.
pub async fn add_many(ctx: &Ctx, tx: &Tx, who: &Who, values: &[(Uuid, &str, &Value)]) -> Result<()> {
    for some in values.chunks(ROWS) {
        let (mut now, mut past) = (Vec::with_capacity(some.len()), Vec::with_capacity(some.len()));
        for (asset, field, value) in some {
            now.push(field_value::ActiveModel {
                id: Set(ctx.new_id()?),
                asset_id: Set(*asset),
                field: Set((*field).to_owned()),
                value: Set(value.to_string()),
                cause: Set(Cause::Table.name().to_owned()),
            });
            past.push(field_entry::ActiveModel {
                id: Set(ctx.new_id()?),
                asset_id: Set(*asset),
                field: Set((*field).to_owned()),
                before: Set(None),
                after: Set(Some(value.to_string())),
                cause: Set(Cause::Table.name().to_owned()),
                recorded_at: Set(ctx.now()),
                recorded_by: Set(who.id),
                recorded_by_name: Set(who.name.clone()),
            });
        }
        field_value::Entity::insert_many(now).exec_without_returning(tx).await?;
        field_entry::Entity::insert_many(past).exec_without_returning(tx).await?;
    }
    Ok(())
}
