//! How one file ended, as the API shows it.

use serde_json::Value;

/// How one file ended.
pub struct Ended {
    pub status: u16,
    /// The asset, or the problem.
    pub answer: Value,
}

impl Ended {
    pub fn version(&self) -> &Value {
        &self.answer["version"]
    }

    pub fn has_preview(&self) -> bool {
        self.version()["preview"] == "ready"
    }

    /// Width and height of a rendition.
    pub fn rendition(&self, preset: &str) -> Option<(i64, i64)> {
        let list = self.version()["renditions"].as_array()?;
        let found = list.iter().find(|each| each["preset"] == *preset)?;
        Some((found["width"].as_i64()?, found["height"].as_i64()?))
    }

    pub fn note(&self) -> &str {
        self.version()["preview_note"].as_str().unwrap_or_default()
    }
}
