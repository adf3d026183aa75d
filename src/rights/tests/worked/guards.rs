//! Worked worlds of guards, titles, acts, caps and duties.

use serde_json::{Value, json};

use super::{IG, WINTER, a, check, g, interest, over, period, q, world};

#[test]
fn guards_and_titles() {
    let head = |other: Value| {
        g("head", over(json!({ "interest": "title", "agreement": "AG0", "territories": ["EU"] }), other))
    };
    let sub = |survives: bool| g("g1", json!({ "upstream": ["head"], "survives_head_termination": survives }));
    let ended = |kind: &str| json!({ "revocations": [{ "grant": "head", "kind": kind, "effective": "2026-12-20" }] });
    let agency = |period: Value, brands: Value| json!({ "engagements": [over(json!({ "actor": "AgencyZ", "relation": "agency_acting_for", "brands": brands }), period)] });
    let by_agency = || q(json!({ "actor": "AgencyZ", "brand": "X" }));
    let sublicensed = || vec![g("g1", json!({ "sublicense": ["agency_acting_for"] }))];
    let person = |born: &str| json!({ "interests": [over(interest("i1", "A", "complete"), json!({ "person": { "dob": born } }))] });
    check(vec![
        world(
            "a head licence that ends takes the sub-licence along",
            a(vec![head(json!({})), sub(false)], ended("breach")),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-01..2026-12-19"],
            &["CHAIN_OF_TITLE_GAP"],
        ),
        world(
            "unless the sub-licence survives it",
            a(vec![head(json!({})), sub(true)], ended("breach")),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "nothing survives a head that was void from the beginning",
            a(vec![head(json!({})), sub(true)], ended("ab_initio")),
            q(json!({})),
            "DENIED",
            &[],
            &["CHAIN_OF_TITLE_GAP"],
        ),
        world(
            "a disputed head leaves the sub-licence unknown",
            a(vec![head(json!({})), sub(false)], ended("disputed")),
            q(json!({ "start": "2026-12-20" })),
            "UNKNOWN",
            &[],
            &["CHAIN_OF_TITLE_UNKNOWN"],
        ),
        world(
            "an agency is licensed while it is engaged",
            a(sublicensed(), agency(period("2027-01-01", "2027-12-31"), Value::Null)),
            by_agency(),
            "PARTIAL",
            &["DE | 2027-01-01..2027-01-31"],
            &["ENGAGEMENT_ENDED"],
        ),
        world(
            "and for the brand it is engaged for",
            a(sublicensed(), agency(period("2026-01-01", "2027-12-31"), json!(["Y"]))),
            by_agency(),
            "DENIED",
            &[],
            &["ACTOR_NOT_LICENSED"],
        ),
        world(
            "a category is excluded with everything under it",
            a(vec![g("g1", json!({ "category_excluded": ["alcohol"] }))], json!({})),
            q(json!({ "category": "beer" })),
            "DENIED",
            &[],
            &["CATEGORY_EXCLUDED"],
        ),
        world(
            "a use for all of a category asks for the excluded part as well",
            a(vec![g("g1", json!({ "category_excluded": ["beer"] }))], json!({})),
            q(json!({ "category": "alcohol" })),
            "DENIED",
            &[],
            &["CATEGORY_EXCLUDED"],
        ),
        world(
            "its sisters are not excluded",
            a(vec![g("g1", json!({ "category_excluded": ["beer"] }))], json!({})),
            q(json!({ "category": "wine" })),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "an unstated category is none of those excluded",
            a(vec![g("g1", json!({ "category_excluded": ["beer"] }))], json!({})),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "who is born on a leap day comes of age when February is over",
            a(
                vec![g(
                    "g1",
                    over(
                        json!({ "signed": "2025-06-01", "guardian_signed": true }),
                        period("2026-01-01", "2026-12-31"),
                    ),
                )],
                person("2008-02-29"),
            ),
            q(json!({ "start": "2026-02-27", "end": "2026-03-02" })),
            "PARTIAL",
            &["DE | 2026-02-27..2026-02-28"],
            &["MINOR_MAJORITY_RECONSENT"],
        ),
        world(
            "a house that lets a guardian's consent lapse denies from the birthday on",
            a(
                vec![g("g1", json!({ "signed": "2025-06-01", "guardian_signed": true }))],
                over(person("2009-01-10"), json!({ "policy": { "minor_majority": "ends" } })),
            ),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-01..2027-01-09"],
            &["MINOR_MAJORITY_RECONSENT"],
        ),
        world(
            "made on the last day of the term is made within it",
            a(vec![g("g1", json!({ "produce_window": { "start": "2026-01-01", "end": "2026-09-30" } }))], json!({})),
            q(json!({ "produced_at": "2026-09-30" })),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "made nobody knows when is unknown",
            a(vec![g("g1", json!({ "produce_window": { "start": "2026-01-01", "end": "2026-09-30" } }))], json!({})),
            q(json!({})),
            "UNKNOWN",
            &[],
            &["PRODUCED_AT_UNKNOWN"],
        ),
        world(
            "a post seen where the group only perhaps reaches is unknown",
            a(vec![g("g1", json!({ "territory_test": "accessible" }))], json!({})),
            q(json!({ "accessible": ["DE", "LI"] })),
            "UNKNOWN",
            &[],
            &["TERRITORY_GROUP_AMBIGUOUS"],
        ),
        world(
            "paper cannot be seen abroad",
            a(vec![g("g1", json!({ "territory_test": "accessible", "channels": ["print"] }))], json!({})),
            q(json!({ "channels": ["print.press"] })),
            "ALLOWED",
            &["print.press | DE | 2026-12-01..2027-01-31"],
            &[],
        ),
    ]);
}

