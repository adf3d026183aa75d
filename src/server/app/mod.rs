//! Wiring only: which routes exist, what follows an event, how the process starts and stops.

pub mod document;
pub mod hot_folder;
pub mod housekeeping;
pub mod openapi;
pub mod reactions;
pub mod router;
pub mod server;
pub mod start;
pub mod uses;
pub mod web;
