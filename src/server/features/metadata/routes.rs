//! HTTP of the room `metadata`.

use std::collections::BTreeMap;

use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Found;
use crate::features::assets;
use crate::platform::auth::{Actor, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config.service(show_metadata).service(show_raw_metadata);
}

/// What a file says about itself, as people know it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetMetadata {
    pub basics: Vec<MetadataField>,
    /// What was damaged or left out.
    pub warnings: Vec<String>,
    /// `false` until the file has been read.
    pub read: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MetadataField {
    pub name: String,
    pub label: String,
    pub value: String,
}

/// What the current version's file says about itself.
#[utoipa::path(tag = "metadata", responses((status = 200, body = AssetMetadata)))]
#[get("/assets/{id}/metadata")]
async fn show_metadata(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<AssetMetadata>> {
    let found = find(&actor, &ctx, *id).await?;
    let read = found.is_some();
    let Found { basics, warnings, .. } = found.unwrap_or_default();
    let basics = basics.into_iter().map(|(name, value)| MetadataField { label: super::label(&name), name, value });
    Ok(web::Json(AssetMetadata { basics: basics.collect(), warnings, read }))
}

/// Every value of every block, as the file has it.
#[utoipa::path(tag = "metadata", responses((status = 200, body = BTreeMap<String, BTreeMap<String, String>>)))]
#[get("/assets/{id}/metadata/raw")]
async fn show_raw_metadata(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<BTreeMap<String, BTreeMap<String, String>>>> {
    Ok(web::Json(find(&actor, &ctx, *id).await?.unwrap_or_default().raw))
}

async fn find(actor: &Actor<ViewAssets>, ctx: &Ctx, id: Uuid) -> Result<Option<Found>> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, id).await?;
    super::find(ctx.db.read(), asset.current_version_id).await
}
