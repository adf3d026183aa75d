//! Finding, counting and ordering hits in the index. Everything here blocks and decides nothing about rights.

use std::collections::HashMap;

use roaring::RoaringBitmap;
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, EnableScoring, Occur, Query, TermSetQuery};
use tantivy::{DocId, Searcher, SegmentReader, Term};
use uuid::Uuid;

use super::request::{After, Facet, SearchRequest, Sort};
use super::schema::Fields;
use super::view::View;
use crate::platform::auth::Scope;
use crate::platform::error::{Error, Result};

/// One matching document.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub segment: u32,
    pub doc: DocId,
    pub number: u32,
    pub score: f32,
}

/// All matches in one state of the index.
pub struct Found {
    pub searcher: Searcher,
    pub hits: Vec<Hit>,
    pub seq: i64,
}

/// A hit on the page, with what the next page starts after.
#[derive(Clone, Debug)]
pub struct Placed {
    pub id: Uuid,
    pub number: u32,
    pub after: After,
}

/// The whole query: text, filters, and what this scope may see.
pub fn query(fields: &Fields, request: &SearchRequest, scope: Scope) -> Box<dyn Query> {
    let ids = |list: &[Uuid]| list.iter().map(Uuid::to_string).collect::<Vec<_>>();
    let mut filters = vec![
        any_of(fields.kind, request.kinds.clone()),
        any_of(fields.state, request.states.clone()),
        any_of(fields.keyword_key, request.keywords.clone()),
        any_of(fields.collection, ids(&request.collections)),
        any_of(fields.organization, ids(&request.organizations)),
    ];
    if let Scope::Partner(organization) = scope {
        filters.push(any_of(fields.visible_to, vec![organization.simple().to_string()]));
    }
    let text: Box<dyn Query> = match &request.words {
        Some(words) => words.query(fields, scope == Scope::House),
        None => Box::new(AllQuery),
    };
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, text)];
    for filter in filters.into_iter().flatten() {
        clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(filter, 0.0))));
    }
    Box::new(BooleanQuery::new(clauses))
}

fn any_of(field: tantivy::schema::Field, values: Vec<String>) -> Option<Box<dyn Query>> {
    if values.is_empty() {
        return None;
    }
    Some(Box::new(TermSetQuery::new(values.iter().map(|value| Term::from_field_text(field, value)))))
}

/// Every match.
pub fn find(view: &View, query: &dyn Query, scored: bool) -> Result<Found> {
    let searcher = view.searcher.clone();
    let scoring = if scored {
        EnableScoring::enabled_from_searcher(&searcher)
    } else {
        EnableScoring::disabled_from_searcher(&searcher)
    };
    let weight = query.weight(scoring).map_err(Error::internal)?;
    let mut hits = Vec::new();
    for ((segment, reader), numbers) in (0u32..).zip(searcher.segment_readers()).zip(&view.segments) {
        let alive = reader.alive_bitset();
        let mut take = |doc: DocId, score: f32| {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                let number = numbers.get(doc as usize).copied().unwrap_or(u32::MAX);
                hits.push(Hit { segment, doc, number, score });
            }
        };
        weight.for_each(reader, &mut take).map_err(Error::internal)?;
    }
    Ok(Found { searcher: searcher.clone(), hits, seq: view.seq })
}

impl Found {
    pub fn numbers(&self) -> RoaringBitmap {
        self.hits.iter().map(|hit| hit.number).collect()
    }

    /// How often each value occurs among the hits in `kept`, by falling count.
    pub fn count(&self, facet: Facet, kept: Option<&RoaringBitmap>) -> Result<Vec<(String, u64)>> {
        let mut counts: HashMap<String, u64> = HashMap::new();
        for (segment, hits) in self.by_segment() {
            let reader = self.searcher.segment_reader(segment);
            let Some(column) = reader.fast_fields().str(facet.name()).map_err(Error::internal)? else { continue };
            let mut by_term = vec![0u64; column.num_terms()];
            for hit in hits.iter().filter(|hit| kept.is_none_or(|kept| kept.contains(hit.number))) {
                for term in column.term_ords(hit.doc) {
                    if let Some(count) = by_term.get_mut(usize::try_from(term).unwrap_or(usize::MAX)) {
                        *count += 1;
                    }
                }
            }
            for (term, count) in (0u64..).zip(by_term).filter(|(_, count)| *count > 0) {
                let mut value = String::new();
                column.ord_to_str(term, &mut value)?;
                *counts.entry(value).or_default() += count;
            }
        }
        let mut counted: Vec<(String, u64)> = counts.into_iter().collect();
        counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(counted)
    }

