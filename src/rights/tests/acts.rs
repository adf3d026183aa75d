//! The four acts, and revocations of a part: single rules, and laws on random worlds.

use chrono::DateTime;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::laws::{on_worlds, reference};
use super::maker::fixture;
use super::second::court::{Court, Point};
use super::second::sets::Atom;
use super::states::{World, both, never_lower};
use crate::{Facts, Headline, UseRequest, Verdict, evaluate};

const GRANT: &str = r#"{
    "id": "g", "interest": "i", "agreement": "AG", "channels": ["social"], "territories": ["DACH"],
    "purposes": ["commercial"], "period": { "start": "2026-12-01", "end": "2027-01-31" }
}"#;

fn grant(more: Value) -> Value {
    merged(serde_json::from_str(GRANT).unwrap(), more)
}

fn merged(mut one: Value, more: Value) -> Value {
    for (key, value) in more.as_object().unwrap() {
        one[key] = value.clone();
    }
    one
}

fn ask(given: Value, mode: &str, days: (&str, &str), more: Value) -> Verdict {
    let reference = reference();
    let interests = json!([{ "id": "i", "asset": "A", "completeness": "complete" }]);
    let facts = Facts::from_given(&merged(json!({ "interests": interests }), given), &reference).unwrap();
    let request = json!({
        "asset": "A", "channels": ["social.organic.instagram"], "territories": ["DE"], "start": days.0, "end": days.1,
        "mode": mode,
    });
    let request = UseRequest::from_json(&merged(request, more), &reference).unwrap();
    let belief = "2026-11-22T00:00:00Z".parse().unwrap();
    evaluate(&reference, &facts, &request, belief, belief)
}

fn says(given: &Value, mode: &str, days: (&str, &str)) -> (Headline, Vec<String>) {
    let verdict = ask(json!({ "grants": [given] }), mode, days, json!({}));
    (verdict.headline, verdict.codes().into_iter().map(str::to_owned).collect())
}

fn so(headline: Headline, code: &str) -> (Headline, Vec<String>) {
    (headline, Some(code.to_owned()).filter(|code| !code.is_empty()).into_iter().collect())
}

const BEFORE: (&str, &str) = ("2026-11-10", "2026-11-20");
const WITHIN: (&str, &str) = ("2026-12-10", "2026-12-20");
const AFTER: (&str, &str) = ("2027-02-10", "2027-02-20");

#[test]
fn a_grant_that_names_no_acts_says_nothing_of_making_and_keeping() {
    let silent = grant(json!({}));
    for days in [BEFORE, WITHIN] {
        assert_eq!(says(&silent, "produce", days), so(Headline::Unknown, "ACT_NOT_STATED"));
    }
    assert_eq!(says(&silent, "produce", AFTER).0, Headline::Denied, "there is nothing left to make it for");
    for days in [WITHIN, AFTER] {
        assert_eq!(says(&silent, "retain", days), so(Headline::Unknown, "ACT_NOT_STATED"));
    }
    assert_eq!(says(&silent, "retain", BEFORE).0, Headline::Denied);
    assert_eq!(says(&silent, "new", WITHIN), so(Headline::Allowed, ""));
}

#[test]
fn a_grant_that_names_its_acts_grants_those_and_no_others() {
    let keep = grant(json!({ "acts": ["RETAIN"], "period": { "start": "2026-12-01", "end": "PERPETUAL" } }));
    for days in [WITHIN, AFTER] {
        assert_eq!(says(&keep, "retain", days), so(Headline::Allowed, ""));
    }
    for mode in ["new", "continue", "produce"] {
        assert_eq!(says(&keep, mode, WITHIN), so(Headline::Denied, "ACT_NOT_GRANTED"));
    }
    let make = grant(json!({ "acts": ["PRODUCE"] }));
    assert_eq!(says(&make, "produce", WITHIN), so(Headline::Allowed, ""));
    assert_eq!(says(&make, "produce", BEFORE), so(Headline::Denied, "NOT_STARTED"));
    let twice = ask(json!({ "grants": [keep, merged(make, json!({ "id": "m" }))] }), "produce", WITHIN, json!({}));
    assert_eq!(twice.supports[0].grant, "m", "one grant may allow what the other does not");
}

#[test]
fn a_campaign_starts_and_stays() {
    let start = grant(json!({ "acts": ["PUBLISH"] }));
    assert_eq!(says(&start, "new", WITHIN), so(Headline::Denied, "ACT_NOT_GRANTED"));
    let stay = grant(json!({ "acts": ["CONTINUE"] }));
    assert_eq!(says(&stay, "new", WITHIN), so(Headline::Denied, "ACT_NOT_GRANTED"));
    assert_eq!(says(&stay, "continue", WITHIN), so(Headline::Allowed, ""));
    let reference = reference();
    let read = |mode: &str| {
        let body = json!({ "channels": ["social"], "territories": ["DE"], "start": "2026-12-01", "end": "2026-12-02", "mode": mode });
        UseRequest::from_json(&body, &reference).unwrap()
    };
    assert!(read("new").covers(&read("continue"), &reference));
    assert!(!read("continue").covers(&read("new"), &reference));
    assert!(!read("new").covers(&read("retain"), &reference));
}

