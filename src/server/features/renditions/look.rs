//! What looking at a file gives: a picture to make renditions from, facts about it, and what is still to be made.

use bytes::Bytes;
use media::MediaError;
use media::tool::Call;

use crate::features::assets::properties::TechnicalProperties;

/// What a look gave. There is always something: a sound file without a picture has its length.
#[derive(Default)]
pub(super) struct Look {
    /// What renditions are made from: the original itself or a picture that stands for it.
    pub source: Option<Source>,
    /// Pixels of the original as a viewer sees them.
    pub size: Option<(i32, i32)>,
    pub properties: TechnicalProperties,
    /// The words inside.
    pub text: Option<String>,
    /// Files that are ready beside the pictures.
    pub extras: Vec<Extra>,
    /// A film or sound for the browser; made last because it takes long.
    pub player: Option<Player>,
    /// Why there is no picture.
    pub failure: Option<MediaError>,
}

/// A picture that this process can draw.
pub(super) struct Source {
    pub bytes: Bytes,
    pub mime: String,
    /// Whether these are the original's own bytes. A stand-in says nothing about whose picture it is.
    pub is_original: bool,
}

/// A small file that is not a picture.
pub(super) struct Extra {
    pub preset: &'static str,
    pub bytes: Vec<u8>,
    pub mime: &'static str,
}

/// How a file for the player is made.
pub(super) struct Player {
    pub call: Call,
    /// What the call leaves.
    pub file: &'static str,
    pub mime: &'static str,
    /// Pixels; zero for sound.
    pub width: u32,
    pub height: u32,
}

impl Source {
    pub(super) fn original(bytes: Bytes, mime: &str) -> Source {
        Source { bytes, mime: mime.to_owned(), is_original: true }
    }

    pub(super) fn stand_in(bytes: impl Into<Bytes>, mime: &str) -> Source {
        Source { bytes: bytes.into(), mime: mime.to_owned(), is_original: false }
    }

    pub(super) fn png(bytes: Vec<u8>) -> Source {
        Source::stand_in(bytes, "image/png")
    }
}

impl Look {
    /// Nothing but why.
    pub(super) fn failed(failure: MediaError) -> Look {
        Look { failure: Some(failure), ..Look::default() }
    }
}

/// What programs print, as text of at most `most` bytes; `None` when it is blank.
pub(super) fn text_of(printed: &[u8], most: usize) -> Option<String> {
    let mut text = String::from_utf8_lossy(&printed[..printed.len().min(most)]).replace('\0', " ");
    while text.len() > most {
        text.pop();
    }
    (!text.trim().is_empty()).then_some(text)
}
