//! The laws of the semantics, by their numbers, on random worlds of every feature.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::maker::{Maker, fixture};
use super::second::court::{Court, Point};
use super::second::sets::{Atom, Held};
use super::states::{World, both, never_lower, same, slices};
use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::Sweep;
use crate::question::Question;
use crate::region::{Form, Intervals, join};
use crate::{Facts, Headline, Reference, RegionIndex, State, UseRequest, Verdict, outline_of, regions_of};

pub fn reference() -> Reference {
    Reference::from_json(&fixture()).unwrap()
}

fn config() -> ProptestConfig {
    let cases = std::env::var("PLACET_LAWS").ok().and_then(|text| text.parse().ok()).unwrap_or(128);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Checks a law on random worlds, each named by its number.
pub fn on_worlds(world: fn(u64) -> World, law: impl Fn(&Reference, World, &mut Maker) -> Result<(), TestCaseError>) {
    let reference = reference();
    proptest!(config(), |(seed in any::<u64>())| {
        let world = world(seed);
        if world.is_askable(&reference) {
            law(&reference, world, &mut Maker::new(!seed))?;
        }
    });
}

type Cells = BTreeMap<(usize, usize, usize), Intervals>;

/// The cells of a region, one by one.
fn cells(form: &Form<Intervals>, all: &mut Cells) {
    for row in &form.rows {
        for (intervals, atoms) in &row.groups {
            for (purpose, channels) in &row.cells {
                for (atom, channel) in atoms.iter().flat_map(|atom| channels.iter().map(move |leaf| (atom, leaf))) {
                    let held = all.entry((atom, channel, usize::from(*purpose))).or_default();
                    *held = join([held.clone(), intervals.clone()].concat());
                }
            }
        }
    }
}

/// The request with every group and node spelled out, so that its parts can be asked one by one.
fn spelled(reference: &Reference, world: &World) -> Value {
    let request = UseRequest::from_json(&world.request, reference).unwrap();
    let atoms = request.atoms.iter().map(|atom| {
        let place = &reference.territories.atoms[atom];
        format!("{}@{}", place.code, place.zone.name())
    });
    let mut spelled = world.request.clone();
    spelled["territories"] = json!(atoms.collect::<Vec<_>>());
    spelled["channels"] = json!(request.channels.iter().map(|leaf| reference.channels.name(leaf)).collect::<Vec<_>>());
    spelled["purposes"] = json!(request.purposes.iter().map(|leaf| reference.purposes.name(leaf)).collect::<Vec<_>>());
    spelled
}

/// What hangs on a whole request: elections of channels.
fn without_elections(world: &mut World) {
    for grant in world.list("grants") {
        if grant["caps"][0]["kind"] == "distinct_channels" {
            grant["caps"] = json!([]);
        }
    }
}

fn first_day(world: &World) -> Option<(NaiveDate, NaiveDate)> {
    let day = |key: &str| world.request[key].as_str()?.parse().ok();
    day("start").zip(day("end"))
}

#[test]
fn law_1_what_is_definite_is_possible() {
    on_worlds(World::new, |reference, world, _| {
        let facts = Facts::from_given(&world.given, reference).unwrap();
        let scopes = facts.grants.iter().map(|grant| &grant.scope);
        for scope in scopes.chain(facts.restrictions.iter().map(|ban| &ban.scope)) {
            prop_assert!(scope.channels.definite.is_subset(&scope.channels.possible));
            prop_assert!(scope.purposes.definite.is_subset(&scope.purposes.possible));
            for step in &scope.territories.steps {
                prop_assert!(step.inside.is_subset(&step.possible));
            }
        }
        let regions = regions_of(reference, &facts, "A", world.belief);
        let [sure, duties, possible] =
            [regions.definite(reference), regions.with_duties(reference), regions.possible(reference)];
        for (inner, outer) in [(&sure, &duties), (&duties, &possible)] {
            let (mut within, mut around) = (Cells::new(), Cells::new());
            cells(&inner.form, &mut within);
            cells(&outer.form, &mut around);
            for (cell, intervals) in within {
                let around = around.get(&cell).cloned().unwrap_or_default();
                for (from, until) in intervals {
                    prop_assert!(around.iter().any(|span| span.0 <= from && until <= span.1));
                }
            }
        }
        Ok(())
    });
}

type Part = (crate::bits::LeafSet, crate::bits::LeafSet, crate::bits::AtomSet, Intervals);

fn parts(form: &Form<Intervals>) -> impl Iterator<Item = Part> + '_ {
    form.rows.iter().flat_map(|row| {
        row.groups.iter().flat_map(move |(intervals, atoms)| {
            row.cells.iter().map(move |(purpose, channels)| {
                (*channels, [usize::from(*purpose)].into_iter().collect(), *atoms, intervals.clone())
            })
        })
    })
}

