//! Presets as data: recipes that people add beside the built-in ones.
//!
//! A preset is never removed: what was made by it, and channels that take it, go on naming it. A change makes a new recipe,
//! so what was made before stays as it is and the next picture is made anew.

use media::encode::Format;
use media::pipeline::Recipe;
use media::recipe::{Fit, Focus};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder};

use super::row::preset;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

/// Names with a meaning of their own: the built-in presets, and what is made of film and sound.
pub const FIXED: &[&str] = &["thumbnail", "preview", "large", "original", "proxy", "peaks", "example", "cut"];
/// The longest edge, pixels.
pub const MOST_PIXELS: i32 = 8192;
/// The shortest.
pub const LEAST_PIXELS: i32 = 16;
/// How many presets there may be: each is offered on every asset.
const MOST: u64 = 100;

/// What a preset says, already checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub name: String,
    /// What it is for, in words.
    pub note: String,
    pub shape: Shape,
    pub format: Format,
    pub quality: u8,
    pub effort: u8,
    /// The color under what is transparent.
    pub ground: Option<[u8; 3]>,
    pub is_retired: bool,
}

/// The size wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// All of the picture, its long side at most this many pixels.
    Inside { edge: u32 },
    /// Exactly this box, cut around the focus.
    Cover { width: u32, height: u32, focus: Focus },
}

impl Content {
    /// The recipe under the name it is asked for by.
    pub fn recipe(&self, key: &str) -> Recipe {
        let (edge, fit) = match self.shape {
            Shape::Inside { edge } => (edge, Fit::Inside),
            Shape::Cover { width, height, focus } => (width.max(height), Fit::Cover { width, height, focus }),
        };
        let plain = Recipe::new(key, edge, self.format, self.quality);
        Recipe { effort: self.effort, fit, ground: self.ground, ..plain }
    }
}

/// What a row says. A row that cannot be read is an internal error: nothing unreadable is ever stored.
pub fn content(row: &preset::Model) -> Result<Content> {
    let wrong = || Error::internal(anyhow::anyhow!("the preset {} cannot be read", row.key));
    let pixels = |edge: i32| u32::try_from(edge).map_err(|_| wrong());
    let small = |number: i32| u8::try_from(number).map_err(|_| wrong());
    let (width, height) = (pixels(row.width)?, pixels(row.height)?);
    let thousandth = |number: i32| u16::try_from(number).map_err(|_| wrong());
    let shape = match row.fit.as_str() {
        "cover" => {
            let focus = Focus { x: thousandth(row.focus_x)?, y: thousandth(row.focus_y)? };
            Shape::Cover { width, height, focus }
        }
        _ => Shape::Inside { edge: width },
    };
    Ok(Content {
        name: row.name.clone(),
        note: row.note.clone(),
        shape,
        format: parse_format(&row.format)?,
        quality: small(row.quality)?,
        effort: small(row.effort)?,
        ground: row.ground.as_deref().map(parse_ground).transpose()?,
        is_retired: row.state == "retired",
    })
}

/// The word for a format.
pub fn format_name(format: Format) -> &'static str {
    match format {
        Format::Jpeg => "jpeg",
        Format::Png => "png",
        Format::WebP => "webp",
        Format::Avif => "avif",
    }
}

pub fn parse_format(text: &str) -> Result<Format> {
    match text {
        "jpeg" => Ok(Format::Jpeg),
        "png" => Ok(Format::Png),
        "webp" => Ok(Format::WebP),
        "avif" => Ok(Format::Avif),
        _ => Err(Error::field(Code::Invalid, "format", "`jpeg`, `png`, `webp` or `avif`.")),
    }
}

/// `#rrggbb`.
pub fn parse_ground(text: &str) -> Result<[u8; 3]> {
    let wrong = || Error::field(Code::Invalid, "background", "A color such as #ffffff.");
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii()).ok_or_else(wrong)?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| wrong());
    Ok([part(0)?, part(2)?, part(4)?])
}

/// A name for addresses: it never changes.
pub fn parse_key(text: &str) -> Result<String> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !(1..=40).contains(&text.len()) || !text.bytes().all(is_plain) {
        return Err(Error::field(Code::Invalid, "key", "1 to 40 lower-case letters, digits and hyphens."));
    }
    if FIXED.contains(&text) {
        return Err(Error::field(Code::Taken, "key", "This name has a meaning of its own here; choose another one."));
    }
    Ok(text.to_owned())
}

