//! The random worlds of the engine's own tests: the same number is the same world for ever.

#[path = "../../src/rights/tests/dice.rs"]
pub mod dice;
#[path = "../../src/rights/tests/happenings.rs"]
mod happenings;
#[path = "../../src/rights/tests/maker.rs"]
pub mod maker;
#[path = "../../src/rights/tests/world.rs"]
mod world;
