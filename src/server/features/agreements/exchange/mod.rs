//! Rights to and from the outside: policies, presets of open licences, reservations, fields in files.
//!
//! Pure: text or JSON in, proposals in the engine's form out, and back. What comes in is possible at most until a person
//! has approved it, and what was not understood stays possible even then. What goes out never grants more than is cleared.

mod constraint;
mod dates;
mod duty;
pub mod export;
pub mod fields;
mod guards;
mod json_ld;
pub mod odrl;
mod pair;
pub mod plus;
pub mod presets;
pub mod proposal;
pub mod reservation;
mod rule;
mod scope;
mod shown;
pub mod stated;
pub mod statement;
pub mod summary_code;
#[cfg(test)]
mod tests;
pub mod turtle;
mod words;
pub mod written;
