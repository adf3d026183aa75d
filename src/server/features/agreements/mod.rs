//! Agreements and the facts they record; clearance is the one door to a verdict.

pub mod routes;
pub mod row;
#[cfg(test)]
mod tests;
