//! Agreements and the facts they record; clearance is the one door to a verdict.
//!
//! A fact is never changed: a correction is a new row that supersedes the old one, so every verdict can be
//! asked again as of any moment. What the facts mean is decided by the crate `rights`, never here.

pub mod body;
pub mod clearance;
pub mod exchange;
pub mod facts;
pub mod header;
pub mod interest;
pub mod proposed;
pub mod queries;
pub mod record;
pub mod reference;
pub mod routes;
pub mod row;
pub mod show;
pub mod standing;
pub mod summary;
#[cfg(test)]
mod tests;
pub mod touched;
