//! How quick the engine is beside the second opinion: both answer the same question in one run, so that whatever else
//! the machine does slows both. `cargo nextest run -p rights pace --no-capture` tells the figures.

use std::hint::black_box;
use std::time::Instant;

use serde_json::{Value, json};

use super::maker::fixture;
use super::second::court::{Court, Point};
use super::second::sets::Atom;
use super::states::slices;
use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::Sweep;
use crate::question::Question;
use crate::{Facts, Reference, UseRequest, evaluate};

const CHANNELS: [&str; 3] = ["social.organic.instagram", "social.paid.instagram", "print.press"];

/// Time this thread has spent on a core, in microseconds; wall time where the system does not say.
fn busy(since: Instant) -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = spent.and_then(|text| text.split(' ').next().and_then(|nanos| nanos.parse::<f64>().ok()));
    nanos.map_or_else(|| since.elapsed().as_secs_f64() * 1e6, |nanos| nanos / 1e3)
}

/// The best of five rounds.
fn micros(mut work: impl FnMut()) -> f64 {
    let rounds = (0..5).map(|_| {
        let clock = Instant::now();
        let start = busy(clock);
        work();
        busy(clock) - start
    });
    rounds.fold(f64::INFINITY, f64::min)
}

/// Eighteen grants on three interests, and two restrictions.
fn typical() -> Value {
    let (places, families) = (["EU", "DACH", "WORLD", "US"], ["social", "print", "owned"]);
    let grant = |at: usize| {
        let (month, day) = (at % 12 + 1, at % 28 + 1);
        json!({
            "id": format!("g{at}"), "interest": format!("i{}", at % 3), "agreement": format!("AG{}", at % 7),
            "channels": [families[at % 3], "social"], "territories": [places[at % 4]],
            "purposes": ["commercial"], "signed": "2025-01-01",
            "period": { "start": format!("2026-{month:02}-01"), "end": format!("2027-{month:02}-{day:02}") },
        })
    };
    let interest = |at: usize| json!({ "id": format!("i{at}"), "asset": "A", "completeness": "complete" });
    json!({
        "interests": (0..3).map(interest).collect::<Vec<_>>(), "grants": (0..18).map(grant).collect::<Vec<_>>(),
        "restrictions": [
            { "id": "r1", "reach": "asset", "asset": "A", "period": { "start": "2026-12-24", "end": "2026-12-26" } },
            { "id": "r2", "reach": "interest", "interest": "i1", "territories": ["CH"] },
        ],
    })
}

#[test]
fn a_verdict_takes_a_small_part_of_the_time_of_the_second_opinion() {
    let (fixture, given) = (fixture(), typical());
    let reference = Reference::from_json(&fixture).unwrap();
    let facts = Facts::from_given(&given, &reference).unwrap();
    let asked = json!({
        "asset": "A", "channels": CHANNELS, "territories": ["WORLD"], "start": "2026-12-01", "end": "2027-01-31",
    });
    let request = UseRequest::from_json(&asked, &reference).unwrap();
    let belief = "2026-11-22T00:00:00Z".parse().unwrap();
    let plan = Plan::new(Question { reference: &reference, facts: &facts, request: Some(&request), belief }, "A");
    let sweep = Sweep::of_request(&plan, &request);
    // One point for every atom, channel and stretch of time: as many as the engine decides and no more.
    let points: Vec<Point<'_>> = sweep
        .classes
        .iter()
        .flat_map(|class| class.atoms.iter().map(move |atom| (class, atom)))
        .flat_map(|(class, atom)| {
            let place = &reference.territories.atoms[atom];
            let atom = Atom { code: &place.code, zone: place.zone.name() };
            slices(class, class.window).into_iter().map(move |slice| (atom, slice.0.max(class.window.0)))
        })
        .flat_map(|(atom, at)| CHANNELS.map(|channel| Point { channel, purpose: "commercial.advertising", atom, at }))
        .collect();
    let second = micros(|| {
        for point in &points {
            black_box(Court { fixture: &fixture, given: &given, request: &asked, belief, point: *point }.decide());
        }
    });
    let own = micros(|| (0..20).for_each(|_| drop(black_box(evaluate(&reference, &facts, &request, belief, belief)))));
    let own = own / 20.0;
    let (count, ratio) = (points.len(), second / own);
    println!("{count} points: second opinion {second:.0} us, a whole verdict {own:.0} us, {ratio:.0} times as quick");
    assert!(ratio > 20.0, "only {ratio:.1} times as quick as the second opinion");
}
