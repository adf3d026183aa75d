//! The job queue: a table in the same database, so that a change and the work that follows commit together.
//!
//! A job is small data and idempotent. Claiming takes a lease with a token; whoever lost the lease can no
//! longer finish the job. A `dedupe_key` keeps one waiting job per key and is let go when the job is claimed,
//! so a change that arrives while it runs is not lost.

use chrono::{DateTime, Duration, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, LockBehavior, LockType, OnConflict};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, ExprTrait, QueryOrder, QuerySelect, TryInsertResult};

use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

pub use crate::platform::job::{Job, JobError, NewJob};

/// A row of the queue.
pub mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        #[sea_orm(column_type = "Text")]
        pub payload: String,
        pub subject: String,
        /// `waiting`, `running`, `done` or `dead`.
        pub state: String,
        pub priority: i32,
        pub run_at: DateTimeUtc,
        pub attempts: i32,
        pub max_attempts: i32,
        pub lease_until: Option<DateTimeUtc>,
        pub lease_token: Option<Uuid>,
        pub dedupe_key: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub last_error: Option<String>,
        pub created_at: DateTimeUtc,
        pub finished_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

const MAX_ATTEMPTS: i32 = 8;
/// How long a worker may be silent before its job is given to another.
pub const LEASE: Duration = Duration::seconds(60);

/// Adds a job in `tx`. Does nothing when a waiting job has the same dedupe key.
pub async fn enqueue(ctx: &Ctx, tx: &Tx, new: NewJob) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(ctx.new_id()?),
        kind: Set(new.job.kind().to_owned()),
        payload: Set(serde_json::to_string(&new.job)?),
        subject: Set(new.job.subject()),
        state: Set("waiting".to_owned()),
        priority: Set(new.priority),
        run_at: Set(new.run_at.unwrap_or(ctx.now())),
        attempts: Set(0),
        max_attempts: Set(MAX_ATTEMPTS),
        lease_until: Set(None),
        lease_token: Set(None),
        dedupe_key: Set(new.dedupe_key),
        last_error: Set(None),
        created_at: Set(ctx.now()),
        finished_at: Set(None),
    };
    let on_conflict = OnConflict::column(row::Column::DedupeKey).do_nothing().to_owned();
    match row::Entity::insert(row).on_conflict(on_conflict).try_insert().exec_without_returning(tx).await? {
        TryInsertResult::Inserted(_) | TryInsertResult::Conflicted | TryInsertResult::Empty => Ok(()),
    }
}