#[test]
fn the_window_for_making_holds_the_act_of_making_and_nothing_else() {
    let window = json!({ "start": "2026-11-01", "end": "2026-12-15" });
    let stock = grant(json!({ "produce_window": window }));
    assert_eq!(says(&stock, "produce", BEFORE), so(Headline::Allowed, ""), "the window is not the period");
    let late = ask(json!({ "grants": [stock.clone()] }), "produce", WITHIN, json!({}));
    assert_eq!(late.cleared.lines(), ["social.organic.instagram | DE | 2026-12-10..2026-12-15"]);
    assert_eq!(late.codes(), ["PRODUCED_OUTSIDE_TERM"]);
    let made =
        |day: &str| ask(json!({ "grants": [stock.clone()] }), "new", WITHIN, json!({ "produced_at": day })).headline;
    assert_eq!((made("2026-11-05"), made("2026-12-16")), (Headline::Allowed, Headline::Denied));
    let named = grant(json!({ "produce_window": { "start": "2026-11-01" }, "acts": ["PUBLISH", "CONTINUE"] }));
    assert_eq!(says(&named, "produce", BEFORE).1, ["ACT_NOT_GRANTED"]);
}

#[test]
fn a_hold_demands_that_things_are_kept() {
    let keep = grant(json!({ "acts": ["PUBLISH", "CONTINUE", "RETAIN"] }));
    let hold = json!({ "id": "r", "reach": "asset", "asset": "A", "code": "LEGAL_HOLD" });
    let held =
        |mode: &str| ask(json!({ "grants": [keep.clone()], "restrictions": [hold.clone()] }), mode, WITHIN, json!({}));
    assert_eq!(held("retain").headline, Headline::Allowed);
    assert_eq!(held("new").codes(), ["LEGAL_HOLD"]);
    let mut embargo = hold.clone();
    embargo["code"] = json!("EMBARGO");
    let verdict = ask(json!({ "grants": [keep.clone()], "restrictions": [embargo] }), "retain", WITHIN, json!({}));
    assert_eq!(verdict.codes(), ["EMBARGO"]);
}

#[test]
fn what_is_kept_takes_nothing_of_a_cap() {
    let caps = json!([{ "id": "c", "kind": "cumulative", "metric": "copies", "limit": 1 }]);
    let capped = grant(json!({ "acts": ["RETAIN", "PRODUCE"], "caps": caps }));
    assert_eq!(says(&capped, "retain", WITHIN), so(Headline::Allowed, ""));
    assert_eq!(says(&capped, "produce", WITHIN), so(Headline::Unknown, "CAP_QUANTITY_UNKNOWN"));
}

#[test]
fn whoever_asks_for_a_use_asks_for_one_use() {
    let asked = |metric: &str, used: u32| {
        let caps = json!([{ "id": "c", "kind": "cumulative", "metric": metric, "limit": 3 }]);
        let given = json!({ "grants": [grant(json!({ "caps": caps }))], "usage": [{ "cap": "c", "qty": used }] });
        let verdict = ask(given, "new", WITHIN, json!({}));
        (verdict.headline, verdict.details)
    };
    for metric in ["uses", "placements", "publications"] {
        assert_eq!(asked(metric, 2), (Headline::Allowed, vec![]));
        assert_eq!(asked(metric, 3), (Headline::Denied, vec!["CAP_EXCEEDED:remaining 0".to_owned()]));
    }
    for metric in ["copies", "impressions", "days", "spend", "something"] {
        assert_eq!(asked(metric, 0).0, Headline::Unknown, "{metric} are never guessed");
    }
}

#[test]
fn a_revocation_takes_back_the_part_it_names() {
    let taken = |more: Value, asked: Value| {
        let revocation = merged(json!({ "interest": "i", "effective": "2026-12-15" }), more);
        let verdict = ask(json!({ "grants": [grant(json!({}))], "revocations": [revocation] }), "new", WITHIN, asked);
        (verdict.cleared.lines(), verdict.codes().join(" "))
    };
    let both = json!({ "channels": ["social.organic.instagram", "social.paid.instagram"] });
    let lines = [
        "social.organic.instagram | DE | 2026-12-10..2026-12-14".to_owned(),
        "social.paid.instagram | DE | 2026-12-10..2026-12-20".to_owned(),
    ];
    let (cleared, codes) = taken(json!({ "channels": ["social.organic"] }), both);
    assert_eq!((cleared.as_slice(), codes.as_str()), (lines.as_slice(), "REVOKED"));
    let untouched = vec!["social.organic.instagram | DE | 2026-12-10..2026-12-20".to_owned()];
    let elsewhere = json!({ "territories": ["CH"] });
    assert_eq!(taken(elsewhere, json!({})), (untouched.clone(), String::new()));
    assert_eq!(taken(json!({ "purposes": ["editorial"], "kind": "ab_initio" }), json!({})), (untouched, String::new()));
    let group = json!({ "territories": ["EU"], "territory_binding": "asymmetric", "signed": "2019-01-01" });
    let (cleared, codes) = taken(merged(group, json!({ "kind": "ab_initio" })), json!({ "territories": ["DE"] }));
    assert_eq!((cleared.len(), codes.as_str()), (0, "REVOKED_AB_INITIO"));
}

