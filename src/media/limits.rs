//! What the making of one file's pictures may use: pixels, memory, time; and the memory that all of them share.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What one run of the pipeline may use.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Width times height, as the header declares it.
    pub max_pixels: u64,
    /// Memory: neither the file nor its decoded pixels may be larger than this many bytes.
    pub max_bytes: u64,
    /// Time for everything. A single decoding step is not interrupted, only refused what follows.
    pub deadline: Duration,
    /// Where the memory comes from when several runs share it; each waits until its estimate is free.
    pub shared: Option<&'static Memory>,
}

impl Limits {
    /// For one run on its own.
    pub const fn new(max_pixels: u64, max_bytes: u64, deadline: Duration) -> Limits {
        Limits { max_pixels, max_bytes, deadline, shared: None }
    }
}

/// Memory that several runs share, in bytes. Whoever comes first is served first, so a large picture is not
/// overtaken for ever by small ones.
#[derive(Debug)]
pub struct Memory {
    total: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    free: u64,
    next: u64,
    waiting: VecDeque<u64>,
}

/// A part of the shared memory, given back when dropped.
#[derive(Debug)]
pub struct Share<'a> {
    memory: &'a Memory,
    bytes: u64,
}

impl Memory {
    pub fn new(total: u64) -> Memory {
        let state = State { free: total, next: 0, waiting: VecDeque::new() };
        Memory { total, state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Waits at most `patience` for `bytes`; none when they did not come free. Who asks for more than there is
    /// gets everything, and works alone. Blocks the thread.
    pub fn take(&self, bytes: u64, patience: Duration) -> Option<Share<'_>> {
        let bytes = bytes.min(self.total);
        let until = Instant::now().checked_add(patience);
        let mut state = self.state();
        let ticket = state.next;
        state.next += 1;
        state.waiting.push_back(ticket);
        while state.waiting.front() != Some(&ticket) || state.free < bytes {
            let left = until.map_or(patience, |until| until.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                state.waiting.retain(|waiting| *waiting != ticket);
                self.changed.notify_all();
                return None;
            }
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.waiting.pop_front();
        state.free -= bytes;
        self.changed.notify_all();
        Some(Share { memory: self, bytes })
    }

    /// What nobody holds, in bytes.
    pub fn free(&self) -> u64 {
        self.state().free
    }

    /// Numbers stay right even if a thread died while it held the lock.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        self.memory.state().free += self.bytes;
        self.memory.changed.notify_all();
    }
}
