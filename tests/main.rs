//! One integration binary for what crosses rooms.

mod accounts;
mod campaigns;
mod harness;
