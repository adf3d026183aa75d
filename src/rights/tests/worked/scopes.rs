//! Worked worlds of the axes: when, where, on which channel, for what.

use serde_json::json;

use super::{WINTER, a, check, g, interest, over, period, q, world, zoned};

#[test]
fn times_of_licences() {
    let (autumn, spring) = (("2026-12-01", "2026-12-31"), ("2027-01-01", "2027-01-31"));
    let turn = json!({ "start": "2026-12-31", "end": "2027-01-01" });
    let cuba = |from, until| over(json!({ "territories": ["CU"] }), period(from, until));
    check(vec![
        world(
            "days under two clocks leave the hours between the two midnights",
            a(
                vec![
                    g("g1", zoned(autumn.0, autumn.1, "Europe/Berlin")),
                    g("g2", zoned(spring.0, spring.1, "America/New_York")),
                ],
                json!({}),
            ),
            q(turn.clone()),
            "PARTIAL",
            &["DE | 2026-12-31..2026-12-31 & 2027-01-01T06:00..2027-01-01"],
            &["EXPIRED"],
        ),
        world(
            "the other way round they overlap",
            a(
                vec![
                    g("g1", zoned(autumn.0, autumn.1, "America/New_York")),
                    g("g2", zoned(spring.0, spring.1, "Europe/Berlin")),
                ],
                json!({}),
            ),
            q(turn),
            "ALLOWED",
            &["DE | 2026-12-31..2027-01-01"],
            &[],
        ),
        world(
            "a midnight shown twice ends a term with the first and begins the next with the second",
            a(vec![g("g1", cuba("2026-10-01", "2026-10-31")), g("g2", cuba("2026-11-01", "2026-11-30"))], json!({})),
            q(json!({ "territories": ["CU"], "start": "2026-11-01T04:15:00Z", "end": "2026-11-01T04:45:00Z" })),
            "DENIED",
            &[],
            &["EXPIRED"],
        ),
        world(
            "a midnight that is skipped is the instant of the jump",
            a(vec![g("g1", over(json!({ "territories": ["CL"] }), period("2026-09-06", "2026-09-30")))], json!({})),
            q(json!({ "territories": ["CL"], "start": "2026-09-05", "end": "2026-09-06" })),
            "PARTIAL",
            &["CL | 2026-09-06T01:00..2026-09-06"],
            &["NOT_STARTED"],
        ),
        world(
            "a month from 31 January ends with February, its exercised extension with March",
            a(
                vec![g(
                    "g1",
                    json!({ "period": { "start": "2027-01-31", "duration": "P1M", "option": { "extends": "P1M", "status": "exercised" } } }),
                )],
                json!({}),
            ),
            q(json!({ "start": "2027-03-30", "end": "2027-04-01" })),
            "PARTIAL",
            &["DE | 2027-03-30..2027-03-31"],
            &["EXPIRED"],
        ),
        world(
            "thirty days from first use, but not beyond the stated end",
            a(
                vec![g(
                    "g1",
                    json!({ "period": { "duration": "P30D", "end": "2026-12-20", "trigger": { "event": "first_use" } } }),
                )],
                json!({}),
            ),
            q(json!({ "end": "2026-12-31" })),
            "PARTIAL",
            &["DE | 2026-12-01..2026-12-20"],
            &["EXPIRED"],
        ),
        world(
            "a first use after the long-stop date never starts the term",
            a(
                vec![g(
                    "g1",
                    json!({ "period": { "duration": "P12M", "trigger": { "event": "first_use", "longstop": "2026-11-30" } } }),
                )],
                json!({}),
            ),
            q(json!({})),
            "DENIED",
            &[],
            &["NOT_STARTED"],
        ),
        world(
            "a first use on the long-stop date does",
            a(
                vec![g(
                    "g1",
                    json!({ "period": { "duration": "P12M", "trigger": { "event": "first_use", "longstop": "2026-12-01" } } }),
                )],
                json!({}),
            ),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "a recorded first use counts, not the request",
            a(
                vec![g(
                    "g1",
                    json!({ "period": { "duration": "P30D", "trigger": { "event": "first_use", "at": "2026-11-15" } } }),
                )],
                json!({}),
            ),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-01..2026-12-14"],
            &["EXPIRED"],
        ),
        world(
            "a blackout in the licence's own zone",
            a(
                vec![g(
                    "g1",
                    json!({ "period": { "start": "2026-12-01", "end": "2027-01-31", "zone": "America/New_York", "blackout": [{ "start": "2026-12-24", "end": "2026-12-24" }] } }),
                )],
                json!({}),
            ),
            q(json!({ "start": "2026-12-23", "end": "2026-12-26" })),
            "PARTIAL",
            &["DE | 2026-12-23..2026-12-24T06:00 & 2026-12-25T06:00..2026-12-26"],
            &["BLACKOUT"],
        ),
        world(
            "a contract that does not renew ends where the renewing one is only unknown",
            a(
                vec![g("g1", json!({ "period": { "start": "2026-01-01", "end": "2026-12-31", "auto_renew": true } }))],
                json!({ "interests": [interest("i1", "A", "complete"), interest("i2", "A", "complete")], "grants": [g("g1", json!({ "period": { "start": "2026-01-01", "end": "2026-12-31", "auto_renew": true } })), g("g2", json!({ "interest": "i2", "period": { "start": "2026-01-01", "end": "2026-12-31" } }))] }),
            ),
            q(json!({})),
            "PARTIAL",
            &["DE | 2026-12-01..2026-12-31"],
            &["EXPIRED"],
        ),
    ]);
}

