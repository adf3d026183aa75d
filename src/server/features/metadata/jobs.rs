//! Jobs of the room `metadata`.

use bytes::Bytes;
use media::metadata::choose;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use serde_json::Value;

use super::fields::Field;
use super::reading::{self, Found};
use super::{credentials, definitions, values, vocabularies};
use crate::features::assets::row::{asset, version};
use crate::features::assets::sidecar;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::events::{self, Event};
use crate::platform::jobs::JobError;
use crate::platform::storage::error::StorageError;
use crate::platform::storage::key::Key;

/// Larger files are kept and shown without what they say about themselves, bytes.
const READ_LIMIT: u64 = 512 << 20;

/// Reads what the file says about itself and records it. Description and keywords that nobody has written
/// yet are taken from the file.
pub async fn read_metadata(ctx: &Ctx, asset: Uuid, version: Uuid) -> Result<(), JobError> {
    let found = version::Entity::find_by_id(version).one(ctx.db.read()).await?;
    let version = found.ok_or_else(|| JobError::Fail("the version is gone".to_owned()))?;
    let found = read(ctx, &version).await?;
    let tx = ctx.db.write().await?;
    reading::keep(ctx, &tx, version.id, &found).await?;
    fill_in(ctx, &tx, asset, version.id, &found).await?;
    events::record(ctx, &tx, &Who::system(), Event::MetadataRead { asset, version: version.id }).await?;
    ctx.commit(tx).await?;
    Ok(())
}

async fn read(ctx: &Ctx, version: &version::Model) -> Result<Found, JobError> {
    let key = Key::parse(&version.storage_key).map_err(|error| JobError::Fail(error.to_string()))?;
    let sidecar = sidecar::of(ctx.db.read(), version.id).await?;
    let (bytes, warning) = match ctx.storage.read(&key, READ_LIMIT).await {
        Ok(bytes) => (bytes, None),
        Err(StorageError::TooLarge { size, .. }) => {
            let warning = format!("The file has {} MiB; what it says about itself was not read.", size >> 20);
            (Bytes::new(), Some(warning))
        }
        Err(error) => return Err(JobError::Retry(error.to_string())),
    };
    let (of, mime) = (bytes.clone(), version.mime.clone());
    let read = tokio::task::spawn_blocking(move || match sidecar {
        Some(packet) => media::metadata::read_with_sidecar(&of, &mime, packet.as_bytes()),
        None => media::metadata::read(&of, &mime),
    });
    let mut found: Found = read.await.map_err(|error| JobError::Retry(error.to_string()))?.into();
    credentials::check(ctx, bytes, &version.mime, &mut found).await?;
    found.warnings.extend(warning);
    Ok(found)
}

/// Fields about which nobody has said anything are filled from where their definitions look in files.
async fn fill_in(ctx: &Ctx, tx: &Tx, asset: Uuid, version: Uuid, found: &Found) -> Result<(), JobError> {
    let Some(row) = asset::Entity::find_by_id(asset).one(tx).await? else { return Ok(()) };
    if row.current_version_id != version {
        return Ok(());
    }
    let fields = definitions::in_use(tx).await?;
    let terms = vocabularies::terms_of(tx, &fields).await?;
    let nothing = Default::default();
    let said = |field: &Field| {
        let choice = choose::pick(&field.key, &field.sources, &found.raw, &found.reading.said)?;
        field.from_file(&choice.value, terms.get(&field.key).unwrap_or(&nothing))
    };
    let said: Vec<_> = fields.iter().filter_map(|field| Some((field, said(field)?))).collect();
    values::fill_from_file(ctx, tx, &row, &said).await?;
    let of = |key: &str| said.iter().find(|(field, _)| field.key == key).map(|(_, value)| value);
    let description = of("description").and_then(Value::as_str).filter(|_| row.description.is_empty());
    let keywords: Vec<&str> =
        of("keywords").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let mut change = asset::ActiveModel { id: Set(row.id), ..Default::default() };
    if let Some(description) = description {
        change.description = Set(description.chars().take(10_000).collect());
    }
    let takes_keywords = row.keywords == "[]" && !keywords.is_empty();
    if takes_keywords {
        let kept: Vec<&str> = keywords.into_iter().filter(|word| word.chars().count() <= 100).take(100).collect();
        change.keywords = Set(serde_json::to_string(&kept).map_err(|error| JobError::Fail(error.to_string()))?);
    }
    if description.is_some() || takes_keywords {
        change.revision = Set(row.revision + 1);
        change.updated_at = Set(ctx.now());
        asset::Entity::update(change).exec(tx).await?;
    }
    Ok(())
}
