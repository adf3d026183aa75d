//! Walks time once for every class of atoms that see the same changes, and decides each combination of values once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::rc::Rc;

use chrono_tz::Tz;

use super::book::{Book, Decision};
use super::plan::{Plan, limits};
use super::reach::Cell;
use super::tracks::Change;
use crate::bits::{AtomSet, LeafSet};
use crate::period::{ALWAYS, Clock, FOREVER, Instant};
use crate::quick::QuickMap;
use crate::request::UseRequest;

/// Atoms that see the same changes at the same instants.
pub(crate) struct Class {
    pub atoms: AtomSet,
    /// The window asked about.
    pub window: (Instant, Instant),
    /// The values at the beginning of time, and every change after it, in order.
    first: Vec<u8>,
    changes: Vec<Change>,
}

/// Leaves no rule tells apart.
pub(crate) struct Leaves {
    pub set: LeafSet,
    example: usize,
}

pub(crate) struct Sweep<'p, 'a> {
    plan: &'p Plan<'a>,
    pub classes: Vec<Class>,
    pub channels: Vec<Leaves>,
    pub purposes: Vec<Leaves>,
    /// Whether its clocks were asked for nothing but the beginnings of days.
    pub asked_for_days: bool,
    pub book: RefCell<Book<'a>>,
    decided: RefCell<QuickMap<Box<[u8]>, Table<'a>>>,
}

/// Decisions of one combination of values, by channel and purpose class.
pub(crate) type Table<'a> = Rc<Vec<Decision<'a>>>;

struct Laid {
    clock: Clock,
    first: Vec<u8>,
    changes: Vec<Change>,
    window: (Instant, Instant),
}

impl<'p, 'a> Sweep<'p, 'a> {
    pub fn of_request(plan: &'p Plan<'a>, request: &UseRequest) -> Self {
        Self::new(plan, request.atoms, request.channels, request.purposes, None)
    }

    /// Over everything there is.
    pub fn of_universe(plan: &'p Plan<'a>) -> Self {
        Self::universe(plan, None)
    }

    /// The same, as if the whole world had one clock.
    pub fn under_one_clock(plan: &'p Plan<'a>, zone: Tz) -> Self {
        Self::universe(plan, Some(zone))
    }

    fn universe(plan: &'p Plan<'a>, zone: Option<Tz>) -> Self {
        let reference = plan.question.reference;
        let channels = reference.channels.everything();
        let purposes = reference.purposes.everything();
        Self::new(plan, reference.territories.world(), channels, purposes, zone)
    }

    fn new(plan: &'p Plan<'a>, atoms: AtomSet, channels: LeafSet, purposes: LeafSet, zone: Option<Tz>) -> Self {
        let (classes, laid) = classes(plan, atoms, zone);
        Self {
            classes,
            asked_for_days: laid.iter().all(|laid| laid.clock.only_begins_days()),
            channels: leaves(channels, |leaf| channel_key(plan, leaf)),
            purposes: leaves(purposes, |leaf| purpose_key(plan, leaf)),
            book: RefCell::new(Book::new(plan.instances.len())),
            decided: RefCell::default(),
            plan,
        }
    }

    /// The decisions where the tracks have these values, one for each channel class and purpose class.
    pub fn table(&self, values: &[u8]) -> Table<'a> {
        if let Some(known) = self.decided.borrow().get(values) {
            return Rc::clone(known);
        }
        let mut book = self.book.borrow_mut();
        let mut table = Vec::with_capacity(self.channels.len() * self.purposes.len());
        for channel in &self.channels {
            for purpose in &self.purposes {
                let cell = Cell { values, channel: channel.example, purpose: purpose.example };
                table.push(self.plan.decide(cell, &mut book));
            }
        }
        let table = Rc::new(table);
        self.decided.borrow_mut().insert(values.into(), Rc::clone(&table));
        table
    }

    /// The channel and purpose classes in the order of a table.
    pub fn columns(&self) -> impl Iterator<Item = (&Leaves, &Leaves)> {
        self.channels.iter().flat_map(|channel| self.purposes.iter().map(move |purpose| (channel, purpose)))
    }
}

