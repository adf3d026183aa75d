//! What the documents of one segment are counted, filtered and ordered by: plain columns, read once and kept while the
//! segment lives. A segment never changes, so neither do they.

use std::collections::HashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};
use uuid::Uuid;

use super::request::Facet;
use crate::platform::error::{Error, Result};

/// The columns of one segment.
pub struct Columns {
    /// The asset number of each document.
    pub numbers: Vec<u32>,
    facets: [Values; Facet::ALL.len()],
    newest: Ranking,
    titles: OnceLock<Ranking>,
    pub keys: Keys,
}

/// The values of one facet: for each document the numbers of what it has, by the house's [`Names`].
struct Values {
    /// Where the values of each document end; empty where each has exactly one.
    ends: Vec<u32>,
    values: Vec<u32>,
}

/// Documents in an order, and the place of each in it.
pub struct Ranking {
    order: Vec<DocId>,
    place: Vec<u32>,
}

/// What documents are ordered by across segments.
pub struct Keys {
    high: Column<u64>,
    low: Column<u64>,
    created_at: Column<u64>,
    titles: Option<StrColumn>,
}

/// The words that facets count, numbered on first sight: equal in all segments.
#[derive(Default)]
pub struct Names {
    facets: [RwLock<Numbered>; Facet::ALL.len()],
}

#[derive(Default)]
struct Numbered {
    names: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Names {
    /// The name of each number given so far.
    pub fn read<T>(&self, facet: Facet, work: impl FnOnce(&[Box<str>]) -> T) -> T {
        let held = self.facets[facet as usize].read().unwrap_or_else(PoisonError::into_inner);
        work(&held.names)
    }

    /// The numbers of these names; names nothing has are left out.
    pub fn numbers(&self, facet: Facet, names: &[String]) -> Vec<u32> {
        let held = self.facets[facet as usize].read().unwrap_or_else(PoisonError::into_inner);
        names.iter().filter_map(|name| held.numbers.get(name.as_str()).copied()).collect()
    }

    /// The numbers of all names of a segment's dictionary, by their place in it.
    fn of(&self, facet: Facet, column: &StrColumn) -> Result<Vec<u32>> {
        let mut held = self.facets[facet as usize].write().unwrap_or_else(PoisonError::into_inner);
        let mut numbers = Vec::with_capacity(column.num_terms());
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            let name = std::str::from_utf8(stream.key()).map_err(Error::internal)?;
            let number = match held.numbers.get(name) {
                Some(number) => *number,
                None => {
                    let number = u32::try_from(held.names.len()).unwrap_or(u32::MAX);
                    held.names.push(name.into());
                    held.numbers.insert(name.into(), number);
                    number
                }
            };
            numbers.push(number);
        }
        Ok(numbers)
    }
}

impl Columns {
    /// Reads a segment. `number` gives an asset its number, where it has one by now; the others stay [`u32::MAX`].
    pub fn read(reader: &SegmentReader, names: &Names, number: impl Fn(Uuid) -> Option<u32>) -> Result<Columns> {
        let keys = Keys::open(reader)?;
        let documents = reader.max_doc();
        let numbers = (0..documents).map(|doc| number(keys.id(doc)).unwrap_or(u32::MAX)).collect();
        let mut facets = Vec::with_capacity(Facet::ALL.len());
        for facet in Facet::ALL {
            facets.push(Values::read(reader, facet, names)?);
        }
        let unread = |_| Error::internal(anyhow::anyhow!("a facet has no column"));
        Ok(Columns {
            numbers,
            facets: facets.try_into().map_err(unread)?,
            newest: Ranking::by(documents, |doc| (!keys.created(doc), !keys.id(doc).as_u128())),
            titles: OnceLock::new(),
            keys,
        })
    }

    /// Documents whose assets have no number yet.
    pub fn without_number(&self) -> Vec<DocId> {
        let numbers = (0..).zip(&self.numbers);
        numbers.filter(|(_, number)| **number == u32::MAX).map(|(doc, _)| doc).collect()
    }

