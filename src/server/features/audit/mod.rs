//! The event trail and its verification.

pub mod routes;
#[cfg(test)]
mod tests;
