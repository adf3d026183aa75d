//! One integration binary for what crosses rooms.

mod accounts;
mod harness;
mod s3_server;
mod storage;
mod tidy;
