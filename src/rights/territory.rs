//! Territory atoms (a code and one of its clocks), dated groups, and the include-minus-exclude expressions of rules.
//! A group with a fuzzy edge, or one whose membership changed since the signature, yields a definite and a possible set.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::bits::AtomSet;
use crate::read::{Fields, ParseError, parse_zone};

mod naming;

/// One country or subdivision under one clock.
#[derive(Debug, Clone)]
pub struct Atom {
    pub code: String,
    pub zone: Tz,
    /// The named part of the territory it is, such as `US-NY`.
    pub part: Option<String>,
}

/// One state of a group's membership, from a day on.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    pub from: NaiveDate,
    pub members: AtomSet,
    pub possible: AtomSet,
}

#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub name: String,
    pub dated: bool,
    pub versions: Vec<Version>,
}

/// All territories and groups of one version of the reference data.
#[derive(Debug, Clone)]
pub struct Territories {
    pub(crate) atoms: Vec<Atom>,
    codes: HashMap<String, AtomSet>,
    /// For each atom, all atoms of its code.
    siblings: Vec<AtomSet>,
    pub(crate) groups: Vec<Group>,
    group_numbers: HashMap<String, usize>,
    /// Groups that are one country by all its parts, `X` of every `X-…`, with these.
    pub(crate) parted: Vec<(String, AtomSet)>,
}

/// Which membership of a dated group a rule means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// As at the signature.
    Frozen,
    /// As it is on the day of use.
    Floating,
    /// The contract is silent: only what both readings share is certain.
    Asymmetric,
}

impl Binding {
    pub(crate) fn parse(text: &str, field: &str) -> Result<Self, ParseError> {
        match text {
            "frozen" => Ok(Self::Frozen),
            "floating" => Ok(Self::Floating),
            "asymmetric" => Ok(Self::Asymmetric),
            _ => Err(ParseError::new("field.invalid", field, "frozen, floating or asymmetric is expected")),
        }
    }
}

/// How surely an atom is inside a rule's territories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Outside,
    Excluded,
    Possible,
    Inside,
}

/// A set of territories of a rule, partly dependent on the day of use.
#[derive(Debug, Clone, Default)]
pub(crate) struct Terms {
    definite: AtomSet,
    possible: AtomSet,
    moving: Vec<Moving>,
}

#[derive(Debug, Clone)]
struct Moving {
    group: usize,
    /// The members at the signature, for the asymmetric reading.
    frozen: Option<(AtomSet, AtomSet)>,
}

/// The territories of a rule, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct AxisStep {
    pub from: NaiveDate,
    pub inside: AtomSet,
    pub possible: AtomSet,
    pub excluded: AtomSet,
}

/// `include` minus `exclude`, resolved for every day: one step where membership never changes, more for dated groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TerritoryAxis {
    /// A hash of the steps, made once: rules with equal territories are told apart by it at every evaluation.
    mark: u64,
    pub(crate) steps: Vec<AxisStep>,
}

impl Hash for TerritoryAxis {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.mark);
    }
}

impl Group {
    pub fn at(&self, day: NaiveDate) -> Option<&Version> {
        self.versions.iter().rev().find(|version| version.from <= day).or(self.versions.first())
    }

    /// Members when the day is not known: certain is what every version holds.
    fn ever(&self) -> (AtomSet, AtomSet) {
        let mut versions = self.versions.iter();
        let Some(first) = versions.next() else {
            return Default::default();
        };
        versions.fold((first.members, first.members.union(&first.possible)), |(sure, may), version| {
            (sure.intersect(&version.members), may.union(&version.members).union(&version.possible))
        })
    }

    fn pair(&self, day: Option<NaiveDate>) -> (AtomSet, AtomSet) {
        match day {
            None => self.ever(),
            Some(day) => self
                .at(day)
                .map(|version| (version.members, version.members.union(&version.possible)))
                .unwrap_or_default(),
        }
    }
}

