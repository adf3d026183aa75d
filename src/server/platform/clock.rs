//! The only source of "now". Instants are cut to milliseconds so that both databases keep them whole.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound, Utc};

/// Where the time comes from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock for records older than the installation, in milliseconds since 1970. Each look moves it on by one, so
    /// that what is recorded one after the other keeps that order; [`Clock::move_to`] moves it further.
    Past(Arc<AtomicI64>),
    /// A clock that stands still until it is set: tests only.
    #[cfg(feature = "testing")]
    Set(Arc<std::sync::Mutex<DateTime<Utc>>>),
    /// The machine's clock, ahead or behind by this much: end-to-end tests only.
    #[cfg(feature = "testing")]
    Shifted(chrono::TimeDelta),
}

impl Clock {
    /// A clock that begins at `at`: only for telling what happened before.
    pub fn past(at: DateTime<Utc>) -> Clock {
        Clock::Past(Arc::new(AtomicI64::new(at.timestamp_millis())))
    }

    /// Moves a clock of the past on to `at`, never back. Any other clock stays as it is.
    pub fn move_to(&self, at: DateTime<Utc>) {
        if let Clock::Past(millis) = self {
            millis.fetch_max(at.timestamp_millis(), Ordering::SeqCst);
        }
    }

    /// A clock that stands at `at` until [`Clock::set`].
    #[cfg(feature = "testing")]
    pub fn standing_at(at: DateTime<Utc>) -> Clock {
        Clock::Set(Arc::new(std::sync::Mutex::new(at)))
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
            Clock::Past(millis) => {
                DateTime::from_timestamp_millis(millis.fetch_add(1, Ordering::SeqCst)).unwrap_or_default()
            }
            #[cfg(feature = "testing")]
            Clock::Set(held) => *held.lock().unwrap_or_else(|poisoned| poisoned.into_inner()),
            #[cfg(feature = "testing")]
            Clock::Shifted(by) => Utc::now() + *by,
        };
        now.trunc_subsecs(3)
    }
}

/// An instant in a sentence: `1 Dec 2026, 23:00 UTC`.
pub fn said(at: DateTime<Utc>) -> String {
    at.format("%-d %b %Y, %H:%M UTC").to_string()
}
