//! The demo brand, and small pictures for tests.

/// A 64 × 48 PNG in colors that depend on `seed`.
#[cfg(any(test, feature = "testing"))]
pub fn test_picture(seed: u8) -> Vec<u8> {
    picture::png(seed)
}

#[cfg(any(test, feature = "testing"))]
mod picture;