    pub fn set_number(&mut self, doc: DocId, number: u32) {
        if let Some(place) = self.numbers.get_mut(doc as usize) {
            *place = number;
        }
    }

    /// What a document has of a facet.
    pub fn values(&self, facet: Facet, doc: DocId) -> &[u32] {
        self.facets[facet as usize].of(doc)
    }

    /// Newest first.
    pub fn newest(&self) -> &Ranking {
        &self.newest
    }

    /// By title, then by id.
    pub fn titles(&self) -> &Ranking {
        let documents = u32::try_from(self.numbers.len()).unwrap_or(0);
        self.titles.get_or_init(|| Ranking::by(documents, |doc| (self.keys.title_term(doc), self.keys.id(doc))))
    }
}

impl Values {
    fn read(reader: &SegmentReader, facet: Facet, names: &Names) -> Result<Values> {
        let documents = reader.max_doc();
        let Some(column) = reader.fast_fields().str(facet.name()).map_err(Error::internal)? else {
            return Ok(Values { ends: vec![0; documents as usize], values: Vec::new() });
        };
        let numbers = names.of(facet, &column)?;
        let (mut ends, mut values) = (Vec::with_capacity(documents as usize), Vec::new());
        for doc in 0..documents {
            let terms = column.term_ords(doc).filter_map(|term| numbers.get(usize::try_from(term).ok()?));
            values.extend(terms.copied());
            ends.push(u32::try_from(values.len()).unwrap_or(u32::MAX));
        }
        values.shrink_to_fit();
        if ends.iter().zip(1..).all(|(end, count)| *end == count) {
            ends = Vec::new();
        }
        Ok(Values { ends, values })
    }

    fn of(&self, doc: DocId) -> &[u32] {
        let doc = doc as usize;
        if self.ends.is_empty() {
            return self.values.get(doc..=doc).unwrap_or_default();
        }
        let from = doc.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(doc).copied().unwrap_or(0);
        self.values.get(from as usize..to as usize).unwrap_or_default()
    }
}

impl Ranking {
    fn by<K: Ord>(documents: u32, key: impl Fn(DocId) -> K) -> Ranking {
        let mut order: Vec<DocId> = (0..documents).collect();
        order.sort_by_cached_key(|doc| key(*doc));
        let mut place = vec![0; order.len()];
        for (at, doc) in (0..).zip(&order) {
            place[*doc as usize] = at;
        }
        Ranking { order, place }
    }

    /// The place of a document; smaller comes first.
    pub fn place(&self, doc: DocId) -> u32 {
        self.place.get(doc as usize).copied().unwrap_or(u32::MAX)
    }

    /// The first place after all documents that come no later than what `is_past` says.
    pub fn first_after(&self, is_past: impl Fn(DocId) -> bool) -> u32 {
        u32::try_from(self.order.partition_point(|doc| is_past(*doc))).unwrap_or(u32::MAX)
    }
}

impl Keys {
    fn open(reader: &SegmentReader) -> Result<Keys> {
        let fast = reader.fast_fields();
        Ok(Keys {
            high: fast.u64("id_high").map_err(Error::internal)?,
            low: fast.u64("id_low").map_err(Error::internal)?,
            created_at: fast.u64("created_at").map_err(Error::internal)?,
            titles: fast.str("title_order").map_err(Error::internal)?,
        })
    }

    pub fn id(&self, doc: DocId) -> Uuid {
        Uuid::from_u64_pair(self.high.first(doc).unwrap_or(0), self.low.first(doc).unwrap_or(0))
    }

    /// Milliseconds since 1970.
    pub fn created(&self, doc: DocId) -> u64 {
        self.created_at.first(doc).unwrap_or(0)
    }

    fn title_term(&self, doc: DocId) -> u64 {
        self.titles.as_ref().and_then(|titles| titles.ords().first(doc)).unwrap_or(0)
    }

    /// The title as it is ordered.
    pub fn title(&self, doc: DocId) -> String {
        let mut title = String::new();
        if let Some(titles) = &self.titles {
            // A title that cannot be read orders like none.
            let _ = titles.ord_to_str(self.title_term(doc), &mut title);
        }
        title
    }
}
