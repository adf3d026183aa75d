//! What is written down: agreements and the facts under them, inserted or superseded, never changed.

pub mod body;
pub mod header;
pub mod interest;
pub mod ledger;
pub mod occurrence;
pub mod people;
pub mod proposed;
pub mod queries;
pub mod record;
pub mod row;
pub mod summary;
pub mod touched;
pub mod wanted;
