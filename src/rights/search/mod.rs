//! The index side of the search for cleared assets. Assets that share a rights profile share a region; a search looks
//! only at the leaves and atoms it asks for, in all regions at once.
//!
//! A region knows nothing of brands, actors, modifications or quantities. Where a rule or a request looks at those, the
//! asset is marked, and only the evaluator's verdict counts for it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use roaring::RoaringBitmap;

use crate::bits::LeafSet;
use crate::evaluate::plan::Plan;
use crate::facts::Facts;
use crate::period::FOREVER;
use crate::question::Question;
use crate::reference::Reference;
use crate::region::Form;
use crate::request::UseRequest;
use crate::state::{Headline, State};

mod asked;
mod outline;
mod posted;
mod profile;
mod regions;

pub use outline::{Outline, outline_of};
pub use regions::{AssetRegions, regions_of};

use asked::Asked;
use outline::{Day, States, constant};
use posted::{NONE, Posted};
use regions::{StatesFrom, Steps, spans};

/// Where an asset stands for a use, as far as the regions say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub headline: Headline,
    /// Provisional: only the evaluator may call it cleared.
    pub needs_exact: bool,
}

/// Assets by the headline a use would get.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Buckets {
    pub allowed: RoaringBitmap,
    pub with_duties: RoaringBitmap,
    pub partial: RoaringBitmap,
    pub conditional: RoaringBitmap,
    pub unknown: RoaringBitmap,
    pub denied: RoaringBitmap,
    /// Assets whose bucket is provisional: only the evaluator may call them cleared.
    pub needs_exact: RoaringBitmap,
}

impl Buckets {
    fn bucket(&mut self, headline: Headline) -> &mut RoaringBitmap {
        match headline {
            Headline::Allowed => &mut self.allowed,
            Headline::AllowedWithDuties => &mut self.with_duties,
            Headline::Partial => &mut self.partial,
            Headline::Conditional => &mut self.conditional,
            Headline::Unknown => &mut self.unknown,
            Headline::Denied => &mut self.denied,
        }
    }
}

/// One region, and how many assets have it.
#[derive(Debug, Clone)]
struct Entry {
    name: [u8; 16],
    assets: u32,
    /// The state wherever no box of it lies, all the time.
    elsewhere: State,
    guarded: bool,
    instants: Option<Arc<Form<Steps>>>,
}

/// All assets by their interned regions.
#[derive(Debug, Clone, Default)]
pub struct RegionIndex {
    entries: Vec<Entry>,
    /// Entries no asset has.
    unused: usize,
    numbers: HashMap<[u8; 16], u32>,
    profiles: HashMap<[u8; 32], [u8; 16]>,
    /// The entry of each asset; [`NONE`] where nothing is known.
    entry_of: Vec<u32>,
    posted: Posted,
}

/// So many entries without assets are worth a walk through all that is posted.
const WORTH_SWEEPING: usize = 4096;

impl RegionIndex {
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the outline of an asset.
    pub fn set(&mut self, asset: u32, outline: &Outline) {
        let entry = self.intern(outline);
        self.place(asset, entry);
    }

    /// Sets an asset from its facts. Assets whose rules have the same shape are computed once.
    pub fn put(&mut self, number: u32, reference: &Reference, facts: &Facts, asset: &str, belief_at: DateTime<Utc>) {
        let plan = Plan::new(Question { reference, facts, request: None, belief: belief_at }, asset);
        let profile = profile::profile(&plan);
        let known = self.profiles.get(&profile).and_then(|name| self.numbers.get(name));
        let entry = match known {
            Some(entry) => *entry,
            None => {
                let outline = outline::from_plan(&plan);
                self.profiles.insert(profile, outline.name());
                self.intern(&outline)
            }
        };
        self.place(number, entry);
    }

    pub fn remove(&mut self, asset: u32) {
        let Some(place) = self.entry_of.get_mut(asset as usize) else { return };
        let entry = std::mem::replace(place, NONE);
        if let Some(held) = self.entries.get_mut(entry as usize) {
            held.assets -= 1;
            self.unused += usize::from(held.assets == 0);
        }
    }

    /// Whether anything is known about an asset.
    pub fn knows(&self, asset: u32) -> bool {
        self.entry_of.get(asset as usize).is_some_and(|entry| *entry != NONE)
    }

    /// How many different regions the assets have.
    pub fn distinct_regions(&self) -> usize {
        self.entries.iter().filter(|entry| entry.assets > 0).count()
    }

    /// Where each asset stands for this use, by its number; `None` where nothing is known.
    pub fn standings(&self, request: &UseRequest, reference: &Reference) -> Vec<Option<Standing>> {
        let by_entry = self.decide(request, reference);
        self.entry_of.iter().map(|entry| by_entry.get(*entry as usize).copied()).collect()
    }

    /// Every asset in the bucket of its headline for this use.
    pub fn buckets(&self, request: &UseRequest, reference: &Reference) -> Buckets {
        let mut buckets = Buckets::default();
        for (asset, standing) in (0..).zip(self.standings(request, reference)) {
            if let Some(standing) = standing {
                buckets.bucket(standing.headline).insert(asset);
                if standing.needs_exact {
                    buckets.needs_exact.insert(asset);
                }
            }
        }
        buckets
    }

