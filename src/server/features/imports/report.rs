//! The result of an import as a CSV, a line for each file.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::features::metadata::csv;
use crate::platform::error::Result;

/// Files read at once.
const BATCH: u64 = 500;
/// The last is the XMP file that was taken with it.
const HEADING: [&str; 6] = ["file", "size_bytes", "result", "asset", "reason", "sidecar"];

/// The report, with the columns of [`HEADING`]. Of records the refused lines, which stand as `line 7` in place of a file,
/// and the files that records name.
pub async fn csv(db: &impl ConnectionTrait, import: Uuid) -> Result<Vec<u8>> {
    let mut out = csv::line(&HEADING.map(str::to_owned))?;
    let mut after = None;
    loop {
        let files = super::files(db, import, None, after, BATCH).await?;
        let Some(last) = files.last() else { return Ok(out.into_bytes()) };
        after = Some(last.id);
        for file in files {
            let asset = file.asset_id.map(|id| id.to_string()).unwrap_or_default();
            let (reason, sidecar) = (file.message.unwrap_or_default(), file.sidecar.unwrap_or_default());
            let cells = [file.path, file.size_bytes.to_string(), file.state, asset, reason, sidecar];
            out.push_str(&csv::line(&cells)?);
        }
    }
}
