//! Channels and purposes: trees of leaves by dotted name, alias groups, reserved and newly introduced leaves.
//! Every name is only a name for a set of leaves, so a leaf may stand under a mode and under a platform at once.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::bits::LeafSet;
use crate::read::{Fields, ParseError};

/// A versioned tree. It is an input of the engine: a leaf is retired or split, never deleted.
#[derive(Debug, Clone)]
pub struct Tree {
    leaves: Vec<String>,
    numbers: HashMap<String, usize>,
    sets: HashMap<String, LeafSet>,
    reserved: LeafSet,
    introduced: Vec<Option<NaiveDate>>,
    online: LeafSet,
    /// All leaves but those that were split: their numbers stay taken and mean nothing.
    everything: LeafSet,
    /// What became of leaves that were split; their names mean all of it.
    split: HashMap<String, LeafSet>,
    /// Not asked for by the names of nodes any more. Rules still cover them.
    retired: LeafSet,
    unknown: &'static str,
}

/// What a grant says about each leaf: definitely covered, possibly covered, or passed over because it is reserved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    pub definite: LeafSet,
    pub possible: LeafSet,
    pub reserved: LeafSet,
}

/// How a grant speaks about media that did not exist when it was signed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signature {
    pub signed: Option<NaiveDate>,
    pub future_media: bool,
    pub enumerated_only: bool,
}

impl Tree {
    pub(crate) fn from_json(fields: &Fields<'_>, unknown: &'static str) -> Result<Self, ParseError> {
        let leaves = fields.owned_names("leaves")?.unwrap_or_default();
        if leaves.len() > LeafSet::CAPACITY {
            return Err(fields.invalid("leaves", "a taxonomy holds at most 256 leaves"));
        }
        let numbers: HashMap<String, usize> = leaves.iter().cloned().enumerate().map(|(at, leaf)| (leaf, at)).collect();
        let mut tree = Self {
            introduced: vec![None; leaves.len()],
            sets: HashMap::new(),
            everything: LeafSet::first(leaves.len()),
            split: HashMap::new(),
            retired: LeafSet::EMPTY,
            reserved: LeafSet::EMPTY,
            online: LeafSet::EMPTY,
            leaves,
            numbers,
            unknown,
        };
        for name in fields.names("split")?.unwrap_or_default() {
            let number = tree.leaf(name, &fields.path("split"))?;
            tree.everything = tree.everything.minus(&[number].into_iter().collect());
        }
        tree.add_nodes();
        for name in fields.names("split")?.unwrap_or_default() {
            let parts = tree.sets.get(name).copied().filter(|parts| !parts.is_empty());
            let parts = parts.ok_or_else(|| fields.invalid("split", "a leaf is split into leaves under its name"))?;
            tree.numbers.remove(name);
            tree.split.insert(name.to_owned(), parts);
        }
        tree.retired = tree.listed(fields, "retired")?;
        tree.reserved = tree.listed(fields, "reserved")?;
        tree.online = tree.listed(fields, "online")?;
        if !tree.online.is_empty() {
            tree.sets.insert("online".to_owned(), tree.online);
        }
        if let Some(aliases) = fields.child("aliases")? {
            for name in aliases.keys() {
                let set = tree.listed(&aliases, name)?;
                tree.sets.insert(name.to_owned(), set);
            }
        }
        if let Some(dates) = fields.child("introduced_on")? {
            for leaf in dates.keys() {
                let day = dates.date(leaf)?;
                for number in tree.set(leaf, &dates.path(leaf))?.iter() {
                    tree.introduced[number] = day;
                }
            }
        }
        Ok(tree)
    }

    fn add_nodes(&mut self) {
        self.sets.insert("all".to_owned(), self.everything);
        self.sets.insert("any".to_owned(), self.everything);
        for (number, leaf) in self.leaves.iter().enumerate().filter(|(number, _)| self.everything.contains(*number)) {
            for (dot, _) in leaf.match_indices('.') {
                self.sets.entry(leaf[..dot].to_owned()).or_default().insert(number);
            }
        }
    }

    fn listed(&self, fields: &Fields<'_>, key: &str) -> Result<LeafSet, ParseError> {
        let names = fields.names(key)?.unwrap_or_default();
        names.into_iter().try_fold(LeafSet::EMPTY, |all, name| Ok(all.union(&self.set(name, &fields.path(key))?)))
    }

