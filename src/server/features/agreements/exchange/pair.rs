//! Sets of names as pairs of a certain and a possible part, and the names of channels, purposes and territories as such.
//!
//! A foreign word that is only partly understood widens what is possible and never what is certain.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rights::{Reference, UseRequest};
use serde_json::{Value, json};

pub type Names = BTreeSet<String>;

/// What is certainly meant and what is possibly meant; the first lies within the second.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    pub sure: Names,
    pub may: Names,
}

impl Pair {
    pub fn exactly(names: Names) -> Pair {
        Pair { sure: names.clone(), may: names }
    }

    pub fn perhaps(names: Names) -> Pair {
        Pair { sure: Names::new(), may: names }
    }

    pub fn or(mut self, other: Pair) -> Pair {
        self.sure.extend(other.sure);
        self.may.extend(other.may);
        self
    }

    pub fn and(&self, other: &Pair) -> Pair {
        let meet = |one: &Names, two: &Names| one.intersection(two).cloned().collect();
        Pair { sure: meet(&self.sure, &other.sure), may: meet(&self.may, &other.may) }
    }

    /// This without the other: what may be meant to go is certainly kept by nobody.
    pub fn without(&self, other: &Pair) -> Pair {
        let minus = |one: &Names, two: &Names| one.difference(two).cloned().collect();
        Pair { sure: minus(&self.sure, &other.may), may: minus(&self.may, &other.sure) }
    }

    pub fn is_certain(&self) -> bool {
        self.sure == self.may
    }
}

/// The words of one reference: what each name stands for, leaf by leaf.
pub struct Lexicon<'a> {
    pub reference: &'a Reference,
    /// All channels but the reserved ones.
    pub open_channels: Names,
    pub open_purposes: Names,
    pub every_channel: Names,
    pub every_purpose: Names,
    pub territories: Names,
    channels: BTreeMap<String, UseRequest>,
    purposes: BTreeMap<String, UseRequest>,
    places: BTreeMap<String, UseRequest>,
    /// What was asked before, by axis and name.
    known: RefCell<BTreeMap<(&'static str, String), Option<Names>>>,
}

impl<'a> Lexicon<'a> {
    pub fn new(reference: &'a Reference) -> Lexicon<'a> {
        let set = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect::<Names>();
        let mut lexicon = Lexicon {
            reference,
            open_channels: Names::new(),
            open_purposes: Names::new(),
            every_channel: set(&mut reference.channels()),
            every_purpose: set(&mut reference.purposes()),
            territories: set(&mut reference.territories()),
            channels: BTreeMap::new(),
            purposes: BTreeMap::new(),
            places: BTreeMap::new(),
            known: RefCell::default(),
        };
        let asked = |key: &str, names: &Names| -> BTreeMap<String, UseRequest> {
            names.iter().filter_map(|name| Some((name.clone(), lexicon.ask(key, name)?))).collect()
        };
        let (channels, purposes, places) = (
            asked("channels", &lexicon.every_channel),
            asked("purposes", &lexicon.every_purpose),
            asked("territories", &lexicon.territories),
        );
        (lexicon.channels, lexicon.purposes, lexicon.places) = (channels, purposes, places);
        lexicon.open_channels = lexicon.channel("all").unwrap_or_default();
        lexicon.open_purposes = lexicon.purpose("any").unwrap_or_default();
        lexicon
    }

    fn ask(&self, key: &str, name: &str) -> Option<UseRequest> {
        let first = |names: &Names| names.first().cloned().unwrap_or_default();
        let mut value = json!({
            "channels": [first(&self.every_channel)], "purposes": [first(&self.every_purpose)],
            "territories": [first(&self.territories)], "start": "2026-01-01", "end": "2026-01-01",
        });
        value[key] = json!([name]);
        UseRequest::from_json(&value, self.reference).ok()
    }

    /// What a name of channels covers; reserved leaves only by their own name. `None` where there is no such name.
    pub fn channel(&self, name: &str) -> Option<Names> {
        self.covered("channels", name, &self.channels)
    }

    pub fn purpose(&self, name: &str) -> Option<Names> {
        self.covered("purposes", name, &self.purposes)
    }

    /// The members of a territory or group today.
    pub fn place(&self, name: &str) -> Option<Names> {
        self.covered("territories", name, &self.places)
    }

    fn covered(&self, key: &'static str, name: &str, each: &BTreeMap<String, UseRequest>) -> Option<Names> {
        let place = (key, name.to_owned());
        if let Some(known) = self.known.borrow().get(&place) {
            return known.clone();
        }
        let found = self.ask(key, name).map(|whole| {
            let inside = each.iter().filter(|(_, part)| whole.covers(part, self.reference));
            inside.map(|(name, _)| name.clone()).collect::<Names>()
        });
        self.known.borrow_mut().insert(place, found.clone());
        found
    }

    /// Several names at once; names that do not exist are passed over.
    pub fn channels_named(&self, names: &[&str]) -> Names {
        names.iter().filter_map(|name| self.channel(name)).flatten().collect()
    }

    pub fn purposes_named(&self, names: &[&str]) -> Names {
        names.iter().filter_map(|name| self.purpose(name)).flatten().collect()
    }
}

/// A set as a list for a rule's body; `all` where it is everything that this word stands for.
pub fn listed(names: &Names, everything: &Names, all: &str) -> Value {
    if names == everything { json!([all]) } else { json!(names) }
}

/// Territories as include and exclude: most of the world is the world without the rest.
pub fn territories_listed(names: &Names, world: &Names) -> (Value, Value) {
    if names.len() * 2 <= world.len() {
        return (json!(names), json!([]));
    }
    let rest: Names = world.difference(names).cloned().collect();
    (json!(["WORLD"]), json!(rest))
}
