//! Jobs of the room `renditions`.

use media::MediaError;
use media::hash;
use sea_orm::entity::prelude::*;

use super::bench::Bench;
use super::drawing::Drawing;
use super::keeping::{self, PROXY};
use super::look::{Look, Player, Source};
use super::looking::{self, Looked};
use super::trouble::Trouble;
use super::{Made, PRESETS, again, failures};
use crate::features::assets::looks;
use crate::features::assets::properties::record_text;
use crate::features::assets::row::version;
use crate::features::assets::show::StoredRendition;
use crate::features::assets::store::{Preview, record_preview};
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::events::{self, Event};
use crate::platform::jobs::JobError;
use crate::platform::storage::key::Key;

/// Makes the renditions a version still lacks and notes on the version what there is, or why there is nothing.
pub async fn make_renditions(ctx: &Ctx, asset: Uuid, version: Uuid) -> Result<(), JobError> {
    let found = version::Entity::find_by_id(version).one(ctx.db.read()).await?;
    let version = found.ok_or_else(|| JobError::Fail("the version is gone".to_owned()))?;
    let Looked { mut look, bench } = looking::look(ctx, &version).await?;
    let mut made = draw(ctx, &version, &mut look).await?;
    for extra in std::mem::take(&mut look.extras) {
        match keeping::extra(ctx, &version.blake3, extra).await {
            Ok(extra) => made.push(extra),
            Err(Trouble::Job(error)) => return Err(error),
            Err(Trouble::Picture(_)) => {}
        }
    }
    let mut note = None;
    if let (Some(player), Some(bench), None) = (look.player.take(), bench, &look.failure) {
        let known = keeping::find(ctx.db.read(), &version.blake3, PROXY).await?;
        if known.is_none() {
            // The poster shows while the film is being made.
            record(ctx, asset, &version, &look, &made, None).await?;
        }
        match play(ctx, &version, &bench, &player, known).await? {
            Ok(proxy) => made.push(proxy),
            Err(why) => note = Some(why),
        }
    }
    record(ctx, asset, &version, &look, &made, note).await
}

/// Draws what is missing; why nothing could be drawn is noted in `look`.
async fn draw(ctx: &Ctx, version: &version::Model, look: &mut Look) -> Result<Vec<Made>, JobError> {
    let Some(source) = look.source.take() else { return Ok(Vec::new()) };
    let failure = match pictures(ctx, version, source).await {
        Ok(made) => return Ok(made),
        Err(Trouble::Job(error)) => return Err(error),
        Err(Trouble::Picture(failure)) => failure,
    };
    let outside = looking::look_outside(ctx, version, &failure).await?;
    look.failure = outside.failure;
    look.size = outside.size.or(look.size);
    let Some(source) = outside.source else { return Ok(Vec::new()) };
    match pictures(ctx, version, source).await {
        Ok(made) => Ok(made),
        Err(Trouble::Job(error)) => Err(error),
        Err(Trouble::Picture(_)) => {
            look.failure = Some(failure);
            Ok(Vec::new())
        }
    }
}

async fn pictures(ctx: &Ctx, version: &version::Model, source: Source) -> Result<Vec<Made>, Trouble> {
    let mut made = Vec::new();
    let mut missing = Vec::new();
    for preset in PRESETS {
        let Some(recipe) = super::recipe(preset) else { continue };
        match super::find(ctx.db.read(), &version.blake3, preset).await?.and_then(keeping::as_made) {
            Some(found) => made.push(found),
            None => missing.push(recipe),
        }
    }
    if missing.is_empty() {
        return Ok(made);
    }
    let mut drawing = Drawing::begin(ctx, version, source, missing).await?;
    let mut kept = Ok(());
    while let Some((recipe, picture)) = drawing.next().await {
        if kept.is_ok() {
            kept = keeping::picture(ctx, &version.blake3, &recipe, picture).await.map(|picture| made.push(picture));
        }
    }
    drawing.end().await?;
    kept.map(|()| made)
}

/// The player's file, known or made now; else why there is none.
async fn play(
    ctx: &Ctx,
    version: &version::Model,
    bench: &Bench<'_>,
    player: &Player,
    known: Option<Made>,
) -> Result<Result<Made, String>, JobError> {
    if let Some(known) = known {
        return Ok(Ok(known));
    }
    match keeping::player(ctx, &version.blake3, bench, player).await {
        Ok(made) => Ok(Ok(made)),
        Err(Trouble::Job(error)) => Err(error),
        Err(Trouble::Picture(MediaError::TimedOut)) => {
            Ok(Err("There is no player: making it took too long. The original is kept.".to_owned()))
        }
        Err(Trouble::Picture(error)) => Ok(Err(format!("There is no player. {error}"))),
    }
}

/// Notes on the version what there is, and says that something was made.
async fn record(
    ctx: &Ctx,
    asset: Uuid,
    version: &version::Model,
    look: &Look,
    made: &[Made],
    note: Option<String>,
) -> Result<(), JobError> {
    // Asked only where another try may follow: it looks for all the programs.
    let by = match look.failure {
        Some(_) => Some(again::tried_with(ctx).await),
        None => None,
    };
    let preview = Preview {
        size: look.size,
        properties: Some(look.properties.clone()),
        by,
        ..match &look.failure {
            None => ready(made, note),
            Some(failure) => not_drawn(failure),
        }
    };
    let looks_like = looks_like(ctx, version, made).await?;
    let tx = ctx.db.write().await?;
    record_preview(&tx, version.id, preview).await?;
    record_text(ctx, &tx, version.id, look.text.clone()).await?;
    failures::forget(&tx, &version.blake3).await?;
    events::record(ctx, &tx, &Who::system(), Event::RenditionsMade { asset, version: version.id }).await?;
    looks::record(ctx, &tx, version.id, looks_like).await?;
    ctx.commit(tx).await?;
    Ok(())
}

/// How the thumbnail looks. Whatever a thumbnail cannot be read for now can be mended by another try.
async fn looks_like(ctx: &Ctx, version: &version::Model, made: &[Made]) -> Result<Option<hash::Look>, JobError> {
    let thumbnail = made.iter().find(|each| each.preset == PRESETS[0]);
    let Some(thumbnail) = thumbnail.filter(|_| looks::is_told_by_looks(&version.kind)) else { return Ok(None) };
    let key = Key::parse(&thumbnail.storage_key).map_err(|error| JobError::Fail(error.to_string()))?;
    let bytes = ctx.storage.read(&key, super::file_limit(&ctx.config)).await;
    let bytes = bytes.map_err(|error| JobError::Retry(error.to_string()))?;
    let taken = tokio::task::spawn_blocking(move || hash::Look::of(&bytes)).await;
    taken.map_err(|error| JobError::Retry(error.to_string()))
}

fn ready(made: &[Made], note: Option<String>) -> Preview {
    let color = made.iter().find_map(|each| each.color.clone());
    let renditions = made.iter().map(|each| StoredRendition {
        preset: each.preset.clone(),
        mime: each.mime.clone(),
        width: i32::try_from(each.width).unwrap_or(i32::MAX),
        height: i32::try_from(each.height).unwrap_or(i32::MAX),
        size_bytes: i64::try_from(each.size_bytes).unwrap_or(i64::MAX),
    });
    Preview { state: "ready".to_owned(), note, color, renditions: renditions.collect(), ..Preview::default() }
}

fn not_drawn(error: &MediaError) -> Preview {
    let state = if matches!(error, MediaError::Unsupported { .. }) { "unsupported" } else { "failed" };
    Preview { state: state.to_owned(), note: Some(error.to_string()), ..Preview::default() }
}
