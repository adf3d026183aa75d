//! What a search reads: one state of the index, dense numbers for assets, and the regions in which they are cleared.
//!
//! Documents and regions change in one step, so a search sees both before or both after a change.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use rights::{Outline, Reference, RegionIndex, Standing, UseRequest};
use tantivy::Searcher;
use tantivy::index::SegmentId;
use uuid::Uuid;

use super::columns::{Columns, Names};
use crate::platform::error::Result;

/// The state searches read.
pub struct View {
    pub searcher: Searcher,
    /// For each segment of `searcher`: what its documents are counted and ordered by.
    pub segments: Vec<Arc<Columns>>,
    by_segment: HashMap<SegmentId, Arc<Columns>>,
    pub names: Arc<Names>,
    ids: Vec<Uuid>,
    numbers: HashMap<Uuid, u32>,
    pub regions: RegionIndex,
    /// Where assets stand for uses asked about lately, as long as no region changes.
    known: Mutex<VecDeque<(String, Arc<Sorted>)>>,
    /// The last event that is seen in it.
    pub seq: i64,
}

/// Where each asset stands for a use, by its number; nothing where its regions are not known.
pub type Sorted = Vec<Option<Standing>>;

/// How many uses are kept.
const MOST_KNOWN: usize = 24;

/// A state of the index read beside the view, so that searches need not wait for it.
pub struct Prepared {
    searcher: Searcher,
    segments: Vec<(SegmentId, Arc<Columns>)>,
}

impl View {
    pub fn new(searcher: Searcher) -> Result<View> {
        let mut view = View {
            searcher: searcher.clone(),
            segments: Vec::new(),
            by_segment: HashMap::new(),
            names: Arc::default(),
            ids: Vec::new(),
            numbers: HashMap::new(),
            regions: RegionIndex::new(),
            known: Mutex::default(),
            seq: 0,
        };
        let prepared = view.prepare(searcher)?;
        view.show(prepared);
        Ok(view)
    }

    /// Reads what another state of the index has that this one has not.
    pub fn prepare(&self, searcher: Searcher) -> Result<Prepared> {
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let id = reader.segment_id();
            let columns = match self.by_segment.get(&id) {
                Some(known) => known.clone(),
                None => Arc::new(Columns::read(reader, &self.names, |id| self.numbers.get(&id).copied())?),
            };
            segments.push((id, columns));
        }
        Ok(Prepared { searcher, segments })
    }

    /// Turns to another state of the index.
    pub fn show(&mut self, prepared: Prepared) {
        let Prepared { searcher, mut segments } = prepared;
        for (_, columns) in &mut segments {
            // Nobody else holds a segment that was only just read.
            let Some(columns) = Arc::get_mut(columns) else { continue };
            for doc in columns.without_number() {
                columns.set_number(doc, self.number(columns.keys.id(doc)));
            }
        }
        self.searcher = searcher;
        self.segments = segments.iter().map(|(_, columns)| columns.clone()).collect();
        self.by_segment = segments.into_iter().collect();
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
        }
        if !regions.is_empty() {
            self.forget_uses();
        }
    }

    /// Forgets all regions, before they are read anew.
    pub fn clear_regions(&mut self) {
        self.regions = RegionIndex::new();
        self.forget_uses();
    }

    fn forget_uses(&mut self) {
        self.known.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Where each asset stands for a use. `name` tells uses apart that may differ in their answers.
    pub fn sorted(&self, name: String, wanted: &UseRequest, reference: &Reference) -> Arc<Sorted> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = known.iter().position(|(other, _)| *other == name) {
            let found = known.remove(at);
            known.extend(found);
            return known.back().map(|(_, sorted)| sorted.clone()).unwrap_or_default();
        }
        drop(known);
        let sorted = Arc::new(self.regions.standings(wanted, reference));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_KNOWN {
            known.pop_front();
        }
        known.push_back((name, sorted.clone()));
        sorted
    }
}