    fn place(&mut self, asset: u32, entry: u32) {
        self.remove(asset);
        let held = &mut self.entries[entry as usize];
        self.unused -= usize::from(held.assets == 0);
        held.assets += 1;
        if self.entry_of.len() <= asset as usize {
            self.entry_of.resize(asset as usize + 1, NONE);
        }
        self.entry_of[asset as usize] = entry;
        if self.unused > WORTH_SWEEPING && self.unused * 2 > self.entries.len() {
            self.sweep();
        }
    }

    fn intern(&mut self, outline: &Outline) -> u32 {
        let name = outline.name();
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = u32::try_from(self.entries.len()).unwrap_or(NONE);
        let mut entry = Entry { name, assets: 0, elsewhere: State::Denied, guarded: outline.guarded, instants: None };
        match &outline.states {
            States::Instants(form) => entry.instants = Some(Arc::clone(form)),
            States::Days(form) => entry.elsewhere = self.post(number, form),
        }
        self.entries.push(entry);
        self.unused += 1;
        self.numbers.insert(name, number);
        number
    }

    /// Posts the boxes of a region. Answers the state of all that is not posted.
    fn post(&mut self, entry: u32, form: &Form<StatesFrom<Day>>) -> State {
        let groups = || form.rows.iter().flat_map(|row| row.groups.iter().map(move |group| (row, group)));
        let mut constants: BTreeMap<State, usize> = BTreeMap::new();
        for (row, (steps, atoms)) in groups() {
            if let Some(state) = constant(steps) {
                *constants.entry(state).or_default() += row.cells.len() * atoms.len();
            }
        }
        let elsewhere = constants.iter().max_by_key(|(_, size)| **size).map(|(state, _)| *state);
        for (row, (steps, atoms)) in groups() {
            if elsewhere.is_some() && constant(steps) == elsewhere {
                continue;
            }
            let mut purposes: BTreeMap<LeafSet, LeafSet> = BTreeMap::new();
            for (purpose, channels) in &row.cells {
                purposes.entry(*channels).or_default().insert(usize::from(*purpose));
            }
            for (channels, purposes) in &purposes {
                self.posted.post(entry, (channels, purposes, atoms), steps);
            }
        }
        elsewhere.unwrap_or(State::Denied)
    }

    /// Forgets entries that no asset has.
    fn sweep(&mut self) {
        let mut new_numbers = vec![NONE; self.entries.len()];
        let mut kept = Vec::new();
        for (old, entry) in std::mem::take(&mut self.entries).into_iter().enumerate() {
            if entry.assets > 0 {
                new_numbers[old] = u32::try_from(kept.len()).unwrap_or(NONE);
                kept.push(entry);
            } else {
                self.numbers.remove(&entry.name);
            }
        }
        self.entries = kept;
        self.unused = 0;
        let new = |old: u32| new_numbers.get(old as usize).copied().unwrap_or(NONE);
        self.numbers.values_mut().for_each(|number| *number = new(*number));
        self.entry_of.iter_mut().for_each(|number| *number = new(*number));
        self.posted.renumber(new);
        let numbers = &self.numbers;
        self.profiles.retain(|_, name| numbers.contains_key(name));
    }

    /// Where the assets of each entry stand.
    fn decide(&self, request: &UseRequest, reference: &Reference) -> Vec<Standing> {
        let asked = Asked::of(request, reference);
        let found = self.posted.look(&asked, self.entries.len());
        let plain = request.is_plain() && !asked.beyond_days;
        let everything = asked.channels.len() * asked.purposes.len() * asked.atoms.len();
        self.entries
            .iter()
            .zip(found)
            .map(|(entry, found)| {
                let mut states = found.states;
                match &entry.instants {
                    Some(form) => states = at_instants(form, &asked),
                    None if (found.covered as usize) < everything => states |= 1 << entry.elsewhere as u8,
                    None => {}
                }
                let states = STATES.into_iter().filter(|state| states & 1 << *state as u8 != 0);
                Standing { headline: Headline::of(states), needs_exact: !plain || entry.guarded || found.odd }
            })
            .collect()
    }
}

/// The states between the instants asked for.
fn at_instants(form: &Form<Steps>, asked: &Asked) -> u8 {
    let mut states = 0;
    for row in &form.rows {
        let meets = row.cells.iter().any(|(purpose, channels)| {
            asked.purposes.contains(usize::from(*purpose)) && channels.meets(&asked.channels)
        });
        if !meets {
            continue;
        }
        for (steps, atoms) in &row.groups {
            for (_, from, until) in asked.windows.iter().filter(|window| window.0.meets(atoms)) {
                for span in spans(steps, FOREVER).filter(|span| span.0 < *until && *from < span.1) {
                    states |= 1 << span.2 as u8;
                }
            }
        }
    }
    states
}

const STATES: [State; 5] =
    [State::Denied, State::Unknown, State::Conditional, State::AllowedWithDuties, State::Allowed];
