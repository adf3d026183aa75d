//! One integration binary for what crosses rooms.

mod access;
mod accounts;
mod agreements;
mod approvals;
mod assets;
mod audit;
mod campaigns;
mod caps;
mod clearance;
mod contention;
#[cfg(target_os = "linux")]
mod corpus_files;
mod coverage;
mod crash;
mod credentials;
mod delivery;
mod delivery_addresses;
mod delivery_bytes;
mod deployment;
#[allow(dead_code, reason = "each part of it is used by some tests only")]
mod desk;
mod exchange;
mod fields;
mod file_rights;
mod formats;
mod gate;
mod good_faith;
#[allow(dead_code, reason = "each part of it is used by some tests only")]
mod harness;
#[cfg(target_os = "linux")]
mod hostile;
mod hot_folder;
mod house_rules;
mod iiif;
mod iiif_validator;
mod imports;
mod imports_commands;
mod imports_records;
mod intake;
mod joining;
mod migrations;
mod nodes;
mod odrl;
mod openapi;
mod operations;
mod papers;
mod people;
mod presets;
mod previews;
mod publishing;
mod recorder;
mod records;
mod reference;
#[allow(dead_code, reason = "each part of it is used by some tests only")]
mod s3_server;
#[allow(dead_code, reason = "each part of it is used by some tests only")]
mod scanner;
mod scene;
mod search;
mod search_rights;
mod sidecars;
mod storage;
mod tidy;
mod twins;
mod uploads;
mod verify;
mod worked_cases;
