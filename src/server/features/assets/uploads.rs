//! Resumable uploads: what is on record about them, how their bytes are taken, and how they are finished.
//!
//! The offset is the length of the file on the disk, so it is true after any crash. An upload goes `open`, `sealed`
//! (all bytes are there and measured), then `done` or `duplicate`; each step can be repeated.

use std::time::Duration;

use actix_web::web;
use futures_util::StreamExt;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder};
use serde::{Deserialize, Serialize};

use super::hashes::{self, Hashes};
use super::held::{self, Held};
use super::receive::{self, Arrival, Outcome, Purpose, Uploader};
use super::row::{upload, version};
use super::spool;
use super::store::StoredFile;
use super::tus::{Checksum, Wish};
use super::writer::Writer;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::storage::key::Key;

/// How many uploads one person may have open.
pub const MOST_OPEN: u64 = 64;
/// An unfinished upload is forgotten after so many days.
const DAYS_KEPT: i64 = 7;
/// A sender who is silent for so long is taken for gone; what arrived is kept.
const SILENCE: Duration = Duration::from_secs(60);

/// What an upload is for and by whom, as its row keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent {
    pub uploader: Uploader,
    pub purpose: Purpose,
    /// The header as it was sent, for HEAD.
    pub sent: String,
}

/// Begins an upload of `size` bytes.
pub async fn create(ctx: &Ctx, uploader: Uploader, size: u64, wish: Wish, sent: String) -> Result<upload::Model> {
    if size == 0 {
        return Err(receive::refuse_empty());
    }
    if size > ctx.config.max_upload_bytes {
        return Err(receive::refuse_large(ctx));
    }
    receive::check_purpose(ctx.db.read(), &uploader, &wish.purpose).await?;
    let person = uploader.person.ok_or_else(|| anyhow::anyhow!("an upload belongs to a person"))?;
    let now = ctx.now();
    let row = upload::ActiveModel {
        id: Set(ctx.new_id()?),
        person_id: Set(person),
        organization_id: Set(uploader.organization),
        file_name: Set(wish.file_name),
        size_bytes: Set(i64::try_from(size).map_err(|_| receive::refuse_large(ctx))?),
        metadata: Set(serde_json::to_string(&Intent { uploader, purpose: wish.purpose, sent })?),
        asset_id: Set(None),
        version_id: Set(Some(ctx.new_id()?)),
        state: Set("open".to_owned()),
        seal: Set(None),
        created_at: Set(now),
        expires_at: Set(now + chrono::Duration::days(DAYS_KEPT)),
    };
    let tx = ctx.db.write().await?;
    let open = upload::Entity::find()
        .filter(upload::Column::PersonId.eq(person))
        .filter(upload::Column::State.is_in(["open", "sealed"]))
        .filter(upload::Column::ExpiresAt.gt(now))
        .count(&tx)
        .await?;
    if open >= MOST_OPEN {
        return Err(Error::new(Code::UploadsTooMany, "Finish or end one of your 64 open uploads first."));
    }
    let added = upload::Entity::insert(row).exec_with_returning(&tx).await?;
    ctx.commit(tx).await?;
    Ok(added)
}

/// The upload of this person; else 404, or 410 when its time has passed.
pub async fn find(ctx: &Ctx, person: Uuid, id: Uuid) -> Result<upload::Model> {
    let own = upload::Entity::find_by_id(id).filter(upload::Column::PersonId.eq(person));
    let found = own.one(ctx.db.read()).await?.ok_or_else(|| Error::not_found(Code::UploadNotFound))?;
    if ended(&found).is_none() && found.expires_at <= ctx.now() {
        return Err(Error::new(Code::UploadExpired, "Unfinished uploads are kept for seven days. Start again."));
    }
    Ok(found)
}

/// What became of an upload that has ended.
pub fn ended(row: &upload::Model) -> Option<Outcome> {
    let is_duplicate = match row.state.as_str() {
        "done" => false,
        "duplicate" => true,
        _ => return None,
    };
    Some(Outcome { asset: row.asset_id?, version: row.version_id?, is_duplicate })
}

/// Where an upload stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Bytes received.
    pub offset: u64,
    pub outcome: Option<Outcome>,
}

/// Where an upload stands; one whose last byte has arrived is finished first, unless that is under way.
pub async fn standing(ctx: &Ctx, row: &upload::Model) -> Result<Standing> {
    let size = size_of(row);
    if let Some(outcome) = ended(row) {
        return Ok(Standing { offset: size, outcome: Some(outcome) });
    }
    let offset = if row.seal.is_some() { size } else { held::offset(ctx, row.id).await?.min(size) };
    if offset < size {
        return Ok(Standing { offset, outcome: None });
    }
    let Some(held) = Held::take(ctx, row.id).await? else { return Ok(Standing { offset, outcome: None }) };
    let outcome = finish(ctx, row.id, held, None).await?;
    Ok(Standing { offset, outcome: Some(outcome) })
}

