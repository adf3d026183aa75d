//! HTTP of what the fields of one asset say, and said before.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, patch, post, web};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::super::values::{self, FieldEntry};
use super::super::{definitions, fields::Field};
use crate::features::assets;
use crate::features::assets::history::Cause;
use crate::platform::auth::{Actor, EditAssets, Scope, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::extract::{IfMatch, with_etag};
use crate::platform::http::paging::Items;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(show_asset_fields)
        .service(change_asset_fields)
        .service(list_field_history)
        .service(undo_field_change);
}

/// What the fields of an asset say.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetFields {
    pub fields: Vec<AssetField>,
    /// The revision of the asset.
    pub revision: i32,
}

/// One field and what it says.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetField {
    #[serde(flatten)]
    pub field: Field,
    /// A text, a number, yes or no, or a list of texts; absent when nothing is said.
    pub value: Option<Value>,
}

/// Values by the key of their field; `null` says nothing any more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldValues {
    pub values: BTreeMap<String, Value>,
}

/// What the fields of an asset say.
#[utoipa::path(tag = "metadata", responses((status = 200, body = AssetFields)))]
#[get("/assets/{id}/fields")]
async fn show_asset_fields(actor: Actor<ViewAssets>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let shown = show(&ctx, actor.scope, *id).await?;
    Ok(with_etag(HttpResponse::Ok(), shown.revision, &shown))
}

async fn show(ctx: &Ctx, scope: Scope, id: Uuid) -> Result<AssetFields> {
    let asset = assets::find_visible(ctx.db.read(), scope, id).await?;
    let mut said = values::of_asset(ctx.db.read(), &asset).await?;
    let fields = definitions::list(ctx.db.read()).await?.into_iter();
    let fields = fields.map(|field| AssetField { value: said.remove(&field.key), field });
    // A retired field is shown as long as it says something.
    let fields = fields.filter(|each| !each.field.retired || each.value.is_some()).collect();
    Ok(AssetFields { fields, revision: asset.revision })
}

/// Change what fields say. All or nothing: one value that cannot be kept refuses the whole, with the field's name.
#[utoipa::path(tag = "metadata", responses((status = 200, body = AssetFields)))]
#[patch("/assets/{id}/fields")]
async fn change_asset_fields(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    seen: IfMatch,
    body: web::Json<FieldValues>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let asset = assets::find_visible(&tx, actor.scope, *id).await?;
    seen.check(asset.revision)?;
    assets::refuse_archived(&asset)?;
    let fields = definitions::in_use(&tx).await?;
    let changes = values::parse(&tx, &fields, &body.values).await?;
    values::write(&ctx, &tx, &actor.who(), &asset, &changes, Cause::Edit).await?;
    ctx.commit(tx).await?;
    let shown = show(&ctx, actor.scope, *id).await?;
    Ok(with_etag(HttpResponse::Ok(), shown.revision, &shown))
}

/// The latest 200 changes of an asset's fields, newest first.
#[utoipa::path(tag = "metadata", responses((status = 200, body = Items<FieldEntry>)))]
#[get("/assets/{id}/fields/history")]
async fn list_field_history(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Items<FieldEntry>>> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    Ok(web::Json(Items { items: values::past(ctx.db.read(), asset.id).await? }))
}

/// Take one change back, if the field still says what the change made it say.
#[utoipa::path(tag = "metadata", responses((status = 200, body = AssetFields)))]
#[post("/assets/{id}/fields/history/{entry}/undo")]
async fn undo_field_change(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (id, entry) = path.into_inner();
    let tx = ctx.db.write().await?;
    let asset = assets::find_visible(&tx, actor.scope, id).await?;
    assets::refuse_archived(&asset)?;
    values::undo(&ctx, &tx, &actor.who(), &asset, entry).await?;
    ctx.commit(tx).await?;
    let shown = show(&ctx, actor.scope, id).await?;
    Ok(with_etag(HttpResponse::Ok(), shown.revision, &shown))
}
