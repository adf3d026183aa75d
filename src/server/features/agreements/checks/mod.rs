//! What is looked at before people say yes: findings, what a change would lead to, the cheapest questions.

pub mod bought;
pub mod burn;
pub mod coverage;
pub mod covering;
pub mod cubes;
pub mod findings;
#[cfg(test)]
mod findings_tests;
pub mod hypothesis;
pub mod in_question;
pub mod intake;
pub mod left_open;
pub mod merging;
pub mod open_points;
pub mod overview;
pub mod period_checks;
pub mod preview;
pub mod questions;
pub mod since;
pub mod timeline;
