//! HTTP of the room `renditions`.

mod presets;

use actix_web::{HttpResponse, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::features::assets;
use crate::features::assets::store::{Preview, record_preview};
use crate::platform::auth::{Actor, EditAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::events::{self, Event};

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config.service(make_renditions_again);
    config.service(presets::list_rendition_presets).service(presets::add_rendition_preset);
    config.service(presets::show_rendition_preset).service(presets::change_rendition_preset);
}

/// Make the previews of the current version again, for example after an upgrade that knows more formats.
#[utoipa::path(tag = "renditions", responses((status = 202)))]
#[post("/assets/{id}/renditions")]
async fn make_renditions_again(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    assets::current_file(ctx.db.read(), &asset).await?;
    let pending = Preview { state: "pending".to_owned(), ..Preview::default() };
    let tx = ctx.db.write().await?;
    record_preview(&tx, asset.current_version_id, pending).await?;
    let event = Event::RenditionsAskedAgain { asset: asset.id, version: asset.current_version_id };
    events::record(&ctx, &tx, &actor.who(), event).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Accepted().finish())
}
