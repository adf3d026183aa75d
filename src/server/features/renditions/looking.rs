//! Looks at a version's file the way its type asks for.

use media::MediaError;
use media::decode::no_decoder;
use media::probe;

use super::bench::Bench;
use super::look::{Look, Source};
use super::trouble::Trouble;
use super::ways::{Way, way};
use super::{film, paper, picture};
use crate::features::assets::properties::TechnicalProperties;
use crate::features::assets::row::version;
use crate::platform::ctx::Ctx;
use crate::platform::jobs::JobError;
use crate::platform::storage::error::StorageError;
use crate::platform::storage::key::Key;

/// What was found, and the bench while a player is still to be made on it.
pub(super) struct Looked<'a> {
    pub look: Look,
    pub bench: Option<Bench<'a>>,
}

/// Looks once. Only what another try could mend is an error.
pub(super) async fn look<'a>(ctx: &'a Ctx, version: &version::Model) -> Result<Looked<'a>, JobError> {
    match by_way(ctx, version).await {
        Ok(looked) => Ok(looked),
        Err(Trouble::Picture(failure)) => Ok(Looked { look: Look::failed(failure), bench: None }),
        Err(Trouble::Job(error)) => Err(error),
    }
}

async fn by_way<'a>(ctx: &'a Ctx, version: &version::Model) -> Result<Looked<'a>, Trouble> {
    let max_pixels = super::limits(&ctx.config).max_pixels;
    let look = match way(&version.mime) {
        Way::Here { .. } => here(ctx, version).await?,
        Way::Outside { or_frame } => picture::outside(ctx, version, max_pixels, or_frame).await?,
        Way::Raw => picture::raw(ctx, version).await?,
        Way::Paper => paper::pdf(&Bench::lay_out(ctx, version, "poppler").await?).await?,
        Way::Office => paper::office(ctx, &Bench::lay_out(ctx, version, "libreoffice").await?).await?,
        Way::Film(reader) => {
            let bench = Bench::lay_out(ctx, version, "ffmpeg").await?;
            return Ok(Looked { look: film::film(&bench, reader).await?, bench: Some(bench) });
        }
        Way::Sound(reader) => {
            let bench = Bench::lay_out(ctx, version, "ffmpeg").await?;
            return Ok(Looked { look: film::sound(&bench, reader).await?, bench: Some(bench) });
        }
        Way::Nothing => return Err(Trouble::Picture(no_decoder(&version.mime))),
    };
    Ok(Looked { look, bench: None })
}

/// What this process does not know of the format, libvips may.
pub(super) async fn look_outside(ctx: &Ctx, version: &version::Model, failure: &MediaError) -> Result<Look, JobError> {
    let is_unknown = matches!(failure, MediaError::Unsupported { .. });
    if !is_unknown || way(&version.mime) != (Way::Here { or_outside: true }) {
        return Ok(Look::failed(failure.clone()));
    }
    match picture::outside(ctx, version, super::limits(&ctx.config).max_pixels, None).await {
        Ok(look) => Ok(look),
        Err(Trouble::Picture(_)) => Ok(Look::failed(failure.clone())),
        Err(Trouble::Job(error)) => Err(error),
    }
}

/// The original itself, with what its header says.
async fn here(ctx: &Ctx, version: &version::Model) -> Result<Look, Trouble> {
    let key = Key::parse(&version.storage_key).map_err(|error| JobError::Fail(error.to_string()))?;
    let bytes = match ctx.storage.read(&key, super::file_limit(&ctx.config)).await {
        Ok(bytes) => bytes,
        Err(StorageError::TooLarge { size, .. }) => {
            return Err(Trouble::Picture(MediaError::too_large(format!("the file has {} MiB.", size >> 20))));
        }
        Err(error) => return Err(Trouble::Job(JobError::Retry(error.to_string()))),
    };
    let (head, mime) = (bytes.clone(), version.mime.clone());
    // A panic in a reader of strangers' bytes costs the facts, not the picture.
    let declared = tokio::task::spawn_blocking(move || probe::dimensions(&head, &mime).ok()).await.ok().flatten();
    let count = |wanted: bool| {
        let pages = declared.as_ref().filter(|probe| probe.pages > 1 && probe.animated == wanted)?.pages;
        i32::try_from(pages).ok()
    };
    let properties = TechnicalProperties { frames: count(true), pages: count(false), ..TechnicalProperties::default() };
    Ok(Look { source: Some(Source::original(bytes, &version.mime)), properties, ..Look::default() })
}
