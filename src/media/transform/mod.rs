//! What picture of a picture is wanted: region, size, rotation, quality and format in the grammar of the IIIF Image API 3,
//! read and laid on a picture of a known size. Pixels are [`draw`]'s.

use crate::encode::Format;

pub mod draw;
mod read;
#[cfg(test)]
mod tests;

/// Why a wish cannot be met.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransformError {
    /// It is not written as the grammar asks, or asks for nothing: 400.
    #[error("{0}")]
    Malformed(String),
    /// It is understood but not done here: 501.
    #[error("{0}")]
    NotDone(String),
}

fn malformed<T>(why: impl Into<String>) -> Result<T, TransformError> {
    Err(TransformError::Malformed(why.into()))
}

/// The part of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Region {
    Full,
    /// The largest square in the middle.
    Square,
    Pixels {
        x: u64,
        y: u64,
        width: u64,
        height: u64,
    },
    /// Of width and height, 0 to 100.
    Percent {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    },
}

/// How large the part comes out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extent {
    Max,
    Width(u64),
    Height(u64),
    Percent(f64),
    Exact(u64, u64),
    /// As large as fits, in proportion.
    Within(u64, u64),
}

/// Size and whether it may be larger than what is there (`^`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    pub extent: Extent,
    pub may_enlarge: bool,
}

/// Mirrored first, then turned clockwise by quarters, 0 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rotation {
    pub mirrored: bool,
    pub quarters: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    Default,
    Color,
    Gray,
    /// Black and white without anything between.
    Bitonal,
}

/// A whole wish, read but not yet laid on a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Transform {
    pub region: Region,
    pub size: Size,
    pub rotation: Rotation,
    pub quality: Quality,
    pub format: Format,
}

/// The largest picture made, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Of width and height.
    pub edge: u32,
}

/// A wish laid on a picture: whole pixels, none of them empty. Width and height are before the turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    pub x: u32,
    pub y: u32,
    pub region_width: u32,
    pub region_height: u32,
    pub width: u32,
    pub height: u32,
    pub rotation: Rotation,
    pub quality: Quality,
    pub format: Format,
    /// `full`, and `max` or `^max`: how the canonical address says it.
    is_full: bool,
    is_max: bool,
}

impl Transform {
    /// Lays the wish on a picture of `width` × `height` pixels.
    ///
    /// Errors: a region outside the picture, a size of nothing, over `bounds`, or larger than the region without `^`.
    pub fn place(&self, width: u32, height: u32, bounds: Bounds) -> Result<Placed, TransformError> {
        let (x, y, region_width, region_height) = self.region.on(width, height)?;
        let max = largest(region_width, region_height, bounds, self.size.may_enlarge);
        let (out_width, out_height) = self.size.of(region_width, region_height, max, bounds)?;
        Ok(Placed {
            x,
            y,
            region_width,
            region_height,
            width: out_width,
            height: out_height,
            rotation: self.rotation,
            quality: self.quality,
            format: self.format,
            is_full: (x, y, region_width, region_height) == (0, 0, width, height),
            is_max: (out_width, out_height) == max,
        })
    }
}

impl Region {
    /// Left, top, width and height in pixels, cut to the picture.
    fn on(self, width: u32, height: u32) -> Result<(u32, u32, u32, u32), TransformError> {
        let (x, y, wide, high) = match self {
            Region::Full => return Ok((0, 0, width, height)),
            Region::Square => {
                let edge = width.min(height);
                return Ok(((width - edge) / 2, (height - edge) / 2, edge, edge));
            }
            Region::Pixels { x, y, width, height } => (x, y, width, height),
            Region::Percent { x, y, width: wide, height: high } => {
                let of = |percent: f64, edge: u32| (percent / 100.0 * f64::from(edge)).round() as u64;
                (of(x, width), of(y, height), of(wide, width), of(high, height))
            }
        };
        let cut = |from: u64, length: u64, edge: u32| {
            let end = from.saturating_add(length).min(u64::from(edge));
            let length = end.checked_sub(from).filter(|length| *length > 0)?;
            Some((u32::try_from(from).ok()?, u32::try_from(length).ok()?))
        };
        match (cut(x, wide, width), cut(y, high, height)) {
            (Some((x, wide)), Some((y, high))) => Ok((x, y, wide, high)),
            _ => malformed("The region is empty or lies outside the picture."),
        }
    }
}

/// The largest size of a region: itself, or as large as the bounds let it grow or make it shrink.
fn largest(width: u32, height: u32, bounds: Bounds, may_enlarge: bool) -> (u32, u32) {
    if !may_enlarge && width.max(height) <= bounds.edge {
        return (width, height);
    }
    fit(width, height, u64::from(bounds.edge), u64::from(bounds.edge))
}

