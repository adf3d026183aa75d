//! The rights engine: may this asset be used on this channel, in this territory, in this time, for this purpose?
//! Facts, a use and a moment of belief go in; an explained verdict comes out. No clock, no files, no network: the
//! taxonomies, the territories and "now" are arguments. What is missing or cannot be read is unknown, never allowed.

mod act;
mod answer;
mod bits;
pub mod case;
mod coverage;
mod evaluate;
mod explain;
mod facts;
mod forecast;
mod guards;
mod period;
mod question;
mod quick;
mod read;
mod reference;
mod region;
mod request;
mod scope;
mod search;
mod state;
mod taxonomy;
mod territory;
#[cfg(test)]
mod tests;
mod verdict;
mod window;

pub use act::Act;
pub use answer::evaluate;
pub use coverage::{Coverage, Part, Slice, coverage};
pub use facts::{Clause, FactKind, Facts};
pub use forecast::Event;
pub use read::ParseError;
pub use reference::{REFERENCE_KINDS, Reference, capital};
pub use region::{Region, RegionBox};
pub use request::UseRequest;
pub use search::{AssetRegions, Buckets, Outline, RegionIndex, Standing, outline_of, regions_of};
pub use state::{Headline, State};
pub use verdict::{Alternative, ENGINE_VERSION, Reason, Remedy, Support, Verdict};
