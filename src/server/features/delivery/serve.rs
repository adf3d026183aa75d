//! The one way bytes of content leave: ranges, conditions and headers that keep a browser from running them.
//!
//! Whether they may leave is decided before, by whoever calls [`respond`]. Nothing here looks at rights.

use std::ops::Range;
use std::sync::Arc;

use actix_web::body::SizedStream;
use actix_web::http::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use bytes::Bytes;
use futures_util::stream::{BoxStream, StreamExt, TryStreamExt};

use super::conditions::{self, Plan};
use super::door::Door;
use super::present::header_value;
use super::ready::Ready;
use super::source::Source;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// Kept by no cache without asking again: the right behind the bytes may end at any second.
pub const ASK_EVERY_TIME: &str = "private, no-cache, max-age=0, must-revalidate";
/// Never changes under its address.
pub const FOR_EVER: &str = "private, max-age=31536000, immutable";

/// Where the bytes of an answer come from.
enum Origin {
    Memory(Bytes),
    Store(Box<Ctx>),
}

/// Answers GET and HEAD with the bytes of `source`. A missing object is `file.gone`, a range outside it 416.
/// Small pictures made here are kept in memory; everything else is streamed in chunks.
pub async fn respond(ctx: &Ctx, request: &HttpRequest, source: impl Into<Arc<Ready>>) -> Result<HttpResponse> {
    let ready: Arc<Ready> = source.into();
    let plan = plan(request, &ready);
    let wants_bytes = request.method() != Method::HEAD && !matches!(plan, Plan::NotModified | Plan::Unsatisfiable);
    let kept = match request.app_data::<web::Data<Door>>() {
        Some(door) if wants_bytes => door.small_file(ctx, &ready.source.key, ready.source.size).await?,
        _ => None,
    };
    let from = kept.map_or_else(|| Origin::Store(Box::new(ctx.clone())), Origin::Memory);
    answer(request, &ready, plan, from).await
}

/// The same for bytes that were made and lie in no store. `source.size` is theirs.
pub async fn respond_kept(request: &HttpRequest, source: Source, bytes: Bytes) -> Result<HttpResponse> {
    let ready = Ready::new(source);
    answer(request, &ready, plan(request, &ready), Origin::Memory(bytes)).await
}

/// 304 when the caller has these very bytes, so that they need not be made.
pub fn unchanged(request: &HttpRequest, source: &Source) -> Option<HttpResponse> {
    let ready = Ready::new(source.clone());
    (plan(request, &ready) == Plan::NotModified).then(|| ready.head(HttpResponse::NotModified()).finish())
}

/// Answers with bytes that were made for this very request from those of `source`. They lie nowhere, so they come whole.
pub fn respond_made(source: &Source, bytes: Vec<u8>) -> HttpResponse {
    let etag = blake3::hash(&bytes).to_hex()[..32].to_owned();
    let mut builder = Ready::new(Source { etag, ..source.clone() }).present(HttpResponse::Ok());
    builder.insert_header((ACCEPT_RANGES, "none"));
    builder.body(bytes)
}

/// Whether an answer of [`respond`] carries bytes of the file.
pub fn carries_bytes(request: &HttpRequest, response: &HttpResponse) -> bool {
    request.method() == Method::GET && matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT)
}

fn plan(request: &HttpRequest, ready: &Ready) -> Plan {
    conditions::plan(request.headers(), &ready.tag, ready.source.modified, ready.source.size)
}

async fn answer(request: &HttpRequest, ready: &Ready, plan: Plan, from: Origin) -> Result<HttpResponse> {
    let source = &ready.source;
    let parts = match plan {
        Plan::NotModified => return Ok(ready.head(HttpResponse::NotModified()).finish()),
        Plan::Unsatisfiable => return Ok(unsatisfiable(source.size)),
        Plan::Whole => None,
        Plan::Part(part) => Some(vec![part]),
        Plan::Parts(parts) => Some(parts),
    };
    let status = if parts.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let mut builder = ready.present(HttpResponse::build(status));
    let pieces = match parts {
        None => vec![Piece::Part(0..source.size)],
        Some(parts) if parts.len() == 1 => {
            let part = parts[0].clone();
            builder.insert_header((CONTENT_RANGE, content_range(&part, source.size)));
            vec![Piece::Part(part)]
        }
        Some(parts) => several(&mut builder, source, parts),
    };
    let length = pieces.iter().map(Piece::length).sum::<u64>();
    builder.insert_header((CONTENT_LENGTH, length));
    if request.method() == Method::HEAD {
        return Ok(builder.body(SizedStream::new(length, futures_util::stream::empty::<std::io::Result<Bytes>>())));
    }
    match (from, &pieces[..]) {
        (Origin::Memory(bytes), [Piece::Part(part)]) => Ok(builder.body(cut(&bytes, part))),
        (Origin::Memory(bytes), _) => {
            let whole: Vec<u8> = pieces.iter().flat_map(|piece| piece.of(&bytes).to_vec()).collect();
            Ok(builder.body(whole))
        }
        (Origin::Store(ctx), _) => {
            Ok(builder.body(SizedStream::new(length, Box::pin(stored(*ctx, source, pieces)).await?)))
        }
    }
}

