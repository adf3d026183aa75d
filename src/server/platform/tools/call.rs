//! What a child program is asked for, and how it may end.

use std::time::Duration;

/// One call.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// The program's usual name, such as `ffprobe`.
    pub program: &'a str,
    pub args: &'a [String],
    pub limits: Limits,
}

/// What a call may use. The first limit that is reached ends it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub wall: Duration,
    /// Of all threads of a process together.
    pub cpu: Duration,
    /// Address space of a process.
    pub memory_bytes: u64,
    /// The largest file it may write.
    pub file_bytes: u64,
    /// How much of what it prints is kept.
    pub output_bytes: usize,
    /// Processes and threads; not enforced by the system for a server that runs as root.
    pub processes: u32,
}

/// A call that ended well.
#[derive(Debug, Default)]
pub struct Ran {
    pub stdout: Vec<u8>,
    /// More was printed than is kept.
    pub is_cut: bool,
    /// The first kilobytes of its complaints.
    pub stderr: String,
}

/// Why a call gave nothing. `Display` is fit for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ToolError {
    #[error("this server has no {label}")]
    Missing { label: String },
    #[error("it took too long and was stopped")]
    TimedOut,
    #[error("it wanted more memory or disk than one file may use and was stopped")]
    TooMuch,
    /// It ended with a complaint, cut to a line.
    #[error("{why}")]
    Failed { why: String },
}