#[test]
fn law_2_adding_a_grant_never_lowers_a_cell() {
    on_worlds(World::new, |reference, world, maker| {
        let interest = format!("i{}", maker.dice.below(5));
        let more = world.with("grants", maker.grant(99, &interest));
        prop_assert!(never_lower(&world.rows(reference), &more.rows(reference)));
        Ok(())
    });
}

#[test]
fn law_3_adding_a_restriction_never_raises_a_cell() {
    on_worlds(World::new, |reference, world, maker| {
        let more = world.with("restrictions", maker.restriction(99));
        prop_assert!(never_lower(&more.rows(reference), &world.rows(reference)));
        Ok(())
    });
}

#[test]
fn law_4_adding_an_interest_or_a_component_never_raises_a_cell() {
    on_worlds(World::new, |reference, mut world, maker| {
        world.request["asset"] = json!("A");
        let before = world.rows(reference);
        let completeness = maker.dice.pick(&["complete", "partial", "none"]);
        let interest = json!({ "id": "i9", "asset": "A", "completeness": completeness });
        let granted = maker.grant(99, "i9");
        let more = world.with("interests", interest).with("grants", granted);
        prop_assert!(never_lower(&more.rows(reference), &before));
        for child in ["NOBODY_KNOWS", "B", "D"] {
            let status = maker.dice.pick(&["confirmed", "suspected"]);
            let more = world.with("components", json!({ "parent": "A", "child": child, "status": status }));
            prop_assert!(never_lower(&more.rows(reference), &before));
        }
        Ok(())
    });
}

#[test]
fn law_5_approving_a_grant_never_lowers_and_approving_a_restriction_never_raises() {
    on_worlds(World::new, |reference, world, _| {
        let before = world.rows(reference);
        let approved = |key: &str| {
            let mut world = world.clone();
            world.list(key).iter_mut().for_each(|fact| fact["review"] = json!("approved"));
            world.rows(reference)
        };
        prop_assert!(never_lower(&before, &approved("grants")));
        prop_assert!(never_lower(&approved("restrictions"), &before));
        Ok(())
    });
}

#[test]
fn law_6_the_order_of_facts_never_matters() {
    on_worlds(World::new, |reference, world, maker| {
        let mut turned = world.clone();
        for (_, list) in turned.given.as_object_mut().unwrap() {
            if let Some(list) = list.as_array_mut() {
                list.reverse();
                let turns = maker.dice.below(list.len().max(1));
                list.rotate_left(turns);
            }
        }
        let (one, other) = (world.verdict(reference), turned.verdict(reference));
        let all = |verdict: &Verdict| serde_json::to_value(verdict).unwrap();
        prop_assert_eq!(all(&one), all(&other));
        Ok(())
    });
}

#[test]
fn law_7_duplicating_a_grant_changes_nothing() {
    on_worlds(World::new, |reference, mut world, maker| {
        let before = world.signature(reference);
        let list = world.list("grants");
        let twice = list[maker.dice.below(list.len())].clone();
        list.push(twice);
        prop_assert_eq!(before, world.signature(reference));
        Ok(())
    });
}

