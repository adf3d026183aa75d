//! Where hits stand for a use: sorted by the regions, corrected by the exact engine wherever a rule needs it and on
//! every hit that is shown.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rights::UseRequest;
use roaring::RoaringBitmap;
use sea_orm::prelude::Uuid;

use super::SearchIndex;
use super::document::BATCH;
use super::find::Placed;
use super::request::{Bucket, SearchRequest};
use super::show::Buckets;
use super::view::View;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// A use as the engine reads it.
#[derive(Clone)]
pub struct Use(UseRequest);

impl Use {
    /// Reads a use; unknown names and impossible dates are 422.
    pub fn parse(_value: &serde_json::Value) -> Result<Use> {
        Err(Error::new(Code::Unavailable, "Rights cannot be asked for here yet."))
    }
}

/// What the exact engine said about one hit.
#[derive(Clone, Debug)]
pub struct Decided {
    pub headline: &'static str,
    pub sentence: String,
    pub stable_until: Option<DateTime<Utc>>,
}

/// Hits by bucket.
pub struct Standings {
    wanted: Use,
    sides: HashMap<Bucket, RoaringBitmap>,
    /// Hits that only the exact engine can sort.
    open: RoaringBitmap,
    decided: HashMap<u32, Decided>,
}

impl Standings {
    /// Sorts `hits` as far as the regions can.
    pub fn of(view: &View, hits: &RoaringBitmap, wanted: Use) -> Result<Standings> {
        let _ = view;
        Ok(Standings { wanted, sides: HashMap::new(), open: hits.clone(), decided: HashMap::new() })
    }

    /// Sorts the hits the regions could not.
    pub async fn decide_open(&mut self, ctx: &Ctx, index: &SearchIndex) -> Result<()> {
        let open = std::mem::take(&mut self.open);
        let named =
            index.look(move |view| Ok(open.iter().map(|number| (number, view.id(number))).collect::<Vec<_>>())).await?;
        for some in named.chunks(BATCH) {
            self.ask(ctx, some).await?;
        }
        Ok(())
    }

    /// Asks the exact engine about the hits of a page; `true` when one of them changed its bucket.
    pub async fn decide(&mut self, ctx: &Ctx, page: &[Placed]) -> Result<bool> {
        let undecided = page.iter().filter(|placed| !self.decided.contains_key(&placed.number));
        let undecided: Vec<(u32, Uuid)> = undecided.map(|placed| (placed.number, placed.id)).collect();
        self.ask(ctx, &undecided).await
    }

    async fn ask(&mut self, _ctx: &Ctx, _assets: &[(u32, Uuid)]) -> Result<bool> {
        let _ = &self.wanted.0;
        Err(Error::new(Code::Unavailable, "Rights cannot be asked for here yet."))
    }

    /// What the exact engine said about a hit of the page.
    pub fn decided(&self, number: u32) -> Option<&Decided> {
        self.decided.get(&number)
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

/// Interim until the engine keeps regions: none are known, every hit is decided exactly.
pub struct AssetRegions;
pub struct RegionIndex;

impl RegionIndex {
    pub fn new() -> RegionIndex {
        RegionIndex
    }

    pub fn set(&mut self, _number: u32, _regions: &AssetRegions) {}
}

pub async fn regions(_ctx: &Ctx, _assets: &[Uuid]) -> Result<Vec<(Uuid, AssetRegions)>> {
    Ok(Vec::new())
}
