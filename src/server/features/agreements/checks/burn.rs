//! How fast a cap is used up. Pure. A forecast is an alert, never a verdict.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::Value;

use super::super::records::ledger::{CapStanding, is_released, quantity};

/// Over how many days the use is averaged.
const LOOKING_BACK: i64 = 90;

/// What is used in a day, and when nothing will be left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burn {
    pub per_day: f64,
    pub days_left: u64,
    pub reached_on: NaiveDate,
}

/// The burn of a cap on a sum. Nothing for caps that free up again or count channels, and where nothing was used.
pub fn burn(cap: &CapStanding, now: DateTime<Utc>) -> Option<Burn> {
    let kind = cap.cap["kind"].as_str().unwrap_or("cumulative");
    if kind != "cumulative" || cap.counts_channels() {
        return None;
    }
    let today = now.date_naive();
    let mut used = 0.0;
    for row in &cap.entries {
        let entry: Value = serde_json::from_str(&row.body).unwrap_or_default();
        let is_reserved = entry["state"] == "reserved" || entry["reserved"] == true;
        let day = used_on(&entry).unwrap_or(row.recorded_at.date_naive());
        let age = (today - day).num_days();
        if !is_released(&entry) && !is_reserved && (0..LOOKING_BACK).contains(&age) {
            used += quantity(&entry);
        }
    }
    if used <= 0.0 {
        return None;
    }
    let per_day = used / LOOKING_BACK as f64;
    let days_left = (cap.remaining.max(0.0) / per_day).floor().min(36_500.0) as u64;
    Some(Burn { per_day, days_left, reached_on: today.checked_add_days(Days::new(days_left))? })
}

/// The day an entry says; the day it was recorded stands in where it says none.
fn used_on(entry: &Value) -> Option<NaiveDate> {
    ["on", "at", "from"].into_iter().find_map(|key| entry[key].as_str()?.get(..10)?.parse().ok())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use sea_orm::entity::prelude::Uuid;
    use serde_json::json;

    use super::super::super::records::ledger::caps;
    use super::super::super::records::record::{Draft, Kind};
    use super::super::hypothesis::imagined;
    use super::*;

    fn standing(kind: &str, entries: &[Value]) -> CapStanding {
        let now = "2026-12-01T10:00:00Z".parse().unwrap();
        let row = |number: u128, kind: Kind, body: Value| {
            let ids = (Uuid::from_u128(number), Uuid::from_u128(1000 + number));
            imagined(kind, ids, Draft { body, ..Draft::default() }, now)
        };
        let cap = json!({ "caps": [{ "id": "copies", "kind": kind, "metric": "copies", "limit": 1000 }] });
        let mut rows = vec![row(0, Kind::Grant, cap)];
        rows.extend((1..).zip(entries).map(|(number, entry)| row(number, Kind::Usage, entry.clone())));
        caps(&rows).remove(0)
    }

    fn burnt(kind: &str, entries: &[Value]) -> Option<(u64, String)> {
        let found = burn(&standing(kind, entries), "2026-12-01T10:00:00Z".parse().unwrap())?;
        Some((found.days_left, found.reached_on.to_string()))
    }

    #[test]
    fn what_was_used_lately_says_when_nothing_is_left() {
        let entries = [json!({ "cap": "copies", "qty": 180, "on": "2026-11-01" })];
        assert_eq!(burnt("cumulative", &entries), Some((410, "2028-01-15".to_owned())));
    }

    #[test]
    fn what_is_only_reserved_or_was_used_long_ago_does_not_burn_but_is_gone() {
        let reserved = json!({ "cap": "copies", "qty": 500, "state": "reserved", "on": "2026-11-01" });
        let old = json!({ "cap": "copies", "qty": 100, "on": "2026-01-01" });
        assert_eq!(burnt("cumulative", &[reserved.clone(), old.clone()]), None);
        let new = json!({ "cap": "copies", "qty": 90, "on": "2026-11-30" });
        assert_eq!(burnt("cumulative", &[reserved, old, new]).map(|(days, _)| days), Some(310));
    }

    #[test]
    fn a_cap_on_what_is_live_at_once_is_not_used_up() {
        assert_eq!(burnt("concurrent", &[json!({ "cap": "copies", "qty": 180, "on": "2026-11-01" })]), None);
    }
}
