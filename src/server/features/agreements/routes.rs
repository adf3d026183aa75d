//! HTTP of the room `agreements`.

use utoipa_actix_web::service_config::ServiceConfig;

mod agreements;
mod checks;
mod components;
mod exchange;
mod history;
mod interests;
mod occurrences;
mod people;
mod reference;
mod rules;
mod verdicts;

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(verdicts::show_rights_reference)
        .service(reference::list_reference_changes)
        .service(reference::add_reference_change)
        .service(reference::preview_reference_change)
        .service(verdicts::give_verdicts)
        .service(verdicts::show_verdict)
        .service(agreements::list_agreements)
        .service(agreements::add_agreement)
        .service(agreements::show_agreement)
        .service(agreements::change_agreement)
        .service(agreements::review_agreement)
        .service(agreements::add_clause)
        .service(agreements::remove_clause)
        .configure(rules::configure)
        .configure(occurrences::configure)
        .service(history::list_agreement_history)
        .service(checks::list_findings)
        .service(checks::preview_agreement)
        .service(checks::list_questions)
        .service(people::list_people_shown)
        .service(people::add_person_shown)
        .service(people::show_person_shown)
        .service(people::replace_person_shown)
        .service(people::list_releases)
        .configure(exchange::configure)
        .service(interests::list_interests)
        .service(interests::add_interest)
        .service(interests::add_interests)
        .service(interests::replace_interest)
        .service(interests::remove_interest)
        .service(interests::show_asset_rights)
        .service(history::list_fact_history)
        .service(components::list_components)
        .service(components::add_component)
        .service(components::change_component);
}