#[test]
fn law_8_splitting_a_request_and_joining_the_parts_gives_the_same_region() {
    on_worlds(World::local, |reference, mut world, maker| {
        without_elections(&mut world);
        world.request = spelled(reference, &world);
        let mut whole = Cells::new();
        cells(&world.verdict(reference).cleared.form, &mut whole);
        for key in ["channels", "territories", "purposes"] {
            let mut joined = Cells::new();
            for item in world.request[key].as_array().unwrap() {
                let mut part = world.request.clone();
                part[key] = json!([item]);
                cells(&world.asking(part).verdict(reference).cleared.form, &mut joined);
            }
            prop_assert_eq!(&whole, &joined, "split by {}", key);
        }
        let Some((start, end)) = first_day(&world).filter(|days| days.0 < days.1) else { return Ok(()) };
        let middle = start + TimeDelta::days(maker.dice.below((end - start).num_days() as usize) as i64);
        let mut joined = Cells::new();
        for (from, until) in [(start, middle), (middle + TimeDelta::days(1), end)] {
            let mut part = world.request.clone();
            (part["start"], part["end"]) = (json!(from.to_string()), json!(until.to_string()));
            cells(&world.asking(part).verdict(reference).cleared.form, &mut joined);
        }
        prop_assert_eq!(&whole, &joined, "split at {}", middle);
        Ok(())
    });
}

#[test]
fn law_9_every_part_of_an_allowed_request_is_cleared() {
    on_worlds(World::local, |reference, mut world, maker| {
        world.request = spelled(reference, &world);
        if !world.verdict(reference).headline.is_cleared() {
            return Ok(());
        }
        let mut part = world.request.clone();
        for key in ["channels", "territories", "purposes"] {
            let items = part[key].as_array().unwrap();
            part[key] = json!([items[maker.dice.below(items.len())]]);
        }
        if first_day(&world).is_some() {
            let late = maker.dice.chance(50);
            let (from, to) = if late { ("end", "start") } else { ("start", "end") };
            part[to] = part[from].clone();
        }
        prop_assert!(world.asking(part).verdict(reference).headline.is_cleared());
        Ok(())
    });
}

#[test]
fn law_10_two_touching_periods_are_one() {
    on_worlds(World::new, |reference, world, maker| {
        let (start, _) = first_day(&world).unwrap_or((NaiveDate::MIN, NaiveDate::MIN));
        if start == NaiveDate::MIN {
            return Ok(());
        }
        let first = start + TimeDelta::days(maker.dice.below(20) as i64 - 10);
        let days = 2 + maker.dice.below(50);
        let middle = first + TimeDelta::days(maker.dice.below(days - 1) as i64);
        let zone = maker.dice.pick(&["territory", "territory", "Asia/Tokyo", "UTC"]);
        let interest = format!("i{}", maker.dice.below(3));
        let piece = |id: &str, from: NaiveDate, until: NaiveDate| {
            json!({
                "id": id, "interest": interest, "channels": ["all"], "territories": ["WORLD"], "purposes": ["any"],
                "period": { "start": from.to_string(), "end": until.to_string(), "zone": zone }, "guardian_signed": true,
            })
        };
        let last = first + TimeDelta::days(days as i64);
        let one = world.with("grants", piece("z", first, last));
        let two = world.with("grants", piece("z1", first, middle));
        let two = two.with("grants", piece("z2", middle + TimeDelta::days(1), last));
        prop_assert!(same(&one.rows(reference), &two.rows(reference)));
        prop_assert_eq!(one.verdict(reference).cleared.form, two.verdict(reference).cleared.form);
        Ok(())
    });
}