    /// The next `limit` hits of `kept` in order, after `after`.
    pub fn page(
        &self,
        kept: Option<&RoaringBitmap>,
        sort: Sort,
        after: Option<&After>,
        limit: usize,
    ) -> Result<Vec<Placed>> {
        let mut best: Vec<(Order, Placed)> = Vec::new();
        for (segment, hits) in self.by_segment() {
            let keys = Keys::open(self.searcher.segment_reader(segment), sort)?;
            let bound = after.map(|after| keys.bound(after)).transpose()?;
            let mut ranked: Vec<((u64, u128), Hit)> = Vec::new();
            for hit in hits.iter().filter(|hit| kept.is_none_or(|kept| kept.contains(hit.number))) {
                let rank = keys.rank(hit);
                if bound.is_none_or(|bound| bound.is_none_or(|bound| rank > bound)) {
                    ranked.push((rank, *hit));
                }
            }
            if ranked.len() > limit {
                ranked.select_nth_unstable_by(limit - 1, |a, b| a.0.cmp(&b.0));
                ranked.truncate(limit);
            }
            for (_, hit) in ranked {
                best.push(keys.place(&hit)?);
            }
        }
        best.sort_by(|a, b| a.0.cmp(&b.0));
        best.truncate(limit);
        Ok(best.into_iter().map(|(_, placed)| placed).collect())
    }

    /// Hits come segment by segment; this cuts them apart again.
    fn by_segment(&self) -> impl Iterator<Item = (u32, &[Hit])> {
        self.hits.chunk_by(|a, b| a.segment == b.segment).filter_map(|hits| Some((hits.first()?.segment, hits)))
    }
}

/// Comparable across segments: title (or nothing), then number, then id.
type Order = (String, u64, u128);

/// The columns that order the documents of one segment.
struct Keys {
    sort: Sort,
    high: tantivy::columnar::Column<u64>,
    low: tantivy::columnar::Column<u64>,
    created_at: tantivy::columnar::Column<u64>,
    titles: Option<tantivy::columnar::StrColumn>,
}

impl Keys {
    fn open(reader: &SegmentReader, sort: Sort) -> Result<Keys> {
        let fast = reader.fast_fields();
        Ok(Keys {
            sort,
            high: fast.u64("id_high").map_err(Error::internal)?,
            low: fast.u64("id_low").map_err(Error::internal)?,
            created_at: fast.u64("created_at").map_err(Error::internal)?,
            titles: fast.str("title_order").map_err(Error::internal)?,
        })
    }

    fn id(&self, doc: DocId) -> Uuid {
        Uuid::from_u64_pair(self.high.first(doc).unwrap_or(0), self.low.first(doc).unwrap_or(0))
    }

    fn term(&self, doc: DocId) -> u64 {
        self.titles.as_ref().and_then(|titles| titles.ords().first(doc)).unwrap_or(0)
    }

    /// Ascending is the order of the page, inside this segment.
    fn rank(&self, hit: &Hit) -> (u64, u128) {
        let id = self.id(hit.doc).as_u128();
        match self.sort {
            Sort::Relevance => (!u64::from(hit.score.max(0.0).to_bits()), !id),
            Sort::Newest => (!self.created_at.first(hit.doc).unwrap_or(0), !id),
            Sort::Title => (self.term(hit.doc), id),
        }
    }

    /// The rank after which the page starts; `None` starts at the beginning of this segment.
    fn bound(&self, after: &After) -> Result<Option<(u64, u128)>> {
        let id = after.id.as_u128();
        if self.sort != Sort::Title {
            return Ok(Some((!after.key.parse::<u64>().unwrap_or(0), !id)));
        }
        let Some(titles) = &self.titles else { return Ok(None) };
        // The first term that is not before the title, by halving.
        let (mut low, mut high) = (0u64, titles.num_terms() as u64);
        let mut term = String::new();
        while low < high {
            let middle = low.midpoint(high);
            term.clear();
            titles.ord_to_str(middle, &mut term)?;
            if term < after.key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        term.clear();
        let exact = titles.ord_to_str(low, &mut term)? && term == after.key;
        match (exact, low.checked_sub(1)) {
            (true, _) => Ok(Some((low, id))),
            (false, Some(before)) => Ok(Some((before, u128::MAX))),
            (false, None) => Ok(None),
        }
    }

    fn place(&self, hit: &Hit) -> Result<(Order, Placed)> {
        let id = self.id(hit.doc);
        let rank = self.rank(hit);
        let mut key = String::new();
        let order = match self.sort {
            Sort::Relevance | Sort::Newest => {
                key = (!rank.0).to_string();
                (String::new(), rank.0, rank.1)
            }
            Sort::Title => {
                if let Some(titles) = &self.titles {
                    titles.ord_to_str(rank.0, &mut key)?;
                }
                (key.clone(), 0, rank.1)
            }
        };
        Ok((order, Placed { id, number: hit.number, after: After { sort: self.sort, key, id } }))
    }
}

/// Every document: its asset and the revision that was read. An asset that stands there twice is answered twice.
pub fn holdings(view: &View) -> Result<Vec<(Uuid, u64)>> {
    let found = find(view, &AllQuery, false)?;
    let mut held = Vec::with_capacity(found.hits.len());
    for (segment, hits) in found.by_segment() {
        let reader = found.searcher.segment_reader(segment);
        let revisions = reader.fast_fields().u64("revision").map_err(Error::internal)?;
        held.extend(hits.iter().map(|hit| (view.id(hit.number), revisions.first(hit.doc).unwrap_or(0))));
    }
    Ok(held)
}
