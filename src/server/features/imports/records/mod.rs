//! Records of another system, line by line from one file: each becomes an asset without a file, is here already, or is
//! refused with its line and a reason.
//!
//! What a line says is kept word for word; a mapping says what of it is the title, the description and so on.

pub mod again;
pub mod batch;
pub mod lines;
pub mod mapping;
pub mod preview;
pub mod source;
pub mod taking;
pub mod uploads;
