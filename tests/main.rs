//! One integration binary for what crosses rooms.

mod accounts;
mod approvals;
mod campaigns;
mod delivery;
mod harness;
mod publishing;
mod scene;