/// Claims the most urgent due job, also one whose worker went silent. `None` when nothing is due.
pub async fn claim(ctx: &Ctx) -> Result<Option<row::Model>> {
    let now = ctx.now();
    let tx = ctx.db.write().await?;
    let mut due = row::Entity::find()
        .filter(
            row::Column::State
                .eq("waiting")
                .and(row::Column::RunAt.lte(now))
                .or(row::Column::State.eq("running").and(row::Column::LeaseUntil.lt(now))),
        )
        .order_by_desc(row::Column::Priority)
        .order_by_asc(row::Column::RunAt)
        .order_by_asc(row::Column::Id)
        .limit(1);
    if ctx.db.backend() == DbBackend::Postgres {
        due = due.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let Some(found) = due.one(&tx).await? else { return Ok(None) };
    if found.attempts >= found.max_attempts {
        // Its worker died every time: give up visibly instead of for ever.
        set_ended(
            &tx,
            found.id,
            "dead",
            Some("The worker stopped while running this job, every time.".to_owned()),
            now,
        )
        .await?;
        tx.commit().await?;
        return Ok(None);
    }
    let token = ctx.new_id()?;
    row::Entity::update_many()
        .col_expr(row::Column::State, Expr::value("running"))
        .col_expr(row::Column::Attempts, Expr::col(row::Column::Attempts).add(1))
        .col_expr(row::Column::LeaseUntil, Expr::value(now + LEASE))
        .col_expr(row::Column::LeaseToken, Expr::value(token))
        .col_expr(row::Column::DedupeKey, Expr::value(Option::<String>::None))
        .filter(row::Column::Id.eq(found.id))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(Some(row::Model { attempts: found.attempts + 1, lease_token: Some(token), ..found }))
}

/// Prolongs the lease. `false` when it was lost: stop working.
pub async fn renew(ctx: &Ctx, job: &row::Model) -> Result<bool> {
    let tx = ctx.db.write().await?;
    let changed =
        held(job, ctx.now()).col_expr(row::Column::LeaseUntil, Expr::value(ctx.now() + LEASE)).exec(&tx).await?;
    tx.commit().await?;
    Ok(changed.rows_affected == 1)
}

/// Writes down how a claimed job ended. Does nothing when the lease was lost meanwhile.
pub async fn finish(ctx: &Ctx, job: &row::Model, outcome: std::result::Result<(), JobError>) -> Result<()> {
    let now = ctx.now();
    let (state, error, run_at) = verdict_on(job, &outcome, now);
    let ended = (state != "waiting").then_some(now);
    let tx = ctx.db.write().await?;
    held(job, now)
        .col_expr(row::Column::State, Expr::value(state))
        .col_expr(row::Column::LastError, Expr::value(error))
        .col_expr(row::Column::RunAt, Expr::value(run_at))
        .col_expr(row::Column::LeaseUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(row::Column::LeaseToken, Expr::value(Option::<Uuid>::None))
        .col_expr(row::Column::FinishedAt, Expr::value(ended))
        .exec(&tx)
        .await?;
    ctx.commit(tx).await
}

/// What becomes of a job: its state, its error and when it runs next.
fn verdict_on(
    job: &row::Model,
    outcome: &std::result::Result<(), JobError>,
    now: DateTime<Utc>,
) -> (&'static str, Option<String>, DateTime<Utc>) {
    match outcome {
        Ok(()) => ("done", None, job.run_at),
        Err(JobError::Fail(why)) => ("dead", Some(why.clone()), job.run_at),
        Err(JobError::Retry(why)) if job.attempts >= job.max_attempts => ("dead", Some(why.clone()), job.run_at),
        Err(JobError::Retry(why)) => ("waiting", Some(why.clone()), now + pause_after(job.attempts)),
    }
}

/// 2 s, 8 s, 32 s … at most an hour.
fn pause_after(attempts: i32) -> Duration {
    let exponent = u32::try_from(attempts.clamp(1, 7)).unwrap_or(1);
    Duration::seconds(std::cmp::min(2i64 * 4i64.pow(exponent - 1), 3600))
}

fn held(job: &row::Model, now: DateTime<Utc>) -> sea_orm::UpdateMany<row::Entity> {
    row::Entity::update_many()
        .filter(row::Column::Id.eq(job.id))
        .filter(row::Column::LeaseToken.eq(job.lease_token))
        .filter(row::Column::LeaseUntil.gt(now))
}

async fn set_ended(tx: &Tx, id: Uuid, state: &str, error: Option<String>, now: DateTime<Utc>) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::State, Expr::value(state))
        .col_expr(row::Column::LastError, Expr::value(error))
        .col_expr(row::Column::FinishedAt, Expr::value(now))
        .filter(row::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Puts a job that gave up back into the queue.
pub async fn retry(ctx: &Ctx, tx: &Tx, id: Uuid) -> Result<row::Model> {
    let found = row::Entity::find_by_id(id).one(tx).await?.ok_or_else(|| Error::not_found(Code::JobNotFound))?;
    if found.state != "dead" {
        return Err(Error::new(Code::JobState, format!("This job is {}.", found.state)));
    }
    let row = row::ActiveModel {
        id: Set(id),
        state: Set("waiting".to_owned()),
        attempts: Set(0),
        run_at: Set(ctx.now()),
        finished_at: Set(None),
        ..Default::default()
    };
    Ok(row::Entity::update(row).exec(tx).await?)
}

/// Forgets jobs that were done before `before`. Dead ones stay until somebody looks.
pub async fn forget_done(tx: &Tx, before: DateTime<Utc>) -> Result<u64> {
    let gone = row::Entity::delete_many()
        .filter(row::Column::State.eq("done"))
        .filter(row::Column::FinishedAt.lt(before))
        .exec(tx)
        .await?;
    Ok(gone.rows_affected)
}

/// How many jobs are due or running now; zero means settled.
pub async fn due_count(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let count = row::Entity::find()
        .filter(row::Column::State.eq("running").or(row::Column::State.eq("waiting").and(row::Column::RunAt.lte(now))))
        .count(db)
        .await?;
    Ok(count)
}

/// The number of jobs in each state.
pub async fn counts(db: &impl ConnectionTrait) -> Result<Vec<(String, i64)>> {
    let counted = row::Entity::find()
        .select_only()
        .column(row::Column::State)
        .column_as(row::Column::Id.count(), "count")
        .group_by(row::Column::State)
        .into_tuple::<(String, i64)>()
        .all(db)
        .await?;
    Ok(counted)
}
