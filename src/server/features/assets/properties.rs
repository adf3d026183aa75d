//! What is measured on a version's file beyond its size: length, pages, frames, codecs; and the words inside it.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::row::version_text;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// Technical facts of a file; what was not measured or does not apply is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct TechnicalProperties {
    /// Of film and sound, milliseconds.
    pub duration_ms: Option<i64>,
    /// Pages of a document or of a TIFF.
    pub pages: Option<i32>,
    /// Frames of an animation.
    pub frames: Option<i32>,
    /// Frames a second, such as `25` or `29.97`.
    pub frame_rate: Option<String>,
    /// As FFmpeg calls it, such as `h264`.
    pub video_codec: Option<String>,
    pub audio_codec: Option<String>,
    /// Of the sound.
    pub channels: Option<i32>,
    /// Samples a second.
    pub sample_rate: Option<i32>,
    /// Of a PDF: it is encrypted. One that opens with a password only has no preview.
    pub is_encrypted: Option<bool>,
}

impl TechnicalProperties {
    /// What the column holds; nothing measured reads as nothing known.
    pub fn of_column(text: &str) -> TechnicalProperties {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub fn to_column(&self) -> Result<String> {
        Ok(serde_json::to_string(self)?)
    }
}

/// Keeps the words inside a file for the search; `None` forgets them. The caller bounds their length.
pub async fn record_text(ctx: &Ctx, tx: &Tx, version: Uuid, text: Option<String>) -> Result<()> {
    let Some(text) = text else {
        version_text::Entity::delete_by_id(version).exec(tx).await?;
        return Ok(());
    };
    let row = version_text::ActiveModel { version_id: Set(version), text: Set(text), read_at: Set(ctx.now()) };
    let columns = [version_text::Column::Text, version_text::Column::ReadAt];
    let on_conflict = OnConflict::column(version_text::Column::VersionId).update_columns(columns).to_owned();
    version_text::Entity::insert(row).on_conflict(on_conflict).exec_without_returning(tx).await?;
    Ok(())
}
