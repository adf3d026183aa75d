//! From a file to its renditions, as a list of steps with a check of time between them. One decode feeds every size.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat};

use crate::MediaError;
use crate::decode;
use crate::decode::decoded::Budget;
use crate::decode::jpeg::Picture;
use crate::encode::{self, Encoding, Format};
use crate::limits::{Limits, Share};
use crate::need;
use crate::planes::{Chroma, Planes, Region};
use crate::probe;
use crate::probe::size::Probe;
use crate::recipe::{Motion, Plan, fitted};
use crate::{animation, color, resize};

pub use crate::recipe::{RECIPE_VERSION, Recipe};

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

/// Makes all renditions of one file, in the order of `recipes`. Renditions are upright, in sRGB and free of metadata. One
/// that is to be of a format that is not written here comes as [`Format::drawn`] says.
///
/// `checkpoint` is called between steps and says whether to carry on; false ends in `TimedOut`. Where memory is shared,
/// the estimate is taken from it first, and waiting for it does not count as time of the run.
/// Errors: see [`MediaError`]; a panic inside a decoder is `Damaged`. Sizes are refused before anything is allocated.
pub fn render(
    bytes: &[u8],
    mime: &str,
    recipes: &[Recipe],
    limits: &Limits,
    checkpoint: &dyn Fn() -> bool,
) -> Result<Vec<Rendered>, MediaError> {
    let mut made = Vec::with_capacity(recipes.len());
    render_each(bytes, mime, recipes, limits, checkpoint, &mut |rendered| made.push(rendered))?;
    Ok(made)
}

/// As [`render`], handing over each rendition as soon as it is written: a small one is there before a large one is encoded.
pub fn render_each(
    bytes: &[u8],
    mime: &str,
    recipes: &[Recipe],
    limits: &Limits,
    checkpoint: &dyn Fn() -> bool,
    finished: &mut dyn FnMut(Rendered),
) -> Result<(), MediaError> {
    guarded(|| {
        let asked = Asked::read(bytes, mime, recipes, limits)?;
        let _share = asked.share(limits)?;
        let clock = Clock { started: Instant::now(), limits, checkpoint };
        if recipes.is_empty() { Ok(()) } else { steps(bytes, mime, &asked, &clock, finished) }
    })
}

/// How many deadlines a run waits for shared memory; each of those before it may use one up.
const PATIENCE: u32 = 20;

/// What is asked for, worked out from the header alone.
struct Asked<'a> {
    recipes: &'a [Recipe],
    declared: Probe,
    plans: Vec<Plan>,
    /// The long side of the largest.
    largest: u32,
    /// An estimate of what it takes, in bytes.
    memory: u64,
}

impl<'a> Asked<'a> {
    fn read(bytes: &[u8], mime: &str, recipes: &'a [Recipe], limits: &Limits) -> Result<Asked<'a>, MediaError> {
        if bytes.len() as u64 > limits.max_bytes {
            return Err(MediaError::too_large("the file would not fit into the memory allowed."));
        }
        let declared = declared(bytes, mime, limits)?;
        let plans: Vec<Plan> = recipes.iter().map(|recipe| plan(recipe, &declared, mime)).collect();
        let largest = plans.iter().map(|plan| plan.edge).max().unwrap_or(1);
        let memory = need::memory(bytes, mime, &declared, &plans);
        if memory > limits.max_bytes {
            return Err(MediaError::too_large("drawing it would take more memory than is allowed."));
        }
        Ok(Asked { recipes, declared, plans, largest, memory })
    }

    /// What it needs of the memory that is shared, held until it is dropped.
    fn share(&self, limits: &Limits) -> Result<Option<Share<'static>>, MediaError> {
        let Some(memory) = limits.shared else { return Ok(None) };
        let patience = limits.deadline.saturating_mul(PATIENCE);
        memory.take(self.memory + need::BASE, patience).map(Some).ok_or(MediaError::TimedOut)
    }
}

