//! The index side of the search for cleared assets. Assets that share a rights profile share a region; a search decides
//! every distinct region once and joins the posting bitmaps of those that fit.
//!
//! A region knows nothing of brands, actors, modifications or quantities. Where a rule or a request looks at those, the
//! asset stands in `needs_exact` as well, and only the evaluator's verdict counts for it.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use roaring::RoaringBitmap;

use crate::bits::AtomSet;
use crate::evaluate::plan::{Plan, Revoked, Subject};
use crate::evaluate::sweep::Sweep;
use crate::evaluate::tracks::Track;
use crate::facts::Facts;
use crate::period::{ALWAYS, Clock, FOREVER, Instant};
use crate::question::Question;
use crate::reference::Reference;
use crate::region::{Form, Region, join};
use crate::request::UseRequest;
use crate::state::{Headline, State};

/// From each instant on, the state that holds.
type Steps = Vec<(Instant, State)>;

/// The states of an asset over every channel, territory, time and purpose, guards left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetRegions {
    form: Arc<Form<Steps>>,
    guarded: bool,
}

/// The states of an asset over the whole universe of uses, on the facts believed at `belief_at`.
pub fn regions_of(reference: &Reference, facts: &Facts, asset: &str, belief_at: DateTime<Utc>) -> AssetRegions {
    let plan = Plan::new(Question { reference, facts, request: None, belief: belief_at }, asset);
    from_plan(&plan)
}

fn from_plan(plan: &Plan<'_>) -> AssetRegions {
    let sweep = Sweep::of_universe(plan);
    let mut parts = Vec::new();
    for class in &sweep.classes {
        let mut columns: Vec<Steps> = vec![Vec::new(); sweep.channels.len() * sweep.purposes.len()];
        class.walk((ALWAYS, FOREVER), |from, _, values| {
            for (steps, decision) in columns.iter_mut().zip(sweep.table(values).iter()) {
                if steps.last().is_none_or(|last| last.1 != decision.state) {
                    steps.push((from, decision.state));
                }
            }
            ControlFlow::Continue(())
        });
        for ((channel, purpose), steps) in sweep.columns().zip(columns) {
            parts.push((channel.set, purpose.set, class.atoms, steps));
        }
    }
    AssetRegions { form: Arc::new(Form::new(parts)), guarded: plan.guarded }
}

impl AssetRegions {
    /// Where the asset is allowed without duties.
    pub fn definite(&self, reference: &Reference) -> Region {
        self.at_least(State::Allowed, reference)
    }

    /// Where the asset is allowed, with or without duties.
    pub fn with_duties(&self, reference: &Reference) -> Region {
        self.at_least(State::AllowedWithDuties, reference)
    }

    /// Where the asset is not denied.
    pub fn possible(&self, reference: &Reference) -> Region {
        self.at_least(State::Unknown, reference)
    }

    fn at_least(&self, state: State, reference: &Reference) -> Region {
        let mut parts = Vec::new();
        for row in &self.form.rows {
            for (steps, atoms) in &row.groups {
                let spans = spans(steps).filter(|span| span.2 >= state).map(|span| (span.0, span.1));
                let intervals = join(spans.collect());
                if intervals.is_empty() {
                    continue;
                }
                for (purpose, channels) in &row.cells {
                    let purposes = [usize::from(*purpose)].into_iter().collect();
                    parts.push((*channels, purposes, *atoms, intervals.clone()));
                }
            }
        }
        Region::new(Form::new(parts), reference, true)
    }

    /// Whether rules look at more of a request than a region holds, so that only an exact verdict counts.
    pub fn needs_exact(&self) -> bool {
        self.guarded
    }
}

