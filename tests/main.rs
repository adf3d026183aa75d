//! One integration binary for what crosses rooms.

mod access;
mod accounts;
mod agreements;
mod assets;
mod audit;
mod campaigns;
#[allow(dead_code, reason = "each persona is used by some tests only")]
#[allow(dead_code, reason = "each persona is used by some tests only")]
mod campaigns;
mod clearance;
mod clearance;
mod deployment;
mod deployment;
#[allow(dead_code, reason = "each part of it is used by some tests only")]
mod desk;
mod desk;
mod harness;
mod migrations;
mod openapi;
mod operations;
mod s3_server;
mod search;
mod search_rights;
mod storage;
mod tidy;
mod uploads;
mod verify;
mod approvals;
mod campaigns;
mod delivery;
mod harness;
mod publishing;
mod scene;
