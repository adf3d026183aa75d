//! What is written down: agreements and the facts under them, inserted or superseded, never changed.

pub mod amendment;
pub mod body;
pub mod dated;
pub mod dates;
pub mod document;
pub mod duty_proposals;
pub mod erasure;
pub mod header;
pub mod house_rules;
pub mod interest;
pub mod leads;
pub mod ledger;
pub mod names;
pub mod occurrence;
pub mod people;
pub mod proposed;
pub mod queries;
pub mod record;
pub mod reserving;
pub mod row;
pub mod span;
pub mod stated;
pub mod summary;
pub mod terms;
pub mod touched;
pub mod wanted;
