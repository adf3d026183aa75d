//! Jobs, health and figures for whoever runs the server.

pub mod routes;
#[cfg(test)]
mod tests;
