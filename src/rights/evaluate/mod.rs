//! Facts, a request and a moment of belief in; the state of every cell out.

pub(crate) mod book;
mod cell;
mod judge;
pub(crate) mod plan;
mod reach;
mod rules;
pub(crate) mod sweep;
pub(crate) mod tracks;
