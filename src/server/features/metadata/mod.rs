//! What is read from files.

pub mod jobs;
pub mod routes;
pub mod row;
#[cfg(test)]
mod tests;
