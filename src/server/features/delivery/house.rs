//! Pictures by presets of the house: made when somebody first asks, and never finer than that person may see.

use media::pipeline::Recipe;
use media::recipe::Fit;

use super::source::Source;
use crate::features::assets::record::{has_file, refuse_no_file};
use crate::features::assets::row::version;
use crate::features::renditions::row::preset;
use crate::features::renditions::{self, demand, presets};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// The preset whose pixels everybody who sees an asset may have.
const FINEST_FOR_ALL: &str = "large";

/// The picture of a version by a preset of the house. `may_original`: the person may have the original itself.
pub async fn rendition(ctx: &Ctx, version: &version::Model, key: &str, may_original: bool) -> Result<Source> {
    if !has_file(version) {
        return Err(refuse_no_file());
    }
    let unknown = || Error::new(Code::RenditionNotFound, "There is no such preset.");
    let preset = presets::find(ctx.db.read(), key).await?.ok_or_else(unknown)?;
    let recipe = presets::content(&preset)?.recipe(&preset.key);
    if !may_original {
        check_fineness(version, &recipe)?;
    }
    let retired = || Error::new(Code::RenditionNotFound, "This preset is retired: it makes nothing new.");
    made(ctx, version, &preset, recipe).await?.ok_or_else(retired)
}

/// The picture a channel takes; `None` where it cannot be made.
pub async fn for_channel(ctx: &Ctx, version: &version::Model, key: &str) -> Result<Option<Source>> {
    if presets::FIXED.contains(&key) {
        return super::rendition(ctx.db.read(), version, key).await;
    }
    if !has_file(version) {
        return Ok(None);
    }
    let Some(preset) = presets::find(ctx.db.read(), key).await? else { return Ok(None) };
    let recipe = presets::content(&preset)?.recipe(&preset.key);
    match made(ctx, version, &preset, recipe).await {
        Err(error) if error.code == Code::RenditionNotFound => Ok(None),
        other => other,
    }
}

async fn made(ctx: &Ctx, version: &version::Model, preset: &preset::Model, recipe: Recipe) -> Result<Option<Source>> {
    if preset.state == "retired" {
        let known = demand::find(ctx.db.read(), &version.blake3, &recipe).await?;
        return known.map(|row| super::source_of(version, &row)).transpose().map(Option::flatten);
    }
    let row = demand::made(ctx, version, recipe).await?;
    super::source_of(version, &row)
}

/// Refuses finer pixels than the finest everybody gets: an exact box of a part may show more of it than the whole would.
pub fn check_fineness(version: &version::Model, recipe: &Recipe) -> Result<()> {
    let finest = renditions::recipe(FINEST_FOR_ALL).map_or(0, |recipe| recipe.max_edge);
    let edge = |edge: Option<i32>| edge.and_then(|edge| u32::try_from(edge).ok()).filter(|edge| *edge > 0);
    let is_drawing = version.mime == "image/svg+xml";
    let scale = match (edge(version.width), edge(version.height)) {
        (Some(width), Some(height)) if !is_drawing => recipe.plan(width, height).edge,
        // A drawing is drawn as large as is wanted; of what has no known size any box may be a small part.
        _ => match recipe.fit {
            Fit::Inside => recipe.max_edge,
            Fit::Cover { .. } => u32::MAX,
        },
    };
    if scale <= finest {
        return Ok(());
    }
    let detail = format!("It shows finer detail than {finest} pixels, which is for those who may have the original.");
    Err(Error::new(Code::PermissionDenied, detail))
}
