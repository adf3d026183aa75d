//! Finding, counting and ordering hits in the index. Everything here blocks and decides nothing about rights.

use std::sync::Arc;

use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, EnableScoring, Occur, Query, TermSetQuery};
use tantivy::{DocId, Term};
use uuid::Uuid;

use super::columns::{Columns, Names};
use super::request::{After, Facet, SearchRequest, Sort};
use super::schema::Fields;
use super::view::View;
use crate::platform::auth::Scope;
use crate::platform::error::{Error, Result};

/// Documents as bits.
const BITS: usize = 64;

/// What is searched for.
pub struct Search {
    /// Words, and filters that few documents pass; nothing matches all.
    pub query: Option<Box<dyn Query>>,
    /// Facets with few values, and the numbers of those that pass.
    filters: Vec<(Facet, Vec<u32>)>,
    scored: bool,
}

/// All matches in one state of the index.
pub struct Found {
    segments: Vec<Matched>,
    names: Arc<Names>,
    pub seq: i64,
}

/// The matches of one segment.
struct Matched {
    columns: Arc<Columns>,
    documents: Vec<u64>,
    /// By document, where the order asks for them.
    scores: Option<Vec<(DocId, f32)>>,
}

/// A hit on the page, with what the next page starts after.
#[derive(Clone, Debug)]
pub struct Placed {
    pub id: Uuid,
    pub number: u32,
    pub after: After,
}

/// The whole search: text, filters, and what this scope may see.
pub fn search(fields: &Fields, names: &Names, request: &SearchRequest, scope: Scope) -> Search {
    let ids = |list: &[Uuid]| list.iter().map(Uuid::to_string).collect::<Vec<_>>();
    let mut narrow = vec![
        any_of(fields.keyword_key, request.keywords.clone()),
        any_of(fields.collection, ids(&request.collections)),
    ];
    if let Scope::Partner(organization) = scope {
        narrow.push(any_of(fields.visible_to, vec![organization.simple().to_string()]));
    }
    let narrow = narrow.into_iter().flatten().map(|filter| (Occur::Must, constant(filter)));
    let text = request.words.as_ref().map(|words| (Occur::Must, words.query(fields, scope == Scope::House)));
    let clauses: Vec<(Occur, Box<dyn Query>)> = text.into_iter().chain(narrow).collect();
    let organizations = ids(&request.organizations);
    let wide = [(Facet::Kind, &request.kinds), (Facet::State, &request.states), (Facet::Organization, &organizations)];
    let asked = wide.into_iter().filter(|(_, values)| !values.is_empty());
    Search {
        query: (!clauses.is_empty()).then(|| Box::new(BooleanQuery::new(clauses)) as Box<dyn Query>),
        filters: asked.map(|(facet, values)| (facet, names.numbers(facet, values))).collect(),
        scored: request.sort == Sort::Relevance && request.words.is_some(),
    }
}

