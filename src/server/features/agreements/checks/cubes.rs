//! Sets of uses as boxes: what one set holds and another does not, what both hold, how many cells that is.
//!
//! The engine says what is cleared; here two of its answers are only compared. Times are texts as the engine writes
//! them, which sort like the times they stand for.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rights::{FactKind, Facts, Reference, Region};
use serde_json::{Map, Value, json};

use super::super::show::verdict::ClearedBox;

type Names = BTreeSet<String>;

/// After every time.
const NEVER: &str = "~";

/// More boxes than this are not joined for reading.
const MOST_JOINED: usize = 300;

/// All uses on some channels, in some territories, for some purposes, from one time until (excluded) another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cube {
    channels: Names,
    territories: Names,
    purposes: Names,
    from: String,
    until: String,
}

impl Cube {
    fn is_empty(&self) -> bool {
        self.channels.is_empty() || self.territories.is_empty() || self.purposes.is_empty() || self.from >= self.until
    }

    /// Channels times territories times purposes. A part of a territory that is there whole is no other place.
    fn breadth(&self) -> u64 {
        let whole = |name: &&String| name.split_once('@').is_none_or(|(whole, _)| !self.territories.contains(whole));
        let places = self.territories.iter().filter(whole).count();
        (self.channels.len() * places * self.purposes.len()) as u64
    }

    fn meet(&self, other: &Cube) -> Option<Cube> {
        let shared = |own: &Names, others: &Names| own.intersection(others).cloned().collect();
        let met = Cube {
            channels: shared(&self.channels, &other.channels),
            territories: shared(&self.territories, &other.territories),
            purposes: shared(&self.purposes, &other.purposes),
            from: (&self.from).max(&other.from).clone(),
            until: (&self.until).min(&other.until).clone(),
        };
        Some(met).filter(|met| !met.is_empty())
    }