#[test]
fn acts_caps_and_duties() {
    let live = |other: Value| q(over(json!({ "mode": "continue", "published_at": "2026-12-05" }), other));
    let capped = |kind: &str, metric: &str, limit: u32| json!({ "caps": [{ "id": "c", "kind": kind, "metric": metric, "limit": limit }] });
    let owing = |timing: &str| json!({ "duties": [{ "id": "credit", "timing": timing, "consequence": "terminate" }] });
    let used = |from: &str, until: &str| json!({ "cap": "c", "qty": 1, "start": from, "end": until });
    let runoff = json!({ "runoff": { "for": "P30D", "channels": ["social.organic"] }, "period": { "start": "2026-12-01", "end": "2026-12-31" } });
    let late = json!({ "start": "2027-01-01", "end": "2027-02-15", "channels": ["platform:instagram"] });
    let withdrawn = json!({ "revocations": [{ "grant": "g1", "kind": "prospective", "effective": "2026-12-20", "grace_days": 3 }] });
    check(vec![
        world(
            "run-off keeps what it lists",
            a(vec![g("g1", runoff.clone())], json!({})),
            live(late.clone()),
            "PARTIAL",
            &["DE | 2027-01-01..2027-01-30"],
            &["EXPIRED"],
        ),
        world(
            "run-off is no licence to publish",
            a(vec![g("g1", runoff)], json!({})),
            q(late),
            "DENIED",
            &[],
            &["EXPIRED"],
        ),
        world(
            "grace keeps what is live for so many days",
            a(vec![g("g1", json!({}))], withdrawn.clone()),
            live(json!({})),
            "PARTIAL",
            &["DE | 2026-12-01..2026-12-22"],
            &["REVOKED"],
        ),
        world(
            "grace is no licence to publish",
            a(vec![g("g1", json!({}))], withdrawn.clone()),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-01..2026-12-19"],
            &["REVOKED"],
        ),
        world(
            "what went live after the withdrawal has no grace",
            a(vec![g("g1", json!({}))], withdrawn),
            live(json!({ "start": "2026-12-20", "published_at": "2026-12-21" })),
            "DENIED",
            &[],
            &["REVOKED"],
        ),
        world(
            "a full licence does not keep another from carrying the use",
            a(
                vec![
                    g("g1", capped("cumulative", "copies", 10)),
                    g(
                        "g2",
                        over(
                            json!({ "agreement": "AG2" }),
                            json!({ "caps": [{ "id": "d", "kind": "cumulative", "metric": "copies", "limit": 99 }] }),
                        ),
                    ),
                ],
                json!({}),
            ),
            q(json!({ "quantity": { "copies": 50 } })),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "a cap on what runs at once is full only while it is full",
            a(
                vec![g("g1", capped("concurrent", "placements", 2))],
                json!({ "usage": [used("2026-12-01", "2026-12-10"), used("2026-12-05", "2026-12-15")] }),
            ),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-01..2026-12-04 & 2026-12-11..2027-01-31"],
            &["CAP_REACHED"],
        ),
        world(
            "two new channels do not fit where one may be elected",
            a(vec![g("g1", capped("distinct_channels", "channels", 1))], json!({})),
            q(json!({ "channels": [IG, "social.paid.instagram"] })),
            "DENIED",
            &[],
            &["CAP_REACHED"],
        ),
        world(
            "an elected channel stays",
            a(
                vec![g("g1", capped("distinct_channels", "channels", 1))],
                json!({ "usage": [{ "cap": "c", "channel": IG }] }),
            ),
            q(json!({ "channels": [IG, "social.paid.instagram"] })),
            "PARTIAL",
            &[WINTER],
            &["CAP_REACHED"],
        ),
        world(
            "a licence that owes less is chosen over one that waits",
            a(
                vec![g("g1", owing("pre")), g("g2", over(json!({ "agreement": "AG2" }), owing("concurrent")))],
                json!({}),
            ),
            q(json!({})),
            "ALLOWED_WITH_DUTIES",
            &[WINTER],
            &[],
        )
        .owing(&["credit"]),
        world(
            "a settled condition is no condition",
            a(vec![g("g1", owing("pre"))], json!({ "duty_events": [{ "duty": "credit", "state": "fulfilled" }] })),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "a broken duty that ends the licence ends it from that day",
            a(
                vec![g("g1", owing("post"))],
                json!({ "duty_events": [{ "duty": "credit", "state": "breached", "at": "2026-12-15" }] }),
            ),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-01..2026-12-14"],
            &["REVOKED"],
        )
        .owing(&["credit"]),
        world(
            "a duty for one country is not owed in another",
            a(
                vec![g("g1", json!({ "duties": [{ "id": "credit", "timing": "concurrent", "territories": ["CH"] }] }))],
                json!({}),
            ),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
    ]);
}
