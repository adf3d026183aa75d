//! The rules of publishing, without a database.

use chrono::{DateTime, Utc};
use rights::Headline;
use serde_json::json;
use uuid::Uuid;

use super::channels::{Kind, parse_folder, parse_key, parse_rights_channel};
use super::ending::{Ending, check_at, effective_end};
use super::planning::base32;
use super::readiness::{Bytes, Facts, GateFacts, Missing, Readiness, judge, judge_gate};
use super::row::publication;
use super::{caps, copies, standing};
use crate::features::agreements::show::uses::Use;
use crate::features::delivery::present::Disposition;
use crate::features::delivery::serve;
use crate::features::delivery::source::Source;
use crate::platform::error::Code;
use crate::platform::storage::key::Key;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn ready() -> Facts {
    Facts {
        headline: Headline::Allowed,
        sentence: "Cleared.".to_owned(),
        is_approved: true,
        has_bytes: true,
        preset: "large".to_owned(),
        channel_is_active: true,
        asset_is_archived: false,
        ends_at: at("2027-01-31T23:00:00Z"),
    }
}

fn missing(facts: &Facts, now: &str) -> Vec<Code> {
    match judge(facts, at(now)) {
        Readiness::Go => Vec::new(),
        Readiness::Not(missing) => missing.into_iter().map(|Missing { code, .. }| code).collect(),
    }
}

#[test]
fn only_allowed_with_or_without_duties_goes() {
    let now = "2026-11-15T12:00:00Z";
    for (headline, goes) in [
        (Headline::Allowed, true),
        (Headline::AllowedWithDuties, true),
        (Headline::Partial, false),
        (Headline::Conditional, false),
        (Headline::Unknown, false),
        (Headline::Denied, false),
    ] {
        assert_eq!(missing(&Facts { headline, ..ready() }, now).is_empty(), goes, "{headline:?}");
    }
}

#[test]
fn every_missing_fact_is_named_the_right_first() {
    let worst = Facts {
        headline: Headline::Denied,
        is_approved: false,
        has_bytes: false,
        channel_is_active: false,
        asset_is_archived: true,
        ..ready()
    };
    let all = [Code::NotCleared, Code::NotApproved, Code::NoRendition, Code::ChannelRetired, Code::AssetArchived];
    assert_eq!(missing(&worst, "2027-01-31T22:59:59Z"), all);
    assert_eq!(missing(&ready(), "2027-01-31T22:59:59Z"), []);
    assert_eq!(missing(&ready(), "2027-01-31T23:00:00Z"), [Code::PublicationEnded]);
}

#[test]
fn the_gate_wants_an_answer_that_holds_for_the_whole_window() {
    let window = Some(at("2027-01-31T23:00:00Z"));
    let says = |headline, stable: Option<&str>, window| {
        let facts = GateFacts { headline, stable_until: stable.map(at), window_ends: window, ..asked() };
        gate_codes(&facts)
    };
    assert_eq!(says(Headline::Allowed, None, None), []);
    assert_eq!(says(Headline::AllowedWithDuties, Some("2027-01-31T23:00:00Z"), window), []);
    assert_eq!(says(Headline::Allowed, Some("2027-01-31T22:59:59Z"), window), [Code::NotCleared]);
    assert_eq!(says(Headline::Unknown, None, window), [Code::NotCleared]);
}

fn asked() -> GateFacts {
    GateFacts {
        headline: Headline::Allowed,
        sentence: "Why.".to_owned(),
        stable_until: None,
        window_ends: None,
        is_approved: true,
        bytes: Bytes::Current,
        asset_is_archived: false,
    }
}

fn gate_codes(facts: &GateFacts) -> Vec<Code> {
    judge_gate(facts, at("2026-12-01T00:00:00Z")).into_iter().map(|missing| missing.code).collect()
}

