//! Jobs of the room `renditions`.

use bytes::Bytes;
use media::MediaError;
use media::metadata::kept;
use media::pipeline::{self, Recipe, Rendered};
use sea_orm::entity::prelude::*;

use super::{Made, PRESETS, row::rendition};
use crate::features::assets::row::version;
use crate::features::assets::show::StoredRendition;
use crate::features::assets::store::{Preview, record_preview};
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::events::{self, Event};
use crate::platform::jobs::JobError;
use crate::platform::storage::error::StorageError;
use crate::platform::storage::key::Key;

/// Makes the renditions a version still lacks and notes on the version what there is, or why there is nothing.
pub async fn make_renditions(ctx: &Ctx, asset: Uuid, version: Uuid) -> Result<(), JobError> {
    let found = version::Entity::find_by_id(version).one(ctx.db.read()).await?;
    let version = found.ok_or_else(|| JobError::Fail("the version is gone".to_owned()))?;
    let preview = match make(ctx, &version).await {
        Ok(made) => ready(made),
        Err(Trouble::Job(error)) => return Err(error),
        Err(Trouble::Picture(error)) => not_drawn(&error),
    };
    let tx = ctx.db.write().await?;
    record_preview(&tx, version.id, preview).await?;
    events::record(ctx, &tx, &Who::system(), Event::RenditionsMade { asset, version: version.id }).await?;
    ctx.commit(tx).await?;
    Ok(())
}

enum Trouble {
    /// The store or the database failed: worth another try.
    Job(JobError),
    /// The file cannot be drawn: another try would end the same way.
    Picture(MediaError),
}

impl<E: Into<JobError>> From<E> for Trouble {
    fn from(error: E) -> Trouble {
        Trouble::Job(error.into())
    }
}

async fn make(ctx: &Ctx, version: &version::Model) -> Result<Vec<Made>, Trouble> {
    let mut made = Vec::new();
    let mut missing = Vec::new();
    for preset in PRESETS {
        let Some(recipe) = super::recipe(preset) else { continue };
        match super::find(ctx.db.read(), &version.blake3, preset).await?.and_then(as_made) {
            Some(found) => made.push(found),
            None => missing.push(recipe),
        }
    }
    if missing.is_empty() {
        return Ok(made);
    }
    let bytes = read_original(ctx, version).await?;
    for (recipe, picture) in render(ctx, version.mime.clone(), bytes, missing).await? {
        made.push(keep(ctx, &version.blake3, &recipe, picture).await?);
    }
    Ok(made)
}

async fn read_original(ctx: &Ctx, version: &version::Model) -> Result<Bytes, Trouble> {
    let key = Key::parse(&version.storage_key).map_err(|error| JobError::Fail(error.to_string()))?;
    match ctx.storage.read(&key, super::limits(&ctx.config).max_bytes).await {
        Ok(bytes) => Ok(bytes),
        Err(StorageError::TooLarge { size, .. }) => {
            Err(Trouble::Picture(MediaError::too_large(format!("the file has {} MiB.", size >> 20))))
        }
        Err(error) => Err(Trouble::Job(JobError::Retry(error.to_string()))),
    }
}

/// Draws on a blocking thread; one decode feeds all recipes.
async fn render(
    ctx: &Ctx,
    mime: String,
    bytes: Bytes,
    recipes: Vec<Recipe>,
) -> Result<Vec<(Recipe, Rendered)>, Trouble> {
    let limits = super::limits(&ctx.config);
    let work = tokio::task::spawn_blocking(move || {
        let mut pictures = pipeline::render(&bytes, &mime, &recipes, &limits, &|| true)?;
        if let Some(packet) = kept::kept(&bytes, &mime) {
            for picture in &mut pictures {
                picture.bytes = kept::embedded(std::mem::take(&mut picture.bytes), &picture.mime, &packet);
            }
        }
        let named = pictures.into_iter().filter_map(|picture| {
            let recipe = recipes.iter().find(|recipe| recipe.name == picture.recipe)?;
            Some((recipe.clone(), picture))
        });
        Ok(named.collect::<Vec<_>>())
    });
    let drawn = work.await.map_err(|error| JobError::Retry(error.to_string()))?;
    drawn.map_err(Trouble::Picture)
}

async fn keep(ctx: &Ctx, content_hash: &str, recipe: &Recipe, picture: Rendered) -> Result<Made, Trouble> {
    let key = Key::rendition(content_hash, &recipe.hash(), recipe.format.extension());
    let key = key.map_err(|error| JobError::Fail(error.to_string()))?;
    let color = pipeline::placeholder(&picture.bytes);
    let size_bytes = picture.bytes.len() as u64;
    let stored = ctx.storage.put_bytes(&key, picture.bytes.into(), &picture.mime).await;
    stored.map_err(|error| JobError::Retry(error.to_string()))?;
    let made = Made {
        preset: recipe.name.clone(),
        recipe_hash: recipe.hash(),
        storage_key: key.to_string(),
        mime: picture.mime,
        width: picture.width,
        height: picture.height,
        size_bytes,
        color,
    };
    let tx = ctx.db.write().await?;
    super::record_made(ctx, &tx, content_hash, &made).await?;
    tx.commit().await?;
    Ok(made)
}

fn as_made(row: rendition::Model) -> Option<Made> {
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

fn ready(made: Vec<Made>) -> Preview {
    let color = made.iter().find_map(|each| each.color.clone());
    let renditions = made.into_iter().map(|each| StoredRendition {
        preset: each.preset,
        mime: each.mime,
        width: i32::try_from(each.width).unwrap_or(i32::MAX),
        height: i32::try_from(each.height).unwrap_or(i32::MAX),
        size_bytes: i64::try_from(each.size_bytes).unwrap_or(i64::MAX),
    });
    Preview { state: "ready".to_owned(), note: None, color, renditions: renditions.collect(), size: None }
}

fn not_drawn(error: &MediaError) -> Preview {
    let state = if matches!(error, MediaError::Unsupported { .. }) { "unsupported" } else { "failed" };
    Preview { state: state.to_owned(), note: Some(error.to_string()), color: None, renditions: Vec::new(), size: None }
}
