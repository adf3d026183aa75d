//! Which assets an asset is made of.

use actix_web::{HttpResponse, get, patch, post, web};
use sea_orm::entity::prelude::Uuid;

use super::super::records::interest::{Link, current_of, known_of, links_below, makes_circle};
use super::super::records::record::{self, Kind};
use super::super::records::row::fact;
use super::super::records::touched::with_parents;
use super::super::show::verdict::Reader;
use super::super::show::{AsKnown, Component, ComponentChange, NewComponent, loaded};
use crate::features::assets;
use crate::platform::auth::{Actor, EditAssets, Permission, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};
use crate::platform::http::paging::Items;

/// The assets inside an asset, now or as known at an earlier moment.
#[utoipa::path(tag = "agreements", params(AsKnown), responses((status = 200, body = Items<Component>)))]
#[get("/assets/{id}/components")]
pub(super) async fn list_components(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    known: web::Query<AsKnown>,
) -> Result<web::Json<Items<Component>>> {
    let found = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    let rows = known_of(ctx.db.read(), fact::Column::AssetId, &[found.id], Kind::Component, known.belief_at).await?;
    let reader = Reader::of(&actor);
    Ok(web::Json(Items { items: show_all(&ctx, &reader, &rows).await? }))
}

async fn show_all(ctx: &Ctx, reader: &Reader, rows: &[fact::Model]) -> Result<Vec<Component>> {
    let ends = rows.iter().flat_map(|row| [row.asset_id, row.target_id]).flatten();
    let refs = loaded::refs(ctx.db.read(), reader.scope, ends).await?;
    Ok(rows.iter().map(|row| loaded::component(row, &refs, reader)).collect())
}

/// Say that an asset contains another.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Component)))]
#[post("/assets/{id}/components")]
pub(super) async fn add_component(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewComponent>,
) -> Result<HttpResponse> {
    let NewComponent { child, role, status, embedding, modifications } = body.into_inner();
    let status = status.unwrap_or_else(|| "confirmed".to_owned());
    if !["confirmed", "suspected"].contains(&status.as_str()) {
        return Err(Error::field(Code::Invalid, "status", "`confirmed` or `suspected`."));
    }
    let link = Link {
        role: role.unwrap_or_default(),
        status,
        embedding,
        modifications: modifications.unwrap_or_default(),
        note: None,
    };
    let tx = ctx.db.write().await?;
    let parent = assets::find_visible(&tx, actor.scope, *id).await?.id;
    let child = assets::find_visible(&tx, actor.scope, child)
        .await
        .map_err(|error| Error { field: Some("child".to_owned()), ..error })?;
    if makes_circle(&links_below(&tx, child.id).await?, parent, child.id) {
        return Err(Error::field(Code::ComponentCycle, "child", "It contains this asset already."));
    }
    let known = current_of(&tx, fact::Column::AssetId, &[parent], Kind::Component).await?;
    if known.iter().any(|row| row.target_id == Some(child.id)) {
        return Err(Error::field(Code::Taken, "child", "It is a component already; change that one."));
    }
    let added = record::add(&ctx, &tx, &actor.who(), Kind::Component, link.draft(parent, child.id)?).await?;
    changed(&ctx, &tx, &actor, parent).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(show_all(&ctx, &Reader::of(&actor), &[added]).await?.pop()))
}

async fn changed(ctx: &Ctx, tx: &Tx, actor: &Actor<EditAssets>, parent: Uuid) -> Result<()> {
    let assets = with_parents(tx, vec![parent]).await?;
    events::record(ctx, tx, &actor.who(), Event::RightsChanged { assets }).await?;
    Ok(())
}

/// Confirm, suspect or reject a component.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Component)))]
#[patch("/assets/{id}/components/{component_id}")]
pub(super) async fn change_component(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<ComponentChange>,
) -> Result<HttpResponse> {
    let (id, component_id) = path.into_inner();
    let ComponentChange { status, note } = body.into_inner();
    let tx = ctx.db.write().await?;
    let parent = assets::find_visible(&tx, actor.scope, id).await?.id;
    let found = record::current(&tx, Kind::Component, component_id).await?;
    let old = found.filter(|row| row.asset_id == Some(parent)).ok_or_else(|| Error::not_found(Code::FactNotFound))?;
    let child = old.target_id.ok_or_else(|| anyhow::anyhow!("component {component_id} has no child"))?;
    let frees = status == "rejected" && Link::read(&old).status == "confirmed";
    if frees && !actor.may(Permission::ApproveAgreements) {
        let detail =
            "What it is made of may hold an asset back: only somebody who may approve agreements can say it is not so.";
        return Err(Error::field(Code::PermissionDenied, "status", detail));
    }
    let draft = Link { status, note, ..Link::read(&old) }.draft(parent, child)?;
    let replaced = record::replace(&ctx, &tx, &actor.who(), &old, draft).await?;
    changed(&ctx, &tx, &actor, parent).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Ok().json(show_all(&ctx, &Reader::of(&actor), &[replaced]).await?.pop()))
}
