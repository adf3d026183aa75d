//! Makes a picture by a preset of the house when somebody first asks for it: once for all who wait, and no more of them
//! at the same time than there are lanes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::time::Duration;

use media::MediaError;
use media::pipeline::{Recipe, Rendered};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::drawing::draw_one;
use super::look::Source;
use super::looking::{self, Looked};
use super::row::rendition;
use super::trouble::Trouble;
use super::{avif, failures, keeping};
use crate::features::assets::row::version;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::jobs::JobError;

/// How long somebody waits for a lane before they are asked to come back.
const PATIENCE: Duration = Duration::from_secs(30);

/// Who makes what, by content and recipe.
type Turns = HashMap<String, Weak<tokio::sync::Mutex<()>>>;

/// Pictures that are being made.
static MAKING: OnceLock<Mutex<Turns>> = OnceLock::new();
static LANES: OnceLock<Semaphore> = OnceLock::new();

/// What there is of these bytes by this recipe, ready or failed.
pub async fn find(db: &impl ConnectionTrait, content_hash: &str, recipe: &Recipe) -> Result<Option<rendition::Model>> {
    let found = rendition::Entity::find()
        .filter(rendition::Column::ContentHash.eq(content_hash))
        .filter(rendition::Column::RecipeHash.eq(recipe.hash()))
        .one(db)
        .await?;
    Ok(found)
}

/// The picture, made now if it was never made. Errors: why it cannot be made, or that there is no lane free.
pub async fn made(ctx: &Ctx, version: &version::Model, recipe: Recipe) -> Result<rendition::Model> {
    if let Some(found) = find(ctx.db.read(), &version.blake3, &recipe).await? {
        return ready(found);
    }
    let (ctx, version) = (ctx.clone(), version.clone());
    // In a task of its own: whoever goes away while waiting does not throw the work of the others away.
    let task = tokio::spawn(async move { make_once(&ctx, &version, &recipe).await });
    task.await.map_err(Error::internal)?
}

async fn make_once(ctx: &Ctx, version: &version::Model, recipe: &Recipe) -> Result<rendition::Model> {
    let turn = turn_for(&format!("{} {}", version.blake3, recipe.hash()));
    let _turn = turn.lock().await;
    if let Some(found) = find(ctx.db.read(), &version.blake3, recipe).await? {
        return ready(found);
    }
    match draw(ctx, version, recipe).await? {
        Ok(picture) => {
            keeping::picture(ctx, &version.blake3, recipe, picture).await.map_err(troubled)?;
        }
        Err(failure) => failures::record(ctx, &version.blake3, recipe, failure.to_string()).await?,
    }
    let found = find(ctx.db.read(), &version.blake3, recipe).await?;
    ready(found.ok_or_else(|| Error::internal(anyhow::anyhow!("a picture that was made is not on record")))?)
}

/// The picture a recipe would give, kept nowhere.
pub async fn example(ctx: &Ctx, version: &version::Model, recipe: &Recipe) -> Result<Rendered> {
    draw(ctx, version, recipe).await?.map_err(|failure| Error::new(Code::RenditionNotFound, failure.to_string()))
}

/// Draws in a lane. The inner error is for good, the outer one for now.
async fn draw(ctx: &Ctx, version: &version::Model, recipe: &Recipe) -> Result<Result<Rendered, MediaError>> {
    let _lane = lane(ctx).await?;
    let Looked { look, .. } = looking::look(ctx, version).await.map_err(for_now)?;
    let Some(source) = look.source else {
        return Ok(Err(look.failure.unwrap_or_else(|| MediaError::unsupported("", "There is no picture in it."))));
    };
    let failure = match draw_and_write(ctx, version, source, recipe).await {
        Ok(picture) => return Ok(picture.ok_or_else(nothing)),
        Err(Trouble::Job(error)) => return Err(for_now(error)),
        Err(Trouble::Picture(failure)) => failure,
    };
    let outside = looking::look_outside(ctx, version, &failure).await.map_err(for_now)?;
    let Some(source) = outside.source else { return Ok(Err(failure)) };
    match draw_and_write(ctx, version, source, recipe).await {
        Ok(picture) => Ok(picture.ok_or_else(nothing)),
        Err(Trouble::Job(error)) => Err(for_now(error)),
        Err(Trouble::Picture(_)) => Ok(Err(failure)),
    }
}

async fn draw_and_write(
    ctx: &Ctx,
    version: &version::Model,
    source: Source,
    recipe: &Recipe,
) -> Result<Option<Rendered>, Trouble> {
    match draw_one(ctx, version, source, recipe.clone()).await? {
        Some(drawn) => avif::written(ctx, recipe, drawn).await.map(Some),
        None => Ok(None),
    }
}

fn nothing() -> MediaError {
    MediaError::damaged("nothing was drawn.")
}

fn ready(row: rendition::Model) -> Result<rendition::Model> {
    if row.state == "ready" {
        return Ok(row);
    }
    let why = row.failure.unwrap_or_else(|| "It cannot be made of this file.".to_owned());
    Err(Error::new(Code::RenditionNotFound, why))
}

async fn lane(ctx: &Ctx) -> Result<SemaphorePermit<'static>> {
    let lanes = LANES.get_or_init(|| Semaphore::new(ctx.config.worker_threads.max(1)));
    let busy = || Error::new(Code::RenditionPending, "Many pictures are being made; ask again in a moment.");
    let waited = tokio::time::timeout(PATIENCE, lanes.acquire()).await;
    waited.map_err(|_| busy())?.map_err(Error::internal)
}

fn turn_for(name: &str) -> Arc<tokio::sync::Mutex<()>> {
    let making = MAKING.get_or_init(|| Mutex::new(HashMap::new()));
    let mut making = making.lock().unwrap_or_else(PoisonError::into_inner);
    making.retain(|_, turn| turn.strong_count() > 0);
    if let Some(turn) = making.get(name).and_then(Weak::upgrade) {
        return turn;
    }
    let turn = Arc::new(tokio::sync::Mutex::new(()));
    making.insert(name.to_owned(), Arc::downgrade(&turn));
    turn
}

fn troubled(trouble: Trouble) -> Error {
    match trouble {
        Trouble::Job(error) => for_now(error),
        Trouble::Picture(failure) => Error::new(Code::RenditionNotFound, failure.to_string()),
    }
}

fn for_now(error: JobError) -> Error {
    match error {
        JobError::Retry(why) | JobError::Fail(why) => Error::internal(anyhow::anyhow!(why)),
    }
}
