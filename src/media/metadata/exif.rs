//! Exif: camera facts. Binary values such as maker notes and thumbnails are left out.

use std::fmt::Write;

use exif::{Exif, In, Reader, Tag, Value};

use crate::container::Tiff;
use crate::metadata::block::{Block, Values, shorten};

/// The most fields looked at.
const MAX_FIELDS: usize = 1_000;
/// The longest value printed, in bytes.
const MAX_PRINTED: usize = 2_048;
/// What all values together may weigh, in bytes; overlapping values could otherwise multiply a small file.
const MAX_WEIGHT: usize = 32 * 1024 * 1024;

/// The raw values, and facts in a plain form: `captured_at`, `gps_latitude` and the like. None if it is no Exif at all.
pub(super) fn read(bytes: &[u8]) -> Option<(Block, Values)> {
    let mut block = Block::default();
    if weight(bytes)? > MAX_WEIGHT {
        block.warn("the exif block is larger than is read");
        return Some((block, Values::new()));
    }
    let mut reader = Reader::new();
    let read = reader.continue_on_error(true).read_raw(bytes.to_vec());
    let exif =
        read.or_else(|error| error.distill_partial_result(|_| block.warn("part of the exif block is damaged"))).ok()?;
    for field in exif.fields().take(MAX_FIELDS) {
        if field.ifd_num == In::THUMBNAIL || is_other(field.tag) {
            continue;
        }
        let value = match &field.value {
            Value::Ascii(lines) => {
                lines.iter().map(|line| super::iptc::text(line, false)).collect::<Vec<_>>().join(" ")
            }
            Value::Undefined(data, _) if field.tag == Tag::UserComment && plain(data).is_some() => {
                super::iptc::text(plain(data).unwrap_or_default(), false)
            }
            value => match size(field.tag, value) {
                Some(size) => format!("({size} bytes)"),
                None => printed(&field.display_value().with_unit(&exif)),
            },
        };
        let mut name = field.tag.to_string();
        // A tag the standard does not know keeps its number.
        if name.starts_with("Tag(") {
            name = format!("0x{:04x}", field.tag.number());
        }
        if !block.values.contains_key(&name) {
            block.add(&name, &value);
        }
    }
    Some((block, facts(&exif)))
}

/// The weight of all directories the reader will visit.
fn weight(bytes: &[u8]) -> Option<usize> {
    let mut sum = 0usize;
    let mut next = Tiff::first(bytes);
    next.as_ref()?;
    for _ in 0..8 {
        let Some(directory) = next else { break };
        let below = [34665, 34853].iter().filter_map(|tag| directory.below(*tag));
        sum = below.fold(sum.saturating_add(directory.weight()), |sum, child| sum.saturating_add(child.weight()));
        next = directory.following();
    }
    Some(sum)
}

/// Pixel layout, and the other blocks that a TIFF carries as tags.
fn is_other(tag: Tag) -> bool {
    matches!(tag.number(), 273 | 279 | 288 | 289 | 320 | 324 | 325 | 330 | 347 | 700 | 33723 | 34377 | 34675)
}

/// A comment that says it is written in ASCII, or says nothing and is; it begins with eight letters for that.
fn plain(comment: &[u8]) -> Option<&[u8]> {
    let text = comment.strip_prefix(b"ASCII\0\0\0").or_else(|| comment.strip_prefix(&[0; 8]))?;
    text.is_ascii().then_some(text)
}

/// How long a value is that is not shown: maker notes and everything else that is no text and no few numbers.
fn size(tag: Tag, value: &Value) -> Option<usize> {
    match value {
        Value::Undefined(data, _) if data.len() > 64 || tag == Tag::MakerNote => Some(data.len()),
        Value::Byte(data) if data.len() > 64 => Some(data.len()),
        Value::Unknown(_, count, _) => Some(usize::try_from(*count).unwrap_or(usize::MAX)),
        _ => None,
    }
}

/// Prints no more than the limit; a list of a million numbers is never put together.
fn printed(value: &dyn std::fmt::Display) -> String {
    let mut out = Bounded(String::new());
    // An error means "full", which is what was wanted.
    let _ = write!(out, "{value}");
    out.0
}

struct Bounded(String);

