//! Comparing uses: whether one allows for everything another asks, and when a use is in force everywhere at once.

use chrono::{DateTime, Utc};

use crate::bits::AtomSet;
use crate::period::{ALWAYS, Clock, FOREVER};
use crate::reference::Reference;
use crate::request::UseRequest;

impl UseRequest {
    /// Whether the act, every channel, territory, purpose and instant of `other` lies within this use.
    pub fn covers(&self, other: &UseRequest, reference: &Reference) -> bool {
        let within = |clock: &Clock| {
            let (own, asked) = (self.window(clock), other.window(clock));
            own.0 <= asked.0 && asked.1 <= own.1
        };
        self.act.covers(other.act)
            && other.channels.is_subset(&self.channels)
            && other.purposes.is_subset(&self.purposes)
            && other.atoms.is_subset(&self.atoms)
            && clocks(&other.atoms, reference).all(|clock| within(&clock))
    }

    /// From when until when (excluded) the use is in force in all its territories at once: the latest beginning and
    /// the earliest end among their civil days. `None` when there is no such time, or it has no end.
    pub fn common_window(&self, reference: &Reference) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let (mut from, mut until) = (ALWAYS, FOREVER);
        for clock in clocks(&self.atoms, reference) {
            let (start, end) = self.window(&clock);
            from = from.max(start);
            until = until.min(end);
        }
        let (from, until) = (DateTime::from_timestamp(from, 0)?, DateTime::from_timestamp(until, 0)?);
        (from < until).then_some((from, until))
    }
}

fn clocks<'a>(atoms: &AtomSet, reference: &'a Reference) -> impl Iterator<Item = Clock> + use<'a> {
    let zones: std::collections::BTreeSet<&'static str> =
        atoms.iter().map(|atom| reference.territories.atoms[atom].zone.name()).collect();
    zones.into_iter().filter_map(|name| name.parse().ok()).map(Clock::new)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn asked(reference: &Reference, channels: &[&str], territories: &[&str], days: (&str, &str)) -> UseRequest {
        let value: Value = json!({ "channels": channels, "territories": territories, "start": days.0, "end": days.1 });
        UseRequest::from_json(&value, reference).expect("a use")
    }

    #[test]
    fn a_wider_use_covers_a_narrower_one_and_never_the_other_way_round() {
        let reference = Reference::product().expect("the reference");
        let winter = ("2026-12-01", "2027-01-31");
        let wide = asked(&reference, &["social"], &["DE", "AT"], winter);
        let covered = |channels: &[&str], territories: &[&str], days| {
            wide.covers(&asked(&reference, channels, territories, days), &reference)
        };
        assert!(covered(&["social"], &["DE", "AT"], winter));
        assert!(covered(&["social.organic.instagram"], &["DE"], ("2026-12-24", "2026-12-24")));
        assert!(!covered(&["social.organic.instagram"], &["CH"], winter));
        assert!(!covered(&["social.organic.instagram", "owned.email"], &["DE"], winter));
        assert!(!covered(&["social"], &["DE"], ("2026-11-30", "2027-01-31")));
        assert!(!covered(&["social"], &["DE"], ("2026-12-01", "2027-02-01")));
    }

    #[test]
    fn a_use_in_two_zones_begins_with_the_later_and_ends_with_the_earlier_midnight() {
        let reference = Reference::product().expect("the reference");
        let day = ("2026-12-01", "2026-12-01");
        let window = |territories: &[&str], days| {
            let window = asked(&reference, &["social"], territories, days).common_window(&reference);
            window.map(|(from, until)| format!("{} {}", from.to_rfc3339(), until.to_rfc3339()))
        };
        let german = "2026-11-30T23:00:00+00:00 2026-12-01T23:00:00+00:00";
        assert_eq!(window(&["DE"], day).as_deref(), Some(german));
        let both = "2026-11-30T23:00:00+00:00 2026-12-01T15:00:00+00:00";
        assert_eq!(window(&["DE", "JP"], day).as_deref(), Some(both));
        assert_eq!(window(&["KI", "AS"], day), None, "one day there is over before it begins here");
    }
}
