//! HTTP of the room `publishing`.

use utoipa_actix_web::service_config::ServiceConfig;

pub mod channels;
pub mod gate;
pub mod iiif;
pub mod public;
pub mod publications;
pub mod reservations;

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(channels::list_channels)
        .service(channels::add_channel)
        .service(channels::show_channel)
        .service(channels::change_channel)
        .service(publications::list_publications)
        .service(publications::plan_publication)
        .service(publications::show_publication)
        .service(publications::show_good_faith)
        .service(publications::take_down_publication)
        .service(gate::ask_gate);
}

/// Adds what lies outside the API: the addresses everybody can read.
pub fn configure_public(config: &mut actix_web::web::ServiceConfig) {
    // Before the addresses of bytes, whose keys would swallow the policies.
    reservations::configure(config);
    public::configure(config);
    iiif::configure(config);
}
