//! The engine against the second opinion, point by point, on random worlds of every feature.
//! `PLACET_WORLDS=20000` runs the long comparison; `PLACET_FIRST_WORLD=17` begins at another one.

use std::collections::BTreeSet;

use chrono::DateTime;
use serde_json::Value;

use super::maker::{Maker, fixture};
use super::second::court::{Court, Opinion, Point};
use super::second::sets::Atom;
use super::states::{World, slices};
use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::{Class, Sweep};
use crate::question::Question;
use crate::{Facts, Reference, UseRequest};

/// The engine's decision at a point, in the words of the second opinion.
fn engine(sweep: &Sweep<'_, '_>, reference: &Reference, point: Point<'_>) -> Option<Opinion> {
    let at = |class: &&Class| {
        class.atoms.iter().any(|atom| {
            let place = &reference.territories.atoms[atom];
            place.code == point.atom.code && place.zone.name() == point.atom.zone
        })
    };
    let class = sweep.classes.iter().find(at)?;
    let slice = slices(class, (point.at, point.at + 1)).pop()?;
    let column = sweep.columns().position(|(channels, purposes)| {
        channels.set.iter().any(|leaf| reference.channels.name(leaf) == point.channel)
            && purposes.set.iter().any(|leaf| reference.purposes.name(leaf) == point.purpose)
    })?;
    let table = sweep.table(&slice.2);
    let decision = &table[column];
    let book = sweep.book.borrow();
    Some(Opinion {
        state: decision.state,
        codes: decision.blames.iter().map(|blame| book.blames[*blame as usize].code.to_owned()).collect(),
        duties: decision.duties.iter().map(|duty| (*duty).to_owned()).collect(),
    })
}

/// Every day a world names, and the days beside it.
fn days(value: &Value, found: &mut BTreeSet<i64>) {
    match value {
        Value::String(text) => {
            if let Some(Ok(day)) = text.get(..10).map(str::parse::<chrono::NaiveDate>) {
                let midnight = day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp();
                found.extend([midnight, midnight + 86_400]);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| days(item, found)),
        Value::Object(fields) => fields.values().for_each(|item| days(item, found)),
        _ => {}
    }
}

/// Instants worth asking about in a window: where the engine says something changes, midnights of the days named under
/// the world's clocks, each with the second before and after, and some at random.
fn instants(class: &Class, world: &World, maker: &mut Maker, most: usize) -> Vec<i64> {
    let (from, until) = class.window;
    let mut sharp: BTreeSet<i64> = [from, until - 1].into();
    for (from, ..) in slices(class, class.window) {
        sharp.extend([from, from.saturating_sub(1), from.saturating_add(1)]);
    }
    let mut named = BTreeSet::new();
    [&world.given, &world.request].into_iter().for_each(|value| days(value, &mut named));
    let mut sharp: Vec<i64> = sharp.into_iter().filter(|at| (from..until).contains(at)).collect();
    while sharp.len() > most * 2 / 3 {
        sharp.swap_remove(maker.dice.below(sharp.len()));
    }
    let named: Vec<i64> = named.into_iter().collect();
    while sharp.len() < most {
        let at = if maker.dice.chance(50) && !named.is_empty() {
            let hours = maker.dice.below(27) as i64 - 14;
            named[maker.dice.below(named.len())] + hours * 3_600 + maker.dice.below(3) as i64 - 1
        } else {
            from + (maker.dice.next() % (until - from) as u64) as i64
        };
        sharp.push(at.clamp(from, until - 1));
    }
    sharp
}

/// Compares one world at some hundred points; the first disagreement is told in full.
fn compare(seed: u64, reference: &Reference, fixture: &Value, counts: &mut [usize; 5]) -> Result<usize, String> {
    let world = World::new(seed);
    let facts = Facts::from_given(&world.given, reference).map_err(|error| format!("world {seed}: {error}"))?;
    let Ok(request) = UseRequest::from_json(&world.request, reference) else { return Ok(0) };
    let question = Question { reference, facts: &facts, request: Some(&request), belief: world.belief };
    let plan = Plan::new(question, &request.asset);
    let sweep = Sweep::of_request(&plan, &request);
    let mut maker = Maker::new(seed ^ 0x5EC0_0D0F);
    let mut asked = 0;
    for class in &sweep.classes {
        let Some(atom) = class.atoms.iter().next() else { continue };
        let place = &reference.territories.atoms[atom];
        let atom = Atom { code: &place.code, zone: place.zone.name() };
        for at in instants(class, &world, &mut maker, 12) {
            let leaves = [&request.channels, &request.purposes].map(|set| set.iter().collect::<Vec<_>>());
            let channel = reference.channels.name(leaves[0][maker.dice.below(leaves[0].len())]);
            let purpose = reference.purposes.name(leaves[1][maker.dice.below(leaves[1].len())]);
            let point = Point { channel, purpose, atom, at };
            let court = Court { fixture, given: &world.given, request: &world.request, belief: world.belief, point };
            let (own, second) = (engine(&sweep, reference, point), court.decide());
            counts[second.state as usize] += 1;
            asked += 1;
            if own.as_ref() != Some(&second) {
                let when = DateTime::from_timestamp(at, 0).unwrap();
                let facts = &world.given;
                return Err(format!(
                    "world {seed}, {point:?} ({when}), belief {}\nengine {own:?}\nsecond {second:?}\nrequest {}\nfacts {facts}",
                    world.belief, world.request
                ));
            }
        }
    }
    Ok(asked)
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn a_second_opinion_agrees_at_every_point() {
    let fixture = fixture();
    let reference = Reference::from_json(&fixture).unwrap();
    let first = number("PLACET_FIRST_WORLD", 0);
    let (mut asked, mut counts, mut wrong) = (0, [0; 5], Vec::new());
    for seed in first..first + number("PLACET_WORLDS", 200) {
        match compare(seed, &reference, &fixture, &mut counts) {
            Ok(points) => asked += points,
            Err(why) => wrong.push(why),
        }
    }
    println!("{asked} points; denied, unknown, conditional, with duties, allowed: {counts:?}");
    assert!(wrong.is_empty(), "{} worlds disagree:\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n\n"));
    assert!(counts.iter().all(|count| *count * 400 > asked), "some state hardly ever comes up: {counts:?}");
}