/// Takes bytes that begin at `offset`; with the last one the upload is finished.
pub async fn append(
    ctx: &Ctx,
    row: &upload::Model,
    offset: u64,
    checksum: Option<Checksum>,
    declared: Option<u64>,
    body: web::Payload,
) -> Result<Standing> {
    let busy = || Error::new(Code::UploadLocked, "Another request is sending to this upload. Try again in a moment.");
    let size = size_of(row);
    let held = Held::take(ctx, row.id).await?.ok_or_else(busy)?;
    // Read again now that nobody else can change it.
    let row = upload::Entity::find_by_id(row.id).one(ctx.db.read()).await?;
    let row = row.ok_or_else(|| Error::not_found(Code::UploadNotFound))?;
    let is_whole = ended(&row).is_some() || row.seal.is_some();
    let here = if is_whole { size } else { held.length().await?.unwrap_or(0) };
    if is_whole && declared.is_some_and(|declared| offset.checked_add(declared) == Some(size)) {
        // The last part once more: its sender did not hear the answer.
        let outcome = finish(ctx, row.id, held, None).await?;
        return Ok(Standing { offset: size, outcome: Some(outcome) });
    }
    check_offset(offset, here)?;
    let too_many = || Error::new(Code::FileTooLarge, format!("This upload was announced with {size} bytes."));
    if declared.is_some_and(|declared| declared > size - here) {
        return Err(too_many());
    }
    let mut hashes = None;
    let mut reached = here;
    if here < size {
        let part = take_part(&held, here, size, checksum, body).await?;
        (reached, hashes) = (part.reached, part.hashes);
        match part.fault {
            Some(Fault::TooMany) => return Err(too_many()),
            Some(Fault::Damaged) => {
                return Err(Error::new(Code::UploadChecksum, "Send this part again; none of it was kept."));
            }
            Some(Fault::BrokenOff) if reached < size => {
                return Err(Error::new(Code::Malformed, "The request ended early. What arrived is kept; go on there."));
            }
            _ => {}
        }
    }
    if reached < size {
        return Ok(Standing { offset: reached, outcome: None });
    }
    let outcome = finish(ctx, row.id, held, hashes).await?;
    Ok(Standing { offset: size, outcome: Some(outcome) })
}

fn check_offset(sent: u64, here: u64) -> Result<()> {
    if sent == here {
        return Ok(());
    }
    Err(Error::field(Code::UploadOffset, "Upload-Offset", format!("{here} bytes are here. Go on from there.")))
}

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    TooMany,
    Damaged,
    BrokenOff,
}

struct Part {
    reached: u64,
    /// Of the whole file, when it came in one part.
    hashes: Option<Hashes>,
    fault: Option<Fault>,
}

/// Appends a body. What arrived stays, except what is too much or could not be verified.
async fn take_part(
    held: &Held,
    here: u64,
    size: u64,
    checksum: Option<Checksum>,
    mut body: web::Payload,
) -> Result<Part> {
    let file = held.append(checksum.is_some().then_some(here)).await?;
    let mut writer = Writer::new(file, here == 0, checksum.as_ref().map(Checksum::check), Some(held.lock()?));
    let mut fault = None;
    loop {
        match tokio::time::timeout(SILENCE, body.next()).await {
            Ok(None) => break,
            Ok(Some(Ok(bytes))) if here + writer.written() + bytes.len() as u64 > size => {
                fault = Some(Fault::TooMany);
                break;
            }
            Ok(Some(Ok(bytes))) => writer.write(&bytes).await?,
            Ok(Some(Err(_))) | Err(_) => {
                fault = Some(Fault::BrokenOff);
                break;
            }
        }
    }
    let reached = here + writer.written();
    let written = writer.finish().await?;
    if let Some(checksum) = checksum {
        let is_right = fault.is_none() && checksum.is(written.checksum.as_deref());
        if is_right {
            held.verified().await?;
        } else {
            fault = Some(fault.filter(|fault| *fault == Fault::TooMany).unwrap_or(Fault::Damaged));
        }
    }
    if matches!(fault, Some(Fault::TooMany | Fault::Damaged)) {
        held.cut_to(here).await?;
        return Ok(Part { reached: here, hashes: None, fault });
    }
    Ok(Part { reached, hashes: written.hashes.filter(|_| here == 0), fault })
}

