//! The size a picture declares, and the refusal of sizes that are too large, before anything is allocated.

use serde::{Deserialize, Serialize};

use crate::MediaError;

/// What a picture's header declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// Pixels, after `orientation` has been applied: what a viewer sees.
    pub width: u32,
    pub height: u32,
    /// Exif value 1 to 8; illegal values read as 1.
    pub orientation: u8,
    /// Pages of a TIFF, frames of an animation where they can be counted cheaply, else 1.
    pub pages: u32,
    pub has_alpha: bool,
    pub animated: bool,
}

impl Probe {
    /// Refuses by declared size, in words with numbers.
    pub(crate) fn check_size(&self, max_pixels: u64) -> Result<(), MediaError> {
        let pixels = u64::from(self.width) * u64::from(self.height);
        if pixels > max_pixels {
            return Err(MediaError::too_large(format!(
                "it says that it is {} × {} pixels; the limit is {} megapixels.",
                self.width,
                self.height,
                max_pixels / 1_000_000
            )));
        }
        Ok(())
    }
}
