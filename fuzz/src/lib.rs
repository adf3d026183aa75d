//! What the fuzz targets share: the code under test, worlds to begin with, changes to documents, and what must hold.
//!
//! The engine is a crate. What reads metadata and what exchanges rights are folders that import next to nothing of the
//! codecs and the server around them, so they are compiled in here by their paths: either crate as a whole,
//! instrumented, would take most of an hour to build on a small machine. `tests/tidy/floors.rs` keeps it so.

extern crate self as media; // what is compiled in names that crate
pub use rights::Reference; // the worlds name it by the root of their crate

pub mod change;
#[allow(dead_code)]
#[path = "../../src/media/container.rs"]
pub mod container;
#[allow(dead_code)]
#[path = "../../src/media/credentials/mod.rs"]
pub mod credentials;
#[allow(dead_code)]
#[path = "../../src/media/embed.rs"]
pub mod embed;
#[allow(dead_code)]
#[path = "../../src/server/features/agreements/exchange/mod.rs"]
pub mod exchange;
#[allow(dead_code)]
pub mod features;
pub mod files;
pub mod laws;
#[allow(dead_code)]
#[path = "../../src/media/metadata/mod.rs"]
pub mod metadata;
pub mod seeds;
#[allow(dead_code)]
pub mod worlds;
