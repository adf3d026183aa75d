//! HTTP of fields and vocabularies: read by everybody who sees assets, changed by administrators.

use actix_web::{HttpResponse, get, patch, post, put, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::definitions::{self, FieldChange, NewField};
use super::super::fields::Field;
use super::super::terms::Vocabulary;
use super::super::usage::{self, VocabularyUsage};
use super::super::vocabularies::{self, NewVocabulary, VocabularyContent};
use super::super::vocabulary_history::{self, VocabularyEntry};
use crate::platform::auth::{Actor, ManageFields, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::extract::{IfMatch, with_etag};
use crate::platform::http::paging::Items;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_fields)
        .service(add_field)
        .service(show_field)
        .service(change_field)
        .service(list_vocabularies)
        .service(add_vocabulary)
        .service(show_vocabulary)
        .service(replace_vocabulary)
        .service(show_vocabulary_usage)
        .service(list_vocabulary_history);
}

/// All fields, in the order they are shown; retired ones last.
#[utoipa::path(tag = "metadata", responses((status = 200, body = Items<Field>)))]
#[get("/fields")]
async fn list_fields(_: Actor<ViewAssets>, ctx: web::Data<Ctx>) -> Result<web::Json<Items<Field>>> {
    Ok(web::Json(Items { items: definitions::list(ctx.db.read()).await? }))
}

/// Define a field.
#[utoipa::path(tag = "metadata", responses((status = 201, body = Field)))]
#[post("/fields")]
async fn add_field(actor: Actor<ManageFields>, ctx: web::Data<Ctx>, body: web::Json<NewField>) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let added = definitions::add(&ctx, &tx, &actor.who(), body.into_inner()).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Created(), added.revision, &added))
}

/// One field.
#[utoipa::path(tag = "metadata", responses((status = 200, body = Field)))]
#[get("/fields/{key}")]
async fn show_field(_: Actor<ViewAssets>, ctx: web::Data<Ctx>, key: web::Path<String>) -> Result<HttpResponse> {
    let found = definitions::show_one(ctx.db.read(), &key).await?;
    Ok(with_etag(HttpResponse::Ok(), found.revision, &found))
}

/// Change a field: its names, its help, where files keep it; retire it or take it back.
#[utoipa::path(tag = "metadata", responses((status = 200, body = Field)))]
#[patch("/fields/{key}")]
async fn change_field(
    actor: Actor<ManageFields>,
    ctx: web::Data<Ctx>,
    key: web::Path<String>,
    seen: IfMatch,
    body: web::Json<FieldChange>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let check = |revision| seen.check(revision);
    let changed = definitions::change(&ctx, &tx, &actor.who(), &key, body.into_inner(), check).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Ok(), changed.revision, &changed))
}

/// All vocabularies.
#[utoipa::path(tag = "metadata", responses((status = 200, body = Items<Vocabulary>)))]
#[get("/vocabularies")]
async fn list_vocabularies(_: Actor<ViewAssets>, ctx: web::Data<Ctx>) -> Result<web::Json<Items<Vocabulary>>> {
    Ok(web::Json(Items { items: vocabularies::list(ctx.db.read()).await? }))
}

/// Add a vocabulary.
#[utoipa::path(tag = "metadata", responses((status = 201, body = Vocabulary)))]
#[post("/vocabularies")]
async fn add_vocabulary(
    actor: Actor<ManageFields>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewVocabulary>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let added = vocabularies::add(&ctx, &tx, &actor.who(), body.into_inner()).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Created(), added.revision, &added))
}

/// One vocabulary.
#[utoipa::path(tag = "metadata", responses((status = 200, body = Vocabulary)))]
#[get("/vocabularies/{key}")]
async fn show_vocabulary(_: Actor<ViewAssets>, ctx: web::Data<Ctx>, key: web::Path<String>) -> Result<HttpResponse> {
    let found = vocabularies::find(ctx.db.read(), &key).await?;
    Ok(with_etag(HttpResponse::Ok(), found.revision, &found))
}

/// Replace names and terms of a vocabulary. A term that an asset says cannot be taken out, only retired.
#[utoipa::path(tag = "metadata", responses((status = 200, body = Vocabulary)))]
#[put("/vocabularies/{key}")]
async fn replace_vocabulary(
    actor: Actor<ManageFields>,
    ctx: web::Data<Ctx>,
    key: web::Path<String>,
    seen: IfMatch,
    body: web::Json<VocabularyContent>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let check = |revision| seen.check(revision);
    let changed = vocabularies::replace(&ctx, &tx, &actor.who(), &key, body.into_inner(), check).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Ok(), changed.revision, &changed))
}

/// How many assets say each word of a vocabulary.
#[utoipa::path(tag = "metadata", responses((status = 200, body = VocabularyUsage)))]
#[get("/vocabularies/{key}/usage")]
async fn show_vocabulary_usage(
    _: Actor<ManageFields>,
    ctx: web::Data<Ctx>,
    key: web::Path<String>,
) -> Result<web::Json<VocabularyUsage>> {
    let found = vocabularies::find(ctx.db.read(), &key).await?;
    Ok(web::Json(usage::of(ctx.db.read(), &found.key).await?))
}

/// What was changed about a vocabulary, by whom and when; the latest 100 changes, newest first.
#[utoipa::path(tag = "metadata", responses((status = 200, body = Items<VocabularyEntry>)))]
#[get("/vocabularies/{key}/history")]
async fn list_vocabulary_history(
    _: Actor<ManageFields>,
    ctx: web::Data<Ctx>,
    key: web::Path<String>,
) -> Result<web::Json<Items<VocabularyEntry>>> {
    let found = vocabularies::find(ctx.db.read(), &key).await?;
    Ok(web::Json(Items { items: vocabulary_history::past(ctx.db.read(), &found.key).await? }))
}
