//! HTTP of resumable uploads: tus 1.0 with creation, creation-with-upload, expiration, checksum and termination.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, delete, head, options, patch, post, web};
use sea_orm::prelude::Uuid;
use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::receive::{Uploader, duplicate_of};
use super::super::row::upload;
use super::super::tus::{Checksum, parse_metadata};
use super::super::uploads::{self, Intent, Standing};
use crate::platform::auth::{Actor, UploadAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

const VERSION: &str = "1.0.0";
const EXTENSIONS: &str = "creation,creation-with-upload,expiration,checksum,termination";
const ALGORITHMS: &str = "sha1,sha256";
/// The content type of bytes that go on.
const BYTES: &str = "application/offset+octet-stream";

/// Adds the operations on resumable uploads.
pub fn configure(config: &mut ServiceConfig) {
    let scope = scope::scope("/uploads")
        .map(|scope| scope.wrap(from_fn(speak_tus)))
        .service(describe_uploads)
        .service(begin_upload)
        .service(show_upload)
        .service(continue_upload)
        .service(end_upload);
    config.service(scope);
}

/// Middleware: lets POST stand for methods a proxy may block, and says the version in every answer.
async fn speak_tus(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let meant = request.headers().get("X-HTTP-Method-Override").and_then(|value| value.to_str().ok());
    if request.method() == Method::POST
        && let Some(method) = [Method::PATCH, Method::DELETE].into_iter().find(|method| meant == Some(method.as_str()))
    {
        request.head_mut().method = method;
    }
    let mut response = next.call(request).await?;
    let is_refused = response.status() == StatusCode::PRECONDITION_FAILED;
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("tus-resumable"), HeaderValue::from_static(VERSION));
    if is_refused {
        headers.insert(HeaderName::from_static("tus-version"), HeaderValue::from_static(VERSION));
    }
    Ok(response)
}

/// Refuses other versions of the protocol. Asked after the sign-in, so that strangers learn nothing else.
fn check_version(request: &HttpRequest) -> Result<()> {
    match text(request, "Tus-Resumable") {
        Some(VERSION) => Ok(()),
        _ => Err(Error::new(Code::UploadVersion, "Send Tus-Resumable: 1.0.0.")),
    }
}

fn text<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

/// A header that holds a number of bytes.
fn number(request: &HttpRequest, name: &'static str) -> Result<Option<u64>> {
    let Some(value) = request.headers().get(name) else { return Ok(None) };
    let wrong = || Error::field(Code::Malformed, name, "This header is a whole number of bytes.");
    let digits = value.to_str().ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|text| text.parse().ok()).map(Some).ok_or_else(wrong)
}

fn needed(name: &'static str) -> Error {
    Error::field(Code::Malformed, name, format!("Send {name}."))
}

fn is_bytes(request: &HttpRequest) -> bool {
    text(request, CONTENT_TYPE.as_str()).is_some_and(|kind| kind.eq_ignore_ascii_case(BYTES))
}

fn declared(request: &HttpRequest) -> Option<u64> {
    text(request, CONTENT_LENGTH.as_str()).and_then(|length| length.parse().ok())
}

fn checksum(request: &HttpRequest) -> Result<Option<Checksum>> {
    text(request, "Upload-Checksum").map(Checksum::parse).transpose()
}

/// The headers every answer about an upload carries.
fn describe(mut response: HttpResponseBuilder, row: &upload::Model, standing: Standing) -> HttpResponseBuilder {
    response.insert_header(("Upload-Offset", standing.offset.to_string()));
    response.insert_header(("Upload-Expires", row.expires_at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()));
    if let Some(outcome) = standing.outcome {
        response.insert_header(("Placet-Asset", outcome.asset.to_string()));
        response.insert_header(("Placet-Version", outcome.version.to_string()));
        response.insert_header(("Placet-Duplicate", outcome.is_duplicate.to_string()));
    }
    response
}

/// The same with what the bytes met, when they were there already: `version=1; current=no; archived=no`.
async fn describe_met(
    ctx: &Ctx,
    actor: &Actor<UploadAssets>,
    response: HttpResponseBuilder,
    row: &upload::Model,
    standing: Standing,
) -> Result<HttpResponseBuilder> {
    let met = match standing.outcome {
        // What has gone out of sight since is not told of.
        Some(outcome) => duplicate_of(ctx.db.read(), actor.scope, outcome).await.unwrap_or_default(),
        None => None,
    };
    let mut response = describe(response, row, standing);
    if let Some(met) = met {
        let word = |is: bool| if is { "yes" } else { "no" };
        let (current, archived) = (word(met.is_current_version), word(met.is_archived));
        let said = format!("version={}; current={current}; archived={archived}", met.version_number);
        response.insert_header(("Placet-Duplicate-Of", said));
    }
    Ok(response)
}

