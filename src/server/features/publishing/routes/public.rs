//! The addresses everybody can read: bytes while the right stands, and a plain no from the second it does not.
//!
//! The right is asked on every request; no job has to have run for it to have ended.

use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use serde_json::{Value, json};

use crate::features::agreements::standing::Standing;
use crate::features::delivery::serve;
use crate::features::publishing::ending::Ending;
use crate::features::publishing::routes::reservations;
use crate::features::publishing::row::publication;
use crate::features::publishing::{show, standing, store};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// Adds `/d/{key}` and `/d/{key}/{version-hash}`.
pub fn configure(config: &mut web::ServiceConfig) {
    for path in ["/d/{key}", "/d/{key}/{hash}"] {
        let resource = web::resource(path).route(web::get().to(deliver)).route(web::head().to(deliver));
        let refused = || async { Err::<HttpResponse, _>(Error::new(Code::MethodNotAllowed, "Only GET works here.")) };
        config.service(resource.default_service(web::to(refused)));
    }
}

async fn deliver(ctx: web::Data<Ctx>, request: HttpRequest) -> HttpResponse {
    let key = request.match_info().get("key").unwrap_or_default();
    let hash = request.match_info().get("hash");
    match answer(&ctx, &request, key, hash).await {
        Ok(response) => response,
        Err(error) => {
            // 404, 410 and 451 may be kept by caches unless told otherwise, and a right can come back.
            let mut response = error.error_response();
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
    }
}

async fn answer(ctx: &Ctx, request: &HttpRequest, key: &str, hash: Option<&str>) -> Result<HttpResponse> {
    let unknown = || Error::new(Code::NotFound, "There is nothing at this address.");
    let found = store::find_by_key(ctx.db.read(), key).await?.ok_or_else(unknown)?;
    if found.copy_path.is_some() || hash.is_some_and(|hash| hash != found.version_hash) {
        return Err(unknown());
    }
    match found.state.as_str() {
        "live" => {}
        "ended" | "taken_down" => return Err(ended(&found)),
        _ => return Err(unknown()),
    }
    if let (Some(ending), standing) = standing::ended_now(ctx, &found).await? {
        return Err(ended_by_the_clock(ending, &standing));
    }
    let mut response = serve::respond(ctx, request, show::source(&found)?).await?;
    reservations::tell(ctx, &found, &mut response).await?;
    Ok(response)
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
