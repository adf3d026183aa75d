//! HTTP of the room `operations`.

use utoipa_actix_web::service_config::ServiceConfig;

/// Adds this room's operations.
pub fn configure(_config: &mut ServiceConfig) {}

/// Adds what lies outside the API.
pub fn configure_plain(_config: &mut actix_web::web::ServiceConfig) {}
