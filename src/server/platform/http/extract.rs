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

/// The revision a client says it changed (`If-Match: "7"`), or that any will do (`If-Match: *`). Missing is 428.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IfMatch {
    /// Whatever is there now.
    Any,
    /// One of these revisions.
    OneOf(Vec<i32>),
}

impl IfMatch {
    /// Refuses with 412 unless `current` is a revision the client saw.
    pub fn check(&self, current: i32) -> Result<()> {
        match self {
            IfMatch::Any => return Ok(()),
            IfMatch::OneOf(seen) if seen.contains(&current) => return Ok(()),
            IfMatch::OneOf(_) => {}
        }
        Err(Error::new(Code::PreconditionFailed, "Reload to see the newer state; your change was not saved."))
    }
}

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let needed = || Error::new(Code::PreconditionNeeded, "Send If-Match with the ETag you read.");
        let sent: Vec<&str> = request.headers().get_all(IF_MATCH).filter_map(|value| value.to_str().ok()).collect();
        ready(read_if_match(&sent).ok_or_else(needed))
    }
}

/// The header's values; `None` when nothing in them can be read.
fn read_if_match(sent: &[&str]) -> Option<IfMatch> {
    let mut tags = sent.iter().flat_map(|value| value.split(',')).map(str::trim).peekable();
    if sent.len() == 1 && tags.peek() == Some(&"*") {
        return Some(IfMatch::Any);
    }
    let revision = |tag: &str| tag.trim_start_matches("W/").trim_matches('"').parse::<i32>().ok();
    let seen: Vec<i32> = tags.filter_map(revision).collect();
    (!seen.is_empty()).then_some(IfMatch::OneOf(seen))
}

/// Says which field of the body named what was not found.
pub fn named<T>(field: &str, found: Result<T>) -> Result<T> {
    found.map_err(|error| Error { field: Some(field.to_owned()), ..error })
}

/// A body that refers to something that is not there, or is out of the reader's sight, cannot be processed: 422 with
/// the field. The two are not told apart.
pub fn refuse_unknown<T>(field: &str, found: Result<T>) -> Result<T> {
    found.map_err(|error| match error.code.status() {
        404 => Error::field(Code::ReferenceUnknown, field, "It does not exist, or you may not see it."),
        _ => error,
    })
}

/// A JSON answer that carries its revision as ETag.
pub fn with_etag<T: Serialize>(mut builder: HttpResponseBuilder, revision: i32, body: &T) -> HttpResponse {
    let mut response = builder.json(body);
    if let Ok(value) = HeaderValue::from_str(&format!("\"{revision}\"")) {
        response.headers_mut().insert(ETAG, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_revision_will_do_for_a_star_and_one_of_a_list_for_a_list() {
        let read = |sent: &[&str]| read_if_match(sent);
        assert_eq!(read(&["*"]), Some(IfMatch::Any));
        assert_eq!(read(&["\"7\""]), Some(IfMatch::OneOf(vec![7])));
        assert_eq!(read(&["W/\"7\", \"8\""]), Some(IfMatch::OneOf(vec![7, 8])));
        assert_eq!(read(&["\"7\"", "\"9\""]), Some(IfMatch::OneOf(vec![7, 9])));
        assert_eq!(read(&["seven"]), None);
        assert_eq!(read(&[]), None);
        assert!(IfMatch::Any.check(3).is_ok());
        assert!(IfMatch::OneOf(vec![2, 3]).check(3).is_ok());
        assert!(IfMatch::OneOf(vec![2]).check(3).is_err());
    }
}
