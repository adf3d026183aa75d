//! What the API says about a search.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::features::assets::row::{asset, version};

/// One page of hits, and counts over all of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SearchAnswer {
    /// Hits in the buckets that are shown.
    pub total: u64,
    /// Hits by headline, when a use was asked about; whatever `bucket` says.
    pub buckets: Option<Buckets>,
    pub hits: Vec<SearchHit>,
    pub facets: BTreeMap<String, Vec<FacetCount>>,
    pub next_cursor: Option<String>,
    pub took_ms: u64,
    /// The last event the index has seen.
    pub indexed_through: i64,
}

/// How many hits have which headline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Buckets {
    pub allowed: u64,
    pub allowed_with_duties: u64,
    pub partial: u64,
    pub conditional: u64,
    pub unknown: u64,
    pub denied: u64,
}

/// How many hits have this value.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FacetCount {
    pub value: String,
    pub label: String,
    pub count: u64,
}

/// An asset that was found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SearchHit {
    pub asset_id: Uuid,
    pub title: String,
    pub kind: String,
    pub mime: String,
    pub file_name: String,
    pub width: Option<i32>,
    pub height: Option<i32>,
    /// The average color, `#rrggbb`.
    pub color: Option<String>,
    /// `pending`, `ready`, `failed` or `unsupported`.
    pub preview: String,
    pub thumbnail_url: Option<String>,
    pub preview_url: Option<String>,
    /// `active` or `archived`.
    pub state: String,
    /// `ALLOWED` … `DENIED`; absent when no use was asked about.
    pub headline: Option<String>,
    pub sentence: Option<String>,
    pub stable_until: Option<DateTime<Utc>>,
    /// Which of title, keywords, description, file_name, metadata the text was found in.
    pub matched: Vec<String>,
    pub created_at: DateTime<Utc>,
}

/// Something to search for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Suggestion {
    /// `title`, `keyword` or `collection`.
    pub kind: String,
    pub text: String,
    /// The asset or collection.
    pub id: Option<Uuid>,
    /// How many assets it leads to.
    pub count: u64,
}

/// An entry of `version.renditions`.
#[derive(Deserialize)]
struct Rendition {
    preset: String,
}

impl SearchHit {
    /// The hit without what was found out about its rights and its match.
    pub fn new(asset: &asset::Model, version: &version::Model) -> SearchHit {
        let renditions: Vec<Rendition> = serde_json::from_str(&version.renditions).unwrap_or_default();
        let url = |preset: &str| {
            renditions
                .iter()
                .any(|made| made.preset == preset)
                .then(|| rendition_url(asset.id, preset, &version.blake3))
        };
        SearchHit {
            asset_id: asset.id,
            title: asset.title.clone(),
            kind: asset.kind.clone(),
            mime: version.mime.clone(),
            file_name: version.file_name.clone(),
            width: version.width,
            height: version.height,
            color: version.color.clone(),
            preview: version.preview.clone(),
            thumbnail_url: url("thumbnail"),
            preview_url: url("preview"),
            state: if asset.archived_at.is_some() { "archived" } else { "active" }.to_owned(),
            headline: None,
            sentence: None,
            stable_until: None,
            matched: Vec::new(),
            created_at: asset.created_at,
        }
    }
}

fn rendition_url(asset: Uuid, preset: &str, hash: &str) -> String {
    format!("/api/v1/assets/{asset}/renditions/{preset}?v={}", hash.get(..16).unwrap_or(hash))
}
