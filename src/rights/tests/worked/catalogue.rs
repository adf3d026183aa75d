//! For every reason code of the catalogue the smallest world that gives it and no other.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{a, check, g, interest, over, period, q, world};

/// The codes a verdict may be read for; a request that ends before it starts has one more.
const CATALOGUE: &str = "
    EXPIRED NOT_STARTED END_UNKNOWN ZONE_UNSPECIFIED AUTO_RENEWAL_ASSUMED PERIOD_UNCERTAIN
    TERRITORY_NOT_GRANTED TERRITORY_EXCLUDED TERRITORY_GROUP_AMBIGUOUS TERRITORY_SPILL
    CHANNEL_NOT_GRANTED RESERVED_CHANNEL_NOT_NAMED CHANNEL_ADDED_AFTER_SIGNATURE
    PURPOSE_NOT_GRANTED RESERVED_PURPOSE_NOT_NAMED
    EXCLUDED_BY_AGREEMENT PROHIBITED POSSIBLE_RESTRICTION EMBARGO BLACKOUT TDM_RESERVED EXCLUSIVITY_CONFLICT
    CONSENT_WITHDRAWN LEGAL_HOLD SANCTION HOUSE_POLICY
    NO_GRANT NO_RIGHTS_INFO INCOMPLETE_RECORD UNREVIEWED_AGREEMENT SUSPECTED_COMPONENT
    REVOKED REVOKED_AB_INITIO REVOCATION_DISPUTED MINOR_NO_GUARDIAN MINOR_MAJORITY_RECONSENT
    MODIFICATION_NOT_ALLOWED EMBED_MODE_NOT_LICENSED CATEGORY_EXCLUDED BRAND_NOT_LICENSED ACTOR_NOT_LICENSED
    ENGAGEMENT_ENDED PRODUCED_OUTSIDE_TERM PRODUCED_AT_UNKNOWN
    CAP_REACHED CAP_EXCEEDED CAP_QUANTITY_UNKNOWN PRE_DUTY_OPEN DUTY_REFUSED
    CHAIN_OF_TITLE_GAP CHAIN_OF_TITLE_UNKNOWN EMPTY_PERIOD";

/// A code, the headline of a world in which nothing is cleared because of it, the facts and the question.
type Smallest = (&'static str, &'static str, Value, Value);

/// One licence with a peculiarity.
fn one(grant: Value) -> Value {
    a(vec![g("g1", grant)], json!({}))
}

/// One licence and what else is on record.
fn with(other: Value) -> Value {
    a(vec![g("g1", json!({}))], other)
}

fn axes() -> Vec<Smallest> {
    let winter = |other: Value| json!({ "period": over(json!({ "start": "2026-12-01", "end": "2027-01-31" }), other) });
    let place = |code: &str| q(json!({ "territories": [code] }));
    let channel = |leaf: &str| q(json!({ "channels": [leaf] }));
    vec![
        ("EXPIRED", "DENIED", one(period("2026-01-01", "2026-11-30")), q(json!({}))),
        ("NOT_STARTED", "DENIED", one(period("2027-02-01", "2027-12-31")), q(json!({}))),
        ("END_UNKNOWN", "UNKNOWN", one(winter(json!({ "end": "UNKNOWN" }))), q(json!({}))),
        (
            "ZONE_UNSPECIFIED",
            "UNKNOWN",
            one(winter(json!({ "zone": "silent", "zones": ["America/Los_Angeles"] }))),
            q(json!({ "start": "2026-12-01T08:00:00+01:00", "end": "2026-12-01T08:30:00+01:00" })),
        ),
        (
            "AUTO_RENEWAL_ASSUMED",
            "UNKNOWN",
            one(winter(json!({ "start": "2026-01-01", "end": "2026-11-30", "auto_renew": true }))),
            q(json!({})),
        ),
        (
            "PERIOD_UNCERTAIN",
            "UNKNOWN",
            one(json!({ "period": { "trigger": { "event": "delivery" }, "duration": "P1Y" } })),
            q(json!({})),
        ),
        (
            "BLACKOUT",
            "DENIED",
            one(winter(json!({ "blackout": [{ "start": "2026-12-01", "end": "2027-01-31" }] }))),
            q(json!({})),
        ),
        ("TERRITORY_NOT_GRANTED", "DENIED", with(json!({})), place("FR")),
        ("TERRITORY_EXCLUDED", "DENIED", one(json!({ "territories": ["WORLD"], "exclude": ["FR"] })), place("FR")),
        ("TERRITORY_GROUP_AMBIGUOUS", "UNKNOWN", with(json!({})), place("LI")),
        ("TERRITORY_SPILL", "DENIED", one(json!({ "territory_test": "accessible" })), q(json!({}))),
        ("CHANNEL_NOT_GRANTED", "DENIED", with(json!({})), channel("owned.site")),
        ("RESERVED_CHANNEL_NOT_NAMED", "DENIED", with(json!({})), channel("social.creator.allowlisted")),
        (
            "CHANNEL_ADDED_AFTER_SIGNATURE",
            "UNKNOWN",
            one(json!({ "signed": "2023-07-04" })),
            channel("social.organic.threads"),
        ),
        ("PURPOSE_NOT_GRANTED", "DENIED", with(json!({})), q(json!({ "purposes": ["editorial.news"] }))),
        (
            "RESERVED_PURPOSE_NOT_NAMED",
            "DENIED",
            one(json!({ "purposes": ["ai"] })),
            q(json!({ "purposes": ["ai.training"] })),
        ),
        ("EMPTY_PERIOD", "INVALID_REQUEST", with(json!({})), q(json!({ "end": "2026-11-30" }))),
    ]
}

