//! Pictures by the IIIF Image API 3: a version for people who may see it, a live publication for everybody.
//!
//! `{id}` is a version's id or its BLAKE3 hash, as seen by whoever is signed in, or the key of a public address. A version is open to
//! everybody only while a live publication of it is cleared, and then only what was published.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, LOCATION,
};
use actix_web::middleware::{Next, from_fn};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use crate::features::agreements::standing::Standing;
use crate::features::assets::row::{asset, version};
use crate::features::assets::visible_to;
use crate::features::delivery::door::Door;
use crate::features::delivery::picture::Picture;
use crate::features::delivery::tally::Line;
use crate::features::delivery::{iiif, serve};
use crate::features::publishing::routes::public::{cache, cleared, line};
use crate::features::publishing::routes::reservations;
use crate::features::publishing::row::publication;
use crate::features::publishing::store;
use crate::platform::auth::extract::identify;
use crate::platform::auth::{Actor, Permission, Scope, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::page;

/// Adds `/iiif/3/{id}` and what lies below it.
pub fn configure(config: &mut web::ServiceConfig) {
    let mut scope = web::scope("/iiif/3").wrap(from_fn(identified));
    for path in ["/{id}", "/{id}/info.json", "/{id}/{region}/{size}/{rotation}/{last}"] {
        let resource = web::resource(path)
            .route(web::get().to(answer))
            .route(web::head().to(answer))
            .route(web::method(actix_web::http::Method::OPTIONS).to(allow));
        scope = scope.service(resource.default_service(web::to(page::only_get)));
    }
    config.service(scope.default_service(web::to(nothing)));
}

async fn identified(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> std::result::Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    identify(request.request()).await?;
    next.call(request).await
}

/// Who looks, and through what.
struct Sight {
    picture: Picture,
    cache: String,
    line: Line,
    publication: Option<publication::Model>,
}

async fn answer(
    ctx: web::Data<Ctx>,
    door: web::Data<Door>,
    actor: Result<Actor<ViewAssets>, Error>,
    request: HttpRequest,
) -> HttpResponse {
    let mut response = match look(&ctx, &door, actor, &request).await {
        Ok(response) => response,
        Err(error) if error.code == Code::Internal => error.error_response(),
        Err(error) => page::refuse(&request, &error),
    };
    iiif::open_to_other_pages(response.headers_mut());
    response
}

async fn look(
    ctx: &Ctx,
    door: &Door,
    actor: Result<Actor<ViewAssets>, Error>,
    request: &HttpRequest,
) -> Result<HttpResponse> {
    let id = request.match_info().query("id").to_owned();
    let sight = sight(ctx, actor, &id).await?;
    let base = iiif::base(ctx, &id);
    if request.match_info().get("region").is_none() {
        if !request.path().ends_with("/info.json") {
            return Ok(HttpResponse::SeeOther().insert_header((LOCATION, format!("{base}/info.json"))).finish());
        }
        return iiif::info(request, &base, &sight.picture, &sight.cache);
    }
    let part = |name| request.match_info().query(name);
    let wish = ["region", "size", "rotation", "last"].map(part).join("/");
    let mut response = iiif::cut(ctx, door, request, &base, &sight.picture, (&wish, sight.cache)).await?;
    if let Some(found) = &sight.publication {
        reservations::tell(ctx, found, &mut response).await?;
    }
    door.count(ctx.now(), request, &response, sight.line);
    Ok(response)
}

async fn sight(ctx: &Ctx, actor: Result<Actor<ViewAssets>, Error>, id: &str) -> Result<Sight> {
    let is_hash = id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let by_id = Uuid::parse_str(id).ok();
    if by_id.is_none() && !is_hash {
        let unknown = || Error::new(Code::NotFound, "There is nothing at this address.");
        let found = store::find_by_key(ctx.db.read(), id).await?.ok_or_else(unknown)?;
        let standing = cleared(ctx, &found).await?;
        return public(ctx, found, &standing).await;
    }
    if let Ok(actor) = &actor
        && let Some(found) = visible_version(ctx, actor.scope, by_id, id).await?
    {
        return inside(ctx, actor, &found).await;
    }
    for found in live_of(ctx, by_id, id).await? {
        if let Ok(standing) = cleared(ctx, &found).await {
            return public(ctx, found, &standing).await;
        }
    }
    // Whether there is such a version, and whether signing in would show it, is not for those who may not see it.
    Err(Error::not_found(Code::RenditionNotFound))
}

async fn inside(ctx: &Ctx, actor: &Actor<ViewAssets>, found: &version::Model) -> Result<Sight> {
    let may_original = actor.may(Permission::DownloadOriginals);
    Ok(Sight {
        picture: Picture::of_version(ctx.db.read(), found, may_original).await?,
        cache: serve::ASK_EVERY_TIME.to_owned(),
        line: Line { door: "picture", asset: found.asset_id, person: Some(actor.person), publication: None },
        publication: None,
    })
}

async fn public(ctx: &Ctx, found: publication::Model, standing: &Standing) -> Result<Sight> {
    let lost = || Error::new(Code::FileGone, "The publication has no bytes on record.");
    let version = version::Entity::find_by_id(found.version_id).one(ctx.db.read()).await?.ok_or_else(lost)?;
    let key = found.storage_key.as_deref().ok_or_else(lost)?;
    Ok(Sight {
        picture: Picture::of_stored(ctx.db.read(), &version, key).await?,
        cache: cache(ctx, &found, standing, false),
        line: line(&found),
        publication: Some(found),
    })
}

/// The newest version of this id or hash whose asset is in sight.
async fn visible_version(ctx: &Ctx, scope: Scope, by_id: Option<Uuid>, hash: &str) -> Result<Option<version::Model>> {
    let named = match by_id {
        Some(id) => version::Column::Id.eq(id),
        None => version::Column::Blake3.eq(hash.to_ascii_lowercase()),
    };
    let found = version::Entity::find().filter(named).order_by_desc(version::Column::Id).all(ctx.db.read()).await?;
    for each in found {
        let asset = visible_to(scope).filter(asset::Column::Id.eq(each.asset_id));
        if asset.one(ctx.db.read()).await?.is_some() {
            return Ok(Some(each));
        }
    }
    Ok(None)
}

async fn live_of(ctx: &Ctx, by_id: Option<Uuid>, hash: &str) -> Result<Vec<publication::Model>> {
    let named = match by_id {
        Some(id) => publication::Column::VersionId.eq(id),
        None => publication::Column::VersionHash.eq(hash.to_ascii_lowercase()),
    };
    let live = publication::Entity::find().filter(named).filter(publication::Column::State.eq("live"));
    let open = live.filter(publication::Column::CopyPath.is_null());
    Ok(open.order_by_desc(publication::Column::SizeBytes).all(ctx.db.read()).await?)
}

/// Viewers on other pages that send a token are asked about first.
async fn allow() -> HttpResponse {
    let mut response = HttpResponse::NoContent()
        .insert_header((ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"))
        .insert_header((ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Accept, Range, If-None-Match"))
        .insert_header((ACCESS_CONTROL_MAX_AGE, "86400"))
        .finish();
    iiif::open_to_other_pages(response.headers_mut());
    response
}

async fn nothing(request: HttpRequest) -> HttpResponse {
    let error = Error::new(
        Code::NotFound,
        "An address is {id}/info.json or {id}/{region}/{size}/{rotation}/{quality}.{format}.",
    );
    let mut response = page::refuse(&request, &error);
    iiif::open_to_other_pages(response.headers_mut());
    response
}
