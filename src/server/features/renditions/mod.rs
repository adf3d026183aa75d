//! Presets, recipes and the pictures made from versions, keyed by content and recipe.
//!
//! A rendition is made once for each content and recipe: another version with the same bytes, or a change of
//! the metadata, makes nothing again. What was made is also noted on the version, so that rooms below can show it.

use media::encode::Format;
use media::limits::{Limits, Memory};
use media::pipeline::Recipe;
use media::recipe::Motion;
use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use std::sync::OnceLock;
use std::time::Duration;

use crate::platform::config::Config;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

pub mod again;
mod avif;
mod bench;
pub mod demand;
mod drawing;
pub mod failures;
mod film;
pub mod jobs;
mod keeping;
mod look;
mod looking;
mod original;
mod paper;
mod picture;
pub mod presets;
pub mod routes;
pub mod row;
pub mod show;
mod streams;
#[cfg(test)]
mod tests;
mod trouble;
mod wave;
mod ways;

use row::rendition;

/// What a preset is called, in the order the pictures are made: the small ones first, so that a tile shows soon.
pub const PRESETS: &[&str] = &["thumbnail", "preview", "large"];

/// The recipe behind a preset; `None` for a name we do not know.
pub fn recipe(preset: &str) -> Option<Recipe> {
    let (max_edge, format, quality) = match preset {
        "thumbnail" => (480, Format::Jpeg, 80),
        "preview" => (1280, Format::Jpeg, 82),
        "large" => (2048, Format::WebP, 80),
        _ => return None,
    };
    // About half the work of the usual effort for 4 % more bytes: benches/RESULTS.md has the figures.
    Some(Recipe { effort: 2, motion: Motion::Kept, ..Recipe::new(preset, max_edge, format, quality) })
}

/// The memory that all lanes of this process share.
static MEMORY: OnceLock<Memory> = OnceLock::new();

/// What one picture may use. A large one may take all the memory there is and is then drawn alone; what is drawn at the
/// same time, files included, stays inside the installation's budget. Files whose turn has not come are held besides,
/// each no larger than [`file_limit`].
pub fn limits(config: &Config) -> Limits {
    let total = config.render_memory_bytes;
    let shared = MEMORY.get_or_init(|| Memory::new(total));
    Limits { shared: Some(shared), ..Limits::new(400_000_000, total, Duration::from_secs(60)) }
}

/// How large an original may be to be read for drawing, in bytes: each lane holds one.
pub fn file_limit(config: &Config) -> u64 {
    config.render_memory_bytes / u64::try_from(config.worker_threads.max(1)).unwrap_or(1)
}

/// The rendition of these bytes by this preset's present recipe, ready or failed.
pub async fn find(db: &impl ConnectionTrait, content_hash: &str, preset: &str) -> Result<Option<rendition::Model>> {
    let Some(recipe) = recipe(preset) else { return Ok(None) };
    let found = rendition::Entity::find()
        .filter(rendition::Column::ContentHash.eq(content_hash))
        .filter(rendition::Column::RecipeHash.eq(recipe.hash()))
        .one(db)
        .await?;
    Ok(found)
}

/// A finished picture that is in the store.
pub struct Made {
    pub preset: String,
    pub recipe_hash: String,
    pub storage_key: String,
    pub mime: String,
    pub width: u32,
    pub height: u32,
    pub size_bytes: u64,
    pub color: Option<String>,
}

/// Records a picture that is in the store; a second time does nothing.
pub async fn record_made(ctx: &Ctx, tx: &Tx, content_hash: &str, made: &Made) -> Result<()> {
    let row = rendition::ActiveModel {
        id: Set(ctx.new_id()?),
        content_hash: Set(content_hash.to_owned()),
        recipe_hash: Set(made.recipe_hash.clone()),
        preset: Set(made.preset.clone()),
        state: Set("ready".to_owned()),
        failure: Set(None),
        storage_key: Set(Some(made.storage_key.clone())),
        mime: Set(Some(made.mime.clone())),
        width: Set(i32::try_from(made.width).ok()),
        height: Set(i32::try_from(made.height).ok()),
        size_bytes: Set(i64::try_from(made.size_bytes).unwrap_or(i64::MAX)),
        color: Set(made.color.clone()),
        created_at: Set(ctx.now()),
    };
    let columns = [rendition::Column::ContentHash, rendition::Column::RecipeHash];
    let on_conflict = OnConflict::columns(columns).do_nothing().to_owned();
    rendition::Entity::insert(row).on_conflict(on_conflict).try_insert().exec_without_returning(tx).await?;
    Ok(())
}
