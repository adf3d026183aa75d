//! What files say about their rights: shown, taken in, left out.

use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, get, post, web};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::exchange::statement::Statement;
use super::super::file_rights;
use super::super::records::stated;
use super::super::show::statements::{FileRights, NewAcceptance, NewDismissal, StatementDecision, StatementShown};
use crate::features::assets;
use crate::features::assets::row::asset;
use crate::features::metadata::writing::takes_packets;
use crate::platform::auth::{Actor, EditAgreements, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// How many statements one request may name.
const MOST_AT_ONCE: usize = 500;

/// Adds the operations on what files say about their rights.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list_rights_proposals)
        .service(accept_rights_proposals)
        .service(dismiss_rights_proposals)
        .service(show_rights_fields);
}

/// What is certainly cleared of an asset, as the fields of a file (XMP with PLUS and IPTC), to lie beside it.
#[utoipa::path(tag = "agreements", responses((status = 200, content_type = "application/rdf+xml", body = String)))]
#[get("/assets/{id}/rights.xmp")]
async fn show_rights_fields(
    actor: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    let packet = file_rights::packet(&ctx, &asset).await?;
    let kind = ContentType("application/rdf+xml".parse().map_err(|_| Error::internal(anyhow::anyhow!("a type")))?);
    Ok(HttpResponse::Ok().insert_header(kind).body(packet.alone()))
}

/// What the current file says about its rights, each with what it would become here: proposals, never permissions.
#[utoipa::path(tag = "agreements", responses((status = 200, body = FileRights)))]
#[get("/assets/{id}/rights/proposals")]
async fn list_rights_proposals(
    actor: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<FileRights>> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    Ok(web::Json(shown(ctx.db.read(), &asset).await?))
}

async fn shown(db: &impl ConnectionTrait, asset: &asset::Model) -> Result<FileRights> {
    let version = assets::current_version(db, asset).await?;
    let stated = stated::of_version(db, version.id).await?;
    let decided = stated::decisions(db, asset.id).await?;
    let show = |statement: Statement| StatementShown {
        records_something: statement.records_something(),
        decision: decided.get(&statement.key).map(StatementDecision::of),
        statement,
    };
    Ok(FileRights {
        version: version.id,
        read: stated.read,
        holds_rights: takes_packets(&version.mime),
        items: stated.statements.into_iter().map(show).collect(),
    })
}

/// Take statements of the file in, one or all: as proposals in an agreement that nobody has reviewed, each once.
#[utoipa::path(tag = "agreements", responses((status = 201, body = FileRights), (status = 409)))]
#[post("/assets/{id}/rights/proposals/acceptances")]
async fn accept_rights_proposals(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewAcceptance>,
) -> Result<HttpResponse> {
    check_number(&body.keys)?;
    let tx = ctx.db.write().await?;
    let asset = assets::find_visible(&tx, actor.scope, *id).await?;
    let read = stated::of_version(&tx, asset.current_version_id).await?;
    let decided = stated::decisions(&tx, asset.id).await?;
    let chosen = stated::chosen(&read, &decided, &body.keys)?;
    if chosen.is_empty() {
        let detail =
            "There is nothing open in this file to take in: everything was decided before, or permits nothing.";
        return Err(Error::field(Code::Taken, "keys", detail));
    }
    stated::accept(&ctx, &tx, &actor, asset.id, &read, &chosen).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(shown(ctx.db.read(), &asset).await?))
}

/// Leave statements of the file out, and say why.
#[utoipa::path(tag = "agreements", responses((status = 201, body = FileRights), (status = 409)))]
#[post("/assets/{id}/rights/proposals/dismissals")]
async fn dismiss_rights_proposals(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    body: web::Json<NewDismissal>,
) -> Result<HttpResponse> {
    check_number(&body.keys)?;
    if body.keys.is_empty() {
        return Err(Error::field(Code::FieldMissing, "keys", "Name the statements."));
    }
    let tx = ctx.db.write().await?;
    let asset = assets::find_visible(&tx, actor.scope, *id).await?;
    let read = stated::of_version(&tx, asset.current_version_id).await?;
    let decided = stated::decisions(&tx, asset.id).await?;
    let chosen = stated::chosen(&read, &decided, &body.keys)?;
    stated::dismiss(&ctx, &tx, &actor, asset.id, &chosen, &body.reason).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(shown(ctx.db.read(), &asset).await?))
}

fn check_number(keys: &[String]) -> Result<()> {
    if keys.len() > MOST_AT_ONCE {
        return Err(Error::field(Code::Invalid, "keys", format!("At most {MOST_AT_ONCE} at once.")));
    }
    Ok(())
}
