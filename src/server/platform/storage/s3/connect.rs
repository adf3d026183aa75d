//! The connection to an S3 server, and what its errors mean.

use std::time::Duration;

use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, Credentials, Region, RequestChecksumCalculation, ResponseChecksumValidation,
};
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_http_client::tls;

use crate::platform::config::setting::S3Setting;
use crate::platform::storage::error::StorageError;

/// The SDK over rustls and ring, with these credentials.
pub fn client_config(setting: &S3Setting) -> aws_sdk_s3::Config {
    let ring = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring);
    let http = aws_smithy_http_client::Builder::new().tls_provider(ring).build_https();
    let timeouts =
        TimeoutConfig::builder().connect_timeout(Duration::from_secs(5)).read_timeout(Duration::from_secs(60));
    let (id, secret) = (setting.access_key_id.clone(), setting.secret_access_key.reveal().clone());
    let token = setting.session_token.as_ref().map(|token| token.reveal().clone());
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(http)
        .region(Region::new(setting.region.clone()))
        .credentials_provider(Credentials::new(id, secret, token, None, "settings"))
        .retry_config(RetryConfig::standard().with_max_attempts(4))
        .timeout_config(timeouts.build())
        .force_path_style(setting.path_style);
    match &setting.endpoint {
        // Other servers lag behind in checksums: only what is asked for explicitly is sent to them.
        Some(endpoint) => config
            .endpoint_url(endpoint)
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired),
        None => config,
    }
    .build()
}

/// Why a bucket cannot be used, for the person who set it up.
pub fn why_no_bucket<E>(setting: &S3Setting, error: SdkError<E>) -> String
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let place = setting.endpoint.as_deref().unwrap_or("Amazon S3");
    let bucket = &setting.bucket;
    match status(&error) {
        Some(404) => format!("there is no bucket {bucket:?} at {place}; it has to exist before the server starts"),
        Some(403) => format!("{place} refuses these credentials the use of bucket {bucket:?}"),
        Some(301) => format!("bucket {bucket:?} is in another region than {:?}", setting.region),
        _ => format!("cannot reach bucket {bucket:?} at {place}: {}", describe(&error)),
    }
}

/// The answer's HTTP status, nothing when none came.
pub fn status<E>(error: &SdkError<E>) -> Option<u16> {
    error.raw_response().map(|response| response.status().as_u16())
}

/// The object, not the bucket, is absent.
pub fn is_missing<E: ProvideErrorMetadata>(error: &SdkError<E>) -> bool {
    status(error) == Some(404) && error.code() != Some("NoSuchBucket")
}

/// Makes an SDK error one of ours; `what` was being done.
pub fn remote<E>(what: impl Into<String>) -> impl FnOnce(SdkError<E>) -> StorageError
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let what = what.into();
    move |error| StorageError::Remote { why: format!("{what}: {}", describe(&error)) }
}

/// What the server said, or the innermost reason why nothing came from it.
pub fn describe<E>(error: &SdkError<E>) -> String
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    if let Some(code) = error.code() {
        return format!("{code}: {}", error.message().unwrap_or("no message"));
    }
    let mut reason: &dyn std::error::Error = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    match status(error) {
        Some(status) => format!("status {status}: {reason}"),
        None => reason.to_string(),
    }
}