/// What this server can do.
#[utoipa::path(tag = "assets", responses((status = 204)))]
#[options("")]
async fn describe_uploads(ctx: web::Data<Ctx>) -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header(("Tus-Version", VERSION))
        .insert_header(("Tus-Max-Size", ctx.config.max_upload_bytes.to_string()))
        .insert_header(("Tus-Extension", EXTENSIONS))
        .insert_header(("Tus-Checksum-Algorithm", ALGORITHMS))
        .finish()
}

/// Begin a resumable upload (tus creation). `Upload-Metadata` keys: filename, title, collection_id, asset_id.
#[utoipa::path(tag = "assets", responses((status = 201)))]
#[post("")]
async fn begin_upload(
    actor: Actor<UploadAssets>,
    ctx: web::Data<Ctx>,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse> {
    check_version(&request)?;
    let size = number(&request, "Upload-Length")?.ok_or_else(|| needed("Upload-Length"))?;
    let sent = match request.headers().get("Upload-Metadata") {
        Some(value) => value.to_str().map_err(|_| needed("Upload-Metadata in ASCII"))?,
        None => "",
    };
    let wish = parse_metadata(sent)?;
    let checksum = checksum(&request)?;
    let declared = declared(&request);
    if is_bytes(&request) && declared.is_some_and(|declared| declared > size) {
        return Err(Error::new(Code::FileTooLarge, "There are more bytes than Upload-Length says."));
    }
    let row = uploads::create(&ctx, Uploader::new(&actor), size, wish, sent.to_owned()).await?;
    let standing = match is_bytes(&request) {
        // What went wrong with the first bytes shows in the offset: the upload itself has begun.
        true => match uploads::append(&ctx, &row, 0, checksum, declared, body).await {
            Ok(standing) => standing,
            Err(error) => {
                tracing::info!(upload = %row.id, %error, "the first bytes of an upload were not taken");
                uploads::standing(&ctx, &row).await?
            }
        },
        false => Standing { offset: 0, outcome: None },
    };
    let mut response = describe_met(&ctx, &actor, HttpResponse::Created(), &row, standing).await?;
    Ok(response.insert_header(("Location", format!("/api/v1/uploads/{}", row.id))).finish())
}

/// Where an upload stands.
#[utoipa::path(tag = "assets", responses((status = 200)))]
#[head("/{id}")]
async fn show_upload(
    actor: Actor<UploadAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    check_version(&request)?;
    let row = uploads::find(&ctx, actor.person, *id).await?;
    let standing = uploads::standing(&ctx, &row).await?;
    let mut response = describe_met(&ctx, &actor, HttpResponse::Ok(), &row, standing).await?;
    response.insert_header(("Upload-Length", row.size_bytes.to_string()));
    response.insert_header(("Cache-Control", "no-store"));
    let intent: Intent = serde_json::from_str(&row.metadata)?;
    if !intent.sent.is_empty() {
        response.insert_header(("Upload-Metadata", intent.sent));
    }
    Ok(response.finish())
}

/// Send the next bytes. The answer to the last ones carries `Placet-Asset`.
#[utoipa::path(tag = "assets", responses((status = 204)))]
#[patch("/{id}")]
async fn continue_upload(
    actor: Actor<UploadAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse> {
    check_version(&request)?;
    if !is_bytes(&request) {
        return Err(Error::new(Code::UnsupportedType, format!("Send {BYTES}.")));
    }
    let offset = number(&request, "Upload-Offset")?.ok_or_else(|| needed("Upload-Offset"))?;
    let checksum = checksum(&request)?;
    let row = uploads::find(&ctx, actor.person, *id).await?;
    let standing = uploads::append(&ctx, &row, offset, checksum, declared(&request), body).await?;
    Ok(describe_met(&ctx, &actor, HttpResponse::NoContent(), &row, standing).await?.finish())
}

/// End an upload and forget its bytes. The asset of a finished one stays.
#[utoipa::path(tag = "assets", responses((status = 204)))]
#[delete("/{id}")]
async fn end_upload(
    actor: Actor<UploadAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    check_version(&request)?;
    let row = uploads::find(&ctx, actor.person, *id).await?;
    uploads::terminate(&ctx, &row).await?;
    Ok(HttpResponse::NoContent().finish())
}
