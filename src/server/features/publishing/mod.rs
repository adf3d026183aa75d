//! Channels, publications, the gate and takedowns: what is shown outside, from when, until when and on what right.
//!
//! A publication is planned on a verdict and an approval of exactly these bytes; both are asked again when it goes
//! live and whenever a fact changes. Its end is decided by the clock on every request for its bytes
//! ([`ending::effective_end`]); the jobs only write down what the clock already made true and remove copies.
//!
//! The window is civil days in the territories' own zones. One address serves them all, so it opens when the last
//! territory's first day has begun and closes when the first territory's last day is over.

pub mod caps;
pub mod channels;
pub mod copies;
pub mod ending;
pub mod gate;
pub mod good_faith;
pub mod jobs;
pub mod planning;
pub mod readiness;
pub mod routes;
pub mod row;
pub mod show;
pub mod standing;
pub mod store;
#[cfg(test)]
mod tests;
