//! What can go wrong with stored bytes.

use std::io;

use super::key::{Key, KeyError};

/// What can go wrong with stored bytes.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("nothing is stored as {key}")]
    NotFound { key: Key },
    /// The range asked for lies beyond the object's `size` in bytes, or is empty.
    #[error("the range is outside the object's {size} bytes")]
    RangeNotSatisfiable { size: u64 },
    /// The object has `size` bytes, more than the reader's `limit`.
    #[error("the object has {size} bytes, more than the {limit} that may be read at once")]
    TooLarge { size: u64, limit: u64 },
    #[error("{what}: {source}")]
    Io { source: io::Error, what: String },
    /// The remote store refused, failed or could not be reached.
    #[error("{why}")]
    Remote { why: String },
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl StorageError {
    pub(super) fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> StorageError {
        let what = what.into();
        move |source| StorageError::Io { source, what }
    }
}
