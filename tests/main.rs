//! One integration binary for what crosses rooms.

mod accounts;
mod agreements;
mod clearance;
mod desk;
mod harness;
