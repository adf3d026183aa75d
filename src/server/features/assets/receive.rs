//! The one way bytes become an asset or a version: measured, compared, stored, then recorded.
//!
//! The store has the bytes before a row speaks of them, so a crash leaves at most an object nobody refers to.

use std::path::Path;

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde::{Deserialize, Serialize};

use super::fields::{self, AssetChange};
use super::hashes;
use super::row::{asset, upload, version};
use super::show::{self, DuplicateOf, UploadOutcome};
use super::sidecar::Sidecar;
use super::spool::{self, Temporary};
use super::store::{self, NewAsset, StoredFile};
use super::writer::Writer;
use super::{collections, refuse_archived, sidecar};
use crate::platform::auth::{Actor, Permission, Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::extract::refuse_unknown;
use crate::platform::scanner::{self, Finding};
use crate::platform::storage::key::Key;

/// Who brings a file, kept with a resumable upload so that it can be finished without its request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploader {
    pub person: Option<Uuid>,
    pub name: String,
    /// New assets belong to it.
    pub organization: Uuid,
    pub is_partner: bool,
    pub may_edit: bool,
}

impl Uploader {
    pub fn new<P>(actor: &Actor<P>) -> Uploader {
        Uploader {
            person: Some(actor.person),
            name: actor.name.clone(),
            organization: actor.organization,
            is_partner: matches!(actor.scope, Scope::Partner(_)),
            may_edit: actor.may(Permission::EditAssets),
        }
    }

    pub fn who(&self) -> Who {
        Who { id: self.person, name: self.name.clone() }
    }

    pub fn scope(&self) -> Scope {
        if self.is_partner { Scope::Partner(self.organization) } else { Scope::House }
    }
}

/// What the bytes are for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    NewAsset { fields: AssetChange, collection: Option<Uuid> },
    NewVersion { asset: Uuid },
}

/// What became of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub asset: Uuid,
    pub version: Uuid,
    pub is_duplicate: bool,
}

/// A whole file on its way in. `version` was chosen when it began, so that finishing twice is finishing once.
pub struct Arrival<'a> {
    pub uploader: &'a Uploader,
    pub purpose: &'a Purpose,
    pub version: Uuid,
    pub file: StoredFile,
    /// Where the bytes lie; they are gone from there afterwards.
    pub path: &'a Path,
    /// The resumable upload to be closed in the same transaction.
    pub upload: Option<Uuid>,
    /// The XMP file that came with it. A duplicate keeps what it had.
    pub sidecar: Option<Sidecar>,
}

/// A new version may be brought by whoever may edit, by whoever added the asset, and by the partner it belongs to.
pub fn check_may_replace(uploader: &Uploader, asset: &asset::Model) -> Result<()> {
    let is_own = uploader.is_partner && asset.organization_id == uploader.organization;
    let has_added = uploader.person.is_some() && asset.created_by == uploader.person;
    if uploader.may_edit || is_own || has_added {
        return Ok(());
    }
    Err(Error::new(Code::PermissionDenied, "Your role lets you add versions to your own assets only."))
}

/// Refuses a purpose that cannot be fulfilled. Asked before the bytes are read and again when they are recorded.
pub async fn check_purpose(db: &impl ConnectionTrait, uploader: &Uploader, purpose: &Purpose) -> Result<()> {
    match purpose {
        Purpose::NewAsset { collection: None, .. } => Ok(()),
        Purpose::NewAsset { collection: Some(collection), .. } => {
            let found = collections::find_visible(db, uploader.scope(), *collection).await;
            refuse_unknown("collection_id", found).map(drop)
        }
        Purpose::NewVersion { asset } => {
            let found = super::find_visible(db, uploader.scope(), *asset).await?;
            check_may_replace(uploader, &found)?;
            refuse_archived(&found)
        }
    }
}

/// Stores and records a whole file, or finds that its bytes are here already.
pub async fn keep(ctx: &Ctx, arrival: Arrival<'_>) -> Result<Outcome> {
    let Arrival { uploader, purpose, version, ref file, path, upload, .. } = arrival;
    check_purpose(ctx.db.read(), uploader, purpose).await?;
    let key = Key::original(version);
    scan(ctx, path).await?;
    let is_known = find_same(ctx.db.read(), uploader, purpose, &file.blake3).await?.is_some();
    if !is_known {
        put(ctx, &key, path, file.size_bytes).await?;
    }
    let mut recorded = record(ctx, &arrival, !is_known).await;
    if let Ok(None) = recorded {
        // Whoever had the same bytes went out of sight meanwhile: they are needed after all.
        put(ctx, &key, path, file.size_bytes).await?;
        recorded = record(ctx, &arrival, true).await;
    }
    match recorded {
        Ok(Some(outcome)) => {
            if outcome.is_duplicate {
                ctx.storage.remove(&key).await?;
                discard(path).await?;
            }
            Ok(outcome)
        }
        Ok(None) => Err(Error::internal(anyhow::anyhow!("stored bytes were not recorded"))),
        Err(error) => {
            // A resumable upload keeps its bytes for the next try; nobody comes back for these.
            if upload.is_none() {
                let _ = ctx.storage.remove(&key).await;
            }
            Err(error)
        }
    }
}

