//! What the API says and hears about campaigns.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Counts;
use super::row::campaign;

/// A campaign.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Campaign {
    pub id: Uuid,
    pub name: String,
    pub brief: String,
    /// A civil day.
    pub starts_on: String,
    /// A civil day, the last one.
    pub ends_on: String,
    pub publication_count: i64,
    pub live_count: i64,
    pub created_at: DateTime<Utc>,
    pub revision: i32,
}

impl Campaign {
    pub fn new(row: campaign::Model, counts: Counts) -> Campaign {
        Campaign {
            id: row.id,
            name: row.name,
            brief: row.brief,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            publication_count: counts.all,
            live_count: counts.live,
            created_at: row.created_at,
            revision: row.revision,
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCampaign {
    pub name: String,
    #[serde(default)]
    pub brief: String,
    pub starts_on: String,
    pub ends_on: String,
}

/// What is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignChange {
    pub name: Option<String>,
    pub brief: Option<String>,
    pub starts_on: Option<String>,
    pub ends_on: Option<String>,
}
