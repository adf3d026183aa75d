//! Campaigns: a name, a brief and a window that publications can belong to.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, ExprTrait, QueryOrder, QuerySelect};

use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

pub mod routes;
pub mod row;
pub mod show;
#[cfg(test)]
mod tests;

use row::campaign;

/// A campaign's content, already checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub name: String,
    pub brief: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

impl Content {
    /// Checks what somebody wrote; a window may be one day, never backwards.
    pub fn parse(name: &str, brief: &str, starts_on: &str, ends_on: &str) -> Result<Content> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 200 || name.chars().any(char::is_control) {
            return Err(Error::field(Code::Invalid, "name", "1 to 200 characters, without control characters."));
        }
        let brief = brief.trim();
        if brief.chars().count() > 10_000 {
            return Err(Error::field(Code::Invalid, "brief", "At most 10,000 characters."));
        }
        let (starts_on, ends_on) = (parse_day("starts_on", starts_on)?, parse_day("ends_on", ends_on)?);
        if ends_on < starts_on {
            return Err(Error::field(Code::PeriodBackwards, "ends_on", "A campaign ends on its first day or later."));
        }
        Ok(Content { name: name.to_owned(), brief: brief.to_owned(), starts_on, ends_on })
    }
}

fn parse_day(field: &str, text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| Error::field(Code::DateInvalid, field, "Write the day as 2026-12-01."))
}

/// Adds a campaign; its name must be free.
pub async fn add(ctx: &Ctx, tx: &Tx, who: &Who, content: Content) -> Result<campaign::Model> {
    refuse_taken_name(tx, &content.name, None).await?;
    let row = campaign::ActiveModel {
        id: Set(ctx.new_id()?),
        name: Set(content.name),
        brief: Set(content.brief),
        starts_on: Set(content.starts_on.to_string()),
        ends_on: Set(content.ends_on.to_string()),
        created_at: Set(ctx.now()),
        created_by: Set(who.id),
        revision: Set(1),
    };
    let added = campaign::Entity::insert(row).exec_with_returning(tx).await?;
    events::record(ctx, tx, who, Event::CampaignChanged { campaign: added.id }).await?;
    Ok(added)
}

/// Replaces a campaign's content; its name must be free.
pub async fn change(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    found: &campaign::Model,
    content: Content,
) -> Result<campaign::Model> {
    refuse_taken_name(tx, &content.name, Some(found.id)).await?;
    let row = campaign::ActiveModel {
        id: Set(found.id),
        name: Set(content.name),
        brief: Set(content.brief),
        starts_on: Set(content.starts_on.to_string()),
        ends_on: Set(content.ends_on.to_string()),
        revision: Set(found.revision + 1),
        ..Default::default()
    };
    let unchanged = campaign::Column::Revision.eq(found.revision);
    let changed = campaign::Entity::update(row).validate()?.filter(unchanged).exec(tx).await?;
    events::record(ctx, tx, who, Event::CampaignChanged { campaign: changed.id }).await?;
    Ok(changed)
}

async fn refuse_taken_name(tx: &Tx, name: &str, but: Option<Uuid>) -> Result<()> {
    let found = campaign::Entity::find().filter(campaign::Column::Name.eq(name)).one(tx).await?;
    match found {
        Some(row) if Some(row.id) != but => Err(Error::field(Code::Taken, "name", "There is a campaign of this name.")),
        _ => Ok(()),
    }
}

/// One campaign; 404 when there is none.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<campaign::Model> {
    let found = campaign::Entity::find_by_id(id).one(db).await?;
    found.ok_or_else(|| Error::not_found(Code::CampaignNotFound))
}

/// These campaigns' names, for lists that mention them.
pub async fn names(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let rows = campaign::Entity::find().filter(campaign::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Campaigns, newest first, at most `limit`, older than the id `after`.
pub async fn list(db: &impl ConnectionTrait, after: Option<Uuid>, limit: u64) -> Result<Vec<campaign::Model>> {
    let mut query = campaign::Entity::find().order_by_desc(campaign::Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(campaign::Column::Id.lt(after));
    }
    Ok(query.all(db).await?)
}

/// How many publications a campaign has, and how many of them are live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub all: i64,
    pub live: i64,
}

/// Counts of these campaigns' publications. The table belongs to the room `publishing`, which stands above this one:
/// its rows are only counted here, by two columns, so that a list of campaigns needs no import upwards.
pub async fn counts(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Counts>> {
    let mut counted: HashMap<Uuid, Counts> = HashMap::new();
    if ids.is_empty() {
        return Ok(counted);
    }
    let statement = Query::select()
        .column(Alias::new("campaign_id"))
        .column(Alias::new("state"))
        .expr_as(Expr::col(Alias::new("id")).count(), Alias::new("count"))
        .from(Alias::new("publication"))
        .and_where(Expr::col(Alias::new("campaign_id")).is_in(ids.iter().copied()))
        .group_by_col(Alias::new("campaign_id"))
        .group_by_col(Alias::new("state"))
        .to_owned();
    for row in db.query_all(&statement).await? {
        let entry = counted.entry(row.try_get::<Uuid>("", "campaign_id")?).or_default();
        let count = row.try_get::<i64>("", "count")?;
        entry.all += count;
        if row.try_get::<String>("", "state")? == "live" {
            entry.live += count;
        }
    }
    Ok(counted)
}
