//! Every fact ever recorded about an asset or in an agreement, with who, when, and what came in its place.

use actix_web::{get, web};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{QueryOrder, QuerySelect};
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::records::queries::find_agreement;
use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::show::history::{self, FactHistory};
use crate::features::assets;
use crate::platform::auth::{Actor, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::paging::{Page, Paging};

/// Which part of a history.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfFact {
    /// Only the records of this fact.
    fact: Option<Uuid>,
    /// 1 to 200; 50 unless told.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Every fact ever recorded about an asset, newest first, with until when it was believed.
#[utoipa::path(tag = "agreements", params(Paging), responses((status = 200, body = Page<FactHistory>)))]
#[get("/assets/{id}/facts/history")]
pub(super) async fn list_fact_history(
    actor: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    paging: web::Query<Paging>,
) -> Result<web::Json<Page<FactHistory>>> {
    let found = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    let interests = fact::Entity::find()
        .select_only()
        .column(fact::Column::EntityId)
        .filter(fact::Column::AssetId.eq(found.id))
        .filter(fact::Column::Kind.eq(Kind::Interest.name()));
    let interests = sea_orm::QueryTrait::into_query(interests);
    let about =
        Condition::any().add(fact::Column::AssetId.eq(found.id)).add(fact::Column::InterestId.in_subquery(interests));
    page(&ctx, about, &paging).await
}

/// Every fact ever recorded in an agreement, its head included, newest first, with what came in its place.
#[utoipa::path(tag = "agreements", params(OfFact), responses((status = 200, body = Page<FactHistory>)))]
#[get("/agreements/{id}/history")]
pub(super) async fn list_agreement_history(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    of: web::Query<OfFact>,
) -> Result<web::Json<Page<FactHistory>>> {
    let found = find_agreement(ctx.db.read(), *id).await?;
    let OfFact { fact: one, limit, cursor } = of.into_inner();
    let inside = Condition::any().add(fact::Column::AgreementId.eq(found.id)).add(fact::Column::EntityId.eq(found.id));
    let about = Condition::all().add(inside).add_option(one.map(|one| fact::Column::EntityId.eq(one)));
    page(&ctx, about, &Paging { limit, cursor }).await
}

async fn page(ctx: &Ctx, about: Condition, paging: &Paging) -> Result<web::Json<Page<FactHistory>>> {
    let mut query = fact::Entity::find().filter(about).order_by_desc(fact::Column::Id).limit(paging.limit() + 1);
    if let Some(before) = paging.after()? {
        query = query.filter(fact::Column::Id.lt(before));
    }
    let rows = query.all(ctx.db.read()).await?;
    let shown = history::load(ctx.db.read(), rows).await?;
    Ok(web::Json(Page::of(shown, paging.limit(), |row| row.id, |row| row)))
}