#[test]
fn places_and_channels() {
    let everywhere = json!({ "territories": ["WORLD"] });
    let in_ = |code: &str| q(json!({ "territories": [code] }));
    check(vec![
        world(
            "a group asked about means its certain members",
            a(vec![g("g1", json!({}))], json!({})),
            in_("DACH"),
            "ALLOWED",
            &["AT,CH,DE | 2026-12-01..2027-01-31"],
            &[],
        ),
        world(
            "what is only perhaps excluded is only perhaps licensed",
            a(vec![g("g1", json!({ "territories": ["LI"], "exclude": ["DACH"] }))], json!({})),
            in_("LI"),
            "UNKNOWN",
            &[],
            &["TERRITORY_GROUP_AMBIGUOUS"],
        ),
        world(
            "what is surely excluded is not",
            a(vec![g("g1", json!({ "territories": ["WORLD"], "exclude": ["DACH"] }))], json!({})),
            in_("DE"),
            "DENIED",
            &[],
            &["TERRITORY_EXCLUDED"],
        ),
        world(
            "a ban on the union of 2019 perhaps holds in a country that has left it",
            a(
                vec![g("g1", everywhere.clone())],
                json!({ "restrictions": [{ "id": "r1", "reach": "interest", "interest": "i1", "territories": ["EU"], "signed": "2019-05-01" }] }),
            ),
            in_("GB"),
            "UNKNOWN",
            &[],
            &["POSSIBLE_RESTRICTION"],
        ),
        world(
            "a carve-out is not a ban: another licence may cover it",
            a(
                vec![
                    g("g1", json!({ "territories": ["WORLD"], "exclude": ["DE"] })),
                    g("g2", json!({ "agreement": "AG2" })),
                ],
                json!({}),
            ),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "a covenant of one agreement does not bind the licence of another",
            a(
                vec![g("g1", json!({})), g("g2", json!({ "agreement": "AG2" }))],
                json!({ "restrictions": [{ "id": "r1", "reach": "agreement", "agreement": "AG1", "territories": ["DE"] }] }),
            ),
            q(json!({})),
            "ALLOWED",
            &[WINTER],
            &[],
        ),
        world(
            "it does bind its own",
            a(
                vec![g("g1", json!({}))],
                json!({ "restrictions": [{ "id": "r1", "reach": "agreement", "agreement": "AG1", "territories": ["DE"] }] }),
            ),
            q(json!({ "territories": ["DE", "AT"] })),
            "PARTIAL",
            &["AT | 2026-12-01..2027-01-31"],
            &["EXCLUDED_BY_AGREEMENT"],
        ),
        world(
            "a reserved channel that is named is licensed, and a ban on its family still reaches it",
            a(
                vec![g("g1", json!({ "channels": ["social.creator.allowlisted"] }))],
                json!({ "restrictions": [{ "id": "r1", "reach": "asset", "asset": "A", "channels": ["social"], "territories": ["AT"] }] }),
            ),
            q(json!({ "channels": ["social.creator.allowlisted"], "territories": ["DE", "AT"] })),
            "PARTIAL",
            &["social.creator.allowlisted | DE | 2026-12-01..2027-01-31"],
            &["PROHIBITED"],
        ),
        world(
            "only what is enumerated leaves a new channel out for certain",
            a(vec![g("g1", json!({ "signed": "2022-03-01", "enumerated_only": true }))], json!({})),
            q(json!({ "channels": ["social.organic.threads"] })),
            "DENIED",
            &[],
            &["CHANNEL_NOT_GRANTED"],
        ),
        world(
            "a channel named in the contract is licensed however new",
            a(vec![g("g1", json!({ "signed": "2022-03-01", "channels": ["social.organic.threads"] }))], json!({})),
            q(json!({ "channels": ["social.organic.threads"] })),
            "ALLOWED",
            &["social.organic.threads | DE | 2026-12-01..2027-01-31"],
            &[],
        ),
        world(
            "a node asked about does not ask for its reserved leaves",
            a(vec![g("g1", json!({}))], json!({})),
            q(json!({ "channels": ["social"] })),
            "ALLOWED",
            &["social.organic.instagram+social.organic.threads+social.paid.instagram | DE | 2026-12-01..2027-01-31"],
            &[],
        ),
        world(
            "training needs a licence that names it, whatever else is meant by any purpose",
            a(vec![g("g1", json!({ "purposes": ["any"] }))], json!({})),
            q(json!({ "purposes": ["ai.training"] })),
            "DENIED",
            &[],
            &["RESERVED_PURPOSE_NOT_NAMED"],
        ),
    ]);
}
