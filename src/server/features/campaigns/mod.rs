//! Campaigns.

pub mod routes;
pub mod row;
#[cfg(test)]
mod tests;
