//! Folders that calls work in: empty at first, the server's own, gone afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::platform::storage::key::unique_name;

/// What a dead process left is removed after this time.
const STALE: Duration = Duration::from_secs(24 * 3600);

/// An empty folder of its own. Dropping it removes it.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    pub(super) async fn create(below: &Path) -> std::io::Result<Scratch> {
        let path = below.join(unique_name()?);
        tokio::fs::create_dir_all(below).await?;
        tokio::fs::create_dir(&path).await?;
        Ok(Scratch { path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays behind is swept a day later.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Removes folders of processes that died in the middle of a call.
pub(super) async fn sweep(below: &Path) {
    let below = below.to_owned();
    let swept = tokio::task::spawn_blocking(move || {
        let Ok(entries) = fs::read_dir(&below) else { return };
        for entry in entries.flatten() {
            let age = entry.metadata().and_then(|found| found.modified()).ok().and_then(|at| at.elapsed().ok());
            if age.is_some_and(|age| age > STALE) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    });
    let _ = swept.await;
}
