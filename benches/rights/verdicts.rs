//! How long answers take: `cargo bench -p rights`. Prints CPU time, which other work on the machine disturbs least.
//! Targets: typical verdict 200 us, composite of 200 components 10 ms, 10,000 assets against one use 1 s.

use std::time::Instant;

use chrono::{DateTime, Utc};
use rights::{Facts, ParseError, Reference, RegionIndex, UseRequest, evaluate, regions_of};
use serde_json::{Value, json};

const EUROPE: &[&str] = &[
    "DE", "AT", "CH", "FR", "IT", "ES", "PT", "GB", "IE", "NL", "BE", "LU", "PL", "DK", "SE", "FI", "HR", "NO", "IS",
    "CZ", "SK", "HU", "RO", "BG", "GR", "SI", "EE", "LV", "LT", "JP",
];

const CHANNELS: &[&str] = &["social.organic.instagram", "social.paid.instagram", "print.press"];

/// Time this thread has spent on a core, in microseconds; wall time where the system does not say.
fn busy(since: Instant) -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = spent.and_then(|text| text.split(' ').next().and_then(|nanos| nanos.parse::<f64>().ok()));
    nanos.map_or_else(|| since.elapsed().as_secs_f64() * 1e6, |nanos| nanos / 1e3)
}

/// The best of five series: what the work costs where nothing comes between.
fn micros(rounds: u32, mut work: impl FnMut()) -> f64 {
    work();
    let series = (0..5).map(|_| {
        let clock = Instant::now();
        let start = busy(clock);
        (0..rounds).for_each(|_| work());
        (busy(clock) - start) / f64::from(rounds)
    });
    series.fold(f64::INFINITY, f64::min)
}

