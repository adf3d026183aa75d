//! What a recipe would give, on a real asset, before anybody saves it.

use actix_web::{HttpResponse, post, web};
use sea_orm::entity::prelude::Uuid;
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::{house, original, rendition_name, serve};
use crate::features::assets;
use crate::features::renditions::demand;
use crate::features::renditions::show::PresetRecipe;
use crate::platform::auth::{Actor, ManageChannels, Permission};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::extract::refuse_unknown;

/// A recipe to try.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PresetExample {
    pub asset_id: Uuid,
    pub recipe: PresetRecipe,
}

/// Draw what a recipe gives of an asset; kept nowhere.
#[utoipa::path(tag = "renditions", responses((status = 200, content_type = "image/webp")))]
#[post("/presets/example")]
pub async fn draw_preset_example(
    actor: Actor<ManageChannels>,
    ctx: web::Data<Ctx>,
    body: web::Json<PresetExample>,
) -> Result<HttpResponse> {
    let recipe = body.recipe.parse()?.recipe("example");
    let found = assets::find_visible(ctx.db.read(), actor.scope, body.asset_id).await;
    let asset = refuse_unknown("asset_id", found)?;
    let version = assets::current_version(ctx.db.read(), &asset).await?;
    if !actor.may(Permission::DownloadOriginals) {
        house::check_fineness(&version, &recipe)?;
    }
    let picture = demand::example(&ctx, &version, &recipe).await?;
    let file_name = rendition_name(&version.file_name, "example", &picture.mime);
    let source = super::super::source::Source { mime: picture.mime, file_name, ..original(&version)? };
    Ok(serve::respond_made(&source, picture.bytes))
}
