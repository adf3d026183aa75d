//! Work on files off the async threads, and what its failures mean.

use std::io;

use tokio::task::JoinError;

use crate::platform::error::{Code, Error, Result};

/// Runs blocking file work.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T> {
    done(tokio::task::spawn_blocking(work).await)
}

pub(super) fn done<T>(ended: std::result::Result<io::Result<T>, JoinError>) -> Result<T> {
    ended.map_err(Error::internal)?.map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            let full =
                Error::new(Code::StorageFull, "The server's disk is full. Tell whoever runs it, then try again.");
            Error { source: Some(error.into()), ..full }
        }
        _ => error.into(),
    })
}
