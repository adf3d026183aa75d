//! Rights to and from the outside: policies taken in and given out, presets of open licences.

use actix_web::http::header::{CONTENT_TYPE, ContentType};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use sea_orm::entity::prelude::Uuid;
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::exchange::export::{self, Frame};
use super::super::exchange::odrl;
use super::super::exchange::presets;
use super::super::exchange::proposal::Refusal;
use super::super::exchange::turtle;
use super::super::facts::{self, OnRecord};
use super::super::records::header::Header;
use super::super::records::proposed::{self, Attachment, MOST_FACTS, case_of};
use super::super::reference::product;
use super::super::show::exchange::{Imported, NewFromPreset, NewImport, Presets};
use super::super::show::reference::territory_zones;
use crate::features::assets;
use crate::platform::auth::{Actor, EditAgreements, SignedIn, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// The largest policy that is taken.
const LARGEST: usize = 1024 * 1024;

/// Adds the operations on the exchange of rights.
pub fn configure(config: &mut ServiceConfig) {
    config.service(import_policy).service(list_presets).service(add_from_preset).service(show_asset_policy);
}

/// What a policy in `application/ld+json` or `text/turtle` is about; the same may be said in an `application/json` body around it.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ImportFilter {
    /// Ids of the interests the rules are for, with commas between them. Without any, nothing is recorded.
    interests: Option<String>,
    /// Time zones a day without one may be meant in, with commas between them; any zone unless told.
    zones: Option<String>,
    /// Leaves out the rules about everything that no interest is named for, instead of asking.
    #[serde(default)]
    skip_unknown_targets: bool,
}

/// Take in a policy in ODRL 2.2 (JSON-LD or Turtle) as a proposed agreement, or hear what is missing for that.
#[utoipa::path(tag = "agreements", params(ImportFilter), request_body(content = NewImport),
    responses((status = 201, body = Imported), (status = 200, body = Imported)))]
#[post("/agreements/import")]
async fn import_policy(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    request: HttpRequest,
    filter: web::Query<ImportFilter>,
    body: web::Payload,
) -> Result<HttpResponse> {
    let too_large = || Error::new(Code::TooLarge, "A policy may have at most 1 MiB.");
    let bytes = body.to_bytes_limited(LARGEST).await.map_err(|_| too_large())?;
    let bytes = bytes.map_err(|why| Error::new(Code::Malformed, why.to_string()))?;
    let text = std::str::from_utf8(&bytes).map_err(|why| Error::new(Code::Malformed, why.to_string()))?;
    let asked = asked(&request, text, filter.into_inner())?;
    let zones = asked.zones.unwrap_or_default();
    for zone in &zones {
        let known = zone.parse::<chrono_tz::Tz>().is_ok();
        known.then_some(()).ok_or_else(|| Error::field(Code::ZoneUnknown, "zones", format!("{zone:?} is no zone.")))?;
    }
    let mut proposals = odrl::import(&asked.policy.to_string(), product()?, &zones).map_err(refused)?;
    let mut attachment = Attachment { everything: asked.interests, by_target: asked.targets };
    let left_out = attachment.leave_out(&mut proposals, asked.skip_unknown_targets);
    let missing = attachment.missing(&proposals);
    let read = Imported { agreements: Vec::new(), missing, left_out, proposals };
    if !read.missing.is_empty() || attachment.names_nothing() || read.proposals.is_empty() {
        return Ok(HttpResponse::Ok().json(read));
    }
    record(&actor, &ctx, read, &attachment).await
}

async fn record(
    actor: &Actor<EditAgreements>,
    ctx: &Ctx,
    mut read: Imported,
    attachment: &Attachment,
) -> Result<HttpResponse> {
    if attachment.count(&read.proposals) > MOST_FACTS {
        let detail = format!("This would become more than {MOST_FACTS} facts at once.");
        return Err(Error::field(Code::Invalid, "interests", detail));
    }
    let tx = ctx.db.write().await?;
    for proposal in &read.proposals {
        read.agreements.push(proposed::record(ctx, &tx, actor, proposal, attachment).await?);
    }
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(read))
}

