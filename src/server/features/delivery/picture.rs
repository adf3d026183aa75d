//! The picture somebody may look into: how large it is for them, which stored files it can be cut from, and the cutting.
//!
//! Whoever may take the original looks into the original; everybody else into the largest rendition, whose pixels are
//! then all there are. Small cuts are drawn from the smallest thing that holds them.

use std::sync::Arc;

use bytes::Bytes;
use media::limits::Limits;
use media::transform::draw::{DRAW_VERSION, Level, opens};
use media::transform::{Bounds, Placed, Transform, TransformError};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;

use super::door::Door;
use super::present::Disposition;
use super::source::Source;
use crate::features::assets::row::version;
use crate::features::renditions;
use crate::features::renditions::row::rendition;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::storage::key::Key;

/// The largest picture cut on the way, pixels of an edge.
pub const BOUNDS: Bounds = Bounds { edge: 4096 };

/// The rendition that stands for a picture whose original is not to be seen or not to be read.
const OVERVIEW: &str = "large";

/// A stored file with the whole picture in it.
#[derive(Clone, Debug)]
struct Layer {
    key: Key,
    mime: String,
    size: (u32, u32),
}

/// A picture as one person may see it.
#[derive(Clone, Debug)]
pub struct Picture {
    pub asset: Uuid,
    /// Width and height in pixels.
    pub full: (u32, u32),
    /// What pixels come from when nothing smaller holds what is wanted.
    base: Layer,
    /// Smaller than `base`.
    overview: Option<Layer>,
    file_name: String,
    modified: DateTimeUtc,
}

impl Picture {
    /// The picture of a version. With `may_original` its own pixels, else those of its largest rendition.
    pub async fn of_version(
        db: &impl ConnectionTrait,
        version: &version::Model,
        may_original: bool,
    ) -> Result<Picture> {
        let overview = rendition_row(db, version, |query| query.filter(rendition::Column::Preset.eq(OVERVIEW))).await?;
        let original = if may_original { original_layer(version)? } else { None };
        let (base, overview) = match (original, overview) {
            (Some(original), overview) => {
                let smaller = overview.filter(|layer| layer.size.0 < original.size.0);
                (original, smaller)
            }
            (None, Some(overview)) => (overview, None),
            (None, None) => return Err(super::missing_rendition(version, OVERVIEW)),
        };
        Ok(Picture::new(version, base, overview))
    }

    /// The picture in the very file that was published, and in nothing larger.
    pub async fn of_stored(db: &impl ConnectionTrait, version: &version::Model, key: &str) -> Result<Picture> {
        let layer = if key == version.storage_key {
            original_layer(version)?
        } else {
            rendition_row(db, version, |query| query.filter(rendition::Column::StorageKey.eq(key))).await?
        };
        let nothing = || Error::new(Code::RenditionNotFound, "What is published here is not a picture to look into.");
        Ok(Picture::new(version, layer.ok_or_else(nothing)?, None))
    }

    fn new(version: &version::Model, base: Layer, overview: Option<Layer>) -> Picture {
        Picture {
            asset: version.asset_id,
            full: base.size,
            base,
            overview,
            file_name: version.file_name.clone(),
            modified: version.created_at,
        }
    }

    /// Reads `region/size/rotation/quality.format` and lays it on this picture.
    pub fn place(&self, wish: &str) -> Result<Placed> {
        place(wish, self.full)
    }

    /// How the cut is presented; `size` is not known before it is made.
    pub fn source(&self, placed: &Placed, cache: String) -> Source {
        let name = self.name(placed);
        let mime = placed.format.mime().to_owned();
        Source {
            key: self.base.key.clone(),
            size: 0,
            file_name: super::rendition_name(&self.file_name, "cut", &mime),
            mime,
            etag: blake3::hash(name.as_bytes()).to_hex()[..32].to_owned(),
            modified: self.modified,
            disposition: Disposition::Inline,
            cache: cache.into(),
        }
    }

    fn name(&self, placed: &Placed) -> String {
        format!("{DRAW_VERSION} {} {}", self.base.key, placed.canonical())
    }

    /// The bytes of the cut: kept, or made once for all who wait.
    pub async fn draw(&self, ctx: &Ctx, door: &Door, placed: Placed) -> Result<Bytes> {
        let make = async {
            let (layer, halvings) = self.layer_for(&placed);
            let level = level(ctx, door, layer, halvings).await?;
            let full = self.full;
            let _turn = door.turn().await?;
            let drawn =
                tokio::task::spawn_blocking(move || level.draw(full, &placed)).await.map_err(Error::internal)?;
            Ok(Bytes::from(drawn.map_err(not_drawn)?))
        };
        door.picture(self.name(&placed), make).await
    }