fn constant(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn any_of(field: tantivy::schema::Field, values: Vec<String>) -> Option<Box<dyn Query>> {
    if values.is_empty() {
        return None;
    }
    Some(Box::new(TermSetQuery::new(values.iter().map(|value| Term::from_field_text(field, value)))))
}

impl Search {
    /// The same, and this too.
    pub fn and(mut self, wanted: Box<dyn Query>) -> Search {
        self.query = Some(match self.query.take() {
            Some(query) => Box::new(BooleanQuery::intersection(vec![query, wanted])),
            None => wanted,
        });
        self
    }
}

/// Every match.
pub fn find(view: &View, search: &Search) -> Result<Found> {
    let searcher = &view.searcher;
    let scoring = if search.scored {
        EnableScoring::enabled_from_searcher(searcher)
    } else {
        EnableScoring::disabled_from_searcher(searcher)
    };
    let query: &dyn Query = search.query.as_deref().unwrap_or(&AllQuery);
    let weight = query.weight(scoring).map_err(Error::internal)?;
    let mut segments = Vec::with_capacity(view.segments.len());
    for (reader, columns) in searcher.segment_readers().iter().zip(&view.segments) {
        let mut documents = vec![0u64; (reader.max_doc() as usize).div_ceil(BITS)];
        let mut scores = search.scored.then(Vec::new);
        if let Some(scores) = &mut scores {
            let mut take = |doc: DocId, score: f32| {
                set(&mut documents, doc);
                scores.push((doc, score));
            };
            weight.for_each(reader, &mut take).map_err(Error::internal)?;
        } else if search.query.is_none() {
            (0..reader.max_doc()).for_each(|doc| set(&mut documents, doc));
        } else {
            let mut take = |some: &[DocId]| some.iter().for_each(|doc| set(&mut documents, *doc));
            weight.for_each_no_score(reader, &mut take).map_err(Error::internal)?;
        }
        if let Some(alive) = reader.alive_bitset() {
            retain(&mut documents, |doc| alive.is_alive(doc));
        }
        for (facet, wanted) in &search.filters {
            retain(&mut documents, |doc| columns.values(*facet, doc).iter().any(|value| wanted.contains(value)));
        }
        segments.push(Matched { columns: columns.clone(), documents, scores });
    }
    Ok(Found { segments, names: view.names.clone(), seq: view.seq })
}

fn set(documents: &mut [u64], doc: DocId) {
    if let Some(word) = documents.get_mut(doc as usize / BITS) {
        *word |= 1 << (doc as usize % BITS);
    }
}

fn retain(documents: &mut [u64], keep: impl Fn(DocId) -> bool) {
    for (base, word) in (0..).step_by(BITS).zip(documents) {
        let mut rest = *word;
        while rest != 0 {
            let bit = rest.trailing_zeros();
            rest &= rest - 1;
            if !keep(base + bit) {
                *word &= !(1 << bit);
            }
        }
    }
}

impl Matched {
    fn has(&self, doc: DocId) -> bool {
        self.documents.get(doc as usize / BITS).is_some_and(|word| word >> (doc as usize % BITS) & 1 == 1)
    }

    fn number(&self, doc: DocId) -> u32 {
        self.columns.numbers.get(doc as usize).copied().unwrap_or(u32::MAX)
    }

    fn each(&self, mut work: impl FnMut(DocId)) {
        for (base, word) in (0..).step_by(BITS).zip(&self.documents) {
            let mut rest = *word;
            while rest != 0 {
                work(base + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
    }
}

impl Found {
    pub fn count_all(&self) -> u64 {
        let words = self.segments.iter().flat_map(|segment| &segment.documents);
        words.map(|word| u64::from(word.count_ones())).sum()
    }

    /// The number of every asset found.
    pub fn each(&self, mut work: impl FnMut(u32)) {
        for segment in &self.segments {
            segment.each(|doc| work(segment.number(doc)));
        }
    }

    /// How often each value occurs among the assets in `kept`, by falling count.
    pub fn count(&self, facet: Facet, kept: impl Fn(u32) -> bool) -> Vec<(String, u64)> {
        let mut counts: Vec<u64> = Vec::new();
        for segment in &self.segments {
            segment.each(|doc| {
                if kept(segment.number(doc)) {
                    for value in segment.columns.values(facet, doc) {
                        let value = *value as usize;
                        if counts.len() <= value {
                            counts.resize(value + 1, 0);
                        }
                        counts[value] += 1;
                    }
                }
            });
        }
        let mut counted: Vec<(String, u64)> = self.names.read(facet, |names| {
            let counted = names.iter().zip(counts).filter(|(_, count)| *count > 0);
            counted.map(|(name, count)| (name.to_string(), count)).collect()
        });
        counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counted
    }

    /// The next `limit` assets of `kept` in order, after `after`.
    pub fn page(&self, kept: impl Fn(u32) -> bool, sort: Sort, after: Option<&After>, limit: usize) -> Vec<Placed> {
        let mut best: Vec<(Order, Placed)> = Vec::new();
        for segment in &self.segments {
            for (score, doc) in segment.best(&kept, sort, after, limit) {
                let keys = &segment.columns.keys;
                let (id, created) = (keys.id(doc), keys.created(doc));
                let title = if sort == Sort::Title { keys.title(doc) } else { String::new() };
                let after = After::new(sort, score, created, &title, id);
                best.push((
                    Order::of(sort, score, created, title, id),
                    Placed { id, number: segment.number(doc), after },
                ));
            }
        }
        best.sort_by(|a, b| a.0.cmp(&b.0));
        best.truncate(limit);
        best.into_iter().map(|(_, placed)| placed).collect()
    }
}

impl Matched {
    /// The first documents of this segment in order, with the bits of their scores.
    fn best(&self, kept: impl Fn(u32) -> bool, sort: Sort, after: Option<&After>, limit: usize) -> Vec<(u32, DocId)> {
        let keys = &self.columns.keys;
        let (ranking, bound) = match sort {
            Sort::Title => {
                let past = |after: &After| {
                    let place = |doc| (keys.title(doc), keys.id(doc)) <= (after.key.clone(), after.id);
                    self.columns.titles().first_after(place)
                };
                (self.columns.titles(), after.map_or(0, |after| u64::from(past(after))))
            }
            Sort::Relevance | Sort::Newest => {
                let past = |after: &After| {
                    let last = (after.created(), after.id);
                    self.columns.newest().first_after(|doc| (keys.created(doc), keys.id(doc)) >= last)
                };
                let bound = |after: &After| u64::from(!after.score()) << 32 | u64::from(past(after));
                let first = if sort == Sort::Newest { u64::from(!0u32) << 32 } else { 0 };
                (self.columns.newest(), after.map_or(first, bound))
            }
        };
        let mut best = Best::new(limit);
        let mut take = |doc: DocId, score: u32| {
            let score = if sort == Sort::Title { !0 } else { score };
            let rank = u64::from(!score) << 32 | u64::from(ranking.place(doc));
            if rank >= bound && best.takes(rank) && kept(self.number(doc)) {
                best.take(rank, doc);
            }
        };
        match &self.scores {
            Some(scores) => {
                let found = scores.iter().filter(|(doc, _)| self.has(*doc));
                found.for_each(|(doc, score)| take(*doc, score.max(0.0).to_bits()));
            }
            None => self.each(|doc| take(doc, 0)),
        }
        let score = |rank: u64| if sort == Sort::Title { 0 } else { !((rank >> 32) as u32) };
        best.end().into_iter().map(|(rank, doc)| (score(rank), doc)).collect()
    }
}

/// The smallest so many ranks.
struct Best {
    limit: usize,
    kept: Vec<(u64, DocId)>,
    worst: u64,
}

impl Best {
    fn new(limit: usize) -> Best {
        Best { limit: limit.max(1), kept: Vec::new(), worst: u64::MAX }
    }

    fn takes(&self, rank: u64) -> bool {
        rank < self.worst
    }

    fn take(&mut self, rank: u64, doc: DocId) {
        self.kept.push((rank, doc));
        if self.kept.len() >= self.limit * 4 {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.kept.len() > self.limit {
            let (_, last, _) = self.kept.select_nth_unstable(self.limit - 1);
            // Ranks are different, so nothing beyond the last one of them can come before it.
            self.worst = last.0;
            self.kept.truncate(self.limit);
        }
    }

    fn end(mut self) -> Vec<(u64, DocId)> {
        self.cut();
        self.kept
    }
}

/// Comparable across segments.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    score: u32,
    title: String,
    created: u64,
    id: u128,
}

impl Order {
    fn of(sort: Sort, score: u32, created: u64, title: String, id: Uuid) -> Order {
        match sort {
            Sort::Title => Order { score: 0, title, created: 0, id: id.as_u128() },
            _ => Order { score: !score, title, created: !created, id: !id.as_u128() },
        }
    }
}

/// Every document: its asset and the revision that was read. An asset that stands there twice is answered twice.
pub fn holdings(view: &View) -> Result<Vec<(Uuid, u64)>> {
    let mut held = Vec::new();
    for (reader, columns) in view.searcher.segment_readers().iter().zip(&view.segments) {
        let revisions = reader.fast_fields().u64("revision").map_err(Error::internal)?;
        for doc in reader.doc_ids_alive() {
            held.push((columns.keys.id(doc), revisions.first(doc).unwrap_or(0)));
        }
    }
    Ok(held)
}
