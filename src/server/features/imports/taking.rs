//! The work of an import: one file after the other becomes an asset, turns out a duplicate, or is refused with a reason.

use std::path::Path;
use std::time::{Duration, Instant};

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use tokio::io::AsyncReadExt;

use super::row::{import, import_file};
use super::{State, beside, changed, folder, move_to, state_of};
use crate::features::assets::receive::{self, Brought, Outcome, Purpose, Uploader};
use crate::features::assets::spool::Temporary;
use crate::features::assets::writer::Writer;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events;

/// Files looked up at once.
const BATCH: u64 = 50;
/// Bytes read at once.
const BLOCK: usize = 512 * 1024;

/// Takes waiting files until `time` is over, the import stands still, or none is left; answers the import as it is then.
///
/// Errors: what the next try may find mended (the store, the database). A full disk pauses the import instead.
pub async fn take(ctx: &Ctx, id: Uuid, round: i32, time: Duration) -> Result<import::Model> {
    let begun = Instant::now();
    loop {
        let row = super::find(ctx.db.read(), id).await?;
        if state_of(&row)? != State::Running || row.round != round {
            return Ok(row);
        }
        let waiting = super::files(ctx.db.read(), id, Some("waiting"), None, BATCH).await?;
        if waiting.is_empty() {
            return end(ctx, &row).await;
        }
        for file in waiting {
            if begun.elapsed() >= time {
                return Ok(row);
            }
            // Whoever paused it meanwhile waits for one file at most.
            let now = super::find(ctx.db.read(), id).await?;
            if state_of(&now)? != State::Running || now.round != round {
                return Ok(now);
            }
            match take_one(ctx, &row, &file).await {
                Ok(()) => {}
                Err(error) if error.code == Code::StorageFull => return stand_still(ctx, &now, error.detail).await,
                Err(error) => return Err(error),
            }
        }
    }
}

async fn end(ctx: &Ctx, row: &import::Model) -> Result<import::Model> {
    let tx = ctx.db.write().await?;
    let moved = move_to(ctx, &tx, row, State::Done, None).await?;
    events::record(ctx, &tx, &uploader_of(row)?.who(), changed(&moved)).await?;
    ctx.commit(tx).await?;
    Ok(moved)
}

async fn stand_still(ctx: &Ctx, row: &import::Model, why: String) -> Result<import::Model> {
    let tx = ctx.db.write().await?;
    let moved = move_to(ctx, &tx, row, State::Paused, Some(why)).await?;
    events::record(ctx, &tx, &uploader_of(row)?.who(), changed(&moved)).await?;
    ctx.commit(tx).await?;
    Ok(moved)
}

/// Who brings the files of an import.
pub fn uploader_of(row: &import::Model) -> Result<Uploader> {
    Ok(serde_json::from_str(&row.uploader)?)
}

async fn take_one(ctx: &Ctx, row: &import::Model, file: &import_file::Model) -> Result<()> {
    let taken = bring(ctx, row, file).await;
    let change = match taken {
        Ok((outcome, sidecar)) => {
            // The bytes of an earlier try that was cut off before it was written down are this file's own.
            let is_new = !outcome.is_duplicate || outcome.version == file.version_id;
            import_file::ActiveModel {
                state: Set(if is_new { "added" } else { "duplicate" }.to_owned()),
                asset_id: Set(Some(outcome.asset)),
                sidecar: Set(sidecar.filter(|_| is_new)),
                ..Default::default()
            }
        }
        Err(error) if is_about_the_file(&error) => import_file::ActiveModel {
            state: Set("refused".to_owned()),
            code: Set(Some(error.code.name().to_owned())),
            message: Set(Some(error.detail)),
            ..Default::default()
        },
        Err(error) => return Err(error),
    };
    let change = import_file::ActiveModel { id: Set(file.id), ended_at: Set(Some(ctx.now())), ..change };
    let tx = ctx.db.write().await?;
    import_file::Entity::update(change).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether another file might do better at the same moment.
pub fn is_about_the_file(error: &Error) -> bool {
    !matches!(
        error.code,
        Code::Internal | Code::StorageFull | Code::Unavailable | Code::TooBusy | Code::ScannerUnavailable
    )
}

/// Takes one file, and the sidecar that lies beside it at this moment.
async fn bring(ctx: &Ctx, row: &import::Model, file: &import_file::Model) -> Result<(Outcome, Option<String>)> {
    if beside::is_sidecar(&file.path) {
        return Err(beside::lone());
    }
    let uploader = uploader_of(row)?;
    let fields = serde_json::from_str(&file.fields)?;
    let purpose = match file.asset_id {
        Some(asset) => Purpose::NewVersion { asset },
        None => Purpose::NewAsset { fields, collection: row.collection_id },
    };
    let outside = || Error::new(Code::ImportFolder, "Its path leads out of the folder.");
    let source = super::folder_of(row);
    let path = folder::file(source, &file.path).filter(|path| folder::is_inside(source, path)).ok_or_else(outside)?;
    let name = beside::find(source, &file.path).await?;
    let sidecar = match &name {
        Some(name) => Some(beside::read(source, name).await?),
        None => None,
    };
    let (temporary, mut writer) = Temporary::create(ctx).await?;
    copy(ctx, &path, &mut writer).await?;
    let brought = Brought { file_name: &file.path, version: Some(file.version_id), sidecar };
    Ok((receive::keep_brought(ctx, &uploader, &purpose, brought, &temporary, writer).await?, name))
}

/// Copies a file in blocks; what was put in its place since the folder was listed is not followed elsewhere.
pub async fn copy(ctx: &Ctx, path: &Path, writer: &mut Writer) -> Result<()> {
    let unreadable = |error: std::io::Error| Error::new(Code::FileMissing, format!("It cannot be read: {error}."));
    let about = tokio::fs::symlink_metadata(path).await.map_err(unreadable)?;
    if !about.is_file() {
        return Err(Error::new(Code::FileMissing, "It is no plain file any more."));
    }
    if about.len() > ctx.config.max_upload_bytes {
        return Err(receive::refuse_large(ctx));
    }
    let mut file = tokio::fs::File::open(path).await.map_err(unreadable)?;
    let mut block = vec![0; BLOCK];
    loop {
        let read = file.read(&mut block).await.map_err(unreadable)?;
        if read == 0 {
            return Ok(());
        }
        writer.write(&block[..read]).await?;
        if writer.written() > ctx.config.max_upload_bytes {
            return Err(receive::refuse_large(ctx));
        }
    }
}
