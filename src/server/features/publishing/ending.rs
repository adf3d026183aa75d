//! When and why a live publication ends, decided by the clock and the rights. No I/O.

use chrono::{DateTime, Duration, Utc};

use super::row::publication;

/// Why it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The right ran out, as was known before.
    RightEnded,
    /// A fact changed and took the right away.
    RightChanged,
    /// The planned window is over; the right would go on.
    WindowEnded,
}

impl Ending {
    /// The code in `EndCause` and in the event.
    pub fn code(self) -> &'static str {
        match self {
            Ending::RightEnded => "right_ended",
            Ending::RightChanged => "right_changed",
            Ending::WindowEnded => "window_ended",
        }
    }
}

/// Whether a live publication has ended at `now`, although no job may have run yet. `is_cleared` says whether the
/// right stands at this very instant. A right that ends together with the window ends it as a right.
pub fn effective_end(found: &publication::Model, is_cleared: bool, now: DateTime<Utc>) -> Option<Ending> {
    let window_is_over = found.ends_at.is_some_and(|end| now >= end);
    let was_expected = found.stable_until.is_some_and(|until| now >= until);
    match (is_cleared, window_is_over) {
        (true, false) => None,
        (true, true) => Some(Ending::WindowEnded),
        (false, _) if was_expected || window_is_over => Some(Ending::RightEnded),
        (false, _) => Some(Ending::RightChanged),
    }
}

/// When a live publication has to be judged again: at the end of its window or when the verdict may change, whichever
/// is first. A verdict that calls itself stable until now is asked again in a minute rather than at once for ever.
pub fn check_at(
    ends_at: Option<DateTime<Utc>>,
    stable_until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let stable_until = stable_until.map(|until| if until > now { until } else { now + Duration::minutes(1) });
    match (ends_at, stable_until) {
        (Some(end), Some(until)) => Some(end.min(until)),
        (end, until) => end.or(until),
    }
}
