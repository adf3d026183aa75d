//! Where hits stand for a use: sorted by the regions, corrected by the exact engine wherever a rule needs it and on
//! every hit that is shown.

use std::collections::HashMap;

use rights::{Headline, UseRequest, Verdict};
use roaring::RoaringBitmap;
use sea_orm::prelude::Uuid;

use super::SearchIndex;
use super::find::Placed;
use super::request::{Bucket, SearchRequest};
use super::show::Buckets;
use super::view::View;
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
}

/// Hits by bucket; each hit is in one, or open.
pub struct Standings {
    wanted: Use,
    sides: HashMap<Bucket, RoaringBitmap>,
    /// Hits that only the exact engine can sort.
    open: RoaringBitmap,
    /// What the exact engine said about hits of the page.
    verdicts: HashMap<u32, Verdict>,
}

impl Standings {
    /// Sorts `hits` as far as the regions can.
    pub fn of(view: &View, hits: &RoaringBitmap, wanted: Use) -> Result<Standings> {
        let sorted = view.regions.buckets(&wanted.0, reference::product()?);
        let open = hits & (&sorted.needs_exact | (hits - &view.with_regions));
        let sure = hits - &open;
        let sides = [
            (Bucket::Allowed, sorted.allowed),
            (Bucket::AllowedWithDuties, sorted.with_duties),
            (Bucket::Partial, sorted.partial),
            (Bucket::Conditional, sorted.conditional),
            (Bucket::Unknown, sorted.unknown),
            (Bucket::Denied, sorted.denied),
        ];
        let sides = sides.into_iter().map(|(bucket, all)| (bucket, all & &sure)).collect();
        Ok(Standings { wanted, sides, open, verdicts: HashMap::new() })
    }

    /// Sorts the hits the regions could not.
    pub async fn decide_open(&mut self, ctx: &Ctx, index: &SearchIndex) -> Result<()> {
        let open = std::mem::take(&mut self.open);
        let named =
            index.look(move |view| Ok(open.iter().map(|number| (number, view.id(number))).collect::<Vec<_>>())).await?;
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
        for (side, hits) in &mut self.sides {
            if *side != bucket {
                hits.remove(number);
            }
        }
        self.sides.entry(bucket).or_default().insert(number)
    }

    /// What the exact engine said about a hit of the page.
    pub fn verdict(&self, number: u32) -> Option<&Verdict> {
        self.verdicts.get(&number)
    }

    /// The hits whose bucket the request shows.
    pub fn shown(&self, request: &SearchRequest) -> RoaringBitmap {
        let mut shown = RoaringBitmap::new();
        for (bucket, hits) in &self.sides {
            if request.shows(*bucket) {
                shown |= hits;
            }
        }
        shown
    }

    pub fn counts(&self) -> Buckets {
        let count = |bucket: Bucket| self.sides.get(&bucket).map_or(0, RoaringBitmap::len);
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