impl Territories {
    pub(crate) fn from_json(
        territories: &Fields<'_>,
        parts: &Fields<'_>,
        groups: &Fields<'_>,
    ) -> Result<Self, ParseError> {
        let mut all = Self {
            atoms: Vec::new(),
            codes: HashMap::new(),
            siblings: Vec::new(),
            groups: Vec::new(),
            group_numbers: HashMap::new(),
            parted: Vec::new(),
        };
        for code in territories.keys() {
            let first = all.atoms.len();
            for zone in territories.names(code)?.unwrap_or_default() {
                all.add_zone(code, zone, territories, parts)?;
            }
            let set: AtomSet = (first..all.atoms.len()).collect();
            all.siblings.resize(all.atoms.len(), set);
            all.codes.insert(code.to_owned(), set);
        }
        for part in parts.keys() {
            if !all.codes.contains_key(part) {
                return Err(parts.invalid(part, "a part lies in one zone of its territory"));
            }
        }
        if all.atoms.len() > AtomSet::CAPACITY {
            return Err(territories.invalid("", "at most 512 territory atoms are supported"));
        }
        for name in groups.keys() {
            let Some(fields) = groups.child(name)? else {
                continue;
            };
            let mut versions = Vec::new();
            for version in fields.children("versions")? {
                // What is said to be possible only is not certain, whatever the rest of its territory is.
                let possible = all.codes_of(&version, "possible")?;
                versions.push(Version {
                    from: version.date("from")?.unwrap_or(NaiveDate::MIN),
                    members: all.codes_of(&version, "members")?.minus(&possible),
                    possible,
                });
            }
            if fields.flag("undefined")? {
                // A word whose meaning nobody has settled may mean any place, and surely means none.
                versions = vec![Version { from: NaiveDate::MIN, members: AtomSet::EMPTY, possible: all.world() }];
            }
            versions.sort_by_key(|version| version.from);
            all.group_numbers.insert(name.to_owned(), all.groups.len());
            all.groups.push(Group { name: name.to_owned(), dated: fields.flag("dated")?, versions });
        }
        all.parted =
            all.groups.iter().filter_map(|group| Some((group.name.clone(), all.made_of_parts(group)?))).collect();
        Ok(all)
    }

    /// The members of a group whose codes are its name and a part.
    fn made_of_parts(&self, group: &Group) -> Option<AtomSet> {
        let members = group.versions.last()?.members;
        let is_part =
            |atom: usize| self.atoms[atom].code.strip_prefix(&group.name).is_some_and(|rest| rest.starts_with('-'));
        (!members.is_empty() && members.iter().all(is_part)).then_some(members)
    }

    fn codes_of(&self, fields: &Fields<'_>, key: &str) -> Result<AtomSet, ParseError> {
        let codes = fields.names(key)?.unwrap_or_default();
        codes.into_iter().try_fold(AtomSet::EMPTY, |all, code| {
            let set = self.plain(code).ok_or_else(|| no_such(code, &fields.path(key)))?;
            Ok(all.union(&set))
        })
    }

    /// The atoms of a territory under one clock: one for each named part there, and one for the rest.
    fn add_zone(
        &mut self,
        code: &str,
        zone: &str,
        territories: &Fields<'_>,
        parts: &Fields<'_>,
    ) -> Result<(), ParseError> {
        let clock = parse_zone(zone, &territories.path(code))?;
        let mut atom = Atom { code: code.to_owned(), zone: clock, part: None };
        let mut rest = true;
        for name in parts.keys() {
            let Some(part) = parts.child(name)? else { continue };
            if part.text("of")? == code && part.text("zone")? == zone {
                atom.part = Some(name.to_owned());
                self.codes.insert(name.to_owned(), [self.atoms.len()].into_iter().collect());
                self.atoms.push(atom.clone());
                rest &= !part.flag("all")?;
            }
        }
        if rest {
            self.atoms.push(Atom { part: None, ..atom });
        }
        Ok(())
    }

    pub fn world(&self) -> AtomSet {
        AtomSet::first(self.atoms.len())
    }

    pub fn group_names(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(|group| group.name.as_str())
    }

    /// All atoms of the territory an atom belongs to.
    pub(crate) fn whole(&self, atom: usize) -> AtomSet {
        self.siblings.get(atom).copied().unwrap_or_default()
    }

    pub fn check(&self, name: &str) -> Result<(), ParseError> {
        if name == "WORLD" || self.group_numbers.contains_key(name) || self.plain(name).is_some() {
            return Ok(());
        }
        Err(no_such(name, ""))
    }

    /// The atoms of a code or part, of `CODE@Zone`, or of what `CODE@Zone-rest` has beside its named parts.
    fn plain(&self, name: &str) -> Option<AtomSet> {
        let Some((code, zone)) = name.split_once('@') else {
            return self.codes.get(name).copied();
        };
        let (zone, rest) = zone.strip_suffix("-rest").map_or((zone, false), |zone| (zone, true));
        let meant = |atom: &Atom| atom.zone.name() == zone && !(rest && atom.part.is_some());
        let set: AtomSet = self.codes.get(code)?.iter().filter(|atom| meant(&self.atoms[*atom])).collect();
        (!set.is_empty()).then_some(set)
    }

