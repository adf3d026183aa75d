//! A copy of a file that says what the fields say now, or a file to lie beside it where the format takes no changes.

use media::metadata::write_back::{self, Edit, Unwritten, Written};
use serde_json::Value;

use super::{definitions, reading, values};
use crate::features::assets::row::{asset, version};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::storage::key::Key;

/// The largest file a copy is made of, bytes.
const MOST: u64 = 512 << 20;

/// A copy, and what has to be said about it.
pub struct Copy {
    pub bytes: Vec<u8>,
    pub mime: String,
    pub file_name: String,
    /// In `Placet-Metadata`: `written`, `unchanged` or `sidecar`.
    pub outcome: &'static str,
    /// In `Placet-Content-Credentials`: `dropped` where the file had some that are not true of the copy.
    pub has_dropped_credentials: bool,
    /// Why, or what was cut; a sentence.
    pub note: Option<String>,
}

/// The copy of this version. What fields and file agree on is left as it stands in the file.
pub async fn copy(ctx: &Ctx, asset: &asset::Model, version: &version::Model) -> Result<Copy> {
    let edits = edits(ctx, asset, version).await?;
    let key = Key::parse(&version.storage_key).map_err(|why| Error::internal(anyhow::anyhow!(why)))?;
    let bytes = ctx.storage.read(&key, MOST).await?;
    let mime = version.mime.clone();
    let file_name = version.file_name.clone();
    if edits.is_empty() {
        let bytes = bytes.to_vec();
        return Ok(Copy { bytes, mime, file_name, outcome: "unchanged", has_dropped_credentials: false, note: None });
    }
    let of = mime.clone();
    let work = tokio::task::spawn_blocking(move || {
        let written = write_back::write_back(&bytes, &of, &edits);
        (written, edits)
    });
    let (written, edits) = work.await.map_err(|error| Error::internal(anyhow::anyhow!(error)))?;
    Ok(match written {
        Ok(written) => Copy {
            note: note(&written),
            bytes: written.bytes,
            mime,
            file_name,
            outcome: "written",
            has_dropped_credentials: written.has_dropped_credentials,
        },
        Err(why) => beside(&edits, &file_name, why),
    })
}

fn note(written: &Written) -> Option<String> {
    let dropped = "Content Credentials of the original are not in this copy.";
    let cut = "IIM holds only the beginning of some values; XMP has them whole.";
    let said = [written.has_dropped_credentials.then_some(dropped), written.is_cut.then_some(cut)];
    let said: Vec<&str> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn beside(edits: &[Edit], file_name: &str, why: Unwritten) -> Copy {
    Copy {
        bytes: write_back::sidecar(edits).into_bytes(),
        mime: "application/rdf+xml".to_owned(),
        file_name: format!("{file_name}.xmp"),
        outcome: "sidecar",
        has_dropped_credentials: false,
        note: Some(format!("{why} This file goes beside the original.")),
    }
}

/// Fields that say something else than the file.
async fn edits(ctx: &Ctx, asset: &asset::Model, version: &version::Model) -> Result<Vec<Edit>> {
    let found = reading::find(ctx.db.read(), version.id).await?;
    let found = found.ok_or_else(|| Error::new(Code::Unavailable, "The file is still being read; try again soon."))?;
    let now = values::of_asset(ctx.db.read(), asset).await?;
    let mut edits = Vec::new();
    for field in definitions::in_use(ctx.db.read()).await? {
        if !write_back::has_place(&field.key) {
            continue;
        }
        let values = texts(now.get(&field.key));
        let in_file = found.basics.get(&field.key).and_then(|text| field.from_file(text, &Default::default()));
        // A title made from the file's name is no statement about the picture.
        let is_made_up = field.key == "title" && in_file.is_none() && is_named_after(&version.file_name, &values);
        if values != texts(in_file.as_ref()) && !is_made_up {
            edits.push(Edit { field: field.key, values });
        }
    }
    Ok(edits)
}

fn is_named_after(file_name: &str, title: &[String]) -> bool {
    title.first().is_some_and(|title| file_name.starts_with(title.as_str()))
}

fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(|each| each.as_str().map(str::to_owned)).collect(),
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Number(number)) => vec![number.as_f64().map_or_else(String::new, |number| number.to_string())],
        Some(Value::Bool(value)) => vec![value.to_string()],
        _ => Vec::new(),
    }
}
