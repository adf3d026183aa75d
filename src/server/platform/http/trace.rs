//! A request id on every request, in the log, the answer and nowhere else; counts and durations for `/metrics`.
//!
//! Reads that went well are no news: the log has them at `debug`. What changes something, is refused, fails or takes long
//! is there at `info`; every request is counted.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use metrics::{Counter, Histogram};
use tracing::Instrument;

use crate::platform::http::slashes;
use crate::platform::id::random_bytes;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// An answer that took longer is news.
const LONG: Duration = Duration::from_secs(1);

/// Wraps a request in a span and says how it ended.
pub async fn trace(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let mut request = request;
    slashes::trim(&mut request);
    let id = request_id(&request);
    let method = request.method().clone();
    let began = Instant::now();
    let span = tracing::info_span!("request", id = &*id, method = method.as_str(), path = request.path());
    let mut response = next.call(request).instrument(span.clone()).await?;
    let (took, status) = (began.elapsed(), response.status());
    let route = response.request().match_pattern().unwrap_or_else(|| "other".to_owned());
    let is_plain = method.is_safe() && (status.is_success() || status.is_redirection()) && took < LONG;
    count(method, route, status, took);
    let (status, millis) = (status.as_u16(), took.as_millis() as u64);
    span.in_scope(|| match is_plain {
        true => tracing::debug!(status, millis, "answered"),
        false => tracing::info!(status, millis, "answered"),
    });
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    Ok(response)
}

/// What is counted for one kind of answer.
type Figures = (Counter, Histogram);

thread_local! {
    /// By method, route and status, so that the names need not be looked up with each request. Routes are as many as the
    /// application has and statuses as many as HTTP, so this stays small.
    static FIGURES: RefCell<HashMap<(Method, String, StatusCode), Figures>> = RefCell::default();
    static LAST_ID: Cell<u64> = const { Cell::new(0) };
}

fn count(method: Method, route: String, status: StatusCode, took: Duration) {
    // Callers may invent methods; each would be one more line of figures for ever.
    let is_known = matches!(method.as_str(), "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS");
    let method = if is_known { method } else { Method::TRACE };
    FIGURES.with_borrow_mut(|figures| {
        let (counter, histogram) = figures.entry((method, route, status)).or_insert_with_key(register);
        counter.increment(1);
        histogram.record(took.as_secs_f64());
    });
}

fn register((method, route, status): &(Method, String, StatusCode)) -> Figures {
    let method = if *method == Method::TRACE { "other".to_owned() } else { method.to_string() };
    let status = status.as_str().to_owned();
    (
        metrics::counter!("placet_requests_total", "method" => method, "route" => route.clone(), "status" => status),
        metrics::histogram!("placet_request_seconds", "route" => route.clone()),
    )
}

/// The id a proxy gave, when it is short and plain, else a new one.
fn request_id(request: &ServiceRequest) -> String {
    let given = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok());
    if let Some(id) = given
        .filter(|id| id.len() <= 64 && !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    {
        return id.to_owned();
    }
    format!("{:016x}", new_number())
}

/// A number that no other request has: each thread starts at a random one and takes steps so large and so mixed (the
/// generator SplitMix64) that neighbors do not look alike. Nobody needs to be kept from guessing it.
fn new_number() -> u64 {
    let last = match LAST_ID.get() {
        0 => random_bytes::<8>().map_or(1, u64::from_ne_bytes),
        last => last,
    };
    let next = last.wrapping_add(0x9e37_79b9_7f4a_7c15);
    LAST_ID.set(next);
    let mixed = (next ^ (next >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_requests_have_one_number() {
        let mut numbers: Vec<u64> = (0..10_000).map(|_| new_number()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 10_000);
    }
}
