//! Merging assets, looking at it before, and taking it back.

use actix_web::{HttpResponse, get, post, web};
use sea_orm::entity::prelude::Uuid;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::merging::{self, Prepared};
use super::super::show::{self, Merge, MergePreview, MergeSource, MergedField, NewMerge, StandingUse};
use super::super::undoing;
use crate::features::agreements::checks::in_question::UsesInQuestion;
use crate::features::agreements::checks::merging::foresee_merge;
use crate::features::agreements::show::verdict::Reader;
use crate::features::assets;
use crate::features::assets::show::{Asset, AssetRef, CollectionRef};
use crate::platform::auth::{Actor, EditAssets, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::events;
use crate::platform::http::extract::{IfMatch, with_etag};
use crate::platform::http::paging::Items;

pub fn configure(config: &mut ServiceConfig) {
    config.service(merge_assets).service(preview_merge).service(unmerge_asset).service(list_merges);
}

/// Merge assets into this one. It keeps its file and its words and is filled from the others; they stay on record
/// under it with all their files, and their rights bind it.
#[utoipa::path(tag = "duplicates", responses((status = 200, body = Asset)))]
#[post("/assets/{id}/merge")]
async fn merge_assets(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    seen: IfMatch,
    body: web::Json<NewMerge>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    // One merge after the other, so that none is judged on what another is about to change.
    events::hold(&tx).await?;
    let prepared = merging::prepare(&tx, &actor, *id, &body.from, &body.keep).await?;
    merging::merge(&ctx, &tx, &actor, &seen, prepared).await?;
    ctx.commit(tx).await?;
    let asset = assets::show::load(ctx.db.read(), actor.scope, *id).await?;
    Ok(with_etag(HttpResponse::Ok(), asset.revision, &asset))
}

/// What a merge would change: fields, collections, who sees it, and every answer about its rights. Nothing is stored.
#[utoipa::path(tag = "duplicates", responses((status = 200, body = MergePreview)))]
#[post("/assets/{id}/merge/preview")]
async fn preview_merge(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    listing: web::Data<UsesInQuestion>,
    id: web::Path<Uuid>,
    body: web::Json<NewMerge>,
) -> Result<web::Json<MergePreview>> {
    let prepared = merging::prepare(ctx.db.read(), &actor, *id, &body.from, &body.keep).await?;
    let rights = foresee_merge(&ctx, &Reader::of(&actor), **listing, &prepared.rights).await?;
    let sources: Vec<Uuid> = prepared.sources.iter().map(|source| source.asset.id).collect();
    let standing = (listing.0)(ctx.as_ref().clone(), sources).await?.into_iter().map(|each| StandingUse {
        kind: each.kind.to_owned(),
        id: each.id,
        state: each.state,
        asset_id: each.asset,
    });
    let newly_seen_by = show::newly_seen_by(ctx.db.read(), actor.scope, &prepared).await?;
    let notes = show::notes(&prepared);
    let Prepared { kept, sources, rights: plan, words, collections, .. } = prepared;
    let source = |each: &merging::Whole| MergeSource {
        asset: AssetRef::new(&each.asset, &each.version),
        is_same_bytes: each.has_bytes_of(&kept),
        binds: plan.bound.contains(&each.asset.id),
    };
    let field =
        |(field, words): (String, merging::Words)| MergedField { field, before: words.before, after: words.after };
    Ok(web::Json(MergePreview {
        kept: AssetRef::new(&kept.asset, &kept.version),
        revision: kept.asset.revision,
        sources: sources.iter().map(source).collect(),
        fields: words.into_iter().map(field).collect(),
        collections: collections.into_iter().map(|row| CollectionRef { id: row.id, name: row.name }).collect(),
        newly_seen_by,
        standing: standing.collect(),
        rights,
        needs_review: plan.needs_review,
        notes,
    }))
}

/// Take back the merge that put this asset aside, with all that was merged at once.
#[utoipa::path(tag = "duplicates", responses((status = 200, body = Asset)))]
#[post("/assets/{id}/unmerge")]
async fn unmerge_asset(actor: Actor<EditAssets>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    events::hold(&tx).await?;
    undoing::unmerge(&ctx, &tx, &actor, *id).await?;
    ctx.commit(tx).await?;
    let asset = assets::show::load(ctx.db.read(), actor.scope, *id).await?;
    Ok(with_etag(HttpResponse::Ok(), asset.revision, &asset))
}

/// What was merged into this asset, or it into another, the latest first.
#[utoipa::path(tag = "duplicates", responses((status = 200, body = Items<Merge>)))]
#[get("/assets/{id}/merges")]
async fn list_merges(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Items<Merge>>> {
    let db = ctx.db.read();
    let found = assets::find_visible(db, actor.scope, *id).await?;
    let rows = undoing::merges_of(db, found.id).await?;
    Ok(web::Json(Items { items: show::show_merges(db, actor.scope, rows).await? }))
}
