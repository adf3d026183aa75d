//! The one way bytes of content leave: ranges, conditions and headers that keep a browser from running them.
//!
//! Whether they may leave is decided before, by whoever calls [`respond`]. Nothing here looks at rights.

use actix_web::body::SizedStream;
use actix_web::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, LAST_MODIFIED, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use bytes::Bytes;
use chrono::{DateTime, Utc};

use super::conditions::{self, Plan};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::storage::key::Key;

/// Kept by no cache without asking again: the right behind the bytes may end at any second.
pub const ASK_EVERY_TIME: &str = "private, no-cache, max-age=0, must-revalidate";
/// Never changes under its address.
pub const FOR_EVER: &str = "private, max-age=31536000, immutable";

/// Whether a browser may show the bytes or must save them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    Inline,
    Attachment,
}

/// Stored bytes and how to present them.
#[derive(Clone, Debug)]
pub struct Source {
    pub key: Key,
    /// Of the whole object, bytes.
    pub size: u64,
    pub mime: String,
    /// As people know the file; sent with bytes that are saved.
    pub file_name: String,
    /// Names these very bytes; without quotes.
    pub etag: String,
    pub modified: DateTime<Utc>,
    pub disposition: Disposition,
    /// The `Cache-Control` header.
    pub cache: &'static str,
}

/// Answers GET and HEAD with the bytes of `source`. A missing object is `file.gone`, a range outside it 416.
pub async fn respond(ctx: &Ctx, request: &HttpRequest, source: Source) -> Result<HttpResponse> {
    let etag = format!("\"{}\"", source.etag);
    let plan = conditions::plan(request.headers(), &etag, source.modified, source.size);
    let part = match &plan {
        Plan::NotModified => return Ok(headed(HttpResponse::NotModified(), &source, &etag).finish()),
        Plan::Unsatisfiable => return Ok(unsatisfiable(source.size)),
        Plan::Whole => None,
        Plan::Part(range) => Some(range.clone()),
    };
    let length = part.as_ref().map_or(source.size, |range| range.end - range.start);
    let status = if part.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let mut builder = headed(HttpResponse::build(status), &source, &etag);
    present(&mut builder, &source);
    builder.insert_header((CONTENT_LENGTH, length));
    if let Some(range) = &part {
        builder.insert_header((CONTENT_RANGE, format!("bytes {}-{}/{}", range.start, range.end - 1, source.size)));
    }
    if request.method() == Method::HEAD {
        let nothing = futures_util::stream::empty::<std::io::Result<Bytes>>();
        return Ok(builder.body(SizedStream::new(length, nothing)));
    }
    let object = ctx.storage.get(&source.key, part).await?;
    if object.size != source.size {
        let why = anyhow::anyhow!("{} has {} bytes, the record says {}", source.key, object.size, source.size);
        return Err(Error::internal(why));
    }
    Ok(builder.body(SizedStream::new(length, object.stream)))
}

/// Answers with bytes that were made for this very request from those of `source`. They lie nowhere, so they come whole.
pub fn respond_made(source: &Source, bytes: Vec<u8>) -> HttpResponse {
    let etag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
    let mut builder = headed(HttpResponse::Ok(), source, &etag);
    present(&mut builder, source);
    builder.insert_header((ACCEPT_RANGES, "none"));
    builder.body(bytes)
}

/// Whether an answer of [`respond`] carries bytes of the file.
pub fn carries_bytes(request: &HttpRequest, response: &HttpResponse) -> bool {
    request.method() == Method::GET && matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT)
}

fn headed(mut builder: HttpResponseBuilder, source: &Source, etag: &str) -> HttpResponseBuilder {
    builder
        .insert_header((ETAG, etag.to_owned()))
        .insert_header((LAST_MODIFIED, conditions::http_date(source.modified)))
        .insert_header((CACHE_CONTROL, source.cache))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((ACCEPT_RANGES, "bytes"))
        // Compressing on the way would make ranges and the tag wrong.
        .insert_header((CONTENT_ENCODING, "identity"));
    builder
}

fn present(builder: &mut HttpResponseBuilder, source: &Source) {
    let (mime, disposition) = harmless(&source.mime, source.disposition);
    builder.insert_header((CONTENT_TYPE, header_value(mime, "application/octet-stream")));
    builder.insert_header((CONTENT_DISPOSITION, content_disposition(disposition, &source.file_name)));
    // A sandbox keeps browsers from showing a PDF at all, and a PDF cannot run scripts on our origin.
    let policy = if mime == "application/pdf" {
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; plugin-types application/pdf"
    } else {
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    };
    builder.insert_header((CONTENT_SECURITY_POLICY, policy));
    builder.insert_header((HeaderName::from_static("referrer-policy"), "no-referrer"));
}

fn header_value(text: &str, otherwise: &'static str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(otherwise))
}

fn unsatisfiable(size: u64) -> HttpResponse {
    use actix_web::ResponseError;
    let mut response = Error::new(Code::RangeInvalid, format!("The file has {size} bytes.")).error_response();
    response.headers_mut().insert(CONTENT_RANGE, header_value(&format!("bytes */{size}"), "bytes */*"));
    response
}

/// The type and disposition under which uploaded bytes cannot act on our origin: pictures, film, sound and PDF may
/// show, everything else is saved, and what a browser would run as a page loses its type.
pub fn harmless(mime: &str, wish: Disposition) -> (&str, Disposition) {
    let plain = mime.split(';').next().unwrap_or_default().trim();
    let shows = match plain.split_once('/') {
        Some(("image", kind)) => !kind.contains("svg") && !kind.contains("xml"),
        Some(("video" | "audio", _)) => true,
        _ => plain == "application/pdf",
    };
    let runs = plain.is_empty()
        || plain.starts_with("text/")
        || plain.contains("html")
        || plain.contains("javascript")
        || plain.contains("ecmascript")
        || plain.contains("wasm")
        || plain.contains("flash")
        || (plain.contains("xml") && plain != "image/svg+xml");
    match (runs, shows) {
        (true, _) => ("application/octet-stream", Disposition::Attachment),
        (false, true) => (plain, wish),
        (false, false) => (plain, Disposition::Attachment),
    }
}

/// RFC 6266: a plain name for old readers, the real one in UTF-8.
pub fn content_disposition(disposition: Disposition, file_name: &str) -> String {
    let kind = match disposition {
        Disposition::Inline => "inline",
        Disposition::Attachment => "attachment",
    };
    let plain: String = file_name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '/' | '%') || c == ' ' { c } else { '_' })
        .collect();
    let mut encoded = String::new();
    for byte in file_name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}
