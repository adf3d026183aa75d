//! One integration binary.
mod s3_server;
mod storage;
