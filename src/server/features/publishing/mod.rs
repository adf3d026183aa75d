//! Channels, publications, the gate and takedowns.

pub mod jobs;
pub mod routes;
pub mod row;
#[cfg(test)]
mod tests;
