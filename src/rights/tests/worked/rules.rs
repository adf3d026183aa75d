//! Worked worlds of restrictions, waivers, composites and records.

use serde_json::{Value, json};

use super::{WINTER, a, check, g, interest, over, q, world};

#[test]
fn restrictions_and_waivers() {
    let ban =
        |other: Value| json!({ "restrictions": [over(json!({ "id": "r1", "reach": "asset", "asset": "A" }), other)] });
    let waived =
        |waiver: Value| over(ban(json!({})), json!({ "waivers": [over(json!({ "restriction": "r1" }), waiver)] }));
    let both = q(json!({ "territories": ["DE", "AT"] }));
    check(vec![
        world(
            "a waiver lifts a ban where it reaches",
            a(vec![g("g1", json!({}))], waived(json!({ "territories": ["DE"] }))),
            both,
            "PARTIAL",
            &[WINTER],
            &["PROHIBITED"],
        ),
        world(
            "a waiver nobody has approved lifts nothing",
            a(vec![g("g1", json!({}))], waived(json!({ "review": "extracted" }))),
            q(json!({})),
            "DENIED",
            &[],
            &["PROHIBITED"],
        ),
        world(
            "what a waiver only perhaps reaches stays banned",
            a(vec![g("g1", json!({ "territories": ["LI"] }))], waived(json!({ "territories": ["DACH"] }))),
            q(json!({ "territories": ["LI"] })),
            "DENIED",
            &[],
            &["PROHIBITED"],
        ),
        world(
            "a waiver's own carve-out stays banned",
            a(vec![g("g1", json!({}))], waived(json!({ "channels": ["social"], "exclude_channels": ["social.paid"] }))),
            q(json!({ "channels": ["platform:instagram"] })),
            "PARTIAL",
            &[WINTER],
            &["PROHIBITED"],
        ),
        world(
            "an embargo whose clock nobody stated ends for certain with the last reading",
            a(
                vec![g("g1", json!({}))],
                ban(
                    json!({ "code": "EMBARGO", "period": { "start": null, "end": "2026-12-10", "zone": "silent", "zones": ["America/Los_Angeles"] } }),
                ),
            ),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-11T09:00..2027-01-31"],
            &["EMBARGO", "POSSIBLE_RESTRICTION"],
        ),
        world(
            "a ban without an end never ends",
            a(vec![g("g1", json!({}))], ban(json!({ "period": { "start": "2026-12-24" }, "code": "LEGAL_HOLD" }))),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-01..2026-12-23"],
            &["LEGAL_HOLD"],
        ),
        world(
            "an exclusivity for another brand holds against whoever names no brand",
            a(vec![g("g1", json!({}))], ban(json!({ "brands_except": ["X"], "code": "EXCLUSIVITY_CONFLICT" }))),
            q(json!({})),
            "DENIED",
            &[],
            &["EXCLUSIVITY_CONFLICT"],
        ),
        world(
            "an exclusivity for alcohol holds for beer",
            a(
                vec![g("g1", json!({}))],
                ban(json!({ "brands_except": ["X"], "categories": ["alcohol"], "code": "EXCLUSIVITY_CONFLICT" })),
            ),
            q(json!({ "brand": "Y", "category": "beer" })),
            "DENIED",
            &[],
            &["EXCLUSIVITY_CONFLICT"],
        ),
        world(
            "a ban denies what an incomplete record leaves open",
            a(
                vec![],
                over(ban(json!({ "territories": ["DE"] })), json!({ "interests": [interest("i1", "A", "partial")] })),
            ),
            q(json!({ "territories": ["DE", "AT"] })),
            "DENIED",
            &[],
            &["INCOMPLETE_RECORD", "PROHIBITED"],
        ),
    ]);
}

