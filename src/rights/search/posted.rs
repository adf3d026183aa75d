//! Where the regions of all assets lie, in columns: a use reads the columns it touches and nothing else.
//!
//! A region is cut into boxes of atoms and leaves whose states change alike. Boxes with the same atoms stand together,
//! because most uses ask for few territories and most boxes are then passed over at once.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::asked::{Asked, Days};
use super::outline::{Day, FIRST, LAST};
use crate::bits::{AtomSet, Bits, LeafSet};
use crate::state::State;

/// A number nothing has.
pub(super) const NONE: u32 = u32::MAX;

/// What a use meets in one region.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    /// How many of the leaves and atoms asked for lie in its boxes.
    pub covered: u32,
    /// A bit for each state that holds somewhere at some time asked for.
    pub states: u8,
    /// Something changes on a day for which days are not exact enough.
    pub odd: bool,
}

/// Sets by number, one column for each word of theirs.
#[derive(Debug, Clone)]
struct Sets<const N: usize> {
    columns: [Vec<u64>; N],
    numbers: HashMap<u64, u32>,
    hasher: RandomState,
}

impl<const N: usize> Default for Sets<N> {
    fn default() -> Self {
        Self { columns: std::array::from_fn(|_| Vec::new()), numbers: HashMap::new(), hasher: RandomState::new() }
    }
}

impl<const N: usize> Sets<N> {
    fn len(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    /// The number of a set, given on first sight.
    fn number(&mut self, set: &Bits<N>) -> u32 {
        let mut key = self.hasher.hash_one(set);
        loop {
            match self.numbers.get(&key) {
                Some(number) if self.is(*number, set) => return *number,
                Some(_) => key = key.wrapping_add(1),
                None => break,
            }
        }
        let number = u32::try_from(self.len()).unwrap_or(NONE);
        self.columns.iter_mut().zip(set.words()).for_each(|(column, word)| column.push(*word));
        self.numbers.insert(key, number);
        number
    }

    fn is(&self, number: u32, set: &Bits<N>) -> bool {
        self.columns.iter().zip(set.words()).all(|(column, word)| column.get(number as usize) == Some(word))
    }

    /// How many members each set shares with this one.
    fn shared(&self, with: &Bits<N>) -> Vec<u32> {
        let mut shared = vec![0; self.len()];
        for (column, asked) in self.columns.iter().zip(with.words()).filter(|(_, asked)| **asked != 0) {
            for (count, word) in shared.iter_mut().zip(column) {
                *count += (word & asked).count_ones();
            }
        }
        shared
    }
}

/// Which region has its states over which leaves; the atoms are those it stands with.
#[derive(Debug, Clone, Copy)]
struct Posting {
    entry: u32,
    leaves: u32,
    steps: u32,
}

/// The boxes of all regions.
#[derive(Debug, Clone, Default)]
pub(super) struct Posted {
    atoms: Sets<8>,
    /// By the number of their atoms.
    postings: Vec<Vec<Posting>>,
    channels: Sets<4>,
    purposes: Sets<4>,
    /// Numbers of channel and purpose sets.
    leaves: Vec<(u32, u32)>,
    leaf_numbers: HashMap<(u32, u32), u32>,
    /// Where the steps of each number end in the two columns.
    ends: Vec<u32>,
    days: Vec<Day>,
    states: Vec<State>,
    step_numbers: HashMap<u64, u32>,
    hasher: RandomState,
}

impl Posted {
    pub fn post(&mut self, entry: u32, sides: (&LeafSet, &LeafSet, &AtomSet), steps: &[(Day, State)]) {
        let leaves = (self.channels.number(sides.0), self.purposes.number(sides.1));
        let next = u32::try_from(self.leaves.len()).unwrap_or(NONE);
        let number = *self.leaf_numbers.entry(leaves).or_insert(next);
        if number == next {
            self.leaves.push(leaves);
        }
        let steps = self.number_steps(steps);
        let atoms = self.atoms.number(sides.2) as usize;
        if self.postings.len() <= atoms {
            self.postings.resize_with(atoms + 1, Vec::new);
        }
        self.postings[atoms].push(Posting { entry, leaves: number, steps });
    }

    fn number_steps(&mut self, steps: &[(Day, State)]) -> u32 {
        let mut key = self.hasher.hash_one(steps);
        loop {
            match self.step_numbers.get(&key) {
                Some(number) if self.steps(*number).eq(steps.iter().copied()) => return *number,
                Some(_) => key = key.wrapping_add(1),
                None => break,
            }
        }
        let number = u32::try_from(self.ends.len()).unwrap_or(NONE);
        self.days.extend(steps.iter().map(|step| step.0));
        self.states.extend(steps.iter().map(|step| step.1));
        self.ends.push(u32::try_from(self.days.len()).unwrap_or(NONE));
        self.step_numbers.insert(key, number);
        number
    }

    fn steps(&self, number: u32) -> impl Iterator<Item = (Day, State)> {
        let from = number.checked_sub(1).map_or(0, |before| self.ends[before as usize] as usize);
        let to = self.ends[number as usize] as usize;
        self.days[from..to].iter().copied().zip(self.states[from..to].iter().copied())
    }

    /// Gives entries new numbers; what becomes [`NONE`] is forgotten.
    pub fn renumber(&mut self, new: impl Fn(u32) -> u32) {
        for postings in &mut self.postings {
            postings.retain_mut(|posting| {
                posting.entry = new(posting.entry);
                posting.entry != NONE
            });
            postings.shrink_to_fit();
        }
    }

    /// What each of so many entries has where the use asks.
    pub fn look(&self, asked: &Asked, entries: usize) -> Vec<Found> {
        let mut found = vec![Found::default(); entries];
        let (channels, purposes) = (self.channels.shared(&asked.channels), self.purposes.shared(&asked.purposes));
        let touched = |leaves: &(u32, u32)| channels[leaves.0 as usize] * purposes[leaves.1 as usize];
        let touched: Vec<u32> = self.leaves.iter().map(touched).collect();
        for days in &asked.days {
            let met = self.meet(days, asked);
            for (atoms, postings) in self.atoms.shared(&days.atoms).into_iter().zip(&self.postings) {
                if atoms == 0 {
                    continue;
                }
                for posting in postings {
                    let size = atoms * touched[posting.leaves as usize];
                    if size > 0 {
                        let entry = &mut found[posting.entry as usize];
                        let met = met[posting.steps as usize];
                        entry.covered += size;
                        entry.states |= met & !ODD;
                        entry.odd |= met & ODD != 0;
                    }
                }
            }
        }
        found
    }

    /// A bit for each state between the days asked for, and [`ODD`]; for all steps.
    fn meet(&self, days: &Days, asked: &Asked) -> Vec<u8> {
        let mut from = 0;
        let meet = |end: &u32| {
            let range = from..*end as usize;
            from = *end as usize;
            let (starts, states) = (&self.days[range.clone()], &self.states[range]);
            let mut met = 0;
            for (at, state) in states.iter().enumerate() {
                let (start, end) = (starts[at], starts.get(at + 1).copied().unwrap_or(LAST));
                if start <= days.last && end > days.first {
                    met |= 1 << *state as u8;
                }
                let near = start != FIRST && start >= days.first && start <= days.last.saturating_add(1);
                if near && asked.is_odd(start) {
                    met |= ODD;
                }
            }
            met
        };
        self.ends.iter().map(meet).collect()
    }
}

/// Beside the bits of states: something changes on an odd day.
const ODD: u8 = 1 << 7;