fn spans(steps: &Steps) -> impl Iterator<Item = (Instant, Instant, State)> {
    let ends = steps.iter().skip(1).map(|step| step.0).chain([FOREVER]);
    steps.iter().zip(ends).map(|(step, until)| (step.0, until, step.1))
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

#[derive(Debug, Clone)]
struct Entry {
    regions: AssetRegions,
    assets: RoaringBitmap,
}

/// All assets by their interned regions.
#[derive(Debug, Clone, Default)]
pub struct RegionIndex {
    entries: Vec<Entry>,
    numbers: HashMap<(Arc<Form<Steps>>, bool), usize>,
    profiles: HashMap<[u8; 32], usize>,
    entry_of: HashMap<u32, usize>,
}

impl RegionIndex {
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the regions of an asset.
    pub fn set(&mut self, asset: u32, regions: &AssetRegions) {
        let entry = self.intern(regions);
        self.place(asset, entry);
    }

    /// Sets an asset from its facts. Assets whose rules have the same shape are computed once.
    pub fn put(&mut self, number: u32, reference: &Reference, facts: &Facts, asset: &str, belief_at: DateTime<Utc>) {
        let plan = Plan::new(Question { reference, facts, request: None, belief: belief_at }, asset);
        let profile = profile(&plan);
        let entry = match self.profiles.get(&profile) {
            Some(entry) => *entry,
            None => {
                let entry = self.intern(&from_plan(&plan));
                self.profiles.insert(profile, entry);
                entry
            }
        };
        self.place(number, entry);
    }

    fn intern(&mut self, regions: &AssetRegions) -> usize {
        let key = (Arc::clone(&regions.form), regions.guarded);
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        self.entries.push(Entry { regions: regions.clone(), assets: RoaringBitmap::new() });
        self.numbers.insert(key, self.entries.len() - 1);
        self.entries.len() - 1
    }

    fn place(&mut self, asset: u32, entry: usize) {
        self.remove(asset);
        self.entries[entry].assets.insert(asset);
        self.entry_of.insert(asset, entry);
    }

    pub fn remove(&mut self, asset: u32) {
        if let Some(entry) = self.entry_of.remove(&asset) {
            self.entries[entry].assets.remove(asset);
        }
    }

    /// How many different regions the assets have.
    pub fn distinct_regions(&self) -> usize {
        self.entries.iter().filter(|entry| !entry.assets.is_empty()).count()
    }

    /// Every asset in the bucket of its headline for this use.
    pub fn buckets(&self, request: &UseRequest, reference: &Reference) -> Buckets {
        let windows = windows(request, reference);
        let plain = request.is_plain();
        let mut buckets = Buckets::default();
        for entry in self.entries.iter().filter(|entry| !entry.assets.is_empty()) {
            *buckets.bucket(entry.regions.headline(request, &windows)) |= &entry.assets;
            if !plain || entry.regions.guarded {
                buckets.needs_exact |= &entry.assets;
            }
        }
        buckets
    }
}

/// Atoms of a request whose clocks give it the same instants.
fn windows(request: &UseRequest, reference: &Reference) -> Vec<(AtomSet, Instant, Instant)> {
    let mut windows: HashMap<(Instant, Instant), AtomSet> = HashMap::new();
    for atom in request.atoms.iter() {
        let window = request.window(&Clock::new(reference.territories.atoms[atom].zone));
        windows.entry(window).or_default().insert(atom);
    }
    windows.into_iter().map(|((from, until), atoms)| (atoms, from, until)).collect()
}

impl AssetRegions {
    fn headline(&self, request: &UseRequest, windows: &[(AtomSet, Instant, Instant)]) -> Headline {
        let mut found = [false; STATES.len()];
        for row in &self.form.rows {
            let asked = row.cells.iter().any(|(purpose, channels)| {
                request.purposes.contains(usize::from(*purpose)) && channels.meets(&request.channels)
            });
            if !asked {
                continue;
            }
            for (steps, atoms) in &row.groups {
                for (_, from, until) in windows.iter().filter(|(asked, ..)| asked.meets(atoms)) {
                    for span in spans(steps).filter(|span| span.0 < *until && *from < span.1) {
                        found[span.2 as usize] = true;
                    }
                }
            }
        }
        Headline::of(STATES.into_iter().filter(|state| found[*state as usize]))
    }
}

const STATES: [State; 5] =
    [State::Denied, State::Unknown, State::Conditional, State::AllowedWithDuties, State::Allowed];

/// A hash of everything the regions depend on but the names of records: equal profiles have equal regions.
fn profile(plan: &Plan<'_>) -> [u8; 32] {
    let mut parts: Vec<[u8; 32]> = Vec::with_capacity(plan.instances.len() + plan.templates.len() + 1);
    for instance in &plan.instances {
        let mut hasher = blake3::Hasher::new();
        match instance.subject {
            Subject::Interest(interest) => hasher.update(&interest.shape),
            Subject::Nothing => hasher.update(b"nothing"),
            Subject::Bans => hasher.update(b"bans"),
        };
        let marks = (
            instance.suspected,
            instance.unread.is_some(),
            instance.unread_grant,
            instance.embedding,
            &instance.modifications,
        );
        hasher.update(format!("{marks:?}").as_bytes());
        let held: Vec<[u8; 32]> = instance
            .grants
            .iter()
            .map(|held| {
                let mut hasher = blake3::Hasher::new();
                hasher.update(format!("{:?}", held.fixed).as_bytes());
                hasher.update(&permit_profile(plan, held.grant, 0));
                *hasher.finalize().as_bytes()
            })
            .collect();
        update_sorted(&mut hasher, held);
        update_sorted(&mut hasher, revocation_shapes(plan, &instance.withdrawn));
        let bans = instance.bans.iter().map(|ban| ban_profile(plan, *ban)).collect();
        update_sorted(&mut hasher, bans);
        parts.push(*hasher.finalize().as_bytes());
    }
    parts.extend(plan.templates.iter().map(|template| template.rule.shape));
    let mut hasher = blake3::Hasher::new();
    hasher.update(plan.question.reference.version().as_bytes());
    hasher.update(format!("{:?}{}", plan.majority_rule(), plan.guarded).as_bytes());
    update_sorted(&mut hasher, parts);
    *hasher.finalize().as_bytes()
}

fn update_sorted(hasher: &mut blake3::Hasher, mut parts: Vec<[u8; 32]>) {
    parts.sort_unstable();
    hasher.update(&(parts.len() as u64).to_le_bytes());
    parts.iter().for_each(|part| {
        hasher.update(part);
    });
}

fn revocation_shapes(plan: &Plan<'_>, revoked: &[Revoked<'_>]) -> Vec<[u8; 32]> {
    let shapes = revoked.iter().flat_map(|revoked| match &plan.tracks[revoked.track as usize] {
        Track::Revoked(revocations) => revocations.iter().map(|revocation| revocation.shape).collect(),
        _ => Vec::new(),
    });
    shapes.collect()
}

