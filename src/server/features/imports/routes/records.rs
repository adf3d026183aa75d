//! HTTP of imports of records: sending a file, looking at its first lines, beginning.

use std::path::PathBuf;

use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::records::preview::{self, RecordsPreview};
use super::super::records::taking::fields_of;
use super::super::records::uploads::{self, SentRecords};
use super::super::show::NewRecordsImport;
use super::super::{NewImport, Reads, places};
use crate::features::assets::receive::Uploader;
use crate::platform::auth::{Actor, Operate};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SentName {
    /// What the file is called.
    name: String,
}

/// Send a file of records: JSON objects line by line or a CSV, packed as xz or not. It is kept for a day until its
/// import begins.
#[utoipa::path(tag = "imports", params(SentName),
    request_body(content_type = "application/octet-stream", content = Vec<u8>),
    responses((status = 201, body = SentRecords)))]
#[post("/imports/files")]
pub async fn send_records(
    _: Actor<Operate>,
    ctx: web::Data<Ctx>,
    name: web::Query<SentName>,
    body: web::Payload,
) -> Result<HttpResponse> {
    let sent = uploads::receive(&ctx, &name.name, body).await?;
    Ok(HttpResponse::Created().json(sent))
}

/// The first records of a file as they would be taken; nothing is taken yet.
#[utoipa::path(tag = "imports", responses((status = 200, body = RecordsPreview)))]
#[post("/imports/preview")]
pub async fn preview_records(
    _: Actor<Operate>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewRecordsImport>,
) -> Result<web::Json<RecordsPreview>> {
    let path = path_of(&ctx, &body).await?;
    let mapping = body.into_inner().mapping.unwrap_or_default();
    Ok(web::Json(preview::preview(ctx.db.read(), path, mapping).await?))
}

/// The file that is meant, as an absolute path.
async fn path_of(ctx: &Ctx, wanted: &NewRecordsImport) -> Result<PathBuf> {
    match (&wanted.file, wanted.upload) {
        (None, Some(upload)) => uploads::find(ctx, upload).await,
        (Some(file), None) => {
            let root = places::import_dir(ctx, "file")?;
            Ok(PathBuf::from(places::below(&root, "file", file)?))
        }
        _ => Err(Error::field(Code::FieldMissing, "file", "Name a file of the import folder, or one that was sent.")),
    }
}

/// An import of records as it is begun over the API.
pub async fn of_records(ctx: &Ctx, wanted: NewRecordsImport, uploader: Uploader) -> Result<NewImport> {
    let path = path_of(ctx, &wanted).await?;
    let mapping = wanted.mapping.unwrap_or_default();
    fields_of(ctx.db.read(), &mapping).await?;
    let refuse = |why: &str| Error::field(Code::ImportRecords, "file", why);
    let size_bytes = tokio::fs::metadata(&path).await.map_err(|_| refuse("It cannot be read."))?.len();
    let source = path.to_str().ok_or_else(|| refuse("Its name is no UTF-8."))?.to_owned();
    let reads = Reads::Records { mapping: Box::new(mapping), size_bytes };
    Ok(NewImport { reads, source, manifest: None, collection: None, uploader, by_server: true })
}
