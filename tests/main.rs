//! One integration binary for what crosses rooms.

mod accounts;
mod assets;
mod harness;
mod uploads;
