//! Puts an answer together: matches from the index, rights from the regions and the exact engine, rows from the
//! database.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Instant;

use sea_orm::entity::prelude::*;

use super::document::{keywords_of, texts_of};
use super::find::{self, Found, Placed};
use super::request::{Facet, SearchRequest};
use super::show::{FacetCount, SearchAnswer, SearchHit};
use super::standings::{Standings, Use};
use super::words::{Words, matched};
use super::{SearchIndex, blocking, labels};
use crate::features::agreements::show::verdict::{Given, Reader, Verdict, show};
use crate::features::assets::row::{asset, version};
use crate::features::assets::visible_to;
use crate::features::metadata::row::version_metadata;
use crate::platform::auth::Scope;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// How often a page is put together again because the exact engine moved one of its hits.
const ROUNDS: usize = 8;
/// Values of a facet that are answered at most.
const MOST_FACET_VALUES: usize = 100;

/// Answers a search. `wanted` is the use of the request, read by the engine.
pub async fn answer(
    ctx: &Ctx,
    index: &SearchIndex,
    reader: &Reader,
    request: SearchRequest,
    wanted: Option<Use>,
) -> Result<SearchAnswer> {
    let began = Instant::now();
    let scope = reader.scope;
    labels::check_filters(ctx, scope, &request).await?;
    let request = Arc::new(request);
    let (found, mut standings) = find_all(index, scope, &request, wanted).await?;
    if let Some(standings) = &mut standings {
        standings.decide_open(ctx, index).await?;
    }
    let (page, more, standings) = settled_page(ctx, &found, &request, standings).await?;
    let total = standings.as_ref().map_or_else(|| found.count_all(), |standings| standings.shown(&request));
    let (facets, standings) = count_facets(ctx, scope, &found, &request, standings).await?;
    let next_cursor = page.last().filter(|_| more).map(|last| last.after.to_cursor());
    Ok(SearchAnswer {
        total,
        buckets: standings.as_ref().map(Standings::counts),
        hits: hits(ctx, reader, &request, &page, standings.as_ref()).await?,
        facets,
        next_cursor,
        took_ms: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        indexed_through: found.seq,
    })
}

/// Everything that matches, and where it stands as far as the regions say.
async fn find_all(
    index: &SearchIndex,
    scope: Scope,
    request: &Arc<SearchRequest>,
    wanted: Option<Use>,
) -> Result<(Arc<Found>, Option<Standings>)> {
    let (request, fields) = (request.clone(), index.fields);
    index
        .look(move |view| {
            let found = find::find(view, &find::search(&fields, &view.names, &request, scope))?;
            let standings = wanted.map(|wanted| Standings::of(view, &found, wanted)).transpose()?;
            Ok((Arc::new(found), standings))
        })
        .await
}

/// The page, each hit of it decided by the exact engine, and whether more follow. A hit that stands elsewhere than
/// the regions said moves to its bucket, and the page is made again.
async fn settled_page(
    ctx: &Ctx,
    found: &Arc<Found>,
    request: &Arc<SearchRequest>,
    mut standings: Option<Standings>,
) -> Result<(Vec<Placed>, bool, Option<Standings>)> {
    let mut page = Vec::new();
    for _ in 0..ROUNDS {
        let (found, wanted) = (found.clone(), request.clone());
        (page, standings) = blocking(move || {
            let shown = |number| standings.as_ref().is_none_or(|standings| standings.shows(number, &wanted));
            let page = found.page(shown, wanted.sort, wanted.after.as_ref(), wanted.limit + 1);
            Ok((page, standings))
        })
        .await?;
        let Some(standings) = &mut standings else { break };
        if !standings.decide(ctx, &page).await? {
            break;
        }
    }
    if let Some(standings) = &standings {
        page.retain(|placed| standings.shows(placed.number, request));
    }
    let more = page.len() > request.limit;
    page.truncate(request.limit);
    Ok((page, more, standings))
}

type Facets = BTreeMap<String, Vec<FacetCount>>;

