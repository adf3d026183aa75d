//! Jobs of the room `imports`.

use std::time::Duration;

use uuid::Uuid;

use super::{RECORDS, State, reading, records, state_of, taking};
use crate::platform::ctx::Ctx;
use crate::platform::jobs::{self, Job, JobError, NewJob};

/// How long one job works before it lets others go first.
const STEP: Duration = Duration::from_secs(15);

/// The same of records: whoever goes on reads the file from its beginning up to where it stood.
const STEP_OF_RECORDS: Duration = Duration::from_secs(300);

/// Carries an import on for a while, then asks to be carried on. A job of an earlier round does nothing.
pub async fn carry_on(ctx: &Ctx, import: Uuid, round: i32) -> Result<(), JobError> {
    let row = super::find(ctx.db.read(), import).await?;
    if row.round != round {
        return Ok(());
    }
    match state_of(&row)? {
        // The event of the listed folder asks for the next job.
        State::Reading if row.kind == RECORDS => drop(records::taking::begin(ctx, &row).await?),
        State::Reading => drop(reading::read(ctx, &row).await?),
        State::Running => {
            let now = match row.kind.as_str() {
                RECORDS => records::taking::take(ctx, import, round, STEP_OF_RECORDS).await?,
                _ => taking::take(ctx, import, round, STEP).await?,
            };
            if state_of(&now)? == State::Running && now.round == round {
                let tx = ctx.db.write().await?;
                jobs::enqueue(ctx, &tx, NewJob::now(Job::Import { import, round })).await?;
                ctx.commit(tx).await?;
            }
        }
        State::Paused | State::Canceled | State::Done | State::Failed => {}
    }
    Ok(())
}
