//! Copies in folders: written whole under their final name or not at all, and removed when the publication ends.

use std::path::PathBuf;

use sea_orm::entity::prelude::*;
use tokio::sync::Mutex;

use super::row::publication;
use crate::features::delivery;
use crate::features::delivery::source::Source;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};

/// Held while a copy is written and its publication goes live, and while one is removed: two publications of the same
/// bytes share one file, so looking and acting must not be torn apart.
pub static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// Where the copy goes, relative to the folder of all channels: `shop/red-chair-1a2b3c4d.webp`.
pub fn relative_path(folder: &str, title: &str, version_hash: &str, source: &Source) -> String {
    let hash = version_hash.get(..8).unwrap_or(version_hash);
    format!("{folder}/{}-{hash}.{}", slug(title), extension(source))
}

fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.chars() {
        if slug.len() >= 60 {
            break;
        }
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "asset".to_owned() } else { slug.to_owned() }
}

/// By type where we know it, else as the file was named.
fn extension(source: &Source) -> String {
    let by_type = delivery::extension_of(&source.mime);
    if by_type != "bin" {
        return by_type.to_owned();
    }
    let named = source.file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let plain = |text: &String| (1..=10).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
    named.filter(plain).unwrap_or_else(|| by_type.to_owned())
}

fn full_path(ctx: &Ctx, relative: &str) -> PathBuf {
    ctx.config.data_dir.join("channels").join(relative)
}

/// Writes the copy of a publication: to a temporary name, synced, then renamed. Writing it twice is fine.
pub async fn write(ctx: &Ctx, found: &publication::Model, relative: &str, source: &Source) -> Result<()> {
    let path = full_path(ctx, relative);
    let folder = path.parent().ok_or_else(|| Error::internal(anyhow::anyhow!("a copy needs a folder")))?;
    tokio::fs::create_dir_all(folder).await?;
    let temporary = folder.join(format!(".{}.part", found.id));
    // Left behind when the process died while writing.
    let _ = tokio::fs::remove_file(&temporary).await;
    ctx.storage.copy_to_file(&source.key, &temporary).await?;
    tokio::fs::rename(&temporary, &path).await?;
    Ok(())
}

/// Removes the copy unless another live publication stands on the same file. `false`: it was left for that one.
pub async fn remove(ctx: &Ctx, found: &publication::Model) -> Result<bool> {
    let Some(relative) = &found.copy_path else { return Ok(true) };
    let others = publication::Entity::find()
        .filter(publication::Column::CopyPath.eq(relative))
        .filter(publication::Column::Id.ne(found.id))
        .filter(publication::Column::State.eq("live"))
        .count(ctx.db.read())
        .await?;
    if others > 0 {
        return Ok(false);
    }
    match tokio::fs::remove_file(full_path(ctx, relative)).await {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error.into()),
    }
}
