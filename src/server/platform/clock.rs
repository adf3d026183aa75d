//! The only source of "now". Instants are cut to milliseconds so that both databases keep them whole.

use chrono::{DateTime, SubsecRound, Utc};

/// Where the time comes from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that stands still until it is set: tests only.
    #[cfg(feature = "testing")]
    Set(std::sync::Arc<std::sync::Mutex<DateTime<Utc>>>),
    /// The machine's clock, ahead or behind by this much: end-to-end tests only.
    #[cfg(feature = "testing")]
    Shifted(chrono::TimeDelta),
}

impl Clock {
    /// A clock that stands at `at` until [`Clock::set`].
    #[cfg(feature = "testing")]
    pub fn standing_at(at: DateTime<Utc>) -> Clock {
        Clock::Set(std::sync::Arc::new(std::sync::Mutex::new(at)))
    }

    /// A clock that shows `at` now and goes on from there.
    #[cfg(feature = "testing")]
    #[allow(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
    pub fn starting_at(at: DateTime<Utc>) -> Clock {
        Clock::Shifted(at - Utc::now())
    }

    /// Moves a standing clock; the machine's clock is not moved.
    #[cfg(feature = "testing")]
    pub fn set(&self, at: DateTime<Utc>) {
        if let Clock::Set(held) = self {
            *held.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = at;
        }
    }

    /// Now, UTC, to the millisecond.
    #[allow(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self {
            Clock::System => Utc::now(),
            #[cfg(feature = "testing")]
            Clock::Set(held) => *held.lock().unwrap_or_else(|poisoned| poisoned.into_inner()),
            #[cfg(feature = "testing")]
            Clock::Shifted(by) => Utc::now() + *by,
        };
        now.trunc_subsecs(3)
    }
}