fn permit_profile(plan: &Plan<'_>, number: usize, depth: usize) -> [u8; 32] {
    let permit = &plan.permits[number];
    let mut hasher = blake3::Hasher::new();
    hasher.update(&permit.grant.shape);
    hasher.update(format!("{:?}", permit.grant.signed).as_bytes());
    update_sorted(&mut hasher, revocation_shapes(plan, &permit.revoked));
    for duty in &permit.duties {
        hasher.update(format!("{:?}", (duty.id, duty.state, duty.breach.is_some())).as_bytes());
        if let Some((track, _)) = duty.breach {
            hasher.update(format!("{:?}", plan.tracks[track as usize]).as_bytes());
        }
    }
    update_sorted(&mut hasher, permit.bans.iter().map(|ban| ban_profile(plan, *ban)).collect());
    for heads in &permit.upstream {
        let known = if depth < 16 { heads.as_slice() } else { &[] };
        update_sorted(&mut hasher, known.iter().map(|head| permit_profile(plan, *head, depth + 1)).collect());
    }
    *hasher.finalize().as_bytes()
}

fn ban_profile(plan: &Plan<'_>, number: usize) -> [u8; 32] {
    let ban = &plan.bans[number];
    let mut hasher = blake3::Hasher::new();
    hasher.update(&ban.restriction.shape);
    update_sorted(&mut hasher, ban.waivers.iter().map(|(waiver, _)| waiver.shape).collect());
    *hasher.finalize().as_bytes()
}
