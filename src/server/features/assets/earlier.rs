//! Going back to an earlier file: its bytes become a new version, so that what was in between stays on record.

use futures_util::StreamExt;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;

use super::row::{asset, version};
use super::spool::Temporary;
use super::store::{self, StoredFile};
use super::{find_visible, record, refuse_archived};
use crate::platform::auth::{Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::extract::IfMatch;
use crate::platform::storage::key::Key;

/// A version of this asset that has a file; else 404.
pub async fn find(db: &impl ConnectionTrait, asset: Uuid, id: Uuid) -> Result<version::Model> {
    let found = version::Entity::find_by_id(id).one(db).await?.filter(|found| found.asset_id == asset);
    let found = found.ok_or_else(|| Error::not_found(Code::VersionNotFound))?;
    if record::has_file(&found) { Ok(found) } else { Err(record::refuse_no_file()) }
}

/// Makes the bytes of an earlier version those people see: as a new version with a file of its own. That they are
/// what people see already is fine.
pub async fn make_current(
    ctx: &Ctx,
    (who, scope): (&Who, Scope),
    asset: Uuid,
    earlier: Uuid,
    seen: &IfMatch,
) -> Result<()> {
    let found = check(ctx.db.read(), scope, asset, seen).await?;
    let earlier = find(ctx.db.read(), asset, earlier).await?;
    if super::current_version(ctx.db.read(), &found).await?.blake3 == earlier.blake3 {
        return Ok(());
    }
    let id = ctx.new_id()?;
    copy(ctx, &earlier, &Key::original(id)).await?;
    let tx = ctx.db.write().await?;
    let found = check(&tx, scope, asset, seen).await?;
    store::add_version(ctx, &tx, who, &found, id, file_of(earlier)).await?;
    ctx.commit(tx).await
}

async fn check(db: &impl ConnectionTrait, scope: Scope, asset: Uuid, seen: &IfMatch) -> Result<asset::Model> {
    let found = find_visible(db, scope, asset).await?;
    seen.check(found.revision)?;
    refuse_archived(&found)?;
    Ok(found)
}

/// Each version has a file of its own, so that none can be lost with another.
async fn copy(ctx: &Ctx, earlier: &version::Model, key: &Key) -> Result<()> {
    let from = Key::parse(&earlier.storage_key).map_err(Error::internal)?;
    let (temporary, mut writer) = Temporary::create(ctx).await?;
    let mut stored = ctx.storage.get(&from, None).await?.stream;
    while let Some(bytes) = stored.next().await {
        writer.write(&bytes?).await?;
    }
    if writer.finish().await?.hashes.map(|hashes| hashes.blake3).as_ref() != Some(&earlier.blake3) {
        return Err(Error::new(
            Code::FileGone,
            "The stored bytes of that version are harmed, so nothing was made of them.",
        ));
    }
    Ok(ctx.storage.put_file(key, temporary.path()).await?)
}

fn file_of(earlier: version::Model) -> StoredFile {
    let pixels = |side: Option<i32>| side.and_then(|side| u32::try_from(side).ok());
    StoredFile {
        file_name: earlier.file_name,
        mime: earlier.mime,
        kind: earlier.kind,
        size_bytes: u64::try_from(earlier.size_bytes).unwrap_or_default(),
        blake3: earlier.blake3,
        sha256: earlier.sha256,
        width: pixels(earlier.width),
        height: pixels(earlier.height),
    }
}
