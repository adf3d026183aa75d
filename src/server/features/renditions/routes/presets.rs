//! HTTP of presets: listed for everybody who sees assets, kept by whoever keeps channels.

use actix_web::{HttpResponse, get, patch, post, web};

use super::super::presets;
use super::super::show::{NewRenditionPreset, RenditionPreset, RenditionPresetChange, built_in};
use crate::platform::auth::{Actor, ManageChannels, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::extract::{IfMatch, with_etag};
use crate::platform::http::paging::Items;

/// All presets: the built-in ones first, then those of the house by name.
#[utoipa::path(tag = "renditions", responses((status = 200, body = Items<RenditionPreset>)))]
#[get("/presets")]
pub async fn list_rendition_presets(
    _: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
) -> Result<web::Json<Items<RenditionPreset>>> {
    let mut items = built_in();
    for row in presets::list(ctx.db.read()).await? {
        items.push(RenditionPreset::new(&row)?);
    }
    Ok(web::Json(Items { items }))
}

/// Add a preset. Its pictures are made when somebody first asks for them.
#[utoipa::path(tag = "renditions", responses((status = 201, body = RenditionPreset)))]
#[post("/presets")]
pub async fn add_rendition_preset(
    actor: Actor<ManageChannels>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewRenditionPreset>,
) -> Result<HttpResponse> {
    let (key, content) = (presets::parse_key(&body.key)?, body.parse()?);
    let tx = ctx.db.write().await?;
    let added = presets::add(&ctx, &tx, &actor.who(), key, content).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Created(), added.revision, &RenditionPreset::new(&added)?))
}

/// One preset.
#[utoipa::path(tag = "renditions", responses((status = 200, body = RenditionPreset)))]
#[get("/presets/{key}")]
pub async fn show_rendition_preset(
    _: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    key: web::Path<String>,
) -> Result<HttpResponse> {
    let built_in = built_in().into_iter().find(|preset| preset.key == *key);
    let shown = match built_in {
        Some(preset) => preset,
        None => RenditionPreset::new(&presets::found(ctx.db.read(), &key).await?)?,
    };
    Ok(with_etag(HttpResponse::Ok(), shown.revision, &shown))
}

/// Change or retire a preset. What was made by it stays; the next picture is made by the new recipe.
#[utoipa::path(tag = "renditions", responses((status = 200, body = RenditionPreset)))]
#[patch("/presets/{key}")]
pub async fn change_rendition_preset(
    actor: Actor<ManageChannels>,
    ctx: web::Data<Ctx>,
    key: web::Path<String>,
    seen: IfMatch,
    body: web::Json<RenditionPresetChange>,
) -> Result<HttpResponse> {
    if built_in().iter().any(|preset| preset.key == *key) {
        return Err(Error::new(Code::PermissionDenied, "This preset comes with the product and stays as it is."));
    }
    let tx = ctx.db.write().await?;
    let found = presets::found(&tx, &key).await?;
    seen.check(found.revision)?;
    let changed = presets::change(&ctx, &tx, &actor.who(), &found, body.parse(&found)?).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Ok(), changed.revision, &RenditionPreset::new(&changed)?))
}
