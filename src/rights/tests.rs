//! Tests of the engine: the worked cases, its laws on random worlds, and single rules.
#![allow(clippy::unwrap_used)]

mod cases;
mod laws;
mod product;
mod rules;
mod searching;
mod world;