async fn count_facets(
    ctx: &Ctx,
    scope: Scope,
    found: &Arc<Found>,
    request: &Arc<SearchRequest>,
    standings: Option<Standings>,
) -> Result<(Facets, Option<Standings>)> {
    let (found, request) = (found.clone(), request.clone());
    let (counted, standings) = blocking(move || {
        let shown = |number| standings.as_ref().is_none_or(|standings| standings.shows(number, &request));
        let count = |facet: &Facet| (*facet, found.count(*facet, shown));
        let counted: Vec<_> = request.facets.iter().map(count).collect();
        Ok((counted, standings))
    })
    .await?;
    let mut facets = BTreeMap::new();
    for (facet, counts) in counted {
        let mut labeled = labels::label(ctx, scope, facet, counts).await?;
        labeled.truncate(MOST_FACET_VALUES);
        facets.insert(facet.name().to_owned(), labeled);
    }
    Ok((facets, standings))
}

/// The rows of the page, in its order. Whatever is out of sight by now is left out.
async fn hits(
    ctx: &Ctx,
    reader: &Reader,
    request: &SearchRequest,
    page: &[Placed],
    standings: Option<&Standings>,
) -> Result<Vec<SearchHit>> {
    let db = ctx.db.read();
    let ids = page.iter().map(|placed| placed.id);
    let assets = visible_to(reader.scope).filter(asset::Column::Id.is_in(ids)).all(db).await?;
    let current: Vec<Uuid> = assets.iter().map(|row| row.current_version_id).collect();
    let versions = version::Entity::find().filter(version::Column::Id.is_in(current.clone())).all(db).await?;
    let mut versions: HashMap<Uuid, version::Model> = versions.into_iter().map(|row| (row.id, row)).collect();
    let read = match &request.words {
        Some(_) => {
            let of_current = version_metadata::Column::VersionId.is_in(current);
            version_metadata::Entity::find().filter(of_current).all(db).await?
        }
        None => Vec::new(),
    };
    let read: HashMap<Uuid, String> = read.into_iter().map(|row| (row.version_id, row.basics)).collect();
    let mut assets: HashMap<Uuid, asset::Model> = assets.into_iter().map(|row| (row.id, row)).collect();
    let mut verdicts = shown_verdicts(ctx, reader, request, page, standings).await?;
    let mut hits = Vec::new();
    for placed in page {
        let Some(asset) = assets.remove(&placed.id) else { continue };
        let Some(version) = versions.remove(&asset.current_version_id) else { continue };
        let mut hit = SearchHit::new(&asset, &version);
        if let Some(words) = &request.words {
            hit.matched = where_matched(words, &asset, &version, read.get(&version.id));
        }
        if let Some(verdict) = verdicts.remove(&placed.id) {
            hit.headline = Some(verdict.headline);
            hit.sentence = Some(verdict.sentence);
            hit.stable_until = verdict.stable_until;
        }
        hits.push(hit);
    }
    Ok(hits)
}

/// The verdicts of the page as far as the reader may read them: names in place of ids, nothing out of sight.
async fn shown_verdicts(
    ctx: &Ctx,
    reader: &Reader,
    request: &SearchRequest,
    page: &[Placed],
    standings: Option<&Standings>,
) -> Result<HashMap<Uuid, Verdict>> {
    let (Some(standings), Some(wanted)) = (standings, &request.wanted_use) else { return Ok(HashMap::new()) };
    let mut given = Vec::new();
    for placed in page {
        if let Some(verdict) = standings.verdict(placed.number) {
            given.push(Given::fresh(Uuid::nil(), placed.id, wanted.clone(), ctx.now(), verdict)?);
        }
    }
    let shown = show(ctx.db.read(), reader, given).await?;
    Ok(shown.into_iter().map(|verdict| (verdict.asset, verdict)).collect())
}

fn where_matched(
    words: &Words,
    asset: &asset::Model,
    version: &version::Model,
    basics: Option<&String>,
) -> Vec<String> {
    let texts = [
        ("title", asset.title.clone()),
        ("keywords", keywords_of(&asset.keywords).join(" ")),
        ("description", asset.description.clone()),
        ("file_name", version.file_name.clone()),
        ("metadata", basics.map(|basics| texts_of(basics).join(" ")).unwrap_or_default()),
    ];
    matched(words, &texts)
}
