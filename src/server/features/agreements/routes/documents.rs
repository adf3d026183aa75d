//! The files of a paper, taken in and withdrawn. Their bytes leave through the room `delivery`.

use actix_web::{HttpResponse, delete, get, post, web};
use futures_util::StreamExt;
use sea_orm::entity::prelude::*;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::records::document::{self, MOST_BYTES};
use super::super::records::header::{check_may_change, check_text};
use super::super::records::queries::{self, current_facts, find_agreement, header_of};
use super::super::records::record::{self, Kind};
use super::super::records::row::fact;
use super::super::show::document::{Document, shown};
use crate::features::assets::fields::file_name;
use crate::features::assets::hashes;
use crate::features::assets::spool::{self, Temporary};
use crate::features::assets::store::StoredFile;
use crate::platform::auth::{Actor, EditAgreements, Permission, ViewAgreements, Who};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::paging::Items;
use crate::platform::storage::key::Key;

/// Adds the operations on files of agreements.
pub fn configure(config: &mut ServiceConfig) {
    config.service(add_document).service(list_document_versions).service(remove_document);
}

/// What a file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct NewDocument {
    /// As the file is called on the disk it comes from.
    file_name: String,
    /// As people call it; the name of the file unless told.
    title: Option<String>,
    /// The file it is the next version of.
    replaces: Option<Uuid>,
}

/// File a paper: the body is the file itself. PDF, pictures, plain text, mails and text documents of at most 100 MiB are
/// taken, told by their content.
#[utoipa::path(
    tag = "agreements",
    params(NewDocument),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Document))
)]
#[post("/agreements/{id}/documents")]
async fn add_document(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    new: web::Query<NewDocument>,
    bytes: web::Payload,
) -> Result<HttpResponse> {
    find_agreement(ctx.db.read(), *id).await?;
    let title = new.title.clone().unwrap_or_default();
    check_text("title", &title, 0, 300)?;
    let (temporary, file) = receive(&ctx, bytes, &new.file_name).await?;
    document::check(&file)?;
    let key = document::new_key(&ctx)?;
    ctx.storage.put_file(&key, temporary.path()).await?;
    let wanted =
        Wanted { agreement: *id, title, replaces: new.replaces, may_approve: actor.may(Permission::ApproveAgreements) };
    match write_down(&ctx, &actor.who(), wanted, file, &key).await {
        Ok(added) => Ok(HttpResponse::Created().json(shown(&added)?)),
        Err(error) => {
            // Nothing on record names these bytes.
            ctx.storage.remove(&key).await?;
            Err(error)
        }
    }
}

async fn receive(ctx: &Ctx, mut bytes: web::Payload, name: &str) -> Result<(Temporary, StoredFile)> {
    let most = MOST_BYTES.min(ctx.config.max_upload_bytes);
    let (temporary, mut writer) = Temporary::create(ctx).await?;
    while let Some(chunk) = bytes.next().await {
        let chunk = chunk.map_err(|why| Error::new(Code::Malformed, why.to_string()))?;
        if writer.written() + chunk.len() as u64 > most {
            return Err(Error::new(Code::FileTooLarge, format!("A paper may have at most {most} bytes here.")));
        }
        writer.write(&chunk).await?;
    }
    let size = writer.written();
    let hashes = match writer.finish().await?.hashes {
        Some(hashes) => hashes,
        None => hashes::hash(temporary.path()).await?,
    };
    let file = spool::measure(temporary.path(), &file_name(name), size, hashes).await?;
    Ok((temporary, file))
}

struct Wanted {
    agreement: Uuid,
    title: String,
    replaces: Option<Uuid>,
    may_approve: bool,
}

async fn write_down(ctx: &Ctx, who: &Who, wanted: Wanted, file: StoredFile, key: &Key) -> Result<fact::Model> {
    let tx = ctx.db.write().await?;
    let (_, header) = header_of(&tx, wanted.agreement).await?;
    let added = match wanted.replaces {
        Some(old) => {
            check_may_change(&header, wanted.may_approve)?;
            let old = document::find(&tx, wanted.agreement, old).await?;
            let draft = document::draft(wanted.agreement, &wanted.title, file, key, Some(&old))?;
            record::replace(ctx, &tx, who, &old, draft).await?
        }
        None => {
            let draft = document::draft(wanted.agreement, &wanted.title, file, key, None)?;
            record::add(ctx, &tx, who, Kind::Document, draft).await?
        }
    };
    // A file alone allows and forbids nothing: no asset is touched.
    queries::touched(ctx, &tx, who, wanted.agreement, Vec::new()).await?;
    ctx.commit(tx).await?;
    Ok(added)
}

/// Every version of a file, the newest first.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Items<Document>)))]
#[get("/agreements/{id}/documents/{document_id}/versions")]
async fn list_document_versions(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<web::Json<Items<Document>>> {
    let (agreement, id) = path.into_inner();
    let rows = fact::Entity::find()
        .filter(fact::Column::EntityId.eq(id))
        .filter(fact::Column::AgreementId.eq(agreement))
        .filter(fact::Column::Kind.eq(Kind::Document.name()))
        .all(ctx.db.read())
        .await?;
    if rows.is_empty() {
        return Err(Error::not_found(Code::FactNotFound));
    }
    let mut items = rows.iter().map(shown).collect::<Result<Vec<_>>>()?;
    items.sort_by_key(|file| std::cmp::Reverse(file.version));
    Ok(web::Json(Items { items }))
}

/// Take a file off the record. Its bytes stay as evidence of what was on record; clauses that stand in it come first.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/agreements/{id}/documents/{document_id}")]
async fn remove_document(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (agreement, id) = path.into_inner();
    let tx = ctx.db.write().await?;
    let (_, header) = header_of(&tx, agreement).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    let found = document::find(&tx, agreement, id).await?;
    let named = id.to_string();
    let clauses = current_facts(&tx, agreement).await?;
    if clauses.iter().any(|row| row.kind == Kind::Clause.name() && row.body.contains(&named)) {
        return Err(Error::new(Code::FactInvalid, "A clause stands in this file; take that off first."));
    }
    record::withdraw(&ctx, &tx, &actor.who(), &found).await?;
    queries::touched(&ctx, &tx, &actor.who(), agreement, Vec::new()).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}
