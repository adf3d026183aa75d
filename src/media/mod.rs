//! Pixels and file formats.