    /// What a request asks about: definite members on its first day, and the members that only may belong.
    pub(crate) fn asked(&self, names: &[&str], day: NaiveDate, field: &str) -> Result<(AtomSet, AtomSet), ParseError> {
        let mut sure = AtomSet::EMPTY;
        let mut may = AtomSet::EMPTY;
        for name in names {
            if *name == "WORLD" {
                sure = sure.union(&self.world());
            } else if let Some(set) = self.plain(name) {
                sure = sure.union(&set);
            } else {
                let group = self.group_numbers.get(*name).ok_or_else(|| no_such(name, field))?;
                let (members, possible) = self.groups[*group].pair(Some(day));
                sure = sure.union(&members);
                may = may.union(&possible);
            }
        }
        Ok((sure, may.minus(&sure)))
    }

    pub(crate) fn terms(
        &self,
        names: &[&str],
        binding: Binding,
        signed: Option<NaiveDate>,
        field: &str,
    ) -> Result<Terms, ParseError> {
        let mut terms = Terms::default();
        for name in names {
            if *name == "WORLD" {
                terms.add(self.world(), self.world());
            } else if let Some(set) = self.plain(name) {
                terms.add(set, set);
            } else {
                let number = *self.group_numbers.get(*name).ok_or_else(|| no_such(name, field))?;
                let group = &self.groups[number];
                let frozen = group.pair(signed);
                if group.versions.len() < 2 || (group.dated && binding == Binding::Frozen) {
                    terms.add(frozen.0, frozen.1);
                } else {
                    let asymmetric = group.dated && binding == Binding::Asymmetric;
                    terms.moving.push(Moving { group: number, frozen: asymmetric.then_some(frozen) });
                }
            }
        }
        Ok(terms)
    }
}

impl Terms {
    fn add(&mut self, definite: AtomSet, possible: AtomSet) {
        self.definite = self.definite.union(&definite);
        self.possible = self.possible.union(&definite).union(&possible);
    }

    /// The definite and possible sets on a day.
    fn on(&self, all: &Territories, day: NaiveDate) -> (AtomSet, AtomSet) {
        self.moving.iter().fold((self.definite, self.possible), |(sure, may), moving| {
            let (now, now_may) = all.groups[moving.group].pair(Some(day));
            match moving.frozen {
                None => (sure.union(&now), may.union(&now_may)),
                Some((then, then_may)) => (sure.union(&now.intersect(&then)), may.union(&now_may).union(&then_may)),
            }
        })
    }

    fn turns(&self, all: &Territories, days: &mut Vec<NaiveDate>) {
        for moving in &self.moving {
            days.extend(all.groups[moving.group].versions.iter().skip(1).map(|version| version.from));
        }
    }
}

impl TerritoryAxis {
    pub(crate) fn new(all: &Territories, include: &Terms, exclude: &Terms) -> Self {
        let mut days = vec![NaiveDate::MIN];
        include.turns(all, &mut days);
        exclude.turns(all, &mut days);
        days.sort_unstable();
        days.dedup();
        let mut steps: Vec<AxisStep> = Vec::new();
        for from in days {
            let (sure, may) = include.on(all, from);
            let (out, out_may) = exclude.on(all, from);
            let inside = sure.minus(&out_may);
            let step = AxisStep { from, inside, possible: may.minus(&out), excluded: may.intersect(&out) };
            let same = |last: &AxisStep| AxisStep { from, ..*last } == step;
            if !steps.last().is_some_and(same) {
                steps.push(step);
            }
        }
        let mut hasher = DefaultHasher::new();
        steps.hash(&mut hasher);
        Self { mark: hasher.finish(), steps }
    }
}

impl AxisStep {
    pub fn place(&self, atom: usize) -> Place {
        if self.inside.contains(atom) {
            Place::Inside
        } else if self.possible.contains(atom) {
            Place::Possible
        } else if self.excluded.contains(atom) {
            Place::Excluded
        } else {
            Place::Outside
        }
    }
}

fn no_such(name: &str, field: &str) -> ParseError {
    ParseError::new("territory.unknown", field, format!("{name:?} is no known territory or group"))
}
