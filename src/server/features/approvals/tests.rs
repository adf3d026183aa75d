//! Who may decide, and which approval covers which use.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::decide::{Facts, Outcome, judge};
use super::row::approval;
use crate::features::agreements::{clearance, reference};
use crate::platform::error::Code;

const ASKER: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

fn open() -> Facts<'static> {
    Facts { state: "open", requested_by: ASKER, is_current_version: true, decider: OTHER, may_decide: true }
}

fn refusal(facts: Facts<'_>) -> Option<Code> {
    judge(facts).err().map(|error| error.code)
}

#[test]
fn somebody_else_with_the_role_decides_an_open_request_for_the_current_version() {
    assert_eq!(refusal(open()), None);
    assert_eq!(refusal(Facts { decider: ASKER, ..open() }), Some(Code::FourEyes));
    assert_eq!(refusal(Facts { may_decide: false, ..open() }), Some(Code::PermissionDenied));
    assert_eq!(refusal(Facts { is_current_version: false, ..open() }), Some(Code::VersionChanged));
    for state in ["approved", "declined", "changes_wanted", "withdrawn", ""] {
        assert_eq!(refusal(Facts { state, ..open() }), Some(Code::ApprovalClosed), "{state}");
    }
}

#[test]
fn outcomes_are_three_words() {
    for (word, state) in [("approve", "approved"), ("decline", "declined"), ("changes", "changes_wanted")] {
        let outcome = Outcome::parse(word).expect("an outcome");
        assert_eq!((outcome.name(), outcome.state()), (word, state));
    }
    assert!(Outcome::parse("Approve").is_err());
}

fn approved(state: &str, use_request: serde_json::Value) -> approval::Model {
    let at: DateTime<Utc> = "2026-11-15T12:00:00Z".parse().expect("an instant");
    approval::Model {
        id: Uuid::from_u128(9),
        asset_id: Uuid::from_u128(3),
        version_id: Uuid::from_u128(4),
        version_hash: "ab".to_owned(),
        use_request: use_request.to_string(),
        channel_id: None,
        note: String::new(),
        state: state.to_owned(),
        due_on: None,
        requested_by: ASKER,
        requested_by_name: "A".to_owned(),
        requested_at: at,
        updated_at: at,
    }
}

fn winter(channel: &str, territories: &[&str], start: &str, end: &str, purpose: &str) -> serde_json::Value {
    json!({ "channels": [channel], "territories": territories, "start": start, "end": end, "purposes": [purpose] })
}

#[test]
fn an_approval_covers_what_lies_within_it_in_every_direction() {
    let wide = winter("social.organic.instagram", &["DE", "AT"], "2026-12-01", "2027-01-31", "commercial");
    let row = approved("approved", wide.clone());
    let covers = |row: &approval::Model, hash: &str, wanted: &serde_json::Value| {
        super::covers(
            row,
            hash,
            &clearance::parse_use(wanted).expect("a use"),
            reference::shipped().expect("reference"),
        )
        .expect("a rule")
    };
    assert!(covers(&row, "ab", &wide));
    let narrow = winter("social.organic.instagram", &["DE"], "2026-12-24", "2026-12-24", "commercial.advertising");
    assert!(covers(&row, "ab", &narrow));
    for other in [
        winter("social.organic.facebook", &["DE"], "2026-12-24", "2026-12-24", "commercial"),
        winter("social.organic.instagram", &["CH"], "2026-12-24", "2026-12-24", "commercial"),
        winter("social.organic.instagram", &["DE"], "2026-11-30", "2026-12-24", "commercial"),
        winter("social.organic.instagram", &["DE"], "2026-12-24", "2027-02-01", "commercial"),
        winter("social.organic.instagram", &["DE"], "2026-12-24", "2026-12-24", "editorial"),
    ] {
        assert!(!covers(&row, "ab", &other), "{other}");
    }
    assert!(!covers(&row, "cd", &narrow), "other bytes");
    assert!(!covers(&approved("open", wide.clone()), "ab", &narrow), "not approved yet");
    assert!(!covers(&approved("approved", json!({ "channels": ["nonsense"] })), "ab", &narrow), "unreadable");
}