#[test]
fn the_gate_names_everything_that_speaks_against_it() {
    let worst = GateFacts {
        headline: Headline::Denied,
        is_approved: false,
        bytes: Bytes::Old { number: 1, current: 2 },
        asset_is_archived: true,
        window_ends: Some(at("2026-11-30T23:00:00Z")),
        ..asked()
    };
    let all = [Code::NotCleared, Code::NotApproved, Code::VersionChanged, Code::AssetArchived, Code::PublicationEnded];
    assert_eq!(gate_codes(&worst), all);
    assert_eq!(gate_codes(&GateFacts { bytes: Bytes::Unknown, ..asked() }), [Code::VersionUnknown]);
    assert_eq!(gate_codes(&GateFacts { bytes: Bytes::NotTold, ..asked() }), []);
    let changes = GateFacts { stable_until: Some(at("2027-01-31T23:00:00Z")), ..asked() };
    let told = judge_gate(&changes, at("2026-12-01T00:00:00Z"));
    assert!(told[0].message.contains("31 Jan 2027, 23:00 UTC"), "{}", told[0].message);
}

#[test]
fn a_use_takes_its_quantity_of_each_cap_and_one_where_it_names_none() {
    let grant = json!({ "caps": [
        { "id": "run", "kind": "cumulative", "metric": "copies", "limit": 50 },
        { "id": "posts", "limit": 3 },
        { "limit": 3 },
    ] });
    let named = Use {
        channels: vec!["owned.site".to_owned()],
        start: "2026-12-01".to_owned(),
        end: "2026-12-31".to_owned(),
        quantity: Some([("copies".to_owned(), 20.0)].into()),
        ..Use::default()
    };
    let taken = caps::entries(Uuid::from_u128(9), &grant, &named);
    let read = |at: usize, key: &str| taken[at].body[key].clone();
    assert_eq!(taken.len(), 2, "a cap without a name cannot be counted, and makes the verdict unknown anyway");
    assert_eq!((read(0, "cap"), read(0, "qty"), read(0, "kind")), (json!("run"), json!(20.0), json!("cumulative")));
    assert_eq!((read(1, "cap"), read(1, "qty"), read(1, "metric")), (json!("posts"), json!(1.0), json!("uses")));
    assert_eq!((read(1, "start"), read(1, "channels")), (json!("2026-12-01"), json!(["owned.site"])));
}

#[test]
fn an_ended_use_gives_back_what_it_never_used_and_what_counts_at_one_time_only() {
    let gives_back = |kind: &str, state: &str| {
        let entry = json!({ "kind": kind, "state": state });
        caps::is_given_back(entry.as_object().expect("an object"))
    };
    assert!(gives_back("cumulative", "reserved"));
    assert!(gives_back("distinct_channels", "reserved"));
    assert!(gives_back("concurrent", "consumed"));
    assert!(!gives_back("cumulative", "consumed"));
    assert!(!gives_back("distinct_channels", "consumed"));
}

fn live(stable_until: Option<&str>) -> publication::Model {
    let start = at("2026-11-30T23:00:00Z");
    publication::Model {
        id: Uuid::from_u128(1),
        asset_id: Uuid::from_u128(2),
        version_id: Uuid::from_u128(3),
        version_hash: "abcdef0123456789".to_owned(),
        channel_id: Uuid::from_u128(4),
        campaign_id: None,
        approval_id: None,
        use_request: r#"{"channels":["owned.site"],"territories":["DE"],"start":"2026-12-01","end":"2027-01-31"}"#
            .to_owned(),
        state: "live".to_owned(),
        starts_at: start,
        ends_at: Some(at("2027-01-31T23:00:00Z")),
        live_at: Some(start),
        stable_until: stable_until.map(at),
        verdict_id: None,
        ended_at: None,
        end_cause: None,
        delivery_key: "k".to_owned(),
        storage_key: None,
        mime: None,
        file_name: None,
        size_bytes: 0,
        copy_path: None,
        copy_removed_at: None,
        created_by: None,
        created_by_name: String::new(),
        created_at: start,
    }
}

