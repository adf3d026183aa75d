//! HTTP of the room `operations`.

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::show::{Check, IndexCheck, JobEntry, JobPage, Readiness};
use super::tools::ToolList;
use super::{StorageProbe, figures, reading};
use crate::features::search::SearchIndex;
use crate::platform::auth::{Actor, Operate};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};
use crate::platform::http::paging::{Page, Paging};
use crate::platform::jobs;

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config.service(list_jobs).service(retry_job).service(list_tools);
}

/// Adds what lies outside the API.
pub fn configure_plain(config: &mut web::ServiceConfig) {
    figures::start();
    config
        .app_data(web::Data::new(StorageProbe::default()))
        .route("/health/live", web::get().to(show_live))
        .route("/health/ready", web::get().to(show_ready))
        .route("/metrics", web::get().to(show_figures))
        .route("/api/docs", web::get().to(show_reading));
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct JobQuery {
    /// `waiting`, `running`, `done` or `dead`.
    state: Option<String>,
    /// 1 to 200; 50 unless told.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Jobs, newest first.
#[utoipa::path(tag = "operations", params(JobQuery), responses((status = 200, body = JobPage)))]
#[get("/jobs")]
async fn list_jobs(_: Actor<Operate>, ctx: web::Data<Ctx>, query: web::Query<JobQuery>) -> Result<web::Json<JobPage>> {
    let JobQuery { state, limit, cursor } = query.into_inner();
    if let Some(state) = &state
        && !["waiting", "running", "done", "dead"].contains(&state.as_str())
    {
        return Err(Error::field(Code::Invalid, "state", "One of waiting, running, done, dead."));
    }
    let paging = Paging { limit, cursor };
    let (before, limit) = (paging.after()?, paging.limit());
    let rows = super::list_jobs(ctx.db.read(), state.as_deref(), before, limit + 1).await?;
    let Page { items, next_cursor } = Page::of(rows, limit, |row| row.id, JobEntry::from);
    let counts = super::count_jobs(ctx.db.read(), ctx.now()).await?;
    Ok(web::Json(JobPage { items, next_cursor, counts }))
}

/// Put a job that gave up back to work.
#[utoipa::path(tag = "operations", responses((status = 200, body = JobEntry)))]
#[post("/jobs/{id}/retries")]
async fn retry_job(actor: Actor<Operate>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<web::Json<JobEntry>> {
    let tx = ctx.db.write().await?;
    let job = jobs::retry(&ctx, &tx, *id).await?;
    events::record(&ctx, &tx, &actor.who(), Event::JobRetried { job: job.id }).await?;
    ctx.commit(tx).await?;
    Ok(web::Json(job.into()))
}

/// The programs that this server calls for previews: which are here, which are missing and what that costs.
#[utoipa::path(tag = "operations", responses((status = 200, body = ToolList)))]
#[get("/tools")]
async fn list_tools(_: Actor<Operate>, ctx: web::Data<Ctx>) -> Result<web::Json<ToolList>> {
    Ok(web::Json(ToolList::new(ctx.tools.found().await)))
}

/// The process runs.
async fn show_live() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({ "live": true }))
}

/// Whether requests can be served: the database answers and the store takes bytes.
async fn show_ready(
    ctx: web::Data<Ctx>,
    index: web::Data<SearchIndex>,
    probe: web::Data<StorageProbe>,
) -> HttpResponse {
    let database = ctx.db.check().await;
    if let Err(error) = &database {
        tracing::error!(%error, "the database does not answer");
    }
    let storage = probe.fault(&ctx).await;
    if let Some(fault) = &storage {
        tracing::error!(fault, "the store cannot be used");
    }
    let answer = Readiness {
        ready: database.is_ok() && storage.is_none(),
        database: Check::of(database.is_ok(), "The database does not answer; the log says why."),
        storage: Check::of(storage.is_none(), "The store cannot be used; the log says why."),
        index: IndexCheck { indexed_through: index.indexed_through(), lag: index.lag(&ctx).await.ok() },
    };
    let mut builder = if answer.ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    builder.insert_header(("Cache-Control", "no-store")).json(answer)
}

async fn show_figures(ctx: web::Data<Ctx>, index: web::Data<SearchIndex>) -> Result<HttpResponse> {
    let text = figures::render(&ctx, &index).await?;
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text))
}

/// The API document for people.
async fn show_reading(document: web::Data<serde_json::Value>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header(("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"))
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .body(reading::page(&document))
}
