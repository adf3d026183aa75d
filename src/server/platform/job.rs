//! What a job is: small data, how urgent, and how it may end. The queue is `jobs.rs`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::error::Error;

/// Work that follows from events. Each variant is run by one function, listed in `app/reactions.rs`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Job {
    ReadMetadata {
        asset: Uuid,
        version: Uuid,
    },
    MakeRenditions {
        asset: Uuid,
        version: Uuid,
    },
    /// Put a planned publication live, if the facts still allow it.
    Deliver {
        publication: Uuid,
    },
    /// Judge one live publication again.
    ReviewPublication {
        publication: Uuid,
    },
    /// Judge every live or planned publication these assets are part of.
    ReviewAssets {
        assets: Vec<Uuid>,
    },
    /// Carry an import of many files on for a while.
    Import {
        import: Uuid,
        round: i32,
    },
    /// Remove the copy a publication left in a folder.
    RemoveCopy {
        publication: Uuid,
    },
}

impl Job {
    pub fn kind(&self) -> &'static str {
        match self {
            Job::ReadMetadata { .. } => "ReadMetadata",
            Job::MakeRenditions { .. } => "MakeRenditions",
            Job::Deliver { .. } => "Deliver",
            Job::ReviewPublication { .. } => "ReviewPublication",
            Job::ReviewAssets { .. } => "ReviewAssets",
            Job::Import { .. } => "Import",
            Job::RemoveCopy { .. } => "RemoveCopy",
        }
    }

    /// What the job is about, for the list of jobs.
    pub fn subject(&self) -> String {
        match self {
            Job::ReadMetadata { asset, .. } | Job::MakeRenditions { asset, .. } => format!("asset {asset}"),
            Job::Deliver { publication } | Job::ReviewPublication { publication } | Job::RemoveCopy { publication } => {
                format!("publication {publication}")
            }
            Job::Import { import, .. } => format!("import {import}"),
            Job::ReviewAssets { assets } => match assets.as_slice() {
                [] => "all assets".to_owned(),
                [only] => format!("asset {only}"),
                [..] => format!("{} assets", assets.len()),
            },
        }
    }
}

/// A job to enqueue: now unless `run_at` says later.
#[derive(Clone, Debug, PartialEq)]
pub struct NewJob {
    pub job: Job,
    pub run_at: Option<DateTime<Utc>>,
    pub dedupe_key: Option<String>,
    /// Higher runs first; 0 is usual.
    pub priority: i32,
}

impl NewJob {
    pub fn now(job: Job) -> NewJob {
        NewJob { job, run_at: None, dedupe_key: None, priority: 0 }
    }

    pub fn at(job: Job, run_at: DateTime<Utc>) -> NewJob {
        NewJob { run_at: Some(run_at), ..NewJob::now(job) }
    }

    pub fn once(self, key: String) -> NewJob {
        NewJob { dedupe_key: Some(key), ..self }
    }

    pub fn urgent(self) -> NewJob {
        NewJob { priority: 10, ..self }
    }
}

/// How a job ended when it did not end well.
#[derive(Debug)]
pub enum JobError {
    /// Try again after a pause that grows with each attempt.
    Retry(String),
    /// Trying again cannot help: give up at once.
    Fail(String),
}

impl From<Error> for JobError {
    fn from(error: Error) -> JobError {
        JobError::Retry(error.to_string())
    }
}

impl From<sea_orm::DbErr> for JobError {
    fn from(error: sea_orm::DbErr) -> JobError {
        JobError::Retry(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_asset_is_named_and_many_are_counted() {
        let subject = |count: u128| Job::ReviewAssets { assets: (1..=count).map(Uuid::from_u128).collect() }.subject();
        assert_eq!(subject(0), "all assets");
        assert_eq!(subject(1), "asset 00000000-0000-0000-0000-000000000001");
        assert_eq!(subject(2), "2 assets");
    }
}
