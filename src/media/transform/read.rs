//! The five parts of a wish, from text. Numbers are plain decimals: no sign, no exponent.

use super::{Extent, Quality, Region, Rotation, Size, Transform, TransformError, malformed};
use crate::encode::Format;

impl Transform {
    /// Reads `region/size/rotation/quality.format`.
    pub fn parse(path: &str) -> Result<Transform, TransformError> {
        let parts: Vec<&str> = path.split('/').collect();
        let [region, size, rotation, last] = parts[..] else {
            return malformed("It is region/size/rotation/quality.format.");
        };
        let Some((quality, format)) = last.rsplit_once('.') else {
            return malformed("The last part is quality.format, such as default.jpg.");
        };
        Ok(Transform {
            region: read_region(region)?,
            size: read_size(size)?,
            rotation: read_rotation(rotation)?,
            quality: read_quality(quality)?,
            format: read_format(format)?,
        })
    }
}

fn read_region(text: &str) -> Result<Region, TransformError> {
    match text {
        "full" => return Ok(Region::Full),
        "square" => return Ok(Region::Square),
        _ => {}
    }
    if let Some(numbers) = text.strip_prefix("pct:") {
        let read: Option<Vec<f64>> = numbers.split(',').map(decimal).collect();
        if let Some([x, y, width, height]) = read.as_deref() {
            return Ok(Region::Percent { x: *x, y: *y, width: *width, height: *height });
        }
    } else {
        let read: Option<Vec<u64>> = text.split(',').map(whole).collect();
        if let Some([x, y, width, height]) = read.as_deref() {
            return Ok(Region::Pixels { x: *x, y: *y, width: *width, height: *height });
        }
    }
    malformed("The region is full, square, x,y,w,h or pct:x,y,w,h.")
}

fn read_size(text: &str) -> Result<Size, TransformError> {
    let (may_enlarge, rest) = text.strip_prefix('^').map_or((false, text), |rest| (true, rest));
    let extent = if rest == "max" {
        Some(Extent::Max)
    } else if let Some(percent) = rest.strip_prefix("pct:") {
        decimal(percent).map(Extent::Percent)
    } else if let Some(box_) = rest.strip_prefix('!') {
        pair(box_).and_then(|(wide, high)| Some(Extent::Within(wide?, high?)))
    } else {
        match pair(rest) {
            Some((Some(wide), Some(high))) => Some(Extent::Exact(wide, high)),
            Some((Some(wide), None)) => Some(Extent::Width(wide)),
            Some((None, Some(high))) => Some(Extent::Height(high)),
            _ => None,
        }
    };
    match extent {
        Some(Extent::Width(0) | Extent::Height(0) | Extent::Within(0, _) | Extent::Within(_, 0)) => {
            malformed("The size has no pixels.")
        }
        Some(Extent::Percent(percent)) if percent > 100.0 && !may_enlarge => {
            malformed("That is larger than the region; ^ before the size enlarges.")
        }
        Some(extent) => Ok(Size { extent, may_enlarge }),
        None => malformed("The size is max, w, or ,h or w,h or !w,h or pct:n, with ^ before it to enlarge."),
    }
}

fn read_rotation(text: &str) -> Result<Rotation, TransformError> {
    let (mirrored, rest) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
    let Some(degrees) = decimal(rest).filter(|degrees| *degrees <= 360.0) else {
        return malformed("The rotation is 0 to 360 degrees, with ! before it to mirror.");
    };
    let quarters = degrees / 90.0;
    if quarters.fract() != 0.0 {
        return Err(TransformError::NotDone("Pictures are turned by quarters: 0, 90, 180, 270.".to_owned()));
    }
    Ok(Rotation { mirrored, quarters: quarters as u8 % 4 })
}

fn read_quality(text: &str) -> Result<Quality, TransformError> {
    match text {
        "default" => Ok(Quality::Default),
        "color" => Ok(Quality::Color),
        "gray" => Ok(Quality::Gray),
        "bitonal" => Ok(Quality::Bitonal),
        _ => malformed("The quality is default, color, gray or bitonal."),
    }
}

fn read_format(text: &str) -> Result<Format, TransformError> {
    match text {
        "jpg" => Ok(Format::Jpeg),
        "png" => Ok(Format::Png),
        "webp" => Ok(Format::WebP),
        "tif" | "gif" | "jp2" | "pdf" => Err(TransformError::NotDone("Made are jpg, png and webp.".to_owned())),
        _ => malformed("The format is jpg, png or webp."),
    }
}

/// `w,h` where either may be left out.
fn pair(text: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (wide, high) = text.split_once(',')?;
    let read = |part: &str| if part.is_empty() { Some(None) } else { whole(part).map(Some) };
    Some((read(wide)?, read(high)?))
}

fn whole(text: &str) -> Option<u64> {
    let plain = (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn decimal(text: &str) -> Option<f64> {
    let (units, parts) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = digits(units) && digits(parts) && !(units.is_empty() && parts.is_empty());
    if is_plain && !text.is_empty() { text.parse().ok() } else { None }
}