/// Lets the scanner see the file, where one is set. A file that was handed to the store before a crash was seen before.
async fn scan(ctx: &Ctx, path: &Path) -> Result<()> {
    let Some(setting) = &ctx.config.scanner else { return Ok(()) };
    if !tokio::fs::try_exists(path).await? {
        return Ok(());
    }
    match scanner::scan(setting, path).await? {
        Finding::Clean => Ok(()),
        Finding::TooLarge => {
            tracing::warn!(path = %path.display(), "a file is larger than the scanner reads; it is taken in unseen");
            Ok(())
        }
        Finding::Infected(name) => {
            Err(Error::field(Code::FileInfected, "file", format!("It finds {name} in it. Nothing was kept.")))
        }
    }
}

/// Hands the file to the store. When it was handed over before a crash, that is enough.
async fn put(ctx: &Ctx, key: &Key, path: &Path, size_bytes: u64) -> Result<()> {
    if tokio::fs::try_exists(path).await? {
        return Ok(ctx.storage.put_file(key, path).await?);
    }
    match ctx.storage.size(key).await? {
        Some(stored) if stored == size_bytes => Ok(()),
        _ => Err(Error::new(Code::FileGone, "The received bytes are lost. Start the upload again.")),
    }
}

async fn discard(path: &Path) -> Result<()> {
    match tokio::fs::remove_file(path).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// The version that makes these bytes a duplicate. Bytes the uploader may not see are none: that would tell of them.
async fn find_same(
    db: &impl ConnectionTrait,
    uploader: &Uploader,
    purpose: &Purpose,
    blake3: &str,
) -> Result<Option<version::Model>> {
    match purpose {
        Purpose::NewAsset { .. } => store::find_duplicate(db, uploader.scope(), blake3).await,
        Purpose::NewVersion { asset } => {
            let asset = super::find_visible(db, uploader.scope(), *asset).await?;
            let current = super::current_version(db, &asset).await?;
            Ok((current.blake3 == blake3).then_some(current))
        }
    }
}

/// Writes the rows; `None` when they would speak of bytes that are not stored.
async fn record(ctx: &Ctx, arrival: &Arrival<'_>, is_stored: bool) -> Result<Option<Outcome>> {
    let Arrival { uploader, purpose, version, ref file, upload, .. } = *arrival;
    let tx = ctx.db.write().await?;
    store::lock_order(ctx, &tx).await?;
    check_purpose(&tx, uploader, purpose).await?;
    let outcome = match find_same(&tx, uploader, purpose, &file.blake3).await? {
        Some(same) => Outcome { asset: same.asset_id, version: same.id, is_duplicate: true },
        None if !is_stored => return Ok(None),
        None => add(ctx, &tx, uploader, purpose, version, file.clone()).await?,
    };
    if let (Some(sidecar), false) = (&arrival.sidecar, outcome.is_duplicate) {
        sidecar::keep(&tx, version, sidecar.clone()).await?;
    }
    if let Purpose::NewAsset { collection: Some(collection), .. } = purpose
        && (!outcome.is_duplicate || uploader.may_edit)
    {
        collections::put_asset(ctx, &tx, &uploader.who(), *collection, outcome.asset).await?;
    }
    if let Some(upload) = upload {
        close_upload(&tx, upload, outcome).await?;
    }
    ctx.commit(tx).await?;
    Ok(Some(outcome))
}

async fn add(
    ctx: &Ctx,
    tx: &Tx,
    uploader: &Uploader,
    purpose: &Purpose,
    version: Uuid,
    file: StoredFile,
) -> Result<Outcome> {
    let asset = match purpose {
        Purpose::NewAsset { fields, .. } => {
            let new = NewAsset { organization: uploader.organization, version, file, fields: fields.clone() };
            store::add_asset(ctx, tx, &uploader.who(), new).await?.id
        }
        Purpose::NewVersion { asset } => {
            let found = super::find_visible(tx, uploader.scope(), *asset).await?;
            store::add_version(ctx, tx, &uploader.who(), &found, version, file).await?;
            *asset
        }
    };
    Ok(Outcome { asset, version, is_duplicate: false })
}

async fn close_upload(tx: &Tx, id: Uuid, outcome: Outcome) -> Result<()> {
    let row = upload::ActiveModel {
        id: Set(id),
        state: Set(if outcome.is_duplicate { "duplicate" } else { "done" }.to_owned()),
        asset_id: Set(Some(outcome.asset)),
        version_id: Set(Some(outcome.version)),
        ..Default::default()
    };
    upload::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Receives bytes that are in memory as a new asset of `organization`, with the sight of the house.
pub async fn store_bytes(
    ctx: &Ctx,
    who: &Who,
    organization: Uuid,
    file_name: &str,
    bytes: &[u8],
    change: AssetChange,
) -> Result<UploadOutcome> {
    let uploader = Uploader { person: who.id, name: who.name.clone(), organization, is_partner: false, may_edit: true };
    let purpose = Purpose::NewAsset { fields: change.parse()?, collection: None };
    let (temporary, mut writer) = Temporary::create(ctx).await?;
    writer.write(bytes).await?;
    let outcome = keep_temporary(ctx, &uploader, &purpose, file_name, &temporary, writer).await?;
    show_outcome(ctx, uploader.scope(), outcome).await
}

/// Finishes a file of one request.
pub async fn keep_temporary(
    ctx: &Ctx,
    uploader: &Uploader,
    purpose: &Purpose,
    file_name: &str,
    temporary: &Temporary,
    writer: Writer,
) -> Result<Outcome> {
    keep_brought(ctx, uploader, purpose, Brought { file_name, version: None, sidecar: None }, temporary, writer).await
}

/// What is known of a file beside its bytes.
pub struct Brought<'a> {
    pub file_name: &'a str,
    /// Chosen before: brought a second time it is found as the same version.
    pub version: Option<Uuid>,
    /// The XMP file that came with it.
    pub sidecar: Option<Sidecar>,
}

/// As [`keep_temporary`], with what else is known of the file.
pub async fn keep_brought(
    ctx: &Ctx,
    uploader: &Uploader,
    purpose: &Purpose,
    brought: Brought<'_>,
    temporary: &Temporary,
    writer: Writer,
) -> Result<Outcome> {
    let Brought { file_name, version, sidecar } = brought;
    let file = received(temporary, writer, file_name).await?;
    let version = version.map_or_else(|| ctx.new_id(), Ok)?;
    let path = temporary.path();
    keep(ctx, Arrival { uploader, purpose, version, file, path, upload: None, sidecar }).await
}

/// What has been received, told by its content.
async fn received(temporary: &Temporary, writer: Writer, file_name: &str) -> Result<StoredFile> {
    let size_bytes = writer.written();
    if size_bytes == 0 {
        return Err(refuse_empty());
    }
    let written = writer.finish().await?;
    let hashes = match written.hashes {
        Some(hashes) => hashes,
        None => hashes::hash(temporary.path()).await?,
    };
    spool::measure(temporary.path(), &fields::file_name(file_name), size_bytes, hashes).await
}

/// What to say about a file without content.
pub fn refuse_empty() -> Error {
    Error::field(Code::FileEmpty, "file", "There is nothing in this file. Check it and choose it again.")
}

/// What to say about a file over the limit.
pub fn refuse_large(ctx: &Ctx) -> Error {
    let limit = ctx.config.max_upload_bytes;
    Error::field(Code::FileTooLarge, "file", format!("A file may have at most {limit} bytes here."))
}

/// The outcome with its asset, as the API shows it.
pub async fn show_outcome(ctx: &Ctx, scope: Scope, outcome: Outcome) -> Result<UploadOutcome> {
    let asset = show::load(ctx.db.read(), scope, outcome.asset).await?;
    let duplicate_of = duplicate_of(ctx.db.read(), scope, outcome).await?;
    Ok(UploadOutcome { asset, duplicate: outcome.is_duplicate, version_id: outcome.version, duplicate_of })
}

/// What the bytes met, as far as it is in sight.
pub async fn duplicate_of(db: &impl ConnectionTrait, scope: Scope, outcome: Outcome) -> Result<Option<DuplicateOf>> {
    if !outcome.is_duplicate {
        return Ok(None);
    }
    let asset = super::find_visible(db, scope, outcome.asset).await?;
    let current = super::current_version(db, &asset).await?;
    let met = version::Entity::find_by_id(outcome.version).one(db).await?;
    Ok(met.map(|met| DuplicateOf::new(&asset, &met, &current)))
}
