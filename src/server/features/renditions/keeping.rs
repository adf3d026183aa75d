//! Puts what was made into the store and on record: pictures, and the files beside them.

use media::pipeline::{self, Recipe, Rendered};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;

use super::Made;
use super::bench::Bench;
use super::look::{Extra, Player};
use super::row::rendition;
use super::trouble::Trouble;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::jobs::JobError;
use crate::platform::storage::key::Key;

/// The name of the player's file.
pub(super) const PROXY: &str = "proxy";
/// Raised whenever players or peaks are made otherwise, so that old ones are known as stale.
const VERSION: u32 = 1;

/// Stores a picture and records it.
pub(super) async fn picture(ctx: &Ctx, hash: &str, recipe: &Recipe, picture: Rendered) -> Result<Made, Trouble> {
    let key = key(hash, &recipe.hash(), recipe.format.extension())?;
    let made = Made {
        preset: recipe.name.clone(),
        recipe_hash: recipe.hash(),
        storage_key: key.to_string(),
        width: picture.width,
        height: picture.height,
        size_bytes: picture.bytes.len() as u64,
        color: pipeline::placeholder(&picture.bytes),
        mime: picture.mime,
    };
    let stored = ctx.storage.put_bytes(&key, picture.bytes.into(), &made.mime).await;
    stored.map_err(|error| JobError::Retry(error.to_string()))?;
    record(ctx, hash, made).await
}

/// Stores a small file that is not a picture.
pub(super) async fn extra(ctx: &Ctx, hash: &str, extra: Extra) -> Result<Made, Trouble> {
    let recipe_hash = recipe_of(extra.preset);
    let key = key(hash, &recipe_hash, "json")?;
    let size_bytes = extra.bytes.len() as u64;
    let stored = ctx.storage.put_bytes(&key, extra.bytes.into(), extra.mime).await;
    stored.map_err(|error| JobError::Retry(error.to_string()))?;
    let made = Made {
        preset: extra.preset.to_owned(),
        recipe_hash,
        storage_key: key.to_string(),
        mime: extra.mime.to_owned(),
        width: 0,
        height: 0,
        size_bytes,
        color: None,
    };
    record(ctx, hash, made).await
}

/// Makes the player's file on the bench and hands it to the store.
pub(super) async fn player(ctx: &Ctx, hash: &str, bench: &Bench<'_>, player: &Player) -> Result<Made, Trouble> {
    bench.call(&player.call).await.map_err(|error| Trouble::tool("FFmpeg", error))?;
    let place = bench.place(player.file);
    let size_bytes = tokio::fs::metadata(&place).await.map_err(|error| Trouble::disk(&error))?.len();
    let recipe_hash = recipe_of(PROXY);
    let key = key(hash, &recipe_hash, player.file.rsplit('.').next().unwrap_or("mp4"))?;
    let stored = ctx.storage.put_file(&key, &place).await;
    stored.map_err(|error| JobError::Retry(error.to_string()))?;
    let made = Made {
        preset: PROXY.to_owned(),
        recipe_hash,
        storage_key: key.to_string(),
        mime: player.mime.to_owned(),
        width: player.width,
        height: player.height,
        size_bytes,
        color: None,
    };
    record(ctx, hash, made).await
}

/// The file of these bytes that is not a picture, when it was made before.
pub(super) async fn find(db: &impl ConnectionTrait, hash: &str, preset: &str) -> Result<Option<Made>> {
    let found = rendition::Entity::find()
        .filter(rendition::Column::ContentHash.eq(hash))
        .filter(rendition::Column::RecipeHash.eq(recipe_of(preset)))
        .one(db)
        .await?;
    Ok(found.and_then(as_made))
}

/// A row as what was made; `None` when it is not whole.
pub(super) fn as_made(row: rendition::Model) -> Option<Made> {
    Some(Made {
        preset: row.preset,
        recipe_hash: row.recipe_hash,
        storage_key: row.storage_key?,
        mime: row.mime?,
        width: u32::try_from(row.width?).ok()?,
        height: u32::try_from(row.height?).ok()?,
        size_bytes: u64::try_from(row.size_bytes).ok()?,
        color: row.color,
    })
}

fn recipe_of(preset: &str) -> String {
    blake3::hash(format!("{preset} {VERSION}").as_bytes()).to_hex()[..32].to_owned()
}

fn key(content_hash: &str, recipe_hash: &str, extension: &str) -> Result<Key, JobError> {
    Key::rendition(content_hash, recipe_hash, extension).map_err(|error| JobError::Fail(error.to_string()))
}

async fn record(ctx: &Ctx, hash: &str, made: Made) -> Result<Made, Trouble> {
    let tx = ctx.db.write().await?;
    super::record_made(ctx, &tx, hash, &made).await?;
    tx.commit().await?;
    Ok(made)
}
