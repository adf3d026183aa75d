//! Interests, and everything on record about one asset.

use actix_web::{HttpResponse, delete, get, post, put, web};
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::Uuid;
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::facts;
use super::super::records::interest::{Said, check_person, find_interest, keep_person, known_of, without_person};
use super::super::records::queries;
use super::super::records::record::{self, Kind};
use super::super::records::row::fact;
use super::super::records::touched::with_parents;
use super::super::show::verdict::Reader;
use super::super::show::{AsKnown, AssetRights, Interest, NewInterest, NewInterests, loaded};
use crate::features::assets;
use crate::platform::auth::{Actor, ApproveAgreements, AskRights, EditAgreements, Permission, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};
use crate::platform::http::paging::Items;

const MOST_AT_ONCE: usize = 1_000;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfAsset {
    asset: Uuid,
    /// Answer as of what was on record then; now unless told.
    belief_at: Option<DateTime<Utc>>,
}

/// The interests of an asset.
#[utoipa::path(tag = "agreements", params(OfAsset), responses((status = 200, body = Items<Interest>)))]
#[get("/interests")]
pub(super) async fn list_interests(
    actor: Actor<AskRights>,
    ctx: web::Data<Ctx>,
    of: web::Query<OfAsset>,
) -> Result<web::Json<Items<Interest>>> {
    let found = assets::find_visible(ctx.db.read(), actor.scope, of.asset).await?;
    let rows = known_of(ctx.db.read(), fact::Column::AssetId, &[found.id], Kind::Interest, of.belief_at).await?;
    show_all(&ctx, &Reader::of(&actor), &rows).await
}

async fn show_all(ctx: &Ctx, reader: &Reader, rows: &[fact::Model]) -> Result<web::Json<Items<Interest>>> {
    let refs = loaded::refs(ctx.db.read(), reader.scope, rows.iter().filter_map(|row| row.asset_id)).await?;
    Ok(web::Json(Items { items: rows.iter().map(|row| loaded::interest(row, &refs, reader)).collect() }))
}

/// Record something that must be cleared in an asset.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Interest)))]
#[post("/interests")]
pub(super) async fn add_interest(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewInterest>,
) -> Result<HttpResponse> {
    let (asset, said) = read(&actor, body.into_inner())?;
    let tx = ctx.db.write().await?;
    assets::find_visible(&tx, actor.scope, asset).await?;
    check_person(&tx, said.person).await?;
    let added = record::add(&ctx, &tx, &actor.who(), Kind::Interest, said.draft(asset)?).await?;
    changed(&ctx, &tx, &actor, vec![asset]).await?;
    ctx.commit(tx).await?;
    let shown = show_all(&ctx, &Reader::of(&actor), &[added]).await?.into_inner().items.pop();
    Ok(HttpResponse::Created().json(shown))
}

fn read(actor: &Actor<EditAgreements>, new: NewInterest) -> Result<(Uuid, Said)> {
    // "Nothing is needed" clears everything, so it takes the same trust as an approval.
    let waves_through = new.not_required.as_ref().is_some_and(|why| !why.trim().is_empty());
    if waves_through && !actor.may(Permission::ApproveAgreements) {
        let detail = "Only somebody who may approve agreements can record that nothing is needed.";
        return Err(Error::field(Code::PermissionDenied, "not_required", detail));
    }
    let said = Said {
        kind: new.kind,
        holder: new.holder.unwrap_or_default(),
        subject: new.subject.unwrap_or_default(),
        completeness: new.completeness,
        not_required: new.not_required,
        person: new.person,
    };
    Ok((new.asset, said))
}

/// The interest rose or fell for these assets and all that contain them.
async fn changed<P>(ctx: &Ctx, tx: &Tx, actor: &Actor<P>, assets: Vec<Uuid>) -> Result<()> {
    let assets = with_parents(tx, assets).await?;
    events::record(ctx, tx, &actor.who(), Event::RightsChanged { assets }).await?;
    Ok(())
}