#[test]
fn law_11_a_prospective_revocation_leaves_what_was_before_it() {
    on_worlds(World::new, |reference, world, maker| {
        let before = world.rows(reference);
        let Some(window) = before.first().map(|row| row.window) else { return Ok(()) };
        let at = window.0 + (maker.dice.next() % (window.1 - window.0) as u64) as i64;
        let effective = DateTime::<Utc>::from_timestamp(at, 0).unwrap().to_rfc3339();
        for target in ["g0", "g1", "head0"] {
            let revoked =
                world.with("revocations", json!({ "grant": target, "kind": "prospective", "effective": effective }));
            let mut held = true;
            both(&before, &revoked.rows(reference), |_, when, one, other| {
                held &= if when < at { one == other } else { other <= one }
            });
            prop_assert!(held);
        }
        Ok(())
    });
}

#[test]
fn law_12_an_annulment_leaves_what_was_believed_before_it_was_recorded() {
    on_worlds(World::new, |reference, mut world, _| {
        let recorded = world.belief + TimeDelta::days(1);
        let void = json!({ "interest": "i0", "kind": "ab_initio", "recorded_at": recorded.to_rfc3339() });
        let before = world.signature(reference);
        let rows = world.rows(reference);
        world.list("revocations").push(void);
        prop_assert_eq!(&before, &world.signature(reference));
        world.belief = recorded;
        prop_assert_eq!(world.rows(reference).len(), rows.len());
        Ok(())
    });
}

#[test]
fn law_13_belief_changes_nothing_between_two_recordings() {
    on_worlds(World::new, |reference, mut world, maker| {
        let mut recorded: BTreeSet<DateTime<Utc>> = [world.belief - TimeDelta::days(300), world.belief].into();
        for (_, list) in world.given.as_object().unwrap() {
            for fact in list.as_array().into_iter().flatten() {
                let times = [&fact["recorded_at"], &fact["superseded_at"]];
                recorded.extend(
                    times
                        .into_iter()
                        .filter_map(|time| time.as_str())
                        .map(|time| time.parse::<DateTime<Utc>>().unwrap()),
                );
            }
        }
        let recorded: Vec<_> = recorded.into_iter().collect();
        let at = maker.dice.below(recorded.len() - 1);
        world.belief = recorded[at];
        let early = world.signature(reference);
        world.belief = recorded[at + 1] - TimeDelta::seconds(1);
        prop_assert_eq!(early, world.signature(reference));
        Ok(())
    });
}

#[test]
fn law_14_a_composite_is_never_clearer_than_a_confirmed_component() {
    on_worlds(World::new, |reference, mut world, maker| {
        world.request["asset"] = json!("A");
        world.list("components").retain(|link| link["child"] != "A");
        let embedding = maker.dice.pick(&["rendered", "embedded"]);
        let link = json!({ "parent": "A", "child": "B", "embedding": embedding, "modifications": ["crop"] });
        let world = world.with("components", link);
        let mut part = world.request.clone();
        (part["asset"], part["embedding"]) = (json!("B"), json!(embedding));
        let mut made = part["modifications"].as_array().cloned().unwrap_or_default();
        made.push(json!("crop"));
        part["modifications"] = json!(made);
        prop_assert!(never_lower(&world.rows(reference), &world.asking(part).rows(reference)));
        Ok(())
    });
}

#[test]
fn law_15_rejecting_a_suspected_component_restores_the_answer_before() {
    on_worlds(World::new, |reference, world, maker| {
        let before = world.verdict(reference);
        let child = maker.dice.pick(&["B", "D", "NOBODY_KNOWS"]);
        let suspected = world.with("components", json!({ "parent": "A", "child": child, "status": "suspected" }));
        let mut lowered = true;
        both(&world.rows(reference), &suspected.rows(reference), |_, _, before, after| {
            lowered &= after == before || (after == State::Unknown && before > State::Unknown) || after.is_cleared();
        });
        prop_assert!(lowered, "a suspicion can leave things unknown, never deny them");
        let rejected = world.with("components", json!({ "parent": "A", "child": child, "status": "rejected" }));
        let after = rejected.verdict(reference);
        prop_assert_eq!(serde_json::to_value(before).unwrap(), serde_json::to_value(after).unwrap());
        Ok(())
    });
}

