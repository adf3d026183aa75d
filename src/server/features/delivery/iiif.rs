//! Answers of the IIIF Image API 3 at level 2: what a picture offers, and cuts of it. Who may see the picture was decided before.

use actix_web::http::header::{
    ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_TYPE, HeaderMap,
    HeaderValue, LINK, VARY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::door::Door;
use super::picture::{BOUNDS, Picture};
use super::serve;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

const CONTEXT: &str = "http://iiif.io/api/image/3/context.json";
const PROFILE: &str = "<http://iiif.io/api/image/3/level2.json>;rel=\"profile\"";
/// Pixels of a tile's edge.
const TILE: u32 = 512;

/// The picture's address without anything behind it. `identifier` as it stands in the address.
pub fn base(ctx: &Ctx, identifier: &str) -> String {
    format!("{}/iiif/3/{identifier}", ctx.config.public_url)
}

/// What viewers ask first: how large the picture is and in which pieces to fetch it.
pub fn describe(id: &str, (width, height): (u32, u32)) -> Value {
    let mut sizes = Vec::new();
    let mut factors = Vec::new();
    for by in 0..16 {
        let (wide, high) = (width.div_ceil(1 << by), height.div_ceil(1 << by));
        factors.push(1u32 << by);
        if wide.max(high) <= BOUNDS.edge {
            sizes.push(json!({ "width": wide, "height": high }));
        }
        if wide.max(high) <= TILE {
            break;
        }
    }
    sizes.reverse();
    json!({
        "@context": CONTEXT,
        "id": id,
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level2",
        "width": width,
        "height": height,
        "maxWidth": BOUNDS.edge,
        "maxHeight": BOUNDS.edge,
        "sizes": sizes,
        "tiles": [{ "width": TILE, "height": TILE, "scaleFactors": factors }],
        "preferredFormats": ["webp", "jpg"],
        "extraFormats": ["webp"],
        "extraQualities": ["color", "gray", "bitonal"],
        "extraFeatures": ["canonicalLinkHeader", "mirroring", "profileLinkHeader", "sizeUpscaling"],
    })
}

/// The answer to `info.json`.
pub fn info(request: &HttpRequest, id: &str, picture: &Picture, cache: &str) -> Result<HttpResponse> {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let linked = format!("application/ld+json;profile=\"{CONTEXT}\"");
    let kind = if accept.contains("application/ld+json") { linked.as_str() } else { "application/json" };
    let body = serde_json::to_vec(&describe(id, picture.full))?;
    let mut response = HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, kind))
        .insert_header((CACHE_CONTROL, cache))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((VARY, "Accept"))
        .insert_header((LINK, PROFILE))
        .body(body);
    open_to_other_pages(response.headers_mut());
    Ok(response)
}

/// The answer with a cut of the picture; `wish` is `region/size/rotation/quality.format`.
pub async fn cut(
    ctx: &Ctx,
    door: &Door,
    request: &HttpRequest,
    id: &str,
    picture: &Picture,
    (wish, cache): (&str, String),
) -> Result<HttpResponse> {
    let placed = picture.place(wish)?;
    let mut source = picture.source(&placed, cache);
    let mut response = match serve::unchanged(request, &source) {
        Some(response) => response,
        None => {
            let bytes = picture.draw(ctx, door, placed).await?;
            source.size = bytes.len() as u64;
            serve::respond_kept(request, source, bytes).await?
        }
    };
    let headers = response.headers_mut();
    let canonical = format!("<{id}/{}>;rel=\"canonical\"", placed.canonical());
    if let Ok(link) = HeaderValue::from_str(&format!("{PROFILE}, {canonical}")) {
        headers.insert(LINK, link);
    }
    open_to_other_pages(headers);
    Ok(response)
}

/// Viewers run on other pages. They get what the request itself may have: a browser sends no cookie along with `*`.
pub fn open_to_other_pages(headers: &mut HeaderMap) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Link, ETag, Content-Range"));
}
