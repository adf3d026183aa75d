//! A use as the API says and hears it: where, when, on which channel, for what.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::error::Result;

/// One intended use, without the asset.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Use {
    #[schema(required = true)]
    pub channels: Vec<String>,
    #[schema(required = true)]
    pub territories: Vec<String>,
    /// First and last civil day, both included.
    #[schema(required = true)]
    pub start: String,
    #[schema(required = true)]
    pub end: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purposes: Option<Vec<String>>,
    /// `new`, `continue`, `produce` or `retain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifications: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embedding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<BTreeMap<String, f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<String>,
    /// The clock the days are read by; each territory's own unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Where it can be seen, when that is more than where it is aimed at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessible: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub produced_at: Option<String>,
}

impl Use {
    /// The use as it is stored and as the engine reads it.
    pub fn to_value(&self) -> Result<Value> {
        Ok(serde_json::to_value(self)?)
    }
}

/// A question about one asset or several: to the rights alone, or to the gate, which also asks what people said.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UseRequest {
    pub asset: Option<Uuid>,
    /// At most 200.
    pub assets: Option<Vec<Uuid>>,
    /// Answer as of what was known then; now unless told. The gate answers for now alone.
    pub belief_at: Option<DateTime<Utc>>,
    /// Asked of the gate, with one asset only: BLAKE3 or SHA-256 of the bytes that would be shown, in hexadecimal. Rights
    /// are not about bytes, so a question to them alone does not carry it.
    pub version_hash: Option<String>,
    pub channels: Vec<String>,
    pub territories: Vec<String>,
    /// First and last civil day, both included.
    pub start: String,
    pub end: String,
    pub purposes: Option<Vec<String>>,
    pub mode: Option<String>,
    pub actor: Option<String>,
    pub brand: Option<String>,
    pub category: Option<String>,
    pub modifications: Option<Vec<String>>,
    pub embedding: Option<String>,
    pub quantity: Option<BTreeMap<String, f64>>,
    pub published_at: Option<String>,
    pub zone: Option<String>,
    pub accessible: Option<Vec<String>>,
    pub produced_at: Option<String>,
}

impl UseRequest {
    /// The assets asked about, each once, in order.
    pub fn asked(&self) -> Vec<Uuid> {
        let mut asked: Vec<Uuid> = Vec::new();
        for asset in self.asset.iter().chain(self.assets.iter().flatten()) {
            if !asked.contains(asset) {
                asked.push(*asset);
            }
        }
        asked
    }

    /// The use alone.
    pub fn into_use(self) -> Use {
        Use {
            channels: self.channels,
            territories: self.territories,
            start: self.start,
            end: self.end,
            purposes: self.purposes,
            mode: self.mode,
            actor: self.actor,
            brand: self.brand,
            category: self.category,
            modifications: self.modifications,
            embedding: self.embedding,
            quantity: self.quantity,
            published_at: self.published_at,
            zone: self.zone,
            accessible: self.accessible,
            produced_at: self.produced_at,
        }
    }
}
