//! `Idempotency-Key` on POST: the first answer is remembered for a day and given again to a repetition.

use std::collections::BTreeMap;

use actix_web::body::{BoxBody, MessageBody, to_bytes_limited};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, LOCATION};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Duration, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ExprTrait, TryInsertResult};

use crate::platform::auth::extract::{SESSION_COOKIE, context, is_signed_in};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// A row of `remembered_answer`. `status` 0: the first request is still running.
pub mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "remembered_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub request_hash: String,
        pub status: i32,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        /// Further headers of the answer, as a JSON object.
        #[sea_orm(column_type = "Text")]
        pub headers: String,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Answers up to this size are remembered, bytes.
const BODY_LIMIT: usize = 256 * 1024;
/// After this a request that never answered no longer blocks its key.
const RUNNING_FOR_AT_MOST: Duration = Duration::minutes(10);

/// Middleware for the API scope, behind which it is known who asks.
pub async fn remember(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    match key_of(request.request()) {
        None => Ok(next.call(request).await?.map_into_boxed_body()),
        // Boxed, so that requests without a key do not carry its room around.
        Some(key) => Box::pin(remembered(request, key, next)).await,
    }
}

async fn remembered(
    mut request: ServiceRequest,
    key: String,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let ctx = context(request.request())?;
    let request_hash = hash_of(&mut request).await?;
    if let Some(answer) = begin(&ctx, &key, &request_hash).await? {
        return Ok(request.into_response(answer).map_into_boxed_body());
    }
    match next.call(request).await {
        Ok(response) => keep(&ctx, &key, response.map_into_boxed_body()).await,
        Err(error) => {
            forget(&ctx, &key).await?;
            Err(error)
        }
    }
}

/// The key as stored: bound to the caller's credential, so nobody meets another's answers.
fn key_of(request: &HttpRequest) -> Option<String> {
    // Resumable uploads have a protocol of their own, and whoever is not let in is given no earlier answer.
    if request.method() != Method::POST || request.path().contains("/uploads") || !is_signed_in(request) {
        return None;
    }
    let key = request.headers().get("Idempotency-Key")?.to_str().ok()?;
    let credential = request.headers().get("Authorization").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let credential = credential.or_else(|| request.cookie(SESSION_COOKIE).map(|cookie| cookie.value().to_owned()))?;
    Some(blake3::hash(format!("{credential}\n{key}").as_bytes()).to_hex().to_string())
}

/// What makes a request the same: its address and its body; of files only their length.
async fn hash_of(request: &mut ServiceRequest) -> Result<String, actix_web::Error> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut said = format!("{}\n{}\n", request.uri(), header("Content-Length")).into_bytes();
    if header("Content-Type").starts_with("application/json") {
        let body = request.extract::<web::Bytes>().await?;
        said.extend_from_slice(&body);
        request.set_payload(Payload::from(body));
    }
    Ok(blake3::hash(&said).to_hex().to_string())
}

/// Reserves the key. An answer means: do not run the request.
async fn begin(ctx: &Ctx, key: &str, request_hash: &str) -> Result<Option<HttpResponse>> {
    let now = ctx.now();
    let tx = ctx.db.write().await?;
    let stale: DateTime<Utc> = now - RUNNING_FOR_AT_MOST;
    row::Entity::delete_many()
        .filter(
            row::Column::CreatedAt
                .lt(now - Duration::days(1))
                .or(row::Column::Status.eq(0).and(row::Column::CreatedAt.lt(stale))),
        )
        .exec(&tx)
        .await?;
    let new = row::ActiveModel {
        key: Set(key.to_owned()),
        request_hash: Set(request_hash.to_owned()),
        status: Set(0),
        body: Set(String::new()),
        headers: Set("{}".to_owned()),
        created_at: Set(now),
    };
    let on_conflict = OnConflict::column(row::Column::Key).do_nothing().to_owned();
    let inserted = row::Entity::insert(new).on_conflict(on_conflict).try_insert().exec_without_returning(&tx).await?;
    let found = match inserted {
        TryInsertResult::Inserted(1..) => None,
        _ => row::Entity::find_by_id(key).one(&tx).await?,
    };
    tx.commit().await?;
    let Some(found) = found else { return Ok(None) };
    if found.request_hash != request_hash {
        return Err(Error::new(Code::IdempotencyConflict, "Use a new Idempotency-Key for a new request."));
    }
    if found.status == 0 {
        return Err(Error::new(Code::IdempotencyRunning, "Ask again in a moment."));
    }
    Ok(Some(replay(&found)))
}

fn replay(found: &row::Model) -> HttpResponse {
    let status = u16::try_from(found.status).ok().and_then(|status| StatusCode::from_u16(status).ok());
    let mut response = HttpResponse::build(status.unwrap_or(StatusCode::OK)).body(found.body.clone());
    let kind = if found.status >= 400 { "application/problem+json" } else { "application/json" };
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    let kept: BTreeMap<String, String> = serde_json::from_str(&found.headers).unwrap_or_default();
    for (name, value) in kept {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(HeaderName::from_static("idempotency-replayed"), HeaderValue::from_static("true"));
    response
}

async fn keep(
    ctx: &Ctx,
    key: &str,
    response: ServiceResponse<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let status = response.status();
    let (request, response) = response.into_parts();
    let (head, body) = response.into_parts();
    let headers = kept_headers(head.headers())?;
    let Ok(Ok(bytes)) = to_bytes_limited(body, BODY_LIMIT).await else {
        forget(ctx, key).await?;
        return Err(Error::new(Code::TooLarge, "This answer is too large for an Idempotency-Key.").into());
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) if !status.is_server_error() => remember_answer(ctx, key, status, text, headers).await?,
        _ => forget(ctx, key).await?,
    }
    Ok(ServiceResponse::new(request, head.set_body(BoxBody::new(bytes))))
}

/// The headers that belong to the answer and not to its journey: a repetition needs them as much as the first did.
fn kept_headers(headers: &HeaderMap) -> Result<String> {
    let read = |name: &HeaderName| Some((name.to_string(), headers.get(name)?.to_str().ok()?.to_owned()));
    let kept: BTreeMap<String, String> = [ETAG, LOCATION].iter().filter_map(read).collect();
    Ok(serde_json::to_string(&kept)?)
}

async fn remember_answer(ctx: &Ctx, key: &str, status: StatusCode, body: &str, headers: String) -> Result<()> {
    let tx = ctx.db.write().await?;
    row::Entity::update_many()
        .col_expr(row::Column::Status, Expr::value(i32::from(status.as_u16())))
        .col_expr(row::Column::Body, Expr::value(body.to_owned()))
        .col_expr(row::Column::Headers, Expr::value(headers))
        .filter(row::Column::Key.eq(key))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

async fn forget(ctx: &Ctx, key: &str) -> Result<()> {
    let tx = ctx.db.write().await?;
    row::Entity::delete_by_id(key).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}
