//! What the things in the trail are called now.
//!
//! The trail points into every room. Importing them all would put this room above everything, so it reads the one
//! column that names a row, by table, and nothing else.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::sentence::{Names, mentioned};
use crate::platform::error::Result;
use crate::platform::events::Event;

/// The tables whose rows have a name, and the column with it.
const NAMED: [(&str, &str); 9] = [
    ("asset", "title"),
    ("person", "name"),
    ("organization", "name"),
    ("collection", "name"),
    ("agreement", "reference"),
    ("channel", "name"),
    ("campaign", "name"),
    ("preset", "name"),
    ("import", "source"),
];

#[derive(FromQueryResult)]
struct Named {
    id: Uuid,
    name: String,
}

/// The names of everything these events mention.
pub async fn load(db: &impl ConnectionTrait, events: &[Option<Event>]) -> Result<Names> {
    let mut ids: Vec<Uuid> = events.iter().flatten().flat_map(mentioned).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut names = Names::default();
    if ids.is_empty() {
        return Ok(names);
    }
    for (table, column) in NAMED {
        let query = Query::select()
            .column("id")
            .expr_as(Expr::col(column), "name")
            .from(table)
            .and_where(Expr::col("id").is_in(ids.iter().copied()))
            .to_owned();
        let rows = Named::find_by_statement(db.get_database_backend().build(&query)).all(db).await?;
        names.0.extend(rows.into_iter().map(|row| (row.id, row.name)));
    }
    Ok(names)
}

#[derive(FromQueryResult)]
struct Pointing {
    id: Uuid,
}

/// The newest approvals and publications of an asset: their events are part of its story.
pub async fn uses_of(db: &impl ConnectionTrait, asset: Uuid) -> Result<Vec<Uuid>> {
    const NEWEST: u64 = 500;
    let mut ids = Vec::new();
    for table in ["approval", "publication"] {
        let query = Query::select()
            .column("id")
            .from(table)
            .and_where(Expr::col("asset_id").eq(asset))
            .order_by("id", Order::Desc)
            .limit(NEWEST)
            .to_owned();
        let rows = Pointing::find_by_statement(db.get_database_backend().build(&query)).all(db).await?;
        ids.extend(rows.into_iter().map(|row| row.id));
    }
    Ok(ids)
}
