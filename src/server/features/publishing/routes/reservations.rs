//! What public addresses tell machines (TDMRep): headers beside the bytes, a policy each, and the list of all.
//!
//! Reserved is said where a right on record reserves it. Where nothing is on record nothing is said: a zero would be a
//! permission nobody gave.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::{HttpResponse, web};
use sea_orm::QueryOrder;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

use crate::features::agreements::exchange::reservation::{Reservation, purpose_ids};
use crate::features::agreements::records::reserving;
use crate::features::agreements::reservations;
use crate::features::publishing::row::publication;
use crate::features::publishing::store;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// The most addresses the list names one by one; beyond that the headers alone tell.
const MOST_LISTED: u64 = 500;

/// Adds the list and the policies.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/.well-known/tdmrep.json", web::get().to(list_reservations))
        .route("/d/tdm-policy.json", web::get().to(show_house_policy))
        .route("/d/{key}/tdm-policy.json", web::get().to(show_policy));
}

/// Adds the headers of a reservation to an answer with the bytes of a publication.
pub async fn tell(ctx: &Ctx, found: &publication::Model, response: &mut HttpResponse) -> Result<()> {
    let reservation = reservations::of_asset(ctx, found.asset_id).await?;
    if !reservation.reserves() {
        return Ok(());
    }
    for (name, value) in reservation.tdm(Some(&policy_url(ctx, &found.delivery_key))) {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    Ok(())
}

fn policy_url(ctx: &Ctx, key: &str) -> String {
    format!("{}/d/{key}/tdm-policy.json", ctx.config.public_url)
}

/// The list of TDMRep: every live public address of which anything is reserved, or all at once where the house
/// reserves everything.
async fn list_reservations(ctx: web::Data<Ctx>) -> Result<HttpResponse> {
    let entry =
        |location: String, policy: String| json!({ "location": location, "tdm-reservation": 1, "tdm-policy": policy });
    let mut entries: Vec<Value> = Vec::new();
    if reserving::standing(ctx.db.read(), None).await?.is_some() {
        let policy = format!("{}/d/tdm-policy.json", ctx.config.public_url);
        entries.push(entry("/d/*".to_owned(), policy));
    } else {
        let live = publication::Entity::find()
            .filter(publication::Column::State.eq("live"))
            .filter(publication::Column::CopyPath.is_null())
            .order_by_desc(publication::Column::Id)
            .limit(MOST_LISTED)
            .all(ctx.db.read())
            .await?;
        for found in live {
            if reservations::of_asset(&ctx, found.asset_id).await?.reserves() {
                let (key, policy) = (&found.delivery_key, policy_url(&ctx, &found.delivery_key));
                entries.push(entry(format!("/d/{key}"), policy.clone()));
                entries.push(entry(format!("/d/{key}/*"), policy));
            }
        }
    }
    let body = serde_json::to_vec(&entries)?;
    Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, "application/json")).insert_header(fresh()).body(body))
}

fn fresh() -> (HeaderName, &'static str) {
    (CACHE_CONTROL, "public, max-age=300")
}

async fn show_house_policy(ctx: web::Data<Ctx>) -> Result<HttpResponse> {
    let house = reserving::standing(ctx.db.read(), None).await?;
    house.ok_or_else(nothing)?;
    let (uid, target) =
        (format!("{}/d/tdm-policy.json", ctx.config.public_url), format!("{}/d/", ctx.config.public_url));
    answer(&policy(&ctx, &uid, &target, &Reservation::everything_if(true)))
}

async fn show_policy(ctx: web::Data<Ctx>, key: web::Path<String>) -> Result<HttpResponse> {
    let found = store::find_by_key(ctx.db.read(), &key).await?.ok_or_else(nothing)?;
    if found.state != "live" || found.copy_path.is_some() {
        return Err(nothing());
    }
    let reservation = reservations::of_asset(&ctx, found.asset_id).await?;
    if !reservation.reserves() {
        return Err(nothing());
    }
    let target = format!("{}/d/{}", ctx.config.public_url, found.delivery_key);
    answer(&policy(&ctx, &policy_url(&ctx, &found.delivery_key), &target, &reservation))
}

fn nothing() -> Error {
    Error::new(Code::NotFound, "There is nothing at this address.")
}

fn answer(policy: &Value) -> Result<HttpResponse> {
    let body = serde_json::to_vec(policy)?;
    Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, "application/ld+json")).insert_header(fresh()).body(body))
}

/// An offer in the profile of TDMRep: mining only with the consent of the house. It tells nothing of licences.
fn policy(ctx: &Ctx, uid: &str, target: &str, reservation: &Reservation) -> Value {
    let purposes: Vec<Value> =
        purpose_ids(&reservation.purposes()).into_iter().map(|purpose| json!({ "@id": purpose })).collect();
    let house = ctx.config.public_url.as_str();
    json!({
        "@context": ["http://www.w3.org/ns/odrl.jsonld", { "tdm": "http://www.w3.org/ns/tdmrep#" }],
        "@type": "Offer",
        "profile": "http://www.w3.org/ns/tdmrep",
        "uid": uid,
        "conflict": "prohibit",
        "assigner": { "@type": "Party", "uid": house },
        "permission": [{ "target": target, "action": "tdm:mine", "duty": [{ "action": "obtainConsent" }] }],
        "prohibition": [{ "target": target, "action": "use", "constraint": [
            { "leftOperand": "purpose", "operator": "isAnyOf", "rightOperand": purposes }
        ] }],
    })
}