/// What a body is put together from.
enum Piece {
    /// What stands between parts of the file.
    Text(String),
    Part(Range<u64>),
}

impl Piece {
    fn length(&self) -> u64 {
        match self {
            Piece::Text(text) => text.len() as u64,
            Piece::Part(part) => part.end - part.start,
        }
    }

    fn of(&self, bytes: &Bytes) -> Bytes {
        match self {
            Piece::Text(text) => Bytes::copy_from_slice(text.as_bytes()),
            Piece::Part(part) => cut(bytes, part),
        }
    }
}

fn cut(bytes: &Bytes, part: &Range<u64>) -> Bytes {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    bytes.slice(place(part.start)..place(part.end))
}

/// The pieces one after the other. The first is opened before the answer begins, so that a missing file is a refusal.
async fn stored(
    ctx: Ctx,
    source: &Source,
    pieces: Vec<Piece>,
) -> Result<BoxStream<'static, std::io::Result<Bytes>>, Error> {
    let first = pieces.iter().find_map(|piece| if let Piece::Part(part) = piece { Some(part.clone()) } else { None });
    let wish = first.filter(|part| part.end > part.start && (part.start, part.end) != (0, source.size));
    let object = ctx.storage.get(&source.key, wish).await?;
    if object.size != source.size {
        let why = anyhow::anyhow!("{} has {} bytes, the record says {}", source.key, object.size, source.size);
        return Err(Error::internal(why));
    }
    if pieces.len() == 1 {
        return Ok(object.stream);
    }
    let (key, mut opened) = (source.key.clone(), Some(object.stream));
    let pieces: Vec<(Piece, Option<_>)> = pieces
        .into_iter()
        .map(|piece| {
            let stream = if matches!(piece, Piece::Part(_)) { opened.take() } else { None };
            (piece, stream)
        })
        .collect();
    let streams = futures_util::stream::iter(pieces).then(move |(piece, opened)| {
        let (ctx, key) = (ctx.clone(), key.clone());
        async move {
            match (piece, opened) {
                (_, Some(stream)) => Ok(stream),
                (Piece::Text(text), None) => Ok(futures_util::stream::iter([Ok(Bytes::from(text))]).boxed()),
                (Piece::Part(part), None) => {
                    let object = ctx.storage.get(&key, Some(part)).await.map_err(std::io::Error::other)?;
                    Ok::<_, std::io::Error>(object.stream)
                }
            }
        }
    });
    Ok(streams.try_flatten().boxed())
}

/// A `multipart/byteranges` body; its type takes the place of the file's, which each part names.
fn several(builder: &mut HttpResponseBuilder, source: &Source, parts: Vec<Range<u64>>) -> Vec<Piece> {
    // The tag names the bytes, so whoever wrote the file cannot have written the boundary into it.
    let boundary = format!("placet-{}", &blake3::hash(format!("parts {}", source.etag).as_bytes()).to_hex()[..32]);
    let (mime, _) = super::present::harmless(&source.mime, source.disposition);
    let mut pieces = Vec::new();
    for part in parts {
        let range = content_range(&part, source.size);
        pieces.push(Piece::Text(format!("\r\n--{boundary}\r\nContent-Type: {mime}\r\nContent-Range: {range}\r\n\r\n")));
        pieces.push(Piece::Part(part));
    }
    pieces.push(Piece::Text(format!("\r\n--{boundary}--\r\n")));
    let mime = format!("multipart/byteranges; boundary={boundary}");
    builder.insert_header((CONTENT_TYPE, header_value(&mime, "application/octet-stream")));
    pieces
}

fn content_range(part: &Range<u64>, size: u64) -> String {
    format!("bytes {}-{}/{size}", part.start, part.end - 1)
}

fn unsatisfiable(size: u64) -> HttpResponse {
    use actix_web::ResponseError;
    let mut response = Error::new(Code::RangeInvalid, format!("The file has {size} bytes.")).error_response();
    response.headers_mut().insert(CONTENT_RANGE, header_value(&format!("bytes */{size}"), "bytes */*"));
    response
}
