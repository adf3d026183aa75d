//! Draws pictures from what looking at a file gave, away from the threads that answer requests.

use media::MediaError;
use media::limits::Limits;
use media::metadata::kept;
use media::pipeline::{self, Recipe, Rendered};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::look::Source;
use super::original;
use super::trouble::Trouble;
use crate::features::assets::row::version;
use crate::platform::ctx::Ctx;
use crate::platform::jobs::JobError;

/// Pictures while they are drawn: the small ones can be stored and shown while a large one is still being encoded.
pub(super) struct Drawing {
    pictures: mpsc::UnboundedReceiver<(Recipe, Rendered)>,
    work: JoinHandle<Result<(), MediaError>>,
}

impl Drawing {
    /// Begins to draw on a blocking thread; one decode feeds all recipes.
    pub async fn begin(
        ctx: &Ctx,
        version: &version::Model,
        source: Source,
        recipes: Vec<Recipe>,
    ) -> Result<Drawing, Trouble> {
        let limits = super::limits(&ctx.config);
        let said = original::said(ctx, version, &source).await?;
        let (done, pictures) = mpsc::unbounded_channel();
        let draw = move || draw_each(&source, said.as_deref(), &recipes, &limits, &done);
        Ok(Drawing { pictures, work: tokio::task::spawn_blocking(draw) })
    }

    /// The next picture; `None` when there are no more, for whatever reason.
    pub async fn next(&mut self) -> Option<(Recipe, Rendered)> {
        self.pictures.recv().await
    }

    /// How it ended.
    pub async fn end(self) -> Result<(), Trouble> {
        self.work.await.map_err(|error| JobError::Retry(error.to_string()))?.map_err(Trouble::Picture)
    }
}

/// Draws one picture.
pub(super) async fn draw_one(
    ctx: &Ctx,
    version: &version::Model,
    source: Source,
    recipe: Recipe,
) -> Result<Option<Rendered>, Trouble> {
    let mut drawing = Drawing::begin(ctx, version, source, vec![recipe]).await?;
    let picture = drawing.next().await.map(|(_, picture)| picture);
    drawing.end().await?;
    Ok(picture)
}

/// Hands over each picture as soon as it is drawn.
///
/// What the original says of its rights is written into each picture; a stand-in has nothing to say.
fn draw_each(
    source: &Source,
    said: Option<&str>,
    recipes: &[Recipe],
    limits: &Limits,
    done: &mpsc::UnboundedSender<(Recipe, Rendered)>,
) -> Result<(), MediaError> {
    pipeline::render_each(&source.bytes, &source.mime, recipes, limits, &|| true, &mut |mut picture| {
        if let Some(packet) = said {
            picture.bytes = kept::embedded(std::mem::take(&mut picture.bytes), &picture.mime, packet);
        }
        if let Some(recipe) = recipes.iter().find(|recipe| recipe.name == picture.recipe) {
            // Nobody listens only when the job was given up; what was drawn is then drawn again.
            let _ = done.send((recipe.clone(), picture));
        }
    })
}
