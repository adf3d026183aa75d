//! The one part of the server's rooms that the exchange of rights names.

pub mod metadata;
