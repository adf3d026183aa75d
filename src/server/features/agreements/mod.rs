//! Agreements and the facts they record; clearance is the one door to a verdict.
//!
//! A fact is never changed: a correction is a new row that supersedes the old one, so every verdict can be
//! asked again as of any moment. What the facts mean is decided by the crate `rights`, never here.

pub mod body;
pub mod clearance;
pub mod cubes;
pub mod engine_form;
pub mod exchange;
pub mod facts;
pub mod findings;
#[cfg(test)]
mod findings_tests;
pub mod header;
pub mod hypothesis;
pub mod in_question;
pub mod intake;
pub mod interest;
pub mod ledger;
pub mod occurrence;
pub mod people;
pub mod period_checks;
pub mod preview;
pub mod proposed;
pub mod queries;
pub mod questions;
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
pub mod wanted;
