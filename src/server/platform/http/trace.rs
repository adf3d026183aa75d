//! A request id on every request, in the log, the answer and nowhere else; counts and durations for `/metrics`.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use tracing::Instrument;

use crate::platform::id::random_bytes;

/// Wraps a request in a span and says how it ended.
pub async fn trace(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let id = request_id(&request);
    let method = request.method().to_string();
    let path = request.path().to_owned();
    let began = Instant::now();
    let span = tracing::info_span!("request", id = %id, method = %method, path = %path);
    let answer = next.call(request).instrument(span.clone()).await;
    let took = began.elapsed();
    let mut response = match answer {
        Ok(response) => response,
        Err(error) => return Err(error),
    };
    let status = response.status().as_u16();
    let route = response.request().match_pattern().unwrap_or_else(|| "other".to_owned());
    metrics::counter!("placet_requests_total", "method" => method, "route" => route.clone(), "status" => status.to_string()).increment(1);
    metrics::histogram!("placet_request_seconds", "route" => route).record(took.as_secs_f64());
    span.in_scope(|| tracing::info!(status, millis = took.as_millis() as u64, "answered"));
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(response)
}

/// The id a proxy gave, when it is short and plain, else a new one.
fn request_id(request: &ServiceRequest) -> String {
    let given = request.headers().get("x-request-id").and_then(|value| value.to_str().ok());
    if let Some(id) = given
        .filter(|id| id.len() <= 64 && !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    {
        return id.to_owned();
    }
    let bytes = random_bytes::<8>().unwrap_or_default();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
