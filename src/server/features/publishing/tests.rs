//! The rules of publishing, without a database.
