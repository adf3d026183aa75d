//! Presets, recipes and the pictures made from versions.

pub mod jobs;
pub mod routes;
pub mod row;
#[cfg(test)]
mod tests;
