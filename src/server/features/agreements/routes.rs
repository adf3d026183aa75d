//! HTTP of the room `agreements`.

use utoipa_actix_web::service_config::ServiceConfig;

mod agreements;
mod checks;
mod components;
mod coverage;
mod dates;
mod documents;
mod erasure;
mod exchange;
mod flags;
mod history;
mod house_rules;
mod intake;
mod interests;
mod joining;
mod occurrences;
mod overview;
mod people;
mod reference;
mod reservations;
mod rules;
mod statements;
mod terms;
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
        // Before the agreement of any id: its name is a word where others have an id.
        .service(dates::show_dates_calendar)
        .service(dates::list_agreement_dates)
        .service(agreements::list_agreements)
        .service(agreements::add_agreement)
        .service(agreements::show_agreement)
        .service(agreements::change_agreement)
        .service(agreements::review_agreement)
        .service(agreements::add_clause)
        .service(agreements::remove_clause)
        .configure(rules::configure)
        .service(joining::bring_under_agreement)
        .configure(occurrences::configure)
        .configure(terms::configure)
        .configure(documents::configure)
        .configure(house_rules::configure)
        .configure(flags::configure)
        .service(history::list_agreement_history)
        .configure(intake::configure)
        .service(checks::list_findings)
        .service(checks::preview_agreement)
        .service(checks::list_questions)
        .configure(coverage::configure)
        .configure(overview::configure)
        .service(people::list_people_shown)
        .service(people::add_person_shown)
        .service(people::show_person_shown)
        .service(people::replace_person_shown)
        .service(erasure::erase_person_shown)
        .service(people::list_releases)
        .configure(exchange::configure)
        .configure(statements::configure)
        .configure(reservations::configure)
        .service(interests::list_interests)
        .service(interests::add_interest)
        .service(interests::add_interests)
        .service(interests::replace_interest)
        .service(interests::remove_interest)
        .service(interests::remove_person_of_interest)
        .service(interests::show_asset_rights)
        .service(history::list_fact_history)
        .service(components::list_components)
        .service(components::add_component)
        .service(components::change_component);
}
