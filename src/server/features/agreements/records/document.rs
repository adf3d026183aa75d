//! The files of a paper: which are taken, how one is recorded, and where its bytes are kept. Versions stay as they are.

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::record::{self, Draft, Kind};
use super::row::fact;
use crate::features::assets::store::StoredFile;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::storage::key::Key;

/// The largest paper, bytes.
pub const MOST_BYTES: u64 = 100 * 1024 * 1024;

/// What papers come as. Anything that could run is not among it.
pub const TYPES: &[&str] = &[
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/tiff",
    "image/webp",
    "text/plain",
    "message/rfc822",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "application/rtf",
    "text/rtf",
];

/// One version of a file, as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    pub title: String,
    pub file_name: String,
    pub mime: String,
    pub size_bytes: i64,
    pub blake3: String,
    pub sha256: String,
    pub storage_key: String,
    pub version: u32,
}

impl Stored {
    pub fn of(row: &fact::Model) -> Result<Stored> {
        Ok(serde_json::from_str(&row.body)?)
    }
}

/// Where the bytes of a new file go. The random end of the id spreads the folders.
pub fn new_key(ctx: &Ctx) -> Result<Key> {
    let name = ctx.new_id()?.hyphenated().to_string();
    let shard = name.get(name.len() - 2..).unwrap_or_default();
    Key::parse(&format!("document/{shard}/{name}")).map_err(|why| Error::internal(anyhow::anyhow!(why)))
}

/// Refuses what is no paper, told by the content and not by what it calls itself.
pub fn check(file: &StoredFile) -> Result<()> {
    if file.size_bytes == 0 {
        return Err(Error::new(Code::FileEmpty, "The file is empty."));
    }
    let plain = file.mime.split(';').next().unwrap_or_default().trim();
    if TYPES.contains(&plain) {
        return Ok(());
    }
    let detail = format!("This is {plain}; a paper is a PDF, a picture of it, plain text, a mail, or a text document.");
    Err(Error::new(Code::UnsupportedType, detail))
}

/// The fact that records a file: the first version, or the next one of `old`.
pub fn draft(agreement: Uuid, title: &str, file: StoredFile, key: &Key, old: Option<&fact::Model>) -> Result<Draft> {
    let before = old.map(Stored::of).transpose()?;
    let title = Some(title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
    let stored = Stored {
        title: title.or(before.as_ref().map(|old| old.title.clone())).unwrap_or_else(|| file.file_name.clone()),
        file_name: file.file_name,
        mime: file.mime,
        size_bytes: i64::try_from(file.size_bytes).map_err(Error::internal)?,
        blake3: file.blake3,
        sha256: file.sha256,
        storage_key: key.to_string(),
        version: before.map_or(1, |old| old.version + 1),
    };
    Ok(Draft { agreement: Some(agreement), body: serde_json::to_value(stored)?, ..Draft::default() })
}

/// The current version of a file of an agreement; else 404.
pub async fn find(db: &impl ConnectionTrait, agreement: Uuid, document: Uuid) -> Result<fact::Model> {
    let found = record::current(db, Kind::Document, document).await?;
    let found = found.filter(|row| row.agreement_id == Some(agreement));
    found.ok_or_else(|| Error::not_found(Code::FactNotFound))
}

/// One version of a file, also one that came off the record since: what a clause points at stays readable.
pub async fn find_version(
    db: &impl ConnectionTrait,
    agreement: Uuid,
    document: Uuid,
    version: Option<u32>,
) -> Result<(fact::Model, Stored)> {
    let Some(version) = version else {
        let row = find(db, agreement, document).await?;
        let stored = Stored::of(&row)?;
        return Ok((row, stored));
    };
    let rows = fact::Entity::find()
        .filter(fact::Column::EntityId.eq(document))
        .filter(fact::Column::Kind.eq(Kind::Document.name()))
        .filter(fact::Column::AgreementId.eq(agreement))
        .all(db)
        .await?;
    for row in rows {
        let stored = Stored::of(&row)?;
        if stored.version == version {
            return Ok((row, stored));
        }
    }
    Err(Error::not_found(Code::FactNotFound))
}

/// What a clause keeps of the file it stands in: the version too, because the next one may say something else.
pub async fn pointer(db: &impl ConnectionTrait, agreement: Uuid, document: Uuid) -> Result<Value> {
    let unknown = |error: Error| match error.code {
        Code::FactNotFound => Error::field(Code::FactInvalid, "document", "This agreement has no such file."),
        _ => error,
    };
    let stored = Stored::of(&find(db, agreement, document).await.map_err(unknown)?)?;
    Ok(json!({ "id": document, "version": stored.version, "blake3": stored.blake3 }))
}