/// The whole picture upright, in 8-bit sRGB with or without alpha, its long side at least `edge` pixels if it has that many
/// (and more where shrinking it would be extra work). None for `edge` is full size.
///
/// Errors as for [`render`].
pub fn picture(bytes: &[u8], mime: &str, edge: Option<u32>, limits: &Limits) -> Result<DynamicImage, MediaError> {
    guarded(|| {
        let declared = declared(bytes, mime, limits)?;
        let long = declared.width.max(declared.height);
        let asked = [Recipe::new("picture", edge.unwrap_or(long), Format::Png, 100)];
        let _share = Asked::read(bytes, mime, &asked, limits)?.share(limits)?;
        let clock = Clock { started: Instant::now(), limits, checkpoint: &|| true };
        if mime == "image/svg+xml" {
            return decode::svg::draw(bytes, edge.unwrap_or(long), limits, clock.left());
        }
        let budget = Budget { max_bytes: limits.max_bytes };
        let decoded = match edge {
            Some(edge) => decode::decode_near(bytes, mime, edge, budget)?,
            None => decode::decode(bytes, mime, budget)?,
        };
        clock.check()?;
        let mut image = color::to_srgb(decoded.image, decoded.icc.as_deref());
        image.apply_orientation(turn_of(&declared));
        Ok(image)
    })
}

fn guarded<T>(work: impl FnOnce() -> Result<T, MediaError>) -> Result<T, MediaError> {
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

    fn until(&self) -> Option<Instant> {
        self.started.checked_add(self.limits.deadline)
    }
}

/// A picture on its way, in whichever form it came.
enum Master {
    Planes(Planes),
    Pixels(DynamicImage),
}

impl Master {
    fn size(&self) -> (u32, u32) {
        match self {
            Master::Planes(planes) => planes.size(),
            Master::Pixels(image) => (image.width(), image.height()),
        }
    }

    fn cut(&self, plan: &Plan, chroma: Chroma) -> Result<Master, MediaError> {
        Ok(match self {
            Master::Planes(planes) => Master::Planes(planes.resized(plan.width, plan.height, plan.part, chroma)?),
            Master::Pixels(image) => Master::Pixels(resize::cut(image, plan.width, plan.height, plan.part)?),
        })
    }

    fn encode(&self, how: &Encoding) -> Result<Vec<u8>, MediaError> {
        match self {
            Master::Planes(planes) => encode::planes(planes, how),
            Master::Pixels(image) => encode::pixels(image, how),
        }
    }
}

fn steps(
    bytes: &[u8],
    mime: &str,
    asked: &Asked<'_>,
    clock: &Clock<'_>,
    finished: &mut dyn FnMut(Rendered),
) -> Result<(), MediaError> {
    clock.check()?;
    let Asked { recipes, declared, largest, .. } = asked;
    let how: Vec<Encoding> = recipes.iter().map(|recipe| encoding(recipe, clock)).collect();
    let fine = how.iter().any(|how| how.chroma() == Chroma::Full);
    let chroma = if fine { Chroma::Full } else { Chroma::Half };
    let first = if mime == "image/svg+xml" {
        Master::Pixels(decode::svg::draw(bytes, *largest, clock.limits, clock.left())?)
    } else {
        raster(bytes, mime, declared, *largest, chroma, clock)?
    };
    clock.check()?;
    let mut plans = asked.plans.clone();
    // A drawing has no pixels to be true to, and a few files are not as large as they say.
    if first.size() != fitted(declared.width, declared.height, *largest) {
        let (width, height) = first.size();
        plans = recipes.iter().map(|recipe| recipe.plan(width, height)).collect();
    }
    let masters = cascade(first, &plans, chroma, clock)?;
    for (recipe, (how, plan)) in how.iter().zip(&plans).enumerate() {
        let moving = if declared.animated && recipes[recipe].motion == Motion::Kept && how.ground.is_none() {
            animation::kept(bytes, mime, declared, plan, how, clock.limits)
        } else {
            None
        };
        let master = masters.of(recipe);
        let bytes = moving.map_or_else(|| master.encode(how), Ok)?;
        let (width, height) = master.size();
        let mime = how.format.mime().to_owned();
        finished(Rendered { recipe: recipes[recipe].name.clone(), bytes, mime, width, height });
        clock.check()?;
    }
    Ok(())
}

