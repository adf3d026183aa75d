//! How often somebody may try to sign in: per address and per caller, with a bucket that refills.

use std::num::NonZeroU32;

use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::platform::error::{Code, Error, Result};

type Limiter = RateLimiter<String, DashMapStateStore<String>, DefaultClock>;

/// Ten attempts at once, then one every six seconds.
pub struct SignInLimit {
    limiter: Limiter,
}

impl Default for SignInLimit {
    fn default() -> SignInLimit {
        let quota = Quota::per_minute(NonZeroU32::MIN.saturating_add(9));
        SignInLimit { limiter: RateLimiter::dashmap(quota) }
    }
}

impl SignInLimit {
    /// Counts one attempt for `key` and refuses when there were too many.
    pub fn count(&self, key: &str) -> Result<()> {
        // Forget full buckets now and then, so that strangers cannot fill the memory with keys.
        if self.limiter.len() > 10_000 {
            self.limiter.retain_recent();
        }
        let allowed = self.limiter.check_key(&key.to_owned()).is_ok();
        if allowed { Ok(()) } else { Err(Error::new(Code::TooManyAttempts, "Wait a minute, then try again.")) }
    }
}
