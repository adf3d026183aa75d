//! Duplicates: assets that are the same or look the same, told in groups; dismissed by people, or merged into one.
//!
//! A group is a star: the oldest asset and those that look like *it*. Chains are not followed: where a looks like b and
//! b like c, a and c may show different things, and a group that grows link by link ends with everything in it.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Condition, Expr, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, ExprTrait, QueryOrder, QuerySelect};

use crate::features::assets;
use crate::features::assets::row::{asset, twin};
use crate::platform::auth::{Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

pub mod merging;
pub mod routes;
pub mod row;
pub mod show;
#[cfg(test)]
mod tests;
pub mod undoing;
pub mod uniting;

/// So many members of one group are named.
pub const MOST_NAMED: usize = 50;
/// So many assets are dismissed at once.
const MOST_DISMISSED: usize = 100;
/// How many ids go into one query.
const CHUNK: usize = 400;

/// The oldest asset and those that are the same or look the same, the nearest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub oldest: Uuid,
    pub members: Vec<twin::Model>,
}

/// The next groups of what somebody sees, at most `limit`, after the one whose oldest asset is `after`.
pub async fn groups(db: &impl ConnectionTrait, scope: Scope, after: Option<Uuid>, limit: usize) -> Result<Vec<Group>> {
    let (mut found, mut after) = (Vec::new(), after);
    while found.len() < limit {
        let oldest = centers(db, scope, after, limit as u64).await?;
        let Some(last) = oldest.last().copied() else { break };
        let pairs = open_pairs(db, scope, twin::Column::OneId, &oldest).await?;
        let others: Vec<Uuid> = pairs.iter().map(|pair| pair.other_id).chain(oldest).collect();
        let older = open_pairs(db, scope, twin::Column::OtherId, &others).await?;
        found.extend(stars(pairs, &older));
        after = Some(last);
    }
    found.truncate(limit);
    Ok(found)
}

/// Pairs as groups, each pair told once: not beside its older asset where both look like one that is older still.
/// `older` are all pairs whose younger asset is one of those in `pairs`.
pub fn stars(pairs: Vec<twin::Model>, older: &[twin::Model]) -> Vec<Group> {
    let mut above: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    for pair in older {
        above.entry(pair.other_id).or_default().insert(pair.one_id);
    }
    let none = BTreeSet::new();
    let is_told = |pair: &twin::Model| {
        let above_one = above.get(&pair.one_id).unwrap_or(&none);
        let above_other = above.get(&pair.other_id).unwrap_or(&none);
        above_one.intersection(above_other).next().is_some()
    };
    let mut groups: BTreeMap<Uuid, Vec<twin::Model>> = BTreeMap::new();
    for pair in pairs.into_iter().filter(|pair| !is_told(pair)) {
        groups.entry(pair.one_id).or_default().push(pair);
    }
    let nearest_first = |mut group: Group| {
        group.members.sort_by_key(|pair| (pair.kind != "exact", pair.distance, pair.other_id));
        group
    };
    groups.into_iter().map(|(oldest, members)| nearest_first(Group { oldest, members })).collect()
}

async fn centers(db: &impl ConnectionTrait, scope: Scope, after: Option<Uuid>, limit: u64) -> Result<Vec<Uuid>> {
    let mut query = twin::Entity::find()
        .select_only()
        .column(twin::Column::OneId)
        .distinct()
        .filter(twin::Column::State.eq("open"))
        .filter(in_sight(scope))
        .order_by_asc(twin::Column::OneId)
        .limit(limit);
    if let Some(after) = after {
        query = query.filter(twin::Column::OneId.gt(after));
    }
    Ok(query.into_tuple().all(db).await?)
}

async fn open_pairs(
    db: &impl ConnectionTrait,
    scope: Scope,
    end: twin::Column,
    ids: &[Uuid],
) -> Result<Vec<twin::Model>> {
    let mut found = Vec::new();
    for some in ids.chunks(CHUNK) {
        let query = twin::Entity::find()
            .filter(twin::Column::State.eq("open"))
            .filter(end.is_in(some.iter().copied()))
            .filter(in_sight(scope));
        found.extend(query.all(db).await?);
    }
    Ok(found)
}

/// Everything one asset in sight is paired with, open or dismissed, the nearest first.
pub async fn pairs_of(db: &impl ConnectionTrait, scope: Scope, asset: Uuid) -> Result<Vec<twin::Model>> {
    let own = twin::Column::OneId.eq(asset).or(twin::Column::OtherId.eq(asset));
    let rows = twin::Entity::find()
        .filter(own)
        .filter(in_sight(scope))
        .order_by_asc(twin::Column::Kind)
        .order_by_asc(twin::Column::Distance)
        .order_by_asc(twin::Column::Id)
        .limit(MOST_NAMED as u64)
        .all(db)
        .await?;
    Ok(rows)
}

/// Both assets are in use, in sight, and still have the versions that were compared. Asked row by row through the
/// primary key, so that no list of all assets is made for it.
fn in_sight(scope: Scope) -> Condition {
    let end = |id: twin::Column, version: twin::Column| {
        let still = Query::select()
            .expr_as(Expr::val(1), Alias::new("still"))
            .from(asset::Entity)
            .and_where(Expr::col((asset::Entity, asset::Column::Id)).equals((twin::Entity, id)))
            .and_where(Expr::col((asset::Entity, asset::Column::CurrentVersionId)).equals((twin::Entity, version)))
            .and_where(Expr::col((asset::Entity, asset::Column::ArchivedAt)).is_null())
            .cond_where(assets::visible_condition(scope))
            .to_owned();
        Expr::exists(still)
    };
    Condition::all()
        .add(end(twin::Column::OneId, twin::Column::OneVersion))
        .add(end(twin::Column::OtherId, twin::Column::OtherVersion))
}

/// Remembers that these assets are not duplicates of each other. Doing it twice is doing it once.
pub async fn dismiss(ctx: &Ctx, tx: &Tx, who: &Who, scope: Scope, sent: &[Uuid]) -> Result<()> {
    let ids: BTreeSet<Uuid> = sent.iter().copied().collect();
    if !(2..=MOST_DISMISSED).contains(&ids.len()) {
        return Err(Error::field(Code::Invalid, "assets", "2 to 100 different assets."));
    }
    for id in &ids {
        let found = assets::find_visible(tx, scope, *id).await;
        found.map_err(|error| Error { field: Some("assets".to_owned()), ..error })?;
    }
    let among = Condition::all()
        .add(twin::Column::OneId.is_in(ids.iter().copied()))
        .add(twin::Column::OtherId.is_in(ids.iter().copied()));
    if twin::Entity::find().filter(among.clone()).one(tx).await?.is_none() {
        let detail = "These were not taken for duplicates.";
        return Err(Error::field(Code::Invalid, "assets", detail));
    }
    let decided = twin::ActiveModel {
        state: Set("dismissed".to_owned()),
        decided_at: Set(Some(ctx.now())),
        decided_by: Set(who.id),
        decided_by_name: Set(Some(who.name.clone())),
        ..Default::default()
    };
    let open = among.add(twin::Column::State.eq("open"));
    let changed = twin::Entity::update_many().set(decided).filter(open).exec(tx).await?;
    if changed.rows_affected > 0 {
        let assets = ids.into_iter().collect();
        events::record(ctx, tx, who, Event::DuplicatesDismissed { assets }).await?;
    }
    Ok(())
}
