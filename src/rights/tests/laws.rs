//! The laws of the semantics, on random worlds.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::world::{given, grant, reference, request, restriction};
use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::Sweep;
use crate::question::Question;
use crate::{Facts, Headline, Reference, State, UseRequest, Verdict, evaluate};

const CASES: u32 = 96;

fn belief() -> DateTime<Utc> {
    "2026-11-22T00:00:00Z".parse().unwrap()
}

fn question<'a>(reference: &'a Reference, facts: &'a Facts, request: &'a UseRequest) -> Question<'a> {
    Question { reference, facts, request: Some(request), belief: belief() }
}

fn ask_at(reference: &Reference, given: &Value, request: &Value, belief: DateTime<Utc>) -> Verdict {
    let facts = Facts::from_given(given, reference).unwrap();
    let request = UseRequest::from_json(request, reference).unwrap();
    evaluate(reference, &facts, &request, belief, belief)
}

fn ask(reference: &Reference, given: &Value, request: &Value) -> Verdict {
    ask_at(reference, given, request, belief())
}

/// The state at every point of a fine grid: each leaf, each atom, every half day of the window.
fn grid(reference: &Reference, given: &Value, request: &Value) -> Vec<State> {
    grid_between(reference, given, request, i64::MIN)
}

fn grid_between(reference: &Reference, given: &Value, request: &Value, until: i64) -> Vec<State> {
    let facts = Facts::from_given(given, reference).unwrap();
    let request = UseRequest::from_json(request, reference).unwrap();
    let plan = Plan::new(question(reference, &facts, &request), &request.asset);
    let sweep = Sweep::of_request(&plan, &request);
    let mut states = Vec::new();
    for atom in request.atoms.iter() {
        let class = sweep.classes.iter().find(|class| class.atoms.contains(atom)).unwrap();
        let end = if until == i64::MIN { class.window.1 } else { until };
        let mut at = class.window.0;
        while at < end {
            let slice = class.slices.iter().find(|slice| slice.from <= at && at < slice.until).unwrap();
            let table = sweep.table(slice);
            for channel in request.channels.iter() {
                for purpose in request.purposes.iter() {
                    let column = sweep.columns().position(|(channels, purposes)| {
                        channels.set.contains(channel) && purposes.set.contains(purpose)
                    });
                    states.push(table[column.unwrap()].state);
                }
            }
            at += 12 * 3600 - 1800;
        }
    }
    states
}

fn never_lower(before: &[State], after: &[State]) -> bool {
    before.len() == after.len() && before.iter().zip(after).all(|(before, after)| after >= before)
}

fn push(given: &Value, key: &str, fact: Value) -> Value {
    let mut given = given.clone();
    match given.get_mut(key).and_then(Value::as_array_mut) {
        Some(list) => list.push(fact),
        None => given[key] = json!([fact]),
    }
    given
}

/// Makes the ids of a list unique, so that references by id are not ambiguous.
fn numbered(given: &Value) -> Value {
    let mut given = given.clone();
    for key in ["grants", "restrictions"] {
        for (at, fact) in given[key].as_array_mut().unwrap().iter_mut().enumerate() {
            fact["id"] = json!(format!("{key}{at}"));
        }
    }
    given
}

type Signature = (Headline, Vec<String>, Vec<String>, Vec<String>, String);

