//! The pictures of the demo brand: drawn as vectors, turned into the files a photographer or a studio would send.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt, stream};
use media::encode::Format;
use media::limits::Limits;
use media::pipeline::{self, Recipe};

use crate::platform::error::{Error, Result};

macro_rules! drawn {
    ($($id:literal)*) => {
        /// Every drawing with the asset it is for.
        pub const DRAWINGS: &[(&str, &[u8])] =
            &[$(($id, include_bytes!(concat!("pictures/", $id, ".svg")))),*];
    };
}

drawn! {
    "barista-counter" "billboard-city" "campfire-friends" "child-sledge" "coast-road" "coffee-dawn" "dawn-ridge"
    "flask-fjord" "forest-mist" "gift-box" "hiker-viewpoint" "logo-lockup" "mug-enamel" "northern-lights"
    "packaging-range" "pattern-trail" "portrait-winter-coat" "post-carry-the-morning" "post-dawn-to-dusk"
    "runner-sunrise" "sea-dusk" "shop-banner-21x9" "spring-awake-16x9" "spring-meadow" "winter-light-16x9"
    "winter-light-4x5" "winter-light-square" "winter-light-story" "winter-valley"
}

/// How many are drawn at the same time.
const AT_ONCE: usize = 2;

/// A file ready to be uploaded.
pub struct Picture {
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// Draws all pictures with a long side of `edge` pixels, by the id of their asset.
pub async fn draw_all(edge: u32) -> Result<BTreeMap<String, Picture>> {
    let each = DRAWINGS.iter().map(|(id, svg)| async move {
        let drawn = tokio::task::spawn_blocking(move || draw(id, svg, edge)).await.map_err(Error::internal)??;
        Ok::<_, Error>(((*id).to_owned(), drawn))
    });
    stream::iter(each).buffer_unordered(AT_ONCE).try_collect().await
}

fn draw(id: &str, svg: &[u8], edge: u32) -> Result<Picture> {
    // Flat shapes with sharp edges stay sharp; everything else is a photograph's kind of file.
    let is_flat = matches!(id, "logo-lockup" | "pattern-trail");
    let format = if is_flat { Format::Png } else { Format::Jpeg };
    let recipe = Recipe::new("original", edge, format, 88);
    let limits = Limits::new(16_000_000, 256 << 20, Duration::from_secs(120));
    let drawn = pipeline::render(svg, "image/svg+xml", &[recipe], &limits, &|| true);
    let mut drawn =
        drawn.map_err(|error| Error::internal(anyhow::anyhow!("the picture {id} was not drawn: {error}")))?;
    let first = drawn.pop().ok_or_else(|| anyhow::anyhow!("the picture {id} was not drawn"))?;
    Ok(Picture { file_name: format!("{id}.{}", format.extension()), bytes: first.bytes })
}
