//! HTTP of the room `imports`.

use actix_web::http::header;
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::row::import;
use super::show::{Import, ImportFile, ImportPlace, NewFolderImport, NewImportBody};
use super::{Wish, places};
use crate::features::assets::disk_work::blocking;
use crate::features::assets::receive::{self, Purpose, Uploader};
use crate::platform::auth::{Actor, Operate};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::paging::{Page, Paging};

pub mod records;

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list_imports)
        .service(begin_import)
        .service(show_import_place)
        .service(records::send_records)
        .service(records::preview_records)
        .service(show_import)
        .service(list_import_files)
        .service(download_import_report)
        .service(pause_import)
        .service(resume_import)
        .service(cancel_import)
        .service(retry_import);
}

/// Imports, newest first.
#[utoipa::path(tag = "imports", params(Paging), responses((status = 200, body = Page<Import>)))]
#[get("/imports")]
async fn list_imports(
    _: Actor<Operate>,
    ctx: web::Data<Ctx>,
    paging: web::Query<Paging>,
) -> Result<web::Json<Page<Import>>> {
    let rows = super::list(ctx.db.read(), paging.after()?, paging.limit() + 1).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let counts = super::count(ctx.db.read(), &ids).await?;
    let show = |row: import::Model| {
        let counts = counts.get(&row.id).copied().unwrap_or_default();
        Import::new(row, counts)
    };
    Ok(web::Json(Page::of(rows, paging.limit(), |row| row.id, show)))
}

/// Import a folder of the server, or a file of records.
///
/// Both lie below the folder that the setting `import_dir` names; without that setting: 422. Files are copied. A file of
/// records may have been sent before, and needs no setting then.
#[utoipa::path(tag = "imports", responses((status = 201, body = Import)))]
#[post("/imports")]
async fn begin_import(
    actor: Actor<Operate>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewImportBody>,
) -> Result<HttpResponse> {
    let uploader = Uploader::new(&actor);
    let new = match body.into_inner() {
        NewImportBody::Folder(folder) => of_folder(&ctx, folder, uploader).await?,
        NewImportBody::Records(records) => records::of_records(&ctx, records, uploader).await?,
    };
    let tx = ctx.db.write().await?;
    let begun = super::begin(&ctx, &tx, new).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(Import::new(begun, Default::default())))
}

async fn of_folder(ctx: &Ctx, new: NewFolderImport, uploader: Uploader) -> Result<super::NewImport> {
    let root = places::import_dir(ctx, "folder")?;
    let NewFolderImport { folder, manifest, collection_id } = new;
    let source = places::below(&root, "folder", &folder)?;
    let manifest = manifest.map(|path| places::below(&root, "manifest", &path)).transpose()?;
    let purpose = Purpose::NewAsset { fields: Default::default(), collection: collection_id };
    receive::check_purpose(ctx.db.read(), &uploader, &purpose).await?;
    let reads = Default::default();
    Ok(super::NewImport { reads, source, manifest, collection: collection_id, uploader, by_server: true })
}

/// Where folders to import may lie, and which there are.
#[utoipa::path(tag = "imports", responses((status = 200, body = ImportPlace)))]
#[get("/imports/place")]
async fn show_import_place(_: Actor<Operate>, ctx: web::Data<Ctx>) -> Result<web::Json<ImportPlace>> {
    let hot_dir = ctx.config.hot_dir.as_ref().map(|folder| folder.display().to_string());
    let Ok(root) = places::import_dir(&ctx, "folder") else {
        return Ok(web::Json(ImportPlace { import_dir: None, folders: Vec::new(), files: Vec::new(), hot_dir }));
    };
    let shown = root.display().to_string();
    let (folders, files) = blocking(move || Ok(places::inside(&root))).await?;
    Ok(web::Json(ImportPlace { import_dir: Some(shown), folders, files, hot_dir }))
}