#[test]
fn a_revocation_that_may_reach_leaves_unknown() {
    let grants = json!([grant(json!({ "territories": ["WORLD"] }))]);
    let revocation = json!({ "agreement": "AG", "effective": "2026-12-01", "territories": ["DACH"] });
    let verdict =
        ask(json!({ "grants": grants, "revocations": [revocation] }), "new", WITHIN, json!({ "territories": ["LI"] }));
    assert_eq!((verdict.headline, verdict.codes()), (Headline::Unknown, vec!["POSSIBLE_RESTRICTION"]));
}

#[test]
fn who_names_a_grant_takes_back_that_grant_alone() {
    let grants = json!([grant(json!({})), grant(json!({ "id": "other" }))]);
    let verdict = |revocation: Value| {
        ask(json!({ "grants": grants.clone(), "revocations": [revocation] }), "new", WITHIN, json!({})).headline
    };
    let named = json!({ "grant": "g", "interest": "i", "agreement": "AG", "effective": "2026-12-01" });
    assert_eq!(verdict(named), Headline::Allowed);
    assert_eq!(verdict(json!({ "interest": "i", "effective": "2026-12-01" })), Headline::Denied);
}

#[test]
fn law_only_what_stays_is_helped_by_runoff_and_grace() {
    on_worlds(World::new, |reference, mut world, _| {
        if world.request["mode"] == "continue" {
            return Ok(());
        }
        let before = world.signature(reference);
        for grant in world.list("grants") {
            grant["runoff"] = json!({ "for": "P90D" });
        }
        for revocation in world.list("revocations") {
            revocation["grace_days"] = json!(90);
        }
        prop_assert_eq!(before, world.signature(reference));
        Ok(())
    });
}

#[test]
fn law_silence_never_clears_making_or_keeping() {
    on_worlds(World::new, |reference, mut world, maker| {
        world.request["mode"] = json!(maker.dice.pick(&["produce", "retain"]));
        for grant in world.list("grants") {
            grant["acts"] = Value::Null;
            grant["produce_window"] = Value::Null;
        }
        for interest in world.list("interests") {
            interest["not_required"] = Value::Null;
        }
        let rows = world.rows(reference);
        prop_assert!(rows.iter().flat_map(|row| &row.steps).all(|step| !step.1.is_cleared()));
        Ok(())
    });
}

#[test]
fn law_naming_one_more_act_never_lowers_a_cell() {
    on_worlds(World::new, |reference, mut world, maker| {
        let acts = ["PRODUCE", "PUBLISH", "CONTINUE", "RETAIN"];
        for grant in world.list("grants") {
            grant["acts"] = json!(maker.dice.some(&acts, 3));
        }
        let before = world.rows(reference);
        let one = acts[maker.dice.below(4)];
        for grant in world.list("grants") {
            grant["acts"].as_array_mut().unwrap().push(json!(one));
        }
        prop_assert!(never_lower(&before, &world.rows(reference)));
        Ok(())
    });
}

#[test]
fn law_a_limited_revocation_changes_no_cell_outside_its_part() {
    let fixture = fixture();
    on_worlds(World::new, |reference, world, maker| {
        let mut revocation = maker.revocation();
        maker.limit(&mut revocation);
        let target = maker.dice.pick(&["grant", "interest", "agreement"]);
        for (key, name) in [("grant", "g0"), ("interest", "i0"), ("agreement", "AG1")] {
            revocation[key] = if key == target { json!(name) } else { Value::Null };
        }
        let after = world.with("revocations", revocation.clone());
        let mut wrong = None;
        both(&world.rows(reference), &after.rows(reference), |row, at, before, after| {
            let place = &reference.territories.atoms[row.atom];
            let point = Point {
                channel: reference.channels.name(row.channel),
                purpose: reference.purposes.name(row.purpose),
                atom: Atom { code: &place.code, zone: place.zone.name() },
                at,
            };
            let court =
                Court { fixture: &fixture, given: &world.given, request: &world.request, belief: world.belief, point };
            if after > before || (after != before && !court.ban_holds(&revocation).is_possible()) {
                wrong = Some((DateTime::from_timestamp(at, 0), before, after));
            }
        });
        prop_assert_eq!(wrong, None);
        Ok(())
    });
}
