//! Worked worlds of what a field means that is absent, empty, misspelt or not what it should be: never a yes.

use serde_json::{Value, json};

use super::{IG, WINTER, World, a, check, g, interest, over, period, q, world};

const UNREADABLE: &[&str] = &["FACT_UNREADABLE"];

/// Nothing is cleared, for one reason.
fn held(why: &'static str, given: Value, headline: &'static str, reasons: &[&'static str]) -> World {
    world(why, given, q(json!({})), headline, &[], reasons)
}

fn with(other: Value) -> Value {
    a(vec![g("g1", json!({}))], other)
}

#[test]
fn a_ban_that_lists_nothing_on_an_axis_leaves_the_axis_open() {
    let ban = |other: Value| {
        let ban = over(json!({ "id": "r1", "reach": "asset", "asset": "A", "code": "SANCTION" }), other);
        with(json!({ "restrictions": [ban] }))
    };
    let keys = ["channels", "territories", "purposes", "brands", "brands_except", "categories", "actors"];
    let open = |key: &str| held("a list of nothing narrows no ban", ban(json!({ key: [] })), "DENIED", &["SANCTION"]);
    check(keys.into_iter().map(open).collect());
    check(vec![
        held(
            "not to be carved out is to be held",
            ban(json!({ "exclude": [], "exclude_channels": [] })),
            "DENIED",
            &["SANCTION"],
        ),
        world(
            "a duty that lists no country is owed in all",
            a(
                vec![g("g1", json!({ "duties": [{ "id": "credit", "timing": "concurrent", "territories": [] }] }))],
                json!({}),
            ),
            q(json!({})),
            "ALLOWED_WITH_DUTIES",
            &[WINTER],
            &[],
        )
        .owing(&["credit"]),
        world(
            "a licence that lists no channel covers none",
            a(vec![g("g1", json!({ "channels": [] }))], json!({})),
            q(json!({})),
            "DENIED",
            &[],
            &["CHANNEL_NOT_GRANTED"],
        ),
        held(
            "a ban that ends before it begins is a mistake, not an end of it",
            ban(json!({ "period": { "start": "2026-12-24", "end": "2026-01-05T10:00:00Z" } })),
            "UNKNOWN",
            UNREADABLE,
        ),
    ]);
}

#[test]
fn a_key_nobody_knows_is_never_read_past_where_it_could_have_narrowed() {
    let person =
        |known: Value| json!({ "interests": [over(interest("i1", "A", "complete"), json!({ "person": known }))] });
    let engaged = |other: Value| {
        let engagement = over(json!({ "actor": "AgencyZ", "relation": "agency_acting_for" }), other);
        a(vec![g("g1", json!({ "sublicense": ["agency_acting_for"] }))], json!({ "engagements": [engagement] }))
    };
    check(vec![
        held(
            "a licence that begins who knows when",
            a(vec![g("g1", json!({ "period": { "begin": "2027-03-01", "end": "2027-05-31" } }))], json!({})),
            "UNKNOWN",
            UNREADABLE,
        ),
        held(
            "a first use recorded under a name nobody knows",
            a(
                vec![g(
                    "g1",
                    json!({ "period": { "trigger": { "event": "first_use", "on": "2025-01-01" }, "duration": "P1Y" } }),
                )],
                json!({}),
            ),
            "UNKNOWN",
            UNREADABLE,
        ),
        held(
            "a term that begins with something unnamed has not surely begun",
            a(vec![g("g1", json!({ "period": { "trigger": {}, "duration": "P1Y" } }))], json!({})),
            "UNKNOWN",
            &["PERIOD_UNCERTAIN"],
        ),
        held(
            "a birthday under another name may be a child's",
            with(person(json!({ "born": "2014-01-01" }))),
            "UNKNOWN",
            &["FACT_UNREADABLE", "NO_RIGHTS_INFO"],
        ),
        world(
            "an engagement whose end is misspelt may be over, so nobody is engaged",
            engaged(json!({ "periode": { "start": "2025-01-01", "end": "2025-12-31" } })),
            q(json!({ "actor": "AgencyZ" })),
            "DENIED",
            &[],
            &["ACTOR_NOT_LICENSED"],
        ),
        held(
            "a misspelt list of bans",
            with(json!({ "restriction": [{ "id": "r1", "reach": "asset", "asset": "A" }] })),
            "UNKNOWN",
            UNREADABLE,
        ),
        held(
            "a licence whose id is no text could not be revoked by it",
            a(vec![g("g1", json!({ "id": 1 }))], json!({ "revocations": [{ "grant": "1", "kind": "ab_initio" }] })),
            "UNKNOWN",
            UNREADABLE,
        ),
        held(
            "a consequence nobody knows",
            a(vec![g("g1", json!({ "duties": [{ "id": "d", "timing": "post", "consequence": "doom" }] }))], json!({})),
            "UNKNOWN",
            UNREADABLE,
        ),
    ]);
}

#[test]
fn what_was_used_counts_even_where_it_says_too_little() {
    let capped = |kind: &str, limit: u32| json!({ "caps": [{ "id": "c", "kind": kind, "metric": "placements", "limit": limit }] });
    let used = |kind: &str, limit: u32, entry: Value| {
        a(vec![g("g1", capped(kind, limit))], json!({ "usage": [over(json!({ "cap": "c" }), entry)] }))
    };
    check(vec![
        held(
            "a channel elected that nobody named took one place of two, and two are asked",
            used("distinct_channels", 1, json!({})),
            "DENIED",
            &["CAP_REACHED"],
        ),
        world(
            "with room for both there is room",
            used("distinct_channels", 2, json!({})),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "less than nothing was never used",
            used("cumulative", 10, json!({ "qty": -5 })),
            q(json!({ "quantity": { "placements": 1 } })),
            "UNKNOWN",
            &[],
            UNREADABLE,
        ),
        world(
            "what ran from one day to another runs no longer",
            used("concurrent", 1, json!({ "from": "2026-11-01", "to": "2026-12-15" })),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-16..2027-01-31"],
            &["CAP_REACHED"],
        ),
    ]);
}

#[test]
fn a_live_placement_was_first_used_when_it_was_published() {
    let from_first_use =
        || a(vec![g("g1", json!({ "period": { "trigger": { "event": "first_use" }, "duration": "P1Y" } }))], json!({}));
    let live = |other: Value| q(over(json!({ "mode": "continue" }), other));
    check(vec![
        world(
            "a year from first use does not begin again with each question",
            from_first_use(),
            live(json!({ "published_at": "2026-01-15" })),
            "PARTIAL",
            &["DE | 2026-12-01..2027-01-14"],
            &["EXPIRED"],
        ),
        world("live since nobody knows when", from_first_use(), live(json!({})), "UNKNOWN", &[], &["PERIOD_UNCERTAIN"]),
        world("what is new is first used when it begins", from_first_use(), q(json!({})), "ALLOWED", &[WINTER], &[]),
    ]);
}

#[test]
fn rules_of_agreements_and_of_the_house() {
    let covenant = json!({ "restrictions": [{ "id": "r1", "reach": "agreement", "agreement": "AG1", "code": "BLACKOUT", "period": { "start": "2026-12-24", "end": "2026-12-26" } }] });
    let union = json!({ "territories": ["EU"], "signed": "2019-05-01" });
    let approval = |events: Value| {
        a(vec![g("g1", json!({ "duties": [{ "id": "d", "timing": "pre" }] }))], json!({ "duty_events": events }))
    };
    let year = period("2019-01-01", "2027-12-31");
    check(vec![
        world(
            "a covenant of one agreement narrows that agreement, whatever it is called",
            with(covenant.clone()),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-01..2026-12-23 & 2026-12-27..2027-01-31"],
            &["EXCLUDED_BY_AGREEMENT"],
        ),
        world(
            "so another licence covers the days",
            a(vec![g("g1", json!({})), g("g2", json!({ "agreement": "AG2" }))], covenant),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "a house that reads silent contracts as they stood when signed",
            a(vec![g("g1", over(union.clone(), year.clone()))], json!({ "policy": { "territory_binding": "frozen" } })),
            q(json!({ "territories": ["GB"] })),
            "ALLOWED",
            &["GB | 2026-12-01..2027-01-31"],
            &[],
        ),
        world(
            "a contract that says so goes before the house",
            a(
                vec![g("g1", over(over(union, year), json!({ "territory_binding": "floating" })))],
                json!({ "policy": { "territory_binding": "frozen" } }),
            ),
            q(json!({ "territories": ["GB"] })),
            "DENIED",
            &[],
            &["TERRITORY_NOT_GRANTED"],
        ),
        world(
            "of what became of a duty the later word counts",
            approval(
                json!([{ "duty": "d", "state": "fulfilled", "at": "2026-11-20" }, { "duty": "d", "state": "refused", "at": "2026-11-01" }]),
            ),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "of two words of one day the graver",
            approval(
                json!([{ "duty": "d", "state": "fulfilled", "at": "2026-11-20" }, { "duty": "d", "state": "refused", "at": "2026-11-20" }]),
            ),
            q(json!({ "channels": [IG] })),
            "DENIED",
            &[],
            &["DUTY_REFUSED"],
        ),
    ]);
}