/// One import and how far it is.
#[utoipa::path(tag = "imports", responses((status = 200, body = Import)))]
#[get("/imports/{id}")]
async fn show_import(_: Actor<Operate>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<web::Json<Import>> {
    let row = super::find(ctx.db.read(), *id).await?;
    show(&ctx, row).await
}

async fn show(ctx: &Ctx, row: import::Model) -> Result<web::Json<Import>> {
    let files = super::count(ctx.db.read(), &[row.id]).await?.remove(&row.id).unwrap_or_default();
    Ok(web::Json(Import::new(row, files)))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FileQuery {
    /// `waiting`, `added`, `duplicate` or `refused`.
    state: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The files of an import, in the order of their paths, 100 at a time.
#[utoipa::path(tag = "imports", params(FileQuery), responses((status = 200, body = Page<ImportFile>)))]
#[get("/imports/{id}/files")]
async fn list_import_files(
    _: Actor<Operate>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    query: web::Query<FileQuery>,
) -> Result<web::Json<Page<ImportFile>>> {
    let found = super::find(ctx.db.read(), *id).await?;
    let paging = Paging { limit: Some(100), cursor: query.cursor.clone() };
    let state = query.state.as_deref();
    let rows = super::files(ctx.db.read(), found.id, state, paging.after()?, paging.limit() + 1).await?;
    Ok(web::Json(Page::of(rows, paging.limit(), |row| row.id, ImportFile::new)))
}

/// The result of every file, as a CSV.
#[utoipa::path(tag = "imports", responses((status = 200, content_type = "text/csv", body = Vec<u8>)))]
#[get("/imports/{id}/report")]
async fn download_import_report(_: Actor<Operate>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let found = super::find(ctx.db.read(), *id).await?;
    let csv = super::report::csv(ctx.db.read(), found.id).await?;
    let name = format!("attachment; filename=\"import-{}.csv\"", found.created_at.format("%Y-%m-%d"));
    let mut answer = HttpResponse::Ok();
    answer.content_type("text/csv; charset=utf-8").insert_header((header::CONTENT_DISPOSITION, name));
    Ok(answer.insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff")).body(csv))
}

async fn wish(actor: Actor<Operate>, ctx: &Ctx, id: Uuid, wish: Wish) -> Result<web::Json<Import>> {
    let tx = ctx.db.write().await?;
    let mut row = super::find(&tx, id).await?;
    if matches!(wish, Wish::Resume | Wish::Retry) {
        // The command that began it has ended when it stood still.
        row = super::hand_over(&tx, row).await?;
    }
    let moved = super::fulfil(ctx, &tx, &Uploader::new(&actor), row, wish).await?;
    ctx.commit(tx).await?;
    show(ctx, moved).await
}

/// Let an import stand still; the file at hand is finished.
#[utoipa::path(tag = "imports", responses((status = 200, body = Import)))]
#[post("/imports/{id}/pause")]
async fn pause_import(actor: Actor<Operate>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<web::Json<Import>> {
    wish(actor, &ctx, *id, Wish::Pause).await
}

/// Carry a paused import on.
#[utoipa::path(tag = "imports", responses((status = 200, body = Import)))]
#[post("/imports/{id}/resume")]
async fn resume_import(actor: Actor<Operate>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<web::Json<Import>> {
    wish(actor, &ctx, *id, Wish::Resume).await
}

/// Give an import up; what it has added stays.
#[utoipa::path(tag = "imports", responses((status = 200, body = Import)))]
#[post("/imports/{id}/cancel")]
async fn cancel_import(actor: Actor<Operate>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<web::Json<Import>> {
    wish(actor, &ctx, *id, Wish::Cancel).await
}

/// Take what an import refused once more. Files are read again as they are now; of records the whole file is, and what
/// is here already is passed over.
#[utoipa::path(tag = "imports", responses((status = 200, body = Import)))]
#[post("/imports/{id}/retry")]
async fn retry_import(actor: Actor<Operate>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<web::Json<Import>> {
    wish(actor, &ctx, *id, Wish::Retry).await
}
