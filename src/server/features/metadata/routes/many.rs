//! HTTP of changing many assets at once: bulk edits and tables, each with a look before the leap.

use actix_web::{HttpResponse, post, web};
use futures_util::StreamExt;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::super::bulk::{self, BulkEdit, BulkOutcome};
use super::super::tables::{self, TableOutcome};
use crate::platform::auth::{Actor, EditAssets, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// The largest table taken, bytes.
const TABLE_BYTES: usize = 20 << 20;
/// Most assets in one table.
const TABLE_ASSETS: usize = 10_000;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(preview_bulk_edit)
        .service(make_bulk_edit)
        .service(export_table)
        .service(preview_table)
        .service(import_table);
}

/// What a bulk edit would change, and which assets it would leave alone. Changes nothing.
#[utoipa::path(tag = "metadata", responses((status = 200, body = BulkOutcome)))]
#[post("/bulk-edits/preview")]
async fn preview_bulk_edit(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    body: web::Json<BulkEdit>,
) -> Result<web::Json<BulkOutcome>> {
    let tx = ctx.db.write().await?;
    // Dropped without a commit: nothing was written.
    Ok(web::Json(bulk::run(&ctx, &tx, &actor.who(), actor.scope, &body, false).await?))
}

/// Change fields of many assets. Those that refuse stay as they are and say why.
#[utoipa::path(tag = "metadata", responses((status = 200, body = BulkOutcome)))]
#[post("/bulk-edits")]
async fn make_bulk_edit(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    body: web::Json<BulkEdit>,
) -> Result<web::Json<BulkOutcome>> {
    let tx = ctx.db.write().await?;
    let outcome = bulk::run(&ctx, &tx, &actor.who(), actor.scope, &body, true).await?;
    ctx.commit(tx).await?;
    Ok(web::Json(outcome))
}

/// Which assets a table is about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TableRequest {
    /// At most 10,000, in the order of the rows.
    pub assets: Vec<Uuid>,
}

/// A table (CSV, UTF-8) of these assets and their fields. What a spreadsheet could run has an apostrophe before it.
#[utoipa::path(tag = "metadata", responses((status = 200, body = String, content_type = "text/csv")))]
#[post("/metadata-tables/export")]
async fn export_table(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    body: web::Json<TableRequest>,
) -> Result<HttpResponse> {
    if body.assets.len() > TABLE_ASSETS {
        return Err(Error::field(Code::Invalid, "assets", "At most 10,000 assets in one table."));
    }
    let table = tables::export(ctx.db.read(), actor.scope, &body.assets).await?;
    let name = "attachment; filename=\"fields.csv\"";
    Ok(HttpResponse::Ok()
        .insert_header(("Content-Disposition", name))
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .content_type("text/csv; charset=utf-8")
        .body(table))
}

/// What a table would change, row by row. Changes nothing.
#[utoipa::path(tag = "metadata", request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = TableOutcome)))]
#[post("/metadata-tables/preview")]
async fn preview_table(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    body: web::Payload,
) -> Result<web::Json<TableOutcome>> {
    let text = read(body).await?;
    let tx = ctx.db.write().await?;
    Ok(web::Json(tables::import(&ctx, &tx, &actor.who(), actor.scope, &text, false).await?))
}

/// Change fields as a table says. Rows with problems are left out and named.
#[utoipa::path(tag = "metadata", request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = TableOutcome)))]
#[post("/metadata-tables")]
async fn import_table(
    actor: Actor<EditAssets>,
    ctx: web::Data<Ctx>,
    body: web::Payload,
) -> Result<web::Json<TableOutcome>> {
    let text = read(body).await?;
    let tx = ctx.db.write().await?;
    let outcome = tables::import(&ctx, &tx, &actor.who(), actor.scope, &text, true).await?;
    ctx.commit(tx).await?;
    Ok(web::Json(outcome))
}

async fn read(mut body: web::Payload) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(part) = body.next().await {
        let part = part.map_err(|error| Error::new(Code::Malformed, error.to_string()))?;
        if bytes.len() + part.len() > TABLE_BYTES {
            return Err(Error::new(Code::TooLarge, "A table has at most 20 MiB."));
        }
        bytes.extend_from_slice(&part);
    }
    let not_text = |_| Error::new(Code::Malformed, "The table is not UTF-8. Save it as CSV UTF-8 and send it again.");
    String::from_utf8(bytes).map_err(not_text)
}
