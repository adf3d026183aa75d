//! Addresses of cuts that work without signing in: made by somebody who may take the original, for one version, one cut
//! and a time, and signed so that none of it can be changed. They stand on the maker's own right, asked at each use.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use media::transform::Transform;
use sea_orm::entity::prelude::*;
use sha2::Sha256;

use super::picture::not_understood;
use crate::features::assets;
use crate::features::assets::merged::is_standing;
use crate::features::assets::row::version;
use crate::platform::auth::session::{organization, person};
use crate::platform::auth::{Actor, DownloadOriginals};
use crate::platform::config::Config;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// The longest time an address works, seconds.
pub const LONGEST: i64 = 30 * 24 * 3600;

/// What a signature vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise<'a> {
    pub version: Uuid,
    /// `region/size/rotation/quality.format`.
    pub wish: &'a str,
    pub by: Uuid,
    /// Seconds since 1970.
    pub expires: i64,
}

/// Hexadecimal.
pub fn sign(ctx: &Ctx, promise: &Promise<'_>) -> Result<String> {
    let tag = mac(ctx, promise)?.finalize().into_bytes();
    Ok(tag.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Refuses what was not signed here (403), then what is over (410).
pub fn check(ctx: &Ctx, promise: &Promise<'_>, signature: &str) -> Result<()> {
    let wrong = || Error::new(Code::SignatureWrong, "This address was changed, or was not made here.");
    let tag = bytes_of(signature).ok_or_else(wrong)?;
    // Compares in a time that says nothing about the signature.
    mac(ctx, promise)?.verify_slice(&tag).map_err(|_| wrong())?;
    if ctx.now().timestamp() >= promise.expires {
        return Err(Error::new(Code::AddressExpired, "This address has expired."));
    }
    Ok(())
}

/// The version, if whoever made the address may take its original now; otherwise the address has ended.
pub async fn standing_version(ctx: &Ctx, promise: &Promise<'_>) -> Result<version::Model> {
    let ended = || Error::new(Code::AddressExpired, "This address no longer works.");
    let db = ctx.db.read();
    let maker = person::Entity::find_by_id(promise.by).find_also_related(organization::Entity).one(db).await?;
    let Some((maker, Some(organization))) = maker else { return Err(ended()) };
    let actor = Actor::<DownloadOriginals>::recalled(&maker, &organization).map_err(|_| ended())?;
    let version = version::Entity::find_by_id(promise.version).one(db).await?.ok_or_else(ended)?;
    let asset = assets::find_visible(db, actor.scope, version.asset_id).await.map_err(|_| ended())?;
    if maker.state != "active" || !is_standing(&asset) {
        return Err(ended());
    }
    Ok(version)
}

/// Whether the settings allow such a cut: sizes are numbers of the list, and so is the format.
pub fn allow(config: &Config, wish: &str) -> Result<()> {
    let read = Transform::parse(wish).map_err(not_understood)?;
    let sizes = &config.transform_sizes;
    let is_listed = |edge: &u64| sizes.iter().any(|listed| u64::from(*listed) == *edge);
    if !read.size.pixels().is_some_and(|edges| edges.iter().all(is_listed)) {
        let listed: Vec<String> = sizes.iter().map(u32::to_string).collect();
        let detail = format!("Sizes are w, or ,h or w,h or !w,h in pixels of {}.", listed.join(", "));
        return Err(Error::field(Code::TransformNotAllowed, "size", detail));
    }
    if !config.transform_formats.iter().any(|listed| listed == read.format.extension()) {
        let detail = format!("Formats are {}.", config.transform_formats.join(", "));
        return Err(Error::field(Code::TransformNotAllowed, "format", detail));
    }
    Ok(())
}

/// The address under which the cut is served.
pub fn address(ctx: &Ctx, promise: &Promise<'_>) -> Result<String> {
    let Promise { version, wish, by, expires } = promise;
    let signature = sign(ctx, promise)?;
    let url = &ctx.config.public_url;
    let wish = wish.replace('^', "%5E");
    Ok(format!("{url}/t/{version}/{wish}?by={by}&exp={expires}&sig={signature}"))
}

/// How long a browser may keep the answer without asking: never beyond the end.
pub fn cache(now: DateTime<Utc>, expires: i64) -> String {
    let left = (expires - now.timestamp()).clamp(0, 60);
    format!("private, max-age={left}, must-revalidate")
}

fn mac(ctx: &Ctx, promise: &Promise<'_>) -> Result<Hmac<Sha256>> {
    let key = ctx.tokens.derive("signed addresses of cuts")?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|why| Error::internal(anyhow::anyhow!("{why}")))?;
    let Promise { version, wish, by, expires } = promise;
    mac.update(format!("{version}\n{wish}\n{by}\n{expires}").as_bytes());
    Ok(mac)
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    if hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..32).map(|at| u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()).collect()
}
