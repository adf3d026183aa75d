//! Every operation, by room. Adding a room is one line here.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::features::{
    accounts, agreements, approvals, assets, audit, campaigns, delivery, duplicates, imports, metadata, operations,
    publishing, renditions, search,
};
use crate::platform::auth::extract::identify;
use crate::platform::http::idempotency;

/// Everything under `/api/v1`.
pub fn api(config: &mut ServiceConfig) {
    let scope = utoipa_actix_web::scope::scope("/api/v1")
        .map(|scope| scope.wrap(from_fn(enter)))
        // First, because addresses are tried in this order and pictures are asked for most.
        .configure(delivery::routes::configure)
        .configure(accounts::routes::configure)
        .configure(assets::routes::configure)
        .configure(duplicates::routes::configure)
        .configure(imports::routes::configure)
        .configure(metadata::routes::configure)
        .configure(renditions::routes::configure)
        .configure(agreements::routes::configure)
        .configure(search::routes::configure)
        .configure(approvals::routes::configure)
        .configure(publishing::routes::configure)
        .configure(campaigns::routes::configure)
        .configure(audit::routes::configure)
        .configure(operations::routes::configure)
        .configure(super::document::configure);
    config.service(scope);
}

/// Who asks is found out before anything else. One step for both: each is a box around every request.
async fn enter(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    identify(request.request()).await?;
    idempotency::remember(request, next).await
}

/// What lies outside the API: public delivery, health, metrics, the web app.
pub fn outside(config: &mut actix_web::web::ServiceConfig) {
    config
        .configure(publishing::routes::configure_public)
        .configure(delivery::routes::addresses::configure_public)
        .configure(operations::routes::configure_plain)
        .configure(super::web::configure);
}