/// Record the same interest for many assets.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Items<Interest>)))]
#[post("/interests/bulk")]
pub(super) async fn add_interests(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewInterests>,
) -> Result<HttpResponse> {
    let NewInterests { mut assets, kind, holder, completeness, subject, person } = body.into_inner();
    assets.sort_unstable();
    assets.dedup();
    if assets.is_empty() || assets.len() > MOST_AT_ONCE {
        return Err(Error::field(Code::Invalid, "assets", format!("1 to {MOST_AT_ONCE} at once.")));
    }
    let (holder, subject) = (holder.unwrap_or_default(), subject.unwrap_or_default());
    let said = Said { kind, holder, subject, completeness, person, not_required: None };
    let tx = ctx.db.write().await?;
    check_person(&tx, said.person).await?;
    let seen = assets::show::asset_refs(&tx, actor.scope, &assets).await?;
    if assets.iter().any(|asset| !seen.contains_key(asset)) {
        return Err(Error::field(Code::AssetNotFound, "assets", "One of them does not exist, or you may not see it."));
    }
    let mut added = Vec::new();
    for asset in &assets {
        let draft = said.clone().draft(*asset)?;
        added.push(record::add(&ctx, &tx, &actor.who(), Kind::Interest, draft).await?);
    }
    changed(&ctx, &tx, &actor, assets).await?;
    ctx.commit(tx).await?;
    let shown = show_all(&ctx, &Reader::of(&actor), &added).await?;
    Ok(HttpResponse::Created().json(shown.into_inner()))
}

/// Correct an interest: the old record stays as superseded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Interest)))]
#[put("/interests/{id}")]
pub(super) async fn replace_interest(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewInterest>,
) -> Result<HttpResponse> {
    let (asset, said) = read(&actor, body.into_inner())?;
    let tx = ctx.db.write().await?;
    let old = find_interest(&tx, *id).await?;
    if old.asset_id != Some(asset) {
        return Err(Error::field(
            Code::FactInvalid,
            "asset",
            "An interest stays with its asset; record a new one there.",
        ));
    }
    assets::find_visible(&tx, actor.scope, asset).await?;
    if !actor.may(Permission::ApproveAgreements) && queries::has_grants(&tx, old.entity_id).await? {
        let detail = "Grants rest on it: only somebody who may approve agreements can say it is about something else.";
        return Err(Error::new(Code::PermissionDenied, detail));
    }
    check_person(&tx, said.person).await?;
    let mut draft = said.draft(asset)?;
    keep_person(&old, &mut draft);
    let replaced = record::replace(&ctx, &tx, &actor.who(), &old, draft).await?;
    changed(&ctx, &tx, &actor, vec![asset]).await?;
    ctx.commit(tx).await?;
    let shown = show_all(&ctx, &Reader::of(&actor), &[replaced]).await?.into_inner().items.pop();
    Ok(HttpResponse::Ok().json(shown))
}

/// Take an interest off the record: it then no longer has to be cleared, so it takes somebody who may approve.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/interests/{id}")]
pub(super) async fn remove_interest(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let old = find_interest(&tx, *id).await?;
    record::withdraw(&ctx, &tx, &actor.who(), &old).await?;
    changed(&ctx, &tx, &actor, old.asset_id.into_iter().collect()).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Why a link is taken back.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TakenBack {
    reason: Option<String>,
}

/// Take back that an interest is a certain person's: it stays, and nobody is named for it. Their birthday then no longer
/// holds anything back, so it takes somebody who may approve.
#[utoipa::path(tag = "agreements", params(TakenBack), responses((status = 200, body = Interest)))]
#[delete("/interests/{id}/person")]
pub(super) async fn remove_person_of_interest(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    why: web::Query<TakenBack>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let old = find_interest(&tx, *id).await?;
    let draft = without_person(&old, why.into_inner().reason)?;
    let replaced = record::replace(&ctx, &tx, &actor.who(), &old, draft).await?;
    changed(&ctx, &tx, &actor, old.asset_id.into_iter().collect()).await?;
    ctx.commit(tx).await?;
    let shown = show_all(&ctx, &Reader::of(&actor), &[replaced]).await?.into_inner().items.pop();
    Ok(HttpResponse::Ok().json(shown))
}

/// Everything on record that bears on an asset, its components' included, now or at an earlier moment.
#[utoipa::path(tag = "agreements", params(AsKnown), responses((status = 200, body = AssetRights)))]
#[get("/assets/{id}/rights")]
pub(super) async fn show_asset_rights(
    actor: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    known: web::Query<AsKnown>,
) -> Result<web::Json<AssetRights>> {
    let found = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    let record = facts::load(ctx.db.read(), &[found.id], known.belief_at).await?;
    Ok(web::Json(loaded::asset_rights(ctx.db.read(), &Reader::of(&actor), found.id, &record).await?))
}
