//! Tests of the engine: the worked cases, its laws on random worlds, a second opinion, and single rules.
#![allow(clippy::unwrap_used)]

mod acts;
mod agreement;
mod cases;
mod dice;
mod happenings;
mod laws;
mod maker;
mod pace;
mod product;
mod reference;
mod rules;
mod searching;
mod second;
mod states;
mod worked;
mod world;