    fn leaf(&self, name: &str, field: &str) -> Result<usize, ParseError> {
        self.numbers.get(name).copied().ok_or_else(|| self.no_such(name, field))
    }

    fn no_such(&self, name: &str, field: &str) -> ParseError {
        ParseError::new(self.unknown, field, format!("{name:?} is not in the taxonomy"))
    }

    /// All leaves there are, reserved, new and retired ones included.
    pub fn everything(&self) -> LeafSet {
        self.everything
    }

    pub fn leaves(&self) -> impl Iterator<Item = &str> {
        self.everything.iter().map(|number| self.name(number))
    }

    /// Whether a leaf, node or alias means this leaf among others.
    pub(crate) fn holds(&self, name: &str, leaf: &str) -> bool {
        let (Ok(wide), Ok(narrow)) = (self.set(name, ""), self.set(leaf, "")) else {
            return false;
        };
        narrow.meets(&wide)
    }

    pub fn name(&self, number: usize) -> &str {
        self.leaves.get(number).map_or("", String::as_str)
    }

    pub fn is_online(&self, number: usize) -> bool {
        self.online.contains(number)
    }

    /// Whether a leaf, node or alias of this name exists.
    pub fn check(&self, name: &str) -> Result<(), ParseError> {
        self.set(name, "").map(|_| ())
    }

    fn set(&self, name: &str, field: &str) -> Result<LeafSet, ParseError> {
        if let Some(number) = self.numbers.get(name) {
            return Ok([*number].into_iter().collect());
        }
        self.sets.get(name).copied().ok_or_else(|| self.no_such(name, field))
    }

    /// Everything under the names, reserved and new leaves included: how restrictions read.
    pub fn under(&self, names: &[&str], field: &str) -> Result<LeafSet, ParseError> {
        names.iter().try_fold(LeafSet::EMPTY, |all, name| Ok(all.union(&self.set(name, field)?)))
    }

    /// What a request asks for: a node or alias does not ask for reserved leaves, a named leaf does.
    pub fn asked(&self, names: &[&str], field: &str) -> Result<LeafSet, ParseError> {
        names.iter().try_fold(LeafSet::EMPTY, |all, name| {
            let set = self.set(name, field)?;
            let named = self.numbers.contains_key(*name) || self.split.contains_key(*name);
            let set = if named { set } else { set.minus(&self.reserved).minus(&self.retired) };
            Ok(all.union(&set))
        })
    }

    /// What a grant covers: reserved leaves only by their own name, leaves newer than the signature only possibly.
    pub fn granted(&self, names: &[&str], signature: Signature, field: &str) -> Result<Coverage, ParseError> {
        let mut coverage = Coverage::default();
        for name in names {
            if let Some(number) = self.numbers.get(*name) {
                coverage.definite.insert(*number);
                continue;
            }
            if let Some(parts) = self.split.get(*name) {
                coverage.definite = coverage.definite.union(parts);
                continue;
            }
            for number in self.set(name, field)?.iter() {
                if self.reserved.contains(number) {
                    coverage.reserved.insert(number);
                } else if !self.newer(number, signature) {
                    coverage.definite.insert(number);
                } else if !signature.enumerated_only {
                    coverage.possible.insert(number);
                }
            }
        }
        coverage.possible = coverage.possible.union(&coverage.definite);
        coverage.reserved = coverage.reserved.minus(&coverage.definite);
        Ok(coverage)
    }

    fn newer(&self, number: usize, signature: Signature) -> bool {
        let Some(introduced) = self.introduced[number] else {
            return false;
        };
        !signature.future_media && signature.signed.is_none_or(|signed| signed < introduced)
    }
}

impl Coverage {
    /// Everything definitely: an axis a restriction leaves open.
    pub fn exactly(set: LeafSet) -> Self {
        Self { definite: set, possible: set, reserved: LeafSet::EMPTY }
    }

    pub fn without(&self, set: &LeafSet) -> Self {
        Self {
            definite: self.definite.minus(set),
            possible: self.possible.minus(set),
            reserved: self.reserved.minus(set),
        }
    }
}