fn covenants() -> Vec<Smallest> {
    let ban = |other: Value| {
        with(json!({ "restrictions": [over(json!({ "id": "r1", "reach": "asset", "asset": "A" }), other)] }))
    };
    let mut worlds: Vec<Smallest> = [
        "EMBARGO",
        "BLACKOUT",
        "TDM_RESERVED",
        "EXCLUSIVITY_CONFLICT",
        "CONSENT_WITHDRAWN",
        "LEGAL_HOLD",
        "SANCTION",
        "HOUSE_POLICY",
        "PROHIBITED",
    ]
    .into_iter()
    .map(|code| (code, "DENIED", ban(json!({ "code": code })), q(json!({}))))
    .collect();
    worlds.extend([
        ("PROHIBITED", "DENIED", ban(json!({})), q(json!({}))),
        ("POSSIBLE_RESTRICTION", "UNKNOWN", ban(json!({ "review": "reviewed" })), q(json!({}))),
        ("EXCLUDED_BY_AGREEMENT", "DENIED", ban(json!({ "reach": "agreement", "agreement": "AG1" })), q(json!({}))),
    ]);
    worlds
}

fn knowledge() -> Vec<Smallest> {
    let known =
        |completeness: &str, grants: Vec<Value>| a(grants, json!({ "interests": [interest("i1", "A", completeness)] }));
    let parts = json!({ "components": [{ "parent": "A", "child": "B", "status": "suspected" }] });
    let head = |other: Value| {
        let head = g("head", over(json!({ "interest": "title", "agreement": "AG0" }), other));
        a(vec![head, g("g1", json!({ "upstream": ["head"] }))], json!({}))
    };
    vec![
        ("NO_GRANT", "DENIED", known("complete", vec![]), q(json!({}))),
        ("NO_RIGHTS_INFO", "UNKNOWN", known("none", vec![]), q(json!({}))),
        ("NO_RIGHTS_INFO", "UNKNOWN", json!({}), q(json!({}))),
        ("INCOMPLETE_RECORD", "UNKNOWN", known("partial", vec![]), q(json!({}))),
        ("INCOMPLETE_RECORD", "UNKNOWN", known("none", vec![g("g1", json!({ "territories": ["FR"] }))]), q(json!({}))),
        ("UNREVIEWED_AGREEMENT", "UNKNOWN", one(json!({ "review": "draft" })), q(json!({}))),
        ("SUSPECTED_COMPONENT", "UNKNOWN", with(parts), q(json!({}))),
        ("CHAIN_OF_TITLE_GAP", "DENIED", head(json!({ "territories": ["FR"] })), q(json!({}))),
        ("CHAIN_OF_TITLE_UNKNOWN", "UNKNOWN", one(json!({ "upstream": ["lost"] })), q(json!({}))),
    ]
}

