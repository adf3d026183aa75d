//! How to make a rendition: its size, its crop, its format. Geometry only; no pixels here.

use serde::{Deserialize, Serialize};

use crate::encode::Format;
use crate::planes::Region;

/// Raised whenever the same recipe would give different bytes, so that old renditions are known as stale.
pub const RECIPE_VERSION: u32 = 3;

/// How to make one rendition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recipe {
    pub name: String,
    /// The long side, in pixels. Pictures are never enlarged; vector art is drawn at this size.
    pub max_edge: u32,
    pub format: Format,
    /// 1 to 100; no effect on PNG.
    pub quality: u8,
    /// 0 (quick) to 6 (small), for WebP and AVIF.
    pub effort: u8,
    pub fit: Fit,
    pub motion: Motion,
    /// The color under what is transparent, red, green and blue; without one, JPEG is laid on white and the others stay
    /// transparent. An animation with a ground keeps its first picture only.
    pub ground: Option<[u8; 3]>,
}

/// What happens to a picture of another shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// Nothing: all of it, with `max_edge` for the long side.
    Inside,
    /// Cut to exactly this shape around `focus`; of a smaller picture, as large a part of that shape as there is.
    Cover { width: u32, height: u32, focus: Focus },
}

/// What matters in a picture, in the upright picture, in thousandths of its width and height from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Focus {
    pub x: u16,
    pub y: u16,
}

impl Focus {
    /// Where people look when nobody said.
    pub const CENTER: Focus = Focus { x: 500, y: 500 };
}

/// What becomes of an animation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    /// Its first picture, complete.
    Still,
    /// All of its pictures with their times, where the format can hold them: WebP.
    Kept,
}

/// What a recipe comes down to for one picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    pub width: u32,
    pub height: u32,
    /// Which part of the upright picture is seen.
    pub part: Region,
    /// The long side that the whole picture has at this scale: no more pixels than that are of use.
    pub edge: u32,
}

impl Recipe {
    /// All of the picture, still, with the usual effort.
    pub fn new(name: impl Into<String>, max_edge: u32, format: Format, quality: u8) -> Recipe {
        let (fit, motion) = (Fit::Inside, Motion::Still);
        Recipe { name: name.into(), max_edge, format, quality, effort: 4, fit, motion, ground: None }
    }

    /// 32 hex digits that change with any field and with [`RECIPE_VERSION`], and with nothing else.
    ///
    /// FNV-1a in 128 bits: recipes are written by us, so nobody gains by a collision.
    pub fn hash(&self) -> String {
        // Taken apart, so that a field added later cannot be forgotten here.
        let Recipe { name, max_edge, format, quality, effort, fit, motion, ground } = self;
        let format = format.mime();
        let mut text =
            format!("{RECIPE_VERSION}\0{name}\0{max_edge}\0{format}\0{quality}\0{effort}\0{fit:?}\0{motion:?}");
        if let Some(ground) = ground {
            // Only where there is one: what was made before there were grounds keeps its name.
            text.push_str(&format!("\0{ground:?}"));
        }
        let offset: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        let prime: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let digest = text.bytes().fold(offset, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(prime));
        format!("{digest:032x}")
    }

    /// Size and part for an upright picture of `width` × `height` pixels.
    pub fn plan(&self, width: u32, height: u32) -> Plan {
        match self.fit {
            Fit::Inside => {
                let (wide, high) = fitted(width, height, self.max_edge);
                Plan { width: wide, height: high, part: Region::WHOLE, edge: wide.max(high) }
            }
            Fit::Cover { width: wide, height: high, focus } => covering((width, height), (wide, high), focus),
        }
    }
}

/// The size whose long edge is at most `max_edge` pixels, in the same proportion; at least 1 × 1.
pub fn fitted(width: u32, height: u32, max_edge: u32) -> (u32, u32) {
    let long = u64::from(width.max(height));
    let wanted = u64::from(max_edge.max(1));
    if long <= wanted {
        return (width, height);
    }
    let scaled = |edge: u32| ((u64::from(edge) * wanted + long / 2) / long).max(1) as u32;
    (scaled(width), scaled(height))
}

fn covering(picture: (u32, u32), wanted: (u32, u32), focus: Focus) -> Plan {
    let (width, height) = (f64::from(picture.0.max(1)), f64::from(picture.1.max(1)));
    let (wide, high) = (f64::from(wanted.0.max(1)), f64::from(wanted.1.max(1)));
    let scale = (wide / width).max(high / height);
    // Of a picture that is too small, a smaller cut of the same shape.
    let shrink = scale.max(1.0);
    let scale = scale.min(1.0);
    let target = |edge: f64, most: f64| (edge / shrink).round().clamp(1.0, most.round().max(1.0));
    let (wide, high) = (target(wide, width * scale), target(high, height * scale));
    let share = |edge: f64, most: f64| (edge / (most * scale)).min(1.0);
    let (across, down) = (share(wide, width), share(high, height));
    let start = |focus: u16, share: f64| (f64::from(focus.min(1000)) / 1000.0 - share / 2.0).clamp(0.0, 1.0 - share);
    Plan {
        width: wide as u32,
        height: high as u32,
        part: Region { left: start(focus.x, across), top: start(focus.y, down), width: across, height: down },
        edge: (width.max(height) * scale).ceil() as u32,
    }
}
