//! The web app inside the binary, and the pages around it.

use std::borrow::Cow;

use actix_web::http::header::{CACHE_CONTROL, ETAG, HeaderName, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::RustEmbed;

use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

const CONTENT_POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; \
     connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

const NOT_BUILT: &str = "<!doctype html><meta charset=utf-8><title>Placet</title><p>The web app is not built into this binary. \
     Run <code>make run</code>, or use the API at <a href=/api/docs>/api/docs</a>.";

/// Serves the app for every address nothing else answers.
pub fn configure(config: &mut web::ServiceConfig) {
    config.default_service(web::to(show));
}

async fn show(ctx: web::Data<Ctx>, request: HttpRequest) -> Result<HttpResponse> {
    let path = request.path().trim_start_matches('/');
    // Addresses of the API, of public delivery, of pictures and of signed cuts: never a page of the app.
    if ["api/", "d/", "iiif/", "t/"].iter().any(|place| path.starts_with(place)) {
        return Err(Error::new(Code::NotFound, "There is nothing at this address."));
    }
    if request.method() != actix_web::http::Method::GET && request.method() != actix_web::http::Method::HEAD {
        return Err(Error::new(Code::MethodNotAllowed, "Only GET works here."));
    }
    if let Some(file) = find(&ctx, path).await {
        return Ok(answer(&request, path, file, path.starts_with("assets/")));
    }
    // Built files have a dot in their name; asset pages live at `/assets/{id}` and have none.
    if path.starts_with("assets/") && path.contains('.') {
        return Err(Error::new(Code::NotFound, "This file belongs to another release; reload the page."));
    }
    match find(&ctx, "index.html").await {
        Some(file) => Ok(answer(&request, "index.html", file, false)),
        None => Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(NOT_BUILT)),
    }
}

/// A built file: from the folder the settings name (development, own skins), else from the binary.
async fn find(ctx: &Ctx, path: &str) -> Option<Cow<'static, [u8]>> {
    let Some(folder) = &ctx.config.web_dir else { return Files::get(path).map(|file| file.data) };
    let plain = !path.is_empty() && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
    if !plain {
        return None;
    }
    tokio::fs::read(folder.join(path)).await.ok().map(Cow::Owned)
}

fn answer(request: &HttpRequest, path: &str, file: Cow<'static, [u8]>, for_ever: bool) -> HttpResponse {
    let tag = format!("\"{}\"", &blake3::hash(&file).to_hex()[..20]);
    let cache = if for_ever { "public, max-age=31536000, immutable" } else { "no-cache" };
    let same = request
        .headers()
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains(&tag));
    let mut builder = if same { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    builder
        .insert_header((CACHE_CONTROL, cache))
        .insert_header((ETAG, tag))
        .insert_header((HeaderName::from_static("content-security-policy"), CONTENT_POLICY))
        .insert_header((HeaderName::from_static("x-content-type-options"), "nosniff"))
        .insert_header((HeaderName::from_static("referrer-policy"), "same-origin"));
    if same {
        return builder.finish();
    }
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    builder.content_type(mime.as_ref()).body(file.into_owned())
}
