//! What files say about themselves: read once for each version, kept as it was found.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

pub mod jobs;
pub mod routes;
pub mod row;
#[cfg(test)]
mod tests;
pub mod writing;

use row::version_metadata;

/// What was found in one file: fields people know, the raw blocks, and what could not be read.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub basics: BTreeMap<String, String>,
    pub raw: BTreeMap<String, BTreeMap<String, String>>,
    pub warnings: Vec<String>,
}

/// What was read from a version's file; `None` before it was read.
pub async fn find(db: &impl ConnectionTrait, version: Uuid) -> Result<Option<Found>> {
    let Some(row) = version_metadata::Entity::find_by_id(version).one(db).await? else { return Ok(None) };
    Ok(Some(Found {
        basics: serde_json::from_str(&row.basics)?,
        raw: serde_json::from_str(&row.raw)?,
        warnings: serde_json::from_str(&row.warnings)?,
    }))
}

/// Keeps what was read; reading again replaces it.
pub async fn keep(ctx: &Ctx, tx: &Tx, version: Uuid, found: &Found) -> Result<()> {
    let row = version_metadata::ActiveModel {
        version_id: Set(version),
        basics: Set(serde_json::to_string(&found.basics)?),
        raw: Set(serde_json::to_string(&found.raw)?),
        warnings: Set(serde_json::to_string(&found.warnings)?),
        read_at: Set(ctx.now()),
    };
    use version_metadata::Column;
    let columns = [Column::Basics, Column::Raw, Column::Warnings, Column::ReadAt];
    let on_conflict = OnConflict::column(Column::VersionId).update_columns(columns).to_owned();
    version_metadata::Entity::insert(row).on_conflict(on_conflict).exec_without_returning(tx).await?;
    Ok(())
}

/// The label of a basic field on screen: its name in words.
pub fn label(name: &str) -> String {
    let known = match name {
        "captured_at" => "Taken",
        "gps_latitude" => "Latitude",
        "gps_longitude" => "Longitude",
        "gps_altitude" => "Altitude (m)",
        "iso" => "ISO",
        "web_statement" => "Rights statement (web)",
        "people_shown" => "People shown",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let mut text = name.replace('_', " ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// Keywords as the file lists them, joined by semicolons.
pub fn keywords(found: &Found) -> Vec<String> {
    let joined = found.basics.get("keywords").map(String::as_str).unwrap_or_default();
    joined
        .split(';')
        .map(str::trim)
        .filter(|word| !word.is_empty() && word.chars().count() <= 100)
        .take(100)
        .map(str::to_owned)
        .collect()
}
