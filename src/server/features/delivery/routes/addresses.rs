//! Signed addresses of cuts: making them, and serving what they name to whoever holds one. And the count of what left.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, ResponseError, get, post, web};
use chrono::Duration;
use sea_orm::entity::prelude::*;
use serde::Deserialize;

use crate::features::assets;
use crate::features::delivery::door::Door;
use crate::features::delivery::picture::Picture;
use crate::features::delivery::serve;
use crate::features::delivery::show::{Delivered, NewAddress, SignedAddress};
use crate::features::delivery::signed::{self, Promise};
use crate::features::delivery::tally::{self, Line};
use crate::platform::auth::session::person;
use crate::platform::auth::{Actor, DownloadOriginals, PersonRef, ViewAudit};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};
use crate::platform::http::page;

/// Adds the addresses that lie outside the API.
pub fn configure_public(config: &mut web::ServiceConfig) {
    let resource =
        web::resource("/t/{version}/{wish:.*}").route(web::get().to(show_cut)).route(web::head().to(show_cut));
    config.service(resource.default_service(web::to(page::only_get)));
}

/// Makes an address that shows one cut of the current version to whoever holds it, without signing in, until it expires. It stands on
/// the right of whoever made it: when that person may no longer take the original, it ends. Making one is in the trail.
#[utoipa::path(tag = "delivery", responses((status = 201, body = SignedAddress)))]
#[post("/assets/{id}/addresses")]
pub async fn sign_address(
    actor: Actor<DownloadOriginals>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewAddress>,
) -> Result<HttpResponse> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    assets::refuse_archived(&asset)?;
    let version = assets::current_version(ctx.db.read(), &asset).await?;
    let wish = wish_of(&body);
    signed::allow(&ctx.config, &wish)?;
    let placed = Picture::of_version(ctx.db.read(), &version, true).await?.place(&wish)?;
    let seconds = body.seconds.unwrap_or(3600);
    if !(60..=signed::LONGEST).contains(&seconds) {
        return Err(Error::field(Code::Invalid, "seconds", "It works for 60 seconds to 30 days."));
    }
    let expires_at = ctx.now() + Duration::seconds(seconds);
    let promise = Promise { version: version.id, wish: &wish, by: actor.person, expires: expires_at.timestamp() };
    let url = signed::address(&ctx, &promise)?;
    let tx = ctx.db.write().await?;
    let event = Event::AddressSigned { asset: asset.id, version: version.id, wish: wish.clone(), expires_at };
    events::record(&ctx, &tx, &actor.who(), event).await?;
    ctx.commit(tx).await?;
    let is_turned = placed.rotation.quarters % 2 == 1;
    let (width, height) = if is_turned { (placed.height, placed.width) } else { (placed.width, placed.height) };
    Ok(HttpResponse::Created().json(SignedAddress { url, expires_at, width, height }))
}

fn wish_of(body: &NewAddress) -> String {
    let or = |part: &Option<String>, otherwise: &str| part.as_deref().unwrap_or(otherwise).to_owned();
    let (region, rotation) = (or(&body.region, "full"), or(&body.rotation, "0"));
    let (quality, format) = (or(&body.quality, "default"), or(&body.format, "jpg"));
    format!("{region}/{}/{rotation}/{quality}.{format}", body.size)
}

#[derive(Debug, Deserialize)]
struct Signed {
    by: Uuid,
    exp: i64,
    sig: String,
}

async fn show_cut(
    ctx: web::Data<Ctx>,
    door: web::Data<Door>,
    path: web::Path<(Uuid, String)>,
    request: HttpRequest,
) -> HttpResponse {
    let (version, wish) = path.into_inner();
    match cut(&ctx, &door, &request, version, &wish).await {
        Ok(response) => response,
        Err(error) if error.status_code() == StatusCode::INTERNAL_SERVER_ERROR => error.error_response(),
        Err(error) => page::refuse(&request, &error),
    }
}

async fn cut(ctx: &Ctx, door: &Door, request: &HttpRequest, version: Uuid, wish: &str) -> Result<HttpResponse> {
    let unsigned = || Error::new(Code::SignatureWrong, "This address is not signed.");
    let query = web::Query::<Signed>::from_query(request.query_string()).map_err(|_| unsigned())?;
    let promise = Promise { version, wish, by: query.by, expires: query.exp };
    signed::check(ctx, &promise, &query.sig)?;
    // The settings may have become narrower since.
    signed::allow(&ctx.config, promise.wish)?;
    let version = signed::standing_version(ctx, &promise).await?;
    let picture = Picture::of_version(ctx.db.read(), &version, true).await?;
    let placed = picture.place(promise.wish)?;
    let mut source = picture.source(&placed, signed::cache(ctx.now(), promise.expires));
    if let Some(response) = serve::unchanged(request, &source) {
        return Ok(response);
    }
    let bytes = picture.draw(ctx, door, placed).await?;
    source.size = bytes.len() as u64;
    let response = serve::respond_kept(request, source, bytes).await?;
    let line = Line { door: "signed", asset: version.asset_id, person: Some(promise.by), publication: None };
    door.count(ctx.now(), request, &response, line);
    Ok(response)
}

/// What left of an asset, hour by hour and door by door, the latest first: 200 lines at most. Counted for every answer that carried
/// bytes; a crash of the server can lose the last five seconds. Downloads of originals are in the trail, one by one.
#[utoipa::path(tag = "delivery", responses((status = 200, body = Vec<Delivered>)))]
#[get("/assets/{id}/deliveries")]
pub async fn list_deliveries(
    actor: Actor<ViewAudit>,
    ctx: web::Data<Ctx>,
    door: web::Data<Door>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Vec<Delivered>>> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    door.tally.write(&ctx).await?;
    let rows = tally::of_asset(ctx.db.read(), asset.id, 200).await?;
    let people: Vec<Uuid> = rows.iter().filter_map(|row| row.person_id).collect();
    let people = person::Entity::find().filter(person::Column::Id.is_in(people)).all(ctx.db.read()).await?;
    let names: HashMap<Uuid, String> = people.into_iter().map(|person| (person.id, person.name)).collect();
    let shown = rows.into_iter().map(|row| {
        let name = |id: &Uuid| PersonRef::new(Some(*id), names.get(id).map_or("", String::as_str));
        Delivered {
            hour: row.hour,
            door: row.door,
            person: row.person_id.as_ref().map(name),
            publication_id: row.publication_id,
            requests: row.requests,
            bytes: row.bytes,
            last_at: row.last_at,
        }
    });
    Ok(web::Json(shown.collect()))
}
