//! An S3 server inside the test process: s3s-fs over a temporary folder, on a port of the system's choice.

use std::path::{Path, PathBuf};

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use server::platform::config::secret::Secret;
use server::platform::config::setting::{S3Setting, StorageSetting};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const BUCKET: &str = "placet-test";
const ACCESS_KEY_ID: &str = "placet";
const SECRET_ACCESS_KEY: &str = "placet-test-secret";

/// A running server with one empty bucket. Dropping it stops the server and removes the folder.
pub struct S3Server {
    /// Scheme, host and port.
    pub endpoint: String,
    folder: TempDir,
    accepting: JoinHandle<()>,
}

impl S3Server {
    pub async fn start() -> anyhow::Result<S3Server> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir(folder.path().join(BUCKET))?;
        let files = FileSystem::new(folder.path()).map_err(|error| anyhow::anyhow!("{error:?}"))?;
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single(ACCESS_KEY_ID, SECRET_ACCESS_KEY));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let accepting = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    let connection = Builder::new(TokioExecutor::new());
                    // A client that hangs up is part of some tests.
                    let _ = connection.serve_connection(TokioIo::new(socket), service).await;
                });
            }
        });
        Ok(S3Server { endpoint, folder, accepting })
    }

    /// How to reach the bucket, below `prefix`.
    pub fn setting(&self, prefix: &str) -> S3Setting {
        setting_at(&self.endpoint, prefix)
    }

    /// The same as text, for `PLACET_STORAGE`, together with `environment`.
    pub fn text(&self, prefix: &str) -> String {
        StorageSetting::S3(self.setting(prefix)).to_string()
    }

    /// The variables that a server process needs to use the bucket.
    pub fn environment() -> [(&'static str, &'static str); 2] {
        [("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID), ("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY)]
    }

    /// Where the bucket's objects lie as files.
    pub fn bucket_folder(&self) -> PathBuf {
        self.folder.path().join(BUCKET)
    }

    /// The parts of uploads that are neither completed nor aborted.
    pub fn open_parts(&self) -> anyhow::Result<usize> {
        let is_part = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(".upload_id-")
        };
        let entries: Result<Vec<_>, _> = std::fs::read_dir(self.folder.path())?.collect();
        Ok(entries?.iter().filter(|entry| is_part(&entry.path())).count())
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// How to reach the bucket of a server that runs in another process.
pub fn setting_at(endpoint: &str, prefix: &str) -> S3Setting {
    S3Setting {
        bucket: BUCKET.to_owned(),
        prefix: prefix.to_owned(),
        endpoint: Some(endpoint.to_owned()),
        region: "us-east-1".to_owned(),
        path_style: true,
        access_key_id: ACCESS_KEY_ID.to_owned(),
        secret_access_key: Secret::new(SECRET_ACCESS_KEY.to_owned()),
        session_token: None,
    }
}
