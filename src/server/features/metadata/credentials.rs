//! Checking the Content Credentials of a file: against the list of trusted signers, where the house has one.

use bytes::Bytes;
use media::credentials::found::Credentials;
use media::seal::{self, trust, trust::Trust};

use super::reading::Found;
use crate::platform::ctx::Ctx;
use crate::platform::jobs::JobError;

/// The list of trusted signers, and what to say if it cannot be read. Read each time: it may change while the server runs.
pub async fn trusted(ctx: &Ctx) -> (Vec<Vec<u8>>, Option<String>) {
    let Some(path) = &ctx.config.c2pa_trust else { return (Vec::new(), None) };
    let listed = match tokio::fs::read(path).await {
        Ok(pem) => trust::listed(&pem),
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "the list of trusted signers cannot be read");
            Vec::new()
        }
    };
    let warning = "The list of trusted signers could not be read: the signer was not checked against it.";
    let is_empty = listed.is_empty();
    (listed, is_empty.then(|| warning.to_owned()))
}

/// Adds what the credentials of the file say to what was read of it.
pub async fn check(ctx: &Ctx, bytes: Bytes, mime: &str, found: &mut Found) -> Result<(), JobError> {
    if !found.reading.has_credentials {
        // A file may name credentials that it does not hold.
        let named = found.raw.get("xmp").and_then(|xmp| xmp.get("dcterms:provenance"));
        let address = named.filter(|address| address.starts_with("http://") || address.starts_with("https://"));
        found.reading.credentials = address.map(|address| Credentials::elsewhere(address));
        return Ok(());
    }
    let (anchors, warning) = trusted(ctx).await;
    let (now, mime) = (ctx.now().timestamp(), mime.to_owned());
    let read = tokio::task::spawn_blocking(move || seal::read(&bytes, &mime, &Trust { anchors: &anchors, now })).await;
    found.reading.credentials = read.map_err(|error| JobError::Retry(error.to_string()))?;
    found.warnings.extend(warning);
    Ok(())
}
