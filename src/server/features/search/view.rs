//! What a search reads: one state of the index, dense numbers for assets, and the regions in which they are cleared.
//!
//! Documents and regions change in one step, so a search sees both before or both after a change.

use std::collections::HashMap;
use std::sync::Arc;

use rights::{Outline, RegionIndex};
use roaring::RoaringBitmap;
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};
use uuid::Uuid;

use crate::platform::error::Result;

/// The state searches read.
pub struct View {
    pub searcher: Searcher,
    /// For each segment of `searcher`: the asset number of each document.
    pub segments: Vec<Arc<Vec<u32>>>,
    by_segment: HashMap<SegmentId, Arc<Vec<u32>>>,
    ids: Vec<Uuid>,
    numbers: HashMap<Uuid, u32>,
    pub regions: RegionIndex,
    /// Assets whose regions are known; the others are decided one by one.
    pub with_regions: RoaringBitmap,
    /// The last event that is seen in it.
    pub seq: i64,
}

impl View {
    pub fn new(searcher: Searcher) -> Result<View> {
        let mut view = View {
            searcher: searcher.clone(),
            segments: Vec::new(),
            by_segment: HashMap::new(),
            ids: Vec::new(),
            numbers: HashMap::new(),
            regions: RegionIndex::new(),
            with_regions: RoaringBitmap::new(),
            seq: 0,
        };
        view.show(searcher)?;
        Ok(view)
    }

    /// Turns to another state of the index.
    pub fn show(&mut self, searcher: Searcher) -> Result<()> {
        let mut by_segment = HashMap::new();
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let known = self.by_segment.get(&reader.segment_id()).cloned();
            let numbers = match known {
                Some(numbers) => numbers,
                None => Arc::new(self.number_documents(reader)?),
            };
            by_segment.insert(reader.segment_id(), numbers.clone());
            segments.push(numbers);
        }
        self.searcher = searcher;
        self.segments = segments;
        self.by_segment = by_segment;
        Ok(())
    }

    fn number_documents(&mut self, reader: &SegmentReader) -> Result<Vec<u32>> {
        let high = reader.fast_fields().u64("id_high").map_err(anyhow::Error::from)?;
        let low = reader.fast_fields().u64("id_low").map_err(anyhow::Error::from)?;
        let id = |doc| Uuid::from_u64_pair(high.first(doc).unwrap_or(0), low.first(doc).unwrap_or(0));
        Ok((0..reader.max_doc()).map(|doc| self.number(id(doc))).collect())
    }

    /// The dense number of an asset, given on first sight and kept while the process lives.
    pub fn number(&mut self, id: Uuid) -> u32 {
        if let Some(number) = self.numbers.get(&id) {
            return *number;
        }
        let number = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.push(id);
        self.numbers.insert(id, number);
        number
    }

    /// Whether the asset was ever seen here: in the index, or with regions.
    pub fn knows(&self, id: Uuid) -> bool {
        self.numbers.contains_key(&id)
    }

    pub fn id(&self, number: u32) -> Uuid {
        self.ids.get(number as usize).copied().unwrap_or_default()
    }

    /// Takes in the regions of assets.
    pub fn set_regions(&mut self, regions: &[(Uuid, Outline)]) {
        for (id, each) in regions {
            let number = self.number(*id);
            self.regions.set(number, each);
            self.with_regions.insert(number);
        }
    }

    /// Forgets all regions, before they are read anew.
    pub fn clear_regions(&mut self) {
        self.regions = RegionIndex::new();
        self.with_regions.clear();
    }
}
