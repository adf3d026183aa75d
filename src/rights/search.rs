//! The index side of the search for cleared assets: every distinct region is decided once.
