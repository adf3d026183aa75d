//! The rights engine.
