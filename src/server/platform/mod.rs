//! Mechanisms without a noun: ids, time, errors, settings, database, storage, HTTP, jobs, events, identity.

pub mod auth;
pub mod clock;
pub mod config;
pub mod ctx;
pub mod db;
pub mod error;
pub mod event;
pub mod events;
pub mod head;
pub mod http;
pub mod id;
pub mod job;
pub mod jobs;
pub mod log_mark;
pub mod logs;
pub mod scanner;
pub mod storage;
pub mod tools;
pub mod worker;
