//! Events: one change, one transaction, one event.
//!
//! The event row is the audit trail, the search index's feed and the trigger of follow-up jobs.
//! Rows form a hash chain: `hash = blake3(previous_hash, seq, name, subject, actor, at, data)`.
//! Recording takes the lock of the single `event_head` row, so sequence numbers have no gaps and
//! become visible in order on both databases.

use chrono::SecondsFormat;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ExprTrait, QueryOrder, QuerySelect};

use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::jobs;

pub use crate::platform::event::Event;

/// A row of the trail.
pub mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub id: Uuid,
        pub name: String,
        pub subject_kind: String,
        pub subject_id: Option<Uuid>,
        pub actor_id: Option<Uuid>,
        pub actor_name: String,
        /// The event as JSON.
        #[sea_orm(column_type = "Text")]
        pub data: String,
        pub at: DateTimeUtc,
        pub previous_hash: String,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The end of the chain: exactly one row.
pub mod head {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "event_head")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub seq: i64,
        pub hash: String,
        pub rights_epoch: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Records `event` in `tx` and enqueues what follows from it. Answers the sequence number.
pub async fn record(ctx: &Ctx, tx: &Tx, who: &Who, event: Event) -> Result<i64> {
    let raise = i64::from(event.changes_rights());
    head::Entity::update_many()
        .col_expr(head::Column::Seq, Expr::col(head::Column::Seq).add(1))
        .col_expr(head::Column::RightsEpoch, Expr::col(head::Column::RightsEpoch).add(raise))
        .filter(head::Column::Id.eq(1))
        .exec(tx)
        .await?;
    let end = current_head(tx).await?;
    let (subject_kind, subject_id) = event.subject();
    let mut row = row::Model {
        seq: end.seq,
        id: ctx.new_id()?,
        name: event.name(),
        subject_kind: subject_kind.to_owned(),
        subject_id,
        actor_id: who.id,
        actor_name: who.name.clone(),
        data: serde_json::to_string(&event)?,
        at: ctx.now(),
        previous_hash: end.hash,
        hash: String::new(),
    };
    row.hash = chain_hash(&row);
    head::Entity::update_many()
        .col_expr(head::Column::Hash, Expr::value(row.hash.clone()))
        .filter(head::Column::Id.eq(1))
        .exec(tx)
        .await?;
    let seq = row.seq;
    row::Entity::insert(row::ActiveModel {
        seq: Set(row.seq),
        id: Set(row.id),
        name: Set(row.name),
        subject_kind: Set(row.subject_kind),
        subject_id: Set(row.subject_id),
        actor_id: Set(row.actor_id),
        actor_name: Set(row.actor_name),
        data: Set(row.data),
        at: Set(row.at),
        previous_hash: Set(row.previous_hash),
        hash: Set(row.hash),
    })
    .exec_without_returning(tx)
    .await?;
    for job in (ctx.reactions)(&event) {
        jobs::enqueue(ctx, tx, job).await?;
    }
    Ok(seq)
}

/// Makes other writers of the trail wait until `tx` ends, for whoever reads before what it records.
pub async fn hold(tx: &Tx) -> Result<()> {
    head::Entity::update_many()
        .col_expr(head::Column::Seq, Expr::col(head::Column::Seq))
        .filter(head::Column::Id.eq(1))
        .exec(tx)
        .await?;
    Ok(())
}

/// The end of the chain as `db` sees it.
pub async fn current_head(db: &impl ConnectionTrait) -> Result<head::Model> {
    let found = head::Entity::find_by_id(1).one(db).await?;
    found.ok_or_else(|| anyhow::anyhow!("the event head row is missing; run `placet migrate`").into())
}

/// Up to `limit` events after `seq`, in order.
pub async fn after(db: &impl ConnectionTrait, seq: i64, limit: u64) -> Result<Vec<row::Model>> {
    let rows = row::Entity::find()
        .filter(row::Column::Seq.gt(seq))
        .order_by_asc(row::Column::Seq)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows)
}

/// The hash a row must carry, from its other columns. Fields are length-prefixed, so no two rows collide by moving text.
pub fn chain_hash(row: &row::Model) -> String {
    let mut hasher = blake3::Hasher::new();
    let subject = row.subject_id.map(|id| id.to_string()).unwrap_or_default();
    let actor = row.actor_id.map(|id| id.to_string()).unwrap_or_default();
    let at = row.at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let seq = row.seq.to_string();
    let parts: [&str; 9] =
        [&row.previous_hash, &seq, &row.name, &row.subject_kind, &subject, &actor, &row.actor_name, &at, &row.data];
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}
