//! Channels: the places things are published to, and what each of them is in the words of the rights.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder};

use super::row::channel;
use crate::features::agreements::reference;
use crate::features::renditions::presets;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

/// What a channel says, already checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub key: String,
    pub name: String,
    pub kind: Kind,
    pub rights_channel: String,
    pub territories: Vec<String>,
    pub purposes: Vec<String>,
    pub preset: String,
    pub state: String,
}

/// How a channel shows things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Copies in a folder below the folder of all channels.
    Folder(String),
    /// An address everybody can read.
    PublicUrl,
}

impl Kind {
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Folder(_) => "folder",
            Kind::PublicUrl => "public_url",
        }
    }

    fn folder(&self) -> Option<String> {
        match self {
            Kind::Folder(folder) => Some(folder.clone()),
            Kind::PublicUrl => None,
        }
    }

    pub fn parse(kind: &str, folder: Option<&str>) -> Result<Kind> {
        match (kind, folder) {
            ("folder", Some(folder)) => Ok(Kind::Folder(parse_folder(folder)?)),
            ("folder", None) => Err(Error::field(Code::FieldMissing, "folder", "Say which folder.")),
            ("public_url", None) => Ok(Kind::PublicUrl),
            ("public_url", Some(_)) => Err(Error::field(Code::Invalid, "folder", "A public address has no folder.")),
            _ => Err(Error::field(Code::Invalid, "kind", "`folder` or `public_url`.")),
        }
    }
}

/// A relative folder of plain names: it cannot leave the folder of all channels.
pub fn parse_folder(text: &str) -> Result<String> {
    let plain = |segment: &str| {
        !segment.is_empty()
            && !segment.starts_with('.')
            && segment.len() <= 100
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
    };
    let good = text.len() <= 200 && text.split('/').all(plain);
    if good {
        return Ok(text.to_owned());
    }
    let why = "A relative folder such as `shop/winter`: letters, digits, dot, underscore and hyphen.";
    Err(Error::field(Code::Invalid, "folder", why))
}

pub fn parse_key(text: &str) -> Result<String> {
    let good = (1..=60).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if good {
        return Ok(text.to_owned());
    }
    Err(Error::field(Code::Invalid, "key", "1 to 60 lower-case letters, digits and hyphens."))
}

pub fn parse_name(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 200 || text.chars().any(char::is_control) {
        return Err(Error::field(Code::Invalid, "name", "1 to 200 characters, without control characters."));
    }
    Ok(text.to_owned())
}

/// A leaf of the channel tree: a place things appear, never a whole family of them.
pub fn parse_rights_channel(text: &str) -> Result<String> {
    if reference::product()?.channels().any(|leaf| leaf == text) {
        return Ok(text.to_owned());
    }
    Err(Error::field(Code::ChannelUnknown, "rights_channel", format!("\"{text}\" is no single channel we know.")))
}

pub fn parse_territories(names: Vec<String>) -> Result<Vec<String>> {
    if names.is_empty() {
        return Err(Error::field(Code::FieldMissing, "territories", "Name at least one country or group."));
    }
    for name in &names {
        let known = reference::product()?.check_territory(name);
        known.map_err(|error| Error::field(Code::TerritoryUnknown, "territories", error.message))?;
    }
    Ok(names)
}

pub fn parse_purposes(names: Vec<String>) -> Result<Vec<String>> {
    for name in &names {
        let known = reference::product()?.check_purpose(name);
        known.map_err(|error| Error::field(Code::PurposeUnknown, "purposes", error.message))?;
    }
    Ok(names)
}

/// What a channel takes: the original, a built-in preset or one of the house that is in use.
pub async fn parse_preset(db: &impl ConnectionTrait, text: &str) -> Result<String> {
    if matches!(text, "original" | "large" | "preview") {
        return Ok(text.to_owned());
    }
    match presets::find(db, text).await? {
        Some(preset) if preset.state == "active" => Ok(preset.key),
        Some(_) => Err(Error::field(Code::Invalid, "preset", "This preset is retired; choose another one.")),
        None => Err(Error::field(Code::Invalid, "preset", "`original`, `large`, `preview` or a preset of the house.")),
    }
}

pub fn parse_state(text: &str) -> Result<String> {
    match text {
        "active" | "retired" => Ok(text.to_owned()),
        _ => Err(Error::field(Code::Invalid, "state", "`active` or `retired`.")),
    }
}

/// Adds a channel; its key and folder must be free.
pub async fn add(ctx: &Ctx, tx: &Tx, who: &Who, content: Content) -> Result<channel::Model> {
    refuse_taken(tx, &content, None).await?;
    let row =
        channel::ActiveModel { id: Set(ctx.new_id()?), created_at: Set(ctx.now()), revision: Set(1), ..fill(content)? };
    let added = channel::Entity::insert(row).exec_with_returning(tx).await?;
    events::record(ctx, tx, who, Event::ChannelChanged { channel: added.id }).await?;
    Ok(added)
}

/// Changes a channel. What is planned or live there stays as it was planned.
pub async fn change(ctx: &Ctx, tx: &Tx, who: &Who, found: &channel::Model, content: Content) -> Result<channel::Model> {
    refuse_taken(tx, &content, Some(found.id)).await?;
    let row = channel::ActiveModel { id: Set(found.id), revision: Set(found.revision + 1), ..fill(content)? };
    let unchanged = channel::Column::Revision.eq(found.revision);
    let changed = channel::Entity::update(row).validate()?.filter(unchanged).exec(tx).await?;
    events::record(ctx, tx, who, Event::ChannelChanged { channel: changed.id }).await?;
    Ok(changed)
}

fn fill(content: Content) -> Result<channel::ActiveModel> {
    Ok(channel::ActiveModel {
        key: Set(content.key),
        name: Set(content.name),
        kind: Set(content.kind.name().to_owned()),
        rights_channel: Set(content.rights_channel),
        territories: Set(serde_json::to_string(&content.territories)?),
        purposes: Set(serde_json::to_string(&content.purposes)?),
        preset: Set(content.preset),
        folder: Set(content.kind.folder()),
        state: Set(content.state),
        ..Default::default()
    })
}

async fn refuse_taken(tx: &Tx, content: &Content, but: Option<Uuid>) -> Result<()> {
    for other in list(tx).await?.into_iter().filter(|other| Some(other.id) != but) {
        if other.key == content.key {
            return Err(Error::field(Code::Taken, "key", "There is a channel with this key."));
        }
        if other.folder.is_some() && other.folder == content.kind.folder() {
            return Err(Error::field(Code::Taken, "folder", "Another channel uses this folder."));
        }
    }
    Ok(())
}

/// All channels by key.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<channel::Model>> {
    Ok(channel::Entity::find().order_by_asc(channel::Column::Key).all(db).await?)
}

/// One channel; 404 when there is none.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<channel::Model> {
    let found = channel::Entity::find_by_id(id).one(db).await?;
    found.ok_or_else(|| Error::not_found(Code::ChannelNotFound))
}

/// These channels by id.
pub async fn by_id(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, channel::Model>> {
    let rows = channel::Entity::find().filter(channel::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
