//! Approvals, bound to a version's hash.

pub mod routes;
pub mod row;
#[cfg(test)]
mod tests;
