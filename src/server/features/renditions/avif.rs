//! AVIF: drawn here without loss like every other picture, and written by libvips. What the picture says of its rights
//! goes along.

use media::encode::Format;
use media::pipeline::{Recipe, Rendered};
use media::tool;

use super::bench::Bench;
use super::trouble::Trouble;
use crate::platform::ctx::Ctx;
use crate::platform::tools::call::ToolError;

const LABEL: &str = "libvips";

/// The picture in the format of its recipe; any but AVIF as it is.
pub(super) async fn written(ctx: &Ctx, recipe: &Recipe, drawn: Rendered) -> Result<Rendered, Trouble> {
    if recipe.format != Format::Avif {
        return Ok(drawn);
    }
    let bench = Bench::of_bytes(ctx, &drawn.bytes).await?;
    match bench.call(&tool::avif(recipe.quality, recipe.effort)).await {
        Ok(_) => {}
        Err(ToolError::Missing { .. }) => {
            let why = "No picture: AVIF is written by libvips, and this server has none. Choose another format.";
            return Err(Trouble::unsupported(why));
        }
        Err(error) => return Err(Trouble::tool(LABEL, error)),
    }
    let nothing = || Trouble::tool(LABEL, ToolError::Failed { why: "no picture".to_owned() });
    let bytes = bench.left(tool::AVIF).await?.ok_or_else(nothing)?;
    Ok(Rendered { bytes, mime: Format::Avif.mime().to_owned(), ..drawn })
}
