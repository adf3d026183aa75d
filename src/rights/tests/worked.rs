//! Further worked worlds, each argued by hand from the definitions: what is asked, what must come out, and why.

use serde_json::{Value, json};

use super::dice::fixture;
use crate::case;

/// Puts the fields of `over` over those of `base`; `null` takes a field away.
fn over(mut base: Value, over: Value) -> Value {
    for (key, value) in over.as_object().unwrap() {
        base[key] = value.clone();
    }
    base
}

/// A licence for social media in DACH this winter.
fn g(id: &str, other: Value) -> Value {
    over(
        json!({
            "id": id, "interest": "i1", "agreement": "AG1", "channels": ["social"], "territories": ["DACH"],
            "purposes": ["commercial"], "period": { "start": "2026-12-01", "end": "2027-01-31" },
        }),
        other,
    )
}

fn interest(id: &str, asset: &str, completeness: &str) -> Value {
    json!({ "id": id, "asset": asset, "kind": "copyright.work", "completeness": completeness })
}

/// One complete interest of asset A under these grants, with what else is on record.
fn a(grants: Vec<Value>, other: Value) -> Value {
    over(json!({ "interests": [interest("i1", "A", "complete")], "grants": grants }), other)
}

/// An organic post in Germany this winter.
fn q(other: Value) -> Value {
    over(
        json!({
            "asset": "A", "channels": ["social.organic.instagram"], "territories": ["DE"],
            "start": "2026-12-01", "end": "2027-01-31",
        }),
        other,
    )
}

fn period(from: &str, until: &str) -> Value {
    json!({ "period": { "start": from, "end": until } })
}

fn zoned(from: &str, until: &str, zone: &str) -> Value {
    json!({ "period": { "start": from, "end": until, "zone": zone } })
}

const IG: &str = "social.organic.instagram";

/// One world: its question, and the headline, cleared lines, reasons and duties that must come out.
struct World {
    why: &'static str,
    given: Value,
    request: Value,
    headline: &'static str,
    cleared: Vec<String>,
    reasons: Vec<&'static str>,
    duties: Vec<&'static str>,
}

fn world(
    why: &'static str,
    given: Value,
    request: Value,
    headline: &'static str,
    cleared: &[&str],
    reasons: &[&'static str],
) -> World {
    let cleared = cleared.iter().map(|part| {
        if part.contains('+') || part.matches('|').count() > 1 { (*part).to_owned() } else { format!("{IG} | {part}") }
    });
    World { why, given, request, headline, cleared: cleared.collect(), reasons: reasons.to_vec(), duties: Vec::new() }
}

impl World {
    fn owing(mut self, duties: &[&'static str]) -> Self {
        self.duties = duties.to_vec();
        self
    }
}

const WINTER: &str = "DE | 2026-12-01..2027-01-31";

fn check(worlds: Vec<World>) {
    let cases = worlds.iter().map(|world| json!({ "id": world.why, "given": world.given, "request": world.request }));
    let file = json!({ "fixture": fixture(), "cases": cases.collect::<Vec<_>>() });
    let mut wrong = Vec::new();
    for (world, got) in worlds.iter().zip(case::run(&file).unwrap()) {
        let expected = json!([world.headline, world.cleared, world.reasons, world.duties]);
        let got = json!([got["headline"], got["cleared"], got["reasons"], got["duties"]]);
        if expected != got {
            wrong.push(format!("{}\n  expected {expected}\n  got      {got}", world.why));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

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
