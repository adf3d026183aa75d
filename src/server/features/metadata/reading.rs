//! What was read from one file, kept as it was found.

use std::collections::BTreeMap;

use media::credentials::found::Credentials;
use media::metadata::Metadata;
use media::metadata::choose::{Choice, Said};
use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use serde::{Deserialize, Serialize};

use super::row::version_metadata;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// What was found in one file: fields people know, the raw blocks, and what could not be read.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub basics: BTreeMap<String, String>,
    pub raw: BTreeMap<String, BTreeMap<String, String>>,
    pub warnings: Vec<String>,
    pub reading: Reading,
}

/// How the fields came out of the blocks.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Reading {
    /// Where in the file each block lies.
    pub places: BTreeMap<String, String>,
    pub choices: Vec<Choice>,
    pub said: Said,
    pub has_credentials: bool,
    /// What those say and whether they hold; `None` without any.
    pub credentials: Option<Credentials>,
}

impl From<Metadata> for Found {
    fn from(read: Metadata) -> Found {
        let Metadata { basics, raw, warnings, places, choices, said, has_credentials } = read;
        Found { basics, raw, warnings, reading: Reading { places, choices, said, has_credentials, credentials: None } }
    }
}

impl Found {
    /// Without where it was taken and by which camera: what only those may read who may have the original.
    pub fn without_private(mut self) -> Found {
        self.basics.retain(|name, _| !is_private(name));
        for values in self.raw.values_mut() {
            values.retain(|name, _| !is_private(name));
        }
        self
    }
}

/// Places and serial numbers. IIM keeps places as words only; they are part of the caption.
pub fn is_private(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("gps") || name.contains("serialnumber") || name.contains("ownername")
}

/// What was read from a version's file; `None` before it was read.
pub async fn find(db: &impl ConnectionTrait, version: Uuid) -> Result<Option<Found>> {
    let Some(row) = version_metadata::Entity::find_by_id(version).one(db).await? else { return Ok(None) };
    Ok(Some(Found {
        basics: serde_json::from_str(&row.basics)?,
        raw: serde_json::from_str(&row.raw)?,
        warnings: serde_json::from_str(&row.warnings)?,
        reading: serde_json::from_str(&row.reading)?,
    }))
}

/// Keeps what was read; reading again replaces it.
pub async fn keep(ctx: &Ctx, tx: &Tx, version: Uuid, found: &Found) -> Result<()> {
    let row = version_metadata::ActiveModel {
        version_id: Set(version),
        basics: Set(serde_json::to_string(&found.basics)?),
        raw: Set(serde_json::to_string(&found.raw)?),
        warnings: Set(serde_json::to_string(&found.warnings)?),
        reading: Set(serde_json::to_string(&found.reading)?),
        read_at: Set(ctx.now()),
    };
    use version_metadata::Column;
    let columns = [Column::Basics, Column::Raw, Column::Warnings, Column::Reading, Column::ReadAt];
    let on_conflict = OnConflict::column(Column::VersionId).update_columns(columns).to_owned();
    version_metadata::Entity::insert(row).on_conflict(on_conflict).exec_without_returning(tx).await?;
    Ok(())
}