fn guards() -> Vec<Smallest> {
    let revoked =
        |kind: &str| with(json!({ "revocations": [{ "grant": "g1", "kind": kind, "effective": "2026-12-01" }] }));
    let born = |day: &str, grant: Value| {
        a(
            vec![g("g1", grant)],
            json!({ "interests": [over(interest("i1", "A", "complete"), json!({ "person": { "dob": day } }))] }),
        )
    };
    let capped =
        |kind: &str, metric: &str| json!({ "caps": [{ "id": "c", "kind": kind, "metric": metric, "limit": 1 }] });
    let copies = |count: u32| q(json!({ "quantity": { "copies": count } }));
    let owing = json!({ "duties": [{ "id": "d", "timing": "pre" }] });
    let made = json!({ "produce_window": { "start": "2026-01-01", "end": "2026-09-30" } });
    let agency = |other: Value| a(vec![g("g1", json!({ "sublicense": ["affiliate"] }))], other);
    let by = q(json!({ "actor": "Shop" }));
    let over_by_then = json!({ "engagements": [over(json!({ "actor": "Shop", "relation": "affiliate" }), period("2026-01-01", "2026-11-30"))] });
    vec![
        ("REVOKED", "DENIED", revoked("prospective"), q(json!({}))),
        ("REVOKED", "DENIED", revoked("breach"), q(json!({}))),
        ("REVOKED_AB_INITIO", "DENIED", revoked("ab_initio"), q(json!({}))),
        ("REVOCATION_DISPUTED", "UNKNOWN", revoked("disputed"), q(json!({}))),
        ("MINOR_NO_GUARDIAN", "DENIED", born("2008-01-02", json!({})), q(json!({}))),
        ("MINOR_MAJORITY_RECONSENT", "UNKNOWN", born("2008-01-02", json!({ "guardian_signed": true })), q(json!({}))),
        ("MODIFICATION_NOT_ALLOWED", "DENIED", with(json!({})), q(json!({ "modifications": ["ai_edit"] }))),
        (
            "EMBED_MODE_NOT_LICENSED",
            "DENIED",
            one(json!({ "embedding": ["rendered"] })),
            q(json!({ "embedding": "linked" })),
        ),
        (
            "CATEGORY_EXCLUDED",
            "DENIED",
            one(json!({ "category_excluded": ["tobacco"] })),
            q(json!({ "category": "tobacco" })),
        ),
        ("BRAND_NOT_LICENSED", "DENIED", one(json!({ "brands": ["X"] })), q(json!({ "brand": "Y" }))),
        ("ACTOR_NOT_LICENSED", "DENIED", agency(json!({})), by.clone()),
        ("ENGAGEMENT_ENDED", "DENIED", agency(over_by_then), by),
        ("PRODUCED_OUTSIDE_TERM", "DENIED", one(made.clone()), q(json!({ "produced_at": "2026-10-01" }))),
        ("PRODUCED_AT_UNKNOWN", "UNKNOWN", one(made), q(json!({}))),
        ("CAP_EXCEEDED", "DENIED", one(capped("cumulative", "copies")), copies(2)),
        ("CAP_QUANTITY_UNKNOWN", "UNKNOWN", one(capped("cumulative", "copies")), q(json!({}))),
        (
            "CAP_REACHED",
            "DENIED",
            a(vec![g("g1", capped("concurrent", "placements"))], json!({ "usage": [{ "cap": "c" }] })),
            q(json!({})),
        ),
        ("PRE_DUTY_OPEN", "CONDITIONAL", one(owing.clone()), q(json!({}))),
        (
            "DUTY_REFUSED",
            "DENIED",
            a(vec![g("g1", owing)], json!({ "duty_events": [{ "duty": "d", "state": "refused" }] })),
            q(json!({})),
        ),
    ]
}

#[test]
fn each_reason_has_a_smallest_world_of_its_own() {
    let worlds = [axes(), covenants(), knowledge(), guards()].concat();
    let told: BTreeSet<&str> = worlds.iter().map(|world| world.0).collect();
    assert_eq!(told, CATALOGUE.split_whitespace().collect());
    let worlds =
        worlds.into_iter().map(|(code, headline, given, request)| world(code, given, request, headline, &[], &[code]));
    check(worlds.collect());
}
