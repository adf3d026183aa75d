//! The first step of an import: what lies in the folder, and what the manifest says about it, as rows. An XMP file that
//! belongs to another file is no row of its own.

use std::collections::HashSet;
use std::path::Path;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use super::beside;
use super::folder::{self, Found};
use super::manifest::{self, Said};
use super::row::{import, import_file};
use super::{State, changed, move_to};
use crate::features::assets::disk_work::blocking;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events;

/// Rows written by one statement.
const BATCH: usize = 500;

/// Lists the folder and sets the import going; what cannot be read ends it as failed, with the reason.
pub async fn read(ctx: &Ctx, row: &import::Model) -> Result<import::Model> {
    let listed = match gather(row).await {
        Ok(listed) => Ok(listed),
        Err(error) if error.code == Code::Internal => return Err(error),
        Err(error) => Err(error.detail),
    };
    let tx = ctx.db.write().await?;
    let moved = match listed {
        Ok((found, said)) => {
            write_down(ctx, &tx, row.id, found, said).await?;
            move_to(ctx, &tx, row, State::Running, None).await?
        }
        Err(why) => move_to(ctx, &tx, row, State::Failed, Some(why)).await?,
    };
    events::record(ctx, &tx, &super::taking::uploader_of(row)?.who(), changed(&moved)).await?;
    ctx.commit(tx).await?;
    Ok(moved)
}

async fn gather(row: &import::Model) -> Result<(Vec<Found>, Said)> {
    let said = match &row.manifest {
        Some(path) => read_manifest(path).await?,
        None => Said::new(),
    };
    let (source, manifest) = (row.source.clone(), row.manifest.clone());
    let found = blocking(move || Ok(folder::list(Path::new(&source), manifest.as_deref().map(Path::new)))).await?;
    let refuse = |why: String| Error::field(Code::ImportFolder, "folder", why);
    let mut found = found.map_err(|error| refuse(format!("The folder cannot be read: {error}.")))?;
    let sidecars: HashSet<String> = beside::pairs(found.iter().map(|file| file.path.as_str())).into_values().collect();
    if let Some(first) = said.keys().find(|path| sidecars.contains(*path)) {
        return Err(refuse(format!("The manifest names {first}, which is taken with the file of its name.")));
    }
    found.retain(|file| !sidecars.contains(&file.path));
    let missing: Vec<&str> = {
        let there: HashSet<&str> = found.iter().map(|file| file.path.as_str()).collect();
        said.keys().map(String::as_str).filter(|path| !there.contains(path)).collect()
    };
    if let Some(first) = missing.first() {
        let count = missing.len();
        return Err(refuse(match count {
            1 => format!("The manifest names {first}, which is not in the folder."),
            _ => format!("The manifest names {count} files that are not in the folder, {first} among them."),
        }));
    }
    if found.is_empty() {
        return Err(refuse("There is no file in this folder.".to_owned()));
    }
    Ok((found, said))
}

async fn read_manifest(path: &str) -> Result<Said> {
    let refuse = |why: String| Error::field(Code::ImportManifest, "manifest", why);
    let about = tokio::fs::metadata(path).await.map_err(|error| refuse(format!("It cannot be read: {error}.")))?;
    if about.len() > manifest::MOST_BYTES {
        return Err(refuse("It has more than 64 MiB.".to_owned()));
    }
    let bytes = tokio::fs::read(path).await.map_err(|error| refuse(format!("It cannot be read: {error}.")))?;
    manifest::parse(&bytes)
}

async fn write_down(ctx: &Ctx, tx: &Tx, import: Uuid, found: Vec<Found>, mut said: Said) -> Result<()> {
    let mut rows = Vec::with_capacity(found.len());
    for file in found {
        let fields = said.remove(&file.path).unwrap_or_default();
        let is_refused = file.trouble.is_some();
        rows.push(import_file::ActiveModel {
            id: Set(ctx.new_id()?),
            import_id: Set(import),
            path: Set(file.path),
            size_bytes: Set(i64::try_from(file.size_bytes).unwrap_or(i64::MAX)),
            state: Set(if is_refused { "refused" } else { "waiting" }.to_owned()),
            fields: Set(serde_json::to_string(&fields)?),
            version_id: Set(ctx.new_id()?),
            asset_id: Set(None),
            code: Set(is_refused.then(|| Code::ImportFolder.name().to_owned())),
            message: Set(file.trouble.map(str::to_owned)),
            sidecar: Set(None),
            ended_at: Set(is_refused.then(|| ctx.now())),
        });
    }
    for some in rows.chunks(BATCH) {
        import_file::Entity::insert_many(some.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}
