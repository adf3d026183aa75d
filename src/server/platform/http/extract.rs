//! Parsing at the door: bodies, paths, queries and preconditions become values or a clear problem.

use actix_web::dev::Payload;
use actix_web::http::header::{ETAG, HeaderValue, IF_MATCH};
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder, web};
use serde::Serialize;
use std::future::{Ready, ready};

use crate::platform::error::{Code, Error, Result};

/// The largest JSON body, bytes.
pub const JSON_LIMIT: usize = 1 << 20;

/// How actix's own extractors report what they could not read.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .app_data(web::JsonConfig::default().limit(JSON_LIMIT).error_handler(|error, _| json_error(&error).into()))
        .app_data(
            web::PathConfig::default()
                .error_handler(|_, _| Error::new(Code::NotFound, "There is nothing at this address.").into()),
        )
        .app_data(
            web::QueryConfig::default().error_handler(|error, _| Error::new(Code::Invalid, error.to_string()).into()),
        );
}

fn json_error(error: &actix_web::error::JsonPayloadError) -> Error {
    use actix_web::error::JsonPayloadError as E;
    match error {
        E::Overflow { .. } | E::OverflowKnownLength { .. } => Error::new(Code::TooLarge, "At most 1 MiB of JSON."),
        E::ContentType => Error::new(Code::UnsupportedType, "Send application/json."),
        E::Deserialize(why) if why.is_data() => Error::new(Code::Invalid, why.to_string()),
        other => Error::new(Code::Malformed, other.to_string()),
    }
}

/// The revision a client says it changed (`If-Match: "7"`). Missing is 428.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(i32);

impl IfMatch {
    /// Refuses with 412 unless `current` is the revision the client saw.
    pub fn check(self, current: i32) -> Result<()> {
        if self.0 == current {
            return Ok(());
        }
        Err(Error::new(Code::PreconditionFailed, "Reload to see the newer state; your change was not saved."))
    }
}

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let needed = || Error::new(Code::PreconditionNeeded, "Send If-Match with the ETag you read.");
        let sent = request.headers().get(IF_MATCH).and_then(|value| value.to_str().ok());
        let revision = sent.and_then(|text| text.trim().trim_start_matches("W/").trim_matches('"').parse::<i32>().ok());
        ready(revision.map(IfMatch).ok_or_else(needed))
    }
}

/// A JSON answer that carries its revision as ETag.
pub fn with_etag<T: Serialize>(mut builder: HttpResponseBuilder, revision: i32, body: &T) -> HttpResponse {
    let mut response = builder.json(body);
    if let Ok(value) = HeaderValue::from_str(&format!("\"{revision}\"")) {
        response.headers_mut().insert(ETAG, value);
    }
    response
}
