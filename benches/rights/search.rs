//! The rights filter over a library of a million: how long a use takes that was never asked before, where assets share
//! regions and where each has its own, and what the index weighs. `cargo bench -p rights --bench search`; the number of
//! assets can be given (`-- 100000`).

use chrono::{DateTime, Days, NaiveDate, Utc};
use rights::{Facts, Outline, ParseError, Reference, RegionIndex, UseRequest, outline_of};
use serde_json::{Value, json};

/// Channels, territories and lengths that licences of a marketing library name.
const CHANNELS: &[&[&str]] = &[
    &["social"],
    &["social.organic.instagram"],
    &["social.organic"],
    &["print"],
    &["print.press"],
    &["owned.site"],
    &["online"],
    &["all"],
    &["social", "owned.site"],
    &["ooh"],
    &["tv"],
    &["online", "print"],
];
const PLACES: &[&str] = &[
    "DE", "AT", "CH", "FR", "IT", "ES", "PT", "NL", "BE", "GB", "IE", "PL", "SE", "NO", "DK", "FI", "US", "CA", "BR",
    "MX", "JP", "KR", "IN", "AU", "NZ", "ZA", "EU", "DACH", "WORLD",
];
const LENGTHS: &[u64] = &[30, 90, 180, 365, 730];
const EPOCH: &str = "2024-01-01";
/// Different licences in a library whose assets share them.
const SHARED: usize = 30_000;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit.max(1) as u64).unwrap_or(0)
    }

    fn of<T: Copy>(&mut self, some: &[T]) -> T {
        some[self.below(some.len())]
    }

    fn places(&mut self) -> Vec<&'static str> {
        (0..=self.below(4)).map(|_| self.of(PLACES)).collect()
    }

    fn day(&mut self, days: usize) -> NaiveDate {
        let first: NaiveDate = EPOCH.parse().unwrap_or_default();
        first + Days::new(self.below(days) as u64)
    }
}

/// The licences of one asset: 2.4 on average.
fn licences(dice: &mut Dice, asset: &str) -> Value {
    let count = dice.of(&[1, 2, 2, 3, 4]);
    let grants = (0..count).map(|number| {
        let start = dice.day(1000);
        let end = start + Days::new(dice.of(LENGTHS));
        json!({
            "id": format!("{asset}g{number}"), "interest": format!("{asset}i"), "channels": dice.of(CHANNELS),
            "territories": dice.places(), "purposes": ["commercial"],
            "period": { "start": start.to_string(), "end": end.to_string(), "zone": "territory" },
        })
    });
    let grants: Vec<Value> = grants.collect();
    json!({ "interests": [{ "id": format!("{asset}i"), "asset": asset, "completeness": "complete" }], "grants": grants })
}

fn uses(reference: &Reference, dice: &mut Dice) -> Result<UseRequest, ParseError> {
    let start = dice.day(1200);
    let end = start + Days::new(dice.of(&[0, 6, 30, 61, 92]));
    let asked = json!({
        "channels": dice.of(CHANNELS), "territories": dice.places(), "start": start.to_string(), "end": end.to_string(),
    });
    UseRequest::from_json(&asked, reference)
}

/// Seconds this thread has spent on a core, which other work on the machine disturbs least.
fn busy() -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    spent.split(' ').next().and_then(|nanos| nanos.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

/// Resident memory of this process, bytes.
fn resident() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split_whitespace().nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or(0) * 4096
}

fn library(reference: &Reference, assets: usize, different: usize) -> Result<(), ParseError> {
    let belief = DateTime::<Utc>::from_timestamp(1_795_305_600, 0).unwrap_or_default();
    let mut dice = Dice(7);
    let mut index = RegionIndex::new();
    let (before, began) = (resident(), busy());
    let mut outlined = 0.0;
    let mut shared: Vec<Outline> = Vec::new();
    for asset in 0..assets {
        if shared.len() < different.min(SHARED) || different > SHARED {
            let facts = Facts::from_given(&licences(&mut dice, "A"), reference)?;
            let started = busy();
            let outline = outline_of(reference, &facts, "A", belief);
            outlined += busy() - started;
            index.set(asset as u32, &outline);
            if different <= SHARED {
                shared.push(outline);
            }
        } else {
            index.set(asset as u32, &shared[dice.below(shared.len())]);
        }
    }
    drop(shared);
    let regions = index.distinct_regions();
    println!("{assets} assets, {regions} different regions: built in {:.1} s", busy() - began);
    println!(
        "  outlines {:.0} us each; {} bytes resident an asset",
        outlined * 1e6 / regions as f64,
        (resident() - before) / assets
    );
    let mut taken: Vec<f64> = Vec::new();
    for _ in 0..300 {
        let asked = uses(reference, &mut dice)?;
        let started = busy();
        let standings = index.standings(&asked, reference);
        taken.push((busy() - started) * 1e3);
        assert_eq!(standings.len(), assets);
    }
    taken.sort_by(f64::total_cmp);
    let at = |part: usize| taken[taken.len() * part / 100];
    println!("  a new use: {:.2} ms median, {:.2} ms 95th, {:.2} ms 99th of 300", at(50), at(95), at(99));
    Ok(())
}

/// `-- 1000000 100000`: how many assets that share their licences, and how many that each have their own.
fn main() -> Result<(), ParseError> {
    let mut counts = std::env::args().skip(1).filter_map(|word| word.parse().ok());
    let (sharing, own) = (counts.next().unwrap_or(1_000_000), counts.next().unwrap_or(100_000));
    let reference = Reference::product()?;
    library(&reference, sharing, SHARED)?;
    library(&reference, own, own)
}
