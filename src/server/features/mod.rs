//! Rooms: one folder per noun, each with the same file names. What a room may import is listed in `tests/tidy.rs`.

pub mod accounts;
pub mod agreements;
pub mod approvals;
pub mod assets;
pub mod audit;
pub mod campaigns;
pub mod delivery;
pub mod duplicates;
pub mod imports;
pub mod metadata;
pub mod operations;
pub mod publishing;
pub mod renditions;
pub mod search;