/// Seals and keeps an upload whose bytes are all there. Can be repeated after a crash at any point.
async fn finish(ctx: &Ctx, id: Uuid, held: Held, hashes: Option<Hashes>) -> Result<Outcome> {
    let row = upload::Entity::find_by_id(id).one(ctx.db.read()).await?;
    let row = row.ok_or_else(|| Error::not_found(Code::UploadNotFound))?;
    if let Some(outcome) = ended(&row) {
        held.remove().await?;
        return Ok(outcome);
    }
    let path = held.path();
    let file: StoredFile = match &row.seal {
        Some(seal) => serde_json::from_str(seal)?,
        None => {
            let hashes = match hashes {
                Some(hashes) => hashes,
                None => hashes::hash(&path).await?,
            };
            let file = spool::measure(&path, &row.file_name, size_of(&row), hashes).await?;
            seal(ctx, id, &file).await?;
            file
        }
    };
    let intent: Intent = serde_json::from_str(&row.metadata)?;
    let version = row.version_id.ok_or_else(|| anyhow::anyhow!("upload {id} has no version id"))?;
    let (uploader, purpose) = (&intent.uploader, &intent.purpose);
    let arrival = Arrival { uploader, purpose, version, file, path: &path, upload: Some(id), sidecar: None };
    match receive::keep(ctx, arrival).await {
        Ok(outcome) => {
            held.remove().await?;
            Ok(outcome)
        }
        Err(error) if error.code == Code::FileInfected => {
            // What is in it must not lie here, and trying again cannot help.
            forget(ctx, id, held).await?;
            Err(error)
        }
        Err(error) => Err(error),
    }
}

async fn seal(ctx: &Ctx, id: Uuid, file: &StoredFile) -> Result<()> {
    let row = upload::ActiveModel {
        id: Set(id),
        state: Set("sealed".to_owned()),
        seal: Set(Some(serde_json::to_string(file)?)),
        ..Default::default()
    };
    let tx = ctx.db.write().await?;
    upload::Entity::update(row).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends an upload and forgets its bytes. The asset of a finished one stays.
pub async fn terminate(ctx: &Ctx, row: &upload::Model) -> Result<()> {
    let busy = || Error::new(Code::UploadLocked, "A request is still sending to this upload. Try again in a moment.");
    let held = Held::take(ctx, row.id).await?.ok_or_else(busy)?;
    forget(ctx, row.id, held).await
}

async fn forget(ctx: &Ctx, id: Uuid, held: Held) -> Result<()> {
    let tx = ctx.db.write().await?;
    let row = upload::Entity::find_by_id(id).one(&tx).await?;
    upload::Entity::delete_by_id(id).exec(&tx).await?;
    tx.commit().await?;
    // Handed to the store before it could be recorded: nothing refers to it and nothing ever will.
    if let Some(version) = row.filter(|row| row.state == "sealed").and_then(|row| row.version_id)
        && version::Entity::find_by_id(version).one(ctx.db.read()).await?.is_none()
    {
        ctx.storage.remove(&Key::original(version)).await?;
    }
    held.remove().await
}

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Uploads whose last byte was there and that are assets now.
    pub finished: u64,
    /// Uploads whose time had passed.
    pub expired: u64,
    /// Files nobody will come back for.
    pub removed: u64,
}

/// Finishes uploads that a crash left whole, forgets expired ones, removes files without an upload.
/// For the start of the process and then every hour; it may run beside requests.
pub async fn sweep_uploads(ctx: &Ctx) -> Result<Swept> {
    let mut swept = Swept { removed: spool::sweep_temporary(ctx).await?, ..Swept::default() };
    let rows = upload::Entity::find().order_by_asc(upload::Column::Id).all(ctx.db.read()).await?;
    for row in &rows {
        if row.expires_at <= ctx.now() {
            if let Some(held) = Held::take(ctx, row.id).await? {
                forget(ctx, row.id, held).await?;
                swept.expired += 1;
            }
        } else if ended(row).is_none() {
            match standing(ctx, row).await {
                Ok(standing) => swept.finished += u64::from(standing.outcome.is_some()),
                Err(error) => tracing::warn!(upload = %row.id, %error, "a whole upload cannot be finished"),
            }
        }
    }
    for id in held::ids(ctx).await? {
        if !is_open(ctx.db.read(), id).await?
            && let Some(held) = Held::take(ctx, id).await?
        {
            held.remove().await?;
            swept.removed += 1;
        }
    }
    Ok(swept)
}

async fn is_open(db: &impl ConnectionTrait, id: Uuid) -> Result<bool> {
    Ok(upload::Entity::find_by_id(id).one(db).await?.is_some_and(|row| ended(&row).is_none()))
}

/// The announced size in bytes.
pub fn size_of(row: &upload::Model) -> u64 {
    u64::try_from(row.size_bytes).unwrap_or(0)
}