/// Single runs on the wall clock, where each is too short to be interrupted often: the median and the best.
fn singles(rounds: usize, mut work: impl FnMut()) -> (f64, f64) {
    let mut taken: Vec<f64> = (0..rounds)
        .map(|_| {
            let clock = Instant::now();
            work();
            clock.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    (taken[rounds / 2], taken[0])
}

fn told(what: &str, micros: f64) {
    println!("{what:<60} {micros:>10.1} us");
}

fn licence(number: usize, interest: &str, channels: &[&str], territories: &str) -> Value {
    json!({
        "id": format!("g{number}"), "interest": interest, "agreement": format!("AG{}", number % 7), "channels": channels,
        "territories": [territories], "purposes": ["commercial"], "signed": "2025-01-01",
        "period": {
            "start": format!("2026-{:02}-01", number % 12 + 1),
            "end": format!("2027-{:02}-{:02}", number % 12 + 1, number % 28 + 1),
        },
    })
}

fn interest(id: String, asset: String) -> Value {
    json!({ "id": id, "asset": asset, "completeness": "complete" })
}

/// Eighteen grants on three interests of one asset, and two restrictions.
fn typical() -> Value {
    let channels = ["social", "print", "tv.linear", "owned"];
    let places = ["EU", "DACH", "WORLD", "US", "150"];
    let grants = (0..18).map(|at| licence(at, &format!("i{}", at % 3), &[channels[at % 4], "social"], places[at % 5]));
    let interests = (0..3).map(|at| interest(format!("i{at}"), "A".to_owned()));
    json!({
        "interests": interests.collect::<Vec<_>>(), "grants": grants.collect::<Vec<_>>(),
        "restrictions": [
            { "id": "r1", "reach": "asset", "asset": "A", "period": { "start": "2026-12-24", "end": "2026-12-26" } },
            { "id": "r2", "reach": "interest", "interest": "i1", "territories": ["CH"] },
        ],
    })
}

/// A film of so many components, each with a licence of its own.
fn film(parts: usize) -> Value {
    let links = (0..parts).map(|at| json!({ "parent": "FILM", "child": format!("C{at}") }));
    let interests = (0..parts).map(|at| interest(format!("i{at}"), format!("C{at}")));
    let grants = (0..parts).map(|at| licence(at, &format!("i{at}"), &["social"], "EU"));
    json!({
        "components": links.collect::<Vec<_>>(), "interests": interests.collect::<Vec<_>>(),
        "grants": grants.collect::<Vec<_>>(),
    })
}

/// A library in which every asset has two interests and three grants.
fn library(assets: usize) -> Value {
    let interests = (0..assets * 2).map(|at| interest(format!("i{at}"), format!("L{}", at / 2)));
    let places = ["EU", "DACH", "WORLD", "US"];
    let grants = (0..assets * 3).map(|at| {
        let held = format!("i{}", at / 3 * 2 + usize::from(at % 3 == 2));
        licence(at, &held, &["social", "print"], places[at % 4])
    });
    json!({ "interests": interests.collect::<Vec<_>>(), "grants": grants.collect::<Vec<_>>() })
}

fn asked(reference: &Reference, channels: &[&str], territories: &[&str]) -> Result<UseRequest, ParseError> {
    let request = json!({
        "asset": "A", "channels": channels, "territories": territories, "start": "2026-12-01", "end": "2027-01-31",
    });
    UseRequest::from_json(&request, reference)
}

fn one_asset(reference: &Reference, belief: DateTime<Utc>) -> Result<(), ParseError> {
    let facts = Facts::from_given(&typical(), reference)?;
    let request = asked(reference, CHANNELS, EUROPE)?;
    let verdict = micros(400, || drop(evaluate(reference, &facts, &request, belief, belief)));
    told("typical verdict, 3 channels, 30 countries, 20 rules", verdict);
    let (median, best) = singles(4_000, || drop(evaluate(reference, &facts, &request, belief, belief)));
    told("  the median of 4,000 by the wall clock", median);
    told("  the best of them", best);
    Ok(())
}

fn all_uses(reference: &Reference, belief: DateTime<Utc>) -> Result<(), ParseError> {
    let facts = Facts::from_given(&typical(), reference)?;
    told("regions of that asset over all uses", micros(40, || drop(regions_of(reference, &facts, "A", belief))));
    Ok(())
}

fn composite(reference: &Reference, belief: DateTime<Utc>) -> Result<(), ParseError> {
    let facts = Facts::from_given(&film(200), reference)?;
    let request = asked(reference, CHANNELS, EUROPE)?.with_asset("FILM");
    let composite = micros(20, || drop(evaluate(reference, &facts, &request, belief, belief)));
    told("composite of 200 components, 3 channels, 30 countries", composite);
    Ok(())
}

fn many_assets(reference: &Reference, belief: DateTime<Utc>) -> Result<(), ParseError> {
    const ASSETS: usize = 10_000;
    let facts = Facts::from_given(&library(ASSETS), reference)?;
    let one = asked(reference, &["social.organic.instagram"], &["DE"])?;
    let each: Vec<UseRequest> = (0..ASSETS).map(|at| one.with_asset(&format!("L{at}"))).collect();
    let all = micros(1, || each.iter().for_each(|one| drop(evaluate(reference, &facts, one, belief, belief))));
    told("10,000 assets against one use, exact verdicts", all);
    let mut index = RegionIndex::new();
    let put = micros(1, || (0..ASSETS).for_each(|at| index.put(at as u32, reference, &facts, &each[at].asset, belief)));
    told("putting 10,000 assets into the index", put);
    let search = micros(20_000, || drop(index.buckets(&one, reference)));
    told("10,000 assets against one use, by the index", search);
    Ok(())
}

/// Runs everything, or the one named: `cargo bench -p rights -- composite`.
fn main() -> Result<(), ParseError> {
    let wanted = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let reference = Reference::product()?;
    let belief = DateTime::<Utc>::from_timestamp(1_795_305_600, 0).unwrap_or_default();
    type Work = fn(&Reference, DateTime<Utc>) -> Result<(), ParseError>;
    let all: [(&str, Work); 4] =
        [("one_asset", one_asset), ("all_uses", all_uses), ("composite", composite), ("many_assets", many_assets)];
    for (_, work) in all.iter().filter(|(name, _)| wanted.as_deref().is_none_or(|wanted| wanted == *name)) {
        work(&reference, belief)?;
    }
    Ok(())
}
