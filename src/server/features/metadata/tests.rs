//! Tests of the room `metadata`.
