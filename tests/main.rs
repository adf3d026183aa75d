//! One integration binary for what crosses rooms.

mod accounts;
mod harness;
mod tidy;