#[test]
fn the_clock_and_the_right_decide_the_end_to_the_second() {
    let found = live(Some("2027-01-10T23:00:00Z"));
    for (now, is_cleared, expected) in [
        ("2027-01-10T22:59:59Z", true, None),
        ("2027-01-10T22:59:59Z", false, Some(Ending::RightChanged)),
        ("2027-01-10T23:00:00Z", false, Some(Ending::RightEnded)),
        ("2027-01-10T23:00:00Z", true, None),
        ("2027-01-31T22:59:59Z", true, None),
        ("2027-01-31T23:00:00Z", true, Some(Ending::WindowEnded)),
        ("2027-01-31T23:00:00Z", false, Some(Ending::RightEnded)),
    ] {
        assert_eq!(effective_end(&found, is_cleared, at(now)), expected, "{now} {is_cleared}");
    }
    assert_eq!(effective_end(&live(None), false, at("2027-01-10T23:00:00Z")), Some(Ending::RightChanged));
}

#[test]
fn the_next_look_is_at_whatever_comes_first_and_never_at_once_again() {
    let now = at("2026-12-01T00:00:00Z");
    let (early, late) = (at("2026-12-05T00:00:00Z"), at("2026-12-09T00:00:00Z"));
    assert_eq!(check_at(Some(early), Some(late), now), Some(early));
    assert_eq!(check_at(Some(late), Some(early), now), Some(early));
    assert_eq!(check_at(None, None, now), None);
    assert_eq!(check_at(None, Some(late), now), Some(late));
    assert_eq!(check_at(Some(late), Some(now), now), Some(at("2026-12-01T00:01:00Z")));
}

#[test]
fn a_live_use_goes_on_since_it_went_live() {
    let asked = standing::live_use(&live(None)).expect("a use");
    assert_eq!(asked["mode"], "continue");
    assert_eq!(asked["published_at"], "2026-11-30T23:00:00Z");
    assert_eq!(asked["territories"][0], "DE");
}

#[test]
fn a_delivery_key_is_26_letters_that_differ_with_every_bit() {
    assert_eq!(base32([0; 16]), "a".repeat(26));
    assert_eq!(base32([0xff; 16]), format!("{}4", "7".repeat(25)));
    let one = |bit: u32| base32((1u128 << bit).to_be_bytes());
    let keys: std::collections::BTreeSet<String> = (0..128).map(one).collect();
    assert_eq!(keys.len(), 128);
    assert!(keys.iter().all(|key| key.len() == 26));
}

#[test]
fn a_folder_cannot_leave_the_folder_of_all_channels() {
    for good in ["shop", "shop/winter_2026", "a.b/c-d"] {
        assert_eq!(parse_folder(good).expect("a folder"), good);
    }
    let long = "a".repeat(201);
    for bad in ["", "/shop", "shop/", "../x", "a/../b", "..", ".", ".hidden", "a//b", "a\\b", "a b", "ä", "a\0", &long]
    {
        assert!(parse_folder(bad).is_err(), "{bad:?}");
    }
    assert!(Kind::parse("folder", None).is_err());
    assert!(Kind::parse("public_url", Some("x")).is_err());
    assert!(parse_key("Shop").is_err() && parse_key("").is_err() && parse_key("shop-1").is_ok());
    assert!(parse_rights_channel("owned.site").is_ok() && parse_rights_channel("owned").is_err());
}

#[test]
fn a_copy_is_named_by_its_title_and_its_bytes() {
    let source = |mime: &str, name: &str| Source {
        key: Key::parse("original/aa/x").expect("a key"),
        size: 1,
        mime: mime.to_owned(),
        file_name: name.to_owned(),
        etag: "e".to_owned(),
        modified: at("2026-11-15T12:00:00Z"),
        disposition: Disposition::Inline,
        cache: serve::ASK_EVERY_TIME.into(),
    };
    let path = |title: &str, mime: &str, name: &str| {
        copies::relative_path("shop", title, "abcdef0123456789", &source(mime, name))
    };
    assert_eq!(path("Red chair, side", "image/webp", "x.png"), "shop/red-chair-side-abcdef01.webp");
    assert_eq!(path("../../etc", "font/woff2", "x.WOFF2"), "shop/etc-abcdef01.woff2");
    assert_eq!(path("椅子", "font/woff2", "x.a/b"), "shop/asset-abcdef01.bin");
}
