//! The one door for bytes.

pub mod routes;
#[cfg(test)]
mod tests;
