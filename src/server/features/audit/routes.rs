//! HTTP of the room `audit`.

use utoipa_actix_web::service_config::ServiceConfig;

/// Adds this room's operations.
pub fn configure(_config: &mut ServiceConfig) {}