    fn layer_for(&self, placed: &Placed) -> (&Layer, u32) {
        let smaller = self.overview.as_ref();
        let held = smaller.and_then(|layer| Some((layer, placed.halvings(layer.size, self.full)?)));
        held.unwrap_or_else(|| (&self.base, placed.halvings(self.base.size, self.full).unwrap_or(0)))
    }
}

/// Reads a wish and lays it on a picture of `full` pixels.
pub fn place(wish: &str, full: (u32, u32)) -> Result<Placed> {
    let placed = Transform::parse(wish).and_then(|wish| wish.place(full.0, full.1, BOUNDS));
    placed.map_err(not_understood)
}

/// A wish that cannot be met, as a problem.
pub fn not_understood(error: TransformError) -> Error {
    match error {
        TransformError::Malformed(why) => Error::new(Code::PictureMalformed, why),
        TransformError::NotDone(why) => Error::new(Code::PictureNotDone, why),
    }
}

fn not_drawn(error: media::MediaError) -> Error {
    Error::new(Code::RenditionNotFound, error.to_string())
}

/// The uploaded file, where pixels can be read from it.
fn original_layer(version: &version::Model) -> Result<Option<Layer>> {
    let edge = |edge: Option<i32>| edge.and_then(|edge| u32::try_from(edge).ok()).filter(|edge| *edge > 0);
    let (Some(width), Some(height)) = (edge(version.width), edge(version.height)) else { return Ok(None) };
    if !opens(&version.mime) || !matches!(version.preview.as_str(), "ready" | "pending") {
        return Ok(None);
    }
    let key = super::parse_key(&version.storage_key)?;
    Ok(Some(Layer { key, mime: version.mime.clone(), size: (width, height) }))
}

async fn rendition_row(
    db: &impl ConnectionTrait,
    version: &version::Model,
    narrow: impl FnOnce(Select<rendition::Entity>) -> Select<rendition::Entity>,
) -> Result<Option<Layer>> {
    let found = narrow(super::ready_renditions(version)).one(db).await?;
    let Some(rendition::Model { storage_key: Some(key), mime: Some(mime), width, height, .. }) = found else {
        return Ok(None);
    };
    let edge = |edge: Option<i32>| edge.and_then(|edge| u32::try_from(edge).ok()).filter(|edge| *edge > 0);
    let (Some(width), Some(height), true) = (edge(width), edge(height), opens(&mime)) else { return Ok(None) };
    Ok(Some(Layer { key: super::parse_key(&key)?, mime, size: (width, height) }))
}

/// A level from memory, from the next larger one in memory, or from the file.
async fn level(ctx: &Ctx, door: &Door, layer: &Layer, halvings: u32) -> Result<Arc<Level>> {
    let name = |by: u32| (layer.key.to_string(), by);
    let make = async {
        let mut start = None;
        for by in (0..halvings).rev() {
            if let Some(level) = door.kept_level(&name(by)).await {
                start = Some((by, level));
                break;
            }
        }
        let limits = renditions::limits(&ctx.config);
        let bytes = match start {
            Some(_) => Bytes::new(),
            None => ctx.storage.read(&layer.key, limits.max_bytes).await?,
        };
        let _turn = door.turn().await?;
        let (mime, size) = (layer.mime.clone(), layer.size);
        let work = move || levels(start, &bytes, &mime, size, &limits, halvings);
        let mut made = tokio::task::spawn_blocking(work).await.map_err(Error::internal)?.map_err(not_drawn)?;
        let wanted = made.pop().ok_or_else(|| Error::internal(anyhow::anyhow!("no level was made")))?;
        for (by, level) in made {
            door.keep_level(name(by), level).await;
        }
        Ok(wanted.1)
    };
    door.level(name(halvings), make).await
}

/// Every level from the first that is there down to the one wanted, which comes last.
fn levels(
    start: Option<(u32, Arc<Level>)>,
    bytes: &[u8],
    mime: &str,
    declared: (u32, u32),
    limits: &Limits,
    halvings: u32,
) -> Result<Vec<(u32, Arc<Level>)>, media::MediaError> {
    let (mut by, mut level) = match start {
        Some(start) => start,
        None => {
            let opened = Level::open(bytes, mime, limits)?;
            if opened.size() != declared {
                return Err(media::MediaError::damaged("it holds another size than it declares."));
            }
            (0, Arc::new(opened))
        }
    };
    let mut made = Vec::new();
    while by < halvings {
        let half = Arc::new(level.half()?);
        made.push((by, std::mem::replace(&mut level, half)));
        by += 1;
    }
    made.push((by, level));
    Ok(made)
}
