//! Pixels and file formats: bytes in, bytes out. Knows no database, no network, no storage and no clock but a stopwatch.

pub mod animation;
pub mod color;
pub mod container;
pub mod credentials;
pub mod decode;
pub mod embed;
pub mod encode;
pub mod hash;
pub mod limits;
pub mod metadata;
mod need;
pub mod pipeline;
pub mod planes;
pub mod probe;
pub mod recipe;
pub mod resize;
pub mod seal;
pub mod tool;
pub mod transform;

#[cfg(test)]
mod tests;

/// Why there is no picture. `Display` is written for the person who uploaded the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// The format, or this variant of it, cannot be drawn. The file itself may be perfectly fine.
    #[error("{why}")]
    Unsupported { mime: String, why: String },
    /// The content contradicts its own format: cut off, corrupt, or made to break readers.
    #[error("This file is damaged: {why}")]
    Damaged { why: String },
    /// Drawing it would take more pixels or memory than is allowed.
    #[error("This picture is too large to preview: {why}")]
    TooLarge { why: String },
    /// The time allowed ran out, or the work was called off.
    #[error("Making the preview took too long and was stopped.")]
    TimedOut,
}

impl MediaError {
    /// A damaged file, with the reason as half a sentence.
    pub fn damaged(why: impl Into<String>) -> Self {
        Self::Damaged { why: why.into() }
    }

    /// A variant that is not drawn; `why` is a whole sentence.
    pub fn unsupported(mime: &str, why: impl Into<String>) -> Self {
        Self::Unsupported { mime: mime.to_owned(), why: why.into() }
    }

    /// A picture over a limit, with the reason as half a sentence.
    pub fn too_large(why: impl Into<String>) -> Self {
        Self::TooLarge { why: why.into() }
    }
}