/// In proportion, as large as fits; at least one pixel.
fn fit(width: u32, height: u32, max_width: u64, max_height: u64) -> (u32, u32) {
    let (wide, high) = (u64::from(width), u64::from(height));
    let scaled = |edge: u64, by: u64, of: u64| u32::try_from(((edge * by + of / 2) / of).max(1)).unwrap_or(u32::MAX);
    if max_width.saturating_mul(high) <= max_height.saturating_mul(wide) {
        (u32::try_from(max_width).unwrap_or(u32::MAX), scaled(high, max_width, wide))
    } else {
        (scaled(wide, max_height, high), u32::try_from(max_height).unwrap_or(u32::MAX))
    }
}

impl Size {
    fn of(self, width: u32, height: u32, max: (u32, u32), bounds: Bounds) -> Result<(u32, u32), TransformError> {
        let edge = u64::from(bounds.edge);
        let capped = |wanted: u64| wanted.min(1 << 30);
        let (wide, high) = match self.extent {
            Extent::Max => return Ok(max),
            Extent::Within(max_width, max_height) => {
                let room = if self.may_enlarge { (edge, edge) } else { (u64::from(max.0), u64::from(max.1)) };
                let (wide, high) = fit(width, height, max_width.min(room.0), max_height.min(room.1));
                (u64::from(wide), u64::from(high))
            }
            Extent::Width(wide) => {
                let of = u64::from(width);
                (wide, ((capped(wide) * u64::from(height) + of / 2) / of).max(1))
            }
            Extent::Height(high) => {
                let of = u64::from(height);
                (((capped(high) * u64::from(width) + of / 2) / of).max(1), high)
            }
            Extent::Percent(percent) => {
                let of = |edge: u32| (percent / 100.0 * f64::from(edge)).round().min(1e9) as u64;
                (of(width), of(height))
            }
            Extent::Exact(wide, high) => (wide, high),
        };
        if wide == 0 || high == 0 {
            return malformed("The size has no pixels.");
        }
        if wide > edge || high > edge {
            return malformed(format!("The largest picture made is {edge} pixels wide and high."));
        }
        if !self.may_enlarge && (wide > u64::from(width) || high > u64::from(height)) {
            return malformed("That is larger than the region; ^ before the size enlarges.");
        }
        let small = |edge: u64| u32::try_from(edge).unwrap_or(bounds.edge);
        Ok((small(wide), small(high)))
    }

    /// The numbers a size names; none for sizes that name no pixels.
    pub fn pixels(self) -> Option<Vec<u64>> {
        match self.extent {
            Extent::Width(edge) | Extent::Height(edge) => Some(vec![edge]),
            Extent::Exact(wide, high) | Extent::Within(wide, high) => Some(vec![wide, high]),
            Extent::Max | Extent::Percent(_) => None,
        }
    }
}

impl Placed {
    /// The canonical form of the wish: the same picture always has the same.
    pub fn canonical(&self) -> String {
        let Placed { x, y, region_width, region_height, width, height, .. } = *self;
        let region = if self.is_full { "full".to_owned() } else { format!("{x},{y},{region_width},{region_height}") };
        let up = if width > region_width || height > region_height { "^" } else { "" };
        let size = if self.is_max { "max".to_owned() } else { format!("{width},{height}") };
        let mirrored = if self.rotation.mirrored { "!" } else { "" };
        let turn = u32::from(self.rotation.quarters) * 90;
        let quality = self.quality.name();
        format!("{region}/{up}{size}/{mirrored}{turn}/{quality}.{}", self.format.extension())
    }

    /// Times a copy of `copy` pixels, of a picture of `full` pixels, may be halved and still hold what is wanted; none
    /// when even the copy does not. Whoever cuts tiles rounds their size up, as halving does.
    pub fn halvings(&self, copy: (u32, u32), full: (u32, u32)) -> Option<u32> {
        let there = |region: u32, copy: u32, full: u32, by: u32| {
            (u64::from(region) * u64::from(copy)).div_ceil(u64::from(full.max(1)) << by)
        };
        let holds = |by: &u32| {
            there(self.region_width, copy.0, full.0, *by) >= u64::from(self.width)
                && there(self.region_height, copy.1, full.1, *by) >= u64::from(self.height)
        };
        (0..16).take_while(holds).last()
    }
}

impl Quality {
    /// As the grammar writes it. Every picture here has color, so `color` is what `default` gives.
    pub fn name(self) -> &'static str {
        match self {
            Quality::Default | Quality::Color => "default",
            Quality::Gray => "gray",
            Quality::Bitonal => "bitonal",
        }
    }
}
