//! From a file to its renditions, as a list of steps with a check of time between them. One decode feeds every size.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat};
use serde::{Deserialize, Serialize};

use crate::MediaError;
use crate::decode;
use crate::decode::decoded::{Budget, Decoded};
use crate::encode::{self, Format};
use crate::limits::Limits;
use crate::probe;
use crate::{color, resize};

/// Raised whenever the same recipe would give different bytes, so that old renditions are known as stale.
pub const RECIPE_VERSION: u32 = 2;

/// How to make one rendition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recipe {
    pub name: String,
    /// The long side, in pixels. Pictures are never enlarged; vector art is drawn at this size.
    pub max_edge: u32,
    pub format: Format,
    /// 1 to 100; no effect on PNG.
    pub quality: u8,
}

impl Recipe {
    /// 32 hex digits that change with any field and with [`RECIPE_VERSION`], and with nothing else.
    ///
    /// FNV-1a in 128 bits: recipes are written by us, so nobody gains by a collision.
    pub fn hash(&self) -> String {
        let text =
            format!("{RECIPE_VERSION}\0{}\0{}\0{}\0{}", self.name, self.max_edge, self.format.mime(), self.quality);
        let offset: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        let prime: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let digest = text.bytes().fold(offset, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(prime));
        format!("{digest:032x}")
    }
}

/// One finished rendition.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The name of the recipe.
    pub recipe: String,
    pub bytes: Vec<u8>,
    pub mime: String,
    pub width: u32,
    pub height: u32,
}

/// Makes all renditions of one file, in the order of `recipes`. Renditions are upright, in sRGB and free of metadata.
///
/// `checkpoint` is called between steps and says whether to carry on; false ends in `TimedOut`.
/// Errors: see [`MediaError`]; a panic inside a decoder is `Damaged`. Sizes are refused before anything is allocated.
pub fn render(
    bytes: &[u8],
    mime: &str,
    recipes: &[Recipe],
    limits: &Limits,
    checkpoint: &dyn Fn() -> bool,
) -> Result<Vec<Rendered>, MediaError> {
    let clock = Clock { started: Instant::now(), limits, checkpoint };
    let work = || steps(bytes, mime, recipes, &clock);
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(MediaError::damaged("reading it made the decoder fail.")))
}

struct Clock<'a> {
    started: Instant,
    limits: &'a Limits,
    checkpoint: &'a dyn Fn() -> bool,
}

impl Clock<'_> {
    fn check(&self) -> Result<(), MediaError> {
        if self.started.elapsed() > self.limits.deadline || !(self.checkpoint)() {
            return Err(MediaError::TimedOut);
        }
        Ok(())
    }

    fn left(&self) -> Duration {
        self.limits.deadline.saturating_sub(self.started.elapsed())
    }
}

fn steps(bytes: &[u8], mime: &str, recipes: &[Recipe], clock: &Clock<'_>) -> Result<Vec<Rendered>, MediaError> {
    let Some(largest) = recipes.iter().map(|recipe| recipe.max_edge).max() else {
        return Ok(Vec::new());
    };
    if bytes.len() as u64 > clock.limits.max_bytes {
        return Err(MediaError::too_large("the file would not fit into the memory allowed."));
    }
    clock.check()?;
    let upright = if mime == "image/svg+xml" {
        decode::svg::draw(bytes, largest, clock.limits, clock.left())?
    } else {
        raster(bytes, mime, largest, clock)?
    };
    clock.check()?;
    let mut by_size: Vec<usize> = (0..recipes.len()).collect();
    by_size.sort_by_key(|index| std::cmp::Reverse(recipes[*index].max_edge));
    let mut made: Vec<(usize, Rendered)> = Vec::with_capacity(recipes.len());
    let mut current = upright;
    for index in by_size {
        let recipe = &recipes[index];
        if let Some(smaller) = resize::shrink(&current, recipe.max_edge)? {
            current = smaller;
            clock.check()?;
        }
        made.push((index, finish(&current, recipe)?));
        clock.check()?;
    }
    made.sort_by_key(|(index, _)| *index);
    Ok(made.into_iter().map(|(_, rendered)| rendered).collect())
}

/// Decodes, shrinks to the largest size wanted, and only then converts color and turns: both are cheaper on fewer pixels.
fn raster(bytes: &[u8], mime: &str, largest: u32, clock: &Clock<'_>) -> Result<DynamicImage, MediaError> {
    let declared = probe::dimensions(bytes, mime)?;
    declared.check_size(clock.limits.max_pixels)?;
    let Decoded { image, icc } = decode::decode(bytes, mime, Budget { max_bytes: clock.limits.max_bytes })?;
    clock.check()?;
    let image = resize::shrink(&image, largest)?.unwrap_or(image);
    clock.check()?;
    let mut image = color::to_srgb(image, icc.as_deref());
    image.apply_orientation(Orientation::from_exif(declared.orientation).unwrap_or(Orientation::NoTransforms));
    Ok(image)
}

fn finish(image: &DynamicImage, recipe: &Recipe) -> Result<Rendered, MediaError> {
    Ok(Rendered {
        recipe: recipe.name.clone(),
        bytes: encode::encode(image, recipe.format, recipe.quality)?,
        mime: recipe.format.mime().to_owned(),
        width: image.width(),
        height: image.height(),
    })
}

/// Decodes a rendition made here; none for anything over 16 megapixels or not decodable.
pub(crate) fn decode_rendition(rendition: &[u8]) -> Option<DynamicImage> {
    let decode = || {
        let format = image::guess_format(rendition).ok()?;
        let mime = match format {
            ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP => format.to_mime_type(),
            _ => return None,
        };
        let declared = probe::dimensions(rendition, mime).ok()?;
        declared.check_size(16_000_000).ok()?;
        let decoded = decode::decode(rendition, mime, Budget { max_bytes: 64_000_000 }).ok()?;
        Some(color::to_srgb(decoded.image, decoded.icc.as_deref()))
    };
    catch_unwind(AssertUnwindSafe(decode)).ok().flatten()
}

/// The average color of a small rendition as `#rrggbb`, alpha laid on white, to show while pictures load.
/// None if it cannot be decoded.
pub fn placeholder(rendition: &[u8]) -> Option<String> {
    let flat = color::flatten(&decode_rendition(rendition)?);
    let count = (u64::from(flat.width()) * u64::from(flat.height())).max(1);
    let mut sums = [0u64; 3];
    for pixel in flat.pixels() {
        for (sum, channel) in sums.iter_mut().zip(pixel.0) {
            *sum += u64::from(channel);
        }
    }
    let [r, g, b] = sums.map(|sum| (sum + count / 2) / count);
    Some(format!("#{r:02x}{g:02x}{b:02x}"))
}
