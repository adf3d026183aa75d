//! One bucket, the part of it that is ours, and the client that speaks to it.

use std::sync::Arc;

use aws_sdk_s3::Client;

use super::connect::client_config;
use crate::platform::config::setting::S3Setting;
use crate::platform::storage::key::Key;

/// Cloning shares the connection.
#[derive(Clone, Debug)]
pub struct Bucket {
    pub client: Client,
    place: Arc<Place>,
}

#[derive(Debug)]
struct Place {
    bucket: String,
    /// Empty, or ending in a slash.
    prefix: String,
}

impl Bucket {
    /// Nothing is sent yet.
    pub fn of(setting: &S3Setting) -> Bucket {
        let prefix = if setting.prefix.is_empty() { String::new() } else { format!("{}/", setting.prefix) };
        let place = Arc::new(Place { bucket: setting.bucket.clone(), prefix });
        Bucket { client: Client::from_conf(client_config(setting)), place }
    }

    pub fn name(&self) -> &str {
        &self.place.bucket
    }

    /// Empty, or ending in a slash.
    pub fn prefix(&self) -> &str {
        &self.place.prefix
    }

    /// What an object is called in the bucket.
    pub fn name_of(&self, key: &Key) -> String {
        format!("{}{key}", self.place.prefix)
    }
}