impl Class {
    /// Every instant at which something changes.
    pub fn instants(&self) -> impl Iterator<Item = Instant> {
        self.changes.iter().map(|change| change.0)
    }

    /// Whether the same changes for the same atoms, and each so many seconds after the other's.
    pub fn follows(&self, other: &Class, seconds: i64) -> bool {
        let unbounded = |at: Instant| at == ALWAYS || at == FOREVER;
        let later = |at: Instant, than: Instant| {
            if unbounded(than) { at == than } else { at.checked_sub(than) == Some(seconds) }
        };
        self.atoms == other.atoms
            && self.first == other.first
            && self.changes.len() == other.changes.len()
            && self.changes.iter().zip(&other.changes).all(|(a, b)| later(a.0, b.0) && (a.1, a.2) == (b.1, b.2))
    }

    /// Tells of every stretch of time between two changes that meets the window, until told to stop: from when until
    /// when, and the values of the tracks.
    pub fn walk(&self, window: (Instant, Instant), mut seen: impl FnMut(Instant, Instant, &[u8]) -> ControlFlow<()>) {
        let mut values = self.first.clone();
        let mut from = ALWAYS;
        for (at, track, to) in self.changes.iter().filter(|change| change.0 < FOREVER) {
            let track = *track as usize;
            if values[track] == *to {
                continue;
            }
            if *at > from {
                if from >= window.1 || (*at > window.0 && seen(from, *at, &values).is_break()) {
                    return;
                }
                from = *at;
            }
            values[track] = *to;
        }
        if from < window.1 {
            let _ = seen(from, FOREVER, &values);
        }
    }
}

/// Lays the tracks that differ between atoms of one clock.
fn local(plan: &Plan<'_>, atom: usize, shared: &Laid) -> (Vec<u8>, Vec<Change>) {
    let laying = plan.laying();
    let mut first = shared.first.clone();
    let mut own = Vec::new();
    for (at, track) in plan.tracks.iter().enumerate().filter(|(_, track)| track.is_local()) {
        first[at] = track.lay(at as u32, atom, &shared.clock, &laying, &mut own);
    }
    (first, own)
}

fn classes(plan: &Plan<'_>, atoms: AtomSet, everywhere: Option<Tz>) -> (Vec<Class>, Vec<Laid>) {
    let mut laid: Vec<Laid> = Vec::new();
    let mut known: QuickMap<(usize, Vec<u8>, Vec<Change>), usize> = QuickMap::default();
    let mut classes: Vec<Class> = Vec::new();
    for atom in atoms.iter() {
        let zone = everywhere.unwrap_or(plan.question.reference.territories.atoms[atom].zone);
        let known_clock = laid.iter().position(|laid| laid.clock.agrees_with(zone));
        let mut number = known_clock.unwrap_or_else(|| {
            laid.push(lay(plan, atom, Clock::new(zone)));
            laid.len() - 1
        });
        let checked = laid[number].clock.answers();
        let (mut first, mut own) = local(plan, atom, &laid[number]);
        if known_clock.is_some() && !laid[number].clock.agrees_since(checked, zone) {
            // The atom's own tracks have asked the clock something new, and this zone answers it differently.
            laid.push(lay(plan, atom, Clock::new(zone)));
            number = laid.len() - 1;
            (first, own) = local(plan, atom, &laid[number]);
        }
        let shared = &laid[number];
        let key = (number, first, own);
        if let Some(class) = known.get(&key) {
            classes[*class].atoms.insert(atom);
            continue;
        }
        let mut changes = [shared.changes.as_slice(), &key.2].concat();
        changes.sort_by_key(|change| change.0);
        let atoms = [atom].into_iter().collect();
        classes.push(Class { atoms, window: shared.window, first: key.1.clone(), changes });
        known.insert(key, classes.len() - 1);
    }
    (classes, laid)
}

