//! The address of the API document. What is in it is collected by `openapi.rs`.

use actix_web::{HttpResponse, get, web};
use utoipa_actix_web::service_config::ServiceConfig;

/// Adds the document's own address.
pub fn configure(config: &mut ServiceConfig) {
    config.service(show_document);
}

/// The API document (OpenAPI 3.1).
#[utoipa::path(tag = "operations", responses((status = 200, description = "This document")))]
#[get("/openapi.json")]
async fn show_document(document: web::Data<serde_json::Value>) -> HttpResponse {
    HttpResponse::Ok().json(document.get_ref())
}
