//! The one renderer of errors: problem+json (RFC 9457).

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::platform::error::{Code, Error};

/// A refusal or failure as every endpoint answers it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// `/problems/{code}`.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    /// Stable: `noun.problem`.
    pub code: String,
    /// A sentence for a person.
    pub detail: String,
    /// The request field that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Members particular to the code, for example `verdict`.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    #[schema(ignore)]
    pub extra: Option<serde_json::Value>,
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Problem {
        Problem {
            kind: format!("/problems/{}", error.code.name()),
            title: error.code.title().to_owned(),
            status: error.code.status(),
            code: error.code.name().to_owned(),
            detail: error.detail.clone(),
            field: error.field.clone(),
            extra: error.extra.clone(),
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        // 501 is a plain answer, not a failure of ours.
        if self.code.status() >= 500 && self.code.status() != 501 {
            tracing::error!(code = self.code.name(), error = %self, "request failed");
        }
        let mut response = HttpResponse::build(self.status_code()).json(Problem::from(self));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if matches!(self.code, Code::TooManyAttempts | Code::TooBusy | Code::Unavailable) {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("10"));
        }
        response
    }
}
