//! The addresses everybody can read: bytes while the right stands, and a plain no from the second it does not.
//!
//! The right is asked on every request; no job has to have run for it to have ended.

use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::features::agreements::standing::Standing;
use crate::features::delivery::door::Door;
use crate::features::delivery::serve;
use crate::features::delivery::tally::Line;
use crate::features::publishing::ending::Ending;
use crate::features::publishing::routes::reservations;
use crate::features::publishing::row::publication;
use crate::features::publishing::{show, standing, store};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::page;

/// Adds `/d/{key}` and `/d/{key}/{version-hash}`.
pub fn configure(config: &mut web::ServiceConfig) {
    for path in ["/d/{key}", "/d/{key}/{hash}"] {
        let resource = web::resource(path).route(web::get().to(deliver)).route(web::head().to(deliver));
        config.service(resource.default_service(web::to(page::only_get)));
    }
}

async fn deliver(ctx: web::Data<Ctx>, door: web::Data<Door>, request: HttpRequest) -> HttpResponse {
    let key = request.match_info().get("key").unwrap_or_default();
    let hash = request.match_info().get("hash");
    match answer(&ctx, &door, &request, key, hash).await {
        Ok(response) => response,
        Err(error) if error.code == Code::Internal => error.error_response(),
        Err(error) => page::refuse(&request, &error),
    }
}

async fn answer(ctx: &Ctx, door: &Door, request: &HttpRequest, key: &str, hash: Option<&str>) -> Result<HttpResponse> {
    let found = store::find_by_key(ctx.db.read(), key).await?.ok_or_else(unknown)?;
    if hash.is_some_and(|hash| hash != found.version_hash) {
        return Err(unknown());
    }
    let standing = cleared(ctx, &found).await?;
    let mut source = show::source(&found)?;
    source.cache = cache(ctx, &found, &standing, hash.is_some()).into();
    let mut response = serve::respond(ctx, request, source).await?;
    reservations::tell(ctx, &found, &mut response).await?;
    door.count(ctx.now(), request, &response, line(&found));
    Ok(response)
}

/// How what leaves through a publication is counted.
pub fn line(found: &publication::Model) -> Line {
    Line { door: "public", asset: found.asset_id, person: None, publication: Some(found.id) }
}

/// How it stands, if its bytes may be shown to everybody at this instant; else why not: 404, 410 or 451.
pub async fn cleared(ctx: &Ctx, found: &publication::Model) -> Result<Standing> {
    if found.copy_path.is_some() {
        return Err(unknown());
    }
    match found.state.as_str() {
        "live" => {}
        "ended" | "taken_down" => return Err(ended(found)),
        _ => return Err(unknown()),
    }
    match standing::ended_now(ctx, found).await? {
        (Some(ending), standing) => Err(ended_by_the_clock(ending, &standing)),
        (None, standing) => Ok(standing),
    }
}

fn unknown() -> Error {
    Error::new(Code::NotFound, "There is nothing at this address.")
}

/// What caches may do with a public answer. Unless the settings give them time they ask on each use; with time, they keep
/// it no longer than until the answer may change by itself.
pub fn cache(ctx: &Ctx, found: &publication::Model, standing: &Standing, is_exact: bool) -> String {
    let ends = [standing.stable_until, found.ends_at].into_iter().flatten().min();
    kept_for(ctx.now(), ctx.config.public_cache_seconds, ends, is_exact)
}

/// `is_exact`: the address names the bytes, so they cannot be others while they are kept.
pub fn kept_for(now: DateTime<Utc>, allowed: u32, ends: Option<DateTime<Utc>>, is_exact: bool) -> String {
    let left = ends.map_or(i64::MAX, |end| (end - now).num_seconds().max(0));
    let seconds = i64::from(allowed).min(left);
    match (seconds, is_exact) {
        (0, _) => serve::ASK_EVERY_TIME.to_owned(),
        (_, true) => format!("public, max-age={seconds}, must-revalidate, immutable"),
        (_, false) => format!("public, max-age={seconds}, must-revalidate"),
    }
}

/// No job has written it down yet; the clock and the rights say so already.
fn ended_by_the_clock(ending: Ending, standing: &Standing) -> Error {
    let reasons = serde_json::to_value(&standing.reasons).unwrap_or_default();
    match ending {
        Ending::WindowEnded => refuse(ending.code(), "The planned window is over.", json!([])),
        Ending::RightEnded | Ending::RightChanged => refuse(ending.code(), &standing.sentence, reasons),
    }
}

fn ended(found: &publication::Model) -> Error {
    match show::cause(found) {
        // What a person wrote when taking it down is for the house.
        Some(cause) if cause.code == "taken_down" => refuse("taken_down", "It was taken down.", json!([])),
        Some(cause) => refuse(&cause.code, &cause.sentence, cause.reasons),
        None => refuse("taken_down", "It was taken down.", json!([])),
    }
}

fn refuse(cause: &str, sentence: &str, reasons: Value) -> Error {
    let code = if cause == "window_ended" { Code::PublicationEnded } else { Code::RightEnded };
    Error::new(code, sentence).with(json!({ "cause": cause, "reasons": reasons }))
}