/// The policy and what it is about: alone with parameters beside it, or inside a body that says both.
fn asked(request: &HttpRequest, text: &str, filter: ImportFilter) -> Result<NewImport> {
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let content_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match content_type.as_str() {
        kind @ ("application/ld+json" | "text/turtle") => {
            let list = |text: Option<String>| -> Vec<String> {
                let names = text.unwrap_or_default();
                names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
            };
            let id = |text: String| {
                let parsed = Uuid::parse_str(&text);
                parsed.map_err(|_| Error::field(Code::Invalid, "interests", format!("{text:?} is no id.")))
            };
            let interests = list(filter.interests).into_iter().map(id).collect::<Result<_>>()?;
            let read = if kind == "text/turtle" { turtle::document(text) } else { odrl::document(text) };
            let (policy, zones) = (read.map_err(refused)?, Some(list(filter.zones)));
            let skip_unknown_targets = filter.skip_unknown_targets;
            Ok(NewImport { policy, interests, targets: Default::default(), skip_unknown_targets, zones })
        }
        "application/json" => {
            let body: Value = odrl::document(text).map_err(refused)?;
            NewImport::deserialize(body).map_err(|why| Error::new(Code::Invalid, why.to_string()))
        }
        _ => {
            let detail = "Send the policy as application/ld+json or text/turtle, or inside an application/json body.";
            Err(Error::new(Code::UnsupportedType, detail))
        }
    }
}

fn refused(refusal: Refusal) -> Error {
    let code = match refusal.code {
        "too_large" => Code::TooLarge,
        "not_json" | "not_turtle" => Code::Malformed,
        _ => Code::Invalid,
    };
    Error::field(code, "policy", format!("{} ({})", refusal.message, refusal.code))
}

/// Open licences and statements of rights, with the rules each amounts to.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Presets)))]
#[get("/rights/presets")]
async fn list_presets(_: Actor<SignedIn>) -> Result<web::Json<Presets>> {
    Ok(web::Json(Presets { items: presets::all() }))
}

/// Record an open licence or a statement of rights for some interests, to be reviewed like any agreement.
#[utoipa::path(tag = "agreements", responses((status = 201, body = Imported)))]
#[post("/agreements/from-preset")]
async fn add_from_preset(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewFromPreset>,
) -> Result<HttpResponse> {
    let new = body.into_inner();
    let unknown = || Error::field(Code::Invalid, "preset", "There is no preset of this name.");
    let preset = presets::find(&new.preset).ok_or_else(unknown)?;
    if new.interests.is_empty() && !preset.rules.is_empty() {
        return Err(Error::field(Code::FieldMissing, "interests", "Say for which interests it is."));
    }
    let seen_at = new.seen_at.as_deref().map(str::trim).filter(|seen| !seen.is_empty());
    if seen_at.is_some_and(|seen| seen.chars().count() > 2_000) {
        return Err(Error::field(Code::Invalid, "seen_at", "At most 2,000 characters."));
    }
    let licensor = new.licensor.unwrap_or_default().trim().to_owned();
    let proposal = preset.proposal(new.reference.trim().to_owned(), licensor, seen_at);
    let attachment = Attachment { everything: new.interests, by_target: Default::default() };
    let read = Imported {
        agreements: Vec::new(),
        missing: Vec::new(),
        left_out: Default::default(),
        proposals: vec![proposal],
    };
    record(&actor, &ctx, read, &attachment).await
}

/// What is certainly cleared of an asset, as a policy in ODRL 2.2 (JSON-LD).
#[utoipa::path(tag = "agreements",
    responses((status = 200, content_type = "application/ld+json", body = Value)))]
#[get("/assets/{id}/rights.odrl.json")]
async fn show_asset_policy(
    actor: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, *id).await?.id;
    let moment = ctx.db.snapshot().await?;
    let record = facts::load(&moment, &[asset], None).await?;
    moment.commit().await?;
    let house = ctx.config.public_url.as_str();
    let (uid, target) = (format!("{house}/api/v1/assets/{asset}/rights.odrl.json"), format!("{house}/assets/{asset}"));
    let assigners = licensors(&record);
    let frame = Frame { uid: &uid, target: &target, assignee: house, assigners: &assigners, now: ctx.now() };
    let policy = export::policy(product()?, territory_zones()?, &case_of(&record, asset), &asset.to_string(), &frame);
    let json_ld = ContentType("application/ld+json".parse().map_err(|_| Error::internal(anyhow::anyhow!("a type")))?);
    Ok(HttpResponse::Ok().insert_header(json_ld).json(policy))
}

fn licensors(record: &OnRecord) -> Vec<String> {
    let heads = record.headers.values().filter_map(|row| serde_json::from_str::<Header>(&row.body).ok());
    let mut names: Vec<String> = heads.map(|head| head.licensor).filter(|name| !name.is_empty()).collect();
    names.sort();
    names.dedup();
    names
}
