//! Uploads in one request (multipart).

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, post, web};
use futures_util::StreamExt;
use sea_orm::prelude::Uuid;
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::fields::AssetChange;
use super::super::receive::{self, Brought, Outcome, Purpose, Uploader};
use super::super::show::UploadOutcome;
use super::super::sidecar::{self, Sidecar};
use super::super::spool::Temporary;
use super::super::writer::Writer;
use crate::platform::auth::{Actor, UploadAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// Largest `metadata` part, bytes.
const METADATA_BYTES: usize = 64 * 1024;
/// What a request may have besides its file: boundaries, headers, metadata, a sidecar. Bytes.
const AROUND_THE_FILE: u64 = 256 * 1024 + sidecar::MOST_BYTES as u64;

/// The `metadata` part: what is known about the asset and where to put it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UploadMetadata {
    pub title: Option<String>,
    pub description: Option<String>,
    pub keywords: Option<Vec<String>>,
    /// A collection the new asset is put into.
    pub collection_id: Option<Uuid>,
}

/// The parts of an upload.
#[derive(ToSchema)]
#[allow(dead_code, reason = "read part by part; this is for the API document")]
pub struct UploadForm {
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    metadata: Option<UploadMetadata>,
    /// The XMP file that an editor wrote beside it, at most 1 MiB: its word counts before what the file says itself.
    #[schema(value_type = Option<String>, format = Binary)]
    sidecar: Option<Vec<u8>>,
}

/// The parts of an upload of a new version.
#[derive(ToSchema)]
#[allow(dead_code, reason = "read part by part; this is for the API document")]
pub struct VersionForm {
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// The XMP file that an editor wrote beside it, at most 1 MiB.
    #[schema(value_type = Option<String>, format = Binary)]
    sidecar: Option<Vec<u8>>,
}

/// Upload a file as a new asset. Bytes that are here already answer 200 with the asset that has them.
#[utoipa::path(
    tag = "assets",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, body = UploadOutcome), (status = 200, body = UploadOutcome, description = "Duplicate"))
)]
#[post("/assets")]
pub async fn upload_asset(
    actor: Actor<UploadAssets>,
    ctx: web::Data<Ctx>,
    request: HttpRequest,
    parts: Multipart,
) -> Result<HttpResponse> {
    check_head(&ctx, &request)?;
    let uploader = Uploader::new(&actor);
    let received = read_parts(&ctx, parts).await?;
    let UploadMetadata { title, description, keywords, collection_id } = parse_metadata(received.metadata)?;
    let fields = AssetChange { title, description, keywords }.parse()?;
    let purpose = Purpose::NewAsset { fields, collection: collection_id };
    let outcome = keep(&ctx, &uploader, &purpose, received.file, received.sidecar).await?;
    answer(&ctx, &uploader, outcome).await
}

/// Upload a file as the new version of an asset. The bytes it has already answer 200.
#[utoipa::path(
    tag = "assets",
    request_body(content = VersionForm, content_type = "multipart/form-data"),
    responses((status = 201, body = UploadOutcome), (status = 200, body = UploadOutcome, description = "Duplicate"))
)]
#[post("/assets/{id}/versions")]
pub async fn upload_version(
    actor: Actor<UploadAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    request: HttpRequest,
    parts: Multipart,
) -> Result<HttpResponse> {
    let uploader = Uploader::new(&actor);
    let purpose = Purpose::NewVersion { asset: *id };
    receive::check_purpose(ctx.db.read(), &uploader, &purpose).await?;
    check_head(&ctx, &request)?;
    let received = read_parts(&ctx, parts).await?;
    if received.metadata.is_some() {
        return Err(Error::field(Code::Invalid, "metadata", "A version has none; change the asset instead."));
    }
    let outcome = keep(&ctx, &uploader, &purpose, received.file, received.sidecar).await?;
    answer(&ctx, &uploader, outcome).await
}

struct Received {
    file: Option<ReceivedFile>,
    metadata: Option<Vec<u8>>,
    sidecar: Option<Sidecar>,
}

struct ReceivedFile {
    name: String,
    temporary: Temporary,
    writer: Writer,
}

