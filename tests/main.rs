//! One integration binary for what crosses rooms.

mod accounts;
#[allow(dead_code, reason = "each persona is used by some tests only")]
mod harness;
mod s3_server;
mod storage;
mod tidy;