fn encoding(recipe: &Recipe, clock: &Clock<'_>) -> Encoding {
    let Recipe { format, quality, effort, ground, .. } = *recipe;
    Encoding { format: format.drawn(), quality, effort, until: clock.until(), ground }
}

fn declared(bytes: &[u8], mime: &str, limits: &Limits) -> Result<Probe, MediaError> {
    let declared = probe::dimensions(bytes, mime)?;
    declared.check_size(limits.max_pixels)?;
    Ok(declared)
}

fn turn_of(declared: &Probe) -> Orientation {
    Orientation::from_exif(declared.orientation).unwrap_or(Orientation::NoTransforms)
}

/// Drawings have no size of their own: they are drawn as large as is wanted.
fn plan(recipe: &Recipe, declared: &Probe, mime: &str) -> Plan {
    if mime != "image/svg+xml" {
        return recipe.plan(declared.width, declared.height);
    }
    const FINE: u64 = 1 << 20;
    let long = u64::from(declared.width.max(declared.height)).max(1);
    let enlarged = |edge: u32| (u64::from(edge) * FINE / long).max(1) as u32;
    recipe.plan(enlarged(declared.width), enlarged(declared.height))
}

/// The pictures for all recipes: each size made from the next larger one, each crop from the smallest that has its pixels.
struct Masters {
    large: Vec<Master>,
    small: Vec<Option<Master>>,
    /// For each recipe the entry of `large` that it is, or was cut from.
    index: Vec<usize>,
}

impl Masters {
    fn of(&self, recipe: usize) -> &Master {
        self.small[recipe].as_ref().unwrap_or(&self.large[self.index[recipe]])
    }
}

fn cascade(first: Master, plans: &[Plan], chroma: Chroma, clock: &Clock<'_>) -> Result<Masters, MediaError> {
    let mut order: Vec<usize> = (0..plans.len()).collect();
    order.sort_by_key(|recipe| std::cmp::Reverse(plans[*recipe].edge));
    let mut masters = Masters { large: vec![first], small: Vec::new(), index: vec![0; plans.len()] };
    masters.small.resize_with(plans.len(), || None);
    for recipe in order {
        let plan = &plans[recipe];
        let last = masters.large.len() - 1;
        let from = &masters.large[last];
        let is_whole = plan.part == Region::WHOLE;
        if is_whole && from.size() != (plan.width, plan.height) {
            let smaller = from.cut(plan, chroma)?;
            masters.large.push(smaller);
        } else if !is_whole {
            masters.small[recipe] = Some(from.cut(plan, chroma)?);
        }
        masters.index[recipe] = masters.large.len() - 1;
        clock.check()?;
    }
    Ok(masters)
}

/// Decodes no larger than needed, shrinks to the largest size wanted, and only then converts color and turns: both are
/// cheaper on fewer pixels.
fn raster(
    bytes: &[u8],
    mime: &str,
    declared: &Probe,
    largest: u32,
    chroma: Chroma,
    clock: &Clock<'_>,
) -> Result<Master, MediaError> {
    let budget = Budget { max_bytes: clock.limits.max_bytes };
    let decoded = if mime == "image/jpeg" {
        match decode::jpeg::decode_near(bytes, Some(largest), budget)? {
            Picture::Planes(planes) => {
                clock.check()?;
                let (width, height) = unturned(declared, largest);
                let shrunk = planes.resized(width, height, Region::WHOLE, chroma)?;
                return Ok(Master::Planes(shrunk.upright(declared.orientation)));
            }
            Picture::Pixels(decoded) => decoded,
        }
    } else {
        decode::decode(bytes, mime, budget)?
    };
    clock.check()?;
    let image = resize::shrink(&decoded.image, largest)?.unwrap_or(decoded.image);
    clock.check()?;
    let mut image = color::to_srgb(image, decoded.icc.as_deref());
    image.apply_orientation(turn_of(declared));
    Ok(Master::Pixels(image))
}

/// The size as stored, before it is turned.
fn unturned(declared: &Probe, edge: u32) -> (u32, u32) {
    let (width, height) = fitted(declared.width, declared.height, edge);
    if declared.orientation >= 5 { (height, width) } else { (width, height) }
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
