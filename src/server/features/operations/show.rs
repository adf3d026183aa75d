//! What the API says about jobs and health.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::jobs::row;

/// Work that is waiting, running, done or given up.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct JobEntry {
    pub id: Uuid,
    /// `MakeRenditions` and so on.
    pub kind: String,
    /// `waiting`, `running`, `done` or `dead`.
    pub state: String,
    /// What it is about, for people.
    pub subject: String,
    pub attempts: i32,
    pub max_attempts: i32,
    pub run_at: DateTime<Utc>,
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}

impl From<row::Model> for JobEntry {
    fn from(row: row::Model) -> JobEntry {
        JobEntry {
            id: row.id,
            kind: row.kind,
            state: row.state,
            subject: row.subject,
            attempts: row.attempts,
            max_attempts: row.max_attempts,
            run_at: row.run_at,
            last_error: row.last_error,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}

/// Jobs by state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct JobCounts {
    pub waiting: i64,
    pub running: i64,
    pub dead: i64,
    /// Done since midnight UTC.
    pub done_today: i64,
}

/// A page of jobs with the counts of all.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct JobPage {
    pub items: Vec<JobEntry>,
    pub next_cursor: Option<String>,
    pub counts: JobCounts,
}

/// Whether this process can serve.
#[derive(Clone, Debug, Serialize)]
pub struct Readiness {
    pub ready: bool,
    pub database: Check,
    pub storage: Check,
    pub index: IndexCheck,
}

/// One thing that must work.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    pub ok: bool,
    /// What is wrong, in plain words without secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
}

impl Check {
    pub fn of(ok: bool, why: &'static str) -> Check {
        Check { ok, why: (!ok).then_some(why) }
    }
}

/// How far the search index is. A search that is a little behind does not keep a process from serving.
#[derive(Clone, Debug, Serialize)]
pub struct IndexCheck {
    pub indexed_through: i64,
    /// Events it has not seen yet.
    pub lag: Option<i64>,
}