/// Refuses what cannot become an upload before a byte of it is read.
fn check_head(ctx: &Ctx, request: &HttpRequest) -> Result<()> {
    let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !text(CONTENT_TYPE).to_ascii_lowercase().starts_with("multipart/form-data") {
        return Err(Error::new(Code::UnsupportedType, "Send multipart/form-data with a part called file."));
    }
    let length: u64 = text(CONTENT_LENGTH).parse().unwrap_or(0);
    if length > ctx.config.max_upload_bytes.saturating_add(AROUND_THE_FILE) {
        return Err(receive::refuse_large(ctx));
    }
    Ok(())
}

/// Reads all parts to the end, the file onto the disk.
async fn read_parts(ctx: &Ctx, mut parts: Multipart) -> Result<Received> {
    let mut received = Received { file: None, metadata: None, sidecar: None };
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(unreadable)?;
        let name = part.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "file" if received.file.is_none() => received.file = Some(read_file(ctx, &mut part).await?),
            "metadata" if received.metadata.is_none() => {
                received.metadata = Some(read_small(&mut part, METADATA_BYTES).await?)
            }
            "sidecar" if received.sidecar.is_none() => {
                received.sidecar = Some(Sidecar::parse(read_small(&mut part, sidecar::MOST_BYTES).await?)?);
            }
            "file" | "metadata" | "sidecar" => {
                return Err(Error::field(Code::Invalid, name, "This part may stand there once."));
            }
            _ => return Err(Error::field(Code::Invalid, name, "The parts are called file, metadata and sidecar.")),
        }
    }
    Ok(received)
}

async fn read_file(ctx: &Ctx, part: &mut Field) -> Result<ReceivedFile> {
    let name = part.content_disposition().and_then(|head| head.get_filename()).unwrap_or_default().to_owned();
    let (temporary, mut writer) = Temporary::create(ctx).await?;
    while let Some(bytes) = part.next().await {
        let bytes = bytes.map_err(unreadable)?;
        if writer.written() + bytes.len() as u64 > ctx.config.max_upload_bytes {
            return Err(receive::refuse_large(ctx));
        }
        writer.write(&bytes).await?;
    }
    Ok(ReceivedFile { name, temporary, writer })
}

/// A part that is held in memory, at most so many bytes.
async fn read_small(part: &mut Field, most: usize) -> Result<Vec<u8>> {
    let name = part.name().unwrap_or_default().to_owned();
    let mut content = Vec::new();
    while let Some(bytes) = part.next().await {
        content.extend_from_slice(&bytes.map_err(unreadable)?);
        if content.len() > most {
            return Err(Error::field(Code::TooLarge, name, format!("At most {} KiB.", most / 1024)));
        }
    }
    Ok(content)
}

fn parse_metadata(sent: Option<Vec<u8>>) -> Result<UploadMetadata> {
    let Some(sent) = sent.filter(|sent| !sent.is_empty()) else { return Ok(UploadMetadata::default()) };
    serde_json::from_slice(&sent).map_err(|why| {
        let code = if why.is_data() { Code::Invalid } else { Code::Malformed };
        Error::field(code, "metadata", why.to_string())
    })
}

fn unreadable(error: MultipartError) -> Error {
    match error {
        MultipartError::Incomplete | MultipartError::Payload(_) => {
            Error::new(Code::Malformed, "The request ended before the file did. Nothing was kept; send it again.")
        }
        other => Error::new(Code::Malformed, other.to_string()),
    }
}

async fn keep(
    ctx: &Ctx,
    uploader: &Uploader,
    purpose: &Purpose,
    file: Option<ReceivedFile>,
    sidecar: Option<Sidecar>,
) -> Result<Outcome> {
    let missing = || Error::field(Code::FileMissing, "file", "Send a part called file.");
    let ReceivedFile { name, temporary, writer } = file.ok_or_else(missing)?;
    let brought = Brought { file_name: &name, version: None, sidecar };
    receive::keep_brought(ctx, uploader, purpose, brought, &temporary, writer).await
}

async fn answer(ctx: &Ctx, uploader: &Uploader, outcome: Outcome) -> Result<HttpResponse> {
    let shown = receive::show_outcome(ctx, uploader.scope(), outcome).await?;
    let mut response = if outcome.is_duplicate { HttpResponse::Ok() } else { HttpResponse::Created() };
    Ok(response.insert_header(("Location", format!("/api/v1/assets/{}", outcome.asset))).json(shown))
}