fn signature(verdict: &Verdict) -> Signature {
    let codes = verdict.codes().into_iter().map(str::to_owned).collect();
    (verdict.headline, verdict.cleared.lines(), codes, verdict.duties.clone(), verdict.cleared.id().to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_definite_region_lies_within_the_possible_one(given in given()) {
        let reference = reference();
        let facts = Facts::from_given(&given, &reference).unwrap();
        let regions = crate::regions_of(&reference, &facts, "A", belief());
        for (inner, outer) in [
            (regions.definite(&reference), regions.with_duties(&reference)),
            (regions.with_duties(&reference), regions.possible(&reference)),
        ] {
            for row in &inner.form.rows {
                for (intervals, atoms) in &row.groups {
                    for (purpose, channels) in &row.cells {
                        for (atom, channel) in atoms.iter().flat_map(|atom| channels.iter().map(move |leaf| (atom, leaf))) {
                            let held = outer.form.rows.iter().filter(|row| {
                                row.cells.iter().any(|(other, set)| other == purpose && set.contains(channel))
                            });
                            let spans: Vec<_> = held
                                .flat_map(|row| row.groups.iter().filter(|group| group.1.contains(atom)))
                                .flat_map(|group| group.0.clone())
                                .collect();
                            for (from, until) in intervals {
                                prop_assert!(spans.iter().any(|span| span.0 <= *from && *until <= span.1));
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn adding_a_grant_never_lowers_a_cell(given in given(), extra in grant(), request in request()) {
        let reference = reference();
        let before = grid(&reference, &given, &request);
        let after = grid(&reference, &push(&given, "grants", extra), &request);
        prop_assert!(never_lower(&before, &after));
    }

    #[test]
    fn adding_a_restriction_never_raises_a_cell(given in given(), extra in restriction(), request in request()) {
        let reference = reference();
        let before = grid(&reference, &given, &request);
        let after = grid(&reference, &push(&given, "restrictions", extra), &request);
        prop_assert!(never_lower(&after, &before));
    }

    #[test]
    fn adding_an_interest_or_a_component_never_raises_a_cell(given in given(), request in request()) {
        let reference = reference();
        let before = grid(&reference, &given, &request);
        let interest = json!({ "id": "i9", "asset": "A", "completeness": "partial" });
        prop_assert!(never_lower(&grid(&reference, &push(&given, "interests", interest), &request), &before));
        let link = json!({ "parent": "A", "child": "NOBODY_KNOWS" });
        prop_assert!(never_lower(&grid(&reference, &push(&given, "components", link), &request), &before));
    }

    #[test]
    fn the_order_of_facts_never_matters(given in given(), request in request()) {
        let reference = reference();
        let given = numbered(&given);
        let mut turned = given.clone();
        for key in ["interests", "grants", "restrictions"] {
            turned[key].as_array_mut().unwrap().reverse();
        }
        let (one, other) = (ask(&reference, &given, &request), ask(&reference, &turned, &request));
        prop_assert_eq!(signature(&one), signature(&other));
        prop_assert_eq!(one.inputs_hash, other.inputs_hash);
        prop_assert_eq!(one.sentence, other.sentence);
    }

    #[test]
    fn duplicating_a_grant_changes_nothing(given in given(), request in request()) {
        let reference = reference();
        let Some(first) = given["grants"].get(0).cloned() else { return Ok(()) };
        let twice = push(&given, "grants", first);
        prop_assert_eq!(signature(&ask(&reference, &given, &request)), signature(&ask(&reference, &twice, &request)));
    }

    #[test]
    fn splitting_a_request_and_joining_the_answers_gives_the_same_region(given in given(), request in request()) {
        let reference = reference();
        let whole = grid(&reference, &given, &request);
        let mut parts = Vec::new();
        for territory in request["territories"].as_array().unwrap() {
            let mut part = request.clone();
            part["territories"] = json!([territory]);
            parts.push((territory.as_str().unwrap().to_owned(), ask(&reference, &given, &part)));
        }
        let full = ask(&reference, &given, &request);
        let any = parts.iter().any(|(_, part)| !part.cleared.is_empty());
        prop_assert_eq!(any, !full.cleared.is_empty());
        let states: BTreeSet<State> = whole.into_iter().collect();
        let cleared = states.iter().all(|state| state.is_cleared());
        prop_assert!(!full.headline.is_cleared() || cleared);
        let codes: BTreeSet<&str> = parts.iter().flat_map(|(_, part)| part.codes()).collect();
        prop_assert_eq!(codes, full.codes().into_iter().collect::<BTreeSet<_>>());
    }

    #[test]
    fn every_part_of_an_allowed_request_is_cleared(given in given(), request in request()) {
        let reference = reference();
        if ask(&reference, &given, &request).headline.is_cleared() {
            for key in ["channels", "territories", "purposes"] {
                for item in request[key].as_array().unwrap() {
                    let mut part = request.clone();
                    part[key] = json!([item]);
                    part["end"] = part["start"].clone();
                    prop_assert!(ask(&reference, &given, &part).headline.is_cleared());
                }
            }
        }
    }

    #[test]
    fn cutting_a_period_in_two_touching_ones_changes_nothing(
        given in given(), request in request(), gap in 0i64..60, length in 1i64..60, cut in 0i64..60,
    ) {
        let reference = reference();
        let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + chrono::TimeDelta::days(gap);
        let last = first + chrono::TimeDelta::days(length);
        let middle = first + chrono::TimeDelta::days(cut.min(length - 1));
        let piece = |id: &str, from: chrono::NaiveDate, until: chrono::NaiveDate| json!({
            "id": id, "interest": "i0", "channels": ["all"], "territories": ["WORLD"], "purposes": ["any"],
            "period": { "start": from.to_string(), "end": until.to_string() },
        });
        let whole = push(&given, "grants", piece("z", first, last));
        let next = middle + chrono::TimeDelta::days(1);
        let halves = push(&push(&given, "grants", piece("z1", first, middle)), "grants", piece("z2", next, last));
        let (one, other) = (ask(&reference, &whole, &request), ask(&reference, &halves, &request));
        prop_assert_eq!(one.cleared.lines(), other.cleared.lines());
        prop_assert_eq!(one.headline, other.headline);
    }

    #[test]
    fn a_later_revocation_leaves_what_was_before_it(given in given(), request in request(), offset in 0i64..120) {
        let reference = reference();
        let given = numbered(&given);
        let at = belief() + chrono::TimeDelta::days(offset - 20);
        let before = grid_between(&reference, &given, &request, at.timestamp());
        for id in 0..3 {
            let revocation = json!({ "grant": format!("grants{id}"), "kind": "prospective", "effective": at.to_rfc3339() });
            let after = grid_between(&reference, &push(&given, "revocations", revocation), &request, at.timestamp());
            prop_assert_eq!(&before, &after);
        }
    }

    #[test]
    fn belief_only_changes_where_something_was_recorded(given in given(), request in request(), hours in 1i64..1000) {
        let reference = reference();
        let recorded: DateTime<Utc> = "2026-11-25T00:00:00Z".parse().unwrap();
        let mut given = numbered(&given);
        for grant in given["grants"].as_array_mut().unwrap() {
            grant["recorded_at"] = json!(recorded.to_rfc3339());
        }
        let void = json!({ "grant": "grants0", "kind": "ab_initio", "recorded_at": "2027-02-01T00:00:00Z" });
        let given = push(&given, "revocations", void);
        let early = ask_at(&reference, &given, &request, recorded);
        let late = ask_at(&reference, &given, &request, recorded + chrono::TimeDelta::hours(hours));
        prop_assert_eq!(signature(&early), signature(&late));
    }

    #[test]
    fn a_composite_is_never_clearer_than_a_confirmed_component(given in given(), request in request()) {
        let reference = reference();
        let mut given = given;
        given["components"][0]["status"] = json!("confirmed");
        let whole = grid(&reference, &given, &request);
        let mut of_part = request.clone();
        of_part["asset"] = json!("B");
        prop_assert!(never_lower(&whole, &grid(&reference, &given, &of_part)));
    }

    #[test]
    fn a_waiver_only_raises_and_only_where_it_reaches(given in given(), extra in restriction(), request in request()) {
        let reference = reference();
        let mut extra = extra;
        extra["id"] = json!("banned");
        let without = push(&numbered(&given), "restrictions", extra);
        let waiver = json!({ "restriction": "banned", "territories": ["DE"] });
        let with = push(&without, "waivers", waiver);
        let (before, after) = (grid(&reference, &without, &request), grid(&reference, &with, &request));
        prop_assert!(never_lower(&before, &after));
        let mut elsewhere = request.clone();
        elsewhere["territories"] = json!(["JP", "GB"]);
        prop_assert_eq!(grid(&reference, &without, &elsewhere), grid(&reference, &with, &elsewhere));
    }

    #[test]
    fn equal_regions_have_equal_ids(given in given(), request in request()) {
        let reference = reference();
        let mut turned = request.clone();
        turned["territories"].as_array_mut().unwrap().reverse();
        let (one, other) = (ask(&reference, &given, &request), ask(&reference, &given, &turned));
        prop_assert_eq!(one.cleared.id(), other.cleared.id());
        let parts = one.cleared.form.rows.iter().flat_map(|row| {
            row.groups.iter().flat_map(move |(intervals, atoms)| row.cells.iter().map(move |(purpose, channels)| {
                (*channels, [usize::from(*purpose)].into_iter().collect(), *atoms, intervals.clone())
            }))
        });
        prop_assert_eq!(&crate::region::Form::new(parts), &one.cleared.form);
    }

    #[test]
    fn the_answer_does_not_change_before_it_says_so(given in given(), request in request(), hours in 0i64..4000) {
        let reference = reference();
        let verdict = ask(&reference, &given, &request);
        let from = belief().timestamp();
        let at = from + hours * 3600;
        if verdict.stable_until.is_some_and(|until| at >= until.timestamp()) {
            return Ok(());
        }
        let facts = Facts::from_given(&given, &reference).unwrap();
        let asked = UseRequest::from_json(&request, &reference).unwrap();
        let plan = Plan::new(question(&reference, &facts, &asked), &asked.asset);
        let sweep = Sweep::of_request(&plan, &asked);
        for class in &sweep.classes {
            let first = class.window.0.max(from);
            let later = at.max(first);
            let held = |at: i64| {
                let slice = class.slices.iter().find(|slice| slice.from <= at && at < slice.until).unwrap();
                sweep.table(slice).iter().map(|cell| cell.state).collect::<Vec<_>>()
            };
            if verdict.stable_until.is_none_or(|until| later < until.timestamp()) {
                prop_assert_eq!(held(first), held(later));
            }
        }
    }

    #[test]
    fn the_index_never_disagrees_with_the_evaluator(given in given(), request in request()) {
        let reference = reference();
        let facts = Facts::from_given(&given, &reference).unwrap();
        let asked = UseRequest::from_json(&request, &reference).unwrap();
        let mut index = crate::RegionIndex::new();
        index.put(7, &reference, &facts, "A", belief());
        let buckets = index.buckets(&asked, &reference);
        let bucket = match ask(&reference, &given, &request).headline {
            Headline::Allowed => &buckets.allowed,
            Headline::AllowedWithDuties => &buckets.with_duties,
            Headline::Partial => &buckets.partial,
            Headline::Conditional => &buckets.conditional,
            Headline::Unknown => &buckets.unknown,
            Headline::Denied => &buckets.denied,
        };
        prop_assert!(bucket.contains(7));
    }
}

#[test]
fn approving_a_grant_never_lowers_and_approving_a_restriction_never_raises() {
    proptest!(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() },
        |(given in given(), request in request())| {
        let reference = reference();
        let before = grid(&reference, &given, &request);
        let mut granted = given.clone();
        granted["grants"].as_array_mut().unwrap().iter_mut().for_each(|grant| grant["review"] = json!("approved"));
        prop_assert!(never_lower(&before, &grid(&reference, &granted, &request)));
        let mut banned = given.clone();
        banned["restrictions"].as_array_mut().unwrap().iter_mut().for_each(|ban| ban["review"] = json!("approved"));
        prop_assert!(never_lower(&grid(&reference, &banned, &request), &before));
    });
}

#[test]
fn rejecting_a_suspected_component_restores_the_answer_before() {
    proptest!(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() },
        |(given in given(), request in request())| {
        let reference = reference();
        let mut rejected = given.clone();
        rejected["components"][0]["status"] = json!("rejected");
        let mut without = given.clone();
        without["components"] = json!([]);
        prop_assert_eq!(signature(&ask(&reference, &rejected, &request)), signature(&ask(&reference, &without, &request)));
    });
}