    /// What is left without `other`, in boxes that do not overlap: one axis is cut after the other.
    fn without(&self, other: &Cube) -> Vec<Cube> {
        let Some(met) = self.meet(other) else { return vec![self.clone()] };
        let left = |own: &Names, gone: &Names| own.difference(gone).cloned().collect();
        let mut rest = self.clone();
        let mut pieces = vec![Cube { channels: left(&rest.channels, &met.channels), ..rest.clone() }];
        rest.channels.clone_from(&met.channels);
        pieces.push(Cube { territories: left(&rest.territories, &met.territories), ..rest.clone() });
        rest.territories.clone_from(&met.territories);
        pieces.push(Cube { purposes: left(&rest.purposes, &met.purposes), ..rest.clone() });
        rest.purposes.clone_from(&met.purposes);
        pieces.push(Cube { until: met.from.clone(), ..rest.clone() });
        pieces.push(Cube { from: met.until.clone(), ..rest });
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    /// Both as one box, where together they are one.
    fn joined(&self, other: &Cube) -> Option<Cube> {
        let alike = [
            self.channels == other.channels,
            self.territories == other.territories,
            self.purposes == other.purposes,
            self.from == other.from && self.until == other.until,
        ];
        if alike.into_iter().filter(|alike| *alike).count() < 3 {
            return None;
        }
        let touches = self.until == other.from || other.until == self.from;
        if !alike[3] && !touches {
            return None;
        }
        let union = |own: &Names, others: &Names| own.union(others).cloned().collect();
        Some(Cube {
            channels: union(&self.channels, &other.channels),
            territories: union(&self.territories, &other.territories),
            purposes: union(&self.purposes, &other.purposes),
            from: (&self.from).min(&other.from).clone(),
            until: (&self.until).max(&other.until).clone(),
        })
    }
}

/// A region of the engine as boxes.
pub fn cubes(region: &Region) -> Vec<Cube> {
    let one = |each: &rights::RegionBox| Cube {
        channels: each.channels.iter().cloned().collect(),
        territories: each.territories.iter().cloned().collect(),
        purposes: each.purposes.iter().cloned().collect(),
        from: each.from.clone().unwrap_or_default(),
        until: each.until.as_deref().map_or_else(|| NEVER.to_owned(), after),
    };
    region.boxes().iter().map(one).collect()
}

/// The time a text ends with is excluded; a day is over when the next begins.
fn after(until: &str) -> String {
    match day(until).and_then(|day| day.succ_opt()) {
        Some(next) => next.to_string(),
        None => until.to_owned(),
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    if text.len() == 10 { text.parse().ok() } else { None }
}

/// What `these` hold and `those` do not.
pub fn minus(these: &[Cube], those: &[Cube]) -> Vec<Cube> {
    let (these, those) = (split(these, those), split(those, these));
    let mut left = these;
    for gone in &those {
        left = left.iter().flat_map(|cube| cube.without(gone)).collect();
    }
    join(left)
}

/// What both hold.
pub fn both(these: &[Cube], those: &[Cube]) -> Vec<Cube> {
    let (these, those) = (split(these, those), split(those, these));
    join(these.iter().flat_map(|one| those.iter().filter_map(|other| one.meet(other))).collect())
}

/// Where the other side names parts of a territory (`US@America/New_York`), the whole is named by those parts too.
fn split(these: &[Cube], those: &[Cube]) -> Vec<Cube> {
    let all = these.iter().chain(those).flat_map(|cube| &cube.territories);
    let parts: Names = all.filter(|name| name.contains('@')).cloned().collect();
    let mut split = these.to_vec();
    for cube in &mut split {
        let of_whole = |part: &&String| part.split('@').next().is_some_and(|whole| cube.territories.contains(whole));
        let added: Vec<String> = parts.iter().filter(of_whole).cloned().collect();
        cube.territories.extend(added);
    }
    split
}

fn join(mut cubes: Vec<Cube>) -> Vec<Cube> {
    let mut changed = cubes.len() <= MOST_JOINED;
    while changed {
        changed = false;
        'pairs: for one in 0..cubes.len() {
            for other in one + 1..cubes.len() {
                if let Some(whole) = cubes[one].joined(&cubes[other]) {
                    cubes[one] = whole;
                    cubes.swap_remove(other);
                    changed = true;
                    break 'pairs;
                }
            }
        }
    }
    cubes
}

/// How many channels times territories times purposes they hold at any time.
pub fn cells(these: &[Cube]) -> u64 {
    let timeless = |cube: &Cube| Cube { from: String::new(), until: NEVER.to_owned(), ..cube.clone() };
    let mut counted: Vec<Cube> = Vec::new();
    let mut total = 0;
    for cube in these.iter().map(timeless) {
        let fresh = minus(std::slice::from_ref(&cube), &counted);
        total += fresh.iter().map(Cube::breadth).sum::<u64>();
        counted.push(cube);
    }
    total
}

/// How many cells times days they hold, a begun day as a whole one; nothing where they have no end.
pub fn cell_days(these: &[Cube]) -> Option<u64> {
    let mut counted: Vec<Cube> = Vec::new();
    let mut seconds: u64 = 0;
    for cube in these {
        for fresh in minus(std::slice::from_ref(cube), &counted) {
            let length = (moment(&fresh.until)? - moment(&fresh.from)?).num_seconds();
            seconds += u64::try_from(length).unwrap_or_default() * fresh.breadth();
        }
        counted.push(cube.clone());
    }
    Some(seconds.div_ceil(86_400))
}

fn moment(text: &str) -> Option<NaiveDateTime> {
    let time = || {
        ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"].iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
    };
    day(text).and_then(|day| day.and_hms_opt(0, 0, 0)).or_else(time)
}

/// What any of these holds, each use once.
pub fn either(these: &[Cube], those: &[Cube]) -> Vec<Cube> {
    let mut all = these.to_vec();
    all.extend(minus(those, these));
    join(all)
}

/// Only what lies at or after a day.
pub fn from_day(these: &[Cube], first: NaiveDate) -> Vec<Cube> {
    let first = first.to_string();
    let cut = |cube: &Cube| Cube { from: (&cube.from).max(&first).clone(), ..cube.clone() };
    these.iter().map(cut).filter(|cube| !cube.is_empty()).collect()
}

/// As people read them: all territories of the world as `WORLD`, days inclusive.
pub fn boxes(these: &[Cube], reference: &Reference) -> Vec<ClearedBox> {
    let world: Names = reference.territories().map(str::to_owned).collect();
    let mut shown: Vec<ClearedBox> = these.iter().map(|cube| shown(cube, &world)).collect();
    shown.sort_by(|one, other| {
        (&one.from, &one.channels, &one.territories).cmp(&(&other.from, &other.channels, &other.territories))
    });
    shown
}

fn shown(cube: &Cube, world: &Names) -> ClearedBox {
    let territories = if cube.territories.is_superset(world) {
        vec!["WORLD".to_owned()]
    } else {
        cube.territories.iter().cloned().collect()
    };
    let until = match day(&cube.until).and_then(|day| day.pred_opt()) {
        Some(last) => last.to_string(),
        None => cube.until.clone(),
    };
    ClearedBox {
        channels: cube.channels.iter().cloned().collect(),
        territories,
        from: cube.from.clone(),
        until: if until == NEVER { String::new() } else { until },
        purposes: cube.purposes.iter().cloned().collect(),
    }
}

/// What a rule's scope holds by itself, whatever else is on record.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    pub definite: Vec<Cube>,
    pub possible: Vec<Cube>,
}

/// What a scope is made of.
const SCOPE: &[&str] = &[
    "channels",
    "exclude_channels",
    "territories",
    "exclude",
    "purposes",
    "period",
    "signed",
    "signed_on",
    "territory_binding",
    "future_media",
    "enumerated_only",
];