#[test]
fn composites_and_records() {
    let parts = |links: Value, other: Value| {
        let interests = [interest("i1", "A", "complete"), interest("i2", "B", "complete")];
        over(
            json!({ "interests": interests, "components": links, "grants": [g("g1", json!({})), g("g2", json!({ "interest": "i2" }))] }),
            other,
        )
    };
    let link = |other: Value| json!([over(json!({ "parent": "A", "child": "B" }), other)]);
    let on_b = json!({ "restrictions": [{ "id": "r1", "reach": "asset", "asset": "B" }] });
    check(vec![
        world(
            "a composite whose parts are all cleared is cleared",
            parts(link(json!({})), json!({})),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "a ban on a part is a ban on the whole",
            parts(link(json!({})), on_b.clone()),
            q(json!({})),
            "DENIED",
            &[],
            &["PROHIBITED"],
        ),
        world(
            "a suspected part that is banned leaves the whole unknown",
            parts(link(json!({ "status": "suspected" })), on_b),
            q(json!({})),
            "UNKNOWN",
            &[],
            &["SUSPECTED_COMPONENT"],
        ),
        world(
            "what was done to a part must be licensed for the part",
            parts(
                link(json!({ "modifications": ["crop"] })),
                json!({ "grants": [g("g1", json!({})), g("g2", json!({ "interest": "i2", "modifications": ["resize"] }))] }),
            ),
            q(json!({})),
            "DENIED",
            &[],
            &["MODIFICATION_NOT_ALLOWED"],
        ),
        world(
            "a part of a part nobody recorded is unknown",
            parts(json!([{ "parent": "A", "child": "B" }, { "parent": "B", "child": "TRACK" }]), json!({})),
            q(json!({})),
            "UNKNOWN",
            &[],
            &["NO_RIGHTS_INFO"],
        ),
        world(
            "an incomplete record turns a guard's no into unknown",
            a(
                vec![g("g1", json!({ "category_excluded": ["alcohol"] }))],
                json!({ "interests": [interest("i1", "A", "partial")] }),
            ),
            q(json!({ "category": "alcohol" })),
            "UNKNOWN",
            &[],
            &["INCOMPLETE_RECORD"],
        ),
        world(
            "who withdraws consents withdraws those as well that nobody has on record",
            a(
                vec![],
                json!({
                    "interests": [interest("i1", "A", "partial")],
                    "revocations": [{ "interest": "i1", "kind": "prospective", "effective": "2026-12-20" }],
                }),
            ),
            q(json!({})),
            "DENIED",
            &[],
            &["INCOMPLETE_RECORD", "REVOKED"],
        ),
        world(
            "who takes back one licence says nothing of others that may exist",
            a(
                vec![g("g1", json!({}))],
                json!({
                    "interests": [interest("i1", "A", "partial")],
                    "revocations": [{ "grant": "g1", "kind": "prospective", "effective": "2026-12-20" }],
                }),
            ),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-01..2026-12-19"],
            &["INCOMPLETE_RECORD"],
        ),
        world(
            "consents withdrawn for one channel leave the others open",
            a(
                vec![],
                json!({
                    "interests": [interest("i1", "A", "none")],
                    "revocations": [{ "interest": "i1", "kind": "prospective", "effective": "2026-12-01", "channels": ["social.paid"] }],
                }),
            ),
            q(json!({ "channels": ["platform:instagram"] })),
            "DENIED",
            &[],
            &["NO_RIGHTS_INFO", "REVOKED"],
        ),
        world(
            "a right that needs no licence needs none",
            a(
                vec![],
                json!({ "interests": [over(interest("i1", "A", "none"), json!({ "not_required": "own work" }))] }),
            ),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "what was recorded later was not known then",
            a(vec![g("g1", json!({ "recorded_at": "2026-11-20T00:00:00Z" }))], json!({})),
            q(json!({ "belief_at": "2026-11-19T23:59:59Z" })),
            "DENIED",
            &[],
            &["NO_GRANT"],
        ),
    ]);
}