#[test]
fn law_16_a_waiver_only_raises_and_only_where_it_reaches() {
    let fixture = fixture();
    on_worlds(World::new, |reference, world, maker| {
        let mut ban = maker.restriction(99);
        ban["id"] = json!("banned");
        let world = world.with("restrictions", ban);
        let mut waiver = maker.waiver();
        waiver["restriction"] = json!("banned");
        let waived = world.with("waivers", waiver.clone());
        let mut wrong = None;
        both(&world.rows(reference), &waived.rows(reference), |row, at, before, after| {
            let place = &reference.territories.atoms[row.atom];
            let point = Point {
                channel: reference.channels.name(row.channel),
                purpose: reference.purposes.name(row.purpose),
                atom: Atom { code: &place.code, zone: place.zone.name() },
                at,
            };
            let court =
                Court { fixture: &fixture, given: &world.given, request: &world.request, belief: world.belief, point };
            let outside = matches!(court.leave_holds(&waiver), Held::No(_));
            if after < before || (outside && after != before) {
                wrong = Some((at, before, after));
            }
        });
        prop_assert_eq!(wrong, None);
        Ok(())
    });
}

/// The world with every moment a civil day, every zone the territory's own and every territory the whole world.
fn everywhere(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for key in ["territories", "exclude", "accessible"] {
                if fields.contains_key(key) {
                    fields.insert(key.to_owned(), if key == "exclude" { json!([]) } else { json!(["WORLD"]) });
                }
            }
            for (key, field) in fields.iter_mut() {
                match field {
                    Value::String(text) if key == "zone" => *text = "territory".to_owned(),
                    Value::String(text) if !key.ends_with("ed_at") || key == "published_at" || key == "produced_at" => {
                        if text.get(..10).is_some_and(|day| day.parse::<NaiveDate>().is_ok()) {
                            text.truncate(10);
                        }
                    }
                    field => everywhere(field),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(everywhere),
        _ => {}
    }
}

#[test]
fn law_17_local_dates_are_the_same_in_every_territory() {
    on_worlds(World::new, |reference, mut world, _| {
        everywhere(&mut world.given);
        everywhere(&mut world.request);
        let lines = |code: &str| {
            let mut request = world.request.clone();
            request["territories"] = json!([code]);
            let verdict = world.asking(request).verdict(reference);
            let lines: Vec<String> = verdict.cleared.lines().iter().map(|line| line.replace(code, "HERE")).collect();
            (verdict.headline, lines, verdict.duties)
        };
        let home = lines("DE");
        for code in ["GB", "JP", "US-NY", "US-CA", "FR"] {
            prop_assert_eq!(&home, &lines(code), "{}", code);
        }
        Ok(())
    });
}

#[test]
fn law_18_the_normal_form_is_idempotent_and_equal_regions_have_equal_ids() {
    on_worlds(World::local, |reference, world, _| {
        let mut turned = world.request.clone();
        for key in ["territories", "channels", "purposes"] {
            turned[key].as_array_mut().unwrap().reverse();
        }
        let (one, other) = (world.verdict(reference), world.asking(turned).verdict(reference));
        prop_assert_eq!(one.cleared.id(), other.cleared.id());
        prop_assert_eq!(&Form::new(parts(&one.cleared.form)), &one.cleared.form);
        Ok(())
    });
}

#[test]
fn law_19_reserving_and_releasing_restores_every_verdict() {
    on_worlds(World::new, |reference, world, maker| {
        let cap = format!("cap{}", maker.dice.below(3));
        let mut entry =
            json!({ "cap": cap, "qty": 1 + maker.dice.below(5_000), "channel": "print.press", "reserved": true });
        let reserved = world.with("usage", entry.clone());
        if world.given["grants"].as_array().unwrap().iter().all(|grant| grant["caps"][0]["kind"] != "distinct_channels")
        {
            prop_assert!(never_lower(&reserved.rows(reference), &world.rows(reference)));
        }
        entry["state"] = json!("released");
        prop_assert_eq!(world.signature(reference), world.with("usage", entry).signature(reference));
        Ok(())
    });
}

#[test]
fn law_20_the_answer_does_not_change_before_it_says_so() {
    on_worlds(World::new, |reference, world, maker| {
        let now = world.belief.timestamp();
        let until = world.verdict(reference).stable_until.map_or(i64::MAX, |until| until.timestamp());
        let facts = Facts::from_given(&world.given, reference).unwrap();
        let request = UseRequest::from_json(&world.request, reference).unwrap();
        let question = Question { reference, facts: &facts, request: Some(&request), belief: world.belief };
        let plan = Plan::new(question, &request.asset);
        let sweep = Sweep::of_request(&plan, &request);
        let mut changes = false;
        for class in &sweep.classes {
            let first = class.window.0.max(now);
            let held = |at: i64| {
                let slice = slices(class, (at, at + 1)).pop().unwrap();
                sweep.table(&slice.2).iter().map(|cell| cell.state).collect::<Vec<_>>()
            };
            for _ in 0..20 {
                let later = first + maker.dice.below(400 * 86_400) as i64;
                prop_assert!(later >= until || held(first) == held(later));
            }
            changes |= until < i64::MAX && until > first && held(until - 1) != held(until);
        }
        prop_assert!(changes || until == i64::MAX, "something changes at the instant it names");
        Ok(())
    });
}

#[test]
fn the_index_agrees_with_the_evaluator_wherever_it_does_not_ask_for_it() {
    on_worlds(World::new, |reference, world, _| {
        let facts = Facts::from_given(&world.given, reference).unwrap();
        let asked = UseRequest::from_json(&world.request, reference).unwrap();
        let mut index = RegionIndex::new();
        index.put(7, reference, &facts, &asked.asset, world.belief);
        let buckets = index.buckets(&asked, reference);
        if buckets.needs_exact.contains(7) {
            return Ok(());
        }
        let bucket = match world.verdict(reference).headline {
            Headline::Allowed => &buckets.allowed,
            Headline::AllowedWithDuties => &buckets.with_duties,
            Headline::Partial => &buckets.partial,
            Headline::Conditional => &buckets.conditional,
            Headline::Unknown => &buckets.unknown,
            Headline::Denied => &buckets.denied,
        };
        prop_assert!(bucket.contains(7));
        Ok(())
    });
}

#[test]
fn assets_share_a_region_only_where_their_regions_are_equal() {
    let reference = reference();
    let mut index = RegionIndex::new();
    let mut own = RegionIndex::new();
    for seed in 0..200 {
        let mut world = World::new(seed % 150);
        world.belief = "2030-01-01T00:00:00Z".parse().unwrap();
        if seed >= 150 {
            world.list("grants")[0]["period"] = json!({ "start": "2026-01-01", "end": "PERPETUAL" });
        }
        let facts = Facts::from_given(&world.given, &reference).unwrap();
        index.put(seed as u32, &reference, &facts, "A", world.belief);
        own.set(seed as u32, &outline_of(&reference, &facts, "A", world.belief));
    }
    let request = json!({ "channels": ["social"], "territories": ["EU", "US", "JP"], "start": "2026-11-01", "end": "2027-03-01" });
    let request = UseRequest::from_json(&request, &reference).unwrap();
    assert_eq!(index.buckets(&request, &reference), own.buckets(&request, &reference));
    assert_eq!(index.distinct_regions(), own.distinct_regions());
}
