//! Mechanisms that know no noun of the product.
pub mod config;
pub mod storage;