/// Coverages already worked out: hundreds of grants of one agreement say the same.
#[derive(Default)]
pub struct Coverages(HashMap<String, Arc<Coverage>>);

impl Coverages {
    /// The coverage of a permission. One that cannot be read covers nothing.
    pub fn of(&mut self, body: &Value, signed: Option<NaiveDate>, reference: &Reference) -> Arc<Coverage> {
        let mut scope: Map<String, Value> = SCOPE
            .iter()
            .filter_map(|key| Some(((*key).to_owned(), body.get(*key)?.clone())))
            .filter(|(_, value)| !value.is_null())
            .collect();
        if let Some(day) = signed {
            scope.entry("signed").or_insert(json!(day));
        }
        let key = Value::Object(scope.clone()).to_string();
        let worked_out = || Arc::new(coverage(scope, reference).unwrap_or_default());
        Arc::clone(self.0.entry(key).or_insert_with(worked_out))
    }

    /// The coverage of a ban: an axis it leaves open is everything.
    pub fn of_ban(&mut self, body: &Value, signed: Option<NaiveDate>, reference: &Reference) -> Arc<Coverage> {
        let mut whole = body.clone();
        let every = |names: Vec<&str>| json!(names);
        for (key, all) in [
            ("channels", every(reference.channels().collect())),
            ("purposes", every(reference.purposes().collect())),
            ("territories", json!(["WORLD"])),
            ("period", json!({ "end": "PERPETUAL" })),
        ] {
            if whole[key].is_null() {
                whole[key] = all;
            }
        }
        if whole["period"]["end"].is_null() && whole["period"]["duration"].is_null() {
            whole["period"]["end"] = json!("PERPETUAL");
        }
        self.of(&whole, signed, reference)
    }
}

fn coverage(mut scope: Map<String, Value>, reference: &Reference) -> Option<Coverage> {
    scope.insert("interest".to_owned(), json!("right"));
    let interest = json!({ "asset": "asset", "completeness": "complete" });
    let mut facts = Facts::default();
    facts.add(FactKind::Interest, "right", &interest, reference).ok()?;
    facts.add(FactKind::Grant, "grant", &Value::Object(scope), reference).ok()?;
    let regions = rights::regions_of(reference, &facts, "asset", DateTime::<Utc>::MAX_UTC);
    Some(Coverage { definite: cubes(&regions.definite(reference)), possible: cubes(&regions.possible(reference)) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn cube(channels: &[&str], territories: &[&str], from: &str, until: &str) -> Cube {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Cube {
            channels: names(channels),
            territories: names(territories),
            purposes: names(&["pr"]),
            from: from.to_owned(),
            until: until.to_owned(),
        }
    }

    #[test]
    fn taking_a_part_away_leaves_the_rest_and_nothing_twice() {
        let whole = [cube(&["a", "b"], &["DE", "AT", "CH"], "2026-01-01", "2027-01-01")];
        let part = [cube(&["a"], &["AT"], "2026-06-01", "2026-07-01")];
        let left = minus(&whole, &part);
        assert!(both(&left, &part).is_empty(), "{left:?}");
        assert_eq!(minus(&whole, &left), part, "the rest of the rest is the part");
        assert!(minus(&part, &whole).is_empty());
        assert_eq!(minus(&whole, &whole), []);
    }

    #[test]
    fn boxes_that_are_one_box_are_told_as_one() {
        let halves = [cube(&["a"], &["DE"], "", "2026-07-01"), cube(&["a"], &["DE"], "2026-07-01", NEVER)];
        assert_eq!(minus(&halves, &[]), [cube(&["a"], &["DE"], "", NEVER)]);
    }

    #[test]
    fn cells_are_counted_once_whatever_the_time() {
        let twice = [cube(&["a", "b"], &["DE"], "", "2026-01-01"), cube(&["a"], &["DE", "AT"], "2026-01-01", NEVER)];
        assert_eq!(cells(&twice), 3);
    }

    #[test]
    fn a_part_of_a_country_is_in_the_country() {
        let country = [cube(&["a"], &["US"], "", NEVER)];
        let part = [cube(&["a"], &["US@America/New_York"], "", NEVER)];
        assert!(minus(&part, &country).is_empty());
    }

    #[test]
    fn a_scope_covers_what_the_engine_says_it_covers() {
        let reference = Reference::product().unwrap();
        let body = json!({ "channels": ["owned.site"], "territories": ["DACH"], "purposes": ["commercial.pr"],
            "period": { "start": "2026-12-01", "end": "2026-12-31" } });
        let covered = Coverages::default().of(&body, None, &reference);
        let shown = boxes(&covered.definite, &reference);
        assert_eq!((shown[0].territories.join(","), shown[0].until.as_str()), ("AT,CH,DE".to_owned(), "2026-12-31"));
        let unsure = boxes(&minus(&covered.possible, &covered.definite), &reference);
        assert_eq!(unsure[0].territories, ["LI"], "what may be meant is possible, not certain");
    }
}
