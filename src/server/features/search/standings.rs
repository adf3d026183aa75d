//! Where hits stand for a use: sorted by the regions, corrected by the exact engine wherever a rule needs it and on
//! every hit that is shown.

use std::collections::HashMap;
use std::sync::Arc;

use rights::{Headline, UseRequest, Verdict};
use sea_orm::prelude::Uuid;

use super::SearchIndex;
use super::find::{Found, Placed};
use super::request::{Bucket, SearchRequest};
use super::show::Buckets;
use super::view::{Sorted, View};
use crate::features::agreements::{clearance, reference};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// Hits that the exact engine is asked about at once.
const BATCH: usize = 500;

/// A use as the engine reads it.
#[derive(Clone, Debug)]
pub struct Use(UseRequest);

impl Use {
    /// Reads a use; unknown names and impossible dates are 422.
    pub fn parse(value: &serde_json::Value) -> Result<Use> {
        clearance::parse_use(value).map(Use)
    }

    /// Equal uses have equal names, as the present reference reads them.
    fn name(&self) -> String {
        format!("{:?}", self.0)
    }
}

/// Hits by bucket; each hit is in one, or open.
pub struct Standings {
    wanted: Use,
    sorted: Arc<Sorted>,
    /// Hits that the exact engine put elsewhere than the regions, or that only it can sort.
    moved: HashMap<u32, Bucket>,
    /// Hits that only the exact engine can sort, before it did.
    open: Vec<u32>,
    counts: [u64; Bucket::ALL.len()],
    /// What the exact engine said about hits of the page.
    verdicts: HashMap<u32, Verdict>,
}

impl Standings {
    /// Sorts what was found as far as the regions can.
    pub fn of(view: &View, found: &Found, wanted: Use) -> Result<Standings> {
        let reference = reference::product()?;
        let sorted = view.sorted(wanted.name(), &wanted.0, reference);
        let mut standings = Standings {
            wanted,
            sorted,
            moved: HashMap::new(),
            open: Vec::new(),
            counts: Default::default(),
            verdicts: HashMap::new(),
        };
        let (mut open, mut counts) = (Vec::new(), standings.counts);
        found.each(|number| match standings.by_regions(number) {
            Some(bucket) => counts[bucket as usize] += 1,
            None => open.push(number),
        });
        standings.open = open;
        standings.counts = counts;
        Ok(standings)
    }

    /// The bucket by the regions alone, where they are enough.
    fn by_regions(&self, number: u32) -> Option<Bucket> {
        let standing = self.sorted.get(number as usize).copied().flatten()?;
        (!standing.needs_exact).then(|| bucket_of(standing.headline))
    }

    fn bucket(&self, number: u32) -> Option<Bucket> {
        if !self.moved.is_empty()
            && let Some(bucket) = self.moved.get(&number)
        {
            return Some(*bucket);
        }
        self.by_regions(number)
    }

    /// Sorts the hits the regions could not.
    pub async fn decide_open(&mut self, ctx: &Ctx, index: &SearchIndex) -> Result<()> {
        let open = std::mem::take(&mut self.open);
        let name = move |view: &View| open.iter().map(|number| (*number, view.id(*number))).collect::<Vec<_>>();
        let named = index.look(move |view| Ok(name(view))).await?;
        for some in named.chunks(BATCH) {
            for (number, verdict) in self.ask(ctx, some).await? {
                self.put(number, bucket_of(verdict.headline));
            }
        }
        Ok(())
    }

    /// Asks the exact engine about the hits of a page; `true` when one of them changed its bucket.
    pub async fn decide(&mut self, ctx: &Ctx, page: &[Placed]) -> Result<bool> {
        let undecided = page.iter().filter(|placed| !self.verdicts.contains_key(&placed.number));
        let undecided: Vec<(u32, Uuid)> = undecided.map(|placed| (placed.number, placed.id)).collect();
        let mut moved = false;
        for (number, verdict) in self.ask(ctx, &undecided).await? {
            moved |= self.put(number, bucket_of(verdict.headline));
            self.verdicts.insert(number, verdict);
        }
        Ok(moved)
    }

    async fn ask(&self, ctx: &Ctx, assets: &[(u32, Uuid)]) -> Result<Vec<(u32, Verdict)>> {
        if assets.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<Uuid> = assets.iter().map(|(_, id)| *id).collect();
        let numbers: HashMap<Uuid, u32> = assets.iter().map(|(number, id)| (*id, *number)).collect();
        let verdicts = clearance::ask_at_one_moment(ctx, &ids, &self.wanted.0, None).await?;
        Ok(verdicts.into_iter().filter_map(|(id, verdict)| Some((*numbers.get(&id)?, verdict))).collect())
    }

    /// Puts a hit into its bucket and out of any other; `true` when it was not there.
    fn put(&mut self, number: u32, bucket: Bucket) -> bool {
        let before = self.bucket(number);
        if before == Some(bucket) {
            return false;
        }
        if let Some(before) = before {
            self.counts[before as usize] -= 1;
        }
        self.counts[bucket as usize] += 1;
        self.moved.insert(number, bucket);
        true
    }

    /// What the exact engine said about a hit of the page.
    pub fn verdict(&self, number: u32) -> Option<&Verdict> {
        self.verdicts.get(&number)
    }

    /// Whether the request shows this hit.
    pub fn shows(&self, number: u32, request: &SearchRequest) -> bool {
        self.bucket(number).is_some_and(|bucket| request.shows(bucket))
    }

    /// How many hits the request shows.
    pub fn shown(&self, request: &SearchRequest) -> u64 {
        Bucket::ALL.into_iter().filter(|bucket| request.shows(*bucket)).map(|bucket| self.counts[bucket as usize]).sum()
    }

    pub fn counts(&self) -> Buckets {
        let count = |bucket: Bucket| self.counts[bucket as usize];
        Buckets {
            allowed: count(Bucket::Allowed),
            allowed_with_duties: count(Bucket::AllowedWithDuties),
            partial: count(Bucket::Partial),
            conditional: count(Bucket::Conditional),
            unknown: count(Bucket::Unknown),
            denied: count(Bucket::Denied),
        }
    }
}

fn bucket_of(headline: Headline) -> Bucket {
    match headline {
        Headline::Allowed => Bucket::Allowed,
        Headline::AllowedWithDuties => Bucket::AllowedWithDuties,
        Headline::Partial => Bucket::Partial,
        Headline::Conditional => Bucket::Conditional,
        Headline::Unknown => Bucket::Unknown,
        Headline::Denied => Bucket::Denied,
    }
}
