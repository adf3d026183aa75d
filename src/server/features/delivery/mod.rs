//! The one door for bytes: originals and renditions for people here, publications for everybody through `publishing`.
//!
//! Every route that answers with bytes of content ends in [`serve`]; a test lists them. What leaves is counted in [`tally`].

use actix_web::HttpResponse;
use actix_web::http::header::{HeaderName, HeaderValue};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};

use crate::features::agreements::file_rights;
use crate::features::assets::record::{NO_PREVIEW, refuse_no_file};
use crate::features::assets::row::{asset, version};
use crate::features::metadata::written;
use crate::features::renditions::row::rendition;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::storage::key::Key;

pub mod conditions;
pub mod door;
pub mod house;
pub mod iiif;
pub mod picture;
pub mod present;
pub mod ready;
pub mod routes;
pub mod row;
pub mod serve;
pub mod show;
pub mod signed;
pub mod source;
pub mod tally;
#[cfg(test)]
mod tests;

use present::Disposition;
use source::Source;

/// The presets people may ask for.
pub const PRESETS: [&str; 3] = ["thumbnail", "preview", "large"];

/// The uploaded bytes of a version, to be saved.
pub fn original(version: &version::Model) -> Result<Source> {
    Ok(Source {
        key: parse_key(&version.storage_key)?,
        size: size(version.size_bytes)?,
        mime: version.mime.clone(),
        file_name: version.file_name.clone(),
        etag: version.blake3.clone(),
        modified: version.created_at,
        disposition: Disposition::Attachment,
        cache: serve::ASK_EVERY_TIME.into(),
    })
}

/// The largest file that is copied to write into it, bytes.
const LARGEST_COPY: u64 = 256 << 20;

/// A copy of the uploaded bytes with the rights on record written into their metadata.
pub async fn with_rights(ctx: &Ctx, asset: &asset::Model, version: &version::Model) -> Result<Vec<u8>> {
    if size(version.size_bytes)? > LARGEST_COPY {
        let detail = format!("Files up to {} MiB can be written into. Take rights.xmp beside it.", LARGEST_COPY >> 20);
        return Err(Error::field(Code::TooLarge, "rights", detail));
    }
    let bytes = ctx.storage.read(&parse_key(&version.storage_key)?, LARGEST_COPY).await?;
    file_rights::inside(ctx, asset, version, bytes.to_vec()).await
}

/// A copy of the uploaded bytes that says what the asset's fields say now, or a file to lie beside the original.
/// Headers say which, and what became of content credentials.
pub async fn with_fields(
    ctx: &Ctx,
    asset: &asset::Model,
    version: &version::Model,
    what: &str,
) -> Result<HttpResponse> {
    if what != "current" {
        return Err(Error::field(Code::Invalid, "metadata", "There is `current`."));
    }
    let copy = written::copy(ctx, asset, version).await?;
    let source = Source { mime: copy.mime, file_name: copy.file_name, ..original(version)? };
    let mut response = serve::respond_made(&source, copy.bytes);
    let mut say = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    };
    say("placet-metadata", copy.outcome);
    if copy.has_dropped_credentials {
        say("placet-content-credentials", "dropped");
    }
    if let Some(note) = &copy.note {
        say("placet-note", note);
    }
    Ok(response)
}

/// The made file of a version, when it is ready.
pub async fn rendition(db: &impl ConnectionTrait, version: &version::Model, preset: &str) -> Result<Option<Source>> {
    let found = ready_renditions(version).filter(rendition::Column::Preset.eq(preset)).one(db).await?;
    found.map(|found| source_of(version, &found)).transpose().map(Option::flatten)
}

/// A made file, where it is whole.
pub fn source_of(version: &version::Model, found: &rendition::Model) -> Result<Option<Source>> {
    let Some(key) = &found.storage_key else { return Ok(None) };
    let mime = found.mime.clone().unwrap_or_else(|| "application/octet-stream".to_owned());
    Ok(Some(Source {
        key: parse_key(key)?,
        size: size(found.size_bytes)?,
        file_name: rendition_name(&version.file_name, &found.preset, &mime),
        mime,
        etag: etag_of(key),
        modified: found.created_at,
        disposition: Disposition::Inline,
        cache: serve::ASK_EVERY_TIME.into(),
    }))
}

/// The made files of a version that are ready, the newest first.
pub fn ready_renditions(version: &version::Model) -> Select<rendition::Entity> {
    rendition::Entity::find()
        .filter(rendition::Column::ContentHash.eq(&version.blake3))
        .filter(rendition::Column::State.eq("ready"))
        .order_by_desc(rendition::Column::Id)
}

/// Bytes that were chosen earlier and are on record by key, size, type and name.
pub fn stored(key: &str, size_bytes: i64, mime: &str, file_name: &str, modified: DateTimeUtc) -> Result<Source> {
    Ok(Source {
        key: parse_key(key)?,
        size: size(size_bytes)?,
        mime: mime.to_owned(),
        file_name: file_name.to_owned(),
        etag: etag_of(key),
        modified,
        disposition: Disposition::Inline,
        cache: serve::ASK_EVERY_TIME.into(),
    })
}

/// Why a version has no rendition of this preset: still being made, or never.
pub fn missing_rendition(version: &version::Model, preset: &str) -> Error {
    match version.preview.as_str() {
        NO_PREVIEW => refuse_no_file(),
        "pending" => Error::new(Code::RenditionPending, "It is being made; ask again in a moment."),
        _ if !PRESETS.contains(&preset) => {
            Error::new(Code::RenditionNotFound, format!("There are {}.", PRESETS.join(", ")))
        }
        _ => {
            let why = version.preview_note.clone();
            Error::new(Code::RenditionNotFound, why.unwrap_or_else(|| "There is none of this file.".to_owned()))
        }
    }
}

/// A stored key never holds other bytes later, so its hash names them.
fn etag_of(key: &str) -> String {
    blake3::hash(key.as_bytes()).to_hex()[..32].to_owned()
}

fn parse_key(key: &str) -> Result<Key> {
    if key.is_empty() {
        return Err(refuse_no_file());
    }
    Key::parse(key).map_err(|why| Error::internal(anyhow::anyhow!(why)))
}

fn size(bytes: i64) -> Result<u64> {
    u64::try_from(bytes).map_err(|_| Error::internal(anyhow::anyhow!("a stored size is negative")))
}

/// `Beach.tif` as a preview in WebP is `Beach-preview.webp`.
pub fn rendition_name(file_name: &str, preset: &str, mime: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    format!("{stem}-{preset}.{}", extension_of(mime))
}

/// The usual extension of a type this product makes; `bin` for others.
pub fn extension_of(mime: &str) -> &str {
    match mime {
        "image/webp" => "webp",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/avif" => "avif",
        "image/svg+xml" => "svg",
        "video/mp4" => "mp4",
        "audio/mp4" => "m4a",
        "application/json" => "json",
        "application/pdf" => "pdf",
        _ => "bin",
    }
}
