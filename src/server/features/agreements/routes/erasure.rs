//! Erasing what is known of somebody shown.

use actix_web::{post, web};
use sea_orm::entity::prelude::Uuid;

use super::super::records::erasure;
use super::super::records::names::scrub;
use super::super::show::loaded;
use super::super::show::people::{Erasure, NewErasure, person};
use crate::features::assets::show::AssetRef;
use crate::platform::auth::{Actor, ErasePeople};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// Erase what is known of somebody shown: name, birthday, guardian, contact, and their name in the papers that grant
/// something for them. Ids, times and who did it stay. It cannot be undone; copies made before know the name still.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Erasure)))]
#[post("/people/{id}/erasure")]
pub(super) async fn erase_person_shown(
    actor: Actor<ErasePeople>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewErasure>,
) -> Result<web::Json<Erasure>> {
    let tx = ctx.db.write().await?;
    let done = erasure::erase(&ctx, &tx, &actor.who(), *id, &body.confirm, &body.reason).await?;
    ctx.commit(tx).await?;
    // What was overwritten must not lie in a log beside the database.
    ctx.db.cut_log().await?;
    let refs = loaded::refs(ctx.db.read(), actor.scope, done.shown_in.iter().copied()).await?;
    let mut assets: Vec<AssetRef> = refs.into_values().collect();
    assets.sort_by(|one, other| one.title.cmp(&other.title));
    let still_named = assets.iter().filter(|asset| scrub(&asset.title, &done.names) != asset.title).cloned().collect();
    Ok(web::Json(Erasure { person: person(&done.person)?, receipt: done.receipt, assets, still_named }))
}
