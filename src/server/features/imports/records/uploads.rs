//! Files of records that were sent: kept below the data folder until their import has ended.

use std::path::{Path, PathBuf};

use actix_web::web::Payload;
use chrono::{DateTime, Duration, Utc};
use futures_util::StreamExt;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde::Serialize;
use tokio::io::AsyncWriteExt;
use utoipa::ToSchema;

use crate::features::assets::disk_work::blocking;
use crate::features::assets::fields::file_name;
use crate::features::assets::receive::{refuse_empty, refuse_large};
use crate::features::imports::row::import;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// What nobody imported is kept so long.
const KEEP: Duration = Duration::hours(24);

/// A file of records that was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct SentRecords {
    /// Named when its import begins or a preview is wanted.
    pub id: Uuid,
    pub file_name: String,
    pub size_bytes: u64,
}

fn root(ctx: &Ctx) -> PathBuf {
    ctx.config.data_dir.join("imports")
}

/// Writes a body to a folder of its own.
pub async fn receive(ctx: &Ctx, name: &str, mut body: Payload) -> Result<SentRecords> {
    let id = ctx.new_id()?;
    let file_name = file_name(name);
    let folder = root(ctx).join(id.to_string());
    tokio::fs::create_dir_all(&folder).await?;
    match write(ctx, &folder.join(&file_name), &mut body).await {
        Ok(size_bytes) => Ok(SentRecords { id, file_name, size_bytes }),
        Err(error) => {
            let _ = tokio::fs::remove_dir_all(&folder).await;
            Err(error)
        }
    }
}

async fn write(ctx: &Ctx, path: &Path, body: &mut Payload) -> Result<u64> {
    let mut file = tokio::fs::File::create(path).await?;
    let mut size_bytes = 0;
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| Error::new(Code::Malformed, "The file did not arrive whole."))?;
        size_bytes += chunk.len() as u64;
        if size_bytes > ctx.config.max_upload_bytes {
            return Err(refuse_large(ctx));
        }
        file.write_all(&chunk).await?;
    }
    if size_bytes == 0 {
        return Err(refuse_empty());
    }
    file.sync_all().await?;
    Ok(size_bytes)
}

/// Where a sent file lies; 422 when there is none of this id.
pub async fn find(ctx: &Ctx, id: Uuid) -> Result<PathBuf> {
    let folder = root(ctx).join(id.to_string());
    let found = blocking(move || {
        let Ok(mut entries) = std::fs::read_dir(std::path::absolute(folder)?) else { return Ok(None) };
        entries.next().transpose().map(|entry| entry.map(|entry| entry.path()))
    })
    .await?;
    found.ok_or_else(|| {
        Error::field(Code::ReferenceUnknown, "upload", "This file is not there any more. Send it again.")
    })
}

/// Removes what no import needs any more.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let (root, now) = (std::path::absolute(root(ctx))?, ctx.now());
    let needed = needed(ctx.db.read()).await?;
    blocking(move || {
        let Ok(entries) = std::fs::read_dir(root) else { return Ok(()) };
        for entry in entries.flatten() {
            let sent_at = DateTime::<Utc>::from(entry.metadata()?.modified()?);
            let is_needed = needed.iter().any(|source| source.starts_with(entry.path()));
            if !is_needed && now - sent_at > KEEP {
                std::fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    })
    .await
}

async fn needed(db: &impl ConnectionTrait) -> Result<Vec<PathBuf>> {
    let open = import::Entity::find().filter(import::Column::EndedAt.is_null()).all(db).await?;
    Ok(open.into_iter().map(|row| PathBuf::from(row.source)).collect())
}
