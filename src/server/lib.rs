//! Placet's server as three floors: `app` (wiring) on `features` (one room per noun) on `platform` (mechanisms).
//!
//! Imports run down only; `tests/tidy.rs` checks it. ARCHITECTURE.md is the map.

pub mod app;
pub mod cli;
pub mod features;
pub mod platform;
pub mod samples;
#[cfg(feature = "testing")]
pub mod testing;
