//! The house rules as tests: floors, arrows, circles, sizes, words. Reads the sources as text; nothing is compiled for it.

mod circles;
mod exceptions;
mod floors;
mod graph;
mod paths;
mod rooms;
mod sizes;
mod sources;
mod web;
mod words;
