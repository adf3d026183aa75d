//! Agreements and the facts they record; clearance is the one door to a verdict.
//!
//! A fact is never changed: a correction is a new row that supersedes the old one, so every verdict can be
//! asked again as of any moment. What the facts mean is decided by the crate `rights`, never here.

pub mod checks;
pub mod clearance;
pub mod engine_form;
pub mod exchange;
pub mod facts;
pub mod file_rights;
pub mod records;
pub mod reference;
pub mod reservations;
pub mod routes;
pub mod show;
pub mod standing;
#[cfg(test)]
mod tests;