/// Lays every track that is the same for all atoms of a clock.
fn lay(plan: &Plan<'_>, atom: usize, clock: Clock) -> Laid {
    let laying = plan.laying();
    let window = plan.question.request.map_or((ALWAYS, FOREVER), |request| request.window(&clock));
    let mut changes = Vec::new();
    let mut first = vec![0; plan.tracks.len()];
    for (at, track) in plan.tracks.iter().enumerate().filter(|(_, track)| !track.is_local()) {
        first[at] = track.lay(at as u32, atom, &clock, &laying, &mut changes);
    }
    changes.sort_by_key(|change| change.0);
    Laid { clock, first, changes, window }
}

/// Groups leaves by what the rules say about them.
fn leaves(set: LeafSet, key: impl Fn(usize) -> Vec<u8>) -> Vec<Leaves> {
    let mut groups: BTreeMap<Vec<u8>, LeafSet> = BTreeMap::new();
    for leaf in set.iter() {
        groups.entry(key(leaf)).or_default().insert(leaf);
    }
    let with_example = |set: LeafSet| set.iter().next().map(|example| Leaves { set, example });
    groups.into_values().filter_map(with_example).collect()
}

fn channel_key(plan: &Plan<'_>, leaf: usize) -> Vec<u8> {
    let mut key = Vec::with_capacity(plan.permits.len() + plan.bans.len() + 1);
    key.push(u8::from(plan.question.reference.channels.is_online(leaf)));
    for permit in &plan.permits {
        let runoff = permit.grant.runoff.as_ref().map_or((false, false), |runoff| runoff.covers(leaf));
        let barred = u8::from(permit.barred.contains(leaf));
        let runoff = u8::from(runoff.0) << 3 | u8::from(runoff.1) << 4;
        key.push(coverage(&permit.grant.scope.channels, leaf) | runoff | barred << 5);
        key.extend(permit.engaged.iter().map(|(engagement, _)| coverage(&engagement.scope.channels, leaf)));
        key.extend(limits(&permit.revoked).map(|scope| coverage(&scope.channels, leaf)));
    }
    let withdrawn = plan.instances.iter().flat_map(|instance| limits(&instance.withdrawn));
    key.extend(withdrawn.map(|scope| coverage(&scope.channels, leaf)));
    for ban in &plan.bans {
        key.push(coverage(&ban.restriction.scope.channels, leaf));
        key.extend(ban.waivers.iter().map(|(waiver, _)| coverage(&waiver.scope.channels, leaf)));
    }
    key.extend(plan.templates.iter().map(|template| coverage(&template.rule.scope.channels, leaf)));
    key
}

fn purpose_key(plan: &Plan<'_>, leaf: usize) -> Vec<u8> {
    let mut key: Vec<u8> = Vec::with_capacity(plan.permits.len() + plan.bans.len());
    for permit in &plan.permits {
        key.push(coverage(&permit.grant.scope.purposes, leaf));
        key.extend(permit.engaged.iter().map(|(engagement, _)| coverage(&engagement.scope.purposes, leaf)));
        key.extend(limits(&permit.revoked).map(|scope| coverage(&scope.purposes, leaf)));
    }
    let withdrawn = plan.instances.iter().flat_map(|instance| limits(&instance.withdrawn));
    key.extend(withdrawn.map(|scope| coverage(&scope.purposes, leaf)));
    for ban in &plan.bans {
        key.push(coverage(&ban.restriction.scope.purposes, leaf));
        key.extend(ban.waivers.iter().map(|(waiver, _)| coverage(&waiver.scope.purposes, leaf)));
    }
    key.extend(plan.templates.iter().map(|template| coverage(&template.rule.scope.purposes, leaf)));
    key
}

fn coverage(coverage: &crate::taxonomy::Coverage, leaf: usize) -> u8 {
    u8::from(coverage.definite.contains(leaf))
        | u8::from(coverage.possible.contains(leaf)) << 1
        | u8::from(coverage.reserved.contains(leaf)) << 2
}
