//! HTTP mechanisms: problem documents, extractors, paging.

pub mod extract;
pub mod idempotency;
pub mod page;
pub mod paging;
pub mod problem;
mod slashes;
pub mod trace;
