//! The result of an import as a CSV, a line for each file.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::platform::error::{Error, Result};

/// Files read at once.
const BATCH: u64 = 500;

/// The report: file, size, result, asset, reason, the XMP file that was taken with it. Of records the refused lines, which stand as `line 7` in place of a
/// file, and the files that records name.
pub async fn csv(db: &impl ConnectionTrait, import: Uuid) -> Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["file", "size_bytes", "result", "asset", "reason", "sidecar"]).map_err(Error::internal)?;
    let mut after = None;
    loop {
        let files = super::files(db, import, None, after, BATCH).await?;
        let Some(last) = files.last() else { break };
        after = Some(last.id);
        for file in files {
            let asset = file.asset_id.map(|id| id.to_string()).unwrap_or_default();
            let reason = file.message.unwrap_or_default();
            let sidecar = harmless(&file.sidecar.unwrap_or_default());
            let (path, size) = (harmless(&file.path), file.size_bytes.to_string());
            out.write_record([path, size, file.state, asset, harmless(&reason), sidecar]).map_err(Error::internal)?;
        }
    }
    out.into_inner().map_err(|error| Error::internal(anyhow::anyhow!("{error}")))
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_formula() {
        assert_eq!(harmless("=1+1.png"), "'=1+1.png");
        assert_eq!(harmless("dawn.png"), "dawn.png");
    }
}
