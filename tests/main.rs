//! One integration binary for what crosses rooms.

mod access;
mod accounts;
mod audit;
mod assets;
mod agreements;
mod clearance;
mod desk;
mod harness;
mod uploads;
mod deployment;
mod audit;
#[allow(dead_code, reason = "each persona is used by some tests only")]
mod campaigns;
mod deployment;
mod harness;
mod migrations;
mod openapi;
mod operations;
mod s3_server;
mod search;
mod storage;
mod tidy;
mod uploads;