impl Write for Bounded {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.push_str(shorten(text, MAX_PRINTED - self.0.len().min(MAX_PRINTED)));
        if self.0.len() + 4 >= MAX_PRINTED { Err(std::fmt::Error) } else { Ok(()) }
    }
}

fn facts(exif: &Exif) -> Values {
    let mut facts = Values::new();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            facts.insert(name.to_owned(), value);
        }
    };
    let ascii = |tag| match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => Some(super::iptc::text(lines.first()?, false).trim().to_owned()),
        _ => None,
    };
    let print = |tag| exif.get_field(tag, In::PRIMARY).map(|field| printed(&field.display_value().with_unit(exif)));
    let moment = |date, fraction, offset| iso_date(&ascii(date)?, ascii(fraction), ascii(offset));
    put("captured_at", moment(Tag::DateTimeOriginal, Tag::SubSecTimeOriginal, Tag::OffsetTimeOriginal));
    put("digitized_at", moment(Tag::DateTimeDigitized, Tag::SubSecTimeDigitized, Tag::OffsetTimeDigitized));
    put("modified_at", moment(Tag::DateTime, Tag::SubSecTime, Tag::OffsetTime));
    put("camera", camera(ascii(Tag::Make), ascii(Tag::Model)));
    put("exposure_time", print(Tag::ExposureTime));
    put("aperture", print(Tag::FNumber));
    put("iso", print(Tag::PhotographicSensitivity));
    put("focal_length", print(Tag::FocalLength));
    put("gps_latitude", degrees(exif, Tag::GPSLatitude, ascii(Tag::GPSLatitudeRef), "S", 90.0));
    put("gps_longitude", degrees(exif, Tag::GPSLongitude, ascii(Tag::GPSLongitudeRef), "W", 180.0));
    put("gps_altitude", altitude(exif));
    facts
}

/// "2020:01:02 03:04:05" as "2020-01-02T03:04:05" plus a fraction and an offset if the file states them. Blank dates are
/// no dates.
fn iso_date(text: &str, fraction: Option<String>, offset: Option<String>) -> Option<String> {
    let date = exif::DateTime::from_ascii(text.as_bytes()).ok()?;
    if date.year == 0 || !(1..=12).contains(&date.month) || !(1..=31).contains(&date.day) {
        return None;
    }
    let is_number =
        |text: &String| !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = fraction.filter(is_number).map(|digits| format!(".{digits}")).unwrap_or_default();
    let offset = offset.filter(|offset| offset.len() == 6 && offset.starts_with(['+', '-'])).unwrap_or_default();
    Some(format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{fraction}{offset}",
        date.year, date.month, date.day, date.hour, date.minute, date.second
    ))
}

/// Models often repeat the maker's name.
fn camera(make: Option<String>, model: Option<String>) -> Option<String> {
    let (make, model) = (make.unwrap_or_default(), model.unwrap_or_default());
    let first = make.split_whitespace().next().unwrap_or_default().to_lowercase();
    if model.is_empty() || first.is_empty() || model.to_lowercase().starts_with(&first) {
        return Some(if model.is_empty() { make } else { model });
    }
    Some(format!("{make} {model}"))
}

fn degrees(exif: &Exif, tag: Tag, reference: Option<String>, negative: &str, most: f64) -> Option<String> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else {
        return None;
    };
    let part = |index: usize| parts.get(index).map_or(Some(0.0), |part| (part.denom != 0).then(|| part.to_f64()));
    let value = part(0)? + part(1)? / 60.0 + part(2)? / 3600.0;
    if parts.is_empty() || !value.is_finite() || value > most {
        return None;
    }
    let sign = if reference.is_some_and(|reference| reference.eq_ignore_ascii_case(negative)) { -1.0 } else { 1.0 };
    Some(format!("{:.6}", sign * value))
}

fn altitude(exif: &Exif) -> Option<String> {
    let Value::Rational(parts) = &exif.get_field(Tag::GPSAltitude, In::PRIMARY)?.value else {
        return None;
    };
    let height = parts.first().filter(|part| part.denom != 0)?.to_f64();
    let below = exif.get_field(Tag::GPSAltitudeRef, In::PRIMARY).and_then(|field| field.value.get_uint(0)) == Some(1);
    Some(format!("{:.1}", if below { -height } else { height }))
}
