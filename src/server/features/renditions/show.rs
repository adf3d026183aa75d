//! Presets as the API takes and shows them.

use chrono::{DateTime, Utc};
use media::pipeline::Recipe;
use media::recipe::{Fit, Focus};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::presets::{
    Content, Shape, content, format_name, parse_edge, parse_format, parse_ground, parse_number, parse_text,
};
use super::row::preset;
use super::{PRESETS, recipe};
use crate::platform::error::{Code, Error, Result};

/// How a picture is made of an asset.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RenditionPreset {
    /// The name in addresses; never changes.
    pub key: String,
    pub name: String,
    /// What it is for.
    pub note: String,
    pub recipe: PresetRecipe,
    /// `active` or `retired`: a retired one is offered no more, and makes nothing new.
    pub state: String,
    /// Comes with the product and stays as it is.
    pub built_in: bool,
    /// Changes with anything that would give other pictures.
    pub recipe_hash: String,
    pub revision: i32,
    pub updated_at: Option<DateTime<Utc>>,
}

/// Size, cut and format of a picture.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PresetRecipe {
    /// `inside`: all of the picture, its long side at most `width` pixels. `cover`: exactly `width` by `height`, cut
    /// around the focus; of a smaller picture as large a part of that shape as there is.
    pub fit: String,
    /// 16 to 8,192 pixels.
    pub width: i32,
    /// Only with `cover`: 16 to 8,192 pixels.
    pub height: Option<i32>,
    /// Only with `cover`: where it is cut, in thousandths from the left; 500 is the middle.
    pub focus_x: Option<i32>,
    /// The same from the top.
    pub focus_y: Option<i32>,
    /// `jpeg`, `png`, `webp` or `avif`. AVIF is written by libvips: without it no picture comes of such a preset.
    pub format: String,
    /// 1 to 100; no effect on PNG.
    pub quality: i32,
    /// 0 (quick) to 6 (small); WebP and AVIF alone.
    pub effort: i32,
    /// The color under what is transparent, `#rrggbb`; without one all but JPEG stay transparent.
    pub background: Option<String>,
}

/// A preset to be added.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRenditionPreset {
    /// 1 to 40 lower-case letters, digits and hyphens.
    pub key: String,
    pub name: String,
    pub note: Option<String>,
    pub recipe: PresetRecipe,
}

/// What is to be different about a preset. What is absent stays as it is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenditionPresetChange {
    pub name: Option<String>,
    pub note: Option<String>,
    pub recipe: Option<PresetRecipe>,
    /// `active` or `retired`.
    pub state: Option<String>,
}

impl NewRenditionPreset {
    /// What it says, checked.
    pub fn parse(&self) -> Result<Content> {
        parse(&self.name, self.note.as_deref().unwrap_or_default(), &self.recipe)
    }
}

impl RenditionPresetChange {
    /// What the preset says afterwards, checked.
    pub fn parse(&self, row: &preset::Model) -> Result<Content> {
        let old = content(row)?;
        let told = PresetRecipe::new(&old.recipe(&row.key));
        let name = self.name.as_deref().unwrap_or(&old.name);
        let note = self.note.as_deref().unwrap_or(&old.note);
        let new = parse(name, note, self.recipe.as_ref().unwrap_or(&told))?;
        let is_retired = match self.state.as_deref() {
            None => old.is_retired,
            Some("active") => false,
            Some("retired") => true,
            Some(_) => return Err(Error::field(Code::Invalid, "state", "`active` or `retired`.")),
        };
        Ok(Content { is_retired, ..new })
    }
}

fn parse(name: &str, note: &str, recipe: &PresetRecipe) -> Result<Content> {
    Ok(Content {
        name: parse_text("name", name, 1, 100)?,
        note: parse_text("note", note, 0, 300)?,
        is_retired: false,
        ..recipe.parse()?
    })
}

impl PresetRecipe {
    /// The recipe of a picture, as people read it.
    pub fn new(recipe: &Recipe) -> PresetRecipe {
        let pixels = |edge: u32| i32::try_from(edge).unwrap_or(i32::MAX);
        let plain = PresetRecipe {
            fit: "inside".to_owned(),
            width: pixels(recipe.max_edge),
            height: None,
            focus_x: None,
            focus_y: None,
            format: format_name(recipe.format).to_owned(),
            quality: i32::from(recipe.quality),
            effort: i32::from(recipe.effort),
            background: recipe.ground.map(|[red, green, blue]| format!("#{red:02x}{green:02x}{blue:02x}")),
        };
        match recipe.fit {
            Fit::Inside => plain,
            Fit::Cover { width, height, focus } => PresetRecipe {
                fit: "cover".to_owned(),
                width: pixels(width),
                height: Some(pixels(height)),
                focus_x: Some(i32::from(focus.x)),
                focus_y: Some(i32::from(focus.y)),
                ..plain
            },
        }
    }

    /// What it says, checked, of a preset without a name.
    pub fn parse(&self) -> Result<Content> {
        Ok(Content {
            name: String::new(),
            note: String::new(),
            shape: self.shape()?,
            format: parse_format(&self.format)?,
            quality: parse_number("quality", self.quality, 1, 100)?,
            effort: parse_number("effort", self.effort, 0, 6)?,
            ground: self.background.as_deref().map(parse_ground).transpose()?,
            is_retired: false,
        })
    }

    fn shape(&self) -> Result<Shape> {
        let width = parse_edge("width", self.width)?;
        match self.fit.as_str() {
            "inside" => Ok(Shape::Inside { edge: width }),
            "cover" => {
                let missing = || Error::field(Code::FieldMissing, "height", "A box has a height.");
                let height = parse_edge("height", self.height.ok_or_else(missing)?)?;
                let focus = Focus {
                    x: parse_number("focus_x", self.focus_x.unwrap_or(500), 0, 1000)?,
                    y: parse_number("focus_y", self.focus_y.unwrap_or(500), 0, 1000)?,
                };
                Ok(Shape::Cover { width, height, focus })
            }
            _ => Err(Error::field(Code::Invalid, "fit", "`inside` or `cover`.")),
        }
    }
}

impl RenditionPreset {
    pub fn new(row: &preset::Model) -> Result<RenditionPreset> {
        let content = content(row)?;
        let recipe = content.recipe(&row.key);
        Ok(RenditionPreset {
            key: row.key.clone(),
            name: content.name,
            note: content.note,
            recipe: PresetRecipe::new(&recipe),
            state: row.state.clone(),
            built_in: false,
            recipe_hash: recipe.hash(),
            revision: row.revision,
            updated_at: Some(row.updated_at),
        })
    }
}

/// The presets that come with the product, the largest first.
pub fn built_in() -> Vec<RenditionPreset> {
    let show = |key: &&str| {
        let recipe = recipe(key)?;
        let (name, note) = match *key {
            "thumbnail" => ("Thumbnail", "Tiles and lists"),
            "preview" => ("Preview", "The picture on the page of an asset"),
            _ => ("Large", "Downloads, zooming in without the original, and channels unless they say otherwise"),
        };
        Some(RenditionPreset {
            key: (*key).to_owned(),
            name: name.to_owned(),
            note: note.to_owned(),
            recipe: PresetRecipe::new(&recipe),
            state: "active".to_owned(),
            built_in: true,
            recipe_hash: recipe.hash(),
            revision: 1,
            updated_at: None,
        })
    };
    PRESETS.iter().rev().filter_map(show).collect()
}
