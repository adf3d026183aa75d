//! People shown in assets, for those who may know them, and releases.

use actix_web::{HttpResponse, get, post, put, web};
use sea_orm::entity::prelude::Uuid;
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::records::erasure::refuse_erased;
use super::super::records::people::{self, RELEASES, interests_of};
use super::super::records::queries::{self, Wanted};
use super::super::records::record::{self, Kind};
use super::super::records::touched::with_parents;
use super::super::show::people::{NewPersonShown, PersonShown, PersonWithRights, person};
use super::super::show::verdict::Reader;
use super::super::show::{AgreementSummary, loaded};
use crate::platform::auth::{Actor, ApproveAgreements, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::events::{self, Event};
use crate::platform::http::paging::{MOST, Page, Paging};

/// People shown in assets, newest first.
#[utoipa::path(tag = "agreements", params(Paging), responses((status = 200, body = Page<PersonShown>)))]
#[get("/people")]
pub(super) async fn list_people_shown(
    _: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    paging: web::Query<Paging>,
) -> Result<web::Json<Page<PersonShown>>> {
    let rows = people::list(ctx.db.read(), paging.after()?, paging.limit() + 1).await?;
    let shown = rows.iter().map(person).collect::<Result<Vec<_>>>()?;
    Ok(web::Json(Page::of(shown, paging.limit(), |row| row.id, |row| row)))
}

/// Record somebody who is shown in assets.
#[utoipa::path(tag = "agreements", responses((status = 201, body = PersonShown)))]
#[post("/people")]
pub(super) async fn add_person_shown(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewPersonShown>,
) -> Result<HttpResponse> {
    let draft = people::draft(&body, ctx.now().date_naive())?;
    let tx = ctx.db.write().await?;
    let added = record::add(&ctx, &tx, &actor.who(), Kind::Person, draft).await?;
    events::record(&ctx, &tx, &actor.who(), Event::RightsChanged { assets: Vec::new() }).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(person(&added)?))
}

/// Somebody shown, with their rights in assets and the papers that stand for them.
#[utoipa::path(tag = "agreements", responses((status = 200, body = PersonWithRights)))]
#[get("/people/{id}")]
pub(super) async fn show_person_shown(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<PersonWithRights>> {
    let (db, reader) = (ctx.db.read(), Reader::of(&actor));
    let found = record::find(db, Kind::Person, *id).await?;
    let interests = interests_of(db, *id).await?;
    let refs = loaded::refs(db, reader.scope, interests.iter().filter_map(|row| row.asset_id)).await?;
    let wanted = Wanted { person: Some(*id), ..Wanted::default() };
    Ok(web::Json(PersonWithRights {
        person: person(&found)?,
        interests: interests.iter().map(|row| loaded::interest(row, &refs, &reader)).collect(),
        releases: queries::list(db, &wanted, None, MOST).await?,
    }))
}

/// Correct the record of somebody shown: the old one stays as superseded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = PersonShown)))]
#[put("/people/{id}")]
pub(super) async fn replace_person_shown(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewPersonShown>,
) -> Result<web::Json<PersonShown>> {
    let draft = people::draft(&body, ctx.now().date_naive())?;
    let tx = ctx.db.write().await?;
    let old = record::find(&tx, Kind::Person, *id).await?;
    refuse_erased(&old)?;
    let replaced = record::replace(&ctx, &tx, &actor.who(), &old, draft).await?;
    let shown_in = interests_of(&tx, *id).await?.into_iter().filter_map(|row| row.asset_id).collect();
    let assets = with_parents(&tx, shown_in).await?;
    events::record(&ctx, &tx, &actor.who(), Event::RightsChanged { assets }).await?;
    ctx.commit(tx).await?;
    Ok(web::Json(person(&replaced)?))
}

/// Which releases.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReleaseFilter {
    /// Only those with a rule about this asset.
    asset: Option<Uuid>,
    /// Only those that grant something for a right of this person.
    person: Option<Uuid>,
    /// 1 to 200; 50 unless told.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
}

/// Model and property releases, consents and talent agreements, newest first.
#[utoipa::path(tag = "agreements", params(ReleaseFilter), responses((status = 200, body = Page<AgreementSummary>)))]
#[get("/releases")]
pub(super) async fn list_releases(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    filter: web::Query<ReleaseFilter>,
) -> Result<web::Json<Page<AgreementSummary>>> {
    let ReleaseFilter { asset, person, limit, cursor } = filter.into_inner();
    let limit = limit.unwrap_or(50).clamp(1, MOST);
    let wanted = Wanted { asset, person, kinds: RELEASES.to_vec(), ..Wanted::default() };
    let rows = queries::list(ctx.db.read(), &wanted, cursor, limit + 1).await?;
    Ok(web::Json(Page::of(rows, limit, |row| row.id, |row| row)))
}
