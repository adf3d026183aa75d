//! Writing what a file says, as it stands in the room.

#[path = "../../../src/server/features/metadata/writing.rs"]
pub mod writing;
