//! One integration binary for what crosses rooms.

mod access;
mod accounts;
mod assets;
mod harness;
mod uploads;
mod deployment;
#[allow(dead_code, reason = "each persona is used by some tests only")]
mod campaigns;
mod harness;
mod migrations;
mod openapi;
mod s3_server;
mod storage;
mod tidy;
mod audit;
mod operations;
mod search;