pub fn parse_text(field: &str, text: &str, least: usize, most: usize) -> Result<String> {
    let text = text.trim();
    if (least..=most).contains(&text.chars().count()) && !text.chars().any(char::is_control) {
        return Ok(text.to_owned());
    }
    Err(Error::field(Code::Invalid, field, format!("{least} to {most} characters on one line.")))
}

/// An edge in pixels.
pub fn parse_edge(field: &str, edge: i32) -> Result<u32> {
    let wrong = || Error::field(Code::Invalid, field, format!("{LEAST_PIXELS} to {MOST_PIXELS} pixels."));
    let edge = Some(edge).filter(|edge| (LEAST_PIXELS..=MOST_PIXELS).contains(edge)).ok_or_else(wrong)?;
    u32::try_from(edge).map_err(|_| wrong())
}

/// A whole number within limits.
pub fn parse_number<T: TryFrom<i32>>(field: &str, number: i32, least: i32, most: i32) -> Result<T> {
    let wrong = || Error::field(Code::Invalid, field, format!("{least} to {most}."));
    let number = Some(number).filter(|number| (least..=most).contains(number)).ok_or_else(wrong)?;
    T::try_from(number).map_err(|_| wrong())
}

/// Adds a preset; its key must be free.
pub async fn add(ctx: &Ctx, tx: &Tx, who: &Who, key: String, content: Content) -> Result<preset::Model> {
    if find(tx, &key).await?.is_some() {
        return Err(Error::field(Code::Taken, "key", "There is a preset with this name."));
    }
    if preset::Entity::find().count(tx).await? >= MOST {
        return Err(Error::new(Code::Invalid, format!("There may be {MOST} presets; change one that is not used.")));
    }
    let now = ctx.now();
    let new = preset::ActiveModel {
        id: Set(ctx.new_id()?),
        key: Set(key),
        revision: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..fill(content)
    };
    let added = preset::Entity::insert(new).exec_with_returning(tx).await?;
    events::record(ctx, tx, who, Event::PresetChanged { preset: added.id }).await?;
    Ok(added)
}

/// Changes a preset. What was made by it before stays; the next picture is made by the new recipe.
pub async fn change(ctx: &Ctx, tx: &Tx, who: &Who, found: &preset::Model, content: Content) -> Result<preset::Model> {
    let row = preset::ActiveModel {
        id: Set(found.id),
        revision: Set(found.revision + 1),
        updated_at: Set(ctx.now()),
        ..fill(content)
    };
    let unchanged = preset::Column::Revision.eq(found.revision);
    let changed = preset::Entity::update(row).validate()?.filter(unchanged).exec(tx).await?;
    events::record(ctx, tx, who, Event::PresetChanged { preset: changed.id }).await?;
    Ok(changed)
}

fn fill(content: Content) -> preset::ActiveModel {
    let pixels = |edge: u32| i32::try_from(edge).unwrap_or(MOST_PIXELS);
    let (fit, width, height, focus) = match content.shape {
        Shape::Inside { edge } => ("inside", edge, edge, Focus::CENTER),
        Shape::Cover { width, height, focus } => ("cover", width, height, focus),
    };
    let hex = |[red, green, blue]: [u8; 3]| format!("#{red:02x}{green:02x}{blue:02x}");
    preset::ActiveModel {
        name: Set(content.name),
        note: Set(content.note),
        fit: Set(fit.to_owned()),
        width: Set(pixels(width)),
        height: Set(pixels(height)),
        focus_x: Set(i32::from(focus.x)),
        focus_y: Set(i32::from(focus.y)),
        format: Set(format_name(content.format).to_owned()),
        quality: Set(i32::from(content.quality)),
        effort: Set(i32::from(content.effort)),
        ground: Set(content.ground.map(hex)),
        state: Set(if content.is_retired { "retired" } else { "active" }.to_owned()),
        ..Default::default()
    }
}

/// All presets people added, by key.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<preset::Model>> {
    Ok(preset::Entity::find().order_by_asc(preset::Column::Key).all(db).await?)
}

/// One that was added, in use or retired.
pub async fn find(db: &impl ConnectionTrait, key: &str) -> Result<Option<preset::Model>> {
    Ok(preset::Entity::find().filter(preset::Column::Key.eq(key)).one(db).await?)
}

/// The same, or 404.
pub async fn found(db: &impl ConnectionTrait, key: &str) -> Result<preset::Model> {
    find(db, key).await?.ok_or_else(|| Error::not_found(Code::PresetNotFound))
}
