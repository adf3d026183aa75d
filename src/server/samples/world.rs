//! The demo brand while it is told: the clock of the past, the jobs that fall due on the way, and what has which id.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::pictures::Picture;
use super::story::Story;
use crate::platform::auth::session::{organization, person};
use crate::platform::auth::{Actor, Needs};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::jobs::row as job;
use crate::platform::worker::{self, Run};

/// The keys of the story with the ids the rooms gave.
#[derive(Default)]
pub struct Known {
    pub organizations: BTreeMap<String, Uuid>,
    pub people: BTreeMap<String, (person::Model, organization::Model)>,
    pub collections: BTreeMap<String, Uuid>,
    pub channels: BTreeMap<String, Uuid>,
    pub assets: BTreeMap<String, Uuid>,
    pub interests: BTreeMap<String, Uuid>,
    pub agreements: BTreeMap<String, Uuid>,
    /// By reference and the story's key of the clause.
    pub clauses: BTreeMap<(String, String), Uuid>,
    pub campaigns: BTreeMap<String, Uuid>,
    pub approvals: BTreeMap<String, Uuid>,
}

/// Where the story stands.
pub struct World<'a> {
    /// The installation as it was: its clock stands in the past.
    pub ctx: Ctx,
    pub run: Run,
    pub story: &'a Story,
    pub pictures: BTreeMap<String, Picture>,
    pub known: Known,
}

/// The id behind a key of the story.
pub fn id(known: &BTreeMap<String, Uuid>, key: &str) -> Result<Uuid> {
    known.get(key).copied().ok_or_else(|| anyhow::anyhow!("the story names {key}, which is not there yet").into())
}

impl World<'_> {
    /// Somebody of the story, if their role lets them do it.
    pub fn actor<P: Needs>(&self, email: &str) -> Result<Actor<P>> {
        let found = self.known.people.get(email);
        let (person, organization) = found.ok_or_else(|| anyhow::anyhow!("the story knows no {email}"))?;
        Actor::recalled(person, organization)
    }

    /// The person of this role whose turn it is.
    pub fn by_turn<P: Needs>(&self, role: &str, index: usize) -> Result<Actor<P>> {
        self.actor(super::history::turn(self.story, role, index))
    }

    /// Lets the time pass until `at`: whatever falls due on the way is done at its own hour.
    pub async fn reach(&self, at: DateTime<Utc>) -> Result<()> {
        while let Some(due) = self.next_due(at).await? {
            self.ctx.clock.move_to(due);
            self.work().await?;
        }
        self.ctx.clock.move_to(at);
        Ok(())
    }

    async fn next_due(&self, at: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        let found = job::Entity::find()
            .select_only()
            .column(job::Column::RunAt)
            .filter(job::Column::State.eq("waiting"))
            .filter(job::Column::RunAt.lte(at))
            .order_by_asc(job::Column::RunAt)
            .into_tuple()
            .one(self.ctx.db.read())
            .await?;
        Ok(found)
    }

    /// Does what is due now, two jobs at a time: most of the work is drawing.
    pub async fn work(&self) -> Result<()> {
        loop {
            let one = || worker::run_one(&self.ctx, &self.run);
            let (first, second) = tokio::join!(one(), one());
            if !first? && !second? {
                return Ok(());
            }
        }
    }

    /// Refuses to go on with a story whose jobs gave up.
    pub async fn check_jobs(&self) -> Result<()> {
        let dead = job::Entity::find().filter(job::Column::State.eq("dead")).one(self.ctx.db.read()).await?;
        match dead {
            None => Ok(()),
            Some(dead) => {
                let why = dead.last_error.unwrap_or_default();
                Err(Error::internal(anyhow::anyhow!(
                    "a job of the demo gave up ({} {}): {why}",
                    dead.kind,
                    dead.subject
                )))
            }
        }
    }
}
