//! Draws pictures from what looking at a file gave, away from the threads that answer requests.

use media::metadata::kept;
use media::pipeline::{self, Recipe, Rendered};

use super::look::Source;
use super::trouble::Trouble;
use crate::platform::ctx::Ctx;
use crate::platform::jobs::JobError;

/// Draws on a blocking thread; one decode feeds all recipes.
pub(super) async fn render(
    ctx: &Ctx,
    source: Source,
    recipes: Vec<Recipe>,
) -> Result<Vec<(Recipe, Rendered)>, Trouble> {
    let limits = super::limits(&ctx.config);
    let work = tokio::task::spawn_blocking(move || {
        let mut pictures = pipeline::render(&source.bytes, &source.mime, &recipes, &limits, &|| true)?;
        if let Some(packet) = kept::kept(&source.bytes, &source.mime) {
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
