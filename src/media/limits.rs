//! What the making of one file's pictures may use: pixels, memory, time.

use std::time::Duration;

/// What one run of the pipeline may use.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Width times height, as the header declares it.
    pub max_pixels: u64,
    /// Memory: neither the file nor its decoded pixels may be larger than this many bytes.
    pub max_bytes: u64,
    /// Time for everything. A single decoding step is not interrupted, only refused what follows.
    pub deadline: Duration,
}
