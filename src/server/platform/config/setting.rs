//! The values that settings have, where text and numbers do not say enough, and a setting as it is shown.

use std::fmt;
use std::path::PathBuf;

use super::layers::Origin;
use super::secret::Secret;

/// Where stored bytes go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageSetting {
    Local(PathBuf),
    S3(S3Setting),
}

/// A bucket, how to reach it and as whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct S3Setting {
    pub bucket: String,
    /// Empty, or segments as in a key, without a slash at either end.
    pub prefix: String,
    /// Scheme, host and port; none means Amazon's own for the region.
    pub endpoint: Option<String>,
    pub region: String,
    /// The bucket stands in the path instead of the host name.
    pub path_style: bool,
    pub access_key_id: String,
    pub secret_access_key: Secret<String>,
    pub session_token: Option<Secret<String>>,
}

/// Where a ClamAV daemon listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScannerSetting {
    Unix(PathBuf),
    /// Host and port.
    Tcp(String),
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// One effective setting, to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub name: &'static str,
    /// Secrets are masked, what is not set is empty.
    pub value: String,
    pub origin: Origin,
}

impl fmt::Display for StorageSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StorageSetting::Local(folder) => write!(f, "file:{}", folder.display()),
            StorageSetting::S3(s3) => {
                let slash = if s3.prefix.is_empty() { "" } else { "/" };
                write!(f, "s3://{}{slash}{}?", s3.bucket, s3.prefix)?;
                if let Some(endpoint) = &s3.endpoint {
                    write!(f, "endpoint={endpoint}&")?;
                }
                write!(f, "region={}&path_style={}", s3.region, s3.path_style)
            }
        }
    }
}
